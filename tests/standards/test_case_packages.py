"""CASE packages as publishers really write them."""

import json
from collections.abc import Sequence
from typing import Any

import pytest

from tests.shared_data import shared_data
from waypost.standards.case_packages import LARGEST_BYTES, looks_like_json, read_case_package
from waypost.standards.competency_framework import DEEPEST, MOST_ITEMS, FrameworkFile, UnreadableFrameworkError

ROOT = "root-1"
Links = Sequence[tuple[str, str]]


def package(items: Sequence[Any], links: Links = (), **document: Any) -> bytes:
    rows = [link(child, parent) for child, parent in links]
    head = {"identifier": ROOT, "title": "Reading", **document}
    return json.dumps({"CFDocument": head, "CFItems": items, "CFAssociations": rows}).encode()


def link(child: str, parent: str, **more: Any) -> dict[str, Any]:
    ends = {"originNodeURI": {"identifier": child}, "destinationNodeURI": {"identifier": parent}}
    return {"associationType": "isChildOf", **ends, **more}


def items(*identifiers: str) -> list[dict[str, Any]]:
    return [{"identifier": each, "fullStatement": f"Words of {each}"} for each in identifiers]


def tree(file: FrameworkFile) -> list[tuple[str, str]]:
    return [(item.identifier, item.parent) for item in file.items]


def gaps(file: FrameworkFile) -> list[tuple[str, str]]:
    return [(gap.where, gap.sentence) for gap in file.gaps]


def problem(content: bytes) -> str:
    with pytest.raises(UnreadableFrameworkError) as caught:
        read_case_package(content)
    return str(caught.value)


def test_the_small_sample_is_read_as_its_tree() -> None:
    file = read_case_package(shared_data("case", "SmartLevelFramework.json").read_bytes())
    assert (file.head.title, file.head.creator, len(file.items), file.gaps) == (
        "SmartLevel Test",
        "OpenSALT Testing",
        14,
        (),
    )
    assert [item.statement for item in file.items][:3] == ["Item 1", "Item 1.1", "Item 1.2"]
    assert [item.statement for item in file.items if not item.parent] == ["Item 1", "Item 2"]


def test_the_sample_of_an_older_publisher_gives_codes_grades_and_kinds() -> None:
    name = "opensalt-framework-20c5134f-423d-4097-a971-3dd5152bf507.json"
    file = read_case_package(shared_data("case", name).read_bytes())
    item = next(each for each in file.items if each.code == "CCSS.Math.Content.6.RP.A.3a")
    assert (item.levels, item.kind, file.head.adoption_status, len(file.items)) == ("06", "Component", "Draft", 16)
    above = next(each for each in file.items if each.identifier == item.parent)
    assert above.code == "CCSS.Math.Content.6.RP.A.3"
    assert gaps(file) == [("Links", "23 links of other kinds than isChildOf are not kept.")]
    assert file.unused_columns == ("language", "listEnumeration", "notes")


def test_everything_about_a_framework_is_kept() -> None:
    facts = {"version": "2.1", "language": "en", "officialSourceURL": "https://example.org/a", "creator": "A state"}
    file = read_case_package(package(items("a"), (), licenseURI={"title": "CC BY", "uri": "https://x"}, **facts))
    head = file.head
    assert (head.edition, head.language, head.licence, head.creator) == ("2.1", "en", "CC BY", "A state")
    assert head.source == "https://example.org/a"


def test_grades_come_as_a_list_or_as_words() -> None:
    rows = items("a", "b")
    rows[0]["educationLevel"] = ["01", "02"]
    rows[1]["educationalLevel"] = "03"
    assert [item.levels for item in read_case_package(package(rows)).items] == ["01, 02", "03"]


def test_siblings_stand_by_their_sequence_number_and_else_as_in_the_file() -> None:
    document = json.loads(package(items("a", "b", "c", "d")))
    numbered = [link("a", ROOT, sequenceNumber=2), link("b", ROOT, sequenceNumber=1), link("d", ROOT)]
    document["CFAssociations"] = numbered
    file = read_case_package(json.dumps(document).encode())
    assert [item.identifier for item in file.items] == ["b", "a", "c", "d"]


def test_a_circle_goes_to_the_top_with_a_word() -> None:
    file = read_case_package(package(items("a", "b", "c"), [("a", "b"), ("b", "a"), ("c", ROOT)]))
    assert tree(file) == [("c", ""), ("a", ""), ("b", "")]
    assert {sentence for _, sentence in gaps(file)} == {"It stands under itself by way of others: it goes to the top."}


def test_a_parent_of_another_package_goes_to_the_top_with_a_word() -> None:
    file = read_case_package(package(items("a"), [("a", "elsewhere")]))
    assert tree(file) == [("a", "")]
    assert gaps(file) == [("Item 1", "The item that it stands under is not in the file: it goes to the top.")]


def test_an_item_in_several_places_keeps_the_first() -> None:
    file = read_case_package(package(items("a", "b", "c"), [("c", "a"), ("c", "b")]))
    assert tree(file) == [("a", ""), ("c", "a"), ("b", "")]
    assert gaps(file) == [("Item c", "It stands in several places: only the first is kept.")]


def test_what_lacks_words_or_repeats_an_identifier_is_left_out_and_said() -> None:
    rows = [*items("a", "a"), {"identifier": "b"}, "nonsense"]
    file = read_case_package(package(rows))
    assert tree(file) == [("a", "")]
    assert [where for where, _ in gaps(file)] == ["Item 2", "Item 3", "Item 4"]


def test_a_tree_that_is_too_deep_goes_on_at_the_top() -> None:
    names = [f"n{number}" for number in range(DEEPEST + 2)]
    file = read_case_package(package(items(*names), list(zip(names[1:], names, strict=False))))
    assert [item.identifier for item in file.items] == names
    assert [item.identifier for item in file.items if not item.parent] == ["n0", f"n{DEEPEST}"]


@pytest.mark.parametrize(
    ("content", "begins"),
    [
        (b"{", "The JSON of this file is damaged"),
        (b"[" * 100_000, "The JSON of this file is damaged"),
        (b'{"a": ' + b"9" * 5000 + b"}", "The JSON of this file is damaged"),
        (b"\xff\xfe{", "The JSON of this file is damaged"),
        (b"[1]", "This JSON file is no CASE package"),
        (b'{"CFDocument": {}, "CFItems": []}', "The CFDocument of this package has no identifier or no title"),
        (package([]), "No item of the package can be used"),
        (package([0] * (MOST_ITEMS + 1)), "The package has more than 20,000 items"),
        (b" " * (LARGEST_BYTES + 1), "The file is larger than 10 MB"),
    ],
)
def test_a_file_that_is_no_package_gives_one_sentence(content: bytes, begins: str) -> None:
    sentence = problem(content)
    assert sentence.startswith(begins)
    assert sentence.endswith(".")


def test_a_package_is_told_from_a_table_by_its_first_sign() -> None:
    assert looks_like_json(b'\xef\xbb\xbf\n {"CFDocument": 1}')
    assert not looks_like_json(b"code,statement\nL.1,Words\n")


def test_half_a_sign_is_left_out_wherever_it_stands() -> None:
    rows = [{"identifier": "a\udc00", "fullStatement": "Read\ud800 on", "color\ud800": "red"}]
    file = read_case_package(package(rows, title="Rea\udfffding"))
    said = [file.head.title, file.items[0].identifier, file.items[0].statement, *file.unused_columns]
    assert ascii(said) == ascii(["Reading", "a", "Read on", "color"])
