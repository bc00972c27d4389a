"""States that no column holds: which of them the demo shows, asked through the rules that derive them."""

from collections.abc import Callable
from enum import Enum

from waypost.assessment.models import Review
from waypost.assessment.rules import Decision, decision
from waypost.catalog import rules as catalog
from waypost.catalog.models import EvidenceItem
from waypost.common import clock
from waypost.common.actors import Public, System
from waypost.credentials.models import Award, SigningKey
from waypost.credentials.rules import AwardState
from waypost.demo.world import ZONE
from waypost.governance.models import ActionItem, CommitteeMember, Meeting
from waypost.governance.queries.committee_pages import committee_page
from waypost.governance.queries.committees import committees
from waypost.governance.queries.decisions import decision_lines
from waypost.governance.queries.decisions import decisions as decisions_logged
from waypost.governance.queries.meetings import state_of, state_of_meeting
from waypost.governance.queries.standings import part_lines
from waypost.governance.rules.committees import SeatState, SpokenPhase
from waypost.governance.rules.decisions import DecisionState
from waypost.governance.rules.meetings import ActionState, MeetingState
from waypost.improvement.models import Theory
from waypost.improvement.queries.pages import link_lines
from waypost.improvement.rules.kinds import LockedBy
from waypost.insight.queries.rows import Narrowing, people_behind
from waypost.insight.rules.steps import Step
from waypost.people.models import Person
from waypost.people.permissions import Permission
from waypost.people.queries import invitations_of, organizations
from waypost.people.rules import InvitationState
from waypost.plans.actions.documents import thaw
from waypost.plans.queries.above import extractions
from waypost.plans.queries.access import imports, plans
from waypost.plans.queries.indicators import IndicatorLine
from waypost.plans.queries.offers import offers_by_plan
from waypost.plans.queries.pages import plan_page
from waypost.plans.rules.activities import ActivityStatus, LookReason
from waypost.plans.rules.import_lines import LineState, questions
from waypost.plans.rules.import_preview import import_lines
from waypost.plans.rules.indicators import IndicatorLookReason, IndicatorStatus
from waypost.plans.rules.kinds import Direction
from waypost.plans.rules.offers import OfferKind
from waypost.programs.models import Cohort, Cycle, Program
from waypost.programs.outcomes import OutcomeState, registered
from waypost.programs.queries.phase_lines import cycle_shown
from waypost.programs.rules.periods import Period, Stage, stage
from waypost.programs.rules.phases import ShownState
from waypost.standards.openbadges.issuers import KeyState
from waypost.submissions.models import Enrollment, SharedWork
from waypost.submissions.queries.coaching import help_with
from waypost.submissions.queries.outline import outline_of
from waypost.submissions.queries.standing import standings
from waypost.submissions.queries.team_shelf import shared_by, shared_with
from waypost.submissions.rules.coaching import WorkSharingState
from waypost.submissions.rules.states import EnrollmentState
from waypost.submissions.rules.team import ArtifactShareState

EYES = System("looking at the demo")


def activity_states() -> set[Enum]:
    return {line.status for plan in plans(EYES) for line in plan_page(EYES, plan).lines}


def look_reasons() -> set[Enum]:
    return {look.reason for plan in plans(EYES) for look in plan_page(EYES, plan).looks}


def accepted_kinds() -> set[Enum]:
    return {catalog.EvidenceKind(kind) for item in EvidenceItem.objects.all() for kind in item.accepted_kinds}


def stages() -> set[Enum]:
    today = clock.today(ZONE)
    return {stage(Period(cohort.starts_on, cohort.ends_on), today) for cohort in Cohort.objects.all()}


def decisions() -> set[Enum]:
    decided = Review.objects.filter(decided_at__isnull=False)
    found = [decision(dict(review.scores.values_list("criterion__uid", "level"))) for review in decided]
    return {outcome for outcome in found if outcome is not None}


def steps() -> set[Enum]:
    people = [row for program in Program.objects.all() for row in people_behind(program, Narrowing(Step.INVITED))]
    return {tuple(Step)[row["reach"]] for row in people}


def indicator_states() -> set[Enum]:
    return {line.status for line in indicator_lines_shown() if line.status}


