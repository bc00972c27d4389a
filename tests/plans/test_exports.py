"""A plan leaves as a file of every format, and comes back from those that are read."""

import io
import json
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client
from django.urls import reverse

from tests.builders import BUILDER
from tests.frameworks.builders import framework_at
from tests.plans.builders import Planned
from tests.plans.test_documents import whole_document
from tests.shared_data import shared_data
from waypost.common.models import AuditEntry
from waypost.plans.actions.alignment import align_with_standards
from waypost.plans.actions.imports import import_plan
from waypost.plans.exports import PlanExport, file_name, find, registered
from waypost.plans.models import Plan
from waypost.plans.queries.documents import document_of
from waypost.standards.implementation_plan.any_file import read_any
from waypost.standards.implementation_plan.json_file import json_schema, write_json
from waypost.standards.implementation_plan.reader import read_plan
from waypost.standards.implementation_plan.word_file import write_word

#: Each from another part of the document.
WORDS_OF_THE_WHOLE = (
    "A new goal", "Assessors", "(open)", "Each month", "They read along", "First month", "within a range",
    "Ten schools",     "tier 2: moderate", "A guide; A list", "100 %", "Retention",
)  # fmt: skip
SCHEMA = Path(__file__).parents[2] / "docs" / "domains" / "plan-file.schema.json"


def export_of(suffix: str) -> PlanExport:
    found = find(suffix)
    assert found is not None
    return found


@pytest.fixture
def whole(planned: Planned) -> Plan:
    return import_plan(by=BUILDER, organization=planned.tree.district, document=whole_document())


@pytest.mark.parametrize("suffix", ["csv", "docx", "json", "xlsx"])
def test_export_import_and_export_again_say_the_same(planned: Planned, whole: Plan, suffix: str) -> None:
    first = document_of(whole)
    read = read_any(export_of(suffix).write(whole))
    assert replace(read, warnings=()) == first
    again = import_plan(by=BUILDER, organization=planned.tree.district, document=read)
    assert document_of(again) == first


@pytest.mark.parametrize("write", [write_word, write_json])
def test_the_sample_says_the_same_after_import_export_and_import(planned: Planned, write: Any) -> None:
    sample = read_plan(shared_data("plans", "abc-district.docx").read_bytes())
    first = document_of(import_plan(by=BUILDER, organization=planned.tree.district, document=sample))
    again = import_plan(by=BUILDER, organization=planned.tree.district, document=read_any(write(first)))
    assert document_of(again) == first
    assert [row.text for row in first.measures] == [row.text for row in sample.measures]


def test_what_a_json_file_does_not_hold_is_named_where_it_is_offered(planned: Planned, client: Client) -> None:
    item = framework_at(planned.tree.district).items.all()[0]
    align_with_standards(by=BUILDER, objective=planned.objective, items=[item])
    plan = import_plan(
        by=BUILDER, organization=planned.tree.district, document=read_any(export_of("json").write(planned.plan))
    )
    row = plan.alignment_rows.get()
    assert (item.statement in row.standard, row.standards.count()) == (True, 0)
    client.force_login(planned.lead)
    page = client.get(reverse("plan_export", args=[planned.plan.uid])).content.decode()
    assert "Standards of a framework come back as words; the order of columns" in page


def test_the_page_names_each_format_and_what_it_is_good_for(planned: Planned, client: Client) -> None:
    client.force_login(planned.lead)
    plan = client.get(reverse("plan", args=[planned.plan.uid])).content.decode()
    assert f'href="{reverse("plan_export", args=[planned.plan.uid])}"' in plan
    page = client.get(reverse("plan_export", args=[planned.plan.uid])).content.decode()
    for each in registered():
        assert f'href="{reverse("plan_export_file", args=[planned.plan.uid, each.suffix])}"' in page
        assert each.good_for in unescape(page)


