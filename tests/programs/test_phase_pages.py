"""Phases in the browser: what is there, what is next, and every change, by form and without JavaScript."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.builders import BUILDER, person
from tests.programs.builders import Programmed, build_programmed
from tests.programs.phased import LINK, SEPTEMBER, attached, following, following_five, line, outcome
from waypost.people.models import Person
from waypost.people.rules import Role
from waypost.programs.actions.next_cycles import start_next_cycle
from waypost.programs.actions.outcomes import add_outcome, edit_outcome, take_attachment_out, waive_outcome
from waypost.programs.actions.phases import enter_phase
from waypost.programs.actions.questions import add_question, answer_question
from waypost.programs.models import Cycle, OutcomeAttachment, Phase, PhaseOutcome, PhaseQuestion
from waypost.programs.rules.phase_sets import OutcomeWords
from waypost.programs.rules.phases import AttachedState, ShownState

pytestmark = pytest.mark.django_db
#: Queries of a page, whatever the number of rows.
BUDGETS = {"program_phases": 51, "program_elements": 51, "phase": 51}
LONG = "x" * 50_000


@pytest.fixture
def programmed(db: None) -> Programmed:
    return build_programmed()


@pytest.fixture
def cycle(programmed: Programmed) -> Cycle:
    return following(programmed.lead, programmed.program)


@pytest.fixture
def lead(programmed: Programmed) -> Client:
    return browser_of(programmed.lead)


@pytest.fixture
def member(programmed: Programmed) -> Client:
    return browser_of(person("Luis Ferrer", Role.COMMITTEE_MEMBER, programmed.tree.district))


def browser_of(someone: Person) -> Client:
    client = Client()
    client.force_login(someone)
    return client


def first(cycle: Cycle) -> str:
    return cycle.phases.get(position=1).uid


def read(client: Client, name: str, *args: object) -> str:
    answer = client.get(reverse(name, args=args))
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_lead_chooses_a_set_and_lands_in_the_first_phase(programmed: Programmed, lead: Client) -> None:
    uid = programmed.program.uid
    assert "Follow phases" in read(lead, "program_phases", uid)
    offered = read(lead, "phases_follow", uid)
    assert "Reflect and Prepare · Plan · Launch · Implement, Monitor and Support · Sustain and Innovate" in offered
    assert "The program keeps the set that you choose." in offered
    assert ("The usual one: for a program that begins" in offered, "For whoever still finds out" in offered) == (
        True,
    ) * 2
    answer = lead.post(reverse("phases_follow", args=[uid]), {"follows": "five", "on": "2026-09-08"})
    assert answer.headers["Location"] == reverse("program_phases", args=[uid])
    assert "In “Reflect and Prepare” since September 8, 2026" in read(lead, "program_phases", uid)
    phases = Phase.objects.order_by("position")
    assert [read(lead, "phase", one.uid).count("btn-primary") for one in phases] == [1, 0, 0, 0, 0]


def test_a_day_to_come_gets_one_sentence_and_keeps_what_was_typed(programmed: Programmed, lead: Client) -> None:
    typed = {"follows": "six", "on": "2030-01-01"}
    answer = lead.post(reverse("phases_follow", args=[programmed.program.uid]), typed)
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "Choose today or an earlier day" in shown
    assert re.search(r'value="six"[^>]* checked', shown)
    assert not Cycle.objects.exists()


def test_a_phase_shows_what_is_there_who_has_it_its_state_and_what_is_next(cycle: Cycle, lead: Client) -> None:
    shown = read(lead, "phase", first(cycle))
    assert "1 of 2 outcomes are in place." in shown
    assert "1 micro-credential offered, 1 with the reason why." in shown
    assert "Nobody yet" in shown
    assert "Missing" in shown
    assert reverse("phase_outcome_edit", args=[outcome(cycle, "Charter").uid]) in shown
    assert "Whose voice is missing?" in shown


def test_the_side_bar_shows_each_phase_with_a_ring_and_words(cycle: Cycle, lead: Client) -> None:
    shown = read(lead, "phase", first(cycle))
    side = shown.split('<nav class="wp-side"')[1].split("</nav>")[0]
    assert side.count('class="wp-ring"') == 2
    assert "1 of 2 in place" in side
    assert "Not started" in side


def test_other_pages_show_no_rings(cycle: Cycle, lead: Client) -> None:
    assert 'class="wp-ring"' not in read(lead, "program", cycle.program.uid)


def test_a_committee_member_reads_and_finds_no_way_to_change(cycle: Cycle, member: Client) -> None:
    charter = outcome(cycle, "Charter").uid
    pages = [read(member, "phase", first(cycle)), read(member, "phase_outcome", charter)]
    pages.append(read(member, "program_phases", cycle.program.uid))
    for words in ("Add an outcome", "Attach work", "Leave this phase", "Waive", "Take out", "Start cycle"):
        assert not any(words in page for page in pages)


def test_a_stranger_gets_404_and_changes_nothing(programmed: Programmed, cycle: Cycle) -> None:
    stranger = browser_of(person("Noor Haddad", Role.PROGRAM_LEAD, programmed.tree.other_district))
    charter = outcome(cycle, "Charter").uid
    answers = [
        stranger.post(reverse("phase_outcome_attach", args=[charter]), {"state": "agreed", "note": "x", "link": LINK}),
        stranger.post(reverse("phase_outcome_waive", args=[charter]), {"why": "x"}),
        stranger.post(reverse("phase_leave", args=[first(cycle)]), {"on": "2026-10-01"}),
        stranger.get(reverse("phase", args=[first(cycle)])),
    ]
    assert [answer.status_code for answer in answers] == [404] * 4
    assert not OutcomeAttachment.objects.exists()


def test_a_lead_attaches_a_file_which_readers_open_and_strangers_do_not(
    programmed: Programmed, cycle: Cycle, lead: Client, member: Client
) -> None:
    charter = outcome(cycle, "Charter").uid
    file = SimpleUploadedFile("charter.txt", b"We meet on Tuesdays.")
    typed = {"state": "agreed", "note": "Signed in August", "file": file}
    answer = lead.post(reverse("phase_outcome_attach", args=[charter]), typed)
    assert answer.headers["Location"] == reverse("phase_outcome", args=[charter])
    page = read(member, "phase_outcome", charter)
    assert "In place, done elsewhere" in page
    assert "Signed in August" in page
    address = reverse("phase_attachment", args=[OutcomeAttachment.objects.get().uid])
    assert address in page
    answer = member.get(address)
    assert b"".join(answer.streaming_content) == b"We meet on Tuesdays."  # type: ignore[attr-defined]  # the library's types are too narrow
    assert answer["Content-Disposition"] == 'attachment; filename="charter.txt"'
    assert "sandbox" in answer["Content-Security-Policy"]
    stranger = browser_of(person("Noor Haddad", Role.PROGRAM_LEAD, programmed.tree.other_district))
    assert stranger.get(address).status_code == 404


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"note": "Charter"}, "Give a link, or choose a file: one of the two."),
        ({"note": "Charter", "link": "ftp://x"}, "Paste a whole web address"),
        ({"note": "", "link": LINK}, "Please fill this in."),
        ({"note": LONG, "link": LINK}, "Write at most 4000 characters: this has 50000."),
    ],
)
def test_what_cannot_be_attached_gets_one_sentence(
    cycle: Cycle, lead: Client, typed: dict[str, str], says: str
) -> None:
    address = reverse("phase_outcome_attach", args=[outcome(cycle, "Charter").uid])
    answer = lead.post(address, {"state": "agreed", **typed})
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert not OutcomeAttachment.objects.exists()


def test_what_is_attached_is_taken_away_and_put_back(programmed: Programmed, cycle: Cycle, lead: Client) -> None:
    made = attached(programmed.lead, outcome(cycle, "Charter"))
    lead.post(reverse("phase_attachment_take_out", args=[made.uid]))
    page = read(lead, "phase_outcome", made.outcome.uid)
    assert reverse("phase_attachment_put_back", args=[made.uid]) in page
    lead.post(reverse("phase_attachment_put_back", args=[made.uid]))
    assert line(programmed.lead, cycle, "Charter").state is ShownState.ELSEWHERE


def test_an_outcome_that_others_use_asks_before_it_leaves_and_can_come_back(
    programmed: Programmed, cycle: Cycle, lead: Client
) -> None:
    charter = outcome(cycle, "Charter")
    attached(programmed.lead, charter)
    add_question(by=programmed.lead, phase=charter.phase, text="Who signs it?", outcome=charter)
    edit_outcome(
        by=programmed.lead, outcome=charter, started_from=1, words=OutcomeWords("Charter"), owner=programmed.lead
    )
    asked = read(lead, "phase_outcome_take_out", charter.uid)
    assert "Maya Okafor has it." in asked
    assert "Attached to it, and kept with it: 1 piece of work." in asked
    assert "Asked about it, and still open to read: 1 question." in asked
    lead.post(reverse("phase_outcome_take_out", args=[charter.uid]), {"why": ""})
    page = read(lead, "phase", first(cycle))
    assert reverse("phase_outcome_put_back", args=[charter.uid]) in page
    lead.post(reverse("phase_outcome_put_back", args=[charter.uid]))
    assert line(programmed.lead, cycle, "Charter").who == "Maya Okafor"


def test_a_lead_adds_waives_and_reopens_an_outcome(programmed: Programmed, cycle: Cycle, lead: Client) -> None:
    typed = {"label": "Newsletter", "hint": "", "group": "engagement", "key": "", "owner": programmed.lead.uid}
    lead.post(reverse("phase_outcome_add", args=[first(cycle)]), typed)
    uid = outcome(cycle, "Newsletter").uid
    assert lead.post(reverse("phase_outcome_waive", args=[uid]), {"why": " "}).status_code == 422
    lead.post(reverse("phase_outcome_waive", args=[uid]), {"why": "We have a blog."})
    assert "We have a blog." in read(lead, "phase", first(cycle))
    lead.post(reverse("phase_outcome_reopen", args=[uid]))
    assert line(programmed.lead, cycle, "Newsletter").state is ShownState.MISSING


def test_two_who_edit_an_outcome_at_once_see_both_texts(programmed: Programmed, cycle: Cycle, lead: Client) -> None:
    charter = outcome(cycle, "Charter")
    edit_outcome(by=BUILDER, outcome=charter, started_from=1, words=OutcomeWords("Saved first"), owner=None)
    typed = {"label": "Typed meanwhile", "hint": "", "group": "vision", "key": "", "owner": "", "version": 1}
    answer = lead.post(reverse("phase_outcome_edit", args=[charter.uid]), typed)
    shown = answer.content.decode()
    assert answer.status_code == 409
    assert "Saved first" in shown
    assert "Typed meanwhile" in shown
    lead.post(reverse("phase_outcome_edit", args=[charter.uid]), {**typed, "version": 2})
    assert PhaseOutcome.objects.get(pk=charter.pk).label == "Typed meanwhile"


def test_a_question_is_asked_answered_and_answered_anew(cycle: Cycle, lead: Client, member: Client) -> None:
    lead.post(reverse("phase_question_add", args=[first(cycle)]), {"text": "Who signs it?", "outcome": ""})
    question = PhaseQuestion.objects.get(text="Who signs it?")
    address = reverse("phase_question_answer", args=[question.uid])
    lead.post(address, {"version": 1, "text": "The board."})
    lead.post(address, {"version": 2, "text": "The board and the association."})
    page = read(member, "phase_question", question.uid)
    assert page.index("The board and the association.") < page.index("The board.")
    assert "Maya Okafor" in page
    conflict = lead.post(address, {"version": 2, "text": "Nobody."})
    assert conflict.status_code == 409
    assert "The board and the association." in conflict.content.decode()


def test_a_lead_enters_a_second_phase_leaves_the_first_and_goes_back(cycle: Cycle, lead: Client) -> None:
    begin, keep = first(cycle), cycle.phases.get(position=2).uid
    lead.post(reverse("phase_enter", args=[keep]), {"on": "2026-10-05", "why": "Ready."})
    assert read(lead, "program_phases", cycle.program.uid).count("until today") == 2
    lead.post(reverse("phase_leave", args=[begin]), {"on": "2026-10-06", "why": ""})
    assert "Go back to this phase" in read(lead, "phase", begin)
    lead.post(reverse("phase_enter", args=[begin]), {"on": "2026-11-02", "why": "New principals."})
    page = read(lead, "phase", begin)
    assert "September 8, 2026 to October 6, 2026" in page
    assert "New principals." in page


def test_days_that_do_not_fit_stand_by_the_field(cycle: Cycle, lead: Client) -> None:
    answer = lead.post(reverse("phase_leave", args=[first(cycle)]), {"on": "2026-09-01", "why": ""})
    assert answer.status_code == 422
    assert "entered on September 8, 2026" in answer.content.decode()


def test_a_second_cycle_begins_from_what_the_first_left(programmed: Programmed, cycle: Cycle, lead: Client) -> None:
    waive_outcome(by=programmed.lead, outcome=outcome(cycle, "Charter"), why="The board decides.")
    uid = cycle.program.uid
    asked = read(lead, "phases_next_cycle", uid)
    assert "Carried for another look: 1 outcome." in asked
    assert "begun anew: Charter, Lessons." in asked
    lead.post(
        reverse("phases_next_cycle", args=[uid]),
        {"follows": "same", "told": "same", "on": "2027-01-11", "why": "Nine more schools."},
    )
    page = read(lead, "program_phases", uid)
    assert "What cycle 1 left" in page
    assert "“The board decides.”" in page
    second = Cycle.objects.get(number=2)
    catalog = outcome(second, "Curated catalog").uid
    assert "From cycle 1: look again" in read(lead, "phase", first(second))
    lead.post(reverse("phase_outcome_confirm", args=[catalog]))
    assert "Confirmed by Maya Okafor" in read(lead, "phase_outcome", catalog)


def test_a_closed_cycle_is_read_by_all_and_changed_by_nobody(
    programmed: Programmed, cycle: Cycle, lead: Client, member: Client
) -> None:
    attached(programmed.lead, outcome(cycle, "Charter"))
    start_next_cycle(by=programmed.lead, cycle=cycle, began_on=SEPTEMBER)
    for client in (lead, member):
        page = read(client, "program_cycle", cycle.program.uid, 1)
        assert "Signed in our shared drive" in page
        assert "In place, done elsewhere" in page
        answer = client.get(reverse("phase", args=[first(cycle)]))
        assert answer.headers["Location"] == reverse("program_cycle", args=[cycle.program.uid, 1])
    old = outcome(cycle, "Charter").uid
    assert lead.post(reverse("phase_outcome_waive", args=[old]), {"why": "x"}).status_code == 404


def test_five_groups_show_the_same_outcomes_across_phases(programmed: Programmed, lead: Client) -> None:
    cycle = following_five(programmed.lead, programmed.program)
    page = read(lead, "program_elements", cycle.program.uid)
    for label in (
        "Investment in stakeholder engagement",
        "Shared vision and comprehensive plans",
        "Strategic launch and implementation",
        "Data analytics and support",
        "Culture shifts",
    ):
        assert f">{label}</h2>" in page
    assert page.count('<th role="rowheader"') == 41


def test_more_rows_cost_a_page_of_phases_no_more_queries(programmed: Programmed, lead: Client) -> None:
    cycle = following_five(programmed.lead, programmed.program)
    few = {name: queries(lead, name, cycle) for name in BUDGETS}
    fill(programmed, cycle)
    assert {name: queries(lead, name, cycle) for name in BUDGETS} == few
    assert {name: few[name] for name in BUDGETS if few[name] > BUDGETS[name]} == {}


def fill(programmed: Programmed, cycle: Cycle) -> None:
    for phase in cycle.phases.all():
        made = add_outcome(by=BUILDER, phase=phase, words=OutcomeWords("Charter"), owner=programmed.lead)
        attached(programmed.lead, made, AttachedState.STARTED)
        take_attachment_out(by=BUILDER, attachment=attached(programmed.lead, made))
        asked = add_question(by=BUILDER, phase=phase, text="Who signs it?", outcome=made)
        answer_question(by=programmed.lead, question=asked, started_from=1, text="The board.")
    enter_phase(by=BUILDER, phase=cycle.phases.get(position=2), on=SEPTEMBER)


def queries(client: Client, name: str, cycle: Cycle) -> int:
    uid = first(cycle) if name == "phase" else cycle.program.uid
    read(client, name, uid)
    with CaptureQueriesContext(connection) as captured:
        read(client, name, uid)
    return len(captured)
