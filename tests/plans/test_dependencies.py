"""What has to be done first: chosen in one plan, and never in a circle (PL5)."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import BUILDER
from tests.plans.builders import Planned, activity_of, plan_at
from waypost.common.conflicts import EditConflict
from waypost.common.models import AuditEntry
from waypost.plans.actions.dependencies import OtherPlan, WaitsForItself, set_needs
from waypost.plans.actions.objectives import add_objective
from waypost.plans.actions.removal import put_back, take_out
from waypost.plans.models import Activity, ActivityDependency
from waypost.plans.queries.activities import activity_page, others_in_plan
from waypost.plans.rules.dependencies import circle
from waypost.plans.rules.fields import ObjectiveFields

django_db = pytest.mark.django_db


def test_a_circle_is_found_and_named_from_where_it_starts() -> None:
    needs = {"a": ["b", "d"], "b": ["c"], "c": ["a"], "d": []}
    assert circle(needs, "a") == ("a", "b", "c")
    assert circle(needs, "b") == ("b", "c", "a")
    assert circle(needs, "d") == ()
    assert circle({"a": ["a"]}, "a") == ("a",)


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=30))
def test_a_way_back_is_found_exactly_where_there_is_one(pairs: list[tuple[int, int]]) -> None:
    needs: dict[str, list[str]] = {str(node): [] for node in range(10)}
    for before, after in pairs:
        needs[str(before)].append(str(after))
    way = circle(needs, "0")
    assert bool(way) == ("0" in reached(needs, "0"))
    assert all(after in needs[before] for before, after in zip(way, (*way[1:], *way[:1]), strict=True))


def reached(needs: dict[str, list[str]], start: str) -> set[str]:
    found: set[str] = set()
    ahead = list(needs[start])
    while ahead:
        node = ahead.pop()
        if node not in found:
            found.add(node)
            ahead += needs[node]
    return found


def chain(planned: Planned) -> tuple[Activity, Activity, Activity]:
    """Report needs survey, survey needs training."""
    survey = activity_of(planned.objective, "Survey all educators", date(2027, 2, 1))
    report = activity_of(planned.objective, "Report to the board", date(2027, 3, 1))
    set_needs(by=BUILDER, activity=survey, started_from=1, needed=[planned.activity])
    set_needs(by=BUILDER, activity=report, started_from=1, needed=[survey])
    return planned.activity, survey, report


@django_db
def test_a_circle_is_refused_with_its_names_and_nothing_changes(planned: Planned) -> None:
    train, _, report = chain(planned)
    entries = AuditEntry.objects.count()
    sentence = "“Train 12 assessors” → “Report to the board” → “Survey all educators” → “Train 12 assessors”. Leave one"
    with pytest.raises(WaitsForItself, match=sentence):
        set_needs(by=planned.lead, activity=train, started_from=1, needed=[report])
    assert (ActivityDependency.objects.count(), AuditEntry.objects.count()) == (2, entries)


@django_db
def test_what_it_needs_is_in_the_trail_and_can_be_taken_back(planned: Planned) -> None:
    train, survey, _ = chain(planned)
    set_needs(by=planned.lead, activity=survey, started_from=2, needed=[])
    row = AuditEntry.objects.filter(verb="set what it needs").latest("pk")
    assert (row.actor, row.before, row.after) == (
        planned.lead.audit_id,
        {"needs": ["Train 12 assessors"], "kept": {"needs": [train.uid]}},
        {"needs": [], "kept": {"needs": []}},
    )
    assert not train.needed_by.exists()


@django_db
def test_the_same_choice_again_changes_nothing(planned: Planned) -> None:
    train, survey, _ = chain(planned)
    entries = AuditEntry.objects.count()
    set_needs(by=planned.lead, activity=survey, started_from=2, needed=[train])
    assert (Activity.objects.get(pk=survey.pk).version, AuditEntry.objects.count()) == (2, entries)


@django_db
def test_another_activity_of_the_same_words_is_a_change(planned: Planned) -> None:
    _, survey, _ = chain(planned)
    twin = activity_of(planned.objective, "Train 12 assessors", date(2027, 1, 20))
    set_needs(by=planned.lead, activity=survey, started_from=2, needed=[twin])
    assert (list(survey.needs.all()), Activity.objects.get(pk=survey.pk).version) == ([twin], 3)
    after = {"needs": ["Train 12 assessors"], "kept": {"needs": [twin.uid]}}
    assert AuditEntry.objects.latest("pk").after == after


@django_db
def test_what_was_taken_out_stays_needed_and_closes_no_circle_when_it_comes_back(planned: Planned) -> None:
    train, survey, report = chain(planned)
    take_out(by=BUILDER, part=survey)
    with pytest.raises(WaitsForItself, match="“Survey all educators”"):
        set_needs(by=BUILDER, activity=train, started_from=1, needed=[report])
    set_needs(by=BUILDER, activity=report, started_from=2, needed=[train])
    put_back(by=BUILDER, part=survey)
    assert set(report.needs.all()) == {train, survey}


@django_db
def test_what_stands_in_an_objective_that_was_taken_out_is_neither_needed_nor_offered(planned: Planned) -> None:
    gone = add_objective(by=BUILDER, plan=planned.plan, fields=ObjectiveFields(text="Gone"))
    before, after = activity_of(gone, "Before", None), activity_of(gone, "After", None)
    set_needs(by=BUILDER, activity=planned.activity, started_from=1, needed=[before])
    set_needs(by=BUILDER, activity=after, started_from=1, needed=[planned.activity])
    take_out(by=BUILDER, part=gone)
    page = activity_page(planned.lead, planned.activity)
    assert (page.needs, page.needed_by, list(others_in_plan(planned.activity))) == ((), (), [])


@django_db
def test_an_older_version_and_another_plan_are_refused(planned: Planned) -> None:
    train, survey, _ = chain(planned)
    with pytest.raises(EditConflict):
        set_needs(by=planned.lead, activity=survey, started_from=1, needed=[train])
    other = add_objective(by=BUILDER, plan=plan_at(planned.tree.district), fields=ObjectiveFields(text="Another"))
    with pytest.raises(OtherPlan, match="Choose activities of the same plan"):
        set_needs(by=BUILDER, activity=train, started_from=1, needed=[activity_of(other, "Elsewhere", None)])


@django_db
def test_a_lead_chooses_what_it_needs_and_both_pages_show_it(planned: Planned, client: Client) -> None:
    survey = activity_of(planned.objective, "Survey all educators", date(2027, 2, 1))
    client.force_login(planned.lead)
    address = reverse("plan_activity_needs", args=[survey.uid])
    assert "Train 12 assessors" in client.get(address).content.decode()
    page = client.post(address, {"version": 1, "needed": [planned.activity.uid]}, follow=True).content.decode()
    assert page.index("Has to be done first") < page.index("Train 12 assessors</a>")
    needed = client.get(reverse("plan_activity", args=[planned.activity.uid])).content.decode()
    assert needed.index("Waits for this one") < needed.index("Survey all educators</a>")
    changes = client.get(reverse("plan_changes", args=[planned.plan.uid])).content.decode()
    assert "Changed what it needs" in changes
    assert "nothing → Train 12 assessors" in changes


@django_db
def test_a_circle_is_told_at_the_field_with_the_choice_kept(planned: Planned, client: Client) -> None:
    train, _, report = chain(planned)
    client.force_login(planned.lead)
    answer = client.post(reverse("plan_activity_needs", args=[train.uid]), {"version": 1, "needed": [report.uid]})
    assert answer.status_code == 422
    assert "These would wait for each other" in answer.content.decode()
    assert answer.context["form"]["needed"].value() == [report.uid]


@django_db
def test_two_choices_at_once_are_shown_side_by_side(planned: Planned, client: Client) -> None:
    train, survey, report = chain(planned)
    client.force_login(planned.lead)
    answer = client.post(reverse("plan_activity_needs", args=[report.uid]), {"version": 1, "needed": [train.uid]})
    texts = [(text.mine, text.theirs) for text in answer.context["conflicts"]]
    assert (answer.status_code, texts) == (409, [("Train 12 assessors", "Survey all educators")])
    assert list(report.needs.all()) == [survey]


@django_db
def test_a_stranger_neither_sees_nor_changes_what_it_needs(planned: Planned, client: Client) -> None:
    _, survey, _ = chain(planned)
    client.force_login(planned.stranger)
    address = reverse("plan_activity_needs", args=[survey.uid])
    assert client.get(address).status_code == 404
    assert client.post(address, {"version": 2, "needed": []}).status_code == 404
    assert survey.needs.count() == 1
