import re
from pathlib import Path

import pytest

from waypost.standards.implementation_plan import labels
from waypost.standards.implementation_plan.labels import (
    BackgroundLabel,
    FoundHeading,
    FrontLabel,
    Heading,
    find_background_label,
    find_front_label,
    find_heading,
    split_background_labels,
    split_front_labels,
)

PACKAGE = Path(labels.__file__).parent


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("PRIORITY AREA: Literacy", (FrontLabel.PRIORITY_AREA, "Literacy")),
        ("Priority area", (FrontLabel.PRIORITY_AREA, "")),
        ("Goal 1: Read", (FrontLabel.GOAL, "Read")),
        ("Goal \u2013 Read", (FrontLabel.GOAL, "Read")),
        ("Start date: 9/1/16", (FrontLabel.DATE_STARTED, "9/1/16")),
        ("Date Started 9/1/16", (FrontLabel.DATE_STARTED, "9/1/16")),
        ("date implemented :", (FrontLabel.DATE_IMPLEMENTED, "")),
        ("Goals of the plan are many", None),
        ("Goal 1 is to read", None),
        ("Date started in fall", None),
    ],
)
def test_a_front_label_is_a_label_only_with_its_mark(line: str, found: tuple[FrontLabel, str] | None) -> None:
    assert find_front_label(line) == found


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Source: A study", (BackgroundLabel.SOURCE, "A study")),
        ("EVIDENCE-BASE", (BackgroundLabel.EVIDENCE_BASE, "")),
        ("Policy Change (Y/N): Y", (BackgroundLabel.POLICY_CHANGE, "Y")),
        ("Policy change? (yes / no) no", (BackgroundLabel.POLICY_CHANGE, "no")),
        ("Policy Change (Y/N)?", (BackgroundLabel.POLICY_CHANGE, "")),
        ("Sources say so", None),
    ],
)
def test_a_background_label_is_known_in_its_spellings(line: str, found: tuple[BackgroundLabel, str] | None) -> None:
    assert find_background_label(line) == found


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("OBJECTIVE #1: Start", FoundHeading(Heading.OBJECTIVE, "Start", 1)),
        ("Objective 12", FoundHeading(Heading.OBJECTIVE, "", 12)),
        ("Objective No. 2 - Start", FoundHeading(Heading.OBJECTIVE, "Start", 2)),
        ("Objective: Start", FoundHeading(Heading.OBJECTIVE, "Start")),
        ("Objective 2 (cont.)", FoundHeading(Heading.OBJECTIVE, "", 2, is_continued=True)),
        ("performance measures:", FoundHeading(Heading.MEASURES)),
        ("Short-term indicators (1\u20132 years)", FoundHeading(Heading.SHORT_TERM)),
        ("Long term goals", FoundHeading(Heading.LONG_TERM)),
        ("Background on the strategy", FoundHeading(Heading.BACKGROUND)),
        ("ACTION PLAN", FoundHeading(Heading.ACTIONS)),
        ("Alignment with State/National Priorities", FoundHeading(Heading.ALIGNMENT)),
        ("Objective 2 depends on objective 1", None),
        ("Objectives", None),
        ("Action plans are due", None),
        ("Alignment of calendars", None),
    ],
)
def test_a_heading_is_known_in_its_spellings(line: str, found: FoundHeading | None) -> None:
    assert find_heading(line) == found


def test_two_labels_on_one_line_are_parted_and_sentences_are_not() -> None:
    assert split_front_labels("Date Started: 9/1/16 Date Implemented: 6/1/17") == [
        "Date Started: 9/1/16",
        "Date Implemented: 6/1/17",
    ]
    assert split_front_labels("Meet the state's goal: 80%") == ["Meet the state's goal: 80%"]
    assert split_background_labels("Source: A Evidence Base: B Policy Change (Y/N): N") == [
        "Source: A",
        "Evidence Base: B",
        "Policy Change (Y/N): N",
    ]


def test_every_warning_code_is_explained_in_the_readme_and_no_other() -> None:
    calls = re.compile(r'(?:PlanWarning|_warn)\(\s*"([a-z_]+)"')
    given = {code for file in PACKAGE.glob("*.py") for code in calls.findall(file.read_text())}
    table = (PACKAGE / "README.md").read_text().split("## Warnings")[1]
    first_cells = [row.split("|")[1] for row in table.splitlines() if row.startswith("| `")]
    assert given == set(re.findall(r"`([a-z_]+)`", " ".join(first_cells)))
