"""What keeps the store of files and the table of evidence in step."""

from collections.abc import Iterator
from datetime import timedelta

from django.core.files.storage import default_storage

from waypost.common import clock
from waypost.submissions.actions.receiving import FOLDER
from waypost.submissions.files.quota import KEEP_REMOVED
from waypost.submissions.models import Evidence

#: A file is written before its row, so a young file without a row may still get one.
GRACE = timedelta(days=1)


def clean_store() -> int:
    """Delete files that a rolled-back or killed request left behind; returns how many. Running it twice is harmless."""
    left_behind = [path for path in _old_files() if not Evidence.objects.filter(stored_file=path).exists()]
    for path in left_behind:
        default_storage.delete(path)
    return len(left_behind)


def _old_files() -> Iterator[str]:
    for month in _months():
        for name in default_storage.listdir(f"{FOLDER}/{month}")[1]:
            path = f"{FOLDER}/{month}/{name}"
            if default_storage.get_modified_time(path) < clock.now() - GRACE:
                yield path


def _months() -> list[str]:
    """The folders of the store, one a month; a local store has none until the first file comes."""
    try:
        return list(default_storage.listdir(FOLDER)[0])
    except FileNotFoundError:
        return []


def purge_removed_files() -> int:
    """Take the files from evidence that was removed 30 days ago and never sent; the rows stay. Returns how many.

    A file goes with the last row that names it: a colleague may still use what its owner removed.
    """
    gone = Evidence.objects.filter(removed_at__lt=clock.now() - KEEP_REMOVED, sent_in=None).exclude(stored_file="")
    paths = dict(gone.values_list("pk", "stored_file"))
    for pk, path in paths.items():
        # Somebody may bring it back at this very moment: only a row that is still removed loses its file.
        is_taken = Evidence.objects.filter(pk=pk, removed_at__isnull=False).update(stored_file="")
        if is_taken and not Evidence.objects.filter(stored_file=path).exists():
            default_storage.delete(path)
    return len(paths)
