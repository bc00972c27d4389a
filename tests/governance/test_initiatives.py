"""What was tried, and the tree of whys: outline, places, circles, versions (FR2)."""

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import reverse

from tests.builders import BUILDER
from tests.governance.reflecting import Looking, build_looking, cause_of, initiative_at, tried, why
from tests.plans.builders import activity_of, plan_at
from waypost.common.conflicts import EditConflict
from waypost.common.models import AuditEntry
from waypost.governance.actions.initiatives import add_cause, edit_cause, edit_initiative, move_cause, say_effect
from waypost.governance.actions.reflection import put_back, take_out
from waypost.governance.forms.initiatives import InitiativeForm
from waypost.governance.models import Cause, Initiative
from waypost.governance.queries.initiatives import initiative_page
from waypost.governance.rules.initiatives import (
    DEEPEST,
    MOST_CAUSES,
    Circle,
    TreeIsFull,
    check_place,
    flat,
    moved,
    tree,
    years_said,
)
from waypost.plans.actions.adoption import adopt_plan
from waypost.plans.actions.objectives import add_objective
from waypost.plans.rules.fields import ObjectiveFields


@pytest.fixture
def looking(db: None) -> Looking:
    return build_looking()


@pytest.fixture
def tree_of(looking: Looking) -> tuple[Initiative, Cause, Cause, Cause]:
    """Two causes, and one below the first."""
    made = initiative_at(looking.tree.district)
    first = cause_of(made, "No release days")
    second = cause_of(made, "Counted for nothing", kind="recognition")
    return made, first, second, cause_of(made, "Days were planned too early", first, is_root=True)


def outline(initiative: Initiative) -> list[str]:
    return [f"{twig.number} {twig.item}" for twig in flat(tree(Cause.objects.filter(initiative=initiative)))]


@pytest.mark.parametrize(
    ("since", "until", "words"), [(2019, 2022, "2019 to 2022"), (2021, 2021, "2021"), (2024, None, "since 2024")]
)
def test_years_read_as_people_say_them(since: int, until: int | None, words: str) -> None:
    assert years_said(since, until) == words


def test_a_tree_numbers_its_twigs_and_gives_each_the_kind_of_its_topmost_cause() -> None:
    rows = [(1, None, "time"), (2, None, "skills"), (3, 1, "leadership"), (4, 3, "skills"), (5, 99, "time")]
    found = flat(tree([SimpleNamespace(pk=pk, parent_id=above, kind=kind) for pk, above, kind in rows]))
    shown = [(twig.number, twig.item.pk, twig.depth, twig.kind, twig.is_first, twig.is_last) for twig in found]
    assert shown == [
        ("1.", 1, 0, "time", True, False),
        ("1.1.", 3, 1, "time", True, True),
        ("1.1.1.", 4, 2, "time", True, True),
        ("2.", 2, 0, "skills", False, True),
    ]


@pytest.mark.parametrize("below", [1, 2, 3])
def test_a_cause_hangs_neither_below_itself_nor_below_what_stands_below_it(below: int) -> None:
    with pytest.raises(Circle):
        check_place({1: None, 2: 1, 3: 2, 4: None}, below, cause=1)
    check_place({1: None, 2: 1, 3: 2, 4: None}, 4, cause=1)


def test_a_tree_grows_neither_too_deep_nor_too_large() -> None:
    line = {place: place - 1 or None for place in range(1, DEEPEST)}
    check_place(line, DEEPEST - 1)
    with pytest.raises(TreeIsFull, match="whys below each other"):
        check_place({**line, DEEPEST: DEEPEST - 1}, DEEPEST)
    with pytest.raises(TreeIsFull, match="whys below each other"):
        check_place({**line, 90: None, 91: 90}, DEEPEST - 1, cause=90)
    with pytest.raises(TreeIsFull, match="put similar ones together"):
        check_place(dict.fromkeys(range(MOST_CAUSES)), None)


@pytest.mark.parametrize(("step", "after"), [(-1, [2, 1, 3]), (1, [1, 3, 2])])
def test_a_cause_moves_by_one_place(step: int, after: list[int]) -> None:
    assert moved([1, 2, 3], 2, step) == after
    assert moved(after, after[0], -1) == after
    assert moved(after, after[-1], 1) == after


def test_each_write_leaves_one_row_of_the_trail(looking: Looking) -> None:
    made = initiative_at(looking.tree.district)
    edit_initiative(by=looking.lead, initiative=made, started_from=1, fields=tried(what_remains="Two coaches"))
    edit_initiative(by=looking.lead, initiative=made, started_from=2, fields=tried(what_remains="Two coaches"))
    say_effect(by=looking.member, initiative=made, started_from=2, effect="12 of 40 finished", asked_count=41)
    rows = AuditEntry.objects.filter(subject_uid=made.uid).order_by("pk")
    assert [(row.verb, row.after) for row in rows][1:] == [
        ("edit initiative", {"what_remains": "Two coaches"}),
        ("say effect", {"effect": "12 of 40 finished", "asked_count": 41}),
    ]


