"""What a first page says about activities. No database, no web."""

from datetime import date, timedelta

#: Activities that start within this time are "next".
SOON = timedelta(days=60)


def starts_soon(start_on: date | None, today: date) -> bool:
    """Whether an activity that has not begun is worth showing today."""
    return start_on is not None and start_on - today <= SOON
