"""The import_framework command, for those who script it."""

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.builders import District
from tests.frameworks.builders import TABLE
from tests.shared_data import shared_data
from waypost.frameworks.models import Framework

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> None:
    call_command("import_framework", *arguments)


def test_the_published_table_is_brought_in_whole(tree: District, capsys: pytest.CaptureFixture[str]) -> None:
    file = str(shared_data("case", "ccsso_ela_item.csv"))
    run(file, "--organization", "prairie-state", "--title", "ELA standards", "--json")
    said = json.loads(capsys.readouterr().out)
    assert (said["title"], said["added"], said["gaps"]) == ("ELA standards", 1189, [])
    framework = Framework.objects.get(organization=tree.state)
    assert framework.items.get(code="L.1.4").parent is not None


def test_a_dry_run_says_what_would_happen_and_keeps_nothing(
    tree: District, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "language.csv"
    file.write_text(f"{TABLE},No code,Nowhere,\n")
    run(str(file), "--organization", "cedar-valley", "--dry-run")
    lines = capsys.readouterr().out.splitlines()
    assert lines == [
        "language: 5 added, 0 changed, 0 withdrawn, 0 left as they are.",
        "Line 6: The item that it stands under is not in the file: it goes to the top.",
    ]
    assert Framework.objects.count() == 0


@pytest.mark.parametrize(
    ("name", "slug", "begins"),
    [
        ("nowhere.csv", "cedar-valley", "There is no file to read"),
        ("a.csv", "nobody", "There is no organization named"),
    ],
)
def test_what_is_not_there_is_said_in_one_sentence(
    tree: District, tmp_path: Path, name: str, slug: str, begins: str
) -> None:
    (tmp_path / "a.csv").write_text(TABLE)
    with pytest.raises(CommandError, match=begins):
        run(str(tmp_path / name), "--organization", slug)


def test_a_file_that_is_no_framework_ends_with_1(
    tree: District, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "broken.json"
    file.write_text("{")
    with pytest.raises(SystemExit):
        run(str(file), "--organization", "cedar-valley", "--json")
    assert json.loads(capsys.readouterr().out)["error"].startswith("The JSON of this file is damaged")


def test_a_name_that_is_too_long_is_said_in_one_sentence(tree: District, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(TABLE)
    with pytest.raises(CommandError, match="The name of the framework is longer than 300 characters: shorten it"):
        run(str(tmp_path / "a.csv"), "--organization", "cedar-valley", "--title", "a" * 301)
    assert Framework.objects.count() == 0