def test_an_edit_from_an_old_version_is_a_conflict_and_changes_nothing(looking: Looking) -> None:
    made = initiative_at(looking.tree.district)
    edit_initiative(by=looking.lead, initiative=made, started_from=1, fields=tried(title="Coaching"))
    with pytest.raises(EditConflict):
        edit_initiative(by=looking.member, initiative=made, started_from=1, fields=tried(title="Other"))
    made.refresh_from_db()
    assert (made.title, made.version) == ("Coaching", 2)


def test_causes_stand_below_each_other_and_move(tree_of: tuple[Initiative, Cause, Cause, Cause]) -> None:
    made, first, second, _ = tree_of
    assert outline(made) == ["1. No release days", "1.1. Days were planned too early", "2. Counted for nothing"]
    move_cause(by=BUILDER, cause=second, step=-1)
    assert outline(made)[0] == "1. Counted for nothing"
    move_cause(by=BUILDER, cause=second, step=-1)
    assert AuditEntry.objects.filter(verb="move cause").count() == 1
    first.refresh_from_db()
    edit_cause(by=BUILDER, cause=first, started_from=1, below=second, fields=why())
    assert outline(made) == ["1. Counted for nothing", "1.1. No release days", "1.1.1. Days were planned too early"]


def test_a_circle_is_refused_and_nothing_moves(tree_of: tuple[Initiative, Cause, Cause, Cause]) -> None:
    made, first, _, below = tree_of
    before = outline(made)
    with pytest.raises(Circle):
        edit_cause(by=BUILDER, cause=first, started_from=1, below=below, fields=why())
    assert outline(made) == before


def test_taking_a_cause_out_takes_what_stands_below_it_and_putting_it_back_brings_both(
    tree_of: tuple[Initiative, Cause, Cause, Cause],
) -> None:
    made, first, _, _ = tree_of
    before = outline(made)
    take_out(by=BUILDER, part=first)
    take_out(by=BUILDER, part=first)
    assert outline(made) == ["1. Counted for nothing"]
    put_back(by=BUILDER, part=first)
    assert outline(made) == before
    rows = AuditEntry.objects.filter(subject_uid=first.uid).order_by("pk")
    assert [row.verb for row in rows] == ["add cause", "take out", "put back"]


def test_roots_are_counted_until_something_takes_them_up(
    looking: Looking, tree_of: tuple[Initiative, Cause, Cause, Cause]
) -> None:
    made, _, _, root = tree_of
    page = initiative_page(looking.lead, made)
    assert [str(twig.item) for twig in page.open_roots] == ["Days were planned too early"]
    fields = why("Days were planned too early", is_root=True, taken_up_in="Decision of October 12")
    edit_cause(by=BUILDER, cause=root, started_from=1, below=root.parent, fields=fields)
    page = initiative_page(looking.lead, made)
    assert (len(page.roots), page.open_roots) == (1, [])


def test_a_reader_sees_no_words_of_a_draft_plan(looking: Looking, client: Client) -> None:
    plan = plan_at(looking.tree.district)
    objective = add_objective(by=BUILDER, plan=plan, fields=ObjectiveFields(text="Secret objective"))
    activity = activity_of(objective, "Secret activity", None)
    made = initiative_at(looking.tree.district)
    add_cause(by=BUILDER, initiative=made, below=None, fields=why(), objective=objective, activity=activity)
    client.force_login(looking.member)
    address = reverse("reflect_initiative", args=[made.uid])
    page = client.get(address).content.decode()
    assert ("Secret" in page, "an objective of a plan that is not adopted yet" in page) == (False, True)
    adopt_plan(by=BUILDER, plan=plan, number=1)
    page = client.get(address).content.decode()
    assert reverse("plan_objective", args=[objective.uid]) in page
    assert "Secret activity" in page


TYPED = {"title": "Book study", "what": "Reading together", "since_year": 2018, "difficulty": "went smoothly"}


def test_an_initiative_is_written_down_listed_and_narrowed(looking: Looking, client: Client) -> None:
    client.force_login(looking.member)
    address = reverse("reflect_initiatives", args=[looking.tree.district.uid])
    assert "Add initiative" in client.get(address).content.decode()
    add = reverse("reflect_initiative_add", args=[looking.tree.district.uid])
    assert client.post(add, {**TYPED, "until_year": 2019, "cost_usd": 18000}).status_code == 302
    initiative_at(looking.tree.district)
    initiative_at(looking.tree.district, title="Mentors", until_year=None, difficulty="some hurdles")
    shown = {
        show: client.get(f"{address}?show={show}").content.decode() for show in ("", "past", "present", "difficult")
    }
    names = ("Book study", "Coaching cycles", "Mentors")
    seen = {show: [name for name in names if f">{name}</a>" in page] for show, page in shown.items()}
    assert seen == {
        "": ["Book study", "Coaching cycles", "Mentors"],
        "past": ["Book study", "Coaching cycles"],
        "present": ["Mentors"],
        "difficult": ["Coaching cycles"],
    }
    assert "$18,000" in shown[""]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"until_year": 2016}, "It ended before it began"),
        ({"since_year": 18}, "Write 1950 or more."),
        ({"what": "x" * 50_000}, "at most 10000 characters"),
        ({"difficulty": "hard"}, "Select a valid choice"),
        ({"cost_usd": -1}, "Write 0 or more."),
    ],
)
def test_bad_input_gets_a_sentence_and_keeps_what_was_typed(
    looking: Looking, client: Client, typed: dict[str, object], sentence: str
) -> None:
    client.force_login(looking.member)
    answer = client.post(reverse("reflect_initiative_add", args=[looking.tree.district.uid]), {**TYPED, **typed})
    page = answer.content.decode()
    assert (answer.status_code, sentence in page, 'value="Book study"' in page) == (422, True, True)
    assert not Initiative.objects.exists()


