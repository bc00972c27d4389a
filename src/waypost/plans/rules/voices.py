"""Who has a voice at each stage of a plan, and which voices are missing (PL12). Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from waypost.plans.rules.kinds import SchoolLevel, Stage, Voice

LEADERS = frozenset({Voice.SCHOOL_LEADERS, Voice.DISTRICT_LEADERS})
#: Kinds of organizations inside one school, where levels of school say nothing.
ONE_SCHOOL = frozenset({"school", "department"})
#: What happens at each stage.
WHEN = {
    Stage.INITIATE: "work is initiated",
    Stage.MONITOR: "work is monitored",
    Stage.EVALUATE: "work is evaluated",
    Stage.COMMUNICATE: "news goes out",
}


@dataclass(frozen=True)
class InvolvementFields:
    """What people type about who takes part at one stage; `school_level` is empty where it is about no one level."""

    stage: str
    voice: str
    who: str
    school_level: str = ""
    part: str = ""


@dataclass(frozen=True)
class Speaker:
    """One voice at one stage, as the rule looks at it."""

    stage: str
    voice: str
    school_level: str = ""


class Missing(StrEnum):
    """What the rule points out, the most first."""

    EVERYBODY = "everybody"
    ALL_BUT_LEADERS = "all but leaders"
    EDUCATORS = "classroom educators"
    LEVELS = "levels of school"


@dataclass(frozen=True)
class Gap:
    """A voice that is missing, at these stages or from these levels of school."""

    missing: Missing
    stages: tuple[Stage, ...] = ()
    levels: tuple[SchoolLevel, ...] = ()


def levels_count_in(organization_kind: str) -> bool:
    """Whether an organization of this kind stands above schools."""
    return organization_kind not in ONE_SCHOOL


def gaps(speakers: Sequence[Speaker], *, with_levels: bool) -> tuple[Gap, ...]:
    """Each stage stands in one gap at most; levels are asked for once somebody is named at all."""
    by_stage = {stage: {speaker.voice for speaker in speakers if speaker.stage == stage} for stage in Stage}
    found = {stage: _missing_at(voices) for stage, voices in by_stage.items()}
    at_stages = [
        Gap(missing, stages=tuple(stage for stage in Stage if found[stage] is missing))
        for missing in (Missing.EVERYBODY, Missing.ALL_BUT_LEADERS, Missing.EDUCATORS)
    ]
    named = {speaker.school_level for speaker in speakers}
    unnamed = tuple(level for level in SchoolLevel if level not in named) if with_levels and speakers else ()
    return tuple(gap for gap in (*at_stages, Gap(Missing.LEVELS, levels=unnamed)) if gap.stages or gap.levels)


def _missing_at(voices: Iterable[str]) -> Missing | None:
    heard = set(voices)
    if not heard:
        return Missing.EVERYBODY
    if heard <= LEADERS:
        return Missing.ALL_BUT_LEADERS
    return None if Voice.CLASSROOM_EDUCATORS in heard else Missing.EDUCATORS


def finding(gap: Gap) -> str:
    """ "Nobody is named yet where work is monitored and where news goes out."."""
    where = _listed([f"where {WHEN[stage]}" for stage in gap.stages])
    match gap.missing:
        case Missing.EVERYBODY:
            return f"Nobody is named yet {where}."
        case Missing.ALL_BUT_LEADERS:
            return f"Only leaders have a voice {where}."
        case Missing.EDUCATORS:
            return f"Classroom educators are not named {where}."
        case Missing.LEVELS:
            return f"No row is about {_listed([f'{level.value} schools' for level in gap.levels])}."


def advice(gap: Gap) -> str:
    """What to do about it."""
    match gap.missing:
        case Missing.EVERYBODY:
            return "Name who takes part and what they do: even one teacher and one leader is a start."
        case Missing.ALL_BUT_LEADERS:
            return "Ask a teacher, a coach or a family to take a part in it, and add them."
        case Missing.EDUCATORS:
            return "Those who do the work in classrooms see first what helps: ask one or two, and add them."
        case Missing.LEVELS:
            return "What fits one level may not fit another: ask somebody from there, and choose their level."


def _listed(words: Sequence[str]) -> str:
    """ "a", "a and b", "a, b and c"."""
    return " and ".join(part for part in (", ".join(words[:-1]), words[-1] if words else "") if part)
