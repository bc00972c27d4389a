"""A member who agrees to the charter of their committee (FR2)."""

from django.db import transaction

from waypost.governance.actions.committees import record_agreement
from waypost.governance.actions.saving import check_works
from waypost.governance.models import Committee
from waypost.governance.queries.agreeing import seats_to_agree
from waypost.governance.queries.committees import newest_charter
from waypost.people.models import Person


class CharterChanged(ValueError):
    """Nobody agrees to a version that they did not read."""


class NotSeated(ValueError):
    """Only who sits in a committee agrees to its charter."""


@transaction.atomic
def agree(*, by: Person, committee: Committee, number: int) -> None:
    """Note that `by` agrees to the charter of this number; twice is once.

    Raises HasEnded, CharterChanged and NotSeated.
    """
    check_works(committee)
    Committee.objects.select_for_update().get(pk=committee.pk)
    charter = newest_charter(committee)
    if charter is None or charter.number != number:
        raise CharterChanged("A newer charter stands here by now: read it, then agree to it.")
    seats = [seat for seat in seats_to_agree(by) if seat.committee_id == committee.pk]
    if not seats and not charter.agreements.filter(member__person=by).exists():
        raise NotSeated("Only who sits in this committee agrees to its charter.")
    record_agreement(by=by, charter=charter, members=seats)
