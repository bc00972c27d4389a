"""Forms of a draft: one for each section, one for each kind of piece."""

from collections.abc import Iterable
from typing import Any, ClassVar, cast

from django import forms
from django.forms.models import model_to_dict

from waypost.catalog.models import (
    Alignment,
    EvidenceItem,
    MethodComponent,
    MicroCredentialVersion,
    Prompt,
    ResearchSource,
    Resource,
    Stack,
    SubmissionPart,
    TimeStep,
)
from waypost.catalog.rules import EVIDENCE_KIND_LABELS


def lines(count: int) -> forms.Textarea:
    return forms.Textarea({"rows": count})


class WebAddress(forms.URLField):
    """An address, of which https:// may be left out."""

    def __init__(self, **options: Any) -> None:
        super().__init__(assume_scheme="https", **options)


class EditForm(forms.ModelForm):  # type: ignore[type-arg]  # the library's types are too narrow
    """Writes a part of what stands in the catalog, new or stored."""

    def __init__(self, data: Any = None, *, instance: Any = None) -> None:
        stored = self.initial_of(instance) if instance and instance.pk else None
        super().__init__(data, instance=instance, initial=stored)
        for field in self.fields.values():
            if isinstance(field, forms.TypedChoiceField):
                given = cast("Iterable[tuple[str, str]]", field.choices)
                field.choices = [(value, label if value else "Choose one") for value, label in given]

    @property
    def values(self) -> dict[str, object]:
        """What the editor gave for the fields of the object."""
        names = self.instance.content()
        return {name: value for name, value in self.cleaned_data.items() if name in names}

    @classmethod
    def initial_of(cls, content: Any) -> dict[str, Any]:
        """What stands stored, as the form holds it."""
        return model_to_dict(content, cls._meta.fields)


class AboutForm(EditForm):
    tags = forms.CharField(required=False, max_length=400, help_text="Separate tags by commas.")

    class Meta:
        model = MicroCredentialVersion
        fields = ["title", "topic", "competency", "summary", "audience", "context", "others_involved", "glyph"]
        labels: ClassVar[dict[str, str]] = {
            "competency": "Competency",
            "audience": "For whom",
            "context": "Where it is done",
            "glyph": "Picture on the badge",
        }
        help_texts: ClassVar[dict[str, str]] = {
            "competency": "One sentence that begins with “The educator” and that a visitor could see happen.",
            "summary": "What the educator does to earn it, in a sentence or two.",
        }
        widgets: ClassVar[dict[str, forms.Widget]] = {
            "competency": lines(3),
            "summary": lines(3),
            "audience": lines(2),
            "context": lines(3),
            "others_involved": lines(2),
        }

    @classmethod
    def initial_of(cls, content: MicroCredentialVersion) -> dict[str, Any]:
        return {**super().initial_of(content), "tags": ", ".join(tag.text for tag in content.tags.all())}

    def clean_tags(self) -> list[str]:
        tags = [tag.strip() for tag in self.cleaned_data["tags"].split(",")]
        if any(len(tag) > 40 for tag in tags):
            raise forms.ValidationError("Keep each tag to 40 letters.")
        return tags


class MethodForm(EditForm):
    class Meta:
        model = MicroCredentialVersion
        fields = ["key_method_name", "key_method"]
        labels: ClassVar[dict[str, str]] = {"key_method_name": "Name of the method", "key_method": "The key method"}
        widgets: ClassVar[dict[str, forms.Widget]] = {"key_method": lines(8)}


class TimeForm(EditForm):
    class Meta:
        model = MicroCredentialVersion
        fields = ["estimated_hours", "minimum_weeks", "maximum_weeks"]
        labels: ClassVar[dict[str, str]] = {"minimum_weeks": "Fewest weeks", "maximum_weeks": "Most weeks"}


class PrivacyForm(EditForm):
    class Meta:
        model = MicroCredentialVersion
        fields = ["privacy_note"]
        labels: ClassVar[dict[str, str]] = {"privacy_note": "How students stay private"}
        widgets: ClassVar[dict[str, forms.Widget]] = {"privacy_note": lines(6)}


