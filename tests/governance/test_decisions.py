"""The log of decisions: asked, decided with a reason, replaced, searched, shown where it changed something (FR2)."""

import io
from datetime import date
from typing import Any

import docx
import pytest
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse

from tests.builders import BUILDER, person
from tests.catalog.builders import sample_draft, sample_published
from tests.governance.committee_builders import (
    Steered,
    answer,
    build_steered,
    committee_at,
    decided,
    item_of,
    meeting_of,
    question_of,
)
from tests.plans.builders import activity_of, plan_at
from waypost.common.conflicts import EditConflict
from waypost.governance.actions.decisions import (
    DecidedAlready,
    IsReplaced,
    NotReplaceable,
    WrongDates,
    ask_question,
    decide,
    decide_at_item,
    edit_question,
    set_links,
)
from waypost.governance.actions.meetings import NewItem, add_items
from waypost.governance.models import Decision
from waypost.governance.queries.decisions import DecisionSearch, decisions, search_decisions, state_of
from waypost.governance.rules.decisions import DecisionState, QuestionFields
from waypost.people.models import Person
from waypost.people.rules import Role
from waypost.plans.actions.adoption import adopt_plan
from waypost.plans.actions.objectives import add_objective
from waypost.plans.models import Plan
from waypost.plans.rules.fields import ObjectiveFields

pytestmark = pytest.mark.django_db


@pytest.fixture
def steered() -> Steered:
    return build_steered()


def found(viewer: Person, **search: Any) -> list[str]:
    return [decision.question for decision in search_decisions(viewer, DecisionSearch(**search))]


def state_staff(steered: Steered) -> Person:
    return person("Marcus Bellamy", Role.STATE_STAFF, steered.tree.state)


def seen(client: Client, who: Person, name: str, *args: str) -> str:
    client.force_login(who)
    response = client.get(reverse(name, args=args))
    assert response.status_code == 200
    return str(response.content.decode())


def test_a_question_is_decided_with_options_reason_people_and_dates(steered: Steered, client: Client) -> None:
    asked = question_of(steered.committee, who="Luis Ferrer")
    assert (asked.person, asked.asked_on) == (steered.member, date(2027, 1, 14))
    decide(by=steered.member, decision=asked, started_from=1, fields=answer(consulted="Two teachers"))
    page = seen(client, steered.member, "decision", asked.uid)
    for words in ("A stipend for each award", "Two release days for each award.", "Time is what educators asked"):
        assert words in page
    for words in ("The committee by consensus", "Two teachers", "Decided on January 12, 2027"):
        assert words in page


def test_only_one_of_two_who_decide_at_once_is_saved(steered: Steered) -> None:
    asked = question_of(steered.committee)
    decide(by=steered.lead, decision=asked, started_from=1, fields=answer())
    with pytest.raises(EditConflict):
        decide(by=steered.member, decision=asked, started_from=1, fields=answer(decision="Something else"))
    with pytest.raises(EditConflict):
        edit_question(by=steered.member, decision=asked, started_from=1, fields=QuestionFields("Other"))
    assert Decision.objects.get().decision == "Two release days for each award."


def test_a_decision_and_a_new_wording_of_its_question_are_both_kept(steered: Steered, client: Client) -> None:
    item = item_of(steered.committee, "Time or awards?")
    item.decision = question_of(steered.committee)
    item.save(update_fields=["decision"])
    opened = {name: getattr(item.decision, name) for name in ("question", "options", "consulted")}
    reworded = QuestionFields("Do we pay for time?", item.decision.options, item.decision.consulted)
    edit_question(by=steered.lead, decision=item.decision, started_from=1, fields=reworded)
    told = {"decision": "Time.", "reason": "Asked for.", "decided_by": "All", "decided_on": "2027-01-12"}
    base = {f"base-{name}": text for name, text in opened.items()}
    client.force_login(steered.member)
    response = client.post(
        reverse("agenda_item_decide", args=[item.uid]), {**opened, **told, **base, "version": "1"}, follow=True
    )
    assert f"together with what {steered.lead.name} changed meanwhile: Question." in response.content.decode()
    made = Decision.objects.get()
    assert (made.question, made.decision) == ("Do we pay for time?", "Time.")


