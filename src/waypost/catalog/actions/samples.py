"""Micro-credentials and stacks from the sample content, through the same actions that editors use."""

from django.db import transaction

from waypost.catalog import sample_shapes
from waypost.catalog.actions.drafts import create_micro_credential, edit_draft
from waypost.catalog.actions.pieces import append_pieces
from waypost.catalog.actions.rubric import Target, add_criterion
from waypost.catalog.actions.stacks import create_stack, set_members
from waypost.catalog.models import (
    Alignment,
    EvidenceItem,
    MethodComponent,
    MicroCredential,
    MicroCredentialVersion,
    Prompt,
    ResearchSource,
    Resource,
    Stack,
    SubmissionPart,
    TimeStep,
)
from waypost.catalog.rules import PART_KIND_LABELS, Level, PartKind
from waypost.common.actors import Actor
from waypost.people.models import Organization

SAMPLE_AUTHORS = "Waypost sample content"


@transaction.atomic
def import_sample(
    *, by: Actor, organization: Organization, sample: sample_shapes.SampleMicroCredential, need: str
) -> MicroCredentialVersion:
    """Begin a micro-credential of `organization` with everything that `sample` holds; returns its draft.

    `need` says which need of the organization it answers. Raises ValidationError where the slug is taken.
    """
    draft = create_micro_credential(by=by, organization=organization, slug=sample.slug, title=sample.title)
    own = _own_fields(sample, need)
    draft = edit_draft(by=by, draft=draft, values=own, started_from=draft.revision, tags=sample.tags)
    _add_method_and_sources(by, draft, sample)
    targets = _add_parts(by, draft, sample)
    for criterion in sample.criteria:
        add_criterion(
            by=by,
            draft=draft,
            target=targets[criterion.part],
            title=criterion.title,
            summary=criterion.summary,
            texts={level: getattr(criterion, level) for level in Level},
        )
    return draft


@transaction.atomic
def import_stack(*, by: Actor, organization: Organization, sample: sample_shapes.SampleStack) -> Stack:
    """Make a stack of `organization` from micro-credentials that are here already. Raises DoesNotExist for a member."""
    stack = Stack(
        organization=organization,
        slug=sample.slug,
        title=sample.title,
        summary=sample.summary,
        outcome=sample.outcome,
        required=sample.required,
        is_ordered=sample.ordered,
    )
    create_stack(by=by, stack=stack)
    members = [MicroCredential.objects.get(slug=slug) for slug in sample.members]
    set_members(by=by, stack=stack, micro_credentials=members)
    return stack


def _own_fields(sample: sample_shapes.SampleMicroCredential, need: str) -> dict[str, object]:
    return {
        "topic": sample.topic,
        "summary": sample.summary,
        "competency": sample.competency,
        "audience": sample.audience,
        "context": sample.context,
        "others_involved": sample.others_involved,
        "glyph": sample.glyph.value,
        "key_method_name": sample.key_method.name,
        "key_method": sample.key_method.text,
        "estimated_hours": sample.hours,
        "minimum_weeks": sample.minimum_weeks,
        "maximum_weeks": sample.maximum_weeks,
        "privacy_note": sample.privacy,
        "need": need,
        "authors": SAMPLE_AUTHORS,
    }


def _add_method_and_sources(
    by: Actor, draft: MicroCredentialVersion, sample: sample_shapes.SampleMicroCredential
) -> None:
    for pieces in (
        [MethodComponent(version=draft, name=found.name, text=found.text) for found in sample.components],
        [_research_source(draft, source) for source in sample.research],
        [Resource(version=draft, name=found.name, use=found.use, url=found.url) for found in sample.resources],
        [TimeStep(version=draft, what=step.what, hours=step.hours) for step in sample.time],
        [
            Alignment(version=draft, framework=found.framework, code=found.code, statement=found.statement)
            for found in sample.alignments
        ],
    ):
        append_pieces(by=by, pieces=pieces)


def _research_source(draft: MicroCredentialVersion, source: sample_shapes.ResearchSource) -> ResearchSource:
    return ResearchSource(
        version=draft,
        authors="\n".join(source.authors),
        year=source.year,
        title=source.title,
        published_in=source.published_in,
        doi=source.doi,
        url=source.url,
        finding=source.finding,
    )


def _add_parts(
    by: Actor, draft: MicroCredentialVersion, sample: sample_shapes.SampleMicroCredential
) -> dict[str, Target]:
    """The prompts and evidence items by the key that criteria use."""
    written = {PartKind.OVERVIEW: sample.overview, PartKind.REFLECTION: sample.reflection}
    parts = [SubmissionPart(version=draft, kind=kind, title=title) for kind, title in PART_KIND_LABELS.items()]
    append_pieces(by=by, pieces=parts)
    targets: dict[str, Target] = {}
    for part in parts:
        if part.kind == PartKind.EVIDENCE:
            items = {item.key: _item(part, item) for item in sample.evidence}
            append_pieces(by=by, pieces=list(items.values()))
            targets |= items
        else:
            prompts = {prompt.key: _prompt(part, prompt) for prompt in written[PartKind(part.kind)]}
            append_pieces(by=by, pieces=list(prompts.values()))
            targets |= prompts
    return targets


def _prompt(part: SubmissionPart, sample: sample_shapes.WritingPart) -> Prompt:
    return Prompt(
        part=part,
        title=sample.title,
        text=sample.prompt,
        hint=sample.hint,
        minimum_words=sample.minimum_words,
        maximum_words=sample.maximum_words,
    )


def _item(part: SubmissionPart, sample: sample_shapes.EvidencePart) -> EvidenceItem:
    return EvidenceItem(
        part=part,
        title=sample.title,
        text=sample.prompt,
        hint=sample.hint,
        what_to_include="\n".join(sample.include),
        accepted_kinds=[kind.value for kind in sample.accepts],
        number_required=sample.minimum_files,
        number_allowed=sample.maximum_files,
        privacy_note=sample.privacy,
    )
