"""The words of a micro-credential and the steps of its versions (EA1), without database or web."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from waypost.people.rules import OrganizationKind

Entry = TypeVar("Entry")


class VersionState(StrEnum):
    """A draft is written; a published version takes new enrollments; a retired one stays for work begun on it."""

    DRAFT = "draft"
    PUBLISHED = "published"
    RETIRED = "retired"


VERSION_STATE_LABELS: dict[VersionState, str] = {
    VersionState.DRAFT: "Draft",
    VersionState.PUBLISHED: "Published",
    VersionState.RETIRED: "Retired from new enrollment",
}


class PartKind(StrEnum):
    """What an educator does in one part of a submission."""

    OVERVIEW = "overview"
    EVIDENCE = "evidence"
    REFLECTION = "reflection"


PART_KIND_LABELS: dict[PartKind, str] = {
    PartKind.OVERVIEW: "Overview",
    PartKind.EVIDENCE: "Evidence",
    PartKind.REFLECTION: "Reflection",
}


class Level(StrEnum):
    """The outcome words (EA4), strongest first."""

    DEMONSTRATED = "demonstrated"
    PROGRESSING = "progressing"
    NOT_YET = "not_yet"


LEVEL_LABELS: dict[Level, str] = {
    Level.DEMONSTRATED: "Demonstrated",
    Level.PROGRESSING: "Progressing",
    Level.NOT_YET: "Not yet",
}


class EvidenceKind(StrEnum):
    """What may be added for an evidence item."""

    AUDIO = "audio"
    DOCUMENT = "document"
    IMAGE = "image"
    LINK = "link"
    SLIDES = "slides"
    VIDEO = "video"


EVIDENCE_KIND_LABELS: dict[EvidenceKind, str] = {
    EvidenceKind.DOCUMENT: "Document",
    EvidenceKind.IMAGE: "Picture",
    EvidenceKind.SLIDES: "Slides",
    EvidenceKind.AUDIO: "Sound recording",
    EvidenceKind.VIDEO: "Video",
    EvidenceKind.LINK: "Link",
}


class Glyph(StrEnum):
    """The picture on the badge; each is drawn in the `ui` package."""

    CHART = "chart"
    CHECK = "check"
    DOORS = "doors"
    HANDS = "hands"
    SPARK = "spark"
    SPEECH = "speech"


GLYPH_LABELS: dict[Glyph, str] = {
    Glyph.CHART: "A chart",
    Glyph.CHECK: "A check mark",
    Glyph.DOORS: "Open doors",
    Glyph.HANDS: "Hands",
    Glyph.SPARK: "A spark",
    Glyph.SPEECH: "Two people talking",
}


class HoursRange(StrEnum):
    """How much time a reader of the catalog has."""

    SHORT = "short"
    MEDIUM = "medium"
    LONG = "long"


HOURS_RANGE_LABELS: dict[HoursRange, str] = {
    HoursRange.SHORT: "Up to 10 hours",
    HoursRange.MEDIUM: "More than 10, up to 20 hours",
    HoursRange.LONG: "More than 20 hours",
}

#: More than the first, up to the second number of hours.
HOURS_BETWEEN: dict[HoursRange, tuple[int, int]] = {
    HoursRange.SHORT: (0, 10),
    HoursRange.MEDIUM: (10, 20),
    HoursRange.LONG: (20, 9999),
}

ISSUING_KINDS = frozenset({OrganizationKind.STATE, OrganizationKind.DISTRICT, OrganizationKind.ASSOCIATION})


class Direction(StrEnum):
    """Where an entry of a list moves."""

    UP = "up"
    DOWN = "down"


def moved(order: Sequence[Entry], entry: Entry, direction: Direction) -> list[Entry]:
    """`order` after `entry` changed places with its neighbor; at the end of the line it stays."""
    place = order.index(entry)
    neighbor = place - 1 if direction == Direction.UP else place + 1
    result = list(order)
    if 0 <= neighbor < len(result):
        result[place], result[neighbor] = result[neighbor], result[place]
    return result


class Section(StrEnum):
    """The pages on which a draft is written, in the order in which a reader meets what they hold."""

    ABOUT = "about"
    METHOD = "method"
    PARTS = "parts"
    RUBRIC = "rubric"
    RESEARCH = "research"
    RESOURCES = "resources"
    TIME = "time"
    PRIVACY = "privacy"
    ALIGNMENTS = "alignments"
    MAKING = "making"


SECTION_LABELS: dict[Section, str] = {
    Section.ABOUT: "About",
    Section.METHOD: "Key method",
    Section.PARTS: "What educators send",
    Section.RUBRIC: "Rubric",
    Section.RESEARCH: "Research",
    Section.RESOURCES: "Resources",
    Section.TIME: "Time",
    Section.PRIVACY: "Privacy",
    Section.ALIGNMENTS: "Alignments",
    Section.MAKING: "How it was made",
}

FEWEST_COMPONENTS = 2
FEWEST_SOURCES = 2


def needs_change_note(number: int) -> bool:
    """Readers of a later version ask what changed."""
    return number > 1


@dataclass(frozen=True)
class PartFacts:
    """One part: how many prompts or evidence items it holds, and whether a criterion looks at it."""

    title: str
    kind: PartKind
    task_count: int
    has_criterion: bool


@dataclass(frozen=True)
class CriterionFacts:
    """One criterion and its text for each level."""

    title: str
    texts: Mapping[Level, str]


@dataclass(frozen=True)
class Anatomy:
    """What the checklist reads of a version. `texts` holds the version's own fields by name."""

    texts: Mapping[str, str]
    tag_count: int
    component_count: int
    source_count: int
    sources_without_address: Sequence[str]
    resource_count: int
    alignment_count: int
    estimated_hours: Decimal | None
    weeks_are_known: bool
    step_hours: Sequence[Decimal]
    parts: Sequence[PartFacts]
    items_without_details: Sequence[str]
    criteria: Sequence[CriterionFacts]


