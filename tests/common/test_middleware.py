"""What is refused before a view sees it: too large a body, before it is written anywhere, and a NUL in an address."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.builders import build_district, person
from waypost.common.middleware import MEGABYTE
from waypost.people.rules import Role

pytestmark = pytest.mark.django_db


def announce(client: Client, address: str, megabytes: int) -> int:
    """The answer to a request that announces a body of this size, and sends none of it."""
    sent = client.generic("POST", address, b"", CONTENT_LENGTH=str(megabytes * MEGABYTE))
    return sent.status_code


@pytest.mark.parametrize(("path", "megabytes"), [("/account/login/", 4), ("/verify/", 12), ("/plans/import/", 23)])
def test_more_than_a_page_can_use_is_refused(path: str, megabytes: int) -> None:
    assert announce(Client(), path, megabytes) == 413


def test_the_answer_says_what_to_do() -> None:
    answer = Client().generic("POST", "/verify/", b"", CONTENT_LENGTH=str(12 * MEGABYTE))
    assert "Go back and send fewer or smaller files." in answer.content.decode()


def test_evidence_is_large_only_for_somebody_who_is_signed_in() -> None:
    educator = person("Dana Ruiz", Role.EDUCATOR, build_district().cedar)
    signed_in = Client()
    signed_in.force_login(educator)
    assert announce(Client(), reverse("submissions_learning"), 100) == 413
    assert announce(signed_in, reverse("submissions_learning"), 100) != 413
    assert announce(signed_in, reverse("submissions_learning"), 331) == 413


@pytest.mark.parametrize("address", ["/catalog/a%00b/", "/learning/a%00b/", "/catalog/?page=1%00"])
def test_an_address_with_a_nul_in_it_names_nothing(address: str) -> None:
    educator = person("Dana Ruiz", Role.EDUCATOR, build_district().cedar)
    browser = Client()
    browser.force_login(educator)
    assert (browser.get(address).status_code, browser.post(address).status_code) == (404, 404)
