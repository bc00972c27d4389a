"""Sharing, asking, answering, stopping: what stands afterwards, and what an audit row says of it."""

from datetime import timedelta

import pytest
import time_machine

from tests.builders import District, person
from tests.submissions.builders import (
    Offer,
    attach,
    begin,
    complete,
    last_said,
    send_work,
    share,
    share_all,
    waiting,
    write,
)
from tests.submissions.reviews import SimulatedReviews
from waypost.catalog.models import SubmissionPart
from waypost.catalog.rules import Level
from waypost.common.conflicts import EditConflict
from waypost.common.models import AuditEntry
from waypost.people.models import Person
from waypost.people.rules import Role
from waypost.submissions.actions.coaching import (
    CannotShareWork,
    SharingEnded,
    answer,
    ask,
    note_answers_read,
    note_opening,
    set_aside,
    stop_sharing_work,
)
from waypost.submissions.actions.enroll import withdraw
from waypost.submissions.actions.evidence import remove_evidence
from waypost.submissions.actions.locks import NotTheirs
from waypost.submissions.models import CoachingMessage, Enrollment, SharedWork
from waypost.submissions.queries.coaching import (
    answered_count,
    coached_works,
    help_with,
    waiting_count,
    works_shared_with,
)
from waypost.submissions.queries.evidence import readable_evidence
from waypost.submissions.queries.outline import outline_of
from waypost.submissions.queries.sight import Sight, sight_of
from waypost.submissions.rules.coaching import WorkSharingState


@pytest.fixture
def priya(tree: District) -> Person:
    return person("Priya Nair", Role.COACH, tree.district)


def parts_of(work: Enrollment) -> list[SubmissionPart]:
    return [found.part for found in outline_of(work).parts]


def in_sight(shared: SharedWork) -> Sight:
    return sight_of(shared, outline_of(shared.enrollment))


def state_of(shared: SharedWork) -> WorkSharingState:
    return help_with(outline_of(shared.enrollment)).sharings[0].state


def verbs(shared: SharedWork) -> list[str]:
    return list(AuditEntry.objects.filter(subject_uid=shared.uid).order_by("pk").values_list("verb", flat=True))


def texts(shared: SharedWork) -> list[str]:
    return list(shared.messages.values_list("text", flat=True))


def test_a_coach_sees_the_chosen_parts_as_they_stand_and_nothing_else(work: Enrollment, priya: Person) -> None:
    first, evidence, _last = parts_of(work)
    prompt = first.prompts.get()
    write(work, prompt, "A first idea of the check")
    shared = share(work, priya, first)
    seen = in_sight(shared)
    assert [part.title for part in seen.parts] == [first.title]
    assert seen.parts[0].prompts[0].text == "A first idea of the check"
    write(work, prompt, "A better idea of the check")
    assert in_sight(shared).parts[0].prompts[0].text == "A better idea of the check"
    share(work, priya, evidence)
    assert [part.title for part in in_sight(SharedWork.objects.get()).parts] == [evidence.title]


def test_sharing_leaves_a_row_that_names_parts_and_no_word_of_the_work(work: Enrollment, priya: Person) -> None:
    part = parts_of(work)[0]
    shared = share(work, priya, part, question="How do I begin?")
    row = AuditEntry.objects.get(verb="share work")
    assert row.before is None
    assert row.after == {"coach": priya.uid, "parts": [part.uid], "with_feedback": False, "stopped_at": None}
    said = AuditEntry.objects.get(verb="write to each other")
    assert (said.after, texts(shared)) == ({"characters": 15}, ["How do I begin?"])


def test_a_second_press_shares_and_asks_once(work: Enrollment, priya: Person) -> None:
    part = parts_of(work)[0]
    for _ in range(2):
        shared = share(work, priya, part, question="How do I begin?", started_from=0)
    assert (shared.version, texts(shared)) == (1, ["How do I begin?"])
    assert verbs(shared) == ["share work"]


def test_another_windows_choice_is_not_overwritten(work: Enrollment, priya: Person) -> None:
    first, second, _ = parts_of(work)
    share(work, priya, first)
    with pytest.raises(EditConflict) as conflict:
        share(work, priya, second, question="And this?", started_from=0)
    assert isinstance(conflict.value.current, SharedWork)
    shared = SharedWork.objects.get()
    assert (list(shared.parts.all()), texts(shared)) == ([first], [])


