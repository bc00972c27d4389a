"""What an educator can choose: what their programs curated and did not begin yet."""

from dataclasses import dataclass

from waypost.catalog.models import MicroCredentialVersion
from waypost.catalog.rules import VersionState
from waypost.common import clock
from waypost.people.models import Person
from waypost.programs.models import CohortMember, ProgramCredential
from waypost.programs.queries import memberships
from waypost.programs.rules import Period, Stage, stage
from waypost.submissions.models import Enrollment


@dataclass(frozen=True)
class Choice:
    """A micro-credential that `member` can begin, and why their program offers it."""

    member: CohortMember
    version: MicroCredentialVersion
    slug: str
    reason: str


def choices(person: Person) -> list[Choice]:
    """What `person` can begin today, by cohort and title; four queries, however many there are."""
    members = [member for member in memberships(person) if not _is_over(member)]
    curated = ProgramCredential.objects.filter(
        program__in=[member.cohort.program_id for member in members], withdrawn_at=None
    ).select_related("micro_credential")
    begun = set(
        Enrollment.objects.filter(member__in=members, withdrawn_at=None).values_list("member_id", "micro_credential_id")
    )
    versions = _published([one.micro_credential_id for one in curated])
    found = [
        Choice(member, versions[one.micro_credential_id], one.micro_credential.slug, one.reason)
        for member in members
        for one in curated
        if one.program_id == member.cohort.program_id
        and one.micro_credential_id in versions
        and (member.pk, one.micro_credential_id) not in begun
    ]
    return sorted(found, key=lambda choice: (choice.member.cohort.starts_on, choice.version.title))


def _is_over(member: CohortMember) -> bool:
    cohort = member.cohort
    today = clock.today(cohort.program.organization.timezone)
    return stage(Period(cohort.starts_on, cohort.ends_on), today) is Stage.OVER


def _published(micro_credentials: list[int]) -> dict[int, MicroCredentialVersion]:
    versions = MicroCredentialVersion.objects.filter(
        micro_credential__in=micro_credentials, state=VersionState.PUBLISHED
    )
    return {version.micro_credential_id: version for version in versions}
