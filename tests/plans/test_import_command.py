"""The import_plan command, for those who script it."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from tests.plans.builders import Planned
from tests.shared_data import shared_data
from waypost.plans.models import Plan
from waypost.standards.implementation_plan.document import ActivityRow, ObjectiveBlock, PlanDocument
from waypost.standards.implementation_plan.json_file import write_json


def printed(capsys: pytest.CaptureFixture[str]) -> Any:
    return json.loads(capsys.readouterr().out)


def without_warnings(plan: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in plan.items() if key != "warnings"}


@pytest.mark.parametrize("name", ["abc-district", "blank-template"])
def test_a_dry_run_prints_every_field_of_the_sample_as_expected(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    expected = json.loads(shared_data("plans", f"{name}.expected.json").read_text(encoding="utf-8"))
    call_command("import_plan", str(shared_data("plans", f"{name}.docx")), "--dry-run", "--json")
    plan = printed(capsys)
    assert without_warnings(plan) == without_warnings(expected)
    assert list(plan) == list(expected)
    assert [sorted(warning) for warning in plan["warnings"]] == [["code", "place", "sentence"]] * len(plan["warnings"])


def test_the_plan_is_created_for_the_named_organization(planned: Planned, capsys: pytest.CaptureFixture[str]) -> None:
    file = str(shared_data("plans", "abc-district.docx"))
    call_command("import_plan", file, "--organization", "cedar-elementary", "--json")
    assert printed(capsys)["goal"].startswith("ABC District will implement policies")
    assert Plan.objects.get(organization=planned.tree.cedar).objectives.count() == 2


def test_without_json_the_warnings_are_lines(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("import_plan", str(shared_data("plans", "abc-district.docx")), "--dry-run")
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "Read 2 indicators, 2 objectives and 2 activities."
    assert "Objective 2: Objective 2 has no activities yet." in lines
    assert lines[1].startswith("Dates: 2 target or due dates lie in the past (the earliest is November 2, 2016): ")


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7 a report", b"PK\x03\x04 cut off", b"\x00" * 2048])
def test_a_file_that_is_no_plan_prints_one_sentence_and_ends_with_1(
    content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "plan.docx"
    file.write_bytes(content)
    with pytest.raises(SystemExit) as ended:
        call_command("import_plan", str(file), "--dry-run", "--json")
    answer = printed(capsys)
    assert (ended.value.code, list(answer)) == (1, ["error"])
    assert answer["error"].endswith(".")
    assert "\n" not in answer["error"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ([], "Name the organization whose plan it becomes with --organization, or use --dry-run."),
        (["--organization", "nowhere"], "There is no organization named nowhere: give the slug of one that exists."),
        (["--dry-run"], "There is no file to read at missing.docx: check the path and try again."),
    ],
)
def test_what_is_missing_is_named_in_one_sentence(
    arguments: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        call_command("import_plan", "missing.docx", "--json", *arguments)
    assert printed(capsys) == {"error": sentence}
    with pytest.raises(CommandError, match=sentence.split(":", maxsplit=1)[0].replace(".", r"\.")):
        call_command("import_plan", "missing.docx", *arguments)


def test_the_empty_template_creates_no_plan(planned: Planned, capsys: pytest.CaptureFixture[str]) -> None:
    file = str(shared_data("plans", "blank-template.docx"))
    with pytest.raises(SystemExit):
        call_command("import_plan", file, "--organization", "cedar-valley", "--json")
    assert printed(capsys) == {"error": "This is the empty template: fill it in, save it and choose it again."}
    assert Plan.objects.count() == 1


def test_a_json_file_is_read_too_and_what_no_plan_can_hold_is_told(tmp_path: Path) -> None:
    row = ActivityRow("Recruit", leads=("Priya",), lead_kinds=("boss",))
    document = PlanDocument(goal="Grow", objectives=(ObjectiveBlock(1, "Run a pilot", activities=(row,)),))
    path = tmp_path / "plan.txt"
    path.write_bytes(write_json(document))
    said = StringIO()
    call_command("import_plan", str(path), "--dry-run", "--json", stdout=said)
    printed = json.loads(said.getvalue())
    assert printed["objectives"][0]["activities"][0]["leads"] == ["Priya"]
    assert "“boss” is none of: person, role, organization. This was left out." in [
        warning["sentence"] for warning in printed["warnings"]
    ]
