"""Every address by every role, against the table that is written by hand."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import transaction
from django.http.response import HttpResponseBase
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.access.rows import Row
from tests.access.table import TABLE
from tests.access.world import World
from tests.databases import is_the_second
from waypost.people.gates import PUBLIC, SIGNED_IN
from waypost.people.models import Person
from waypost.people.permissions import Permission
from waypost.people.rules import Role, roles_with


def addresses(resolver: URLResolver, namespace: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every named address below `resolver`."""
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from addresses(entry, f"{namespace}{entry.namespace}:" if entry.namespace else namespace)
        else:
            yield f"{namespace}{entry.name}", entry


ADDRESSES = dict(addresses(get_resolver()))
KNOWN = sorted(ADDRESSES.keys() & TABLE.keys())
WITH_AN_OBJECT = [name for name in KNOWN if TABLE[name].has_object]
FOR_ROLES = [name for name in KNOWN if isinstance(TABLE[name].who, frozenset)]


def test_every_address_has_an_expectation_and_every_expectation_an_address() -> None:
    assert sorted(ADDRESSES) == sorted(TABLE)


def test_every_permission_opens_a_page() -> None:
    declared_by_views = {str(getattr(entry.callback, "access", "")) for entry in ADDRESSES.values()}
    opened = {name for access in declared_by_views for name in access.split(" or ")}
    assert {permission for permission in Permission if permission.value not in opened} == set()


@pytest.mark.parametrize("name", KNOWN)
def test_the_view_declares_what_the_table_expects(name: str) -> None:
    assert declared(ADDRESSES[name]) == TABLE[name].who


@pytest.mark.parametrize("name", KNOWN)
def test_each_role_gets_the_page_or_nothing(name: str, world: World) -> None:
    """On PostgreSQL those who get it: who gets nothing is told before it is asked for anything of the page."""
    row = TABLE[name]
    address, roles = reverse(name, kwargs=row.make(world)), (row.welcome or Role) if is_the_second() else Role
    assert {role: ask(world, row, address, world.own[role]) for role in roles} == {
        role: wanted(row, role) for role in roles
    }


@pytest.mark.once
@pytest.mark.parametrize("name", WITH_AN_OBJECT)
def test_a_stranger_with_the_same_role_sees_no_object_of_another_district(name: str, world: World) -> None:
    row = TABLE[name]
    address = reverse(name, kwargs=row.make(world))
    expected = row.status if row.welcomes_strangers else 404
    assert {ask(world, row, address, world.stranger[role]) for role in row.welcome} <= {expected}


@pytest.mark.once
@pytest.mark.parametrize("name", WITH_AN_OBJECT)
def test_a_teammate_sees_an_object_unless_it_belongs_to_one_person(name: str, world: World) -> None:
    row = TABLE[name]
    address = reverse(name, kwargs=row.make(world))
    expected = 404 if row.owner_only else row.status
    assert {ask(world, row, address, world.teammate[role]) for role in row.welcome} <= {expected}


@pytest.mark.once
@pytest.mark.parametrize("name", KNOWN)
def test_somebody_without_a_role_gets_what_needs_none(name: str, world: World) -> None:
    row = TABLE[name]
    address = reverse(name, kwargs=row.make(world))
    needs_none = row.who == PUBLIC or (row.who == SIGNED_IN and row.sees is None and row.welcomes_strangers)
    assert ask(world, row, address, world.nobody) == (row.status if needs_none else 404)


@pytest.mark.once
@pytest.mark.parametrize("name", KNOWN)
def test_somebody_without_an_account_is_sent_to_sign_in_unless_the_page_is_public(name: str, world: World) -> None:
    row = TABLE[name]
    address = reverse(name, kwargs=row.make(world))
    response = knock(world, row.method, address, row, None)
    if row.who == PUBLIC:
        assert response.status_code == (row.anonymous or row.status)
    else:
        assert (response.status_code, response["Location"].partition("?")[0]) == (302, reverse(settings.LOGIN_URL))


@pytest.mark.once
@pytest.mark.parametrize("name", FOR_ROLES)
def test_nobody_slips_in_by_the_other_method(name: str, world: World) -> None:
    row = TABLE[name]
    address = reverse(name, kwargs=row.make(world))
    other = "GET" if row.method == "POST" else "POST"
    strangers = [] if row.welcomes_strangers else [world.stranger[role] for role in row.welcome]
    refused = [world.nobody, *(world.own[role] for role in set(Role) - row.welcome), *strangers]
    assert {knock(world, other, address, row, person).status_code for person in refused} <= {404, 405}


def declared(pattern: URLPattern) -> str | frozenset[Role]:
    """What the view itself says, in the words of the table."""
    view = pattern.callback
    if view.__module__.startswith("allauth."):
        return PUBLIC if getattr(view, "login_required", True) is False else SIGNED_IN
    access = str(getattr(view, "access", "nothing is declared"))
    if access in {PUBLIC, SIGNED_IN}:
        return access
    return frozenset[Role]().union(*(roles_with(Permission(name)) for name in access.split(" or ")))


def wanted(row: Row, role: Role) -> int:
    return row.status if role in row.welcome else 404


def ask(world: World, row: Row, address: str, person: Person) -> int:
    return knock(world, row.method, address, row, person).status_code


def knock(world: World, method: str, address: str, row: Row, person: Person | None) -> HttpResponseBase:
    """One request, whose changes are undone."""
    client = world.browser_of(person)
    with transaction.atomic():
        data = row.data if method == row.method else {}
        response = client.generic(method, address) if method == "GET" else client.post(address, data)
        # A file that is streamed closes when it is read to its end.
        list(getattr(response, "streaming_content", ()))
        transaction.set_rollback(True)
    return response
