"""Outcomes of phases: what is there, what is attached, who has it, and what happens to it."""

from datetime import date

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from tests.builders import BUILDER, person
from tests.programs.builders import Programmed, build_programmed, educator_at, invited
from tests.programs.phased import LINK, attached, following, line, outcome, shown
from waypost.common.conflicts import EditConflict
from waypost.common.models import AuditEntry
from waypost.people.actions.people import end_role
from waypost.people.models import Person
from waypost.people.queries import current_roles
from waypost.people.rules import Role
from waypost.plans.actions.adoption import adopt_plan
from waypost.programs.actions import outcomes as actions
from waypost.programs.actions.programs import withdraw_credential
from waypost.programs.actions.questions import add_question, answer_question
from waypost.programs.actions.training import record_training
from waypost.programs.kept_files import UnusableAttachment
from waypost.programs.models import Cycle, OutcomeAttachment, PhaseOutcome, ProgramCredential, QuestionAnswer
from waypost.programs.outcomes import OutcomeState, find
from waypost.programs.queries.phases import people_who_may_edit
from waypost.programs.queries.programs import programs
from waypost.programs.rules.phase_sets import ElementGroup, OutcomeWords
from waypost.programs.rules.phases import AttachedState, ShownState

pytestmark = pytest.mark.django_db


@pytest.fixture
def programmed(db: None) -> Programmed:
    return build_programmed()


@pytest.fixture
def cycle(programmed: Programmed) -> Cycle:
    return following(programmed.lead, programmed.program)


def told(programmed: Programmed, key: str, viewer: Person | None = None) -> tuple[str, str]:
    source = find(f"programs.{key}")
    assert source is not None
    looking = viewer or programmed.lead
    standing = source.standing(looking, programs(looking).get())
    return standing.state.value, standing.says


def test_the_plan_is_there_once_it_is_adopted(programmed: Programmed) -> None:
    plan = programmed.activity.objective.plan
    assert told(programmed, "plan_adopted")[0] == OutcomeState.STARTED
    adopt_plan(by=programmed.lead, plan=plan, number=1)
    state, says = told(programmed, "plan_adopted")
    assert state == OutcomeState.AGREED
    assert says.startswith(f"{plan.title}, adopted as baseline 1 on ")


def test_the_catalog_is_there_once_something_is_offered(programmed: Programmed) -> None:
    assert told(programmed, "catalog") == ("agreed", "1 micro-credential offered, 1 with the reason why.")
    withdraw_credential(by=programmed.lead, curated=ProgramCredential.objects.get())
    assert told(programmed, "catalog") == ("missing", "Nothing is offered yet.")


def test_the_catalog_needs_a_look_where_something_is_not_published_any_more(programmed: Programmed) -> None:
    programmed.version.state = "retired"
    programmed.version.save()
    state, says = told(programmed, "catalog")
    assert (state, says) == ("needs_a_look", "1 micro-credential offered, 1 of them not published any more.")


def test_cohorts_are_there_while_one_runs_or_lies_ahead(programmed: Programmed) -> None:
    assert told(programmed, "cohorts") == ("agreed", "1 cohort, 1 running or ahead.")
    programmed.cohort.starts_on, programmed.cohort.ends_on = date(2026, 9, 1), date(2026, 9, 2)
    programmed.cohort.save()
    assert told(programmed, "cohorts") == ("needs_a_look", "1 cohort, and all of them are over.")
    programmed.cohort.delete()
    assert told(programmed, "cohorts") == ("missing", "No cohort is open yet.")


def test_educators_are_told_in_numbers_only_to_those_who_may_know_them(programmed: Programmed) -> None:
    assert told(programmed, "educators") == ("missing", "Nobody is invited yet.")
    invited(programmed.cohort, educator_at(programmed.tree.cedar))
    member = person("Luis Ferrer", Role.COMMITTEE_MEMBER, programmed.tree.district)
    assert told(programmed, "educators") == ("agreed", "1 educator is invited.")
    assert told(programmed, "educators", member) == ("agreed", "Educators are invited.")


def test_training_is_there_once_every_school_began(programmed: Programmed) -> None:
    assert told(programmed, "training")[0] == "missing"
    for number, school in enumerate((programmed.tree.cedar, programmed.tree.juniper), 1):
        record_training(by=programmed.lead, school=school, started_from=0, begun_on=date(2026, 9, 9), note="")
        assert told(programmed, "training")[1] == f"{number} of 2 schools began."
    assert told(programmed, "training")[0] == "agreed"


def test_nobody_ticks_an_outcome_it_follows_from_what_is_there(programmed: Programmed, cycle: Cycle) -> None:
    assert line(programmed.lead, cycle, "Curated catalog").state is ShownState.AGREED
    withdraw_credential(by=programmed.lead, curated=ProgramCredential.objects.get())
    assert line(programmed.lead, cycle, "Curated catalog").state is ShownState.MISSING


