"""The form of a criterion: what it looks at, and what each level looks like."""

from typing import Any, ClassVar

from django import forms

from waypost.catalog.actions.rubric import Target
from waypost.catalog.forms.editing import EditForm, lines
from waypost.catalog.models import Criterion, MicroCredentialVersion
from waypost.catalog.rules import LEVEL_LABELS, Level

LONGEST_DESCRIPTOR = 2_000


class CriterionForm(EditForm):
    class Meta:
        model = Criterion
        fields = ["title", "summary"]
        widgets: ClassVar[dict[str, forms.Widget]] = {"summary": lines(2)}

    def __init__(self, data: Any = None, *, instance: Any = None, version: MicroCredentialVersion) -> None:
        super().__init__(data, instance=instance)
        self.targets = targets_in(version)
        choices = [(target.uid, label) for target, label in self.targets]
        self.fields["looks_at"] = forms.ChoiceField(label="What assessors look at", choices=choices)
        for level, label in LEVEL_LABELS.items():
            self.fields[level.value] = forms.CharField(label=label, max_length=LONGEST_DESCRIPTOR, widget=lines(3))
        self.order_fields(["looks_at", "title", "summary", *[level.value for level in Level]])

    @classmethod
    def initial_of(cls, content: Criterion) -> dict[str, Any]:
        texts = {descriptor.level: descriptor.text for descriptor in content.descriptors.all()}
        return {**super().initial_of(content), "looks_at": content.looks_at.uid, **texts}

    @property
    def criterion(self) -> dict[str, Any]:
        """What the actions on criteria take."""
        chosen = self.cleaned_data["looks_at"]
        return {
            "target": next(target for target, _label in self.targets if target.uid == chosen),
            "title": self.cleaned_data["title"],
            "summary": self.cleaned_data["summary"],
            "texts": {level: self.cleaned_data[level.value] for level in Level},
        }


def targets_in(version: MicroCredentialVersion) -> list[tuple[Target, str]]:
    """Each part of `version`, followed by its prompts and evidence items."""
    found: list[tuple[Target, str]] = []
    for part in version.parts.all():
        found.append((part, f"{part.title}: all of it"))
        found += [(prompt, f"{part.title}: {prompt.title}") for prompt in part.prompts.all()]
        found += [(item, f"{part.title}: {item.title}") for item in part.evidence_items.all()]
    return found
