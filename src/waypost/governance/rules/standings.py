"""How far each part of a reflection is, from what is there, with one sentence of facts (FR1, FR2). Pure."""

from dataclasses import dataclass

from waypost.governance.rules.vision import endorsed_by, is_shared
from waypost.programs.rules.outcome_states import OutcomeState

Told = tuple[OutcomeState, str]

#: What brings each part forward, by its key and by how far it is; nothing once it is in place.
NEXT: dict[str, dict[OutcomeState, str]] = {
    "initiatives": {
        OutcomeState.MISSING: "Write down what was tried before",
        OutcomeState.STARTED: "Say what came of those that are over",
    },
    "root_causes": {
        OutcomeState.MISSING: "Write down what was tried, then ask why it was hard",
        OutcomeState.STARTED: "Ask why, until each difficult initiative has a root",
        OutcomeState.IN_REVIEW: "Let something take up each root",
    },
    "stakeholder_map": {
        OutcomeState.MISSING: "Put everybody on the map, classroom educators first",
        OutcomeState.NEEDS_A_LOOK: "Put classroom educators on the map",
        OutcomeState.STARTED: "Say how each of them is engaged",
    },
    "leaders": {
        OutcomeState.MISSING: "List the leaders of district and schools",
        OutcomeState.STARTED: "Have the first conversation with a leader",
        OutcomeState.NEEDS_A_LOOK: "Talk with the leaders who wait for a conversation",
    },
    "gap_analysis": {
        OutcomeState.MISSING: "Compare the first element of the talent system",
        OutcomeState.STARTED: "Compare the elements that are left",
        OutcomeState.NEEDS_A_LOOK: "Let each large gap lead to an objective or the catalog",
    },
    "vision": {
        OutcomeState.MISSING: "Write the vision",
        OutcomeState.IN_REVIEW: "Ask more people to stand behind the vision",
    },
}


def counted(number: int, one: str, many: str = "") -> str:
    """ "1 cause", "7 causes"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


@dataclass(frozen=True)
class InitiativeCounts:
    """`open` are those that are over and do not say yet what happened or what remains."""

    all: int
    first_year: int | None
    open: int


def initiatives_standing(found: InitiativeCounts) -> Told:
    if not found.all:
        return OutcomeState.MISSING, "No initiative is written down yet."
    said = f"{counted(found.all, 'initiative')} since {found.first_year}"
    if found.open:
        over = f"{found.open} that {'is' if found.open == 1 else 'are'} over"
        return OutcomeState.STARTED, f"{said}; of {over}, what happened or what remains is missing."
    return OutcomeState.AGREED, f"{said}, with what became of each."


@dataclass(frozen=True)
class CauseCounts:
    """`examined` are the difficult ones in which a root is marked; `open_roots` are roots that nothing takes up."""

    initiatives: int
    difficult: int
    examined: int
    causes: int
    open_roots: int


def causes_standing(found: CauseCounts) -> Told:
    if not found.initiatives:
        return OutcomeState.MISSING, "Write down what was tried before, then ask why it was hard."
    if not found.difficult:
        return OutcomeState.AGREED, f"None of {counted(found.initiatives, 'initiative')} was difficult."
    if found.examined < found.difficult:
        said = f"A root is found for {found.examined} of {counted(found.difficult, 'difficult initiative')}."
        return OutcomeState.STARTED, said
    said = f"{counted(found.difficult, 'difficult initiative')} examined, {counted(found.causes, 'cause')} found."
    if found.open_roots:
        roots = f"{counted(found.open_roots, 'root')} {'is' if found.open_roots == 1 else 'are'} not taken up yet."
        return OutcomeState.IN_REVIEW, f"{said} {roots}"
    return OutcomeState.AGREED, f"{said} Every root is taken up."


@dataclass(frozen=True)
class StakeholderCounts:
    """`open` are those of whom nobody has said how they are engaged."""

    groups: int
    people: int
    classroom: int
    open: int


def stakeholders_standing(found: StakeholderCounts) -> Told:
    if not found.groups + found.people:
        return OutcomeState.MISSING, "Nobody is on the map yet."
    people = counted(found.people, "person", "people")
    said = f"{counted(found.groups, 'group')} and {people}"
    if not found.classroom:
        return OutcomeState.NEEDS_A_LOOK, f"{said}; no classroom educators among them."
    if found.open:
        return OutcomeState.STARTED, f"{said}; for {found.open} nobody has said yet how they are engaged."
    return OutcomeState.AGREED, f"{said}, {found.classroom} of them classroom educators."


def leaders_standing(listed: int, looks: int, spoken: int, said: str) -> Told:
    """`looks` leaders wait for a conversation; `spoken` had one."""
    if not listed:
        return OutcomeState.MISSING, "No leader is listed yet."
    if not spoken:
        return OutcomeState.STARTED, said
    return (OutcomeState.NEEDS_A_LOOK if looks else OutcomeState.AGREED), said


@dataclass(frozen=True)
class GapCounts:
    """`open` are large gaps without a next step yet."""

    elements: int
    compared: int
    large: int
    open: int


def gaps_standing(found: GapCounts) -> Told:
    if not found.elements:
        return OutcomeState.MISSING, "No element of the talent system is compared yet."
    if found.compared < found.elements:
        return OutcomeState.STARTED, f"{found.compared} of {counted(found.elements, 'element')} compared."
    said = f"{counted(found.elements, 'element')} compared, {counted(found.large, 'large gap')}."
    if found.open:
        has = "has" if found.open == 1 else "have"
        return OutcomeState.NEEDS_A_LOOK, f"{said} {found.open} {has} no next step yet."
    return OutcomeState.AGREED, f"{said} Each leads to an objective or the catalog." if found.large else said


def vision_standing(number: int, people: int, schools: int) -> Told:
    """`number` is that of the version that stands, 0 where there is none."""
    if not number:
        return OutcomeState.MISSING, "No vision is written yet."
    state = OutcomeState.AGREED if is_shared(people) else OutcomeState.IN_REVIEW
    return state, f"Version {number}, endorsed by {endorsed_by(people, schools)}."
