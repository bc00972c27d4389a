"""The links whose measure had no value yet when somebody last looked."""

from django.db.models import QuerySet

from waypost.common.actors import System
from waypost.improvement.models import Link
from waypost.improvement.queries.access import is_newest
from waypost.improvement.rules.kinds import SourceKind


def links_waiting(viewer: System) -> list[str]:
    """Their uids."""
    return list(_waiting(viewer).values_list("uid", flat=True))


def link_waiting(viewer: System, uid: str) -> Link | None:
    """One of them, if it waits still."""
    return _waiting(viewer).filter(uid=uid).first()


def _waiting(_viewer: System) -> QuerySet[Link]:
    found = Link.objects.filter(is_newest("theory__"), source_kind=SourceKind.MEASURE, value_seen_at=None)
    return found.exclude(source_key="").order_by("pk")
