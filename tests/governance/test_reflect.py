"""The page of a reflection, its states, and what phases are told (FR1, FR2)."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.builders import person
from tests.governance.reflecting import (
    Looking,
    build_looking,
    cause_of,
    conversation_with,
    element_at,
    initiative_at,
    leader_at,
    promise_of,
    recorded,
    stakeholder_at,
    vision_at,
)
from tests.plans.builders import activity_of, plan_at
from tests.programs.builders import program_at
from waypost.governance.actions.vision import comment_on_vision, endorse_vision
from waypost.governance.models import VisionVersion
from waypost.governance.queries.standings import part_lines
from waypost.governance.rules.standings import (
    NEXT,
    CauseCounts,
    GapCounts,
    InitiativeCounts,
    StakeholderCounts,
    causes_standing,
    gaps_standing,
    initiatives_standing,
    leaders_standing,
    stakeholders_standing,
    vision_standing,
)
from waypost.people.rules import Role
from waypost.plans.actions.objectives import add_objective
from waypost.plans.rules.fields import ObjectiveFields
from waypost.programs import outcomes
from waypost.programs.models import Program
from waypost.programs.outcomes import OutcomeState, Standing

MISSING, STARTED, REVIEW, LOOK, AGREED, PRIVATE = OutcomeState
KEYS = ["gap_analysis", "initiatives", "leaders", "root_causes", "stakeholder_map", "vision"]


@pytest.fixture
def looking(db: None) -> Looking:
    return build_looking()


@pytest.mark.parametrize(
    ("told", "state", "says"),
    [
        (initiatives_standing(InitiativeCounts(0, None, 0)), MISSING, "No initiative is written down yet."),
        (
            initiatives_standing(InitiativeCounts(1, 2019, 1)),
            STARTED,
            "1 initiative since 2019; of 1 that is over, what happened or what remains is missing.",
        ),
        (
            initiatives_standing(InitiativeCounts(9, 2015, 0)),
            AGREED,
            "9 initiatives since 2015, with what became of each.",
        ),
        (
            causes_standing(CauseCounts(0, 0, 0, 0, 0)),
            MISSING,
            "Write down what was tried before, then ask why it was hard.",
        ),
        (causes_standing(CauseCounts(4, 0, 0, 0, 0)), AGREED, "None of 4 initiatives was difficult."),
        (causes_standing(CauseCounts(4, 3, 2, 9, 0)), STARTED, "A root is found for 2 of 3 difficult initiatives."),
        (
            causes_standing(CauseCounts(4, 3, 3, 7, 1)),
            REVIEW,
            "3 difficult initiatives examined, 7 causes found. 1 root is not taken up yet.",
        ),
        (
            causes_standing(CauseCounts(4, 3, 3, 7, 0)),
            AGREED,
            "3 difficult initiatives examined, 7 causes found. Every root is taken up.",
        ),
        (stakeholders_standing(StakeholderCounts(0, 0, 0, 0)), MISSING, "Nobody is on the map yet."),
        (
            stakeholders_standing(StakeholderCounts(2, 1, 0, 0)),
            LOOK,
            "2 groups and 1 person; no classroom educators among them.",
        ),
        (
            stakeholders_standing(StakeholderCounts(2, 1, 1, 2)),
            STARTED,
            "2 groups and 1 person; for 2 nobody has said yet how they are engaged.",
        ),
        (
            stakeholders_standing(StakeholderCounts(1, 2, 1, 0)),
            AGREED,
            "1 group and 2 people, 1 of them classroom educators.",
        ),
        (leaders_standing(0, 0, 0, "None."), MISSING, "No leader is listed yet."),
        (leaders_standing(2, 2, 0, "None."), STARTED, "None."),
        (leaders_standing(2, 1, 1, "One."), LOOK, "One."),
        (leaders_standing(2, 0, 2, "Both."), AGREED, "Both."),
        (gaps_standing(GapCounts(0, 0, 0, 0)), MISSING, "No element of the talent system is compared yet."),
        (gaps_standing(GapCounts(8, 6, 1, 0)), STARTED, "6 of 8 elements compared."),
        (gaps_standing(GapCounts(8, 8, 3, 1)), LOOK, "8 elements compared, 3 large gaps. 1 has no next step yet."),
        (
            gaps_standing(GapCounts(8, 8, 3, 0)),
            AGREED,
            "8 elements compared, 3 large gaps. Each leads to an objective or the catalog.",
        ),
        (gaps_standing(GapCounts(8, 8, 0, 0)), AGREED, "8 elements compared, 0 large gaps."),
        (vision_standing(0, 0, 0), MISSING, "No vision is written yet."),
        (vision_standing(2, 4, 1), REVIEW, "Version 2, endorsed by 4 people in 1 school."),
        (vision_standing(2, 312, 11), AGREED, "Version 2, endorsed by 312 people in 11 schools."),
    ],
)
def test_each_state_follows_from_what_is_there(told: tuple[OutcomeState, str], state: OutcomeState, says: str) -> None:
    assert told == (state, says)


def fill(looking: Looking, times: int = 1) -> None:
    """Every kind of row that the pages of a reflection show."""
    at = looking.tree.district
    for number in range(times):
        initiative = initiative_at(at, what_happened="Some finished", what_remains="Coaches")
        cause_of(initiative, "Root", cause_of(initiative), is_root=True)
        stakeholder_at(at, is_classroom=True, engagement="Monthly", engaged_by="Maya Okafor")
        element_at(at, f"Element {number}")
        leader = leader_at(at, f"Leader {number}")
        conversation_with(leader)
        promise_of(leader)


def program_of(looking: Looking) -> Program:
    plan = plan_at(looking.tree.district)
    objective = add_objective(by=looking.lead, plan=plan, fields=ObjectiveFields(text="Run a pilot"))
    return program_at(looking.tree.district, activity_of(objective, "Offer it", None))


def test_phases_are_told_the_same_as_the_page(looking: Looking) -> None:
    fill(looking)
    program = program_of(looking)
    told = {key: outcomes.find(f"governance.{key}") for key in KEYS}
    lines = {line.key: line.standing for line in part_lines(looking.lead, looking.tree.district)}
    assert {key: found.standing(looking.lead, program) for key, found in told.items() if found} == lines
    states = {key: standing.state for key, standing in lines.items()}
    assert states == dict(zip(KEYS, [LOOK, AGREED, AGREED, REVIEW, AGREED, MISSING], strict=True))


def test_others_hear_nothing_of_leaders_and_open_nothing_they_may_not(looking: Looking) -> None:
    fill(looking)
    program = program_of(looking)
    found = outcomes.find("governance.leaders")
    assert found
    words = "Kept by the program leads of the organization, and by nobody else."
    for viewer in (looking.member, looking.state, looking.stranger):
        assert found.told_to(viewer, program) == Standing(PRIVATE, words)
    assert found.told_to(looking.lead, program).state is AGREED
    gaps = outcomes.find("governance.gap_analysis")
    assert gaps
    assert gaps.standing(looking.stranger, program).url == ""


def test_the_page_says_what_is_there_and_what_is_next(looking: Looking, client: Client) -> None:
    client.force_login(looking.lead)
    page = client.get(reverse("reflect")).content.decode()
    assert page.count("Missing") == 6
    assert "Write the vision<" in page
    fill(looking)
    page = client.get(reverse("reflect_organization", args=[looking.tree.district.uid])).content.decode()
    assert "1 initiative since 2021, with what became of each." in page
    assert "Put everybody on the map" not in page
    assert "Element 0 is furthest from what is wanted" in page


def test_what_is_next_moves_with_what_is_there(looking: Looking, client: Client) -> None:
    client.force_login(looking.lead)
    assert "Put everybody on the map, classroom educators first" in client.get(reverse("reflect")).content.decode()
    stakeholder_at(looking.tree.district, name="Principals")
    page = client.get(reverse("reflect")).content.decode()
    assert ("Put classroom educators on the map" in page, "Put everybody on the map" in page) == (True, False)
    vision_at(looking.tree.district)
    page = client.get(reverse("reflect")).content.decode()
    assert ("Ask more people to stand behind the vision" in page, "Write the vision" in page) == (True, False)


def test_every_part_that_is_not_in_place_says_what_is_next() -> None:
    told = {
        "initiatives": initiatives_standing(InitiativeCounts(2, 2021, 1)),
        "root_causes": causes_standing(CauseCounts(2, 2, 2, 5, 1)),
        "stakeholder_map": stakeholders_standing(StakeholderCounts(1, 1, 1, 1)),
        "leaders": leaders_standing(3, 1, 2, "Two of three."),
        "gap_analysis": gaps_standing(GapCounts(3, 3, 1, 1)),
        "vision": vision_standing(1, 1, 1),
    }
    assert {key: NEXT[key][state] for key, (state, _) in told.items()} == {
        "initiatives": "Say what came of those that are over",
        "root_causes": "Let something take up each root",
        "stakeholder_map": "Say how each of them is engaged",
        "leaders": "Talk with the leaders who wait for a conversation",
        "gap_analysis": "Let each large gap lead to an objective or the catalog",
        "vision": "Ask more people to stand behind the vision",
    }


def test_whoever_reads_several_chooses_and_schools_do_not_crowd_the_list(looking: Looking, client: Client) -> None:
    client.force_login(looking.state)
    page = client.get(reverse("reflect")).content.decode()
    names = ("Prairie State", "Cedar Valley", "Stony Brook", "Cedar Elementary")
    assert [name for name in names if f"<strong>{name}</strong>" in page] == list(names[:3])
    client.force_login(person("School Lead", Role.PROGRAM_LEAD, looking.tree.cedar))
    assert "Cedar Elementary" in client.get(reverse("reflect")).content.decode()


Address = Callable[[Looking], str]
PAGES = {
    "reflect_organization": 24,
    "reflect_initiatives": 9,
    "reflect_stakeholders": 8,
    "reflect_leaders": 13,
    "reflect_gaps": 11,
    "reflect_vision": 12,
}


def queries_of(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def more_visions(looking: Looking) -> None:
    for number in range(5):
        made = vision_at(looking.tree.district, f"Words {number}", VisionVersion.objects.count())
        comment_on_vision(by=looking.member, vision=made, text="Good")
        recorded(made)
        endorse_vision(by=looking.educator, vision=made)


@pytest.mark.parametrize("name", sorted(PAGES))
def test_many_rows_ask_no_more_than_few(looking: Looking, client: Client, name: str) -> None:
    client.force_login(looking.lead)
    address = reverse(name, args=[looking.tree.district.uid])
    fill(looking, 2)
    more_visions(looking)
    few = queries_of(client, address)
    for offset in range(3):
        initiative_at(looking.tree.district, title=f"More {offset}")
        element_at(looking.tree.district, f"More {offset}")
        stakeholder_at(looking.tree.district, name=f"More {offset}", engaged_by="Luis Ferrer")
        conversation_with(leader_at(looking.tree.district, f"More {offset}"))
    more_visions(looking)
    assert queries_of(client, address) == few
    assert few <= PAGES[name]


def test_a_tree_of_many_causes_asks_no_more_than_one_of_few(looking: Looking, client: Client) -> None:
    client.force_login(looking.lead)
    made = initiative_at(looking.tree.district)
    above = cause_of(made)
    address = reverse("reflect_initiative", args=[made.uid])
    few = queries_of(client, address)
    for number in range(20):
        cause_of(made, f"Cause {number}", above)
    assert queries_of(client, address) == few
    assert few <= 11


def test_many_visions_to_endorse_ask_no_more_than_one(looking: Looking, client: Client) -> None:
    client.force_login(looking.educator)
    vision_at(looking.tree.district)
    few = queries_of(client, reverse("reflect_shared_visions"))
    vision_at(looking.tree.state)
    vision_at(looking.tree.cedar)
    assert queries_of(client, reverse("reflect_shared_visions")) == few
    assert few <= 9


def test_nothing_is_said_to_the_public(looking: Looking, client: Client) -> None:
    vision_at(looking.tree.district)
    answer = client.get(reverse("reflect_shared_visions"))
    assert (answer.status_code, "/account/login/" in answer["Location"]) == (302, True)
