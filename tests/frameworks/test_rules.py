"""What a file of a framework would change, and where its items stand."""

from dataclasses import replace

from waypost.frameworks.rules import KeptItem, PlannedFramework, Spot, plan_framework, spots_of, words_of_search
from waypost.standards.competency_framework import FileItem, FrameworkFile, FrameworkHead

HEAD = FrameworkHead("ours", "Ours")
FACTS = {"identifier": "ours", "title": "Ours", "creator": "A state"}
A, B = FileItem("a", "Words of a"), FileItem("b", "Words of b", parent="a")
KEPT_A = KeptItem("a", "", "Words of a", "", "", "", "", is_withdrawn=False)
KEPT_B = replace(KEPT_A, identifier="b", statement="Words of b", parent="a")


def planned(items: tuple[FileItem, ...], kept: tuple[KeptItem, ...], head: FrameworkHead = HEAD) -> PlannedFramework:
    return plan_framework(FrameworkFile(head, items, ()), FACTS, kept)


def test_the_same_file_changes_nothing() -> None:
    same = planned((A, B), (KEPT_A, KEPT_B))
    assert not same.changes_anything
    assert same.counts == {"added": 0, "changed": 0, "withdrawn": 0, "left as they are": 2}


def test_each_item_is_added_changed_withdrawn_or_left() -> None:
    file = (A, replace(B, statement="Other words"), FileItem("c", "New"))
    gone = replace(KEPT_A, identifier="d", statement="Gone")
    found = planned(file, (KEPT_A, KEPT_B, gone))
    assert found.counts == {"added": 1, "changed": 1, "withdrawn": 1, "left as they are": 1}
    assert (found.changed[0].words, found.withdrawn) == (["statement"], (gone,))


def test_an_item_that_stands_elsewhere_or_comes_back_is_changed() -> None:
    found = planned((A, B), (replace(KEPT_A, is_withdrawn=True), replace(KEPT_B, parent="")))
    assert [change.words for change in found.changed] == [[], ["place in the tree"]]


def test_what_was_withdrawn_before_is_not_withdrawn_again() -> None:
    assert not planned((A,), (KEPT_A, replace(KEPT_B, is_withdrawn=True))).changes_anything


def test_another_order_alone_is_a_change() -> None:
    top = replace(B, parent="")
    assert planned((top, A), (KEPT_A, replace(KEPT_B, parent=""))).is_reordered


def test_what_a_file_leaves_empty_about_the_framework_stays() -> None:
    assert planned((A, B), (KEPT_A, KEPT_B)).changed_facts == ()
    assert planned((A, B), (KEPT_A, KEPT_B), replace(HEAD, creator="Another")).fact_words == ["creator"]


def test_a_digest_names_one_plan() -> None:
    one = planned((A, B), (KEPT_A, KEPT_B))
    assert one.digest == planned((A, B), (KEPT_A, KEPT_B)).digest
    assert one.digest != planned((A, B), (KEPT_A,)).digest
    assert one.digest != planned((A, replace(B, levels="1")), (KEPT_A, KEPT_B)).digest


def test_places_count_through_the_tree() -> None:
    file = (A, B, FileItem("c", "C", parent="b"), FileItem("d", "D", parent="a"), FileItem("e", "E"))
    assert spots_of(file) == {
        "a": Spot(1, 4, 0),
        "b": Spot(2, 3, 1),
        "c": Spot(3, 3, 2),
        "d": Spot(4, 4, 1),
        "e": Spot(5, 5, 0),
    }


def test_a_search_looks_at_its_first_words() -> None:
    assert words_of_search("  L.1   nouns ") == ("L.1", "nouns")
    assert len(words_of_search("a " * 50)) == 8
