"""The holder's choices: who opens the page, and whether their name stands there (CR3)."""

from django.db import transaction

from waypost.common import audit, jobs
from waypost.credentials.actions.issuers import RENEW
from waypost.credentials.models import Award
from waypost.credentials.rules import SharingChoice, Visibility
from waypost.people.models import Person


class NotYours(Exception):
    """Only the holder of an award decides who sees it."""


class NoLongerStands(Exception):
    """The award was withdrawn; the message says what that means for the holder."""


@transaction.atomic
def choose_sharing(*, by: Person, award: Award, choice: SharingChoice) -> Award:
    """Keep the holder's choice. Where the name changes, a job signs the credential anew.

    The same choice twice changes nothing. Raises NotYours, and NoLongerStands for a name put on a withdrawn award; to
    take it off is always possible, and then nobody gets the old file any more.
    """
    current = Award.objects.select_for_update().get(pk=award.pk)
    if current.holder != by:
        raise NotYours
    before = SharingChoice(Visibility(current.visibility), current.shows_name)
    if before == choice:
        return current
    if choice.shows_name and not before.shows_name and current.is_withdrawn:
        raise NoLongerStands("This credential was withdrawn, so no file with your name is signed any more.")
    current.visibility, current.shows_name = choice.visibility, choice.shows_name
    current.save(update_fields=["visibility", "shows_name"])
    audit.record(by=by, verb="choose sharing", on=current, before=_facts(before), after=_facts(choice))
    if before.shows_name is not choice.shows_name and not current.is_withdrawn:
        jobs.enqueue(RENEW, uid=current.uid)
    return current


def _facts(choice: SharingChoice) -> dict[str, object]:
    return {"visibility": choice.visibility, "shows_name": choice.shows_name}
