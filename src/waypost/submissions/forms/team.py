"""Forms with which a team shares what it made."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms

from waypost.submissions.actions.team import ArtifactOffer
from waypost.submissions.forms.work import NULL, UNREADABLE
from waypost.submissions.queries.places import Place
from waypost.submissions.queries.statement import TEAM_ACCEPTANCE
from waypost.submissions.queries.team import Colleague
from waypost.submissions.rules.team import MOST_COLLEAGUES, OWN_PART_ASKED, OWN_PART_WORDS, own_part_gap
from waypost.submissions.rules.texts import AcceptedStatement
from waypost.ui.forms import CountedTextarea


class OwnPartField(forms.CharField):
    """What the educator did themselves, in a few sentences that name nobody."""

    def __init__(self) -> None:
        super().__init__(
            label="What was your own part in it?",
            help_text="The assessor reads it beside the artifact and does not know who you are, so leave names out.",
            max_length=2000,
            error_messages={
                "required": OWN_PART_ASKED,
                "max_length": f"Shorten it to {OWN_PART_WORDS[1]} words or fewer.",
                NULL: UNREADABLE,
            },
            widget=CountedTextarea(minimum_words=OWN_PART_WORDS[0], maximum_words=OWN_PART_WORDS[1], rows=4),
        )

    def validate(self, value: Any) -> None:
        super().validate(value)
        if gap := own_part_gap(value, names=()):
            raise forms.ValidationError(gap)


def name_nobody(form: forms.Form, names: Iterable[str]) -> None:
    """Say at the field what the action would say of whoever is named in what an assessor reads."""
    words = form.cleaned_data.get("own_part")
    if words and (gap := own_part_gap(words, names)):
        form.add_error("own_part", gap)


class ShareForm(forms.Form):
    """With whom an artifact is shared, what it is, and that student privacy holds for them too."""

    colleagues = forms.MultipleChoiceField(
        label="Who made it with you?",
        help_text="These colleagues are in your cohort. Only those you choose can see it.",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Choose at least one colleague.",
            "invalid_choice": "Somebody you chose is no longer in your cohort. Look at the names once more.",
        },
    )
    description = forms.CharField(
        label="What is it?",
        help_text="One sentence by which your colleagues know it: the lesson plan we wrote for fractions, week 2.",
        max_length=200,
        error_messages={
            "required": "Say in one sentence what it is.",
            "max_length": "Shorten it to one sentence of up to 200 characters.",
            NULL: UNREADABLE,
        },
    )
    own_part = OwnPartField()
    confirmed = forms.BooleanField(label=TEAM_ACCEPTANCE, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, names: Iterable[str], found: Iterable[Colleague], *, is_shared: bool, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.names = names
        self.members = {colleague.member.uid: colleague.member for colleague in found}
        choices = [(colleague.member.uid, colleague.label) for colleague in found]
        cast("forms.MultipleChoiceField", self.fields["colleagues"]).choices = choices
        if is_shared:
            del self.fields["own_part"]

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        chosen = values.get("colleagues", [])
        if len(chosen) > MOST_COLLEAGUES:
            self.add_error("colleagues", f"Choose up to {MOST_COLLEAGUES} colleagues: those who made it with you.")
        if set(chosen) - set(self.initial.get("colleagues", [])) and not values.get("confirmed"):
            self.add_error("confirmed", "Tick this box once it is true for every colleague you chose.")
        name_nobody(self, self.names)
        return values

    def sharing(self, statement: AcceptedStatement) -> ArtifactOffer:
        """What was filled in; `statement` counts where it was accepted."""
        values = self.cleaned_data
        chosen = [self.members[uid] for uid in values["colleagues"]]
        return ArtifactOffer(chosen, values["description"], statement if values["confirmed"] else None)


class UseForm(forms.Form):
    """Where a shared artifact belongs in one's own work, and one's own part in it."""

    place = forms.ChoiceField(
        label="Where does it belong in your work?",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose where it belongs.",
            "invalid_choice": "This place is full or closed by now. Choose another one, or make room there first.",
        },
    )
    own_part = OwnPartField()

    def __init__(self, places: Iterable[Place], names: Iterable[str], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.places, self.names = {place.key: place for place in places}, names
        cast("forms.ChoiceField", self.fields["place"]).choices = [(p.key, p.label) for p in self.places.values()]

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        name_nobody(self, self.names)
        return values


class OwnPartForm(forms.Form):
    """One's own part in what a team made, told anew."""

    own_part = OwnPartField()
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, names: Iterable[str], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.names = names

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        name_nobody(self, self.names)
        return values
