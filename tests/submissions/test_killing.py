"""A process may be killed at any write: what an educator does is either done or not, and a retry does it once."""

from datetime import timedelta

import pytest
import time_machine
from django.core.files.storage import default_storage

from tests.builders import build_district, person
from tests.killing import killed_at_each_boundary
from tests.submissions.builders import (
    STATEMENT,
    Offer,
    a_pdf,
    attach,
    begin,
    build_offer,
    complete,
    send_work,
    share_all,
    write,
)
from waypost.common import jobs
from waypost.common.models import AuditEntry
from waypost.people.models import Person
from waypost.people.rules import Role
from waypost.submissions.actions.send import recall, send
from waypost.submissions.models import (
    CoachingMessage,
    DraftVersion,
    Enrollment,
    Evidence,
    SentEvidence,
    SentText,
    SharedWork,
    Submission,
)
from waypost.submissions.queries.outline import outline_of
from waypost.submissions.rules.states import EnrollmentState

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def offer() -> Offer:
    tree = build_district()
    return build_offer(tree, person("Dana Ruiz", Role.EDUCATOR, tree.cedar))


@pytest.fixture
def educator(offer: Offer) -> Person:
    return next(iter(offer.members))


@pytest.fixture
def work(offer: Offer, educator: Person) -> Enrollment:
    return begin(offer, educator)


def rows() -> tuple[int, ...]:
    """How many rows stand in each table that sending writes to."""
    return tuple(table.objects.count() for table in (Submission, SentText, SentEvidence, AuditEntry))


def test_sending(work: Enrollment, educator: Person) -> None:
    complete(work)
    before = rows()
    last = 0
    for boundary in killed_at_each_boundary(lambda: first_attempt(work, educator)):
        assert rows() == before, boundary
        assert outline_of(work).standing.state is EnrollmentState.WORKING
        last = boundary
    assert last >= 5, "a row each for submission, texts, evidence and audit, and the commit"
    assert first_attempt(work, educator) == Submission.objects.get()
    assert (SentText.objects.count(), SentEvidence.objects.count()) == (2, 1)


def first_attempt(work: Enrollment, educator: Person) -> Submission:
    """What the educator does, and does again after seeing no answer."""
    return send(by=educator, enrollment=work, attempt=1, statement=STATEMENT)


def test_taking_back(work: Enrollment, educator: Person) -> None:
    submission = send_work(complete(work))
    for boundary in killed_at_each_boundary(lambda: recall(by=educator, submission=submission)):
        submission.refresh_from_db()
        recalls = AuditEntry.objects.filter(verb="recall submission").count()
        assert (submission.recalled_at, recalls) == (None, 0), boundary
    recall(by=educator, submission=submission)
    submission.refresh_from_db()
    assert submission.recalled_at is not None
    assert AuditEntry.objects.filter(verb="recall submission").count() == 1


def test_beginning(offer: Offer, educator: Person) -> None:
    for boundary in killed_at_each_boundary(lambda: begin(offer, educator)):
        assert not Enrollment.objects.exists(), boundary
    assert begin(offer, educator) == Enrollment.objects.get()
    assert AuditEntry.objects.filter(verb="enroll").count() == 1


def test_saving_a_text(work: Enrollment) -> None:
    prompt = outline_of(work).open_prompts[0]
    write(work, prompt, "one two three four five six")
    for boundary in killed_at_each_boundary(lambda: write(work, prompt, "seven")):
        assert work.drafts.get().text == "one two three four five six", boundary
        assert not DraftVersion.objects.exists(), boundary
    assert (work.drafts.get().text, DraftVersion.objects.get().text) == ("seven", "one two three four five six")


def test_adding_a_file_leaves_at_most_a_file_that_the_daily_job_deletes(
    work: Enrollment, frozen_clock: time_machine.Traveller
) -> None:
    item = outline_of(work).open_items[0]
    for boundary in killed_at_each_boundary(lambda: attach(work, item, a_pdf(text="the same"))):
        assert not Evidence.objects.exists(), boundary
    evidence = attach(work, item, a_pdf(text="the same"))
    assert Evidence.objects.get() == evidence
    frozen_clock.shift(timedelta(days=2))
    jobs.run("submissions.clean_store")
    folder = str(evidence.stored_file.name).rpartition("/")[0]
    assert default_storage.listdir(folder)[1] == [str(evidence.stored_file.name).rpartition("/")[2]]


def test_sharing_with_a_coach(work: Enrollment, educator: Person) -> None:
    coach = person("Priya Nair", Role.COACH, work.member.organization)
    before = shared_rows()
    last = 0
    for boundary in killed_at_each_boundary(lambda: share_all(work, coach)):
        assert shared_rows() == before, boundary
        last = boundary
    assert last >= 5, "a row each for sharing, parts, question and two audits, and the commit"
    assert share_all(work, coach) == SharedWork.objects.get()
    assert (SharedWork.objects.get().parts.count(), CoachingMessage.objects.count()) == (3, 1)


def shared_rows() -> tuple[int, ...]:
    return tuple(table.objects.count() for table in (SharedWork, CoachingMessage, AuditEntry))
