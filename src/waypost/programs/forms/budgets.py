"""What people type about a program's budget (FR3)."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms

from waypost.plans.rules.kinds import choices
from waypost.plans.rules.school_year import SchoolYear, school_year_called
from waypost.programs.forms.periods import StoredForm
from waypost.programs.forms.planning_forms import count, exact, long_text
from waypost.programs.rules.budgets import Basis, Category


class YearField(forms.TypedChoiceField):
    """A school year of the program, kept as the year in which it begins."""

    def __init__(self) -> None:
        super().__init__(label="School year", coerce=int)

    def offer(self, years: Sequence[SchoolYear], stored: int | None = None) -> None:
        """The years of the program, and that which a line stands in already."""
        starts = sorted({year.starts_in for year in years} | ({stored} if stored is not None else set()))
        self.choices = [(start, str(SchoolYear(start))) for start in starts]

    def validate(self, value: Any) -> None:
        """Any school year passes here: the action says which years the program has."""
        if school_year_called(str(value)) is None:
            raise forms.ValidationError("Choose a school year.")


class NumbersForm(StoredForm):
    """For how many the budget is planned."""

    educators = count("Educators", "Leave it empty while nobody knows.", required=False)
    awards = count("Awards that you expect", "Of all educators together.", required=False)


class LineForm(StoredForm):
    """A line of the budget."""

    category = forms.ChoiceField(label="What it is for", choices=choices(Category))
    name = forms.CharField(label="Line", max_length=200, help_text="For example: Stipends for eight coaches.")
    basis = forms.ChoiceField(label="How it counts", choices=choices(Basis))
    amount = exact("Amount in dollars", "Of one: once, for one year, one educator or one award.", required=True)
    units = count(
        "How many",
        "Educators or awards. Leave it empty to count as many as the budget is planned for; a one-off or yearly "
        "amount counts once.",
        required=False,
    )
    hours = exact("Hours, for staffing", "Of staff, in all.")
    year = YearField()
    funding = forms.CharField(
        label="Who pays", max_length=200, required=False, help_text="The fund, grant or partner. Empty is not settled."
    )
    note = long_text("Note", rows=2)
    together = (("basis", "amount", "units"),)

    def __init__(self, *args: Any, years: Sequence[SchoolYear], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("YearField", self.fields["year"]).offer(years, self.initial.get("year"))

    def columns(self) -> dict[str, Any]:
        """The columns of the line; a one-off and a yearly amount count once, an empty number follows the budget's."""
        values = dict(self.cleaned_data)
        counted = values["basis"] in {Basis.EDUCATOR, Basis.AWARD}
        return values if counted else {**values, "units": 1}


class SpendingForm(StoredForm):
    """What was spent in one school year."""

    amount = exact("Spent, in dollars", "The whole sum of that school year so far.", required=True)