def test_an_open_question_that_changes_does_not_stop_who_decides_it(steered: Steered, client: Client) -> None:
    asked = question_of(steered.committee)
    client.force_login(steered.member)
    address = reverse("decision_decide", args=[asked.uid])
    form = client.get(address).context
    base = dict(form["base"])
    edit_question(by=steered.lead, decision=asked, started_from=1, fields=QuestionFields("Reworded?"))
    told = {"decision": "Time.", "reason": "Asked for.", "decided_by": "All", "decided_on": "2027-01-12"}
    typed = {**told, "consulted": "The association", "review_on": "", "version": str(form["version"]), **base}
    assert client.post(address, typed).status_code == 302
    made = Decision.objects.get()
    assert (made.question, made.decision, made.consulted) == ("Reworded?", "Time.", "")


def test_dates_must_make_sense(steered: Steered) -> None:
    asked = question_of(steered.committee)
    for wrong in ({"decided_on": date(2027, 1, 15)}, {"review_on": date(2027, 1, 12)}):
        with pytest.raises(WrongDates):
            decide(by=steered.lead, decision=asked, started_from=1, fields=answer(**wrong))
    asked.refresh_from_db()
    assert state_of(asked) is DecisionState.OPEN


def test_a_wrong_day_gets_one_sentence_by_its_field(steered: Steered, client: Client) -> None:
    asked = question_of(steered.committee)
    typed = {"decision": "Time.", "reason": "Asked for.", "decided_by": "All", "version": "1"}
    client.force_login(steered.lead)
    address = reverse("decision_decide", args=[asked.uid])
    ahead = client.post(address, {**typed, "decided_on": "2027-01-15"})
    early = client.post(address, {**typed, "decided_on": "2027-01-12", "review_on": "2027-01-12"})
    mistyped = client.post(address, {**typed, "decided_on": "0207-01-12"})
    assert [set(page.context["form"].errors) for page in (ahead, early, mistyped)] == [
        {"decided_on"},
        {"review_on"},
        {"decided_on"},
    ]
    assert [page.status_code for page in (ahead, early, mistyped)] == [422, 422, 422]


def test_a_newer_decision_replaces_an_earlier_one_that_keeps_its_words(steered: Steered, client: Client) -> None:
    old = decided(steered.committee)
    new = question_of(steered.committee, "Do we still pay for time?")
    decide(by=steered.lead, decision=new, started_from=1, fields=answer(decision="Both."), replaces=old)
    old.refresh_from_db()
    assert (old.superseded_by, old.decision) == (new, "Two release days for each award.")
    third = question_of(steered.committee, "A third?")
    with pytest.raises(NotReplaceable):
        decide(by=steered.lead, decision=third, started_from=1, fields=answer(), replaces=old)
    with pytest.raises(IsReplaced):
        decide(by=steered.lead, decision=old, started_from=old.version, fields=answer(decision="Rewritten."))
    assert "A newer decision holds in its place" in seen(client, steered.member, "decision", old.uid)
    assert "What it replaced" in seen(client, steered.member, "decision", new.uid)


