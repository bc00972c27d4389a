"""What a program has of a committee and of decisions, for the phases (FR1, FR2)."""

from django.urls import reverse

from waypost.common import clock
from waypost.governance.models import Committee, Decision
from waypost.governance.queries.committees import READ, agreement_to_charter, committees_steering
from waypost.governance.queries.decisions import READ as READ_DECISIONS
from waypost.governance.queries.seats import SeatLine, seat_lines
from waypost.governance.queries.spoken_phases import phases_of
from waypost.governance.rules.committees import SeatState, missing_voices
from waypost.people.queries import may
from waypost.people.viewers import Viewer
from waypost.programs.models import Program
from waypost.programs.outcomes import Outcome, OutcomeState, Standing, register


def offer_outcomes() -> None:
    """Let phases ask for both."""
    register(
        Outcome(
            "governance.committee",
            "Steering committee",
            "People from several levels and roles, classroom educators among them, with a charter they agreed to.",
            committee_standing,
        )
    )
    register(
        Outcome(
            "governance.decisions",
            "Key decisions",
            "What was asked, which options were considered, what was decided and why.",
            decisions_standing,
        )
    )


def committee_standing(viewer: Viewer, program: Program) -> Standing:
    """The committee of the program's organization, else the nearest one above."""
    committee = committees_steering(program.organization).order_by("-organization__depth", "kind", "pk").first()
    if committee is None:
        return Standing(OutcomeState.MISSING, "No committee is set up yet.")
    seats = seat_lines(committee, clock.today(committee.organization.timezone))
    state, says = _of_committee(committee, seats)
    url = reverse("committee", args=[committee.uid]) if may(viewer, READ, committee.organization) else ""
    chair = next((line.facts.name for line in seats if line.facts.speaks and line.member.part), "")
    return Standing(state, says, url, chair)


def decisions_standing(viewer: Viewer, program: Program) -> Standing:
    """The log of the committees that steer the program's organization; two queries."""
    steering = committees_steering(program.organization)
    found = Decision.objects.filter(committee__in=steering, superseded_by=None, closed_at=None)
    rows = list(found.values_list("decided_on", "review_on", "committee__organization__timezone"))
    url = reverse("decisions") if may(viewer, READ_DECISIONS, program.organization) else ""
    decided = [row for row in rows if row[0] is not None]
    due = [row for row in decided if row[1] is not None and row[1] <= clock.today(row[2])]
    waiting = len(rows) - len(decided)
    if not rows:
        return Standing(OutcomeState.MISSING, "Nothing is asked or decided yet.", url)
    says = f"{_count(len(decided), 'decision')}, {_count(waiting, 'open question')}."
    if due:
        return Standing(OutcomeState.NEEDS_A_LOOK, f"{says} {_count(len(due), 'decision')} due for review.", url)
    return Standing(OutcomeState.AGREED if decided else OutcomeState.STARTED, says, url)


def _of_committee(committee: Committee, seats: tuple[SeatLine, ...]) -> tuple[OutcomeState, str]:
    sitting = [line for line in seats if line.facts.speaks]
    number, agreed = agreement_to_charter(committee)
    if not sitting or not number:
        lacks = "its members" if not sitting else "its charter"
        return OutcomeState.STARTED, f"{committee.name}: {lacks} still to come."
    missing = missing_voices((line.facts for line in seats), phases_of(committee.organization))
    gone = [line for line in seats if line.facts.state in (SeatState.ENDED, SeatState.LEFT)]
    if missing:
        return OutcomeState.NEEDS_A_LOOK, missing[0].says
    waiting = [line for line in sitting if line.member.pk not in agreed]
    says = f"{committee.name}: {_count(len(sitting), 'member')}, charter {number}."
    if waiting:
        return OutcomeState.IN_REVIEW, f"{says} {len(waiting)} still to agree to it."
    left = f" {len(gone)} left." if gone else ""
    return OutcomeState.AGREED, f"{says}{left}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
