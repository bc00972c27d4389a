"""One award for each passed submission, signed so that anyone can check it."""

import json
import threading
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings
from django.core import mail
from django.db import IntegrityError, connection
from django.urls import reverse

from tests.builders import BUILDER, person
from tests.conftest import FROZEN
from tests.credentials.builders import Earned, build_award, build_earned, build_review, share
from tests.submissions.builders import role_of
from waypost.assessment.events import ReviewConcluded
from waypost.assessment.models import Review
from waypost.catalog.rules import Level
from waypost.common import clock, events, jobs
from waypost.common.actors import Actor
from waypost.common.models import AuditEntry
from waypost.credentials.actions import issuing
from waypost.credentials.actions.issuers import report_key_lost, rotate_key
from waypost.credentials.actions.signing import NoVerifiedEmail, signed_credential
from waypost.credentials.events import AwardIssued
from waypost.credentials.models import Award, Credential, Issuer, SigningKey, StatusList
from waypost.credentials.queries.awards import award_called, current_credential, reviews_without_award
from waypost.credentials.queries.issuers import active_key, known_dids
from waypost.credentials.queries.verification import OurRecords
from waypost.people.rules import Role
from waypost.programs.actions.cohorts import invite_to_cohort
from waypost.standards.openbadges.checks import Overall, Report
from waypost.standards.openbadges.vc_jwt import read_token
from waypost.standards.openbadges.verification import Verifier

pytestmark = pytest.mark.django_db


def report_on(text: str, email: str | None = None) -> Report:
    return Verifier(OurRecords(), clock.now(), known_dids()).verify(text.encode(), recipient_email=email)


def document_of(award: Award) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(current_credential(award).document)
    return found


def test_an_award_is_an_open_badge_that_passes_every_check(earned: Earned) -> None:
    report = report_on(current_credential(earned.award).document, earned.dana.email)
    assert {check.code.value: check.outcome.value for check in report.checks} == dict.fromkeys(
        ["contexts", "schema", "signature", "key", "issuer", "status", "dates", "recipient"], "pass"
    )
    assert report.overall is Overall.VALID


def test_its_token_says_the_same_and_names_its_key(earned: Earned) -> None:
    credential = current_credential(earned.award)
    token = read_token(credential.token)
    assert report_on(credential.token).overall is Overall.VALID
    assert str(token.header["kid"]).startswith(f"{earned.award.issuer.did}#")
    signed = document_of(earned.award)
    del signed["proof"]
    assert {name: token.payload[name] for name in signed} == signed


def test_a_credential_holds_no_name_and_no_email_unless_its_holder_chose_so(earned: Earned) -> None:
    text = current_credential(earned.award).document + current_credential(earned.award).token
    assert earned.dana.name not in text
    assert earned.dana.email not in text
    identifiers = document_of(earned.award)["credentialSubject"]["identifier"]
    assert [entry["identityType"] for entry in identifiers] == ["emailAddress"]


def test_its_id_and_issuer_follow_from_the_public_address(award: Award) -> None:
    document = document_of(award)
    assert document["id"] == f"https://waypost.invalid/credentials/{award.uid}/1.json"
    assert document["issuer"]["id"] == "did:web:waypost.invalid:issuers:cedar-valley"
    assert document["validFrom"] == "2027-01-14T15:00:00Z"


def test_an_issuer_keeps_its_identifier_when_the_public_address_changes(earned: Earned, settings: Any) -> None:
    settings.PUBLIC_URL = "https://waypost.example.org"
    second = build_award(earned.offer, earned.theo)
    assert second.issuer == earned.award.issuer
    assert second.issuer.did == "did:web:waypost.invalid:issuers:cedar-valley"
    assert report_on(current_credential(second).document).overall is Overall.VALID


def test_issuing_twice_gives_the_same_award(earned: Earned) -> None:
    again = issuing.issue_award(by=BUILDER, review=earned.award.review)
    assert again == earned.award
    assert (Award.objects.count(), Credential.objects.count(), Issuer.objects.count()) == (1, 1, 1)


