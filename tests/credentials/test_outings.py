"""Leave to ask outside is counted for all processes together."""

from collections.abc import Iterator
from contextlib import suppress
from threading import Thread

import pytest
from django.core.cache import cache
from django.db import connection

from waypost.common.places import client_network, give_back, take_place
from waypost.credentials.actions.outings import AT_ONCE, Outing, TooManyOutingsError, outing_of


@pytest.fixture(autouse=True)
def empty_cache(transactional_db: None) -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def test_many_at_once_get_as_many_places_as_there_are() -> None:
    taken: list[str | None] = []

    def take() -> None:
        taken.append(take_place("test", places=3, seconds=60))
        connection.close()

    threads = [Thread(target=take) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(key for key in taken if key) == ["place:test:0", "place:test:1", "place:test:2"]
    assert taken.count(None) == 5


def test_a_place_given_back_or_past_its_time_is_free_again() -> None:
    held = take_place("test", places=1, seconds=60)
    assert held is not None
    assert take_place("test", places=1, seconds=60) is None
    give_back(held)
    assert take_place("test", places=1, seconds=-5) == held
    assert take_place("test", places=1, seconds=60) == held


def test_an_outing_takes_leave_once_and_ends_even_when_it_breaks() -> None:
    for _ in range(AT_ONCE + 1):
        with suppress(ZeroDivisionError), outing_of("198.51.100.7") as outing:
            outing.admit()
            outing.admit()
            divmod(1, 0)
    assert cache.get("place:credentials:outings:at-once:0") is None


def test_no_more_are_out_at_once_than_may_be() -> None:
    out = [Outing(f"198.51.100.{number}") for number in range(AT_ONCE + 1)]
    for outing in out[:-1]:
        outing.admit()
    with pytest.raises(TooManyOutingsError, match="right now"):
        out[-1].admit()
    out[0].end()
    out[-1].admit()


def test_one_customer_is_one_client_whichever_of_their_addresses_they_use() -> None:
    assert client_network("2001:db8:1:2::1") == client_network("2001:db8:1:2:ffff::9") == "2001:db8:1:2::/64"
    assert client_network("198.51.100.7") == "198.51.100.7"
    assert client_network("not an address") == "unknown"