def test_a_window_from_before_the_stop_does_not_share_again(work: Enrollment, priya: Person) -> None:
    first = parts_of(work)[0]
    shared = share(work, priya, first)
    stop_sharing_work(by=work.member.person, shared=shared)
    with pytest.raises(EditConflict):
        share(work, priya, first, started_from=1)
    assert list(works_shared_with(priya)) == []


def test_stopping_takes_everything_away_at_once_and_the_conversation_stays(
    work: Enrollment, dana: Person, priya: Person
) -> None:
    shared = share_all(complete(work), priya)
    answer(by=priya, shared=shared, text="By idea, not by score.", seen=last_said(shared))
    assert readable_evidence(priya).count() == 1
    for _ in range(2):
        stop_sharing_work(by=dana, shared=shared)
    assert (list(works_shared_with(priya)), readable_evidence(priya).count()) == ([], 0)
    with pytest.raises(SharingEnded):
        answer(by=priya, shared=shared, text="One more thing", seen=last_said(shared))
    with pytest.raises(SharingEnded):
        ask(by=dana, shared=shared, text="Are you there?")
    assert texts(shared) == ["How do I sort these?", "By idea, not by score."]
    assert (state_of(shared), verbs(shared)) == (WorkSharingState.STOPPED, ["share work", "stop sharing"])


def test_sharing_again_goes_on_with_the_same_conversation(work: Enrollment, dana: Person, priya: Person) -> None:
    shared = share_all(work, priya)
    stop_sharing_work(by=dana, shared=shared)
    assert share_all(work, priya, "And now?") == shared
    assert (texts(shared), state_of(shared)) == (["How do I sort these?", "And now?"], WorkSharingState.SHARED)


def test_only_a_coach_of_theirs_can_be_given_anything(work: Enrollment, tree: District, theo: Person) -> None:
    for somebody in (theo, person("Joy Juniper", Role.COACH, tree.juniper), person("Pat", Role.PRINCIPAL, tree.cedar)):
        with pytest.raises(CannotShareWork):
            share_all(work, somebody)
    assert not SharedWork.objects.exists()


def test_nobody_shares_stops_or_asks_for_somebody_else(work: Enrollment, theo: Person, priya: Person) -> None:
    shared = share_all(work, priya)
    for act in (stop_sharing_work, note_answers_read):
        with pytest.raises(NotTheirs):
            act(by=theo, shared=shared)
    with pytest.raises(NotTheirs):
        ask(by=theo, shared=shared, text="Mine now")
    assert (state_of(shared), texts(shared)) == (WorkSharingState.SHARED, ["How do I sort these?"])


def test_another_coach_of_the_same_school_opens_nothing(work: Enrollment, priya: Person, tree: District) -> None:
    other = person("Hector Salinas", Role.COACH, tree.cedar)
    shared = share_all(complete(work), priya)
    assert (list(works_shared_with(other)), readable_evidence(other).count()) == ([], 0)
    with pytest.raises(SharingEnded):
        note_opening(by=other, shared=shared)
    with pytest.raises(SharingEnded):
        set_aside(by=other, shared=shared, seen=last_said(shared))
    with pytest.raises(SharingEnded):
        answer(by=other, shared=shared, text="I know", seen=last_said(shared))
    shared.refresh_from_db()
    assert (shared.opened_at, texts(shared)) == (None, ["How do I sort these?"])


def test_work_put_down_is_not_shared_any_more_and_begins_anew_unshared(
    offer: Offer, work: Enrollment, dana: Person, priya: Person
) -> None:
    shared = share_all(work, priya)
    withdraw(by=dana, enrollment=work, why="Too much this spring")
    assert (list(works_shared_with(priya)), state_of(shared)) == ([], WorkSharingState.PUT_DOWN)
    with pytest.raises(CannotShareWork):
        share_all(work, priya)
    assert help_with(outline_of(begin(offer, dana))).sharings == []


def test_once_demonstrated_the_parts_close_and_a_thank_you_still_arrives(
    offer: Offer, dana: Person, priya: Person, reviews: SimulatedReviews, frozen_clock: time_machine.Traveller
) -> None:
    submission = waiting(offer, dana)
    shared = share_all(submission.enrollment, priya)
    reviews.decide(submission, *[Level.DEMONSTRATED] * 3)
    assert (len(in_sight(shared).parts), readable_evidence(priya).count()) == (3, 1)
    frozen_clock.shift(timedelta(minutes=10))
    assert (in_sight(shared), readable_evidence(priya).count()) == (Sight([], []), 0)
    ask(by=dana, shared=shared, text="Thank you!")
    assert [(row.shared, row.is_demonstrated) for row in coached_works(priya)] == [(shared, True)]
    with pytest.raises(CannotShareWork):
        share(submission.enrollment, priya, *parts_of(submission.enrollment)[:1])
    stop_sharing_work(by=dana, shared=shared)
    assert coached_works(priya) == []


