"""What a decision changed: what is chosen stands on top, near things below it, and words find the rest."""

from typing import Any

from django import forms

from waypost.governance.queries.linkable import Offer

LONGEST_SEARCH = 200


class LinksInput(forms.CheckboxSelectMultiple):
    """Checkboxes with a field that finds more of them; to find saves nothing and keeps every tick."""

    template_name = "governance/links_input.html"

    def __init__(self, offer: Offer) -> None:
        super().__init__()
        self.offer = offer

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"] |= {"offer": self.offer, "ticked": set(value or ()), "longest_search": LONGEST_SEARCH}
        return context


class LinksForm(forms.Form):
    """What a decision changed."""

    def __init__(self, data: Any = None, *, offer: Offer) -> None:
        super().__init__(data, initial={"linked": [key for key, _ in offer.saved]})
        groups = [(group.heading, list(group.things)) for group in offer.groups]
        self.fields["linked"] = forms.MultipleChoiceField(
            label="What it changed",
            required=False,
            widget=LinksInput(offer),
            choices=[("Chosen", list(dict([*offer.saved, *offer.chosen]).items())), *groups],
        )