def test_two_people_who_edit_see_both_texts(looking: Looking, client: Client) -> None:
    made = initiative_at(looking.tree.district)
    edit_initiative(by=looking.lead, initiative=made, started_from=1, fields=tried(what="Words of the lead"))
    client.force_login(looking.member)
    address = reverse("reflect_initiative_edit", args=[made.uid])
    typed = {**TYPED, "title": "Coaching cycles", "what": "My own words", "until_year": 2024, "since_year": 2021}
    answer = client.post(address, {**typed, "difficulty": "difficult", "version": 1})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert all(
        text in page for text in ("Words of the lead", "My own words", "Maya Okafor", 'name="version" value="2"')
    )
    assert page.count("data-current-version") == 1
    assert client.post(address, {**typed, "difficulty": "difficult", "version": 2}).status_code == 302
    made.refresh_from_db()
    assert made.what == "My own words"


def test_a_cause_is_added_below_another_and_a_circle_is_said_at_the_field(
    looking: Looking, client: Client, tree_of: tuple[Initiative, Cause, Cause, Cause]
) -> None:
    made, first, _, below = tree_of
    client.force_login(looking.member)
    add = reverse("reflect_cause_add", args=[made.uid]) + f"?below={first.uid}"
    assert f'value="{first.uid}" selected' in client.get(add).content.decode()
    typed = {"text": "Nobody asked coaches", "kind": "leadership", "below": first.uid}
    assert client.post(add, typed).status_code == 302
    assert "1.2. Nobody asked coaches" in outline(made)
    answer = client.post(reverse("reflect_cause_edit", args=[first.uid]), {**typed, "below": below.uid, "version": 1})
    assert (answer.status_code, "stand below itself" in answer.content.decode()) == (422, True)


def test_moving_and_taking_out_work_by_buttons_alone(
    looking: Looking, client: Client, tree_of: tuple[Initiative, Cause, Cause, Cause]
) -> None:
    made, first, second, _ = tree_of
    client.force_login(looking.member)
    client.post(reverse("reflect_cause_move", args=[second.uid]), {"to": "up"})
    assert outline(made)[0] == "1. Counted for nothing"
    assert client.post(reverse("reflect_cause_move", args=[second.uid]), {"to": "sideways"}).status_code == 404
    answer = client.post(reverse("reflect_take_out", args=["cause", first.uid]), follow=True).content.decode()
    assert "You can undo this for 10 more minutes" in answer
    client.post(reverse("reflect_put_back", args=["cause", first.uid]))
    assert "2. No release days" in outline(made)


def test_an_unknown_kind_of_part_is_no_page(looking: Looking, client: Client) -> None:
    client.force_login(looking.lead)
    made = initiative_at(looking.tree.district)
    assert client.post(reverse("reflect_take_out", args=["vision", made.uid])).status_code == 404


def buttons(client: Client, address: str, words: Callable[[str], bool]) -> bool:
    return words(client.get(address).content.decode())


def test_state_staff_read_and_change_nothing(looking: Looking, client: Client) -> None:
    made = initiative_at(looking.tree.district)
    cause_of(made)
    client.force_login(looking.state)
    address = reverse("reflect_initiative", args=[made.uid])
    assert buttons(client, address, lambda page: "No release days" in page and "Take out" not in page)
    assert client.post(reverse("reflect_take_out", args=["initiative", made.uid])).status_code == 404
    made.refresh_from_db()
    assert made.taken_out_at is None


def test_what_two_people_change_in_different_fields_is_saved_together(looking: Looking, client: Client) -> None:
    made = initiative_at(looking.tree.district)
    client.force_login(looking.member)
    address = reverse("reflect_initiative_edit", args=[made.uid])
    sent = {name: "" if value is None else value for name, value in InitiativeForm.initial_of(made).items()}
    base = {f"base-{name}": value for name, value in sent.items()}
    edit_initiative(by=looking.lead, initiative=made, started_from=1, fields=tried(what_remains="Two coaches"))
    answer = client.post(address, {**base, **sent, "what": "Eight weeks", "version": 1}, follow=True)
    assert f"Saved, together with what {looking.lead.name} changed meanwhile: What remains." in answer.content.decode()
    made.refresh_from_db()
    assert (made.what, made.what_remains, made.version) == ("Eight weeks", "Two coaches", 3)
