"""What happened to an outcome, and questions that are asked no more."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.builders import person
from tests.programs.builders import Programmed, build_programmed
from tests.programs.phased import SEPTEMBER, attached, following, outcome, shown
from waypost.common.models import AuditEntry
from waypost.people.rules import Role
from waypost.programs.actions import outcomes as actions
from waypost.programs.actions.next_cycles import start_next_cycle
from waypost.programs.actions.phases import CycleClosed
from waypost.programs.actions.questions import answer_question, put_question_back, take_question_out
from waypost.programs.models import Cycle, PhaseOutcome, PhaseQuestion
from waypost.programs.queries.outcome_history import steps_of
from waypost.programs.rules.outcome_history import detail_words, done_words
from waypost.programs.rules.phase_sets import ElementGroup, OutcomeWords

pytestmark = pytest.mark.django_db


@pytest.fixture
def programmed(db: None) -> Programmed:
    return build_programmed()


@pytest.fixture
def cycle(programmed: Programmed) -> Cycle:
    return following(programmed.lead, programmed.program)


def said(outcome: PhaseOutcome) -> list[tuple[str, str, str]]:
    return [(step.who, step.done, step.detail) for step in steps_of(PhaseOutcome.objects.get(pk=outcome.pk))]


@pytest.mark.parametrize(
    ("verb", "after", "words"),
    [
        ("add outcome", {"owner": None}, "added it"),
        ("add outcome", {"owner": "u1"}, "added it and gave it to Maya"),
        ("edit outcome", {"owner": "u1"}, "gave it to Maya"),
        ("edit outcome", {"owner": "u2"}, "gave it to somebody"),
        ("edit outcome", {"owner": None}, "took it from its owner"),
        ("edit outcome", {"label": "Map", "owner": "u1"}, "gave it to Maya and changed its words"),
        ("edit outcome", {"key": "programs.catalog"}, "changed what it is worked out from"),
        ("waive outcome", {}, "waived it"),
        ("start next cycle", {"number": 2}, "began cycle 2, in which it is expected, carried from cycle 1"),
    ],
)
def test_each_row_of_the_trail_reads_as_a_sentence(verb: str, after: dict[str, object], words: str) -> None:
    assert done_words(verb, after, {"u1": "Maya"}, carried_from=1) == words


def test_the_detail_is_the_reason_or_what_was_attached() -> None:
    assert detail_words("waive outcome", {}, "The board decides.") == "The board decides."
    assert (
        detail_words("attach work", {"note": "Charter", "state": "agreed"}, "") == "Charter (It is agreed and in use)"
    )
    assert detail_words("edit outcome", {"label": "Map"}, "") == "Map"


def test_the_history_of_an_outcome_names_who_did_what_and_why(programmed: Programmed, cycle: Cycle) -> None:
    lead, charter = programmed.lead, outcome(cycle, "Charter")
    actions.waive_outcome(by=lead, outcome=charter, why="The board decides.")
    actions.reopen_outcome(by=lead, outcome=charter)
    made = attached(lead, charter)
    actions.take_attachment_out(by=lead, attachment=made)
    words = OutcomeWords("Charter", "Who decides what.", ElementGroup.ENGAGEMENT)
    actions.edit_outcome(by=lead, outcome=charter, started_from=3, words=words, owner=lead)
    assert said(charter) == [
        ("Maya Okafor", "gave it to Maya Okafor", ""),
        ("Maya Okafor", "took away attached work", ""),
        ("Maya Okafor", "attached work", "Signed in our shared drive (It is agreed and in use)"),
        ("Maya Okafor", "reopened it", ""),
        ("Maya Okafor", "waived it", "The board decides."),
        ("Maya Okafor", "began cycle 1, in which it is expected", ""),
    ]


def test_what_was_added_later_begins_there_and_what_was_carried_says_from_where(
    programmed: Programmed, cycle: Cycle
) -> None:
    phase = cycle.phases.get(position=1)
    added = actions.add_outcome(by=programmed.lead, phase=phase, words=OutcomeWords("Forum"))
    assert said(added) == [("Maya Okafor", "added it", "")]
    second = start_next_cycle(by=programmed.lead, cycle=cycle, began_on=SEPTEMBER)
    carried = "began cycle 2, in which it is expected, carried from cycle 1"
    assert said(outcome(second, "Curated catalog")) == [("Maya Okafor", carried, "")]


def test_rows_of_an_outcome_stand_under_its_kind_whatever_it_is_called(programmed: Programmed, cycle: Cycle) -> None:
    made = actions.add_outcome(by=programmed.lead, phase=cycle.phases.get(position=1), words=OutcomeWords("L" * 100))
    assert AuditEntry.objects.get(subject_uid=made.uid).subject_label == "programs.phaseoutcome"


def test_the_page_shows_the_history_to_all_who_read_it_in_the_same_number_of_queries(
    programmed: Programmed, cycle: Cycle, client: Client
) -> None:
    charter = outcome(cycle, "Charter")
    attached(programmed.lead, charter)
    address = reverse("phase_outcome", args=[charter.uid])
    client.force_login(person("Luis Ferrer", Role.COMMITTEE_MEMBER, programmed.tree.district))
    page = client.get(address).content.decode()
    assert ("Who did what" in page, "attached work" in page) == (True, True)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for _ in range(3):
        attached(programmed.lead, charter)
        actions.waive_outcome(by=programmed.lead, outcome=charter, why="x")
        actions.reopen_outcome(by=programmed.lead, outcome=charter)
    with CaptureQueriesContext(connection) as more:
        client.get(address)
    assert len(more) == len(few)
    client.force_login(person("A Stranger", Role.PROGRAM_LEAD, programmed.tree.other_district))
    assert client.get(address).status_code == 404


def question_of(cycle: Cycle) -> PhaseQuestion:
    return cycle.phases.get(position=1).questions.get()


def test_a_question_is_taken_out_with_its_answers_and_put_back(
    programmed: Programmed, cycle: Cycle, client: Client
) -> None:
    question = question_of(cycle)
    answer_question(by=programmed.lead, question=question, started_from=1, text="Bus drivers.")
    client.force_login(programmed.lead)
    address = reverse("phase_question_take_out", args=[question.uid])
    assert "Kept with it, and back with it: 1 answer." in client.get(address).content.decode()
    assert client.post(address, {"why": "Asked elsewhere."}).status_code == 302
    phase = reverse("phase", args=[question.phase.uid])
    page = client.get(phase).content.decode()
    assert ("Questions taken out" in page, "No question is asked" in page or "Here will be the questions" in page) == (
        True,
        True,
    )
    assert shown(programmed.lead, cycle).phases[0].questions == ()
    own = client.get(reverse("phase_question", args=[question.uid])).content.decode()
    assert ("This question was taken out" in own, "Answer anew" in own) == (True, False)
    client.post(reverse("phase_question_put_back", args=[question.uid]))
    (back,) = shown(programmed.lead, cycle).phases[0].questions
    assert back.answer
    assert back.answer.text == "Bus drivers."
    rows = AuditEntry.objects.filter(subject_uid=question.uid).order_by("pk")
    assert [(row.verb, row.why) for row in rows][1:] == [
        ("take out question", "Asked elsewhere."),
        ("put back question", ""),
    ]


def test_twice_changes_nothing_and_a_closed_cycle_nothing_at_all(programmed: Programmed, cycle: Cycle) -> None:
    question = question_of(cycle)
    for _ in range(2):
        take_question_out(by=programmed.lead, question=question)
    assert AuditEntry.objects.filter(verb="take out question").count() == 1
    second = start_next_cycle(by=programmed.lead, cycle=cycle, began_on=SEPTEMBER)
    assert not PhaseQuestion.objects.filter(phase__cycle=second).exists()
    with pytest.raises(CycleClosed):
        put_question_back(by=programmed.lead, question=question)
