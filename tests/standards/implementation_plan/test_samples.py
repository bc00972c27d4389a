"""The published template and its worked example, read from the sample data."""

import json
from typing import Any

import pytest

from tests.shared_data import shared_data
from waypost.standards.implementation_plan.document import PlanDocument
from waypost.standards.implementation_plan.json_form import to_json_dict
from waypost.standards.implementation_plan.reader import read_plan

# Each expected sentence of the worked example, in its order, and the codes and places that say the same.
DISTRICT_WARNINGS = (
    {("blank_date", "Date Started"), ("blank_date", "Date Implemented")},
    {("no_activities", "Objective 2")},
    {("placeholder_date", "Objective 2")},
    {("placeholder_number", "Short-term indicator 1")},
    {("blank_background", "Objective 1"), ("blank_background", "Objective 2")},
    {("empty_alignment_rows", "Alignment")},
)
BLANK_WARNINGS = ({("empty_template", "The whole plan")},)


def sample(name: str) -> tuple[PlanDocument, dict[str, Any]]:
    expected = json.loads(shared_data("plans", f"{name}.expected.json").read_text())
    return read_plan(shared_data("plans", f"{name}.docx").read_bytes()), expected


@pytest.mark.parametrize("name", ["abc-district", "blank-template"])
def test_every_field_of_a_sample_equals_the_expected_one(name: str) -> None:
    plan, expected = sample(name)
    given = to_json_dict(plan)
    given.pop("warnings")
    expected.pop("warnings")
    assert given == expected


@pytest.mark.parametrize(("name", "matches"), [("abc-district", DISTRICT_WARNINGS), ("blank-template", BLANK_WARNINGS)])
def test_every_expected_warning_has_ours_and_we_give_no_other(
    name: str, matches: tuple[set[tuple[str, str]], ...]
) -> None:
    plan, expected = sample(name)
    assert len(expected["warnings"]) == len(matches)
    assert {(warning.code, warning.place) for warning in plan.warnings} == set().union(*matches)


def test_the_worked_example_keeps_its_title_and_column_labels() -> None:
    plan, _ = sample("abc-district")
    assert plan.title_lines == ("Micro-credential Implementation Plan", "Example Implementation Plan")
    assert plan.alignment_labels.state_priority == "X State Priority"
    assert plan.alignment_labels.standard == "Common Core"
