"""What a test that commits leaves behind: nothing, of models or of the cache."""

import pytest
from django.core.cache import cache

from tests.builders import organization
from tests.emptying import empty_the_tables
from waypost.people.models import Organization
from waypost.people.rules import OrganizationKind


@pytest.mark.django_db
def test_rows_and_what_was_counted_of_them_are_gone() -> None:
    organization(OrganizationKind.DISTRICT, "Cedar Valley", None)
    cache.set("asked-for-a-code", 3)
    empty_the_tables()
    assert not Organization.objects.exists()
    assert cache.get("asked-for-a-code") is None
