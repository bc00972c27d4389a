"""Whose agreement to the charter is still out (FR2)."""

from django.db.models import Exists, OuterRef, Subquery

from waypost.governance.models import Charter, CharterAgreement, Committee, CommitteeMember
from waypost.governance.queries.committees import working
from waypost.governance.queries.seats import is_sitting
from waypost.people.models import Person


def seats_to_agree(person: Person) -> list[CommitteeMember]:
    """The seats that `person` holds today in committees whose charter they did not agree to yet; one query.

    Only in those that they may read and that have not ended.
    """
    newest = Charter.objects.filter(committee=OuterRef("committee")).order_by("-number").values("pk")[:1]
    held = CommitteeMember.objects.filter(person=person, committee__in=working(person).order_by())
    found = held.annotate(newest=Subquery(newest)).filter(newest__isnull=False)
    agreed = CharterAgreement.objects.filter(member=OuterRef("pk"), charter=OuterRef("newest"))
    seats = found.exclude(Exists(agreed)).select_related("committee__organization", "person").order_by("pk")
    return [seat for seat in seats if is_sitting(seat)]


def charters_to_agree(person: Person) -> list[Committee]:
    """The committees of these seats, each once."""
    return list(dict.fromkeys(seat.committee for seat in seats_to_agree(person)))