def test_work_done_elsewhere_settles_an_outcome(programmed: Programmed, cycle: Cycle) -> None:
    charter = outcome(cycle, "Charter")
    assert line(programmed.lead, cycle, "Charter").says == "Nothing is there yet."
    attached(programmed.lead, charter, AttachedState.IN_REVIEW)
    assert line(programmed.lead, cycle, "Charter").state is ShownState.IN_REVIEW
    made = attached(programmed.lead, charter)
    assert (made.url, made.added_by) == (LINK, programmed.lead)
    found = line(programmed.lead, cycle, "Charter")
    assert (found.label, found.tone, found.step) == ("In place, done elsewhere", "done", None)


def test_a_file_is_kept_privately_with_its_checksum(programmed: Programmed, cycle: Cycle) -> None:
    file = ContentFile(b"We meet on Tuesdays.", name="charter.txt")
    work = actions.Attached(AttachedState.AGREED, "Our charter", file=file)
    made = actions.attach_work(by=programmed.lead, outcome=outcome(cycle, "Charter"), work=work)
    assert (made.name, made.media_type, made.size_bytes, len(made.sha256)) == ("charter.txt", "text/plain", 20, 64)
    path = str(made.stored_file)
    assert path.startswith("attached/")
    assert "charter" not in path
    with made.stored_file.open("rb") as kept:
        assert kept.read() == b"We meet on Tuesdays."


@pytest.mark.parametrize(
    ("work", "says"),
    [
        (actions.Attached(AttachedState.AGREED, "Note"), "Give a link, or choose a file"),
        (actions.Attached(AttachedState.AGREED, "Note", link="javascript:alert(1)"), "Paste a whole web address"),
        (actions.Attached(AttachedState.AGREED, "Note", file=ContentFile(b"", name="a.txt")), "is empty"),
        (
            actions.Attached(AttachedState.AGREED, "Note", file=ContentFile(b"<!doctype html><html>", name="a.txt")),
            "is a web page",
        ),
    ],
)
def test_what_cannot_be_kept_gets_one_sentence_and_changes_nothing(
    programmed: Programmed, cycle: Cycle, work: actions.Attached, says: str
) -> None:
    with pytest.raises(UnusableAttachment, match=says):
        actions.attach_work(by=programmed.lead, outcome=outcome(cycle, "Charter"), work=work)
    assert not OutcomeAttachment.objects.exists()


def test_a_file_whose_row_fails_is_deleted_again(programmed: Programmed, cycle: Cycle) -> None:
    charter = outcome(cycle, "Charter")
    PhaseOutcome.objects.filter(pk=charter.pk).delete()
    file = ContentFile(b"We meet on Tuesdays.", name="charter.txt")
    with pytest.raises(PhaseOutcome.DoesNotExist):
        actions.attach_work(by=BUILDER, outcome=charter, work=actions.Attached(AttachedState.AGREED, "", file=file))
    months = default_storage.listdir("attached")[0]
    assert [name for month in months for name in default_storage.listdir(f"attached/{month}")[1]] == []


def test_an_attachment_is_taken_away_and_put_back(programmed: Programmed, cycle: Cycle) -> None:
    made = attached(programmed.lead, outcome(cycle, "Charter"))
    actions.take_attachment_out(by=programmed.lead, attachment=made)
    assert line(programmed.lead, cycle, "Charter").state is ShownState.MISSING
    actions.put_attachment_back(by=programmed.lead, attachment=made)
    assert line(programmed.lead, cycle, "Charter").state is ShownState.ELSEWHERE


def test_an_outcome_is_added_to_a_phase_with_an_owner(programmed: Programmed, cycle: Cycle) -> None:
    phase = cycle.phases.get(position=2)
    words = OutcomeWords("Newsletter", "Once a month.", ElementGroup.ENGAGEMENT)
    actions.add_outcome(by=programmed.lead, phase=phase, words=words, owner=programmed.lead)
    found = line(programmed.lead, cycle, "Newsletter")
    assert (found.phase, found.outcome.position, found.who, found.owner_left) == (phase, 2, "Maya Okafor", False)


def test_an_owner_who_left_is_pointed_out(programmed: Programmed, cycle: Cycle) -> None:
    elena = person("Elena Marsh", Role.PROGRAM_LEAD, programmed.tree.district)
    charter = outcome(cycle, "Charter")
    actions.edit_outcome(
        by=programmed.lead, outcome=charter, started_from=1, words=OutcomeWords("Charter"), owner=elena
    )
    end_role(by=BUILDER, assignment=current_roles(elena).get(), why="She moved.")
    assert line(programmed.lead, cycle, "Charter").owner_left


