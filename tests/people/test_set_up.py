"""The first administrator: through the page of an empty Waypost, or through a command."""

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from pytest_django import fixtures

from tests.builders import person
from waypost.people.actions import set_up as actions
from waypost.people.actions.set_up import AlreadySetUp, set_up
from waypost.people.models import Organization, Person
from waypost.people.queries import current_roles
from waypost.people.rules import OrganizationKind, Role

pytestmark = pytest.mark.django_db
ANSWERS = {
    "kind": "district",
    "name": "Cedar Valley",
    "slug": "",
    "timezone": "America/Chicago",
    "your_name": "Ada Admin",
    "email": "Ada@Example.org",
    "password": "four quiet blue herons",
}


def set_up_once(email: str = "ada@example.org") -> Person:
    return set_up(
        kind=OrganizationKind.DISTRICT,
        organization="Cedar Valley",
        slug=email.partition("@")[0],
        timezone="America/Chicago",
        name="Ada Admin",
        email=email,
        password="four quiet blue herons",
    )


def test_the_root_page_of_an_empty_waypost_leads_to_set_up(client: Client) -> None:
    assert client.get("/")["Location"] == reverse("set_up")
    assert client.get(reverse("set_up")).status_code == 200


def test_the_first_person_becomes_administrator_and_program_lead_and_is_signed_in(client: Client) -> None:
    assert client.post(reverse("set_up"), ANSWERS)["Location"] == "/"
    ada = Person.objects.get()
    assert (ada.name, ada.email) == ("Ada Admin", "ada@example.org")
    assert [(held.role, held.organization.slug) for held in current_roles(ada).order_by("pk")] == [
        (Role.ORGANIZATION_ADMIN, "cedar-valley"),
        (Role.PROGRAM_LEAD, "cedar-valley"),
    ]
    assert client.get("/").status_code == 200


def test_what_is_set_up_and_its_time_zone_are_chosen_by_hand(client: Client) -> None:
    page = client.get(reverse("set_up")).content.decode()
    assert page.count('<option value="" selected>Choose one</option>') == 2
    answer = client.post(reverse("set_up"), {**ANSWERS, "kind": "", "timezone": ""})
    assert answer.status_code == 422
    assert "Choose what you set up: a state, a district or an association." in answer.content.decode()
    assert "Choose the time zone by whose calendar your dates count." in answer.content.decode()
    assert not Person.objects.exists()


def test_set_up_is_gone_once_anyone_exists(client: Client) -> None:
    person("Somebody")
    assert client.get(reverse("set_up")).status_code == 404
    assert client.post(reverse("set_up"), ANSWERS).status_code == 404
    assert client.get("/")["Location"].startswith(reverse("account_login"))
    assert Organization.objects.count() == 0


def test_set_up_is_never_there_in_a_deployment(client: Client, settings: fixtures.Settings) -> None:
    settings.IS_DEPLOYMENT = True
    assert client.get(reverse("set_up")).status_code == 404
    assert client.post(reverse("set_up"), ANSWERS).status_code == 404
    assert client.get("/")["Location"].startswith(reverse("account_login"))


def test_a_weak_password_keeps_what_was_typed_and_sets_nothing_up(client: Client) -> None:
    response = client.post(reverse("set_up"), {**ANSWERS, "password": "short"})
    assert response.status_code == 422
    assert 'value="Cedar Valley"' in response.content.decode()
    assert (Person.objects.count(), Organization.objects.count()) == (0, 0)


def test_the_second_set_up_changes_nothing() -> None:
    set_up_once()
    with pytest.raises(AlreadySetUp):
        set_up_once("late@example.org")
    assert (Person.objects.count(), Organization.objects.count()) == (1, 1)


def test_the_slower_of_two_at_the_same_instant_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    set_up_once()
    # Both looked before either wrote: the slower one still believes that the tree and the list of people are empty.
    monkeypatch.setattr(actions, "anyone_exists", lambda: False)
    monkeypatch.setattr(type(Organization.objects), "get_last_root_node", lambda _manager: None)
    with pytest.raises(AlreadySetUp):
        set_up_once("late@example.org")
    assert (Person.objects.count(), Organization.objects.count()) == (1, 1)


def create_administrator(email: str = "ada@example.org") -> None:
    call_command(
        "create_administrator",
        email=email,
        name="Ada Admin",
        organization="cedar-valley",
        organization_name="Cedar Valley",
        kind="district",
        timezone="America/Chicago",
    )


def test_the_command_makes_an_administrator_and_prints_a_link_to_choose_a_password(
    capsys: pytest.CaptureFixture[str], client: Client
) -> None:
    create_administrator()
    ada = Person.objects.get(email="ada@example.org")
    assert {held.role for held in current_roles(ada)} == {Role.ORGANIZATION_ADMIN, Role.PROGRAM_LEAD}
    link = capsys.readouterr().out.split()[-1]
    assert link.startswith(f"{settings.SITE_URL}/account/password/reset/key/")
    page = client.get(link.removeprefix(settings.SITE_URL), follow=True)
    new = "four quiet blue herons"
    client.post(page.request["PATH_INFO"], {"password1": new, "password2": new})
    ada.refresh_from_db()
    assert ada.check_password(new)


def test_the_command_adds_a_second_administrator_to_an_organization_that_exists() -> None:
    set_up_once("cedar-valley@example.org")
    create_administrator("bo@example.org")
    assert Organization.objects.count() == 1
    assert current_roles(Person.objects.get(email="bo@example.org")).count() == 2


def test_the_command_asks_for_what_a_new_organization_needs() -> None:
    with pytest.raises(CommandError, match="There is no organization new-place: give --organization-name and --kind"):
        call_command("create_administrator", email="a@example.org", name="A", organization="new-place")
    assert Person.objects.count() == 0