def test_a_worker_that_comes_second_returns_what_the_first_one_stored(
    earned: Earned, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter([None, earned.award])
    monkeypatch.setattr(issuing, "award_for", lambda _submission: next(answers))
    assert issuing.issue_award(by=BUILDER, review=earned.award.review) == earned.award
    assert (Award.objects.count(), Credential.objects.count()) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_workers_that_run_at_once_issue_one_award() -> None:
    earned = build_earned()
    review = build_review(earned.offer, earned.theo)
    found: list[Award] = []

    def work() -> None:
        found.append(issuing.issue_award(by=BUILDER, review=review))
        connection.close()

    workers = [threading.Thread(target=work) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert len({award.pk for award in found}) == 1
    assert len(found) == len(workers)
    assert Award.objects.filter(enrollment__member__person=earned.theo).count() == 1
    assert AuditEntry.objects.filter(verb="issue award", subject_uid=found[0].uid).count() == 1


def test_a_concluded_review_issues_by_a_job_and_tells_the_holder_once(earned: Earned) -> None:
    jobs.run_waiting()
    mail.outbox.clear()
    review = build_review(earned.offer, earned.theo)
    events.announce(ReviewConcluded(review, is_demonstrated=True))
    assert not Award.objects.filter(submission=review.submission).exists()
    jobs.run_waiting()
    jobs.run(issuing.ISSUE, uid=review.uid)
    jobs.run_waiting()
    issued = Award.objects.get(submission=review.submission)
    assert (issued.holder, issued.review) == (earned.theo, review)
    letters = [letter for letter in mail.outbox if letter.to == [earned.theo.email]]
    assert [letter.subject for letter in letters] == ["You earned Checking for Understanding"]
    assert f"{settings.SITE_URL}{reverse('credential', args=[issued.uid])}" in letters[0].body


def test_a_review_that_asks_for_more_issues_nothing(earned: Earned) -> None:
    review = build_review(earned.offer, earned.theo, Level.PROGRESSING)
    events.announce(ReviewConcluded(review, is_demonstrated=False))
    jobs.run_waiting()
    assert not Award.objects.filter(submission=review.submission).exists()
    assert list(reviews_without_award()) == []


def test_a_lost_job_is_made_up_for(earned: Earned) -> None:
    review = build_review(earned.offer, earned.theo)
    jobs.run("credentials.issue_missing_awards")
    jobs.run_waiting()
    assert Award.objects.get(submission=review.submission).holder == earned.theo
    assert list(reviews_without_award()) == []


def test_the_award_is_announced_and_recorded_in_one_transaction(
    earned: Earned, monkeypatch: pytest.MonkeyPatch
) -> None:
    review = build_review(earned.offer, earned.theo)

    def refuse(_event: object) -> None:
        raise RuntimeError

    monkeypatch.setitem(events._handlers, AwardIssued, [refuse])
    with pytest.raises(RuntimeError):
        issuing.issue_award(by=BUILDER, review=review)
    assert Award.objects.count() == Credential.objects.count() == 1
    heard: list[Award] = []
    monkeypatch.setitem(events._handlers, AwardIssued, [lambda event: heard.append(event.award)])
    award = issuing.issue_award(by=BUILDER, review=review)
    assert heard == [award]
    assert AuditEntry.objects.get(verb="issue award", subject_uid=award.uid).actor == BUILDER.audit_id


def test_without_a_confirmed_address_nothing_is_issued_until_there_is_one(earned: Earned) -> None:
    review = build_review(earned.offer, earned.theo)
    EmailAddress.objects.filter(user=earned.theo).update(verified=False)
    with pytest.raises(NoVerifiedEmail):
        issuing.issue_award(by=BUILDER, review=review)
    assert list(reviews_without_award()) == [review]
    EmailAddress.objects.filter(user=earned.theo).update(verified=True)
    assert issuing.issue_award(by=BUILDER, review=review).holder == earned.theo


def test_whoever_waits_for_a_confirmed_address_costs_no_job_however_often_the_net_runs(earned: Earned) -> None:
    review = build_review(earned.offer, earned.theo)
    EmailAddress.objects.filter(user=earned.theo).update(verified=False)
    before = jobs.waiting()
    jobs.run(issuing.ISSUE, uid=review.uid)
    for _ in range(2):
        jobs.run("credentials.issue_missing_awards")
    assert (jobs.waiting(), list(reviews_without_award())) == (before, [review])
    EmailAddress.objects.filter(user=earned.theo).update(verified=True)
    jobs.run("credentials.issue_missing_awards")
    assert Award.objects.get(submission=review.submission).holder == earned.theo


def test_one_award_that_can_not_be_signed_holds_up_no_other(earned: Earned, monkeypatch: pytest.MonkeyPatch) -> None:
    nia = person("Nia New", Role.EDUCATOR, earned.tree.cedar)
    (earned.offer.members[nia],) = invite_to_cohort(by=BUILDER, cohort=earned.offer.cohort, educators=[role_of(nia)])
    stuck, next_one = (build_review(earned.offer, who) for who in (earned.theo, nia))
    issue = issuing.issue_award

    def refuse_one(*, by: Actor, review: Review) -> Award:
        if review == stuck:
            raise RuntimeError
        return issue(by=by, review=review)

    monkeypatch.setattr(issuing, "issue_award", refuse_one)
    jobs.run("credentials.issue_missing_awards")
    assert list(reviews_without_award()) == [stuck]
    assert Award.objects.filter(submission=next_one.submission).exists()


def test_private_keys_lie_sealed_in_the_database(earned: Earned) -> None:
    key = active_key(earned.award.issuer)
    assert key.private_sealed.startswith("gAAAA")
    assert settings.SECRET_KEY not in key.private_sealed


def test_a_status_index_can_not_be_guessed_from_the_one_before(earned: Earned) -> None:
    first, second = (current_credential(found) for found in (earned.award, build_award(earned.offer, earned.theo)))
    assert first.status_list == second.status_list
    assert first.status_index != second.status_index
    assert abs(first.status_index - second.status_index) > 1


def test_two_credentials_never_share_a_place_in_a_list(earned: Earned) -> None:
    first, second = (current_credential(found) for found in (earned.award, build_award(earned.offer, earned.theo)))
    second.status_index = first.status_index
    with pytest.raises(IntegrityError):
        second.save()


def test_a_half_full_list_is_followed_by_another(earned: Earned) -> None:
    StatusList.objects.update(bit_count=2)
    assert current_credential(build_award(earned.offer, earned.theo)).status_list.number == 2


def test_a_name_chosen_later_is_signed_anew_and_the_old_file_no_longer_counts(earned: Earned) -> None:
    old = current_credential(earned.award)
    award = share(earned.award, shows_name=True)
    new = current_credential(award)
    assert (new.number, new.replaces, new.has_name) == (2, old, True)
    assert report_on(new.document).overall is Overall.VALID
    summary = report_on(new.document).badge
    assert summary is not None
    assert summary.recipient_name == "Dana Ruiz"
    assert report_on(old.document).sentence == "The issuer revoked this credential."
    assert award.issued_at == FROZEN


def test_renewing_what_fits_changes_nothing(earned: Earned) -> None:
    issuing.renew_credential(by=BUILDER, award=earned.award)
    assert Credential.objects.count() == 1


def test_rotation_keeps_old_proofs_and_throws_the_private_half_away(earned: Earned) -> None:
    old = active_key(earned.award.issuer)
    new = rotate_key(by=BUILDER, issuer=earned.award.issuer)
    assert active_key(earned.award.issuer) == new
    assert SigningKey.objects.get(pk=old.pk).private_sealed == ""
    assert report_on(current_credential(earned.award).document).overall is Overall.VALID
    later = build_award(earned.offer, earned.theo)
    assert current_credential(later).key == new


def test_a_lost_key_counts_for_nothing_and_its_awards_are_signed_anew(earned: Earned) -> None:
    old = current_credential(earned.award)
    report_key_lost(by=BUILDER, key=old.key, why="A laptop was stolen")
    assert report_on(old.document).overall is Overall.NOT_VALID
    jobs.run_waiting()
    new = current_credential(award_called(earned.award.uid))
    assert (new.number, new.key.compromised_at) == (2, None)
    assert report_on(new.document).overall is Overall.VALID
    report_key_lost(by=BUILDER, key=old.key, why="Again")
    assert SigningKey.objects.filter(issuer=earned.award.issuer).count() == 2


def test_a_key_lost_while_it_signed_signs_nothing(earned: Earned, monkeypatch: pytest.MonkeyPatch) -> None:
    share_name = award_called(earned.award.uid)
    Award.objects.filter(pk=share_name.pk).update(shows_name=True)
    sign = signed_credential
    calls: list[Credential] = []

    def lose_first(**arguments: Any) -> Credential:
        signed = sign(**arguments)
        if not calls:
            report_key_lost(by=BUILDER, key=signed.key, why="Lost in between")
        calls.append(signed)
        return signed

    monkeypatch.setattr(issuing, "signed_credential", lose_first)
    issuing.renew_credential(by=BUILDER, award=share_name)
    assert len(calls) == 2
    assert current_credential(share_name).key.compromised_at is None
