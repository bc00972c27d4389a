"""Where upper packages feed indicators: each registers what it can measure about a plan (PL2, IN2).

Register in the `ready` of the package's `apps.py`. A key is stored with indicators, so it never changes its meaning.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from waypost.people.permissions import Permission
from waypost.plans.models import Plan


@dataclass(frozen=True)
class Measure:
    """A number that Waypost itself knows about a plan.

    `compute` takes the plan and the last day that counts, and returns None where there is nothing to count yet.
    `source` says in one sentence where the number comes from. `rows_url` gives the page with the rows behind it,
    shown to those who hold `rows_permission` in the plan's organization. Everybody else sees the number only where
    `is_safe_to_show` says that it points to nobody (decision 0017), and never how it moved from day to day. Where
    there is no page of rows, that holds for everybody: no course of such a number is kept.
    """

    key: str
    label: str
    unit: str
    compute: Callable[[Plan, date], Decimal | None]
    is_safe_to_show: Callable[[Plan], bool]
    source: str = ""
    rows_url: Callable[[Plan], str] | None = None
    rows_permission: Permission = Permission.INSIGHT_ROWS_READ

    @property
    def keeps_course(self) -> bool:
        """A step from one day to the next can point to somebody; only those who may see the rows may see it."""
        return self.rows_url is not None


_measures: dict[str, Measure] = {}


def register(measure: Measure) -> None:
    """Offer `measure` to every plan; registering a key again replaces it."""
    _measures[measure.key] = measure


def find(key: str) -> Measure | None:
    """The measure with this key, or None where no installed package feeds it."""
    return _measures.get(key)


def registered() -> tuple[Measure, ...]:
    """All measures, by label."""
    return tuple(sorted(_measures.values(), key=lambda measure: measure.label))
