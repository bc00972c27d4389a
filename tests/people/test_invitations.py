"""Invitations: into one's branch, by mail, safe against scanners, used once."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth import user_logged_in
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.test import Client
from django.urls import reverse
from pytest_django import fixtures
from time_machine import Traveller

from tests.builders import BUILDER, District, build_district, person
from waypost.common import jobs
from waypost.common.events import announce
from waypost.common.models import AuditEntry
from waypost.notices.actions.outbox import SEND
from waypost.people.actions.invitations import (
    InvitationClosed,
    SomebodyElse,
    accept_with_password,
    invite,
    send_invitation_again,
    withdraw_invitation,
)
from waypost.people.actions.people import RoleNotYours, add_person, end_role
from waypost.people.events import InvitationToSend
from waypost.people.models import Invitation, Organization, Person
from waypost.people.queries import current_roles
from waypost.people.rules import Role

pytestmark = pytest.mark.django_db
PASSWORD = "four quiet blue herons"


@pytest.fixture
def tree() -> District:
    return build_district()


@pytest.fixture
def admin(tree: District) -> Person:
    return person("Ada Admin", Role.ORGANIZATION_ADMIN, tree.district)


def invited(by: Person, at: Organization, email: str = "new.coach@example.org", role: Role = Role.COACH) -> Invitation:
    return invite(by=by, email=email, name="New Coach", role=role, organization=at)


def mailed_link() -> str:
    jobs.run_waiting()
    found = re.search(rf"{re.escape(settings.SITE_URL)}(/invitation/\S+)", str(mail.outbox[-1].body))
    assert found is not None
    return found[1]


def roles_held(somebody: Person) -> list[tuple[str, str]]:
    return [(held.role, held.organization.slug) for held in current_roles(somebody)]


def test_an_invitation_is_mailed_by_a_job_with_plain_text_and_html(tree: District, admin: Person) -> None:
    invitation = invited(admin, tree.cedar)
    assert mail.outbox == []
    link = mailed_link()
    letter = mail.outbox[0]
    assert isinstance(letter, EmailMultiAlternatives)
    assert (letter.subject, letter.to) == ("Ada Admin invites you to Waypost", ["new.coach@example.org"])
    assert link in str(letter.alternatives[0][0])
    invitation.refresh_from_db()
    assert invitation.sent_at is not None


def test_the_link_of_an_invitation_leads_where_the_site_is_served_by_whatever_name_it_was_reached(
    tree: District, admin: Person, client: Client
) -> None:
    client.force_login(admin)
    answers = {"email": "new.coach@example.org", "name": "New Coach", "role": "coach", "organization": tree.cedar.slug}
    client.post(reverse("invite"), answers)
    jobs.run_waiting()
    assert f"{settings.SITE_URL}/invitation/" in mail.outbox[0].body


def test_a_letter_that_waited_leads_where_people_reach_the_site_when_it_goes_out(
    tree: District, admin: Person, settings: fixtures.Settings
) -> None:
    invited(admin, tree.cedar)
    settings.SITE_URL = "http://127.0.0.1:8141"
    jobs.run_waiting()
    assert re.findall(r"http\S+/invitation/", str(mail.outbox[0].body)) == ["http://127.0.0.1:8141/invitation/"]


def test_a_job_that_runs_twice_mails_once(tree: District, admin: Person) -> None:
    invitation = invited(admin, tree.cedar)
    for _ in range(2):
        announce(InvitationToSend(invitation.uid, 1))
        jobs.run(SEND)
    assert len(mail.outbox) == 1


def test_a_withdrawn_invitation_is_not_mailed(tree: District, admin: Person) -> None:
    withdraw_invitation(by=admin, invitation=invited(admin, tree.cedar))
    jobs.run_waiting()
    assert mail.outbox == []


def test_opening_the_link_changes_nothing_and_posting_opens_the_account(
    tree: District, admin: Person, client: Client
) -> None:
    invitation = invited(admin, tree.cedar)
    link = mailed_link()
    assert client.get(link).status_code == 200
    assert not Person.objects.filter(email="new.coach@example.org").exists()
    response = client.post(link, {"name": "Noor Coach", "password": PASSWORD})
    assert response.status_code == 302
    noor = Person.objects.get(email="new.coach@example.org")
    assert (noor.name, roles_held(noor)) == ("Noor Coach", [("coach", "cedar-elementary")])
    assert client.session["_auth_user_id"] == str(noor.pk)
    assert EmailAddress.objects.get(user=noor).verified
    assert AuditEntry.objects.get(verb="accept invitation").subject_uid == invitation.uid


def test_a_weak_password_is_answered_with_what_to_do_and_what_was_typed_stays(
    tree: District, admin: Person, client: Client
) -> None:
    invited(admin, tree.cedar)
    link = mailed_link()
    response = client.post(link, {"name": "Noor Typed", "password": "short"})
    assert response.status_code == 422
    assert "Noor Typed" in response.content.decode()
    assert not Person.objects.filter(email="new.coach@example.org").exists()


def test_a_used_link_says_so_and_opens_nothing(tree: District, admin: Person, client: Client) -> None:
    invited(admin, tree.cedar)
    link = mailed_link()
    client.post(link, {"name": "Noor Coach", "password": PASSWORD})
    response = Client().post(link, {"name": "Somebody Else", "password": PASSWORD})
    assert response.status_code == 410
    assert "This invitation was used already: sign in by the address" in response.content.decode().replace(
        "&#x27;", "'"
    )
    assert Person.objects.get(email="new.coach@example.org").name == "Noor Coach"


def test_a_withdrawn_link_says_whom_to_ask(tree: District, admin: Person, client: Client) -> None:
    invitation = invited(admin, tree.cedar)
    link = mailed_link()
    withdraw_invitation(by=admin, invitation=invitation)
    assert "This invitation was withdrawn: ask the person who invited you" in client.get(link).content.decode()


def test_an_expired_link_opens_again_once_it_is_sent_again(
    tree: District, admin: Person, client: Client, frozen_clock: Traveller
) -> None:
    invitation = invited(admin, tree.cedar)
    link = mailed_link()
    frozen_clock.shift(timedelta(days=14))
    assert "older than 14 days" in client.get(link).content.decode()
    send_invitation_again(by=admin, invitation=invitation)
    assert mailed_link() == link
    assert len(mail.outbox) == 2
    assert client.get(link).status_code == 200


def test_a_changed_letter_in_the_link_opens_nothing(tree: District, admin: Person, client: Client) -> None:
    invited(admin, tree.cedar)
    link = mailed_link()
    assert client.get(link[:-2] + ("0/" if link[-2] != "0" else "1/")).status_code == 404


def test_somebody_with_an_account_signs_in_and_accepts(tree: District, admin: Person, client: Client) -> None:
    sam = person("Sam Osei", Role.EDUCATOR, tree.juniper)
    invited(admin, tree.cedar, email="Sam.Osei@Example.org")
    link = mailed_link()
    assert "Sign in to accept" in client.get(link).content.decode()
    client.force_login(sam)
    assert client.post(link).status_code == 302
    assert roles_held(sam) == [("educator", "juniper-middle"), ("coach", "cedar-elementary")]
    assert Person.objects.filter(email__iexact="sam.osei@example.org").count() == 1


def test_the_invitation_of_somebody_else_is_not_accepted(tree: District, admin: Person, client: Client) -> None:
    sam = person("Sam Osei", Role.EDUCATOR, tree.juniper)
    invited(admin, tree.cedar)
    client.force_login(sam)
    response = client.post(mailed_link())
    assert response.status_code == 422
    assert "This invitation is for new.coach@example.org: sign out" in response.content.decode()
    assert roles_held(sam) == [("educator", "juniper-middle")]


def test_somebody_from_a_roster_chooses_their_first_password(tree: District, admin: Person, client: Client) -> None:
    noor = add_person(by=BUILDER, name="N. Coach", email="new.coach@example.org")
    invited(admin, tree.cedar)
    client.post(mailed_link(), {"name": "Noor Coach", "password": PASSWORD})
    noor.refresh_from_db()
    assert noor.name == "Noor Coach"
    assert noor.check_password(PASSWORD)
    assert EmailAddress.objects.get(user=noor).verified


def test_somebody_from_a_roster_is_told_that_a_password_was_chosen(
    tree: District, admin: Person, client: Client
) -> None:
    add_person(by=BUILDER, name="N. Coach", email="new.coach@example.org")
    invited(admin, tree.cedar)
    client.post(mailed_link(), {"name": "Noor Coach", "password": PASSWORD})
    jobs.run_waiting()
    told = mail.outbox[-1]
    assert (told.subject, told.to) == ("Your Waypost account has a password now", ["new.coach@example.org"])
    assert "was not you" in str(told.body)


def test_who_opens_an_account_gets_no_news_of_it(tree: District, admin: Person, client: Client) -> None:
    invited(admin, tree.cedar)
    client.post(mailed_link(), {"name": "Noor Coach", "password": PASSWORD})
    jobs.run_waiting()
    assert [letter.subject for letter in mail.outbox] == ["Ada Admin invites you to Waypost"]


@pytest.fixture
def noor_by_code() -> Person:
    """From a roster, without a password; how she signs in is each test's matter."""
    return add_person(by=BUILDER, name="Noor Coach", email="new.coach@example.org")


