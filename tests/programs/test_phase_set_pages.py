"""An organization's own sets of phases in the browser: made, changed row by row, and by two people at once."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.builders import BUILDER
from tests.programs.builders import Programmed, build_programmed
from tests.programs.phased import SMALL
from tests.two_editors import browser_of
from waypost.programs.actions.phase_sets import edit_phase, make_phase_set, rename_phase_set
from waypost.programs.models import PhaseSet
from waypost.programs.rules.phase_sets import OutcomeWords

pytestmark = pytest.mark.django_db


@pytest.fixture
def programmed(db: None) -> Programmed:
    return build_programmed()


@pytest.fixture
def lead(programmed: Programmed) -> Client:
    return browser_of(programmed.lead)


def read(client: Client, name: str, *args: object) -> str:
    return client.get(reverse(name, args=args)).content.decode()


def own_set(programmed: Programmed) -> PhaseSet:
    return make_phase_set(by=programmed.lead, organization=programmed.tree.district, name="Ours", like=SMALL)


def test_a_lead_makes_a_set_and_changes_names_order_outcomes_and_questions(
    programmed: Programmed, lead: Client
) -> None:
    typed = {"name": "Our way", "organization": programmed.tree.district.pk, "like": "six"}
    lead.post(reverse("phase_set_new"), typed)
    made = PhaseSet.objects.get()
    assert [phase.name for phase in made.words.standing][:2] == ["Exploration", "Planning"]
    lead.post(reverse("phase_set_move", args=[made.uid, "exploration", "down"]))
    words = {
        "version": 2,
        "name": "Look around",
        "short_name": "Look",
        "purpose": "",
        "outcomes_label": ["Map", ""],
        "outcomes_hint": ["Who cares.", ""],
        "outcomes_group": ["engagement", "engagement"],
        "outcomes_key": ["governance.stakeholder_map", ""],
        "questions": "Who?\n\nWhy now?",
    }
    lead.post(reverse("phase_set_phase", args=[made.uid, "exploration"]), words)
    made.refresh_from_db()
    second = made.words.standing[1]
    assert (second.name, second.questions, len(second.outcomes)) == ("Look around", ("Who?", "Why now?"), 1)
    page = read(lead, "phase_set", made.uid)
    assert "Look around" in page
    assert "Why now?" in page


def test_more_rows_for_outcomes_keep_what_was_typed(programmed: Programmed, lead: Client) -> None:
    made = own_set(programmed)
    typed = {"version": 1, "name": "Begin", "short_name": "", "outcomes_label": "Newsletter", "more": "outcomes"}
    answer = lead.post(reverse("phase_set_phase", args=[made.uid, "begin"]), typed)
    shown = answer.content.decode()
    assert answer.status_code == 200
    assert 'value="Newsletter"' in shown
    assert shown.count('name="outcomes_label"') == 3


def test_a_source_that_is_not_installed_stays_when_a_phase_is_changed(programmed: Programmed, lead: Client) -> None:
    made = own_set(programmed)
    page = read(lead, "phase_set_phase", made.uid, "begin")
    assert '<option value="nobody.knows_it" selected>' not in page
    words = OutcomeWords("Map", key="nobody.knows_it")
    edit_phase(by=BUILDER, phase_set=made, key="begin", started_from=1, outcomes=(words,))
    assert '<option value="nobody.knows_it" selected>' in read(lead, "phase_set_phase", made.uid, "begin")


def test_a_phase_leaves_a_set_and_comes_back_and_the_last_one_stays(programmed: Programmed, lead: Client) -> None:
    made = own_set(programmed)
    lead.post(reverse("phase_set_take_out", args=[made.uid, "begin"]))
    answer = lead.post(reverse("phase_set_take_out", args=[made.uid, "keep"]), follow=True)
    assert "A set keeps at least one phase" in answer.content.decode()
    lead.post(reverse("phase_set_put_back", args=[made.uid, "begin"]))
    made.refresh_from_db()
    assert [phase.key for phase in made.words.standing] == ["keep", "begin"]


def test_two_who_change_a_set_at_once_see_both_texts(programmed: Programmed, lead: Client) -> None:
    made = own_set(programmed)
    rename_phase_set(by=BUILDER, phase_set=made, started_from=1, name="Saved first")
    answer = lead.post(reverse("phase_set_rename", args=[made.uid]), {"version": 1, "name": "Typed meanwhile"})
    shown = answer.content.decode()
    assert answer.status_code == 409
    assert "Saved first" in shown
    assert "Typed meanwhile" in shown