class MakingForm(EditForm):
    class Meta:
        model = MicroCredentialVersion
        fields = ["need", "authors", "try_out"]
        labels: ClassVar[dict[str, str]] = {"need": "The need it answers", "try_out": "How it was tried out"}
        help_texts: ClassVar[dict[str, str]] = {"authors": "One name on each line."}
        widgets: ClassVar[dict[str, forms.Widget]] = {"need": lines(3), "authors": lines(3), "try_out": lines(3)}


class ComponentForm(EditForm):
    class Meta:
        model = MethodComponent
        fields = ["name", "text"]
        widgets: ClassVar[dict[str, forms.Widget]] = {"text": lines(5)}


class SourceForm(EditForm):
    class Meta:
        model = ResearchSource
        fields = ["authors", "year", "title", "published_in", "doi", "url", "finding"]
        field_classes: ClassVar[dict[str, type[forms.Field]]] = {"url": WebAddress}
        labels: ClassVar[dict[str, str]] = {"doi": "DOI", "url": "Web address", "finding": "What it found"}
        help_texts: ClassVar[dict[str, str]] = {"doi": "Only the part that begins with 10."}
        widgets: ClassVar[dict[str, forms.Widget]] = {"authors": lines(2), "finding": lines(4)}


class ResourceForm(EditForm):
    class Meta:
        model = Resource
        fields = ["name", "use", "url"]
        field_classes: ClassVar[dict[str, type[forms.Field]]] = {"url": WebAddress}
        labels: ClassVar[dict[str, str]] = {"use": "How to use it", "url": "Web address"}
        widgets: ClassVar[dict[str, forms.Widget]] = {"use": lines(3)}


class StepForm(EditForm):
    class Meta:
        model = TimeStep
        fields = ["what", "hours"]


class AlignmentForm(EditForm):
    class Meta:
        model = Alignment
        fields = ["framework", "code", "statement", "url"]
        field_classes: ClassVar[dict[str, type[forms.Field]]] = {"url": WebAddress}
        labels: ClassVar[dict[str, str]] = {"url": "Web address", "statement": "What it asks, in your own words"}
        widgets: ClassVar[dict[str, forms.Widget]] = {"statement": lines(3)}


class PartForm(EditForm):
    class Meta:
        model = SubmissionPart
        fields = ["kind", "title", "introduction"]
        widgets: ClassVar[dict[str, forms.Widget]] = {"introduction": lines(2)}


class PromptForm(EditForm):
    class Meta:
        model = Prompt
        fields = ["title", "text", "hint", "minimum_words", "maximum_words"]
        labels: ClassVar[dict[str, str]] = {
            "text": "The question",
            "minimum_words": "Fewest words",
            "maximum_words": "Most words",
        }
        widgets: ClassVar[dict[str, forms.Widget]] = {"text": lines(4), "hint": lines(2)}


class ItemForm(EditForm):
    accepted_kinds = forms.MultipleChoiceField(
        label="What may be added",
        choices=[(kind.value, label) for kind, label in EVIDENCE_KIND_LABELS.items()],
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = EvidenceItem
        fields = [
            "title",
            "text",
            "hint",
            "what_to_include",
            "accepted_kinds",
            "number_required",
            "number_allowed",
            "privacy_note",
        ]
        labels: ClassVar[dict[str, str]] = {"text": "What to add"}
        widgets: ClassVar[dict[str, forms.Widget]] = {
            "text": lines(3),
            "hint": lines(2),
            "what_to_include": lines(4),
            "privacy_note": lines(2),
        }


class StackForm(EditForm):
    class Meta:
        model = Stack
        fields = ["title", "summary", "outcome", "required", "is_ordered"]
        labels: ClassVar[dict[str, str]] = {
            "outcome": "What it leads to",
            "required": "How many of them earn the stack",
            "is_ordered": "They are taken in this order",
        }
        widgets: ClassVar[dict[str, forms.Widget]] = {"summary": lines(2), "outcome": lines(3)}
