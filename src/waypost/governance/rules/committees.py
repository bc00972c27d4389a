"""Committees and taskforces: who sits in them, which voices they bring, and which are missing (FR2, BP3). Pure."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from waypost.people.rules import ROLE_LABELS, Role


class CommitteeKind(StrEnum):
    """A steering committee decides; a taskforce prepares one thing and then ends."""

    STEERING = "steering committee"
    TASKFORCE = "taskforce"


class Level(StrEnum):
    """From which level of the system a member speaks."""

    STATE = "state"
    DISTRICT = "district"
    SCHOOL = "school"
    DEPARTMENT = "department"


class VoiceKind(StrEnum):
    """For which kind of role a member speaks."""

    CLASSROOM_EDUCATOR = "classroom educator"
    COACH = "coach or facilitator"
    PRINCIPAL = "principal"
    DISTRICT_LEADER = "district leader"
    HUMAN_RESOURCES = "human resources"
    ASSOCIATION = "educators' association"
    COMMUNITY = "family or community"


class SpokenPhase(StrEnum):
    """The phases in which a member speaks where no program says its own (`queries/spoken_phases`)."""

    PREPARE = "prepare"
    PLAN = "plan"
    LAUNCH = "launch"
    SUPPORT = "run and support"
    SUSTAIN = "sustain"


class SeatState(StrEnum):
    """What became of a seat; only a member who sits speaks."""

    OPEN = "open seat"
    COMING = "begins later"
    SITS = "sits"
    ENDED = "term ended"
    LEFT = "left the organization"


@dataclass(frozen=True)
class SeatFacts:
    """A seat as the rules look at it; `name` is empty while nobody holds it."""

    name: str
    state: SeatState
    level: str
    voice: str
    phases: tuple[str, ...]

    @property
    def speaks(self) -> bool:
        return self.state is SeatState.SITS


@dataclass(frozen=True)
class SeatFields:
    """What people type about a seat. `who` is a name, or the email address of somebody with a role here; or empty."""

    who: str
    part: str
    level: str
    voice: str
    phases: tuple[str, ...]
    starts_on: date
    ends_on: date | None = None


@dataclass(frozen=True)
class CharterFields:
    """What a charter says: what the committee is for, how it decides, how often it meets."""

    purpose: str
    deciding: str = ""
    meeting: str = ""


@dataclass(frozen=True)
class MissingVoice:
    """What a page points out, in plain words, and what to do about it."""

    says: str
    advice: str


#: Phases by the words that a seat keeps, which are the short name in small letters, with that name as people read it.
PhaseNames = Mapping[str, str]
USUAL_PHASES: PhaseNames = {phase.value: phase.value.capitalize() for phase in SpokenPhase}
#: The usual phases in the order and the words of a sentence.
DOING: Mapping[str, str] = {
    SpokenPhase.PREPARE: "preparing",
    SpokenPhase.PLAN: "planning",
    SpokenPhase.LAUNCH: "the launch",
    SpokenPhase.SUPPORT: "running and supporting it",
    SpokenPhase.SUSTAIN: "sustaining it",
}


#: Voices that are a role of the staff. Nobody else stands in a table of roles unless somebody names the group.
STAFF_ROLES = {
    VoiceKind.CLASSROOM_EDUCATOR: Role.EDUCATOR,
    VoiceKind.COACH: Role.COACH,
    VoiceKind.PRINCIPAL: Role.PRINCIPAL,
    VoiceKind.HUMAN_RESOURCES: Role.HUMAN_RESOURCES,
}


def role_spoken_for(voice: str) -> str:
    """The label of the role of the staff that a voice is, else the words of the voice: "Educator"."""
    role = STAFF_ROLES.get(VoiceKind(voice))
    return ROLE_LABELS[role] if role else voice[:1].upper() + voice[1:]


def seat_state(*, is_named: bool, has_left: bool, starts_on: date, ends_on: date | None, today: date) -> SeatState:
    """A term lasts until its last day; who left the organization left the committee too."""
    if not is_named:
        return SeatState.OPEN
    if ends_on is not None and ends_on < today:
        return SeatState.ENDED
    if has_left:
        return SeatState.LEFT
    return SeatState.COMING if starts_on > today else SeatState.SITS


def phases_said(spoken: Collection[str], names: PhaseNames) -> str:
    """ "All phases", else their names; one that no program goes through any more stands last, as it was kept."""
    if names.keys() <= set(spoken):
        return "All phases"
    others = [key.capitalize() for key in spoken if key not in names]
    return ", ".join([*(name for key, name in names.items() if key in spoken), *others])


def missing_voices(seats: Iterable[SeatFacts], names: PhaseNames = USUAL_PHASES) -> tuple[MissingVoice, ...]:
    """Classroom educators first, phase by phase; then levels from which nobody speaks (BP3)."""
    speaking = [seat for seat in seats if seat.speaks]
    if not speaking:
        advice = "Add members, classroom educators among them: they see first what helps."
        return (MissingVoice("Nobody sits in it yet.", advice),)
    return (*_missing_educators(speaking, names), *_missing_schools(speaking))


def _missing_educators(speaking: Sequence[SeatFacts], names: PhaseNames) -> tuple[MissingVoice, ...]:
    phases = _phases_without_educators(speaking, names)
    if not phases:
        return ()
    where = "any phase" if len(phases) == len(names) else _doing(phases, names)
    says = f"No classroom educator has a voice in {where}."
    advice = "Ask one or two teachers to join, or to speak in more phases: their classrooms are where it has to work."
    return (MissingVoice(says, advice),)


def _doing(phases: Sequence[str], names: PhaseNames) -> str:
    if names.keys() == DOING.keys():
        return listed([DOING[phase] for phase in phases])
    said = listed([f"“{names[phase]}”" for phase in phases])
    return f"the phase {said}" if len(phases) == 1 else f"the phases {said}"


def _phases_without_educators(speaking: Sequence[SeatFacts], names: PhaseNames) -> list[str]:
    educators = [seat for seat in speaking if seat.voice == VoiceKind.CLASSROOM_EDUCATOR]
    heard = {phase for seat in educators for phase in seat.phases}
    return [phase for phase in names if phase not in heard]


def _missing_schools(speaking: Sequence[SeatFacts]) -> tuple[MissingVoice, ...]:
    if any(seat.level == Level.SCHOOL for seat in speaking):
        return ()
    advice = "Ask somebody who works in a school every day to join."
    return (MissingVoice("Nobody speaks from a school.", advice),)


def departed_words(seat: SeatFacts, ends_on: date | None, day: str) -> str:
    """ "Ana Ruiz: the term ended on June 30, 2026." """
    if seat.state is SeatState.ENDED and ends_on is not None:
        return f"{seat.name}: the term ended on {day}."
    return f"{seat.name} does not work here any more." if seat.state is SeatState.LEFT else ""


def listed(words: Sequence[str]) -> str:
    """ "a", "a and b", "a, b and c"."""
    return " and ".join(part for part in (", ".join(words[:-1]), words[-1] if words else "") if part)
