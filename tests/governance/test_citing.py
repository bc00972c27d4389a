"""What was weighed for a decision: chosen from the library, shown, exported, said where it is used (ST7)."""

import io

import docx
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.builders import BUILDER
from tests.governance.committee_builders import Steered, answer, build_steered, decided, question_of
from tests.library.builders import study_at
from waypost.governance.actions.decisions import decide
from waypost.governance.models import DecisionCitation
from waypost.governance.queries.decisions import DecisionSearch
from waypost.governance.queries.exporting import log_document
from waypost.library.actions import ItemInUse, cite, share_item, take_out_item
from waypost.library.rules import Audience
from waypost.library.uses import uses_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def steered(db: None) -> Steered:
    return build_steered()


def test_a_member_cites_a_study_for_a_decision_and_takes_it_out(steered: Steered, client: Client) -> None:
    item = study_at(steered.tree.district)
    decision = decided(steered.committee)
    page, study = reverse("decision", args=[decision.uid]), reverse("library_item", args=[item.uid])
    client.force_login(steered.member)
    sent = client.post(reverse("decision_cite", args=[decision.uid]), {"item": item.uid, "note": "Same size"})
    assert sent.headers["Location"] == f"{page}#research"
    shown = client.get(page).content.decode()
    assert f'<a href="{study}">Coaching in pairs</a>' in shown
    assert ("strong evidence" in shown, "Why here: Same size" in shown, "cited research" in shown) == (True,) * 3
    assert f'href="{page}#research"' in client.get(study).content.decode()
    client.post(reverse("decision_citation_take_out", args=[DecisionCitation.objects.get().uid]))
    assert not DecisionCitation.objects.exists()
    shown = client.get(page).content.decode()
    assert ("Nothing from the library is cited yet." in shown, "took out research" in shown) == (True, True)


def test_a_stranger_neither_reads_nor_changes_what_was_weighed(steered: Steered, client: Client) -> None:
    item = study_at(steered.tree.district, Audience.EVERYONE)
    decision = decided(steered.committee)
    citation = cite(by=BUILDER, on=decision, item=item, note="")
    client.force_login(steered.stranger)
    take = reverse("decision_citation_take_out", args=[citation.uid])
    address = reverse("decision_cite", args=[decision.uid])
    answers = (client.get(address), client.post(address, {"item": item.uid, "note": "Mine"}), client.post(take))
    assert {answer.status_code for answer in answers} == {404}
    assert (uses_of(steered.stranger, item), DecisionCitation.objects.get().note) == ([], "")
    assert [use.words for use in uses_of(steered.member, item)] == [decision.decision]


def test_a_decision_that_was_replaced_keeps_what_was_weighed(steered: Steered, client: Client) -> None:
    item = study_at(steered.tree.district)
    old, new = decided(steered.committee), question_of(steered.committee)
    citation = cite(by=BUILDER, on=old, item=item, note="Then")
    decide(by=BUILDER, decision=new, started_from=1, fields=answer(), replaces=old)
    client.force_login(steered.member)
    take = reverse("decision_citation_take_out", args=[citation.uid])
    page = client.get(reverse("decision", args=[old.uid])).content.decode()
    assert ("Why here: Then" in page, take in page, "Cite the library" in page) == (True, False, False)
    assert {client.post(take).status_code, client.get(reverse("decision_cite", args=[old.uid])).status_code} == {404}


def test_an_open_question_cites_too_and_keeps_its_source_in_the_library(steered: Steered) -> None:
    item = study_at(steered.tree.district)
    question = question_of(steered.committee)
    cite(by=BUILDER, on=question, item=item, note="To read before")
    (use,) = uses_of(steered.lead, item)
    assert (use.words, use.note) == (question.question, "To read before")
    with pytest.raises(ItemInUse):
        take_out_item(by=steered.lead, item=item)


def test_the_file_of_the_log_names_the_references_that_its_reader_may_read(steered: Steered) -> None:
    own = study_at(steered.tree.district)
    theirs = study_at(steered.tree.other_district, Audience.EVERYONE, "For all")
    decision = decided(steered.committee)
    for item in (own, theirs):
        cite(by=BUILDER, on=decision, item=item, note="")
    share_item(by=BUILDER, item=theirs, audience=Audience.BRANCH)
    (entry,) = log_document(steered.member, DecisionSearch()).entries
    assert dict(entry.facts)["Research that was weighed"] == own.reference


def test_the_word_file_holds_the_reference(steered: Steered, client: Client) -> None:
    item = study_at(steered.tree.district)
    cite(by=BUILDER, on=decided(steered.committee), item=item, note="")
    client.force_login(steered.member)
    content = client.get(reverse("decision_log_file", args=["docx"])).content
    texts = [paragraph.text for paragraph in docx.Document(io.BytesIO(content)).paragraphs]
    assert f"Research that was weighed: {item.reference}" in texts


def test_more_citations_cost_the_file_no_more_queries(steered: Steered) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as captured:
            log_document(steered.member, DecisionSearch())
        return len(captured)

    cite(by=BUILDER, on=decided(steered.committee), item=study_at(steered.tree.district), note="")
    few = count()
    for number in range(3):
        study = study_at(steered.tree.district, title=f"Study {number}")
        cite(by=BUILDER, on=decided(steered.committee), item=study, note="")
    assert count() == few