def test_many_decisions_are_offered_short_and_found_by_their_words(
    steered: Steered, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("waypost.governance.queries.replacing.MOST_OFFERED", 2)
    old = decided(steered.committee, decided_on=date(2026, 10, 1))
    Decision.objects.filter(pk=old.pk).update(question="Where do we begin? " + "x" * 500)
    for _ in range(3):
        decided(steered.committee)
    asked = question_of(steered.committee, "A new one?")
    client.force_login(steered.lead)
    address = reverse("decision_decide", args=[asked.uid])
    first = client.get(address).context["form"]
    assert [label for _, label in first.fields["replaces"].choices[1:]] == [
        "Do we pay for time or for awards? (January 12, 2027)"
    ] * 2
    told = {"decision": "Kept words", "reason": "Asked for.", "decided_by": "All", "decided_on": "2027-01-12"}
    looked = client.post(address, {**told, "version": "1", "find": "where begin"})
    assert looked.status_code == 422
    ((uid, label),) = looked.context["form"].fields["replaces"].choices[1:]
    assert (uid, len(label)) == (old.uid, 90 + len(" (October 1, 2026)"))
    assert "Kept words" in looked.content.decode()
    nothing = client.post(address, {**told, "version": "1", "find": "nowhere"})
    assert "No decision that stands holds these words" in nothing.content.decode()
    assert client.post(address, {**told, "version": "1", "find": "where begin", "replaces": old.uid}).status_code == 302
    old.refresh_from_db()
    assert old.superseded_by == asked


def test_a_decision_replaces_none_of_another_organization(steered: Steered) -> None:
    elsewhere = decided(committee_at(steered.tree.other_district))
    asked = question_of(steered.committee)
    with pytest.raises(NotReplaceable):
        decide(by=steered.lead, decision=asked, started_from=1, fields=answer(), replaces=elsewhere)
    elsewhere.refresh_from_db()
    assert elsewhere.superseded_by is None


def test_the_database_keeps_no_decision_without_words(steered: Steered) -> None:
    asked = question_of(steered.committee)
    with pytest.raises(IntegrityError):
        Decision.objects.filter(pk=asked.pk).update(decided_on=date(2027, 1, 12))


def test_a_decision_is_recorded_under_an_agenda_item(steered: Steered, client: Client) -> None:
    item = item_of(steered.committee, "Time or awards?")
    client.force_login(steered.member)
    typed = {
        "question": "Do we pay for time or for awards?",
        "options": "",
        "decision": "Time.",
        "reason": "Asked for.",
        "decided_by": "All",
        "consulted": "",
        "decided_on": "2027-01-12",
        "review_on": "",
    }
    assert client.post(reverse("agenda_item_decide", args=[item.uid]), typed).status_code == 302
    made = Decision.objects.get()
    item.refresh_from_db()
    assert (item.decision, made.decision, made.reason) == (made, "Time.", "Asked for.")
    assert "Time or awards?" in seen(client, steered.member, "decision", made.uid)
    with pytest.raises(DecidedAlready):
        decide_at_item(by=steered.member, item=item, question=QuestionFields("Again?"), fields=answer())


def test_an_item_about_an_open_question_decides_that_one(steered: Steered) -> None:
    asked = question_of(steered.committee, "Which schools first?")
    meeting = meeting_of(steered.committee)
    (item,) = add_items(by=steered.lead, meeting=meeting, items=[NewItem("Schools", decision=asked)])
    same = QuestionFields("Which schools first?")
    with pytest.raises(EditConflict):
        decide_at_item(by=steered.lead, item=item, question=same, fields=answer())
    decide_at_item(by=steered.lead, item=item, started_from=1, question=same, fields=answer())
    assert [decision.pk for decision in Decision.objects.all()] == [asked.pk]
    assert state_of(Decision.objects.get()) is DecisionState.DECIDED


def test_a_decision_that_is_due_is_decided_anew_and_replaced(steered: Steered) -> None:
    due = decided(steered.committee, decided_on=date(2026, 10, 1), review_on=date(2027, 1, 10))
    meeting = meeting_of(steered.committee)
    (item,) = add_items(by=steered.lead, meeting=meeting, items=[NewItem("Again", decision=due)])
    new = decide_at_item(by=steered.lead, item=item, question=QuestionFields("Again?"), fields=answer())
    due.refresh_from_db()
    assert (due.superseded_by, state_of(due)) == (new, DecisionState.SUPERSEDED)


def test_the_log_is_searched_by_words_year_and_state(steered: Steered) -> None:
    old = decided(steered.committee)
    Decision.objects.filter(pk=old.pk).update(asked_on=date(2025, 5, 1), question="Where do we begin?")
    ask_question(by=BUILDER, committee=steered.committee, fields=QuestionFields("Which schools first?"))
    lead = steered.lead
    assert found(lead, words="SCHOOLS first") == ["Which schools first?"]
    assert found(lead, words="schools stipend") == []
    assert found(lead, words="stipend asked") == ["Where do we begin?"]
    assert found(lead, year=2025) == ["Where do we begin?"]
    assert found(lead, state=DecisionState.OPEN) == ["Which schools first?"]
    assert found(lead, state=DecisionState.DUE) == []
    Decision.objects.filter(pk=old.pk).update(review_on=date(2027, 1, 14))
    assert found(lead, state=DecisionState.DUE) == ["Where do we begin?"]
    assert found(lead, state=DecisionState.DECIDED) == []
    assert found(lead, state=DecisionState.SUPERSEDED) == []


def test_a_search_that_makes_no_sense_narrows_nothing(steered: Steered, client: Client) -> None:
    decided(steered.committee)
    client.force_login(steered.lead)
    page = client.get(reverse("decisions"), {"year": "abc", "state": "x", "page": "99"})
    assert page.status_code == 200
    assert "Do we pay for time or for awards?" in page.content.decode()


def test_state_staff_read_what_was_decided_and_nothing_that_is_open(steered: Steered, client: Client) -> None:
    made, asked = decided(steered.committee), question_of(steered.committee, "Still open?")
    staff = state_staff(steered)
    assert list(decisions(staff)) == [made]
    client.force_login(staff)
    assert client.get(reverse("decision", args=[asked.uid])).status_code == 404
    page = seen(client, staff, "decision", made.uid)
    assert reverse("committee", args=[steered.committee.uid]) not in page
    assert reverse("decision_decide", args=[made.uid]) not in page
    assert list(decisions(steered.stranger)) == []


def linked_plan(steered: Steered) -> tuple[Plan, Decision]:
    """An adopted plan, and a decision that changed it, its objective and an activity."""
    plan = plan_at(steered.tree.district)
    objective = add_objective(by=BUILDER, plan=plan, fields=ObjectiveFields(text="Run a pilot"))
    activity = activity_of(objective, "Train 12 assessors", date(2027, 2, 8))
    adopt_plan(by=BUILDER, plan=plan, number=1)
    made = decided(steered.committee)
    credential = sample_published(steered.tree.district).micro_credential
    set_links(by=steered.lead, decision=made, started_from=2, linked=[plan, objective, activity, credential])
    return plan, made


def test_what_it_changed_shows_the_decision_on_its_own_page(steered: Steered, client: Client) -> None:
    plan, made = linked_plan(steered)
    objective = plan.objectives.get()
    address = f'href="{reverse("decision", args=[made.uid])}"'
    assert address in seen(client, steered.member, "plan", plan.uid)
    assert address in seen(client, steered.member, "plan_objective", objective.uid)
    assert address in seen(client, steered.member, "plan_activity", objective.activities.get().uid)
    page = seen(client, steered.member, "decision", made.uid)
    assert reverse("plan_objective", args=[objective.uid]) in page


def test_a_public_page_tells_nobody_of_a_decision(steered: Steered, client: Client) -> None:
    _, made = linked_plan(steered)
    credential = made.links.get(micro_credential__isnull=False).micro_credential
    assert credential is not None
    address = reverse("micro_credential", args=[credential.slug])
    words = "Two release days for each award."
    assert words not in client.get(address).content.decode()
    client.force_login(steered.stranger)
    assert words not in client.get(address).content.decode()
    client.force_login(steered.member)
    assert words in client.get(address).content.decode()


def test_links_are_chosen_by_ticking_and_what_one_may_not_see_stays(steered: Steered, client: Client) -> None:
    plan, made = linked_plan(steered)
    hidden = plan_at(steered.tree.district)  # a draft, which members do not see
    made.refresh_from_db()
    kept = [getattr(link, link.kind) for link in made.links.all()]
    set_links(by=steered.lead, decision=made, started_from=made.version, linked=[*kept, hidden])
    client.force_login(steered.member)
    made.refresh_from_db()
    typed = {"linked": [f"plan:{plan.uid}"], "version": str(made.version)}
    assert client.post(reverse("decision_links", args=[made.uid]), typed).status_code == 302
    assert {link.plan for link in made.links.all()} == {plan, hidden}
    stale = client.post(reverse("decision_links", args=[made.uid]), {"linked": [], "version": "1"})
    assert stale.status_code == 409
    assert made.links.count() == 2


def test_what_one_may_not_read_is_named_in_neutral_words(steered: Steered, client: Client) -> None:
    draft = plan_at(steered.tree.district)
    objective = add_objective(by=BUILDER, plan=draft, fields=ObjectiveFields(text="Close two schools"))
    activity = activity_of(objective, "Tell nobody yet", None)
    unpublished = sample_draft(steered.tree.district).micro_credential
    made = decided(steered.committee)
    set_links(by=steered.lead, decision=made, started_from=2, linked=[draft, objective, activity, unpublished])
    assert "1. Close two schools" in seen(client, steered.lead, "decision", made.uid)
    page = seen(client, steered.member, "decision", made.uid)
    for said in (*log_words(client, steered.member), page):
        for secret in (draft.title, "Close two schools", "Tell nobody yet", unpublished.slug):
            assert secret not in said
    unseen = ["A plan", "An objective of a plan", "An activity of a plan"]
    lines = [f"{what} that you do not see" for what in unseen] + ["A micro-credential that is not in the catalog"]
    words = log_words(client, steered.member)
    begins = words.index(f"What it changed: {lines[0]}")
    assert words[begins + 1 : begins + 4] == lines[1:]
    for line in lines:
        assert line in page


def log_words(client: Client, who: Person) -> list[str]:
    """The paragraphs of the log as a Word file."""
    client.force_login(who)
    word = client.get(reverse("decision_log_file", args=["docx"])).content
    return [part.text for part in docx.Document(io.BytesIO(word)).paragraphs]
