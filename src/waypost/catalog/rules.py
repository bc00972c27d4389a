"""The words of a micro-credential and the steps of its versions (EA1), without database or web."""

from enum import StrEnum


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
