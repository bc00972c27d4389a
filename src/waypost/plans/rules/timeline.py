"""Which activities a timeline shows, and under which heads (PL10). Pure."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from waypost.plans.rules.activities import ActivityStatus
from waypost.plans.rules.steps import Step


class Grouping(StrEnum):
    """What stands together. A term or month is that of the target date, a phase one of the programs'."""

    OBJECTIVE = "objective"
    LEAD = "lead"
    PLACE = "place"
    TERM = "term"
    MONTH = "month"
    PHASE = "phase"


GROUPINGS = {
    Grouping.OBJECTIVE: "Objective",
    Grouping.LEAD: "Lead",
    Grouping.PLACE: "School or organization",
    Grouping.TERM: "Term of the school year",
    Grouping.MONTH: "Month",
    Grouping.PHASE: "Phase of the program",
}
OPEN, NEEDS_A_LOOK = "open", "needs a look"
#: What can be asked for besides one state alone.
STATES = {OPEN: "Everything not done", NEEDS_A_LOOK: "What needs a look"} | {
    status.value: status.value.capitalize() for status in ActivityStatus
}
#: The key of what belongs nowhere else; it stands last.
NONE = "~"
LACKING = {
    Grouping.LEAD: "No lead yet",
    Grouping.PLACE: "No school or organization leads it",
    Grouping.TERM: "No target date yet",
    Grouping.MONTH: "No target date yet",
    Grouping.PHASE: "No phase yet",
}
#: The last month of each term, and its name.
TERMS = ((5, "Spring"), (7, "Summer"), (12, "Fall"))


#: What sorts a head, its key and its label.
Head = tuple[str, str, str]


@dataclass(frozen=True)
class Choice:
    """What somebody asks a timeline for; what is empty or None does not narrow it."""

    grouping: Grouping = Grouping.OBJECTIVE
    team_id: int | None = None
    lead: str = ""
    state: str = ""
    first_on: date | None = None
    last_on: date | None = None


@dataclass(frozen=True)
class Group:
    """Activities under one head; `key` names it in an address."""

    key: str
    label: str
    steps: tuple[Step, ...]


def chosen(steps: Iterable[Step], choice: Choice, need_a_look: Collection[str]) -> tuple[Step, ...]:
    """Those that the choice leaves; `need_a_look` holds uids. What has no date lies in no span of dates."""
    return tuple(step for step in steps if _fits(step, choice) and _is_in_state(step, choice.state, need_a_look))


def _fits(step: Step, choice: Choice) -> bool:
    if choice.team_id is not None and step.team_id != choice.team_id:
        return False
    said = choice.lead.casefold()
    if said and not any(said in lead.casefold() for lead in step.facts.leads):
        return False
    if choice.first_on is None and choice.last_on is None:
        return True
    begins, ends = span_of(step)
    if begins is None or ends is None:
        return False
    return (choice.first_on is None or ends >= choice.first_on) and (choice.last_on is None or begins <= choice.last_on)


def _is_in_state(step: Step, state: str, need_a_look: Collection[str]) -> bool:
    if state == OPEN:
        return step.status is not ActivityStatus.DONE
    if state == NEEDS_A_LOOK:
        return step.facts.uid in need_a_look
    return state in ("", step.status.value)


def span_of(step: Step) -> tuple[date | None, date | None]:
    """Its first and last day; of a milestone the same, and where one is unknown the other stands for both."""
    start, target = step.facts.start_on, step.facts.target_on
    if step.facts.is_milestone:
        return target, target
    return start or target, target or start


def grouped(
    steps: Sequence[Step],
    grouping: Grouping,
    objectives: Mapping[int, tuple[str, str]],
    phases: Mapping[str, Sequence[Head]] | None = None,
) -> tuple[Group, ...]:
    """Every activity under each head that it belongs to; `objectives` gives key and label by stored key, `phases` the
    heads by the uid of an activity.

    What stood under an objective that was taken out meanwhile is left out where objectives are the heads.

    Objectives keep their order, names are sorted, and time runs on; what belongs nowhere stands last.
    """
    found: defaultdict[Head, list[Step]] = defaultdict(list)
    for step in steps:
        for head in _heads(step, grouping, objectives, phases or {}):
            found[head].append(step)
    order = found if grouping is Grouping.OBJECTIVE else sorted(found, key=lambda head: (head[1] == NONE, head[0]))
    return tuple(Group(key, label, tuple(found[sort, key, label])) for sort, key, label in order)


def _heads(
    step: Step,
    grouping: Grouping,
    objectives: Mapping[int, tuple[str, str]],
    phases: Mapping[str, Sequence[Head]],
) -> list[Head]:
    """(what sorts it, key, label) of each head that the activity stands under."""
    if grouping is Grouping.OBJECTIVE:
        return [("", *objectives[step.objective_id])] if step.objective_id in objectives else []
    if grouping in (Grouping.LEAD, Grouping.PLACE):
        names = step.facts.leads if grouping is Grouping.LEAD else step.places
        heads = [(name.casefold(), name, name) for name in dict.fromkeys(names)]
    elif grouping is Grouping.PHASE:
        heads = list(phases.get(step.facts.uid, ()))
    else:
        day = step.facts.target_on
        heads = [_month(day) if grouping is Grouping.MONTH else term_of(day)] if day else []
    return heads or [("", NONE, LACKING[grouping])]


def _month(day: date) -> tuple[str, str, str]:
    key = f"{day.year}-{day.month:02}"
    return key, key, f"{day:%B %Y}"


def term_of(day: date) -> tuple[str, str, str]:
    """Spring ends with May, summer with July, fall with December."""
    last_month, name = next(term for term in TERMS if day.month <= term[0])
    key = f"{day.year}-{last_month:02}"
    return key, key, f"{name} {day.year}"
