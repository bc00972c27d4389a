"""Those who are involved against the staff: gaps in plain words, small groups left out, what nobody knows."""

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import BUILDER, a_department, person
from tests.programs.builders import Programmed, build_programmed, educator_at
from tests.programs.test_planning_pages import browser_of
from waypost.common.conflicts import EditConflict
from waypost.people.actions.people import grant_role
from waypost.people.rules import Role
from waypost.plans.rules.kinds import SchoolLevel
from waypost.programs.actions.pilots import SaidLevel, say_levels
from waypost.programs.actions.representation import count_involved
from waypost.programs.models import Representation
from waypost.programs.queries.representation import comparisons
from waypost.programs.rules.representation import (
    Dimension,
    Group,
    gaps,
    shares,
    unknown,
    with_small_left_out,
)


@pytest.fixture
def programmed(db: None) -> Programmed:
    return build_programmed()


def test_gaps_of_ten_points_are_said_and_smaller_ones_are_not() -> None:
    groups = [Group("Elementary", 12, 30), Group("Middle", 8, 20), Group("High", 0, 50)]
    assert gaps(groups) == (
        "Elementary: 60% of those involved, 30% of the staff. Others are heard less.",
        "Middle: 40% of those involved, 20% of the staff. Others are heard less.",
        "High: nobody is involved yet.",
    )
    assert gaps([Group("A", 11, 20), Group("B", 9, 20)]) == ()
    assert gaps([Group("A", 1, 20), Group("B", 9, 20)])[0].endswith("Ask more of them.")


def test_what_nobody_knows_leaves_the_shares_of_the_staff_open() -> None:
    groups = [Group("A", 3, None), Group("B", 1, 20)]
    assert [share.of_staff for share in shares(groups)] == [None, None]
    assert [share.of_involved for share in shares(groups)] == [75, 25]
    assert unknown(groups) == ("A",)
    assert gaps(groups) == ()


def test_nobody_at_all_divides_by_nothing() -> None:
    assert [share.of_involved for share in shares([Group("A", 0, 0)])] == [None]


COUNTS = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), min_size=1, max_size=5)


@given(COUNTS)
def test_no_small_group_can_be_read_or_worked_out(counts: list[tuple[int, int]]) -> None:
    groups = [Group(str(place), involved, staff) for place, (staff, involved) in enumerate(counts)]
    shown = [(group.staff, group.involved) for group in with_small_left_out(groups)]
    for step in (0, 1):
        column = [(count[step], seen[step]) for count, seen in zip(counts, shown, strict=True)]
        assert all(seen in {None, count} for count, seen in column)
        assert tells_of_no_few(column)
    assert tells_of_no_few(
        [
            (staff - involved, None if None in seen else staff - involved)
            for (staff, involved), seen in zip(counts, shown, strict=True)
        ]
    )


def tells_of_no_few(column: list[tuple[int, int | None]]) -> bool:
    """No number that is shown is about a few people, nor is the sum of those that are left out beside them."""
    shown = [seen for _, seen in column if seen is not None]
    left_out = sum(count for count, seen in column if seen is None)
    return all(abs(seen) == 0 or abs(seen) >= 10 for seen in [*shown, *([left_out] if shown else [])])


def test_numbers_less_each_other_tell_of_no_few() -> None:
    groups = [Group("Elementary", 10, 12), Group("High", 10, 30)]
    assert with_small_left_out(groups) == (Group("Elementary", None, 12), Group("High", None, 30))


def test_what_nobody_knows_of_one_group_tells_nothing_of_another() -> None:
    groups = [Group("Elementary", 12, None), Group("Middle", None, 14), Group("High", 10, 30), Group("Other", 3, None)]
    assert with_small_left_out(groups) == (
        Group("Elementary", None, None),
        Group("Middle", None, 14),
        Group("High", 10, 30),
        Group("Other", None, None),
    )


def counted(programmed: Programmed, dimension: Dimension, *groups: Group, started_from: int = 0) -> Representation:
    return count_involved(
        by=BUILDER, program=programmed.program, dimension=dimension, started_from=started_from, groups=groups
    )