def with_app(noor: Person) -> None:
    Authenticator.objects.create(user=noor, type=Authenticator.Type.TOTP, data={})


def with_passkey(noor: Person) -> None:
    Authenticator.objects.create(user=noor, type=Authenticator.Type.WEBAUTHN, data={})


def by_mailed_code(noor: Person) -> None:
    user_logged_in.send(Person, request=None, user=noor)


@pytest.mark.parametrize("signs_in", [with_app, with_passkey, by_mailed_code])
def test_a_link_does_not_walk_around_how_somebody_without_a_password_signs_in(
    tree: District, admin: Person, client: Client, noor_by_code: Person, signs_in: Callable[[Person], None]
) -> None:
    signs_in(noor_by_code)
    invitation = invited(admin, tree.cedar)
    link = mailed_link()
    assert "Sign in to accept" in client.get(link).content.decode()
    assert "Sign in to accept" in client.post(link, {"name": "Thief", "password": PASSWORD}).content.decode()
    with pytest.raises(SomebodyElse, match="sign in, then open the link again"):
        accept_with_password(invitation=invitation, name="Thief", password=PASSWORD)
    noor_by_code.refresh_from_db()
    assert (noor_by_code.name, noor_by_code.has_usable_password()) == ("Noor Coach", False)
    assert ("_auth_user_id" in client.session, roles_held(noor_by_code)) == (False, [])


