"""Background jobs of this package."""

from waypost.common.jobs import job
from waypost.people.actions.saved_forms import forget_saved_forms

DAILY = 24 * 60


@job("people.forget_saved_forms", every_minutes=DAILY)
def forget() -> None:
    """Delete notes of pages that were saved long ago."""
    forget_saved_forms()
