"""Background jobs of this package."""

from waypost.common.jobs import job
from waypost.submissions.actions.storage import clean_store, purge_removed_files

DAILY = 24 * 60


@job("submissions.clean_store", every_minutes=DAILY)
def clean() -> None:
    """Delete files that no row holds, and those whose time in the bin is over."""
    clean_store()
    purge_removed_files()