def test_feedback_is_shared_by_its_own_yes_and_later_feedback_needs_another(
    offer: Offer, dana: Person, priya: Person, reviews: SimulatedReviews, frozen_clock: time_machine.Traveller
) -> None:
    submission = waiting(offer, dana)
    work = submission.enrollment
    reviews.decide(submission, Level.DEMONSTRATED, Level.NOT_YET, Level.DEMONSTRATED)
    frozen_clock.shift(timedelta(minutes=10))
    assert in_sight(share_all(work, priya)).feedback == []
    shared = share(work, priya, *parts_of(work), with_feedback=True)
    assert [feedback.level for feedback in in_sight(shared).feedback] == [
        Level.DEMONSTRATED,
        Level.NOT_YET,
        Level.DEMONSTRATED,
    ]
    second = send_work(complete(work))
    frozen_clock.shift(timedelta(minutes=11))
    reviews.decide(second, Level.DEMONSTRATED, Level.PROGRESSING, Level.DEMONSTRATED)
    frozen_clock.shift(timedelta(minutes=11))
    assert outline_of(work).feedback != []
    assert in_sight(shared).feedback == []


def test_evidence_is_read_part_by_part_and_goes_when_it_is_removed(
    work: Enrollment, dana: Person, priya: Person
) -> None:
    first, evidence, _ = parts_of(work)
    piece = attach(work, evidence.evidence_items.get())
    share(work, priya, first)
    assert readable_evidence(priya).count() == 0
    share(work, priya, evidence)
    assert list(readable_evidence(priya)) == [piece]
    remove_evidence(by=dana, evidence=piece)
    assert readable_evidence(priya).count() == 0


def test_a_question_waits_until_it_is_answered_and_an_answer_until_it_is_opened(
    work: Enrollment, dana: Person, priya: Person
) -> None:
    shared = share_all(work, priya)
    ask(by=dana, shared=shared, text="Or by score?")
    assert (waiting_count(priya), answered_count(dana)) == (1, 0)
    for _ in range(2):
        answer(by=priya, shared=shared, text="By idea.", seen=last_said(shared))
    assert texts(shared) == ["How do I sort these?", "Or by score?", "By idea."]
    assert (waiting_count(priya), answered_count(dana)) == (0, 1)
    for _ in range(2):
        note_answers_read(by=dana, shared=shared)
    assert (waiting_count(priya), answered_count(dana)) == (0, 0)
    assert verbs(shared) == ["share work", "read answers"]


def test_a_thank_you_is_set_aside_and_waits_no_more(work: Enrollment, priya: Person) -> None:
    shared = share_all(work, priya, "Thank you!")
    for _ in range(2):
        set_aside(by=priya, shared=shared, seen=last_said(shared))
    assert (waiting_count(priya), verbs(shared)) == (0, ["share work", "set question aside"])


def test_whoever_waited_longest_stands_first_and_demonstrated_work_last(
    offer: Offer, work: Enrollment, theo: Person, priya: Person, frozen_clock: time_machine.Traveller
) -> None:
    quiet = share_all(work, priya, question="")
    frozen_clock.shift(timedelta(days=1))
    late = share_all(begin(offer, theo), priya)
    frozen_clock.shift(timedelta(days=1))
    assert [row.shared for row in coached_works(priya)] == [late, quiet]
    ask(by=work.member.person, shared=quiet, text="Now I have one too")
    assert [row.shared for row in coached_works(priya)] == [late, quiet]
    answer(by=priya, shared=late, text="Like this", seen=last_said(late))
    assert [row.shared for row in coached_works(priya)] == [quiet, late]
    assert coached_works(priya)[0].questions == [CoachingMessage.objects.get(text="Now I have one too")]


def test_every_opening_leaves_a_row_and_its_day(work: Enrollment, priya: Person) -> None:
    shared = share_all(work, priya)
    for _ in range(2):
        note_opening(by=priya, shared=shared)
    shared.refresh_from_db()
    assert shared.opened_at is not None
    assert verbs(shared) == ["share work", "open shared work", "open shared work"]
