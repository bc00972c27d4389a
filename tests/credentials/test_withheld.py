"""Nobody gets a file that says more than its holder chooses to say now; what waits is signed anew in the end."""

import json
import shutil
from io import StringIO
from pathlib import Path

import pytest
from allauth.account.models import EmailAddress
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django_q.models import OrmQ

from tests.builders import BUILDER
from tests.credentials.builders import Earned, build_award, share
from waypost.common import clock, jobs
from waypost.credentials.actions.issuers import ensure_issuer
from waypost.credentials.actions.revocation import revoke_award
from waypost.credentials.actions.sharing import NoLongerStands, choose_sharing
from waypost.credentials.models import Award, SigningKey
from waypost.credentials.queries.awards import award_called, current_credential, outdated_awards
from waypost.credentials.rules import SharingChoice, Visibility
from waypost.standards.openbadges.bundle import verify_bundle
from waypost.standards.openbadges.checks import Overall

pytestmark = pytest.mark.django_db
NAME = "Dana Ruiz"
WITHOUT_NAME = SharingChoice(Visibility.LINK, shows_name=False)
SENTENCE = "This credential is being signed anew, so its file is not here right now: try again in a few minutes."
NET = "credentials.renew_outdated_credentials"


@pytest.fixture
def hidden(earned: Earned) -> Award:
    """Dana showed her name, then hid it; the job that signs anew was lost."""
    named = share(earned.award, shows_name=True)
    assert NAME in current_credential(named).document
    choose_sharing(by=earned.dana, award=named, choice=WITHOUT_NAME)
    OrmQ.objects.all().delete()
    return award_called(named.uid)


def addresses(award: Award) -> list[str]:
    names = ("credential_jwt", "credential_badge_png", "credential_badge_svg")
    number = current_credential(award).number
    document = reverse("credential_json", kwargs={"uid": award.uid, "number": number})
    return [document, *(reverse(name, kwargs={"uid": award.uid}) for name in names)]


def test_until_it_is_signed_anew_nobody_gets_a_file_with_the_hidden_name(earned: Earned, hidden: Award) -> None:
    owner = Client()
    owner.force_login(earned.dana)
    stranger = Client()
    stranger.force_login(earned.stan)
    for client in (owner, stranger, Client()):
        answers = [client.get(address) for address in addresses(hidden)]
        assert [answer.status_code for answer in answers] == [503] * 4
        assert [SENTENCE in answer.content.decode() for answer in answers] == [True] * 4


def test_the_page_and_the_certificate_stay_and_name_nobody(hidden: Award) -> None:
    page = Client().get(reverse("credential", kwargs={"uid": hidden.uid}))
    assert (page.status_code, NAME in page.content.decode()) == (200, False)
    assert "The other files are being signed anew." in page.content.decode()
    assert Client().get(reverse("credential_certificate", kwargs={"uid": hidden.uid})).status_code == 200


def test_a_link_that_somebody_pastes_to_verify_is_answered_with_the_same_sentence(hidden: Award) -> None:
    link = f"http://testserver{reverse('credential', kwargs={'uid': hidden.uid})}"
    response = Client().post(reverse("verify"), {"text": link})
    assert (SENTENCE in response.content.decode(), NAME in response.content.decode()) == (True, False)


def test_the_net_signs_anew_what_a_lost_job_left_and_then_the_files_are_back(hidden: Award) -> None:
    jobs.run(NET)
    jobs.run_waiting()
    assert [Client().get(address).status_code for address in addresses(hidden)] == [200] * 4
    assert NAME not in current_credential(hidden).document
    assert list(outdated_awards()) == []


def test_a_name_that_is_not_signed_in_yet_keeps_nobody_from_the_file_and_waits_for_the_net(earned: Earned) -> None:
    choose_sharing(by=earned.dana, award=earned.award, choice=SharingChoice(Visibility.LINK, shows_name=True))
    OrmQ.objects.all().delete()
    assert [Client().get(address).status_code for address in addresses(earned.award)] == [200] * 4
    assert list(outdated_awards()) == [earned.award]


