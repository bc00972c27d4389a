"""A plan as PDF: tagged, whole, and in letters that its font has (PL11)."""

import json
import re
import zlib
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.plans.builders import Planned
from tests.plans.test_documents import whole_document
from waypost.common.places import take_place
from waypost.plans.exports import CannotExport
from waypost.plans.long_files import AT_ONCE, BUSY
from waypost.plans.plan_pdf import plan_pdf
from waypost.plans.queries.documents import document_of
from waypost.standards.implementation_plan.document import ActivityRow, MeasureRow, ObjectiveBlock, PlanDocument, Term


def test_a_pdf_is_tagged_with_headings_and_tables_whose_heads_are_heads() -> None:
    document = replace(whole_document(), title_lines=("Our plan",), goal="Grow ✓ 中文 👩‍🏫 कि e\u0301")
    pdf = plan_pdf(document)
    assert b"/StructTreeRoot" in pdf
    assert b"/Lang" in pdf
    structure = pdf + b"".join(unpacked(pdf))
    for tag in (b"/H1", b"/H2", b"/H3", b"/Table", b"/TH", b"/TD"):
        assert tag in structure


def unpacked(pdf: bytes) -> list[bytes]:
    """The compressed parts of the file, in which the tags may stand."""
    parts = (part.split(b"endstream")[0].strip(b"\r\n") for part in pdf.split(b"stream\n")[1:])
    opened = []
    for part in parts:
        try:
            opened.append(zlib.decompress(part))
        except zlib.error:
            continue
    return opened


def test_a_pdf_holds_a_text_that_is_longer_than_a_page() -> None:
    long = ObjectiveBlock(1, "Run a pilot", source="A long story. " * 2_000)
    assert len(plan_pdf(PlanDocument(goal="Grow", objectives=(long,)))) > len(plan_pdf(PlanDocument(goal="Grow")))


def test_a_word_that_is_wider_than_its_column_goes_on_in_the_next_line() -> None:
    endless = ObjectiveBlock(1, "Run a pilot", activities=(ActivityRow("word" * 800),))
    assert pages_of(plan_pdf(PlanDocument(objectives=(endless,)))) > 1


def pages_of(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf + b"".join(unpacked(pdf))))


def test_a_long_plan_is_typeset_apart_and_its_missing_letters_are_seen_there_too(
    monkeypatch: pytest.MonkeyPatch, db: None
) -> None:
    monkeypatch.setattr("waypost.plans.plan_pdf.MOST_ACTIVITIES_HERE", 1)
    assert plan_pdf(replace(whole_document(), goal="Grow ✓")).startswith(b"%PDF-1.7")


def test_no_more_long_plans_are_typeset_at_once_than_there_is_room_for(
    monkeypatch: pytest.MonkeyPatch, planned: Planned, client: Client
) -> None:
    monkeypatch.setattr("waypost.plans.plan_pdf.MOST_ACTIVITIES_HERE", 0)
    for _ in range(AT_ONCE):
        take_place("plans:long-files", places=AT_ONCE, seconds=60)
    client.force_login(planned.lead)
    answer = client.get(reverse("plan_export_file", args=[planned.plan.uid, "pdf"]))
    assert (answer.status_code, BUSY in answer.content.decode()) == (422, True)


def test_a_long_plan_whose_process_was_stopped_gets_one_sentence_and_gives_its_place_back(
    monkeypatch: pytest.MonkeyPatch, db: None
) -> None:
    def stopped(*_said: object) -> bytes:
        raise BrokenProcessPool

    monkeypatch.setattr("waypost.plans.plan_pdf.MOST_ACTIVITIES_HERE", 1)
    monkeypatch.setattr("waypost.plans.long_files.typeset_apart", stopped)
    for _ in range(AT_ONCE + 1):
        with pytest.raises(CannotExport, match="too little room"):
            plan_pdf(whole_document())


def test_a_plan_in_letters_that_the_font_lacks_gets_one_sentence(planned: Planned, client: Client) -> None:
    planned.plan.goal.text = "".join(map(chr, range(0x4E00, 0x4E40)))
    planned.plan.goal.save()
    with pytest.raises(CannotExport, match="take the Word file"):
        plan_pdf(document_of(planned.plan))
    client.force_login(planned.lead)
    answer = client.get(reverse("plan_export_file", args=[planned.plan.uid, "pdf"]))
    assert (answer.status_code, "lacks many letters" in answer.content.decode()) == (422, True)


def test_a_pdf_says_in_words_what_waypost_counts_and_names_no_kind_of_lead(monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[Any] = []

    def typeset(*given: Any) -> bytes:
        shown.append(given[2])
        return b""

    monkeypatch.setattr("waypost.plans.plan_pdf.typeset", typeset)
    measure = MeasureRow(Term.SHORT, "Educators with an award", source_key="insight.educators_with_an_award")
    activity = ActivityRow("Train", leads=("Maya Okafor",), lead_kinds=("person",))
    plan_pdf(PlanDocument(measures=(measure,), objectives=(ObjectiveBlock(1, "Do", activities=(activity,)),)))
    said = json.dumps(shown)
    assert "Educators who earned a credential in a program that serves this plan" in said
    assert "insight.educators_with_an_award" not in said
    assert "Kinds Of Leads" not in said
