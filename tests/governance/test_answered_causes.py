"""A decision of the log takes a cause up: chosen, shown on both pages and in the document, kept when replaced (FR2)."""

import io

import docx
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.builders import BUILDER, person
from tests.governance.committee_builders import (
    Steered,
    answer,
    build_steered,
    committee_at,
    decided,
    question_of,
)
from tests.governance.reflecting import cause_of, initiative_at, why
from waypost.common.models import AuditEntry
from waypost.governance.actions.decisions import decide
from waypost.governance.actions.initiatives import NotInThisLog, add_cause, edit_cause
from waypost.governance.actions.reflection import put_back, take_out
from waypost.governance.models import Cause, Decision, Initiative
from waypost.governance.queries.answered_causes import answered_causes
from waypost.governance.queries.initiatives import decisions_to_offer, initiative_page
from waypost.people.rules import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def steered() -> Steered:
    return build_steered()


@pytest.fixture
def tried(steered: Steered) -> Initiative:
    return initiative_at(steered.tree.district)


def root_of(tried: Initiative, decision: Decision | None = None, below: Cause | None = None) -> Cause:
    fields = why("Days were planned too early", is_root=True)
    return add_cause(by=BUILDER, initiative=tried, below=below, fields=fields, decision=decision)


def titles(steered: Steered, decision: Decision) -> list[str]:
    return [each.title for each in answered_causes(steered.member, [decision]).get(decision.pk, ())]


def test_a_root_that_a_decision_takes_up_is_open_no_more_and_leaves_a_row(steered: Steered, tried: Initiative) -> None:
    root, made = root_of(tried), decided(steered.committee)
    assert [str(twig.item) for twig in initiative_page(steered.lead, tried).open_roots] == [root.text]
    fields = why(root.text, is_root=True)
    edit_cause(by=steered.member, cause=root, started_from=1, below=None, fields=fields, decision=made)
    assert initiative_page(steered.lead, tried).open_roots == []
    row = AuditEntry.objects.get(subject_uid=root.uid, verb="edit cause")
    assert (row.before, row.after) == ({"decision_id": None}, {"decision_id": made.pk})


@pytest.mark.parametrize("whose", ["another organization's", "nobody decided it"])
def test_only_a_decision_of_the_same_log_takes_a_cause_up(steered: Steered, tried: Initiative, whose: str) -> None:
    wrong = {
        "another organization's": lambda: decided(committee_at(steered.tree.other_district)),
        "nobody decided it": lambda: question_of(steered.committee),
    }[whose]()
    root = root_of(tried)
    with pytest.raises(NotInThisLog):
        edit_cause(by=steered.member, cause=root, started_from=1, below=None, fields=why("New"), decision=wrong)
    root.refresh_from_db()
    assert (root.text, root.decision, root.version) == ("Days were planned too early", None, 1)
    assert wrong not in decisions_to_offer(steered.lead, tried.organization)


def test_a_member_chooses_it_in_the_form_and_both_pages_lead_to_each_other(
    steered: Steered, tried: Initiative, client: Client
) -> None:
    root, made = root_of(tried), decided(steered.committee)
    client.force_login(steered.member)
    address = reverse("reflect_cause_edit", args=[root.uid])
    assert "Two release days for each award. (January 12, 2027)" in client.get(address).content.decode()
    typed = {"text": root.text, "kind": "time", "is_root": "on", "decision": made.uid, "version": "1"}
    assert client.post(address, typed).status_code == 302
    page = client.get(reverse("reflect_initiative", args=[tried.uid])).content.decode()
    assert f'<a href="{reverse("decision", args=[made.uid])}">Two release days for each award.</a>' in page
    page = client.get(reverse("decision", args=[made.uid])).content.decode()
    assert "What it answers" in page
    assert f"{reverse('reflect_initiative', args=[tried.uid])}#cause-{root.uid}" in page
    assert "Root cause of Coaching cycles" in page


def test_what_cannot_be_chosen_gets_a_sentence_and_keeps_what_was_typed(
    steered: Steered, tried: Initiative, client: Client
) -> None:
    elsewhere = decided(committee_at(steered.tree.other_district))
    client.force_login(steered.member)
    typed = {"text": "Typed words", "kind": "time", "decision": elsewhere.uid}
    response = client.post(reverse("reflect_cause_add", args=[tried.uid]), typed)
    assert (response.status_code, 'value="Typed words"' in response.content.decode()) == (422, True)
    assert set(response.context["form"].errors) == {"decision"}
    assert not Cause.objects.exists()