def test_a_name_is_taken_off_a_withdrawn_credential_and_its_file_is_gone(earned: Earned) -> None:
    named = share(earned.award, shows_name=True)
    revoke_award(by=earned.lead, award=named, reason="The wrong rubric.")
    choose_sharing(by=earned.dana, award=award_called(named.uid), choice=WITHOUT_NAME)
    document, token, *_ = addresses(named)
    answers = [Client().get(address) for address in (document, token)]
    assert [answer.status_code for answer in answers] == [410, 410]
    assert "there is no file of it any more" in answers[0].content.decode()
    assert list(outdated_awards()) == []
    with pytest.raises(NoLongerStands):
        choose_sharing(by=earned.dana, award=named, choice=SharingChoice(Visibility.LINK, shows_name=True))


def exported(folder: Path) -> str:
    out = StringIO()
    call_command("export_awards", str(folder), stdout=out)
    return out.getvalue()


def texts(folder: Path) -> list[str]:
    return [path.read_text() for path in folder.rglob("*") if path.is_file()]


def test_an_export_signs_anew_first_and_names_nobody_who_hid_their_name(hidden: Award, tmp_path: Path) -> None:
    assert exported(tmp_path / "bundle") == f"Wrote 1 awards to {tmp_path / 'bundle'}.\n"
    assert [text for text in texts(tmp_path / "bundle") if NAME in text] == []
    found = {result.name: result.report.overall for result in verify_bundle(tmp_path / "bundle", now=clock.now())}
    assert found == {
        f"credentials/{hidden.uid}.json": Overall.VALID,
        f"jwt/{hidden.uid}.jwt": Overall.VALID,
    }


def test_an_old_file_with_the_name_is_still_shown_to_be_replaced_by_the_bundle(hidden: Award, tmp_path: Path) -> None:
    old = current_credential(hidden)
    exported(tmp_path / "bundle")
    kept = tmp_path / "kept"
    for part in ("issuers", "status"):
        shutil.copytree(tmp_path / "bundle" / part, kept / part)
    (kept / "credentials").mkdir()
    (kept / "jwt").mkdir()
    (kept / "credentials" / "old.json").write_text(old.document, encoding="utf-8")
    (result,) = verify_bundle(kept, now=clock.now())
    assert (result.report.overall, result.report.sentence) == (Overall.NOT_VALID, "The issuer revoked this credential.")


def test_an_export_leaves_out_what_can_not_be_signed_anew_and_says_so(
    earned: Earned, hidden: Award, tmp_path: Path
) -> None:
    other = build_award(earned.offer, earned.theo)
    EmailAddress.objects.filter(user=earned.dana).update(verified=False)
    said = exported(tmp_path / "bundle")
    assert said.splitlines()[1].startswith("Left out 1: their files name a holder who took the name off")
    assert sorted(path.name for path in (tmp_path / "bundle").rglob("*.j*")) == sorted(
        [f"{other.uid}.json", f"{other.uid}.jwt", "index.json", "cedar-valley-1.json"]
    )
    assert [text for text in texts(tmp_path / "bundle") if NAME in text] == []


def test_a_name_shown_since_the_last_signing_stands_in_the_bundle(earned: Earned, tmp_path: Path) -> None:
    choose_sharing(by=earned.dana, award=earned.award, choice=SharingChoice(Visibility.LINK, shows_name=True))
    exported(tmp_path / "bundle")
    document = json.loads((tmp_path / "bundle" / "credentials" / f"{earned.award.uid}.json").read_text())
    assert NAME in json.dumps(document["credentialSubject"])


