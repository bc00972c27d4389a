"""What stands in for Django's flush after a test that commits: it empties the tables that hold rows, and those alone.

Flush truncates every table, for which PostgreSQL makes new files, and has each app make its content types and
permissions again: that takes longer than most tests. No test changes those two, and so they stay; recurring jobs are
made anew as after a flush.
"""

from django.apps import apps
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import transaction

from waypost.common import jobs

#: What migrations leave in an empty database, and no test changes.
STAYS = frozenset({ContentType, Permission})


def empty_the_tables() -> None:
    """Rows point at each other, which the database checks when all are gone.

    The cache has a table that is no model's; what it counted of one test's sign-ins is no business of the next.
    """
    cache.clear()
    with transaction.atomic():
        for model in apps.get_models(include_auto_created=True):
            rows = model._base_manager.all()
            if model._meta.managed and model not in STAYS and rows.exists():
                rows._raw_delete(rows.db)
    jobs.schedule_recurring()
