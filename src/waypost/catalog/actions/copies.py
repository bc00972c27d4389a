"""A deep copy of a version's anatomy and rubric, so that a new draft starts where the last version ended."""

from waypost.catalog.models import (
    Criterion,
    EvidenceItem,
    LevelDescriptor,
    MicroCredentialVersion,
    Prompt,
    SubmissionPart,
    Tag,
)


def copy_anatomy(source: MicroCredentialVersion, target: MicroCredentialVersion) -> None:
    """Give `target` its own copy of every piece of `source`; call it inside a transaction."""
    for name in ("components", "research_sources", "resources", "time_steps", "alignments"):
        for piece in getattr(source, name).all():
            getattr(target, name).create(**piece.content())
    Tag.objects.bulk_create(Tag(version=target, text=tag.text) for tag in source.tags.all())
    _Submission(target).copy(source)


class _Submission:
    """Copies parts and criteria, and remembers which copy stands for which original."""

    def __init__(self, target: MicroCredentialVersion) -> None:
        self.target = target
        self.parts: dict[int, SubmissionPart] = {}
        self.prompts: dict[int | None, Prompt] = {}
        self.items: dict[int | None, EvidenceItem] = {}

    def copy(self, source: MicroCredentialVersion) -> None:
        for part in source.parts.prefetch_related("prompts", "evidence_items"):
            self._copy_part(part)
        for criterion in source.criteria.prefetch_related("descriptors"):
            self._copy_criterion(criterion)

    def _copy_part(self, part: SubmissionPart) -> None:
        copy = SubmissionPart.objects.create(version=self.target, **part.content())
        self.parts[part.pk] = copy
        for prompt in part.prompts.all():
            self.prompts[prompt.pk] = Prompt.objects.create(part=copy, **prompt.content())
        for item in part.evidence_items.all():
            self.items[item.pk] = EvidenceItem.objects.create(part=copy, **item.content())

    def _copy_criterion(self, criterion: Criterion) -> None:
        copy = Criterion.objects.create(
            version=self.target,
            part=self.parts[criterion.part_id],
            prompt=self.prompts.get(criterion.prompt_id),
            evidence_item=self.items.get(criterion.evidence_item_id),
            **criterion.content(),
        )
        LevelDescriptor.objects.bulk_create(
            LevelDescriptor(criterion=copy, level=descriptor.level, text=descriptor.text)
            for descriptor in criterion.descriptors.all()
        )
