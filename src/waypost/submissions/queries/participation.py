"""Who takes part, for principals and program leads: no work, no attempts, no scores ("Who sees what", DESIGN.md)."""

from typing import Any

from django.db.models import F, QuerySet

from waypost.people.permissions import Permission
from waypost.people.queries import school_of, within_branches
from waypost.people.viewers import Viewer
from waypost.submissions.models import Enrollment


def participation(viewer: Viewer) -> QuerySet[Enrollment, Any]:
    """Who works on what in the branch of `viewer`, by school and name; work that was put down is not counted.

    Rows hold words, an instant and the zone of its date, nothing that leads to the work: educator, school, title,
    cohort, began_at, zone.
    """
    seen = within_branches(viewer, Permission.SUBMISSIONS_PARTICIPATION_READ, "member__organization")
    rows = Enrollment.objects.filter(seen, withdrawn_at=None).values(
        educator=F("member__person__name"),
        school=school_of("member__organization", "name"),
        title=F("version__title"),
        cohort=F("member__cohort__name"),
        began_at=F("created_at"),
        zone=F("member__cohort__program__organization__timezone"),
    )
    return rows.order_by("school", "educator", "created_at", "pk")
