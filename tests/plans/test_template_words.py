"""What an organization calls the parts of its plans, and which sections it leaves out (PL11)."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.builders import BUILDER
from tests.plans.builders import Planned, plan_at
from tests.plans.test_indicators import browser_of
from waypost.common.models import AuditEntry
from waypost.people.models import Organization
from waypost.plans.actions.adoption import adopt_plan
from waypost.plans.actions.direction import write_procedure
from waypost.plans.actions.wording import word_template
from waypost.plans.forms.wording import HIDDEN, SHOWN
from waypost.plans.models import Plan, PlanWording
from waypost.plans.queries.template_words import words_above, words_for
from waypost.plans.rules.kinds import Stage
from waypost.plans.rules.template_words import SECTIONS, TEMPLATE, Wording, inside, words_from

#: Another word for each, which stands nowhere else.
OTHERS = {key: f"{letter}{key}-word" for letter, key in zip("QWZYKJXVU", TEMPLATE, strict=True)}


def test_the_nearest_word_holds_and_the_template_where_nobody_says_one() -> None:
    state = Wording({"objective": "Strategy", "activity": "Step"}, {"teams": False, "voices": False})
    school = Wording({"objective": "Move", "activity": ""}, {"teams": True})
    words = words_from([state, school])
    assert (words["objective"], words["activity"], words["teams"]) == ("Move", "Step", "Teams")
    assert words.hidden == frozenset({"voices"})


def test_what_the_template_does_not_know_is_left_aside() -> None:
    words = words_from([Wording({"goal": "Aim"}, {"indicators": False})])
    assert (words.said, words.hidden) == (TEMPLATE, frozenset())


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("Action step", "an action step"),
        ("Strategy", "a strategy"),
        ("KPI", "a KPI"),
        ("Unit", "a unit"),
        ("Use case", "a use case"),
        ("Objective", "an objective"),
    ],
)
def test_a_word_stands_inside_a_sentence(word: str, said: str) -> None:
    words = words_from([Wording({"objective": word}, {})])
    assert words.one("objective") == said
    assert words.inside["objective"] == inside(word)


pytestmark = pytest.mark.django_db


@pytest.fixture
def lead(planned: Planned) -> Client:
    return browser_of(planned.lead)


def reword(organization: Organization, words: dict[str, str], **sections: bool) -> None:
    version = PlanWording.objects.filter(organization=organization).values_list("version", flat=True).first() or 0
    word_template(by=BUILDER, organization=organization, started_from=version, words=words, sections=sections)


def text(client: Client, name: str, *arguments: object) -> str:
    answer = client.get(reverse(name, args=arguments))
    assert answer.status_code == 200
    return answer.content.decode()


def send(client: Client, organization: Organization, **data: Any) -> int:
    return client.post(reverse("plan_words", args=[organization.slug]), {"version": 0, **data}).status_code


def test_words_are_saved_for_the_branch_below(planned: Planned, lead: Client) -> None:
    district, school = planned.tree.district, planned.tree.cedar
    assert send(lead, district, objective=" Strategy ", **{"section-teams": HIDDEN}) == 302
    assert (words_for(district)["objective"], words_for(school)["objective"]) == ("Strategy", "Strategy")
    assert words_for(school).hidden == frozenset({"teams"})
    assert words_for(planned.tree.other_district)["objective"] == "Objective"
    assert send(lead, school, objective="Move", **{"section-teams": SHOWN}) == 302
    assert (words_for(school)["objective"], words_above(school)["objective"]) == ("Move", "Strategy")
    assert words_for(school).hidden == frozenset()
    row = AuditEntry.objects.filter(verb="reword template").earliest("pk")
    assert (row.actor, row.after) == (
        planned.lead.audit_id,
        {"words": {"objective": "Strategy"}, "sections": {"teams": False}},
    )
    assert "Left empty: Strategy." in text(lead, "plan_words", school.slug)


def test_an_empty_field_takes_the_word_from_above_again(planned: Planned, lead: Client) -> None:
    send(lead, planned.tree.district, objective="Strategy")
    send(lead, planned.tree.district, version=1)
    assert words_for(planned.tree.district)["objective"] == "Objective"


def test_every_word_changes_where_the_page_says_so(planned: Planned, lead: Client) -> None:
    plan, objective, activity = planned.plan, planned.objective, planned.activity
    adopt_plan(by=BUILDER, plan=plan, number=1)
    reword(planned.tree.district, OTHERS)
    page = text(lead, "plan", plan.uid)
    assert {key for key, word in OTHERS.items() if word not in page} == {"activities"}
    assert f"{OTHERS['objective']} 1</a>" in page
    assert f"Add {inside(OTHERS['objective'])}" in page
    shown = {
        "objective": text(lead, "plan_objective", objective.uid),
        "activity": text(lead, "plan_activity", activity.uid),
        "baseline": text(lead, "plan_baseline", plan.uid, 1),
        "add": text(lead, "plan_objective_add", plan.uid),
        "edit": text(lead, "plan_objective_edit", objective.uid),
        "add activity": text(lead, "plan_activity_add", plan.uid),
        "edit activity": text(lead, "plan_activity_edit", activity.uid),
        "align": text(lead, "plan_alignment_add", objective.uid),
    }
    said = {name: {key for key, word in OTHERS.items() if word in html} for name, html in shown.items()}
    assert said == {
        "objective": {"objective", "activity", "activities", "alignment"},
        "activity": {"objective"},
        "baseline": {"objective", "activity", "actions"},
        "add": {"objective"},
        "edit": {"objective"},
        "add activity": {"objective", "activity"},
        "edit activity": {"activity"},
        "align": set(),
    }
    assert f"Align {inside(OTHERS['objective'])} 1" in shown["align"]


def test_a_plan_whose_activities_are_folded_says_the_same_words(
    planned: Planned, lead: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("waypost.plans.queries.pages.MOST_LISTED", 0)
    reword(planned.tree.district, OTHERS)
    page = text(lead, "plan", planned.plan.uid)
    assert f"{OTHERS['objective']} 1</span>" in page
    assert f'scope="col">{OTHERS["activities"]}</th>' in page


def test_the_page_on_words_names_what_keeps_the_words_of_the_template(planned: Planned, lead: Client) -> None:
    page = text(lead, "plan_words", planned.tree.district.slug)
    assert "all files keep the words of the template" in page
    assert "one alone is always an indicator" in page


def test_the_template_reads_as_before_without_other_words(planned: Planned, lead: Client) -> None:
    assert "Add an objective</h1>" in text(lead, "plan_objective_add", planned.plan.uid)
    assert "Edit the activity</h1>" in text(lead, "plan_activity_edit", planned.activity.uid)


def test_a_section_is_left_out_only_while_it_is_empty(planned: Planned, lead: Client) -> None:
    reword(planned.tree.district, {}, **dict.fromkeys(SECTIONS, False))
    page = text(lead, "plan", planned.plan.uid)
    assert [key for key in SECTIONS if f'id="{key}"' in page or f'href="#{key}"' in page] == []
    assert 'id="alignment"' not in text(lead, "plan_objective", planned.objective.uid)
    write_procedure(by=BUILDER, plan=planned.plan, stage=Stage.INITIATE, started_from=0, text="We meet")
    page = text(lead, "plan", planned.plan.uid)
    assert [key for key in SECTIONS if f'id="{key}"' in page and f'href="#{key}"' in page] == ["procedures"]
    assert "it is shown because it holds something" in page


def test_two_people_who_change_words_at_once_see_both(planned: Planned, lead: Client) -> None:
    reword(planned.tree.district, {"objective": "Strategy"})
    answer = lead.post(reverse("plan_words", args=["cedar-valley"]), {"version": 0, "objective": "Move"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert 'value="Move"' in page
    assert "<li>Objective: Strategy</li>" in page
    assert words_for(planned.tree.district)["objective"] == "Strategy"


def test_a_word_that_is_too_long_is_kept_and_not_saved(planned: Planned, lead: Client) -> None:
    assert send(lead, planned.tree.district, objective="x" * 61) == 422
    assert PlanWording.objects.count() == 0


def test_a_stranger_changes_no_words(planned: Planned) -> None:
    assert send(browser_of(planned.stranger), planned.tree.district, objective="Mine") == 404
    assert PlanWording.objects.count() == 0


def test_a_plan_of_a_school_has_the_words_of_its_district(planned: Planned, lead: Client) -> None:
    reword(planned.tree.district, {"teams": "Work groups"})
    plan: Plan = plan_at(planned.tree.cedar)
    assert "Work groups" in text(lead, "plan", plan.uid)
