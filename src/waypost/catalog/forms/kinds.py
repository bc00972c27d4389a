"""Which form writes what: the fields of each section, and each kind of piece in it."""

from dataclasses import dataclass

from waypost.catalog.forms.editing import (
    AboutForm,
    AlignmentForm,
    ComponentForm,
    EditForm,
    ItemForm,
    MakingForm,
    MethodForm,
    PartForm,
    PrivacyForm,
    PromptForm,
    ResourceForm,
    SourceForm,
    StepForm,
    TimeForm,
)
from waypost.catalog.models import (
    Alignment,
    EvidenceItem,
    MethodComponent,
    MicroCredentialVersion,
    Piece,
    Prompt,
    ResearchSource,
    Resource,
    SubmissionPart,
    TimeStep,
)
from waypost.catalog.rules import Section

SECTION_FORMS: dict[Section, type[EditForm]] = {
    Section.ABOUT: AboutForm,
    Section.METHOD: MethodForm,
    Section.TIME: TimeForm,
    Section.PRIVACY: PrivacyForm,
    Section.MAKING: MakingForm,
}


@dataclass(frozen=True)
class Kind:
    """A kind of piece that is written in `section`; `pieces` names those of a version."""

    key: str
    model: type[Piece]
    form: type[EditForm]
    section: Section
    pieces: str = ""

    @property
    def noun(self) -> str:
        return self.model().noun

    def new(self, parent: MicroCredentialVersion | SubmissionPart) -> Piece:
        """An unsaved piece of this kind in `parent`."""
        return self.model(**{self.model.parent_field: parent})

    def of(self, version: MicroCredentialVersion) -> list[Piece]:
        """The pieces of this kind in `version`, in order."""
        return list(getattr(version, self.pieces).all())


KINDS: dict[str, Kind] = {
    kind.key: kind
    for kind in (
        Kind("component", MethodComponent, ComponentForm, Section.METHOD, "components"),
        Kind("part", SubmissionPart, PartForm, Section.PARTS, "parts"),
        Kind("prompt", Prompt, PromptForm, Section.PARTS),
        Kind("item", EvidenceItem, ItemForm, Section.PARTS),
        Kind("source", ResearchSource, SourceForm, Section.RESEARCH, "research_sources"),
        Kind("resource", Resource, ResourceForm, Section.RESOURCES, "resources"),
        Kind("step", TimeStep, StepForm, Section.TIME, "time_steps"),
        Kind("alignment", Alignment, AlignmentForm, Section.ALIGNMENTS, "alignments"),
    )
}
KIND_OF_SECTION: dict[Section, Kind] = {kind.section: kind for kind in KINDS.values() if kind.pieces}


def kind_of_task(part: SubmissionPart) -> Kind:
    """What may be added to `part`: prompts, or evidence items."""
    return KINDS["item"] if part.asks_for_evidence else KINDS["prompt"]
