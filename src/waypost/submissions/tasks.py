"""Background jobs of this package."""

from waypost.common.jobs import job
from waypost.submissions.actions.storage import clean_store, purge_removed_files

DAILY = 24 * 60


@job("submissions.clean_store", every_minutes=DAILY)
def clean() -> None:
    """Delete files that no row holds."""
    clean_store()


@job("submissions.purge_removed_files", every_minutes=DAILY)
def purge() -> None:
    """Delete files whose time in the bin is over; a job of its own, so that neither holds up the other."""
    purge_removed_files()