def test_words_of_a_decision_outside_the_log_stay_readable(steered: Steered, tried: Initiative, client: Client) -> None:
    cause = cause_of(tried, taken_up_in="Two release days, October 12", is_root=True)
    client.force_login(steered.member)
    words = "Taken up in the decision: Two release days, October 12"
    assert words in client.get(reverse("reflect_initiative", args=[tried.uid])).content.decode()
    form = client.get(reverse("reflect_cause_edit", args=[cause.uid])).content.decode()
    assert 'value="Two release days, October 12"' in form
    assert initiative_page(steered.lead, tried).open_roots == []


def test_a_decision_that_was_replaced_stays_chosen_and_is_said_to_be(
    steered: Steered, tried: Initiative, client: Client
) -> None:
    old = decided(steered.committee)
    root = root_of(tried, old)
    new = question_of(steered.committee, "Again?")
    decide(by=steered.lead, decision=new, started_from=1, fields=answer(decision="Both."), replaces=old)
    assert list(decisions_to_offer(steered.lead, tried.organization)) == [new]
    assert set(decisions_to_offer(steered.lead, tried.organization, root)) == {old, new}
    client.force_login(steered.member)
    page = client.get(reverse("reflect_initiative", args=[tried.uid])).content.decode()
    assert "Two release days for each award.</a>, which a newer one replaced" in page
    typed = {"text": "Reworded", "kind": "time", "decision": old.uid, "version": "1"}
    assert client.post(reverse("reflect_cause_edit", args=[root.uid]), typed).status_code == 302
    root.refresh_from_db()
    assert (root.text, root.decision) == ("Reworded", old)


def test_what_was_taken_out_with_its_branch_answers_nothing_until_it_is_back(
    steered: Steered, tried: Initiative
) -> None:
    made = decided(steered.committee)
    top = cause_of(tried, "No release days")
    root_of(tried, made, below=top)
    assert titles(steered, made) == ["Days were planned too early"]
    for part in (top, tried):
        take_out(by=steered.lead, part=part)
        assert titles(steered, made) == []
        put_back(by=steered.lead, part=part)
    assert titles(steered, made) == ["Days were planned too early"]


def test_the_state_reads_both_and_a_stranger_neither(steered: Steered, tried: Initiative, client: Client) -> None:
    made = decided(steered.committee)
    root = root_of(tried, made)
    client.force_login(person("Marcus Bellamy", Role.STATE_STAFF, steered.tree.state))
    assert root.text in client.get(reverse("decision", args=[made.uid])).content.decode()
    address = reverse("reflect_initiative", args=[tried.uid])
    assert reverse("decision", args=[made.uid]) in client.get(address).content.decode()
    client.force_login(steered.stranger)
    assert client.get(address).status_code == 404
    assert client.get(reverse("reflect_cause_edit", args=[root.uid])).status_code == 404
    assert answered_causes(steered.stranger, [made]) == {}


def test_the_document_of_the_log_says_what_a_decision_answers(
    steered: Steered, tried: Initiative, client: Client
) -> None:
    root_of(tried, decided(steered.committee))
    client.force_login(steered.lead)
    word = client.get(reverse("decision_log_file", args=["docx"])).content
    text = "\n".join(part.text for part in docx.Document(io.BytesIO(word)).paragraphs)
    assert "Days were planned too early (Root cause of Coaching cycles)" in text


def test_many_causes_ask_no_more_than_one(steered: Steered, tried: Initiative, client: Client) -> None:
    made = decided(steered.committee)
    root_of(tried, made)
    client.force_login(steered.lead)
    addresses = [reverse("decision", args=[made.uid]), reverse("reflect_initiative", args=[tried.uid])]
    few = [asked(client, address) for address in addresses]
    for _ in range(4):
        root_of(initiative_at(steered.tree.district), made)
        root_of(tried, made)
    assert [asked(client, address) for address in addresses] == few
    assert few <= [18, 15]


def asked(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)
