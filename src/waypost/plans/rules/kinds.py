"""The kinds that the parts of a plan come in; each value reads as people say it."""

from collections.abc import Iterable
from enum import StrEnum


class ResourceKind(StrEnum):
    """What an activity needs, by the template's kinds (PL5)."""

    FUNDING = "funding"
    STAFF_TIME = "staff time"
    SPACE = "space"
    SUPPLIES = "supplies"
    TECHNOLOGY = "technology"
    EQUIPMENT = "equipment"
    PARTNERS = "partners"


class LeadKind(StrEnum):
    """Who leads: a role stays open until somebody's name stands beside it (PL5)."""

    PERSON = "person"
    ROLE = "role"
    ORGANIZATION = "organization"


class PlannedDate(StrEnum):
    """Which of an activity's planned dates moved (PL7)."""

    START = "start date"
    TARGET = "target date"


class ResultKind(StrEnum):
    """What an activity brings about (PL5)."""

    PRODUCT = "product"
    EVENT = "event or training"
    PEOPLE = "people trained or taking part"
    AGREEMENT = "agreement or policy"
    DATA = "data or report"
    SERVICE = "service or support"


class Direction(StrEnum):
    """Which way an indicator should go (PL2)."""

    MORE = "more is better"
    LESS = "less is better"
    RANGE = "within a range"


class EvidenceTier(StrEnum):
    """How strong the evidence for a strategy is, by the four tiers of federal law (ESSA, section 8101(21))."""

    STRONG = "tier 1: strong"
    MODERATE = "tier 2: moderate"
    PROMISING = "tier 3: promising"
    RATIONALE = "tier 4: a rationale"


class Stage(StrEnum):
    """The stages at which a plan says how work goes on and who takes part (PL12)."""

    INITIATE = "initiate"
    MONITOR = "monitor"
    EVALUATE = "evaluate"
    COMMUNICATE = "communicate"


class Voice(StrEnum):
    """Who speaks at a stage (PL12)."""

    CLASSROOM_EDUCATORS = "classroom educators"
    COACHES = "coaches and specialists"
    SCHOOL_LEADERS = "school leaders"
    DISTRICT_LEADERS = "district leaders"
    FAMILIES = "families and community"
    PARTNERS = "associations and partners"


class SchoolLevel(StrEnum):
    """From where in the system somebody speaks (PL12)."""

    ELEMENTARY = "elementary"
    MIDDLE = "middle"
    HIGH = "high"


def choices(kinds: Iterable[StrEnum]) -> list[tuple[str, str]]:
    """(stored, shown) of each kind, for a model's or a form's field."""
    return [(kind.value, kind.value[0].upper() + kind.value[1:]) for kind in kinds]
