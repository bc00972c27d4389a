"""Who it is that holds a seat by name."""

from collections.abc import Sequence
from typing import Any

from django import forms

from waypost.governance.forms.committees import SeatForm


class HolderForm(forms.Form):
    """One of the people who answer to the name, and whether they may open the committee's pages."""

    def __init__(self, data: Any = None, *, choices: Sequence[tuple[str, str]], may_let_in: bool) -> None:
        super().__init__(data)
        self.fields["person"] = forms.ChoiceField(
            label="Who it is",
            choices=choices,
            widget=forms.RadioSelect,
            initial=choices[0][0] if len(choices) == 1 else None,
            error_messages={"required": "Choose who it is."},
        )
        if may_let_in:
            self.fields["let_in"] = forms.BooleanField(
                label=SeatForm.base_fields["let_in"].label,
                help_text="Gives the role of committee member here to whoever does not come in yet.",
                required=False,
                initial=True,
            )

    @property
    def chosen(self) -> str:
        """The uid of the person."""
        return str(self.cleaned_data["person"])

    @property
    def lets_in(self) -> bool:
        return bool(self.cleaned_data.get("let_in"))
