"""A plan as a JSON file: nothing is lost on the way, and a file that is none gets one sentence."""

import pytest
from pydantic import ValidationError

from waypost.standards.implementation_plan.any_file import is_json
from waypost.standards.implementation_plan.document import PlanDocument
from waypost.standards.implementation_plan.errors import UnreadablePlanFileError
from waypost.standards.implementation_plan.json_file import (
    MAX_COMMAS,
    MAX_KEYS,
    MAX_OBJECTS,
    json_schema,
    read_json,
    to_object,
    write_json,
)
from waypost.standards.implementation_plan.safe_zip import MAX_FILE_BYTES


def in_a_file(plan: str) -> bytes:
    return f'{{"format": "waypost-plan/1", "plan": {plan}}}'.encode()


DAMAGED = "This JSON file is damaged"
FOREIGN = "This JSON file is not a plan of Waypost"
TOO_LARGE = "This JSON file is larger than any plan"


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", DAMAGED),
        (b"{", DAMAGED),
        (in_a_file("{}")[:-3], DAMAGED),
        (in_a_file('{"goal": "\\u0000"}'), DAMAGED),
        (in_a_file('{"goal": "\\ud800"}'), DAMAGED),
        (in_a_file('{"goal": "')[:-1] + b'\xff"}}', DAMAGED),
        (b'{"a":' * 5000, DAMAGED),
        (b"[]", FOREIGN),
        (b"{}", FOREIGN),
        (b'{"priority_area": "Growth"}', FOREIGN),
        (b'{"format": "waypost-plan/2", "plan": {}}', FOREIGN),
        (in_a_file("3"), FOREIGN),
        (b"{" * (MAX_OBJECTS + 1), TOO_LARGE),
        (b" " * (MAX_FILE_BYTES + 1), TOO_LARGE),
        (b"[1" + b",1" * (MAX_COMMAS + 1) + b"]", TOO_LARGE),
        (in_a_file("{" + ",".join(f'"{number}": 1' for number in range(MAX_KEYS + 1)) + "}"), FOREIGN),
        (in_a_file('{"goal": 3}'), "at “goal”: this is not what belongs here"),
        (in_a_file('{"gaol": "Grow"}'), "at “gaol”: Waypost knows no field of this name"),
        (in_a_file('{"date_started": "2026-13-01"}'), "at “date_started”"),
        (in_a_file('{"measures": [{"term": "short", "text": "", "target": "NaN"}]}'), "at “measures 1, target”"),
        (in_a_file('{"measures": [{"term": "middle", "text": ""}]}'), "at “measures 1, term”"),
        (
            in_a_file('{"objectives": [{"number": 1, "text": "", "activities": [{}]}]}'),
            "at “objectives 1, activities 1, activity”: this field is missing",
        ),
    ],
)
def test_a_file_that_is_no_plan_gets_one_sentence(data: bytes, sentence: str) -> None:
    with pytest.raises(UnreadablePlanFileError, match=sentence):
        read_json(data)


@pytest.mark.parametrize(
    "plan",
    [
        '{"measures": [' + "1, " * 2_000 + "1]}",
        '{"objectives": [' + "{}, " * 2_000 + "{}]}",
        '{"objectives": [{"number": 1, "text": "", "products": [' + "1, " * 2_000 + "1]}]}",
    ],
)
def test_of_many_wrong_values_only_the_first_few_are_looked_at(plan: str) -> None:
    with pytest.raises(UnreadablePlanFileError, match="1") as caught:
        read_json(in_a_file(plan))
    assert isinstance(caught.value.__cause__, ValidationError)
    assert caught.value.__cause__.error_count() <= MAX_KEYS


def test_a_mark_at_the_beginning_of_the_file_does_not_matter() -> None:
    data = b"\xef\xbb\xbf\n" + write_json(PlanDocument(goal="Grow"))
    assert is_json(data)
    assert read_json(data).goal == "Grow"


def test_words_that_look_like_an_escaped_character_stay_words() -> None:
    assert read_json(write_json(PlanDocument(goal=r"\u0000"))).goal == r"\u0000"


def test_the_schema_names_every_field_and_nothing_is_required_that_has_a_default() -> None:
    schema = json_schema()
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert set(schema["required"]) == {"format", "plan"}
    plan = schema["$defs"]["PlanDocument"]
    assert set(plan["properties"]) == set(to_object(PlanDocument()))
    assert "required" not in plan
