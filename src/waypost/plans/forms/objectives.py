"""What people type about an objective."""

from typing import Any

from django import forms

from waypost.plans.forms.fields import as_lines, lines_of, long_text
from waypost.plans.models import Objective
from waypost.plans.rules.fields import ObjectiveFields
from waypost.plans.rules.kinds import EvidenceTier, choices

UNSAID, YES, NO = "", "yes", "no"
POLICY_CHOICES = [(UNSAID, "Not said yet"), (YES, "Yes"), (NO, "No")]
OF_THE_OBJECTIVE = ("text", "products")


class ObjectiveForm(forms.Form):
    """An objective, what comes out of it, and the background on its strategy."""

    text = long_text("Objective", "Who does or gets what, how much, from where, and by when.", required=True)
    products = long_text("Products or outcomes", "What will be there at the end; one on each line.")
    strategy_type = long_text("Type of strategy", "For example: coaching, policy, team learning, a pilot.", rows=2)
    source = long_text("Source of the strategy", "Where the idea comes from.", rows=2)
    evidence_base = long_text("Evidence base", "What shows that it works.", rows=2)
    evidence_tier = forms.ChoiceField(
        label="Tier of evidence",
        choices=[("", "Not said"), *choices(EvidenceTier)],
        required=False,
        help_text="By the federal tiers (ESSA); leave it open where you do not know the study.",
    )
    policy_change = forms.ChoiceField(
        label="Does it change a policy?", choices=POLICY_CHOICES, required=False, widget=forms.RadioSelect
    )
    policy_change_note = long_text("Which policy", rows=2)

    @property
    def background(self) -> list[forms.BoundField]:
        """The fields about the strategy."""
        return [bound for bound in self if bound.name not in OF_THE_OBJECTIVE]

    @property
    def products_typed(self) -> tuple[str, ...]:
        """As they stand in the form, saved or not."""
        return lines_of(str(self["products"].value() or ""))

    def fields_of_objective(self) -> ObjectiveFields:
        values = dict(self.cleaned_data)
        said, products = values.pop("policy_change"), lines_of(values.pop("products"))
        return ObjectiveFields(policy_change=None if said == UNSAID else said == YES, products=products, **values)

    @staticmethod
    def initial_of(objective: Objective) -> dict[str, Any]:
        said = {None: UNSAID, True: YES, False: NO}[objective.policy_change]
        names = ("text", "strategy_type", "source", "evidence_base", "evidence_tier", "policy_change_note")
        products = as_lines(product.text for product in objective.products.all())
        return {"policy_change": said, "products": products, **{name: getattr(objective, name) for name in names}}
