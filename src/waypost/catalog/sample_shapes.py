"""What a sample micro-credential consists of (requirement EA1), as frozen records without Django."""

from dataclasses import dataclass

from waypost.catalog.rules import EvidenceKind, Glyph


@dataclass(frozen=True, slots=True)
class NamedText:
    """The key method, or one component of it."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class ResearchSource:
    """One citable work. At least one of `doi` (bare, without an address) and `url` is given."""

    authors: tuple[str, ...]
    year: int
    title: str
    published_in: str
    finding: str
    doi: str = ""
    url: str = ""

    @property
    def link(self) -> str:
        return f"https://doi.org/{self.doi}" if self.doi else self.url


@dataclass(frozen=True, slots=True)
class Resource:
    """Something to work with: public when it has a `url`, otherwise made by the educator."""

    name: str
    use: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class TimeUse:
    what: str
    hours: int


@dataclass(frozen=True, slots=True)
class WritingPart:
    """A text of the overview or the reflection, with limits in words."""

    key: str
    title: str
    prompt: str
    hint: str
    minimum_words: int
    maximum_words: int


@dataclass(frozen=True, slots=True)
class EvidencePart:
    """A set of files or links. `include` lists what an assessor must find in them."""

    key: str
    title: str
    prompt: str
    hint: str
    include: tuple[str, ...]
    accepts: tuple[EvidenceKind, ...]
    minimum_files: int
    maximum_files: int
    privacy: str


@dataclass(frozen=True, slots=True)
class Criterion:
    """What an assessor looks for in one part (named by its key), described at each of the three levels."""

    part: str
    title: str
    summary: str
    demonstrated: str
    progressing: str
    not_yet: str


@dataclass(frozen=True, slots=True)
class Alignment:
    """A link to a public framework; `statement` is our paraphrase, never the framework's wording."""

    framework: str
    code: str
    statement: str


@dataclass(frozen=True, slots=True)
class SampleMicroCredential:
    slug: str
    title: str
    topic: str
    glyph: Glyph
    competency: str
    summary: str
    audience: str
    context: str
    others_involved: str
    hours: int
    minimum_weeks: int
    maximum_weeks: int
    tags: tuple[str, ...]
    privacy: str
    key_method: NamedText
    components: tuple[NamedText, ...]
    research: tuple[ResearchSource, ...]
    resources: tuple[Resource, ...]
    time: tuple[TimeUse, ...]
    overview: tuple[WritingPart, ...]
    evidence: tuple[EvidencePart, ...]
    reflection: tuple[WritingPart, ...]
    criteria: tuple[Criterion, ...]
    alignments: tuple[Alignment, ...]

    @property
    def parts(self) -> tuple[WritingPart | EvidencePart, ...]:
        """Every submission part in the order in which the educator meets it."""
        return (*self.overview, *self.evidence, *self.reflection)


@dataclass(frozen=True, slots=True)
class SampleStack:
    """Micro-credentials that belong together, by slug; `required` of `members` earn the stack."""

    slug: str
    title: str
    summary: str
    outcome: str
    ordered: bool
    required: int
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PrivacyLine:
    key: str
    text: str


@dataclass(frozen=True, slots=True)
class PrivacyStatement:
    """What an educator accepts before sending (requirement EA2); `number` rises when a word changes."""

    number: int
    title: str
    introduction: str
    lines: tuple[PrivacyLine, ...]
    acceptance: str
    consent: str
    after_sending: str
