"""The administrator sees the issuers of their branch and replaces a key, with a reason."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.builders import BUILDER, District, build_district, person
from tests.races import at_once
from waypost.common.models import AuditEntry
from waypost.credentials.actions.issuers import ensure_issuer, report_key_lost, rotate_key
from waypost.credentials.models import Issuer, SigningKey
from waypost.credentials.queries.issuers import active_key
from waypost.people.models import Person
from waypost.people.rules import Role
from waypost.standards.openbadges.issuers import KeyState

REASON = "Once a year."


@pytest.fixture
def tree(db: None) -> District:
    return build_district()


@pytest.fixture
def admin(tree: District) -> Person:
    return person("Alex Administrator", Role.ORGANIZATION_ADMIN, tree.district)


@pytest.fixture
def issuer(tree: District) -> Issuer:
    return ensure_issuer(by=BUILDER, organization=tree.district)


def address_of(key: SigningKey) -> str:
    return reverse("issuer_new_key", args=[key.issuer.slug, key.uid])


def states(issuer: Issuer) -> list[KeyState]:
    return [key.state for key in SigningKey.objects.filter(issuer=issuer)]


def test_each_key_is_shown_with_what_became_of_it(client: Client, admin: Person, issuer: Issuer) -> None:
    report_key_lost(by=BUILDER, key=rotate_key(by=BUILDER, issuer=issuer), why="A laptop was stolen.")
    client.force_login(admin)
    page = client.get(reverse("issuing")).content.decode()
    words = ("Signs now", "What it signed stays good.", "Its credentials were signed anew.")
    assert [page.count(word) for word in (issuer.did, *words)] == [1, 1, 1, 1]


def test_a_branch_that_issued_nothing_reads_what_will_be_here(client: Client, admin: Person) -> None:
    client.force_login(admin)
    assert "The first credential makes its issuer." in client.get(reverse("issuing")).content.decode()


def test_a_key_is_replaced_with_a_reason_that_is_kept(client: Client, admin: Person, issuer: Issuer) -> None:
    client.force_login(admin)
    answer = client.post(address_of(active_key(issuer)), {"why": REASON})
    assert (answer.status_code, answer.headers["Location"]) == (302, reverse("issuing"))
    assert states(issuer) == [KeyState.RETIRED, KeyState.ACTIVE]
    row = AuditEntry.objects.get(verb="rotate key")
    assert (row.actor, row.why) == (admin.audit_id, REASON)


def test_without_a_reason_nothing_changes(client: Client, admin: Person, issuer: Issuer) -> None:
    client.force_login(admin)
    assert client.post(address_of(active_key(issuer)), {"why": ""}).status_code == 422
    assert states(issuer) == [KeyState.ACTIVE]


def test_a_page_that_was_left_open_does_not_replace_the_next_key(client: Client, admin: Person, issuer: Issuer) -> None:
    client.force_login(admin)
    first = active_key(issuer)
    client.post(address_of(first), {"why": REASON})
    assert "This key was replaced already." in client.get(address_of(first)).content.decode()
    client.post(address_of(first), {"why": REASON})
    assert states(issuer) == [KeyState.RETIRED, KeyState.ACTIVE]


@pytest.mark.django_db(transaction=True)
def test_two_clicks_make_one_new_key() -> None:
    issuer = ensure_issuer(by=BUILDER, organization=build_district().district)
    first = active_key(issuer)
    made = at_once(*[lambda: rotate_key(by=BUILDER, issuer=issuer, replacing=first, why=REASON)] * 2)
    assert made[0] == made[1]
    assert states(issuer) == [KeyState.RETIRED, KeyState.ACTIVE]


@pytest.mark.parametrize(("role", "at"), [(Role.ORGANIZATION_ADMIN, "other_district"), (Role.PROGRAM_LEAD, "district")])
def test_a_stranger_and_another_role_find_no_key(
    client: Client, tree: District, issuer: Issuer, role: Role, at: str
) -> None:
    client.force_login(person("Somebody Else", role, getattr(tree, at)))
    assert client.post(address_of(active_key(issuer)), {"why": REASON}).status_code == 404
    assert states(issuer) == [KeyState.ACTIVE]
