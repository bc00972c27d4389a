"""What people type about for whom a program is, and which schools try it first (FR3)."""

from collections.abc import Iterable
from datetime import date
from typing import Any, cast
from urllib.parse import parse_qsl, urlencode

from django import forms

from waypost.people.models import Organization
from waypost.people.rules import ROLE_LABELS, Role
from waypost.plans.rules.kinds import SchoolLevel, choices
from waypost.programs.actions.pilots import SaidLevel
from waypost.programs.forms.periods import StoredForm, choose_from
from waypost.programs.forms.planning_forms import count, long_text
from waypost.programs.models import Audience, Program
from waypost.programs.queries.cohorts import schools_of
from waypost.programs.queries.pilots import schools_to_ask
from waypost.programs.rules.pilots import Commitment
from waypost.ui.forms import DayInput, ScaleRadio

#: Characters of what stood: a school takes about thirty.
LONGEST_STOOD = 200_000
#: Roles that a program can be for.
AUDIENCES = (Role.EDUCATOR, Role.COACH, Role.PRINCIPAL)


class SchoolsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # the library's types are too narrow
    """Schools, by name."""

    widget = forms.CheckboxSelectMultiple


class AudienceForm(forms.Form):
    """Roles, schools, levels, department; what stays empty narrows nothing."""

    roles = forms.MultipleChoiceField(
        choices=[(role.value, ROLE_LABELS[role]) for role in AUDIENCES],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one role."},
    )
    places = SchoolsField(None, label="Schools", required=False, help_text="None chosen means all schools.")
    levels = forms.MultipleChoiceField(
        label="School levels",
        choices=choices(SchoolLevel),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="Counts the schools whose level you wrote down. None chosen means all levels.",
    )
    department = forms.CharField(
        label="Subject or department",
        max_length=120,
        required=False,
        help_text="A part of its name, such as Mathematics. It counts people whose role stands at a department.",
    )
    reason = long_text("Why these educators", rows=2)

    def __init__(self, *args: Any, program: Program, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "places", schools_of(program))

    def described(self) -> dict[str, Any]:
        """The arguments of the action."""
        values = self.cleaned_data
        roles = [Role(role) for role in values["roles"]]
        return {**values, "roles": roles, "levels": [SchoolLevel(each) for each in values["levels"]]}

    @staticmethod
    def initial_of(audience: Audience) -> dict[str, Any]:
        columns = {name: getattr(audience, name) for name in ("roles", "levels", "department", "reason")}
        return {**columns, "places": list(audience.places.values_list("pk", flat=True)) if audience.pk else []}


class LevelsForm(forms.Form):
    """The level of each school, which lists of people do not hold; `stood` holds what the form was opened with."""

    stood = forms.CharField(required=False, widget=forms.HiddenInput, max_length=LONGEST_STOOD)

    def __init__(self, *args: Any, schools: Iterable[tuple[Organization, SchoolLevel | None]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.schools = list(schools)
        for school, level in self.schools:
            self.fields[school.uid] = forms.ChoiceField(
                label=school.name,
                choices=[("", "Not said"), *choices(SchoolLevel)],
                required=False,
                initial=level.value if level else "",
            )
        self.initial["stood"] = self._standing()

    def said(self) -> list[SaidLevel]:
        """What to write: of the schools alone whose level is another one than when the form was opened."""
        stood = dict(parse_qsl(self.cleaned_data["stood"]))
        typed = [(school, stood.get(school.uid, ""), self.cleaned_data[school.uid]) for school, _ in self.schools]
        return [SaidLevel(school, _level(before), _level(now)) for school, before, now in typed if now != before]

    def start_again(self) -> None:
        """Keep what was typed and go on from what stands now."""
        kept = cast("Any", self.data).copy()
        kept["stood"] = self._standing()
        self.data = kept

    def _standing(self) -> str:
        return urlencode([(school.uid, level.value) for school, level in self.schools if level])


def _level(typed: str) -> SchoolLevel | None:
    return SchoolLevel(typed) if typed in set(SchoolLevel) else None


class PilotRangeForm(StoredForm):
    """How few and how many."""

    minimum = count("At least", "Fewer than this, and you would not learn enough.")
    maximum = count("At most", "More than this, and your staff could not support them.")


class AskSitesForm(forms.Form):
    """Schools to put on the list."""

    schools = SchoolsField(None, error_messages={"required": "Choose at least one school."})

    def __init__(self, *args: Any, program: Program, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "schools", schools_to_ask(program))


class CommitmentForm(StoredForm):
    """What a school said."""

    commitment = forms.ChoiceField(label="What they said", choices=choices(Commitment), widget=ScaleRadio())
    said_by = forms.CharField(label="Who said it", max_length=200, required=False)
    said_on = forms.DateField(label="On which day", widget=DayInput(), required=False)
    text = long_text("What they said yes to, or why they withdrew")
    together = (("commitment", "said_by", "said_on"),)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_said_on(self) -> date | None:
        day: date | None = self.cleaned_data["said_on"]
        if day is not None and day > self.today:
            raise forms.ValidationError("Choose the day on which they said it: today or earlier.")
        return day

    def said(self) -> dict[str, Any]:
        """The arguments of the action."""
        return {**self.cleaned_data, "commitment": Commitment(self.cleaned_data["commitment"])}
