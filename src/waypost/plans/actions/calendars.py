"""Secret addresses of calendars are made and revoked by whose they are (PL11)."""

from secrets import token_urlsafe

from django.db import transaction

from waypost.common import audit, clock
from waypost.people.models import Person
from waypost.plans.models import CalendarAddress, Plan
from waypost.plans.queries.calendars import addresses_of, hash_of

#: Bytes of chance in an address.
SECRET_BYTES = 32
MOST_ADDRESSES = 20


class TooManyAddresses(ValueError):
    """One address serves all calendars of a person."""

    def __init__(self) -> None:
        super().__init__(f"You have {MOST_ADDRESSES} addresses: revoke one that you no longer use, then make another.")


@transaction.atomic
def make_calendar_address(*, by: Person, plan: Plan | None) -> tuple[CalendarAddress, str]:
    """The address, and the secret in it, which nobody can read again later. Raises TooManyAddresses."""
    Person.objects.select_for_update().get(pk=by.pk)
    if addresses_of(by).count() >= MOST_ADDRESSES:
        raise TooManyAddresses
    secret = token_urlsafe(SECRET_BYTES)
    made = CalendarAddress.objects.create(owner=by, plan=plan, secret_sha256=hash_of(secret))
    audit.record(by=by, verb="make calendar address", on=made, after={"plan": plan.uid if plan else None})
    return made, secret


@transaction.atomic
def revoke_calendar_address(*, by: Person, address: CalendarAddress) -> None:
    """From now on nothing is there; a second time changes nothing."""
    current = CalendarAddress.objects.select_for_update().get(pk=address.pk)
    if current.revoked_at is not None:
        return
    current.revoked_at = clock.now()
    current.save(update_fields=["revoked_at"])
    audit.record(by=by, verb="revoke calendar address", on=current, after={"revoked_at": current.revoked_at})
