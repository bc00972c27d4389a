"""What an educator can choose: what their programs curated and did not begin yet."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from waypost.catalog.models import MicroCredential, MicroCredentialVersion
from waypost.catalog.next_steps import NextStep
from waypost.catalog.rules import VersionState
from waypost.common import clock
from waypost.people.models import Person
from waypost.programs.models import Cohort, CohortMember, ProgramCredential
from waypost.programs.queries.cohorts import memberships
from waypost.programs.rules.periods import Period, Stage, stage
from waypost.submissions.models import Enrollment
from waypost.submissions.queries.standing import own_enrollments
from waypost.submissions.standing_awards import earned_days


@dataclass(frozen=True)
class Earned:
    """On which day, as the credential says it, and in which cohort somebody earned a micro-credential."""

    on: date
    cohort: Cohort


@dataclass(frozen=True)
class Choice:
    """A micro-credential that `member` can begin, and why their program offers it.

    `is_ahead`: not before their cohort's first day. `earned` is where it was earned before, where that award stands.
    """

    member: CohortMember
    version: MicroCredentialVersion
    slug: str
    reason: str
    is_ahead: bool
    earned: Earned | None


def choices(person: Person) -> list[Choice]:
    """What `person` can begin today or once a cohort begins; that is last. By cohort and title, in few queries."""
    stages = {member: _stage(member) for member in memberships(person)}
    members = [member for member, found in stages.items() if found is not Stage.OVER]
    curated = ProgramCredential.objects.filter(
        program__in=[member.cohort.program_id for member in members], withdrawn_at=None
    ).select_related("micro_credential")
    begun = set(
        Enrollment.objects.filter(member__in=members, withdrawn_at=None).values_list("member_id", "micro_credential_id")
    )
    versions = _published([one.micro_credential_id for one in curated])
    earned = _earned(person, list(versions))
    found = [
        Choice(
            member,
            versions[one.micro_credential_id],
            one.micro_credential.slug,
            one.reason,
            is_ahead=stages[member] is Stage.AHEAD,
            earned=earned.get(one.micro_credential_id),
        )
        for member in members
        for one in curated
        if one.program_id == member.cohort.program_id
        and one.micro_credential_id in versions
        and (member.pk, one.micro_credential_id) not in begun
    ]
    return sorted(found, key=lambda choice: (choice.is_ahead, choice.member.cohort.starts_on, choice.version.title))


def next_step(person: Person, micro_credential: MicroCredential) -> NextStep | None:
    """What `person` can do next with a micro-credential in the catalog: go on with it, begin it, wait, or nothing."""
    begun = own_enrollments(person).filter(micro_credential=micro_credential, withdrawn_at=None).last()
    if begun is not None:
        return NextStep("Open your work", reverse("submissions_work", args=[begun.uid]))
    offered = [choice for choice in choices(person) if choice.slug == micro_credential.slug]
    if not offered:
        return None
    can_only_wait = all(choice.is_ahead for choice in offered)
    return NextStep("See when you can begin" if can_only_wait else "Choose it", reverse("submissions_choose"))


def _stage(member: CohortMember) -> Stage:
    cohort = member.cohort
    today = clock.today(cohort.program.organization.timezone)
    return stage(Period(cohort.starts_on, cohort.ends_on), today)


def _earned(person: Person, micro_credentials: list[int]) -> dict[int, Earned]:
    """By micro-credential what `person` earned already, the last time where that was in several cohorts."""
    works = own_enrollments(person).filter(micro_credential__in=micro_credentials).order_by("pk")
    days = earned_days([work.pk for work in works])
    return {work.micro_credential_id: Earned(days[work.pk], work.member.cohort) for work in works if work.pk in days}


def _published(micro_credentials: list[int]) -> dict[int, MicroCredentialVersion]:
    versions = MicroCredentialVersion.objects.filter(
        micro_credential__in=micro_credentials, state=VersionState.PUBLISHED
    )
    return {version.micro_credential_id: version for version in versions}
