import pytest

from waypost.standards.implementation_plan.objectives import read_policy_change, split_items


@pytest.mark.parametrize(
    ("text", "change", "note"),
    [
        ("", None, ""),
        ("Y", True, ""),
        ("yes, board policy 4.2", True, "board policy 4.2"),
        ("Y \u2013 board policy 4.2", True, "board policy 4.2"),
        ("N", False, ""),
        ("No.", False, ""),
        ("N/A", None, "N/A"),
        ("Y / N", None, ""),
        ("Not decided", None, "Not decided"),
        ("Yearly review", None, "Yearly review"),
        ("\u2612 Y \u2610 N", True, ""),
        ("\u2610 Yes \u2611 No", False, ""),
        ("\u2610 Y \u2610 N", None, ""),
        ("\u2612 Y \u2610 N board policy 4.2", True, "board policy 4.2"),
    ],
)
def test_a_policy_change_is_yes_no_or_not_said(text: str, change: bool | None, note: str) -> None:
    assert read_policy_change(text) == (change, note)


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("", ()),
        ("Staff time\nTravel", ("Staff time", "Travel")),
        ("Staff time; Travel;", ("Staff time", "Travel")),
        ("Program director, Digital Promise", ("Program director, Digital Promise",)),
        ("\u2022 Staff time\n- Travel\n2) Space", ("Staff time", "Travel", "Space")),
        ("1.5 positions", ("1.5 positions",)),
    ],
)
def test_new_lines_and_semicolons_part_items_and_commas_do_not(text: str, items: tuple[str, ...]) -> None:
    assert split_items(text) == items
