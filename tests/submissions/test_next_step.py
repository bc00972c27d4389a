"""From a micro-credential's public page, an educator reaches their own next step."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from tests.builders import District, person
from tests.submissions.builders import Offer, begin
from waypost.people.models import Person
from waypost.people.rules import Role
from waypost.programs.models import Cohort


def catalog_page(reader: Person | None, offer: Offer) -> str:
    client = Client()
    if reader:
        client.force_login(reader)
    return client.get(reverse("micro_credential", args=[offer.micro_credential.slug])).content.decode()


def test_an_educator_whose_program_offers_it_can_choose_it(offer: Offer, dana: Person) -> None:
    assert f'href="{reverse("submissions_choose")}">Choose it</a>' in catalog_page(dana, offer)


def test_an_educator_who_began_it_goes_on_with_their_own_work(offer: Offer, dana: Person, theo: Person) -> None:
    address = reverse("submissions_work", args=[begin(offer, dana).uid])
    assert f'href="{address}">Open your work</a>' in catalog_page(dana, offer)
    assert address not in catalog_page(theo, offer)


def test_an_educator_whose_cohort_is_ahead_can_see_when_they_can_begin(offer: Offer, dana: Person) -> None:
    Cohort.objects.filter(pk=offer.cohort.pk).update(starts_on=date(2027, 2, 1))
    page = catalog_page(dana, offer)
    assert f'href="{reverse("submissions_choose")}">See when you can begin</a>' in page


@pytest.mark.parametrize("role", [Role.EDUCATOR, Role.PRINCIPAL])
def test_who_has_no_cohort_that_offers_it_finds_no_button(offer: Offer, tree: District, role: Role) -> None:
    page = catalog_page(person("Stan Stranger", role, tree.other_school), offer)
    assert "Choose it" not in page
    assert "Sign in to start" not in page


def test_the_public_is_asked_to_sign_in(offer: Offer) -> None:
    page = catalog_page(None, offer)
    assert "Sign in to start" in page
    assert "Choose it" not in page
