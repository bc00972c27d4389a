"""The page of an award and the holder's choices: owner, teammate, stranger and the public."""

import re
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import reverse

from tests.builders import person
from tests.credentials.builders import Earned, build_review, share
from waypost.common import jobs
from waypost.common.models import AuditEntry
from waypost.credentials.actions.revocation import revoke_award
from waypost.credentials.actions.sharing import NotYours, choose_sharing
from waypost.credentials.models import Award
from waypost.credentials.queries.awards import awards_to_open, current_credential, earned_in_branch, own_awards
from waypost.credentials.rules import SharingChoice, Visibility
from waypost.people.models import Person
from waypost.people.rules import Role

pytestmark = pytest.mark.django_db
PAGES = ("credential", "credential_jwt", "credential_badge_png", "credential_badge_svg", "credential_certificate")


def browser_of(someone: Person | None) -> Client:
    client = Client()
    if someone is not None:
        client.force_login(someone)
    return client


def open_page(award: Award, someone: Person | None) -> Any:
    return browser_of(someone).get(reverse("credential", kwargs={"uid": award.uid}))


def words(response: Any) -> str:
    """What a reader sees, without the markup."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def statuses(award: Award, someone: Person | None) -> set[int]:
    """The answers of the page and of all its files."""
    client = browser_of(someone)
    number = current_credential(award).number
    addresses = [reverse(name, kwargs={"uid": award.uid}) for name in PAGES]
    addresses.append(reverse("credential_json", kwargs={"uid": award.uid, "number": number}))
    return {client.get(address).status_code for address in addresses}


def test_a_new_award_is_open_to_its_holder_alone(earned: Earned) -> None:
    lead_and_others = [earned.theo, earned.stan, earned.lead, None]
    assert statuses(earned.award, earned.dana) == {200}
    assert [statuses(earned.award, someone) for someone in lead_and_others] == [{404}] * 4


def test_a_shared_award_is_open_to_everyone_and_closes_again(earned: Earned) -> None:
    award = share(earned.award)
    assert [statuses(award, someone) for someone in (earned.dana, earned.theo, earned.stan, None)] == [{200}] * 4
    award = share(award, Visibility.PRIVATE)
    assert [statuses(award, someone) for someone in (earned.theo, earned.stan, None)] == [{404}] * 3


def test_a_guessed_number_opens_nothing(earned: Earned) -> None:
    assert browser_of(None).get(reverse("credential", kwargs={"uid": "222222222222"})).status_code == 404


def test_queries_give_each_viewer_what_they_may_see(earned: Earned) -> None:
    assert [list(own_awards(someone)) for someone in (earned.dana, earned.theo, earned.stan)] == [
        [earned.award],
        [],
        [],
    ]
    assert [list(awards_to_open(someone)) for someone in (earned.dana, earned.theo)] == [[earned.award], []]
    principal = person("Pat Principal", Role.PRINCIPAL, earned.tree.cedar)
    neighbor = person("Nia Principal", Role.PRINCIPAL, earned.tree.juniper)
    hr = person("Hal Resources", Role.HUMAN_RESOURCES, earned.tree.district)
    readers = (principal, hr, earned.lead, neighbor, earned.dana, earned.theo)
    assert [earned.award in earned_in_branch(reader) for reader in readers] == [True, True, True, False, False, False]


def test_the_public_sees_no_name_until_the_holder_shows_it(earned: Earned) -> None:
    page = words(open_page(share(earned.award), None))
    assert "Dana Ruiz" not in page
    assert "Its holder keeps their name to themselves" in page
    page = words(open_page(share(earned.award, shows_name=True), None))
    assert "Awarded to Dana Ruiz" in page
    assert "What Dana Ruiz showed" in page


def test_the_page_says_what_a_reader_needs(earned: Earned) -> None:
    page = words(open_page(share(earned.award), None))
    assert "This credential is valid." in page
    assert "Issued by Cedar Valley Issued on January 14, 2027 Expires Does not expire" in page
    assert earned.award.number in page
    for title in ("It was not changed", "It leads to its issuer", "It was not withdrawn", "Its dates fit"):
        assert title in page
    assert page.count("Demonstrated") == 3
    assert "For now this credential can be checked on this site or from an export of it" in page
    assert "did:web" not in page


@pytest.mark.parametrize(
    ("host", "sentence"),
    [
        ("localhost:8000", "This address works on this computer only"),
        ("127.0.0.1:8000", "This address works on this computer only"),
        ("waypost.example.org", "Scan to check it on a phone."),
    ],
)
def test_a_code_that_leads_to_this_computer_alone_says_so(
    earned: Earned, settings: Any, host: str, sentence: str
) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    address = reverse("credential", kwargs={"uid": share(earned.award).uid})
    assert sentence in words(Client().get(address, headers={"host": host}))


def test_the_signed_files_are_saved_under_a_name_and_read_letter_for_letter_by_software(earned: Earned) -> None:
    award = share(earned.award)
    credential = current_credential(award)
    addresses = [
        reverse("credential_json", kwargs={"uid": award.uid, "number": credential.number}),
        reverse("credential_jwt", kwargs={"uid": award.uid}),
    ]
    answers = [Client().get(address) for address in addresses]
    names = [f'attachment; filename="credential-{award.uid}.{ending}"' for ending in ("json", "jwt")]
    assert [answer["Content-Disposition"] for answer in answers] == names
    assert [answer.content.decode() for answer in answers] == [credential.document, credential.token]
    assert [answer["Content-Type"] for answer in answers] == ["application/json", "application/jwt"]


def test_a_link_is_not_for_search_engines_and_a_public_page_is(earned: Earned) -> None:
    assert open_page(share(earned.award), None)["X-Robots-Tag"] == "noindex"
    assert "X-Robots-Tag" not in open_page(share(earned.award, Visibility.PUBLIC), None)


def test_only_the_holder_sees_and_makes_the_choice(earned: Earned) -> None:
    share(earned.award)
    address = reverse("credential_sharing", kwargs={"uid": earned.award.uid})
    assert "Who can open this page" in words(open_page(earned.award, earned.dana))
    assert "Who can open this page" not in words(open_page(earned.award, earned.theo))
    for someone in (earned.theo, earned.stan, earned.lead):
        assert browser_of(someone).post(address, {"visibility": "public"}).status_code == 404
        with pytest.raises(NotYours):
            choose_sharing(by=someone, award=earned.award, choice=SharingChoice(Visibility.PUBLIC, shows_name=True))
    kept = Award.objects.get(pk=earned.award.pk)
    assert (kept.visibility, kept.shows_name) == ("link", False)


def test_a_choice_is_kept_recorded_and_signed(earned: Earned) -> None:
    address = reverse("credential_sharing", kwargs={"uid": earned.award.uid})
    response = browser_of(earned.dana).post(address, {"visibility": "public", "shows_name": "on"})
    assert response["Location"] == reverse("credential", kwargs={"uid": earned.award.uid})
    assert "is being signed into the file" in words(open_page(earned.award, earned.dana))
    jobs.run_waiting()
    assert "is being signed into the file" not in words(open_page(earned.award, earned.dana))
    assert current_credential(earned.award).has_name is True
    entry = AuditEntry.objects.get(verb="choose sharing")
    assert (entry.before, entry.after) == (
        {"visibility": "private", "shows_name": False},
        {"visibility": "public", "shows_name": True},
    )


def test_the_same_choice_twice_changes_nothing(earned: Earned) -> None:
    share(earned.award)
    share(earned.award)
    assert AuditEntry.objects.filter(verb="choose sharing").count() == 1


def test_no_choice_is_answered_with_a_sentence(earned: Earned) -> None:
    address = reverse("credential_sharing", kwargs={"uid": earned.award.uid})
    response = browser_of(earned.dana).post(address, {"visibility": "everyone"})
    assert response.status_code == 422
    assert Award.objects.get(pk=earned.award.pk).visibility == "private"


def test_a_replaced_file_is_gone_so_that_a_hidden_name_stays_hidden(earned: Earned) -> None:
    share(earned.award, shows_name=True)
    share(earned.award, shows_name=False)
    client = browser_of(None)
    answers = {
        number: client.get(reverse("credential_json", kwargs={"uid": earned.award.uid, "number": number})).status_code
        for number in (1, 2, 3, 4)
    }
    assert answers == {1: 410, 2: 410, 3: 200, 4: 404}


def test_a_withdrawn_award_says_so_kindly_and_offers_no_certificate(earned: Earned) -> None:
    award = share(earned.award)
    revoke_award(by=earned.lead, award=award, reason="The evidence came from another classroom.")
    jobs.run_waiting()
    page = words(open_page(award, None))
    assert "This credential is not valid any more." in page
    assert "Withdrawn on January 14, 2027" in page
    assert "Reason: The evidence came from another classroom." in page
    assert "It was withdrawn" in page
    assert "Download" not in page
    assert "What this means for you" in words(open_page(award, earned.dana))
    client = browser_of(None)
    for name in ("credential_certificate", "credential_badge_png", "credential_badge_svg"):
        assert client.get(reverse(name, kwargs={"uid": award.uid})).status_code == 404
    assert client.get(reverse("credential_json", kwargs={"uid": award.uid, "number": 1})).status_code == 200


def test_a_name_on_a_withdrawn_award_stays_and_the_page_can_still_be_hidden(earned: Earned) -> None:
    award = share(earned.award)
    revoke_award(by=earned.lead, award=award, reason="The evidence came from another classroom.")
    address = reverse("credential_sharing", kwargs={"uid": award.uid})
    response = browser_of(earned.dana).post(address, {"visibility": "link", "shows_name": "on"})
    assert response.status_code == 422
    assert "was withdrawn, so no file with your name is signed any more" in words(response)
    assert browser_of(earned.dana).post(address, {"visibility": "private"}).status_code == 302
    assert open_page(award, None).status_code == 404


def test_my_credentials_lists_mine_alone(earned: Earned) -> None:
    address = reverse("my_credentials")
    assert "Checking for Understanding" in words(browser_of(earned.dana).get(address))
    empty = words(browser_of(earned.theo).get(address))
    assert "Confirm your email address" not in empty
    assert "Checking for Understanding, issued" not in empty.replace("Checking for Understanding, issued by your", "")
    assert "See what you can earn" in empty


def test_whoever_has_no_confirmed_address_reads_what_their_credential_waits_for(earned: Earned) -> None:
    build_review(earned.offer, earned.theo)
    EmailAddress.objects.filter(user=earned.theo).update(verified=False)
    page = words(browser_of(earned.theo).get(reverse("my_credentials")))
    assert "You demonstrated Checking for Understanding . A credential is tied to an address that you confirmed" in page


def test_withdrawing_is_a_quiet_choice_in_the_row_and_the_state_is_plain(earned: Earned) -> None:
    page = browser_of(earned.lead).get(reverse("earned")).content.decode()
    address = reverse("credential_withdraw", kwargs={"uid": earned.award.uid})
    assert re.search(rf'<details[^>]*><summary>More.*?</summary><a href="{address}">', page)
    assert (re.search(r"</svg>\s*Valid\s*<", page) is not None, "Stands" in page) == (True, False)


def test_what_was_earned_names_no_attempt_no_score_and_no_private_page(earned: Earned) -> None:
    hr = person("Hal Resources", Role.HUMAN_RESOURCES, earned.tree.district)
    response = browser_of(hr).get(reverse("earned"))
    page = words(response)
    assert "1 credential in your organization" in page
    assert "Dana Ruiz Cedar Elementary Checking for Understanding" in page
    assert reverse("credential", kwargs={"uid": earned.award.uid}) not in response.content.decode()
    assert "Withdraw" not in page
    share(earned.award)
    response = browser_of(hr).get(reverse("earned"))
    assert reverse("credential", kwargs={"uid": earned.award.uid}) in response.content.decode()


def test_from_what_was_earned_whoever_sees_the_people_follows_it_to_what_it_serves(earned: Earned) -> None:
    principal = person("Paula Principal", Role.PRINCIPAL, earned.tree.cedar)
    address = reverse("insight_award_thread", kwargs={"uid": earned.award.uid})
    pages = [browser_of(viewer).get(reverse("earned")).content.decode() for viewer in (earned.lead, principal)]
    assert [f'href="{address}"' in page for page in pages] == [True, False]
    assert browser_of(earned.lead).get(address).status_code == 200


def test_what_was_earned_can_be_narrowed(earned: Earned) -> None:
    client = browser_of(earned.lead)
    assert "1 credential match" in words(client.get(reverse("earned"), {"text": "dana"}))
    assert "1 credential match" in words(client.get(reverse("earned"), {"text": "cedar"}))
    assert "Nothing that was earned matches" in words(client.get(reverse("earned"), {"text": "theo"}))
    slug = earned.offer.micro_credential.slug
    assert "1 credential match" in words(client.get(reverse("earned"), {"micro_credential": slug}))


def test_a_lead_withdraws_with_a_reason_after_one_question(earned: Earned) -> None:
    client = browser_of(earned.lead)
    address = reverse("credential_withdraw", kwargs={"uid": earned.award.uid})
    assert "be undone." in words(client.get(address))
    refused = client.post(address, {"reason": " "})
    assert (refused.status_code, "Write the reason in a sentence" in words(refused)) == (422, True)
    assert not Award.objects.get(pk=earned.award.pk).is_withdrawn
    done = client.post(address, {"reason": "The evidence came from another classroom."}, follow=True)
    assert f"Credential {earned.award.number} is withdrawn, and Dana Ruiz is told by mail." in words(done)
    assert Award.objects.get(pk=earned.award.pk).is_withdrawn
    assert client.get(address).status_code == 404