def test_the_staff_comes_from_lists_of_people_where_they_hold_it(programmed: Programmed) -> None:
    tree = programmed.tree
    educator_at(a_department(tree.cedar), "Math Teacher")
    educator_at(tree.juniper, "Middle Teacher")
    say_levels(by=BUILDER, said=[SaidLevel(tree.cedar, None, SchoolLevel.ELEMENTARY)])
    counted(programmed, Dimension.ROLE, Group("Educator", 1, None), Group("Astronaut", 0, None))
    counted(programmed, Dimension.LEVEL, Group("Elementary", 0, None), Group("High", 0, 7))
    counted(programmed, Dimension.SUBJECT, Group(f"mathematics of {tree.cedar.slug}", 0, None))
    counted(programmed, Dimension.EXPERIENCE, Group("Up to 3 years", 1, None))
    shown = {each.dimension: each for each in comparisons(programmed.lead, programmed.program)}
    staff = {dimension: [group.staff for group in each.groups] for dimension, each in shown.items()}
    assert staff == {
        Dimension.ROLE: [2, None],
        Dimension.LEVEL: [1, 7],
        Dimension.SUBJECT: [1],
        Dimension.EXPERIENCE: [None],
    }
    assert shown[Dimension.ROLE].unknown == ("Astronaut",)


def test_who_sees_no_names_reads_no_small_group_and_no_gap_of_one(programmed: Programmed) -> None:
    member = person("Committee", Role.COMMITTEE_MEMBER, programmed.tree.district)
    counted(programmed, Dimension.EXPERIENCE, Group("Up to 3 years", 2, 14), Group("More", 12, 30))
    lead_sees = comparisons(programmed.lead, programmed.program)[-1]
    member_sees = comparisons(member, programmed.program)[-1]
    assert [group.involved for group in lead_sees.groups] == [2, 12]
    assert [group.involved for group in member_sees.groups] == [None, None]
    assert [group.staff for group in member_sees.groups] == [14, 30]
    assert (len(lead_sees.gaps), member_sees.gaps, member_sees.is_left_out) == (2, (), True)


def test_a_lead_fills_the_table_and_two_who_do_are_told(programmed: Programmed) -> None:
    lead = browser_of(programmed.lead)
    address = reverse("program_representation_count", args=[programmed.program.uid, "level"])
    assert 'value="Elementary"' in lead.get(address).content.decode()
    typed = {"name_0": "Elementary", "involved_0": "4", "staff_0": "20", "name_1": "High", "version": "0"}
    nameless = lead.post(address, {**typed, "involved_2": "3"})
    assert nameless.status_code == 422
    assert "Name the group that this number is of." in nameless.content.decode()
    assert lead.post(address, typed).status_code == 302
    assert Representation.objects.get().rows == [
        {"group": "Elementary", "involved": 4, "staff": 20},
        {"group": "High", "involved": 0, "staff": None},
    ]
    late = lead.post(address, {**typed, "involved_0": "9"})
    assert late.status_code == 409
    with pytest.raises(EditConflict):
        counted(programmed, Dimension.LEVEL, Group("High", 1, 1))
    shown = lead.get(reverse("program_representation", args=[programmed.program.uid])).content.decode()
    assert "Not known, so no share of the staff is given: High." in shown
    assert lead.get(reverse("program_representation_count", args=[programmed.program.uid, "shoe"])).status_code == 404


def test_a_district_with_many_subjects_asks_for_more_rows_and_loses_none(programmed: Programmed) -> None:
    lead = browser_of(programmed.lead)
    address = reverse("program_representation_count", args=[programmed.program.uid, "subject"])
    typed = {f"name_{place}": f"Subject {place}" for place in range(8)}
    more = lead.post(address, {**typed, "involved_0": "3", "version": "0", "more": "rows"})
    assert more.status_code == 200
    shown = more.content.decode()
    assert 'value="Subject 7"' in shown
    assert 'name="name_11"' in shown
    assert 'name="name_12"' not in shown
    assert not Representation.objects.exists()
    assert lead.post(address, {**typed, "name_11": "Dance", "version": "0"}).status_code == 302
    assert [row["group"] for row in Representation.objects.get().rows] == [*typed.values(), "Dance"]
    again = lead.get(address).content.decode()
    assert 'value="Dance"' in again
    assert 'name="name_12"' in again


def test_people_who_left_count_no_longer(programmed: Programmed) -> None:
    gone = person("Gone")
    grant_role(by=BUILDER, person=gone, role=Role.COACH, organization=programmed.tree.district)
    counted(programmed, Dimension.ROLE, Group("Coach", 0, None))
    assert comparisons(programmed.lead, programmed.program)[0].groups[0].staff == 1
    gone.is_active = False
    gone.save()
    assert comparisons(programmed.lead, programmed.program)[0].groups[0].staff is None
