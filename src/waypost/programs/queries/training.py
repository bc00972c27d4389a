"""Reads of introductory training, and of the schools that it is for."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from waypost.people.models import Organization
from waypost.people.permissions import Permission
from waypost.people.queries import in_any_branch, organization_called, organizations
from waypost.people.rules import OrganizationKind
from waypost.people.viewers import Viewer
from waypost.programs.models import IntroductoryTraining

TRAINING = Permission.PROGRAMS_TRAINING_RECORD


def schools_below(organization: Organization) -> QuerySet[Organization]:
    """The schools in the branch of `organization`, which can be one itself, by name."""
    found: QuerySet[Organization] = Organization.objects.filter(
        in_any_branch([organization]), kind=OrganizationKind.SCHOOL
    ).order_by("name")
    return found


def schools_in_training(organization: Organization, as_of: date) -> QuerySet[Organization]:
    """Those of them that began introductory training by the end of `as_of`."""
    return schools_below(organization).filter(introductory_training__begun_on__lte=as_of)


def schools_to_train(viewer: Viewer) -> QuerySet[Organization]:
    """The schools for which `viewer` may record introductory training, by name, each with what was recorded."""
    found = organizations(viewer, TRAINING).filter(kind=OrganizationKind.SCHOOL)
    return found.select_related("introductory_training__recorded_by").order_by("name", "path")


@dataclass(frozen=True)
class TrainingOfSchools:
    """Schools, each with what was recorded, how many there are and how many of them began; `at` names their branch."""

    schools: QuerySet[Organization]
    number: int
    begun_count: int
    at: Organization | None


def training_of_schools(viewer: Viewer, slug: str = "") -> TrainingOfSchools:
    """The schools of `viewer`, of one branch where `slug` names it, counted as the measure of plans counts them."""
    at = organization_called(slug) if slug else None
    schools = schools_to_train(viewer).filter(in_any_branch([at])) if at else schools_to_train(viewer)
    begun = schools.exclude(introductory_training=None).count()
    return TrainingOfSchools(schools, schools.count(), begun, at)


def training_of(school: Organization) -> IntroductoryTraining:
    """What was recorded for `school`; an unsaved one, version 0, where nothing was."""
    kept = IntroductoryTraining.objects.filter(organization=school).first()
    return kept or IntroductoryTraining(organization=school, version=0)
