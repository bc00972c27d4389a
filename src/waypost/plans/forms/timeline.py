"""What somebody asks a plan's timeline for; all of it stands in the address."""

from collections.abc import Iterable
from typing import Any

from django import forms

from waypost.plans.forms.fields import day
from waypost.plans.forms.suggestions import SuggestedText
from waypost.plans.models import Baseline
from waypost.plans.queries.timeline import Offer
from waypost.plans.rules.timeline import GROUPINGS, STATES, Choice, Grouping

#: Names of leads that a browser offers; any words may be typed.
MOST_OFFERED = 100
NO_BASELINE = "none"


class TimelineForm(forms.Form):
    """`offer` says what the plan has. What is not asked for is left as it is."""

    def __init__(self, data: Any, offer: Offer) -> None:
        super().__init__(data)
        self._offer = offer
        numbers = [(str(row.number), f"Baseline {row.number}") for row in offer.baselines]
        teams = [(team.uid, team.topic) for team in offer.teams]
        lead = SuggestedText(offer.leads[:MOST_OFFERED])
        self.fields |= {
            "group": _choice("Group by", GROUPINGS.items()),
            "baseline": _choice("Baseline", [("", "Latest"), *numbers, (NO_BASELINE, "None")]),
            "team": _choice("Team", [("", "All"), *teams]),
            "lead": forms.CharField(label="Lead", required=False, max_length=200, widget=lead),
            "state": _choice("State", [("", "All"), *STATES.items()]),
            "first": day("From"),
            "last": day("Until"),
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and last and last <= first:
            self.add_error("last", "Until is not after From: choose a later day.")
        return cleaned

    @property
    def choice(self) -> Choice:
        """What is asked for and can be meant; the rest narrows nothing."""
        asked = self.cleaned_data
        teams = {team.uid: team.pk for team in self._offer.teams}
        return Choice(
            grouping=Grouping(asked.get("group") or Grouping.OBJECTIVE),
            team_id=teams.get(asked.get("team", "")),
            lead=asked.get("lead", ""),
            state=asked.get("state", ""),
            first_on=asked.get("first"),
            last_on=asked.get("last"),
        )

    @property
    def chosen_baseline(self) -> Baseline | None:
        """The one with the number, or the latest; None where nothing was adopted or none is wanted."""
        number = self.cleaned_data.get("baseline", "")
        found = {str(row.number): row for row in self._offer.baselines}
        latest = self._offer.baselines[0] if self._offer.baselines else None
        return None if number == NO_BASELINE else found.get(number, latest)


def _choice(label: str, choices: Iterable[tuple[str, str]]) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, required=False, choices=list(choices))
