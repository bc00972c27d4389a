"""What a first page says about activities."""

from datetime import date

from waypost.home.rules import starts_soon

TODAY = date(2027, 1, 14)
YESTERDAY = date(2027, 1, 13)


def test_next_is_what_starts_within_sixty_days() -> None:
    days = (None, YESTERDAY, date(2027, 3, 15), date(2027, 3, 16))
    assert [starts_soon(day, TODAY) for day in days] == [False, True, True, False]
