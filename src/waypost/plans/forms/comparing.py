"""What people choose or say about a plan's forms and about what leaves it."""

from typing import Any

from django import forms

from waypost.plans.forms.fields import long_text
from waypost.plans.queries.comparing import TODAY, ComparisonPage


class ComparisonForm(forms.Form):
    """Which two forms of a plan stand beside each other."""

    def __init__(self, page: ComparisonPage) -> None:
        after = str(page.after.number) if page.after else TODAY
        super().__init__(initial={"before": str(page.before.number), "after": after})
        numbers = [(str(baseline.number), str(baseline)) for baseline in page.baselines]
        self.fields["before"] = forms.ChoiceField(label="From", choices=numbers)
        self.fields["after"] = forms.ChoiceField(label="To", choices=[*numbers, (TODAY, "Today")])


class RemovalForm(forms.Form):
    """Why a part is taken out; an adopted plan wants to know."""

    def __init__(self, data: Any = None, *, is_adopted: bool) -> None:
        super().__init__(data)
        help_text = "One sentence. It stays in the plan's history, and the part can be put back at any time."
        self.fields["reason"] = long_text("Why is it taken out?", help_text, required=is_adopted, rows=2)
