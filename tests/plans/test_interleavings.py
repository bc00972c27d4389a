"""Two people edit one objective at once, in every order that chance gives: no text that anybody typed is lost (PL7)."""

import re
from dataclasses import dataclass, field, replace
from decimal import Decimal
from html import unescape
from random import Random
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.builders import person
from tests.plans.builders import Planned
from waypost.common.models import AuditEntry
from waypost.people.rules import Role
from waypost.plans.actions.activities import record_progress
from waypost.plans.actions.indicators import edit_indicator
from waypost.plans.actions.objectives import edit_objective
from waypost.plans.models import Activity, Indicator, Objective
from waypost.plans.rules.fields import IndicatorFields, ObjectiveFields
from waypost.ui.editing import BASE, as_text

pytestmark = pytest.mark.django_db

FIELDS = ("text", "source", "evidence_base", "policy_change_note")
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')
INTERLEAVINGS = 100
#: Tests that share them, so that all cores have some.
SHARES = 10
STEPS = 8


@dataclass
class Editor:
    """Somebody with the form open. `shown` holds every page that answered a save."""

    client: Client
    name: str
    address: str
    form: dict[str, str] = field(default_factory=dict)
    typed: list[str] = field(default_factory=list)
    shown: list[str] = field(default_factory=list)

    def load(self) -> None:
        self._take(self.client.get(self.address))

    def type_and_save(self, random: Random) -> None:
        for name in random.sample(FIELDS, random.randint(1, 2)):
            self.form[name] = f"{self.name} {name} {len(self.typed)} of {random.random()}"
            self.typed.append(self.form[name])
        answer = self.client.post(self.address, self.form)
        self.shown.append(answer.content.decode())
        self._after(answer)

    def _after(self, answer: Any) -> None:
        if answer.status_code == 302:
            self.load()
        else:
            self._take(answer)

    def _take(self, page: Any) -> None:
        context = page.context
        self.form = {name: context["form"][name].value() or "" for name in FIELDS}
        self.form |= {"version": str(context["version"]), **dict(context["base"])}


def lost_texts(objective: Objective, lead: Client, second: Client, seed: int) -> list[str]:
    """What was typed and stands neither in the objective, nor in its history, nor on a page that asked what to keep."""
    random = Random(seed)  # noqa: S311  # not used for security
    address = reverse("plan_objective_edit", args=[objective.uid])
    editors = [Editor(lead, f"A{seed}", address), Editor(second, f"B{seed}", address)]
    for editor in editors:
        editor.load()
    for _ in range(STEPS):
        random.choice(editors).type_and_save(random)
    trail = str(list(AuditEntry.objects.filter(subject_uid=objective.uid).values_list("after", flat=True)))
    return [text for each in editors for text in each.typed if text not in trail and text not in "".join(each.shown)]


@pytest.mark.once
@pytest.mark.parametrize("share", range(SHARES))
def test_nothing_that_anybody_typed_is_lost(planned: Planned, share: int) -> None:
    clients = [Client(), Client()]
    clients[0].force_login(planned.lead)
    clients[1].force_login(person("Second Lead", Role.PROGRAM_LEAD, planned.tree.district))
    orders = range(share, INTERLEAVINGS, SHARES)
    lost = [lost_texts(planned.objective, clients[0], clients[1], seed) for seed in orders]
    assert lost == [[] for _ in orders]


def test_changes_of_different_fields_are_saved_together(planned: Planned, client: Client) -> None:
    client.force_login(planned.lead)
    address = reverse("plan_objective_edit", args=[planned.objective.uid])
    opened = client.get(address)
    theirs = ObjectiveFields(text=planned.objective.text, source="A meta-analysis")
    edit_objective(
        by=person("Second Lead", Role.PROGRAM_LEAD, planned.tree.district),
        objective=planned.objective,
        started_from=1,
        fields=theirs,
    )
    mine = {"text": "Run a pilot with 9 schools", "version": "1", **dict(opened.context["base"])}
    page = client.post(address, mine, follow=True).content.decode()
    saved = Objective.objects.get()
    assert (saved.text, saved.source) == ("Run a pilot with 9 schools", "A meta-analysis")
    assert "Saved, together with what Second Lead changed meanwhile: Source of the strategy." in page


def test_what_another_form_changed_meanwhile_is_no_conflict(planned: Planned, client: Client) -> None:
    client.force_login(planned.lead)
    address = reverse("plan_activity_edit", args=[planned.activity.uid])
    opened = client.get(address)
    typed = posted_as_shown(opened) | {"text": "Train 15 assessors"}
    record_progress(by=planned.stranger, activity=planned.activity, started_from=1, progress=40)
    answer = client.post(address, typed)
    saved = Activity.objects.get()
    assert (answer.status_code, saved.text, saved.progress) == (302, "Train 15 assessors", 40)


def test_what_the_action_refuses_after_a_colleague_saved_is_said_by_the_field(planned: Planned, client: Client) -> None:
    fields = IndicatorFields(term="short", text="Schools", target=Decimal(40))
    edit_indicator(by=planned.lead, indicator=planned.indicator, started_from=1, fields=fields)
    client.force_login(planned.lead)
    address = reverse("plan_indicator_edit", args=[planned.indicator.uid])
    typed = posted_as_shown(client.get(address)) | {"target": "70", "reason": ""}
    theirs = replace(fields, data_source="A short survey")
    edit_indicator(by=planned.stranger, indicator=planned.indicator, started_from=2, fields=theirs)
    answer = client.post(address, typed)
    assert (answer.status_code, answer.context["form"]["target"].value()) == (422, "70")
    assert "one sentence is enough" in answer.content.decode()


def test_values_that_do_not_go_together_are_not_saved_together(planned: Planned, client: Client) -> None:
    fields = IndicatorFields(
        term="short", text="Hours", direction="within a range", target_from=Decimal(10), target=Decimal(60)
    )
    edit_indicator(by=planned.lead, indicator=planned.indicator, started_from=1, fields=fields)
    client.force_login(planned.lead)
    address = reverse("plan_indicator_edit", args=[planned.indicator.uid])
    typed = posted_as_shown(client.get(address)) | {"target_from": "40", "reason": "More is needed"}
    theirs = replace(fields, target=Decimal(30))
    edit_indicator(by=planned.stranger, indicator=planned.indicator, started_from=2, fields=theirs, reason="Less")
    assert client.post(address, typed).status_code == 409
    assert Indicator.objects.get().target_from == Decimal(10)


def posted_as_shown(page: Any) -> dict[str, str]:
    """What a browser sends back where nobody typed anything."""
    found = HIDDEN.findall(page.content.decode())
    shown = {bound.html_name: as_text(bound.value()) for bound in page.context["form"]}
    return {**shown, **{name: unescape(value) for name, value in found}}


def test_the_same_field_changed_twice_is_for_people_to_settle(planned: Planned, client: Client) -> None:
    client.force_login(planned.lead)
    address = reverse("plan_objective_edit", args=[planned.objective.uid])
    base = dict(client.get(address).context["base"])
    edit_objective(
        by=planned.stranger, objective=planned.objective, started_from=1, fields=ObjectiveFields(text="Theirs")
    )
    answer = client.post(address, {"text": "Mine", "version": "1", **base})
    assert (answer.status_code, Objective.objects.get().text) == (409, "Theirs")
    assert dict(answer.context["base"])[f"{BASE}text"] == "Theirs"
