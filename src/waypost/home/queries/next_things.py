"""What waits for a program lead, and what a new organization lacks, each with the one page on which they settle it."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from django.db.models import Exists, OuterRef
from django.urls import reverse

from waypost.assessment.queries.overview import past_reply_by_count
from waypost.improvement.queries.listing import programs_by_belief
from waypost.people.models import Person
from waypost.people.permissions import Permission
from waypost.people.queries import holds, invitations_of, may, organizations, people_of
from waypost.people.rules import OrganizationKind, Role
from waypost.plans.models import Plan
from waypost.plans.queries.above import plans_above
from waypost.plans.queries.access import ADOPT
from waypost.plans.queries.listing import ListedPlan
from waypost.plans.queries.measuring import measurements_due
from waypost.plans.queries.proposals import proposals_to_decide
from waypost.plans.queries.reminders import today_of
from waypost.plans.queries.standing import PlanStanding
from waypost.plans.rules.activities import Look, LookReason
from waypost.plans.rules.looks import WAYS
from waypost.plans.rules.words import count_of, day, look_note, look_title, looks_title, name, proposed
from waypost.programs.models import CohortMember, Program
from waypost.programs.queries.cohorts import cohorts_of_branch
from waypost.programs.queries.programs import MANAGE, without_cohort

#: So many of one kind stand on the page one by one.
OF_A_KIND = 3


@dataclass(frozen=True)
class NextThing:
    """Something to do, and the page to do it on."""

    title: str
    detail: str
    url: str
    action: str


def next_things(person: Person, page: PlanStanding | None, plans: list[ListedPlan]) -> list[NextThing]:
    """What hinders most first; nothing for those who may not settle it. `page` shows the first of `plans`, if any."""
    return list(_all(person, page, plans))


def _all(person: Person, page: PlanStanding | None, plans: list[ListedPlan]) -> Iterator[NextThing]:
    drafts = [listed.plan for listed in plans if listed.is_draft]
    other_plans = [listed for listed in plans[1:] if not listed.is_draft]
    managed = programs_by_belief(person, MANAGE, OF_A_KIND) if holds(person, MANAGE) else []
    yield from to_measure(person)
    yield from _proposals(person)
    yield from _to_begin(person, has_plan=page is not None, has_program=bool(managed))
    if page is not None and page.may_edit:
        yield from _looks(page)
        yield from _past_dates(other_plans)
    yield from islice((_to_adopt(plan) for plan in drafts if may(person, ADOPT, plan.organization)), OF_A_KIND)
    yield from _waiting(person)
    yield from _cohorts_to_fill(person)
    yield from _programs(person, [program for program, is_waiting in managed if is_waiting])
    if page is not None and page.may_edit:
        yield from _long_past(sum(look.is_long_past for look in page.looks), page.plan)
        for listed in other_plans:
            yield from _long_past(listed.long_past_count, listed.plan)


def to_measure(person: Person) -> Iterator[NextThing]:
    """Each indicator that `person` owns and that waits for its next number."""
    for due in islice(measurements_due(person), OF_A_KIND):
        title = f"Measure: {name(due.indicator.text)}"
        detail = f"Due on {day(due.due_on, due.today)}. {due.indicator.plan.title}"
        yield NextThing(title, detail, reverse("plan_indicator_measure", args=[due.indicator.uid]), "Add the number")


def _proposals(person: Person) -> Iterator[NextThing]:
    """Dates that leads proposed, the oldest first: somebody waits for the answer."""
    for proposal in proposals_to_decide(person)[:OF_A_KIND]:
        who = proposal.by.name if proposal.by else ""
        title = proposed(who, proposal.activity.text, proposal.proposed_on, today_of(proposal.activity))
        yield NextThing(title, proposal.reason, reverse("plan_proposal", args=[proposal.uid]), "Take or keep")


def _looks(page: PlanStanding) -> Iterator[NextThing]:
    """The first dates that passed one by one; of every other kind one line, however many there are."""
    by_reason: defaultdict[LookReason, list[Look]] = defaultdict(list)
    for look in page.new_looks:
        by_reason[look.reason].append(look)
    for reason, found in by_reason.items():
        in_sight = found[:OF_A_KIND] if reason is LookReason.PAST_DATE else []
        yield from (_look(look, page) for look in in_sight)
        yield from _alike(reason, found[len(in_sight) :], page)


def _alike(reason: LookReason, found: list[Look], page: PlanStanding) -> Iterator[NextThing]:
    if len(found) > 1:
        url = f"{reverse('plan', args=[page.plan.uid])}#looks"
        yield NextThing(looks_title(reason, len(found)), page.plan.title, url, "See them")
    else:
        yield from (_look(look, page) for look in found)


def _look(look: Look, page: PlanStanding) -> NextThing:
    url_name, action = WAYS[look.reason]
    return NextThing(look_title(look), look_note(look, page.today), reverse(url_name, args=[look.activity.uid]), action)


def _past_dates(plans: list[ListedPlan]) -> Iterator[NextThing]:
    """One line a plan for its dates that passed within a year."""
    for listed in plans:
        if listed.newly_past_count:
            title = f"{count_of(listed.newly_past_count, 'activity', 'activities')} past date"
            url = f"{reverse('plan', args=[listed.plan.uid])}#looks"
            yield NextThing(title, listed.plan.title, url, "Review dates")


def _long_past(number: int, plan: Plan) -> Iterator[NextThing]:
    """One line for all `number` dates of an earlier plan."""
    if number:
        said = count_of(number, "activity", "activities")
        title = f"{said} more than a year past {'its' if number == 1 else 'their'} date"
        url = f"{reverse('plan', args=[plan.uid])}#earlier-dates"
        yield NextThing(title, f"{plan.title}: set new dates, or record what is done.", url, "Review dates")


def _waiting(person: Person) -> Iterator[NextThing]:
    """As the page of reviews counts; without names and without work: the assessors see to it."""
    number = past_reply_by_count(person)
    if number:
        title = f"{count_of(number, 'submission')} past {'its' if number == 1 else 'their'} reply-by date"
        yield NextThing(title, "No assessor has decided on them yet.", reverse("evidence_reviews"), "See reviews")


def _cohorts_to_fill(person: Person) -> Iterator[NextThing]:
    members = CohortMember.objects.filter(cohort=OuterRef("pk"), left_at=None)
    empty = cohorts_of_branch(person, Permission.PROGRAMS_COHORT_MANAGE).exclude(Exists(members))
    for cohort in empty.order_by("starts_on", "pk")[:OF_A_KIND]:
        url = reverse("cohort_invite", args=[cohort.uid])
        yield NextThing(f"{cohort.name} has no members yet", cohort.program.name, url, "Invite educators")


def _programs(person: Person, to_believe: list[Program]) -> Iterator[NextThing]:
    """In the order of the work: plan a program, say what it believes, enroll educators."""
    found = without_cohort(person, OF_A_KIND)
    yield from (_to_plan(program) for program, is_planned in found if not is_planned)
    yield from (_to_believe(program) for program in to_believe)
    yield from (_to_open(program) for program, is_planned in found if is_planned)


def _to_plan(program: Program) -> NextThing:
    detail = "Its ambition and its model come before its cohorts."
    url = reverse("program_planning", args=[program.uid])
    return NextThing(f"{program.name} is still to be planned", detail, url, "Plan it")


def _to_open(program: Program) -> NextThing:
    url = reverse("cohort_new", args=[program.uid])
    return NextThing(f"{program.name} has no cohort yet", "A cohort enrolls educators.", url, "Open a cohort")


def _to_believe(program: Program) -> NextThing:
    detail = "What you do, what it leads to, and how you will know. One link is locked before its data arrive."
    title = f"Write down what {program.name} believes"
    return NextThing(title, detail, reverse("theory", args=[program.uid]), "Write it down")


def _to_adopt(plan: Plan) -> NextThing:
    detail = "Others see it only then, and a baseline keeps its dates, so that everybody sees what moves."
    return NextThing(f"{plan.title} is a draft: adopt it", detail, reverse("plan_adopt", args=[plan.uid]), "Adopt")


def _to_begin(person: Person, *, has_plan: bool, has_program: bool) -> Iterator[NextThing]:
    """What a new organization does not have yet, in the order in which it helps."""
    yield from _schools_to_add(person)
    if holds(person, Permission.PEOPLE_PERSON_INVITE) and not _has_company(person):
        detail = "One by one, or many from a file."
        yield NextThing("Nobody else is here yet", detail, reverse("people"), "Invite people")
    if holds(person, Permission.PLANS_PLAN_EDIT) and not has_plan:
        yield NextThing("There is no plan yet", _ways_to_a_plan(person), reverse("plans"), "Begin a plan")
    if holds(person, MANAGE) and not has_program:
        detail = "It carries out an activity of a plan, and begins a plan where there is none."
        yield NextThing("There is no program yet", detail, reverse("program_new"), "Start a program")
    if holds(person, Permission.PEOPLE_ROLE_GRANT) and not people_of(person, role=Role.CATALOG_EDITOR).exists():
        detail = "A catalog editor drafts them. Give that role to somebody, or to yourself."
        url = reverse("person", args=[person.uid])
        yield NextThing("Nobody drafts micro-credentials yet", detail, url, "Give the role")


def _ways_to_a_plan(person: Person) -> str:
    above = plans_above(person).first()
    if above is None:
        return "Bring a Word file that follows the template, or write it here."
    return f"Take your part of the plan of {above.organization.name}, bring a Word file, or write it here."


def _schools_to_add(person: Person) -> Iterator[NextThing]:
    """To the districts that have none, of whoever may add places there."""
    places = list(organizations(person, Permission.PEOPLE_ORGANIZATION_MANAGE))
    schools = [place.path for place in places if place.kind == OrganizationKind.SCHOOL]
    districts = (place for place in places if place.kind == OrganizationKind.DISTRICT)
    empty = (place for place in districts if not any(path.startswith(place.path) for path in schools))
    for place in islice(empty, OF_A_KIND):
        url = reverse("organization_add", kwargs={"slug": place.slug})
        yield NextThing(f"{place.name} has no schools yet", "Educators belong to a school.", url, "Add a school")


def _has_company(person: Person) -> bool:
    """Whether anybody else holds a role in the branch, or was invited."""
    return people_of(person).exclude(pk=person.pk).exists() or invitations_of(person).exists()