def test_a_withdrawn_award_with_a_hidden_name_is_proven_by_its_list_alone(earned: Earned, tmp_path: Path) -> None:
    named = share(earned.award, shows_name=True)
    revoke_award(by=earned.lead, award=named, reason="The wrong rubric.")
    choose_sharing(by=earned.dana, award=award_called(named.uid), choice=WITHOUT_NAME)
    old = current_credential(named)
    exported(tmp_path / "bundle")
    assert [text for text in texts(tmp_path / "bundle") if NAME in text] == []
    (tmp_path / "bundle" / "credentials" / "old.json").write_text(old.document, encoding="utf-8")
    (result,) = verify_bundle(tmp_path / "bundle", now=clock.now())
    assert result.report.overall is Overall.NOT_VALID


WAITS = "This credential is signed anew once its holder confirms an email address, so its file is not here until then."


@pytest.fixture
def unreached(earned: Earned, hidden: Award) -> Award:
    """Dana's address is confirmed no longer."""
    EmailAddress.objects.filter(user=earned.dana).update(verified=False)
    return hidden


def test_a_holder_without_a_confirmed_address_waits_for_it_and_costs_no_job(earned: Earned, unreached: Award) -> None:
    jobs.run(NET)
    assert (list(outdated_awards()), jobs.waiting()) == ([], 0)
    EmailAddress.objects.filter(user=earned.dana).update(verified=True)
    jobs.run(NET)
    assert NAME not in current_credential(unreached).document


def test_a_file_that_waits_for_an_address_says_so_and_not_a_few_minutes(unreached: Award) -> None:
    page = Client().get(reverse("credential", kwargs={"uid": unreached.uid})).content.decode()
    assert ("a few minutes" in page, "once its holder confirms an email address" in page) == (False, True)
    answers = [Client().get(address) for address in addresses(unreached)]
    assert [(answer.status_code, WAITS in answer.content.decode()) for answer in answers] == [(503, True)] * 4


def lose_the_key_of(award: Award) -> None:
    """As after a restore with another secret."""
    SigningKey.objects.filter(issuer=award.issuer).update(private_sealed="sealed with another secret")


def test_an_issuer_whose_key_can_not_be_opened_keeps_no_other_award_from_being_signed_anew(
    earned: Earned, hidden: Award
) -> None:
    other = share(build_award(earned.offer, earned.theo), shows_name=True)
    elsewhere = ensure_issuer(by=BUILDER, organization=earned.tree.other_district)
    lose_the_key_of(other)
    Award.objects.filter(pk=hidden.pk).update(issuer=elsewhere)
    choose_sharing(by=earned.theo, award=other, choice=WITHOUT_NAME)
    OrmQ.objects.all().delete()
    for _ in range(12):
        jobs.run(NET)
    assert (list(outdated_awards()), NAME in current_credential(hidden).document) == ([other], False)


def test_an_issuer_whose_key_can_not_be_opened_does_not_stop_the_export(
    earned: Earned, hidden: Award, tmp_path: Path
) -> None:
    other = build_award(earned.offer, earned.theo)
    lose_the_key_of(hidden)
    said = exported(tmp_path / "bundle").splitlines()
    assert said[0] == f"Wrote 1 awards to {tmp_path / 'bundle'}."
    assert said[1].startswith("Left out 1: ")
    assert [path.name for path in (tmp_path / "bundle" / "credentials").iterdir()] == [f"{other.uid}.json"]


def test_an_export_leaves_out_what_stands_on_a_list_that_does_not_say_yet_what_was_withdrawn(
    earned: Earned, tmp_path: Path
) -> None:
    build_award(earned.offer, earned.theo)
    revoke_award(by=earned.lead, award=earned.award, reason="The wrong rubric.")
    lose_the_key_of(earned.award)
    said = exported(tmp_path / "bundle").splitlines()
    assert said[0] == f"Wrote 0 awards to {tmp_path / 'bundle'}."
    assert said[1].startswith("Left out 2: ")
    assert list(verify_bundle(tmp_path / "bundle", now=clock.now())) == []
