"""The registry of files as which a plan leaves Waypost: each format adds itself, and pages and commands list them.

Register in the `ready` of an `apps.py`; the end of a file's name tells the formats apart.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.text import slugify

from waypost.plans.models import Plan

LONGEST_FILE_NAME = 80


class CannotExport(ValueError):
    """This plan has no file of that format; the text is one sentence that says what to do."""


@dataclass(frozen=True)
class PlanExport:
    """`good_for` says in one line what people do with such a file; `write` may raise CannotExport."""

    suffix: str
    label: str
    good_for: str
    content_type: str
    write: Callable[[Plan], bytes]


_exports: dict[str, PlanExport] = {}


def register(export: PlanExport) -> None:
    """Offer a format for every plan; registering a suffix again replaces it."""
    _exports[export.suffix] = export


def find(suffix: str) -> PlanExport | None:
    """The format whose files end like this, or None."""
    return _exports.get(suffix)


def registered() -> tuple[PlanExport, ...]:
    """All formats, in the order in which they were registered."""
    return tuple(_exports.values())


def file_name(plan: Plan, export: PlanExport) -> str:
    """The title in letters and hyphens that every system takes; "plan" where it has no such letter."""
    return f"{slugify(plan.title)[:LONGEST_FILE_NAME].strip('-') or 'plan'}.{export.suffix}"