def test_who_signs_in_with_an_app_and_accepts_then_holds_the_role(
    tree: District, admin: Person, client: Client, noor_by_code: Person
) -> None:
    with_app(noor_by_code)
    invited(admin, tree.cedar)
    client.force_login(noor_by_code)
    assert client.post(mailed_link()).status_code == 302
    assert roles_held(noor_by_code) == [("coach", "cedar-elementary")]


def test_inviting_twice_sends_the_same_link_again(tree: District, admin: Person) -> None:
    first = invited(admin, tree.cedar)
    assert invited(admin, tree.cedar) == first
    assert Invitation.objects.get().sending == 2


def test_nobody_invites_into_another_district(tree: District, admin: Person) -> None:
    with pytest.raises(RoleNotYours):
        invited(admin, tree.other_school)
    assert Invitation.objects.count() == 0


def test_a_program_lead_gives_no_administrators(tree: District) -> None:
    lead = person("Lee Lead", Role.PROGRAM_LEAD, tree.district)
    with pytest.raises(RoleNotYours):
        invited(lead, tree.cedar, role=Role.ORGANIZATION_ADMIN)
    assert invited(lead, tree.cedar, role=Role.EDUCATOR).role == Role.EDUCATOR


def test_two_posts_at_once_open_one_account(tree: District, admin: Person) -> None:
    invitation = invited(admin, tree.cedar)
    accept_with_password(invitation=invitation, name="Noor Coach", password=PASSWORD)
    with pytest.raises(InvitationClosed, match="was used already"):
        accept_with_password(invitation=invitation, name="Noor Again", password=PASSWORD)
    assert Person.objects.get(email="new.coach@example.org").name == "Noor Coach"


def test_an_admin_invites_through_the_page_and_a_bad_choice_keeps_what_was_typed(
    tree: District, client: Client
) -> None:
    client.force_login(person("Lee Lead", Role.PROGRAM_LEAD, tree.district))
    answers = {"name": "Noor Coach", "email": "not an address", "organization": tree.cedar.slug, "role": "coach"}
    response = client.post(reverse("invite"), answers)
    assert response.status_code == 422
    assert 'value="not an address"' in response.content.decode()
    client.post(reverse("invite"), {**answers, "email": "new.coach@example.org"})
    assert Invitation.objects.get().email == "new.coach@example.org"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Ana Ruiz", 'name="name" value="Ana Ruiz"'),
        (" Ana \n Ruiz ", 'name="name" value="Ana Ruiz"'),
        ("ana@example.org", 'name="email" value="ana@example.org"'),
        ('"><script>x</script>', 'name="name" value="&quot;&gt;&lt;script&gt;x&lt;/script&gt;"'),
        ("x" * 50_000, f'name="name" value="{"x" * 200}"'),
        ("", 'name="name"'),
    ],
)
def test_a_link_may_name_whom_to_invite(admin: Person, client: Client, name: str, shown: str) -> None:
    client.force_login(admin)
    page = client.get(reverse("invite"), {"name": name}).content.decode()
    assert shown in page
    assert Invitation.objects.count() == 0


def test_an_admin_may_not_choose_a_place_of_another_district(tree: District, admin: Person, client: Client) -> None:
    client.force_login(admin)
    answers = {"name": "Noor", "email": "n@example.org", "organization": tree.other_school.slug, "role": "coach"}
    assert client.post(reverse("invite"), answers).status_code == 422
    assert Invitation.objects.count() == 0


def test_the_form_of_an_invitation_that_is_sent_again_mails_nothing_twice(
    tree: District, admin: Person, client: Client
) -> None:
    client.force_login(admin)
    answers = {"email": "new.coach@example.org", "name": "Lee", "role": "coach", "organization": tree.district.slug}
    answers["once"] = client.get(reverse("invite")).context["once"]
    sent = [client.post(reverse("invite"), answers)["Location"] for _ in range(2)]
    assert sent == [reverse("invitations")] * 2
    assert Invitation.objects.get().sending == 1


def test_an_invitation_gives_nothing_once_its_giver_lost_the_right(tree: District, admin: Person) -> None:
    waiting = invited(admin, tree.cedar)
    person("Second Admin", Role.ORGANIZATION_ADMIN, tree.district)
    end_role(by=BUILDER, assignment=current_roles(admin).get(), why="moved on")
    with pytest.raises(InvitationClosed, match="may no longer give this role: ask for a new invitation"):
        accept_with_password(invitation=waiting, name="New Coach", password=PASSWORD)
    assert not Person.objects.filter(email="new.coach@example.org").exists()
