"""The log of decisions as one document: Word and PDF, what a long one leaves out, and where it is written (FR2)."""

import io

import docx
import pytest
from django.test import Client
from django.urls import reverse

from tests.governance.committee_builders import Steered, build_steered, decided, question_of
from waypost.common.places import take_place
from waypost.governance.queries import exporting
from waypost.governance.queries.decisions import DecisionSearch
from waypost.governance.queries.exporting import log_document
from waypost.plans.long_files import AT_ONCE, BUSY

pytestmark = pytest.mark.django_db


@pytest.fixture
def steered() -> Steered:
    return build_steered()


def test_the_log_leaves_as_one_word_file_and_as_a_tagged_pdf(steered: Steered, client: Client) -> None:
    decided(steered.committee, decision="Two days → and ☑ a \x0b stipend")
    question_of(steered.committee, "Which schools first?")
    client.force_login(steered.lead)
    word = client.get(reverse("decision_log_file", args=["docx"]), {"state": "decided"}).content
    document = docx.Document(io.BytesIO(word))
    headings = [part.text for part in document.paragraphs if part.style and part.style.name.startswith("Heading")]
    assert headings == ["Decisions", "Do we pay for time or for awards?"]
    assert document.paragraphs[1].text == "1 entry, state: decided, as of January 14, 2027"
    assert any("Time is what educators asked for." in part.text for part in document.paragraphs)
    pdf = client.get(reverse("decision_log_file", args=["pdf"])).content
    assert pdf.startswith(b"%PDF")
    assert b"/StructTreeRoot" in pdf


def test_a_file_says_how_many_entries_it_leaves_out(steered: Steered, monkeypatch: pytest.MonkeyPatch) -> None:
    for text in ("First?", "Second?", "Third?"):
        question_of(steered.committee, text)
    monkeypatch.setattr(exporting, "MOST_IN_A_FILE", 2)
    cut = log_document(steered.lead, DecisionSearch())
    assert [entry.question for entry in cut.entries] == ["Third?", "Second?"]
    rest = "a file holds no more; narrow the log by words, year or state for the others"
    assert cut.says == f"The newest 2 of 3 entries ({rest}), as of January 14, 2027"
    monkeypatch.setattr(exporting, "MOST_LETTERS", 80)
    assert [entry.question for entry in log_document(steered.lead, DecisionSearch()).entries] == ["Third?"]


def test_a_long_log_is_typeset_apart(steered: Steered, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    decided(steered.committee)
    apart: list[str] = []

    def typeset(_template: bytes, name: str, _content: object) -> bytes:
        apart.append(name)
        return b"%PDF"

    monkeypatch.setattr("waypost.governance.decision_files.MOST_ENTRIES_HERE", 0)
    monkeypatch.setattr("waypost.governance.decision_files.typeset_long", typeset)
    client.force_login(steered.lead)
    assert client.get(reverse("decision_log_file", args=["pdf"])).content == b"%PDF"
    assert apart == ["log"]


def test_a_long_log_waits_where_others_are_being_written(
    steered: Steered, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    decided(steered.committee)
    monkeypatch.setattr("waypost.governance.decision_files.MOST_LETTERS_HERE", 1)
    for _ in range(AT_ONCE):
        take_place("plans:long-files", places=AT_ONCE, seconds=60)
    client.force_login(steered.lead)
    response = client.get(reverse("decision_log_file", args=["pdf"]), {"state": "decided"}, follow=True)
    assert response.redirect_chain == [(f"{reverse('decisions')}?state=decided", 302)]
    assert BUSY in response.content.decode()