@pytest.mark.parametrize(
    ("suffix", "begins"),
    [
        ("csv", b"\xef\xbb\xbf"),
        ("docx", b"PK"),
        ("ics", b"BEGIN:VCALENDAR"),
        ("json", b"{"),
        ("pdf", b"%PDF-1.7"),
        ("xlsx", b"PK"),
    ],
)
def test_a_file_comes_with_its_type_and_a_name_from_the_title(
    planned: Planned, client: Client, suffix: str, begins: bytes
) -> None:
    client.force_login(planned.lead)
    answer = client.get(reverse("plan_export_file", args=[planned.plan.uid, suffix]))
    assert answer.content.startswith(begins)
    assert answer["Content-Type"] == export_of(suffix).content_type
    assert answer["Content-Disposition"] == f'attachment; filename="implementation-plan-2026-27.{suffix}"'


def test_an_unknown_format_and_a_plan_out_of_reach_are_not_found(planned: Planned, client: Client) -> None:
    client.force_login(planned.lead)
    assert client.get(reverse("plan_export_file", args=[planned.plan.uid, "exe"])).status_code == 404
    client.force_login(planned.stranger)
    for address in (
        reverse("plan_export", args=[planned.plan.uid]),
        *(reverse("plan_export_file", args=[planned.plan.uid, each.suffix]) for each in registered()),
    ):
        assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("../../etc/passwd\r\nX: 1", "etcpasswd-x-1.docx"),
        ("Plán “2026”", "plan-2026.docx"),
        ("計画", "plan.docx"),
        ("a" * 79 + " b", "a" * 79 + ".docx"),
    ],
)
def test_a_files_name_has_only_letters_that_every_system_takes(title: str, name: str) -> None:
    assert file_name(Plan(title=title), export_of("docx")) == name


def test_a_json_file_is_shown_and_then_created_as_it_was(planned: Planned, whole: Plan, client: Client) -> None:
    client.force_login(planned.lead)
    file = io.BytesIO(write_json(document_of(whole)))
    file.name = "named-like-nothing.bin"
    organization = planned.tree.district.slug
    shown = client.post(reverse("plan_import"), {"organization": organization, "file": file})
    assert shown.status_code == 302
    page = client.get(shown["Location"]).content.decode()
    assert all(words in page for words in WORDS_OF_THE_WHOLE)
    client.post(f"{shown['Location']}confirm/")
    made = Plan.objects.latest("pk")
    assert made.pk != whole.pk
    assert document_of(made) == document_of(whole)


def test_a_broken_json_file_gets_one_sentence_and_nothing_is_kept(planned: Planned, client: Client) -> None:
    client.force_login(planned.lead)
    before = AuditEntry.objects.count()
    file = io.BytesIO(b'{"format": "waypost-plan/1", "plan": {"gaol": 1}}')
    file.name = "plan.json"
    organization = planned.tree.district.slug
    page = client.post(reverse("plan_import"), {"organization": organization, "file": file})
    assert page.status_code == 422
    assert "Waypost knows no field of this name" in page.content.decode()
    assert AuditEntry.objects.count() == before


def test_the_schema_is_published_to_anyone_and_the_docs_hold_the_same(client: Client, db: None) -> None:
    answer = client.get(reverse("plan_file_schema"))
    assert answer["Content-Type"] == "application/schema+json"
    assert answer.json() == json_schema() == json.loads(SCHEMA.read_text())


def test_the_command_writes_a_file_that_the_import_reads(planned: Planned, tmp_path: Path) -> None:
    said = io.StringIO()
    path = tmp_path / "plan.json"
    call_command("export_plan", planned.plan.uid, str(path), "--format", "json", stdout=said)
    assert said.getvalue() == f"Wrote {path}.\n"
    assert replace(read_any(path.read_bytes()), warnings=()) == document_of(planned.plan)


@pytest.mark.parametrize(
    ("uid", "path", "sentence"),
    [("nobody", "plan.docx", "There is no plan with the id nobody"), ("", "no/plan.docx", "Nothing can be written at")],
)
def test_the_command_says_in_one_sentence_what_to_do(
    planned: Planned, tmp_path: Path, uid: str, path: str, sentence: str
) -> None:
    with pytest.raises(CommandError, match=sentence):
        call_command("export_plan", uid or planned.plan.uid, str(tmp_path / path), "--format", "docx")
    assert not (tmp_path / path).exists()