def test_those_who_may_edit_may_own(programmed: Programmed) -> None:
    person("Luis Ferrer", Role.COMMITTEE_MEMBER, programmed.tree.district)
    above = person("State Lead", Role.PROGRAM_LEAD, programmed.tree.state)
    person("School Lead", Role.PROGRAM_LEAD, programmed.tree.cedar)
    assert list(people_who_may_edit(programmed.tree.district)) == [programmed.lead, above]


def test_an_outcome_is_waived_with_a_reason_and_reopened(programmed: Programmed, cycle: Cycle) -> None:
    charter = outcome(cycle, "Charter")
    with pytest.raises(actions.ReasonMissing):
        actions.waive_outcome(by=programmed.lead, outcome=charter, why="  ")
    actions.waive_outcome(by=programmed.lead, outcome=charter, why="The board decides.")
    assert line(programmed.lead, cycle, "Charter").state is ShownState.WAIVED
    assert str(shown(programmed.lead, cycle).phases[0].progress) == "Complete"
    actions.reopen_outcome(by=programmed.lead, outcome=charter)
    assert line(programmed.lead, cycle, "Charter").state is ShownState.MISSING
    assert AuditEntry.objects.get(verb="waive outcome").why == "The board decides."


def test_what_others_use_leaves_and_comes_back_with_all_that_hangs_on_it(programmed: Programmed, cycle: Cycle) -> None:
    charter = outcome(cycle, "Charter")
    attached(programmed.lead, charter)
    add_question(by=programmed.lead, phase=charter.phase, text="Who signs it?", outcome=charter)
    actions.take_outcome_out(by=programmed.lead, outcome=charter, why="We have statutes.")
    phase = shown(programmed.lead, cycle).phases[0]
    assert [one.outcome.label for one in phase.outcomes] == ["Curated catalog"]
    assert list(phase.taken_out) == [charter]
    actions.put_outcome_back(by=programmed.lead, outcome=charter)
    assert line(programmed.lead, cycle, "Charter").state is ShownState.ELSEWHERE
    assert charter.questions.get().text == "Who signs it?"


def test_two_who_edit_an_outcome_at_once_lose_nothing(programmed: Programmed, cycle: Cycle) -> None:
    charter = outcome(cycle, "Charter")
    lead, first, second = programmed.lead, OutcomeWords("First"), OutcomeWords("Second")
    actions.edit_outcome(by=lead, outcome=charter, started_from=1, words=first, owner=None)
    with pytest.raises(EditConflict):
        actions.edit_outcome(by=lead, outcome=charter, started_from=1, words=second, owner=None)
    assert PhaseOutcome.objects.get(pk=charter.pk).label == "First"


def test_a_key_that_nobody_registered_shows_what_is_attached_alone(programmed: Programmed, cycle: Cycle) -> None:
    charter = outcome(cycle, "Charter")
    words = OutcomeWords("Charter", key="nobody.knows_it")
    actions.edit_outcome(by=programmed.lead, outcome=charter, started_from=1, words=words, owner=None)
    attached(programmed.lead, charter)
    found = line(programmed.lead, cycle, "Charter")
    assert (found.source, found.state) == (None, ShownState.ELSEWHERE)


def test_an_answer_keeps_its_history(programmed: Programmed, cycle: Cycle) -> None:
    question = cycle.phases.get(position=1).questions.get()
    answer_question(by=programmed.lead, question=question, started_from=1, text="Families.")
    answer_question(by=programmed.lead, question=question, started_from=2, text="Families and bus drivers.")
    asked = shown(programmed.lead, cycle).phases[0].questions[0]
    assert [(one.text, one.answered_by) for one in asked.answers] == [
        ("Families and bus drivers.", programmed.lead),
        ("Families.", programmed.lead),
    ]
    with pytest.raises(EditConflict):
        answer_question(by=programmed.lead, question=question, started_from=2, text="Nobody.")
    assert QuestionAnswer.objects.count() == 2


def test_the_five_groups_hold_the_same_outcomes_as_the_phases(programmed: Programmed, cycle: Cycle) -> None:
    groups = {one.group: [line.outcome.label for line in one.outcomes] for one in shown(programmed.lead, cycle).groups}
    assert groups == {
        ElementGroup.ENGAGEMENT: ["Charter"],
        ElementGroup.VISION: ["Curated catalog"],
        ElementGroup.LAUNCH: [],
        ElementGroup.DATA: [],
        ElementGroup.CULTURE: ["Lessons"],
    }


def test_what_needs_a_look_comes_before_what_is_missing(programmed: Programmed, cycle: Cycle) -> None:
    programmed.version.state = "retired"
    programmed.version.save()
    missing = shown(programmed.lead, cycle).missing_next(5)
    assert [one.outcome.label for one in missing] == ["Curated catalog", "Charter"]
