"""Where upper packages say what people told them about timing, so that it stands where a plan sets dates (LA1).

Register in the `ready` of the package's `apps.py`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from waypost.plans.models import Plan


@dataclass(frozen=True)
class Advice:
    """What somebody said to a question about timing, and when; `about` names what it was asked for."""

    about: str
    question: str
    text: str
    said_by: str
    said_on: date


#: The newest that was said about what this plan's activities carry, in a fixed number of queries.
FindAdvice = Callable[[Plan], list[Advice]]

_finders: dict[str, FindAdvice] = {}


def register(key: str, find_advice: FindAdvice) -> None:
    """Ask `find_advice` wherever a date is set; registering a key again replaces it."""
    _finders[key] = find_advice


def advice_for(plan: Plan) -> list[Advice]:
    """All of it, as the packages give it."""
    return [each for find in _finders.values() for each in find(plan)]
