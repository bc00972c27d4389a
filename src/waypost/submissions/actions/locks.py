"""Whose work it is, and that only one change at a time touches it."""

from waypost.common.actors import Actor
from waypost.people.models import Person
from waypost.submissions.models import Enrollment


class NotTheirs(Exception):
    """Somebody would change the work of another educator. No page leads here; queries keep strangers out before."""


def locked(enrollment: Enrollment, by: Actor) -> Enrollment:
    """The enrollment as it stands now, locked until the transaction ends, so that changes to its work come in turn."""
    current = Enrollment.objects.select_for_update(of=("self",)).select_related("member").get(pk=enrollment.pk)
    if isinstance(by, Person) and current.member.person_id != by.pk:
        raise NotTheirs(f"{by.audit_id} does not own enrollment {current.uid}.")
    return current
