"""A worker may be killed at any write: an award is there with all that belongs to it or not at all, and never twice."""

from datetime import timedelta

import pytest
from django.core import mail

from tests.assessment.builders import SHOWN, send_decision
from tests.builders import BUILDER, build_district, person
from tests.credentials.builders import build_award, build_review
from tests.credentials.test_issuing import report_on
from tests.killing import killed_at_each_boundary
from tests.submissions.builders import build_offer, waiting
from waypost.assessment.actions.claims import claim_review
from waypost.assessment.models import Review
from waypost.common import clock, jobs
from waypost.common.models import AuditEntry
from waypost.credentials.actions.issuers import ensure_issuer
from waypost.credentials.actions.issuing import issue_award, renew_credential
from waypost.credentials.actions.revocation import revoke_award
from waypost.credentials.actions.status_lists import list_with_room
from waypost.credentials.models import Award, Credential, Issuer, Revocation, SigningKey, StatusList
from waypost.credentials.queries.awards import award_called, current_credential
from waypost.people.rules import Role
from waypost.standards.openbadges.checks import Overall

pytestmark = pytest.mark.django_db(transaction=True)


def rows() -> tuple[int, ...]:
    return tuple(table.objects.count() for table in (Issuer, SigningKey, StatusList, Award, Credential))


def test_issuing_step_by_step() -> None:
    tree = build_district()
    dana = person("Dana Ruiz", Role.EDUCATOR, tree.cedar)
    review = build_review(build_offer(tree, dana), dana)
    for boundary in killed_at_each_boundary(lambda: ensure_issuer(by=BUILDER, organization=tree.district)):
        assert rows() == (0, 0, 0, 0, 0), boundary
    issuer = Issuer.objects.get()
    for boundary in killed_at_each_boundary(lambda: list_with_room(by=BUILDER, issuer=issuer)):
        assert rows() == (1, 1, 0, 0, 0), boundary
    queued, last = jobs.waiting(), 0
    for boundary in killed_at_each_boundary(lambda: issue_award(by=BUILDER, review=review)):
        assert rows() == (1, 1, 1, 0, 0), boundary
        assert jobs.waiting() == queued
        assert not AuditEntry.objects.filter(verb="issue award").exists()
        last = boundary
    assert last >= 5, "award, credential, audit row, the mail's job, and the commit"
    assert rows() == (1, 1, 1, 1, 1)
    issue_award(by=BUILDER, review=review)
    assert rows() == (1, 1, 1, 1, 1)
    assert AuditEntry.objects.filter(verb="issue award").count() == 1
    assert report_on(current_credential(Award.objects.get()).document).overall is Overall.VALID
    jobs.run_waiting()
    assert [letter.to for letter in mail.outbox if letter.subject.startswith("You earned")] == [[dana.email]]


def test_issuing_the_first_award_of_an_issuer_in_one_go() -> None:
    tree = build_district()
    dana = person("Dana Ruiz", Role.EDUCATOR, tree.cedar)
    review = build_review(build_offer(tree, dana), dana)
    for boundary in killed_at_each_boundary(lambda: issue_award(by=BUILDER, review=review)):
        assert rows()[3:] == (0, 0), boundary
    assert rows() == (1, 1, 1, 1, 1)


def test_signing_anew_and_withdrawing() -> None:
    tree = build_district()
    dana = person("Dana Ruiz", Role.EDUCATOR, tree.cedar)
    lead = person("Maya Okafor", Role.PROGRAM_LEAD, tree.district)
    award = build_award(build_offer(tree, dana), dana)
    Award.objects.update(shows_name=True)
    for boundary in killed_at_each_boundary(lambda: renew_credential(by=BUILDER, award=award)):
        assert current_credential(award).number == 1, boundary
        assert Credential.objects.count() == 1
    assert [credential.number for credential in Credential.objects.all()] == [1, 2]
    for boundary in killed_at_each_boundary(lambda: revoke_award(by=lead, award=award, reason="A wrong rubric.")):
        assert not Revocation.objects.exists(), boundary
        assert not AuditEntry.objects.filter(verb="withdraw award").exists()
    revoke_award(by=lead, award=award_called(award.uid), reason="A wrong rubric.")
    assert (Revocation.objects.count(), AuditEntry.objects.filter(verb="withdraw award").count()) == (1, 1)


def test_a_worker_killed_anywhere_between_the_decision_and_its_award(monkeypatch: pytest.MonkeyPatch) -> None:
    tree = build_district()
    dana = person("Dana Ruiz", Role.EDUCATOR, tree.cedar)
    ana = person("Ana Assessor", Role.ASSESSOR, tree.district)
    submission = waiting(build_offer(tree, dana), dana)
    ensure_issuer(by=BUILDER, organization=tree.district)
    review = send_decision(claim_review(by=ana, submission=submission), SHOWN, SHOWN, SHOWN)
    with clock.at(clock.now() + timedelta(minutes=10)):
        found = [(is_concluded(review), *rows()[3:], is_left()) for _ in killed_at_each_boundary(jobs.run_waiting)]
        assert list(dict.fromkeys(found)) == [(False, 0, 0, True), (True, 0, 0, True), (True, 1, 1, True)]
        jobs.run_waiting()
    assert (rows()[3:], is_left()) == ((1, 1), False)
    verbs = AuditEntry.objects.filter(verb__in=["decide review", "conclude review", "issue award"]).order_by("pk")
    assert list(verbs.values_list("verb", flat=True)) == ["decide review", "conclude review", "issue award"]


def is_concluded(review: Review) -> bool:
    return Review.objects.filter(pk=review.pk, concluded_at__isnull=False).exists()


def is_left() -> bool:
    """Whether a job waits that a living worker will take."""
    return jobs.waiting() > 0 or jobs.next_delayed_at() is not None