def indicator_look_reasons() -> set[Enum]:
    return {look.reason for line in indicator_lines_shown() for look in line.looks}


def directions() -> set[Enum]:
    return {Direction(line.indicator.direction) for line in indicator_lines_shown()}


def indicator_lines_shown() -> list[IndicatorLine]:
    return [line for plan in plans(EYES) for line in plan_page(EYES, plan).indicators]


def share_states() -> set[Enum]:
    """As colleagues see them, and as owners do."""
    people = Person.objects.filter(cohort_memberships__artifact_shares__isnull=False)
    seen = {row.state for person in people for row in shared_with(person)}
    owners = Person.objects.filter(cohort_memberships__enrollments__evidence__shared_artifact__isnull=False)
    told = {state for owner in owners for shared in shared_by(owner) for _, state in shared.colleagues}
    return {*seen, *told}


def sharing_states() -> set[Enum]:
    works = {shared.enrollment for shared in SharedWork.objects.select_related("enrollment")}
    return {sharing.state for work in works for sharing in help_with(outline_of(work)).sharings}


def import_line_states() -> set[Enum]:
    found: set[Enum] = set()
    for kept in imports(EYES).filter(plan=None):
        document = thaw(kept.document)
        counts = import_lines(document, questions(document, kept.settled)).counts
        found.update(state for state, count in counts.items() if count)
    return found


def offers_open() -> set[Enum]:
    return {offer.kind for found in offers_by_plan(list(extractions(EYES))).values() for offer in found}


def outcome_states() -> set[Enum]:
    """As Waypost sees them, and as somebody does from whom some are kept."""
    cycles = Cycle.objects.filter(closed_at=None)
    shown = (cycle_shown(viewer, cycle) for viewer in (EYES, Public()) for cycle in cycles)
    return {line.state for cycle in shown for phase in cycle.phases for line in phase.outcomes}


def locks() -> set[Enum]:
    """Of every version."""
    theories = Theory.objects.select_related("program__organization", "program__activity__objective__plan")
    today = clock.today(ZONE)
    lines = [line for theory in theories for line in link_lines(EYES, theory.program, theory, today)]
    return {line.lock.by for line in lines if line.lock}


def seat_states() -> set[Enum]:
    return {line.facts.state for found in committees(EYES) for line in committee_page(EYES, found).seats}


def spoken_phases() -> set[Enum]:
    return {SpokenPhase(phase) for member in CommitteeMember.objects.all() for phase in member.phases}


def reflection_states() -> set[Enum]:
    """On its pages, and as a program's phases tell somebody from whom some are kept."""
    places = organizations(EYES, Permission.GOVERNANCE_REFLECTION_READ)
    told = (outcome.told_to(Public(), program) for outcome in registered() for program in Program.objects.all())
    return {line.standing.state for place in places for line in part_lines(EYES, place)} | {one.state for one in told}


STATES: dict[type[Enum], Callable[[], set[Enum]]] = {
    ActivityStatus: activity_states,
    ActionState: lambda: {state_of(action) for action in ActionItem.objects.select_related("activity")},
    AwardState: lambda: {award.state for award in Award.objects.all()},
    DecisionState: lambda: {line.state for line in decision_lines(decisions_logged(EYES))},
    MeetingState: lambda: {state_of_meeting(meeting, clock.now()) for meeting in Meeting.objects.all()},
    SeatState: seat_states,
    SpokenPhase: spoken_phases,
    KeyState: lambda: {key.state for key in SigningKey.objects.all()},
    Decision: decisions,
    EnrollmentState: lambda: {standing.state for standing in standings(Enrollment.objects.all())},
    IndicatorLookReason: indicator_look_reasons,
    IndicatorStatus: indicator_states,
    Direction: directions,
    InvitationState: lambda: {invitation.state for invitation in invitations_of(EYES)},
    LineState: import_line_states,
    LockedBy: locks,
    LookReason: look_reasons,
    OfferKind: offers_open,
    ArtifactShareState: share_states,
    WorkSharingState: sharing_states,
    ShownState: outcome_states,
    OutcomeState: reflection_states,
    Stage: stages,
    Step: steps,
    catalog.EvidenceKind: accepted_kinds,
}
