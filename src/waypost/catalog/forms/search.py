"""What a reader of the catalog may ask for."""

from collections.abc import Mapping
from typing import Any

from django import forms

from waypost.catalog.queries import CatalogSearch, issuers, tags_in_use
from waypost.catalog.rules import HOURS_RANGE_LABELS, HoursRange
from waypost.people.viewers import Viewer


class SearchForm(forms.Form):
    """Any combination of a text, a tag, an issuer and a range of hours; an unknown value narrows nothing."""

    text = forms.CharField(label="Words", required=False, max_length=100, strip=True)
    hours = forms.ChoiceField(
        label="Time",
        required=False,
        choices=[("", "Any time"), *((hours.value, label) for hours, label in HOURS_RANGE_LABELS.items())],
    )

    def __init__(self, data: Mapping[str, Any], viewer: Viewer) -> None:
        super().__init__(data)
        tags = [(tag, tag) for tag in tags_in_use(viewer)]
        organizations = [(organization.slug, organization.name) for organization in issuers(viewer)]
        self.fields["tag"] = forms.ChoiceField(label="Tag", required=False, choices=[("", "Any tag"), *tags])
        self.fields["issuer"] = forms.ChoiceField(
            label="Issued by", required=False, choices=[("", "Any organization"), *organizations]
        )

    def search(self) -> CatalogSearch:
        """What was asked for, without what does not exist."""
        self.is_valid()
        asked = self.cleaned_data
        return CatalogSearch(
            text=asked.get("text", ""),
            tag=asked.get("tag", ""),
            issuer=asked.get("issuer", ""),
            hours=HoursRange(asked["hours"]) if asked.get("hours") else None,
        )
