"""Beginning a micro-credential, publishing and retiring one of its versions."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.text import slugify

from waypost.catalog.queries import issuing_organizations
from waypost.people.viewers import Viewer

LONGEST_NOTE = 2_000


class IssuerForm(forms.Form):
    """Asks in whose name something is issued."""

    def __init__(self, data: Mapping[str, Any] | None = None, *, viewer: Viewer) -> None:
        super().__init__(data)
        self.fields["organization"] = forms.ModelChoiceField(
            issuing_organizations(viewer), label="Issued by", empty_label=None
        )


class NewForm(IssuerForm):
    """The least that a micro-credential begins with."""

    title = forms.CharField(max_length=120)
    slug = forms.SlugField(
        label="Name in addresses",
        max_length=80,
        required=False,
        help_text="Small letters and hyphens, for good. Leave it empty to take it from the title.",
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        cleaned["slug"] = cleaned.get("slug") or slugify(cleaned.get("title", ""))[:80]
        if cleaned.get("title") and not cleaned["slug"]:
            self.add_error("slug", "Give a name with letters or digits.")
        return cleaned


class SampleForm(IssuerForm):
    """What a sample can't know."""

    need = forms.CharField(
        label="Which need of your educators or students does it answer?",
        max_length=LONGEST_NOTE,
        widget=forms.Textarea({"rows": 3}),
    )


class PublishForm(forms.Form):
    """A word on what changed, from the second version on."""

    change_note = forms.CharField(
        label="What changed since the last version?",
        max_length=LONGEST_NOTE,
        widget=forms.Textarea({"rows": 3}),
        required=False,
    )


class RetireForm(forms.Form):
    why = forms.CharField(
        label="Why does it close to new enrollment?", max_length=LONGEST_NOTE, widget=forms.Textarea({"rows": 3})
    )
