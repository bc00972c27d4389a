"""What people type about a team: topic, lead, places in rows. Without JavaScript; some rows wait empty."""

from collections.abc import Mapping
from itertools import zip_longest
from typing import Any

from django import forms

from waypost.plans.models import Activity, Plan, Team
from waypost.plans.queries.teams import places_of
from waypost.plans.rules.fields import LONGEST_TITLE
from waypost.plans.rules.teams import Place, TeamFields
from waypost.ui.forms import ModelChoice

EMPTY_ROWS = 2
MOST_PLACES = 30
LONGEST_NAME = 200
LONGEST_EXPERTISE = 500
#: The button that sends the form for more rows alone.
MORE = "more"


class Places(tuple[Place, ...]):
    """Rows as they were typed; as text, one below the other, so that two versions can be compared."""

    __slots__ = ()

    def __str__(self) -> str:
        return "\n".join(f"{place.name or 'Open'}: {place.expertise}" for place in self)


class PlacesInput(forms.Widget):
    """Expertise and name in each row, and a button for more rows."""

    template_name = "plans/places.html"
    use_fieldset = True

    def __init__(self) -> None:
        super().__init__()
        self.suggestions: list[str] = []
        self.is_next = False

    def value_from_datadict(self, data: Any, _files: Any, name: str) -> Places:
        expertise, names = data.getlist(f"{name}_expertise"), data.getlist(f"{name}_name")
        rows = [Place(what.strip(), who.strip()) for what, who in zip_longest(expertise, names, fillvalue="")]
        return Places(place for place in rows if place != Place())

    def value_omitted_from_data(self, data: Mapping[str, Any], _files: Any, name: str) -> bool:
        return f"{name}_name" not in data

    def id_for_label(self, id_: str) -> str:
        return f"{id_}_0"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, None, attrs)
        typed = value or Places()
        context["widget"] |= {
            "rows": (*typed, *(Place() for _ in range(EMPTY_ROWS))),
            "first_empty": len(typed) if self.is_next else None,
            "suggestions": self.suggestions,
        }
        return context


class PlacesField(forms.Field):
    """The places of a team; one with expertise and no name is open."""

    widget: PlacesInput

    def __init__(self) -> None:
        help_text = "Leave the name empty where the place is still open. An empty row is no place."
        super().__init__(label="Places in the team", help_text=help_text, required=False, widget=PlacesInput())

    def clean(self, value: Places) -> Places:
        if len(value) > MOST_PLACES:
            raise forms.ValidationError(f"Name at most {MOST_PLACES}: a small team decides faster.")
        if any(len(place.name) > LONGEST_NAME or len(place.expertise) > LONGEST_EXPERTISE for place in value):
            raise forms.ValidationError(
                f"Write at most {LONGEST_NAME} characters for a name and {LONGEST_EXPERTISE} for expertise."
            )
        return value


class TeamForm(forms.Form):
    """A team; asked for more rows it comes back as it was typed, and nothing is checked yet."""

    template_name = "plans/team_fields.html"

    topic = forms.CharField(
        label="Topic", max_length=LONGEST_TITLE, help_text="What the team takes care of: Assessors and reviews."
    )
    lead = forms.CharField(
        label="Lead",
        required=False,
        max_length=LONGEST_NAME,
        help_text="A name, or the email address of somebody who has a role here.",
    )
    members = PlacesField()

    def __init__(self, data: Any = None, *, suggestions: list[str], initial: dict[str, Any] | None = None) -> None:
        wants_more = bool(data and data.get(MORE))
        super().__init__(None if wants_more else data, initial=initial)
        widget = self.fields["members"].widget
        if isinstance(widget, PlacesInput):
            widget.suggestions, widget.is_next = suggestions, wants_more
        if wants_more:
            self.initial.update(
                {name: field.widget.value_from_datadict(data, None, name) for name, field in self.fields.items()}
            )

    def fields_of_team(self) -> TeamFields:
        return TeamFields(**{name: self.cleaned_data[name] for name in TeamForm.base_fields})

    @staticmethod
    def initial_of(team: Team) -> dict[str, Any]:
        members = team.members.select_related("person")
        return {"topic": team.topic, "lead": team.lead_said, "members": Places(places_of(members))}


class ActivityTeamForm(forms.Form):
    """Which team of the plan carries an activity out."""

    def __init__(self, data: Any = None, *, plan: Plan, initial: dict[str, Any]) -> None:
        super().__init__(data, initial=initial)
        self.fields["team"] = ModelChoice(
            plan.teams.all(), label="Team", to_field_name="uid", empty_label="No team", required=False
        )

    @staticmethod
    def initial_of(activity: Activity) -> dict[str, Any]:
        team = activity.team
        return {"team": team.uid if team and team.taken_out_at is None else ""}
