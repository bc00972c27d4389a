"""The next cycle in other phases: what goes over is said before, and what has no place there is named."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from tests.builders import person
from tests.programs.builders import Programmed, build_programmed
from tests.programs.phased import attached, following, line, outcome, shown
from tests.programs.test_planning_pages import browser_of
from waypost.common.models import AuditEntry
from waypost.people.rules import Role
from waypost.programs.actions.next_cycles import start_next_cycle
from waypost.programs.actions.outcomes import edit_outcome, waive_outcome
from waypost.programs.actions.phase_activities import choose_activities
from waypost.programs.actions.phase_sets import make_phase_set
from waypost.programs.actions.questions import add_question
from waypost.programs.models import Cycle, PhaseActivity, PhaseSet
from waypost.programs.queries.next_cycles import phases_of_set, what_is_carried
from waypost.programs.queries.phase_snapshots import left_open
from waypost.programs.rules.next_cycles import Homeless, TakenOver, homes, taken_over_words
from waypost.programs.rules.phase_sets import ElementGroup, OutcomeWords, PhaseWords, SetWords
from waypost.programs.rules.phases import ShownState

pytestmark = pytest.mark.django_db
JUNE = date(2027, 1, 11)
CATALOG = OutcomeWords("What we offer now", "Another hint.", ElementGroup.LAUNCH, "programs.catalog")
#: A phase of the same name with the catalog under other words, and one that is new.
OTHER = SetWords(
    "Another set",
    (
        PhaseWords("keep", "Keep going", "Keep", "", (CATALOG, OutcomeWords("Map")), ("Who is new?",)),
        PhaseWords("rest", "Rest", "Rest", "", (OutcomeWords("lessons "),)),
    ),
)


@pytest.fixture
def programmed(db: None) -> Programmed:
    return build_programmed()


@pytest.fixture
def cycle(programmed: Programmed) -> Cycle:
    return following(programmed.lead, programmed.program)


def told(programmed: Programmed, cycle: Cycle) -> tuple[str, ...]:
    seen = shown(programmed.lead, cycle)
    return what_is_carried(seen, phases_of_set(seen, OTHER))


def test_an_outcome_finds_its_place_by_its_source_else_by_its_name_and_only_one() -> None:
    held = [(OutcomeWords("A", key="x"), 1), (OutcomeWords("Charter"), 2), (OutcomeWords(" charter "), 3)]
    expected = [OutcomeWords("CHARTER"), OutcomeWords("Other words", key="x"), OutcomeWords("Charter"), CATALOG]
    assert homes(held, expected) == {0: 2, 1: 1, 2: 3}
    assert homes(held, [OutcomeWords("A")]) == {}


def test_what_another_set_has_no_place_for_is_named_before_the_cycle_begins() -> None:
    found = TakenOver(
        carried=1,
        anew=(),
        questions=2,
        phases=("Keep going", "Rest"),
        added=3,
        homeless=Homeless(("Charter",), ("Lessons",), ("Map", "Forum")),
        unasked=1,
        loose=1,
    )
    assert taken_over_words(found) == (
        "The phases will be: Keep going, Rest.",
        "Carried for another look: 1 outcome.",
        "New in these phases: 3 outcomes.",
        "Without a place in these phases, with work attached: Charter. They stay readable in this cycle.",
        "Without a place in these phases, waived: Lessons. They stay readable in this cycle.",
        "Without a place in these phases, and not taken over: Map, Forum. They stay readable in this cycle.",
        "Asked: 2 questions. Today's answers stay with this cycle. Not asked again: 1 question.",
        "Without a phase until you choose one: 1 activity of the plan.",
    )


def test_another_set_is_told_and_takes_over_what_it_expects_too(programmed: Programmed, cycle: Cycle) -> None:
    lead = programmed.lead
    attached(lead, outcome(cycle, "Charter"))
    words = OutcomeWords("Curated catalog", "What we offer.", ElementGroup.VISION, "programs.catalog")
    edit_outcome(by=lead, outcome=outcome(cycle, "Curated catalog"), started_from=1, words=words, owner=lead)
    add_question(by=lead, phase=cycle.phases.get(position=1), text="Still right?", outcome=outcome(cycle, words.label))
    choose_activities(by=lead, phase=cycle.phases.get(position=1), activities=[programmed.activity], started_from=())
    said = told(programmed, cycle)
    assert "Without a place in these phases, with work attached: Charter. It stays readable in this cycle." in said
    assert "Missing or waived, and begun anew: Lessons." in said
    assert "Without a phase until you choose one: 1 activity of the plan." in said
    second = start_next_cycle(by=lead, cycle=cycle, began_on=JUNE, words=OTHER)
    assert [one.name for one in second.phases.all()] == ["Keep going", "Rest"]
    catalog = line(lead, second, "What we offer now")
    assert (catalog.state, catalog.who, catalog.phase.name) == (ShownState.LOOK_AGAIN, "Maya Okafor", "Keep going")
    asked = [(one.text, one.outcome) for one in second.phases.get(position=1).questions.all()]
    assert asked == [("Who is new?", None), ("Still right?", catalog.outcome)]
    assert not PhaseActivity.objects.filter(phase__cycle=second).exists()
    cycle.refresh_from_db()
    assert left_open(lead, cycle).homeless == ["Charter"]
    row = AuditEntry.objects.get(verb="start next cycle")
    assert row.after
    assert row.after["homeless"] == ["Charter"]


def test_activities_stay_in_a_phase_of_the_same_name(programmed: Programmed, cycle: Cycle) -> None:
    keep = cycle.phases.get(position=2)
    choose_activities(by=programmed.lead, phase=keep, activities=[programmed.activity], started_from=())
    second = start_next_cycle(by=programmed.lead, cycle=cycle, began_on=JUNE, words=OTHER)
    assert PhaseActivity.objects.get(phase__cycle=second).phase.name == "Keep going"


def made_set(programmed: Programmed) -> PhaseSet:
    district = programmed.tree.district
    return make_phase_set(by=programmed.lead, organization=district, name="Another set", like=OTHER)


def test_a_lead_reads_what_a_set_takes_over_before_the_cycle_starts(programmed: Programmed, cycle: Cycle) -> None:
    waive_outcome(by=programmed.lead, outcome=outcome(cycle, "Charter"), why="The board decides.")
    made, lead = made_set(programmed), browser_of(programmed.lead)
    address = reverse("phases_next_cycle", args=[cycle.program.uid])
    assert "Without a place" not in lead.get(address).content.decode()
    typed = {"follows": made.uid, "told": "same", "on": "2027-01-11", "why": "Fewer phases."}
    looked = lead.post(address, {**typed, "look": "1"})
    named = "Without a place in these phases, waived: Charter."
    assert (looked.status_code, named in looked.content.decode()) == (200, True)
    assert f'name="told" value="{made.uid}"' in looked.content.decode()
    assert ("Fewer phases." in looked.content.decode(), "Read above" in looked.content.decode()) == (True, False)
    early = lead.post(address, typed)
    assert (early.status_code, named in early.content.decode()) == (422, True)
    assert "Read above what these phases take over, then start the cycle." in early.content.decode()
    assert "Fewer phases." in early.content.decode()
    assert Cycle.objects.count() == 1
    assert lead.post(address, {**typed, "told": made.uid}).status_code == 302
    assert Cycle.objects.get(number=2).set_name == "Another set"
    page = lead.get(reverse("program_phases", args=[cycle.program.uid])).content.decode()
    assert "and readable as cycle 1 left it: Charter." in page


def test_a_set_that_is_none_begins_nothing(programmed: Programmed, cycle: Cycle) -> None:
    address = reverse("phases_next_cycle", args=[cycle.program.uid])
    typed = {"follows": "nothing", "told": "nothing", "on": "2027-01-11", "why": "More."}
    answer = browser_of(programmed.lead).post(address, typed)
    assert (answer.status_code, Cycle.objects.count()) == (422, 1)


def test_nobody_else_starts_it(programmed: Programmed, cycle: Cycle, client: Client) -> None:
    address = reverse("phases_next_cycle", args=[cycle.program.uid])
    for viewer in (
        person("Luis Ferrer", Role.COMMITTEE_MEMBER, programmed.tree.district),
        person("A Stranger", Role.PROGRAM_LEAD, programmed.tree.other_district),
    ):
        client.force_login(viewer)
        assert client.post(
            address, {"follows": "same", "told": "same", "on": "2027-01-11", "why": "x"}
        ).status_code in (
            403,
            404,
        )
    assert Cycle.objects.count() == 1
