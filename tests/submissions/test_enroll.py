"""Choosing a micro-credential, planning it, putting it down (EA2)."""

from datetime import date

import pytest
import time_machine

from tests.builders import BUILDER, District
from tests.submissions.builders import Offer, begin, build_version, complete, sent, waiting, write
from waypost.catalog.rules import VersionState
from waypost.common.conflicts import EditConflict
from waypost.common.models import AuditEntry
from waypost.people.models import Person
from waypost.programs.actions.cohorts import leave_cohort
from waypost.programs.actions.programs import withdraw_credential
from waypost.submissions.actions.enroll import (
    CannotEnroll,
    CannotWithdraw,
    enroll,
    plan_enrollment,
    withdraw,
)
from waypost.submissions.actions.locks import NotTheirs
from waypost.submissions.models import Enrollment
from waypost.submissions.queries.outline import outline_of
from waypost.submissions.queries.standing import standing_of
from waypost.submissions.rules.states import EnrollmentState


def test_beginning_twice_is_one_enrollment_and_one_audit_row(offer: Offer, dana: Person) -> None:
    assert begin(offer, dana) == begin(offer, dana)
    assert Enrollment.objects.count() == 1
    assert AuditEntry.objects.filter(verb="enroll").count() == 1


def test_work_keeps_the_version_that_it_was_started_on(offer: Offer, dana: Person, theo: Person) -> None:
    first = begin(offer, dana)
    offer.version.state, retired = VersionState.RETIRED, offer.version
    retired.save()
    retired.pk, retired.uid, retired.number, retired.state = None, "newversion22", 2, VersionState.PUBLISHED
    retired.save()
    first.refresh_from_db()
    assert (first.version.number, begin(offer, theo).version.number) == (1, 2)


def test_a_cohort_that_is_over_takes_nobody(offer: Offer, dana: Person, frozen_clock: time_machine.Traveller) -> None:
    frozen_clock.move_to(date(2027, 5, 30))
    with pytest.raises(CannotEnroll, match=r"^Spring cohort ended on May 28, 2027\. Ask your program lead"):
        begin(offer, dana)
    assert not Enrollment.objects.exists()


def test_only_what_the_program_offers_can_be_begun(offer: Offer, dana: Person, tree: District) -> None:
    other = build_version(tree).micro_credential
    with pytest.raises(CannotEnroll, match="does not offer this one"):
        enroll(by=dana, member=offer.members[dana], micro_credential=other)
    withdraw_credential(by=BUILDER, curated=offer.program.curated.get())
    with pytest.raises(CannotEnroll, match="does not offer this one"):
        begin(offer, dana)


def test_only_a_published_version_can_be_begun(offer: Offer, dana: Person) -> None:
    offer.version.state = VersionState.RETIRED
    offer.version.save()
    with pytest.raises(CannotEnroll, match="not open to new educators"):
        begin(offer, dana)


def test_who_left_the_cohort_begins_nothing(offer: Offer, dana: Person) -> None:
    leave_cohort(by=BUILDER, member=offer.members[dana], why="moved")
    with pytest.raises(CannotEnroll, match="You left Spring cohort"):
        enroll(by=dana, member=offer.members[dana], micro_credential=offer.micro_credential)


def test_planning_is_a_step_that_nobody_has_to_take(work: Enrollment, dana: Person) -> None:
    for _ in range(2):
        planned = plan_enrollment(
            by=dana, enrollment=work, started_from=0, intention="Ask first", is_growth_plan_pathway=True
        )
        assert (planned.intention, planned.is_growth_plan_pathway) == ("Ask first", True)
    assert AuditEntry.objects.filter(verb="plan enrollment").count() == 1


def test_two_windows_that_plan_differently_lose_neither_text(work: Enrollment, dana: Person) -> None:
    plan_enrollment(by=dana, enrollment=work, started_from=0, intention="First", is_growth_plan_pathway=False)
    with pytest.raises(EditConflict) as caught:
        plan_enrollment(by=dana, enrollment=work, started_from=0, intention="Second", is_growth_plan_pathway=False)
    assert caught.value.current == work
    work.refresh_from_db()
    assert work.intention == "First"


def test_put_down_work_stays_and_can_be_begun_anew(offer: Offer, work: Enrollment, dana: Person) -> None:
    complete(work)
    withdraw(by=dana, enrollment=work, why="Too much this spring")
    withdraw(by=dana, enrollment=work, why="Clicked twice")
    assert standing_of(work).state is EnrollmentState.WITHDRAWN
    assert (work.drafts.count(), work.evidence.count()) == (2, 1)
    assert AuditEntry.objects.get(verb="withdraw").why == "Too much this spring"
    anew = begin(offer, dana)
    assert anew != work
    assert standing_of(anew).state is EnrollmentState.NOT_STARTED


def test_work_that_was_sent_cannot_be_put_down(offer: Offer, dana: Person, theo: Person) -> None:
    for submission in (sent(offer, dana), waiting(offer, theo)):
        educator = submission.enrollment.member.person
        with pytest.raises(CannotWithdraw, match="so it stays"):
            withdraw(by=educator, enrollment=submission.enrollment, why="Second thoughts")
    assert not Enrollment.objects.exclude(withdrawn_at=None).exists()


def test_nobody_changes_the_work_of_another_educator(work: Enrollment, theo: Person) -> None:
    with pytest.raises(NotTheirs):
        withdraw(by=theo, enrollment=work, why="A prank")
    with pytest.raises(NotTheirs):
        plan_enrollment(by=theo, enrollment=work, started_from=0, intention="x", is_growth_plan_pathway=False)
    work.refresh_from_db()
    assert (work.withdrawn_at, work.intention) == (None, "")


def test_work_put_down_is_closed(work: Enrollment, dana: Person) -> None:
    prompt = outline_of(work).open_prompts[0]
    write(work, prompt, "A first line")
    withdraw(by=dana, enrollment=work, why="Too much this spring")
    assert outline_of(work).open_prompts == []
