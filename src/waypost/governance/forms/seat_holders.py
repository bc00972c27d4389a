"""Who it is that holds a seat by name."""

from typing import Any

from django import forms

from waypost.governance.forms.committees import SeatForm
from waypost.governance.queries.seat_holders import told_apart
from waypost.people.models import Person


class HolderForm(forms.Form):
    """One of the people who answer to the name, and whether they may open the committee's pages."""

    def __init__(self, data: Any = None, *, people: tuple[Person, ...], may_let_in: bool) -> None:
        super().__init__(data)
        self.people = {person.uid: person for person in people}
        self.fields["person"] = forms.ChoiceField(
            label="Who it is",
            choices=told_apart(people),
            widget=forms.RadioSelect,
            initial=people[0].uid if len(people) == 1 else None,
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
    def chosen(self) -> Person:
        return self.people[self.cleaned_data["person"]]

    @property
    def lets_in(self) -> bool:
        return bool(self.cleaned_data.get("let_in"))