@dataclass(frozen=True)
class QualityCheck:
    """One thing that a published micro-credential has; `sentence` says what to do where it is missing."""

    section: Section
    name: str
    sentence: str
    is_met: bool


def quality_checks(anatomy: Anatomy) -> list[QualityCheck]:
    """Everything that publication asks for (EA1), in the order of the sections, met or not."""
    return [*_told(anatomy), *_asked(anatomy), *_assessed(anatomy), *_supported(anatomy), *_timed(anatomy)]


_TEXTS: tuple[tuple[Section, str, str, str], ...] = (
    (Section.ABOUT, "competency", "Competency", "Say in one sentence what the educator can do."),
    (Section.ABOUT, "summary", "Summary", "Say in a sentence or two what the educator does to earn it."),
    (Section.ABOUT, "audience", "Audience", "Say for whom it is."),
    (Section.METHOD, "key_method", "Key method", "Describe the key method in a paragraph."),
    (Section.PRIVACY, "privacy_note", "Privacy", "Say how educators keep students' names and faces private."),
    (Section.MAKING, "need", "Need", "Say which need of educators or students it answers."),
    (Section.MAKING, "authors", "Authors", "Name those who wrote it."),
)


def _told(anatomy: Anatomy) -> Iterator[QualityCheck]:
    for section, field, name, sentence in _TEXTS:
        yield QualityCheck(section, name, sentence, bool(anatomy.texts[field].strip()))
    yield QualityCheck(Section.ABOUT, "Tags", "Add at least one tag, so that people find it.", anatomy.tag_count > 0)
    yield QualityCheck(
        Section.METHOD,
        "Method components",
        f"Break the method into at least {FEWEST_COMPONENTS} components.",
        anatomy.component_count >= FEWEST_COMPONENTS,
    )


def _asked(anatomy: Anatomy) -> Iterator[QualityCheck]:
    kinds = {part.kind for part in anatomy.parts}
    for kind, label in PART_KIND_LABELS.items():
        yield QualityCheck(Section.PARTS, label, f"Add a part of the kind “{label}”.", kind in kinds)
    empty = [part.title for part in anatomy.parts if not part.task_count]
    yield QualityCheck(Section.PARTS, "Nothing empty", f"Say what to write or add in: {_listed(empty)}.", not empty)
    vague = anatomy.items_without_details
    yield QualityCheck(
        Section.PARTS,
        "Evidence explained",
        f"List what to include and give a privacy note for: {_listed(vague)}.",
        not vague,
    )


def _assessed(anatomy: Anatomy) -> Iterator[QualityCheck]:
    unseen = [part.title for part in anatomy.parts if not part.has_criterion]
    has_parts = bool(anatomy.parts)
    yield QualityCheck(
        Section.RUBRIC,
        "A criterion for each part",
        f"Add a criterion for: {_listed(unseen)}." if unseen else "Add parts first, then a criterion for each of them.",
        has_parts and not unseen,
    )
    unclear = [criterion.title for criterion in anatomy.criteria if not _is_told_apart(criterion)]
    yield QualityCheck(
        Section.RUBRIC,
        "Each level described",
        f"Describe what an assessor can see at each level, in different words, for: {_listed(unclear)}."
        if unclear
        else "Add criteria and describe each level of them.",
        bool(anatomy.criteria) and not unclear,
    )


def _supported(anatomy: Anatomy) -> Iterator[QualityCheck]:
    yield QualityCheck(
        Section.RESEARCH,
        "Research",
        f"Name at least {FEWEST_SOURCES} sources that readers can look up.",
        anatomy.source_count >= FEWEST_SOURCES,
    )
    lost = anatomy.sources_without_address
    yield QualityCheck(
        Section.RESEARCH, "Sources can be found", f"Add a DOI or a web address to: {_listed(lost)}.", not lost
    )
    yield QualityCheck(
        Section.RESOURCES, "Resources", "Add at least one resource and how to use it.", anatomy.resource_count > 0
    )
    yield QualityCheck(
        Section.ALIGNMENTS,
        "Alignments",
        "Name at least one standard or framework that it serves.",
        anatomy.alignment_count > 0,
    )


def _timed(anatomy: Anatomy) -> Iterator[QualityCheck]:
    hours = anatomy.estimated_hours
    yield QualityCheck(
        Section.TIME, "Hours and weeks", "Estimate the hours and the weeks.", bool(hours) and anatomy.weeks_are_known
    )
    total = sum(anatomy.step_hours, Decimal(0))
    yield QualityCheck(
        Section.TIME,
        "Hours add up",
        f"The steps add up to {total.normalize():f} hours: let them match the estimate.",
        hours is not None and total == hours,
    )


def _is_told_apart(criterion: CriterionFacts) -> bool:
    """Whether every level has words of its own."""
    words = {" ".join(criterion.texts.get(level, "").lower().split()) for level in Level}
    return "" not in words and len(words) == len(Level)


def _listed(titles: Sequence[str]) -> str:
    return "; ".join(titles)
