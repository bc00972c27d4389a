"""Checking, sending, taking back (EA2, EA4)."""

from datetime import timedelta

import pytest
import time_machine

from tests.submissions.builders import ENOUGH_WORDS, STATEMENT, Offer, attach, complete, send_work, sent, write
from waypost.catalog.models import EvidenceItem, Prompt
from waypost.common import events
from waypost.common.models import AuditEntry
from waypost.people.models import Person
from waypost.submissions.actions.evidence import remove_evidence
from waypost.submissions.actions.locks import NotTheirs
from waypost.submissions.actions.send import CannotRecall, CannotSend, NotReady, recall, send
from waypost.submissions.events import SubmissionSent
from waypost.submissions.models import Enrollment, Submission
from waypost.submissions.queries.outline import outline_of
from waypost.submissions.queries.standing import standing_of
from waypost.submissions.rules.states import EnrollmentState


def test_what_is_still_needed_is_listed_in_the_order_of_the_parts(work: Enrollment) -> None:
    assert [gap.sentence for gap in outline_of(work).gaps] == [
        "Your goal and your check: write 5 to 40 words.",
        "What students showed you: 0 of 1 added.",
        "What you carry forward: write 5 to 40 words.",
    ]


def test_work_with_gaps_is_not_sent(work: Enrollment, dana: Person) -> None:
    with pytest.raises(NotReady) as caught:
        send(by=dana, enrollment=work, attempt=1, statement=STATEMENT)
    assert len(caught.value.gaps) == 3
    assert not Submission.objects.exists()


def test_what_was_sent_is_frozen_word_for_word(work: Enrollment, dana: Person) -> None:
    submission = send_work(complete(work))
    recall(by=dana, submission=submission)
    evidence = work.evidence.get()
    remove_evidence(by=dana, evidence=evidence)
    write(work, Prompt.objects.get(title="What you carry forward"), "Another text altogether, written later on.")
    assert set(submission.texts.values_list("text", flat=True)) == {ENOUGH_WORDS}
    assert submission.sent_evidence.get().evidence == evidence
    assert (submission.statement_number, submission.statement) == (1, "Each line above is true of what I am sending.")


def test_a_double_click_sends_once_and_tells_the_others_once(
    work: Enrollment, dana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[SubmissionSent] = []
    monkeypatch.setitem(events._handlers, SubmissionSent, [heard.append])
    complete(work)
    first = send(by=dana, enrollment=work, attempt=1, statement=STATEMENT)
    assert send(by=dana, enrollment=work, attempt=1, statement=STATEMENT) == first
    assert Submission.objects.count() == 1
    assert heard == [SubmissionSent(first)]
    assert AuditEntry.objects.filter(verb="send submission").count() == 1


def test_an_attempt_out_of_turn_is_not_sent(work: Enrollment, dana: Person) -> None:
    complete(work)
    with pytest.raises(CannotSend):
        send(by=dana, enrollment=work, attempt=2, statement=STATEMENT)
    send_work(work)
    with pytest.raises(CannotSend):
        send(by=dana, enrollment=work, attempt=2, statement=STATEMENT)
    assert Submission.objects.count() == 1


def test_within_ten_minutes_it_can_be_taken_back_and_its_number_is_free_again(
    work: Enrollment, dana: Person, frozen_clock: time_machine.Traveller
) -> None:
    first = send_work(complete(work))
    frozen_clock.shift(timedelta(minutes=9, seconds=59))
    recall(by=dana, submission=first)
    recall(by=dana, submission=first)
    assert standing_of(work).state is EnrollmentState.WORKING
    assert AuditEntry.objects.filter(verb="recall submission").count() == 1
    again = send_work(work)
    assert (again.attempt, again != first) == (1, True)


def test_after_ten_minutes_it_stays_sent(work: Enrollment, dana: Person, frozen_clock: time_machine.Traveller) -> None:
    submission = send_work(complete(work))
    frozen_clock.shift(timedelta(minutes=10))
    with pytest.raises(CannotRecall, match="You can revise after feedback"):
        recall(by=dana, submission=submission)
    submission.refresh_from_db()
    assert submission.recalled_at is None


def test_a_teammate_neither_sends_nor_takes_back(offer: Offer, work: Enrollment, dana: Person, theo: Person) -> None:
    complete(work)
    with pytest.raises(NotTheirs):
        send(by=theo, enrollment=work, attempt=1, statement=STATEMENT)
    assert not Submission.objects.exists()
    submission = sent(offer, dana)
    with pytest.raises(NotTheirs):
        recall(by=theo, submission=submission)
    submission.refresh_from_db()
    assert submission.recalled_at is None


def test_removed_evidence_leaves_a_gap(work: Enrollment, dana: Person) -> None:
    complete(work)
    remove_evidence(by=dana, evidence=work.evidence.get())
    assert [gap.sentence for gap in outline_of(work).gaps] == ["What students showed you: 0 of 1 added."]
    attach(work, EvidenceItem.objects.get())
    assert outline_of(work).gaps == []
