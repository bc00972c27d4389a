"""Introductory training of schools: on which day it began, as a principal or program lead knows it (PL2)."""

from datetime import date

from django.db import transaction

from waypost.common import audit
from waypost.common.actors import Actor
from waypost.common.conflicts import check_version
from waypost.people.acting import person_or_none
from waypost.people.models import Organization
from waypost.programs.models import IntroductoryTraining
from waypost.programs.queries.training import training_of


@transaction.atomic
def record_training(
    *, by: Actor, school: Organization, started_from: int, begun_on: date, note: str = ""
) -> IntroductoryTraining:
    """Say on which day a school began, or put it right. Raises EditConflict."""
    current = _locked(school, started_from)
    before = {"begun_on": current.begun_on, "note": current.note} if current.version else None
    after = {"begun_on": begun_on, "note": note.strip()}
    if before == after:
        return current
    current.begun_on, current.note = begun_on, note.strip()
    current.recorded_by = person_or_none(by)
    current.version += 1
    current.save()
    audit.record(by=by, verb="record training", on=current, before=before, after={"school": school.slug, **after})
    return current


@transaction.atomic
def take_back_training(*, by: Actor, school: Organization, started_from: int) -> None:
    """The school has not begun after all; twice changes nothing. Raises EditConflict."""
    current = _locked(school, started_from)
    if not current.version:
        return
    before = {"school": school.slug, "begun_on": current.begun_on, "note": current.note}
    audit.record(by=by, verb="take back training", on=current, before=before)
    current.delete()


def _locked(school: Organization, started_from: int) -> IntroductoryTraining:
    """What was recorded; something new, version 0, where nothing was. The school's row is locked for both."""
    Organization.objects.select_for_update().get(pk=school.pk)
    current = training_of(school)
    check_version(current, started_from)
    return current
