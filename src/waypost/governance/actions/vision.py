"""Writes to the shared vision: a version, a comment, an endorsement (FR2)."""

from django.db import transaction

from waypost.common import audit
from waypost.common.actors import Actor
from waypost.common.conflicts import EditConflict
from waypost.governance.models import Endorsement, VisionComment, VisionVersion
from waypost.people.acting import person_or_none
from waypost.people.models import Organization, Person


class Superseded(ValueError):
    """Only the version that stands can be endorsed."""


@transaction.atomic
def write_vision(
    *, by: Actor, organization: Organization, started_from: int, text: str, what_changed: str = ""
) -> VisionVersion:
    """Write the next version; the earlier ones stay, and people are asked anew. The same words make no version.

    `started_from` is the number of the version that was read, 0 where there was none. Raises EditConflict.
    """
    Organization.objects.select_for_update().get(pk=organization.pk)
    stands = VisionVersion.objects.filter(organization=organization).order_by("-number").first()
    number = stands.number if stands else 0
    if stands is not None and number != started_from:
        raise EditConflict(stands)
    if stands is not None and stands.text == text:
        return stands
    author = person_or_none(by)
    values = {"number": number + 1, "text": text, "what_changed": what_changed}
    made = VisionVersion.objects.create(organization=organization, written_by=author, **values)
    audit.record(by=by, verb="write vision", on=made, after=values)
    return made


@transaction.atomic
def comment_on_vision(*, by: Person, vision: VisionVersion, text: str) -> VisionComment:
    """Say something about a version."""
    made = VisionComment.objects.create(vision=vision, person=by, text=text)
    audit.record(by=by, verb="comment on vision", on=made, after={"vision": vision.uid, "text": text})
    return made


@transaction.atomic
def endorse_vision(*, by: Person, vision: VisionVersion) -> Endorsement:
    """Stand behind the version that stands; again changes nothing. Raises Superseded."""
    _check_stands(vision)
    made, is_new = Endorsement.objects.get_or_create(vision=vision, person=by)
    if is_new:
        audit.record(by=by, verb="endorse vision", on=made, after={"vision": vision.uid})
    return made


@transaction.atomic
def withdraw_endorsement(*, by: Person, vision: VisionVersion) -> None:
    """Take one's own endorsement back; again changes nothing."""
    made = Endorsement.objects.select_for_update().filter(vision=vision, person=by).first()
    if made is not None:
        audit.record(by=by, verb="withdraw endorsement", on=made, before={"vision": vision.uid})
        made.delete()


@transaction.atomic
def record_endorsement(
    *, by: Actor, vision: VisionVersion, words: str, people_count: int = 1, school_count: int = 0
) -> Endorsement:
    """Write down who stands behind it elsewhere: somebody by name, or how many people. Raises Superseded."""
    _check_stands(vision)
    values = {"words": words, "people_count": people_count, "school_count": school_count}
    made = Endorsement.objects.create(vision=vision, **values)
    audit.record(by=by, verb="record endorsement", on=made, after={"vision": vision.uid, **values})
    return made


@transaction.atomic
def take_endorsement_out(*, by: Actor, endorsement: Endorsement) -> None:
    """Take out what was recorded by hand."""
    before = {"words": endorsement.words, "people_count": endorsement.people_count}
    audit.record(by=by, verb="take out endorsement", on=endorsement, before=before)
    endorsement.delete()


def _check_stands(vision: VisionVersion) -> None:
    Organization.objects.select_for_update().get(pk=vision.organization_id)
    if VisionVersion.objects.filter(organization=vision.organization_id, number__gt=vision.number).exists():
        raise Superseded("There is a newer version by now: read it, then say whether you stand behind it.")
