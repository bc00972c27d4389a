"""Withdrawing an award, and the list that says so."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django_q.models import OrmQ

from tests.builders import BUILDER, person
from tests.credentials.builders import Earned, build_award
from tests.credentials.test_issuing import report_on
from waypost.common import events, jobs
from waypost.common.models import AuditEntry
from waypost.credentials.actions import status_lists
from waypost.credentials.actions.issuers import ensure_issuer
from waypost.credentials.actions.revocation import NotYoursToWithdraw, revoke_award
from waypost.credentials.actions.status_lists import list_with_room, sign_list, withdrawn_indexes
from waypost.credentials.events import AwardRevoked
from waypost.credentials.models import Revocation, SigningKey, StatusList
from waypost.credentials.queries.awards import award_called, current_credential
from waypost.credentials.queries.issuers import status_lists_to_sign
from waypost.people.rules import Role
from waypost.standards.openbadges.checks import CheckCode, Outcome, Overall

pytestmark = pytest.mark.django_db
NET = "credentials.sign_due_lists"
WHY = "The evidence came from another classroom."


def test_a_withdrawn_award_reads_not_valid_everywhere_once_the_list_is_signed(earned: Earned) -> None:
    revoke_award(by=earned.lead, award=earned.award, reason=WHY)
    jobs.run_waiting()
    credential = current_credential(earned.award)
    for text in (credential.document, credential.token):
        report = report_on(text)
        assert (report.overall, report.sentence) == (Overall.NOT_VALID, "The issuer revoked this credential.")
        assert report.outcome(CheckCode.SIGNATURE) is Outcome.PASS


def test_a_neighbor_in_the_list_stays_valid(earned: Earned) -> None:
    neighbor = build_award(earned.offer, earned.theo)
    revoke_award(by=earned.lead, award=earned.award, reason=WHY)
    jobs.run_waiting()
    assert report_on(current_credential(neighbor).document).overall is Overall.VALID


def test_withdrawing_is_recorded_announced_and_told_once(earned: Earned, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[Revocation] = []
    monkeypatch.setitem(events._handlers, AwardRevoked, [lambda event: heard.append(event.revocation)])
    jobs.run_waiting()
    mail.outbox.clear()
    first = revoke_award(by=earned.lead, award=earned.award, reason=WHY)
    again = revoke_award(by=earned.lead, award=award_called(earned.award.uid), reason="Another reason")
    jobs.run_waiting()
    assert (again, heard) == (first, [first])
    entry = AuditEntry.objects.get(verb="withdraw award", subject_uid=earned.award.uid)
    assert (entry.actor, entry.why) == (earned.lead.audit_id, WHY)
    assert [(letter.to, letter.subject) for letter in mail.outbox] == [
        ([earned.dana.email], "Your credential Checking for Understanding was withdrawn")
    ]
    assert WHY in str(mail.outbox[0].body)


def test_only_a_lead_of_the_educators_branch_withdraws(earned: Earned) -> None:
    teammate = person("Second Lead", Role.PROGRAM_LEAD, earned.tree.district)
    others = [
        earned.dana,
        person("Pat Principal", Role.PRINCIPAL, earned.tree.cedar),
        person("Other Lead", Role.PROGRAM_LEAD, earned.tree.other_district),
    ]
    for somebody in others:
        with pytest.raises(NotYoursToWithdraw):
            revoke_award(by=somebody, award=earned.award, reason=WHY)
    assert not Revocation.objects.exists()
    assert revoke_award(by=teammate, award=earned.award, reason=WHY).revoked_by == teammate


def test_a_withdrawal_while_a_list_is_signed_is_not_lost(earned: Earned, monkeypatch: pytest.MonkeyPatch) -> None:
    status_list = current_credential(earned.award).status_list
    signed = status_lists._signed
    calls: list[object] = []

    def withdraw_meanwhile(*arguments: object) -> object:
        done = signed(*arguments)  # type: ignore[arg-type]  # a test's shorthand
        if not calls:
            revoke_award(by=earned.lead, award=earned.award, reason=WHY)
        calls.append(done)
        return done

    monkeypatch.setattr(status_lists, "_signed", withdraw_meanwhile)
    sign_list(by=BUILDER, status_list=status_list)
    assert len(calls) == 2
    assert report_on(current_credential(earned.award).document).overall is Overall.NOT_VALID


def test_a_list_is_signed_anew_before_it_runs_out(earned: Earned, frozen_clock: time_machine.Traveller) -> None:
    assert status_lists_to_sign() == []
    frozen_clock.shift(timedelta(days=1, minutes=1))
    assert status_lists_to_sign() == [StatusList.objects.get().uid]
    jobs.run(NET)
    jobs.run_waiting()
    assert status_lists_to_sign() == []
    frozen_clock.shift(timedelta(days=6, hours=23))
    assert report_on(current_credential(earned.award).document).overall is Overall.VALID


def test_a_withdrawal_whose_job_was_lost_is_signed_by_the_net(earned: Earned) -> None:
    revoke_award(by=earned.lead, award=earned.award, reason=WHY)
    OrmQ.objects.all().delete()
    assert report_on(current_credential(earned.award).document).overall is Overall.VALID
    jobs.run(NET)
    jobs.run_waiting()
    assert report_on(current_credential(earned.award).document).overall is Overall.NOT_VALID
    assert status_lists_to_sign() == []


def test_an_issuer_whose_key_can_not_be_opened_holds_up_no_other(
    earned: Earned, frozen_clock: time_machine.Traveller
) -> None:
    other = ensure_issuer(by=BUILDER, organization=earned.tree.other_district)
    list_with_room(by=BUILDER, issuer=other)
    SigningKey.objects.filter(issuer=earned.award.issuer).update(private_sealed="sealed with another secret")
    frozen_clock.shift(timedelta(days=2))
    OrmQ.objects.all().delete()
    for _ in range(12):
        jobs.run(NET)
    left = StatusList.objects.get(issuer=earned.award.issuer).uid
    assert (status_lists_to_sign(), jobs.waiting()) == ([left], 0)


def test_a_list_that_nobody_signed_for_a_week_reads_unknown_never_valid(
    earned: Earned, frozen_clock: time_machine.Traveller
) -> None:
    frozen_clock.shift(timedelta(days=7))
    report = report_on(current_credential(earned.award).document)
    assert report.overall is Overall.UNKNOWN
    assert report.outcome(CheckCode.STATUS) is Outcome.UNKNOWN


def test_a_list_without_withdrawals_has_no_bit_set(earned: Earned) -> None:
    assert withdrawn_indexes(StatusList.objects.get()) == frozenset()
