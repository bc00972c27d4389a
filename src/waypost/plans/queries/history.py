"""Who changed what in a plan, when and why (PL7), from the audit trail."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

from waypost.common.days import full_day
from waypost.common.models import AuditEntry, Record
from waypost.people.models import Person
from waypost.people.viewers import Viewer
from waypost.plans import measures
from waypost.plans.models import Measurement, Plan
from waypost.plans.queries.indicators import may_see_course
from waypost.plans.rules.words import amount, done

PERSON = "person:"
CHANGES_ON_A_PAGE = 50
#: The viewer, in another window.
YOU = "You"
#: What stands in the trail for the machine's sake, or has a row of its own.
UNSEEN_VERBS = ("apply measurements", "confirm plan file", "read plan file", "upload measurements")
#: Values of the trail that name a row to the machine, that are numbers, and that names a registered measure.
UIDS = ("activity", "indicator", "built_by_id", "owner_id", "taken_out_at")
NUMBERS = ("baseline", "target_from", "target", "value")
MEASURE = "source_key"
LABELS = {MEASURE: "measured"}


@dataclass(frozen=True)
class Change:
    """One row of the trail in words: `who` has `done` something to `what`; `values` holds (name, before, after)."""

    at: datetime
    who: str
    done: str
    what: str
    values: tuple[tuple[str, str, str], ...]
    why: str


@dataclass(frozen=True)
class ChangesPage:
    """One page of a plan's history, newest first."""

    page: Page[AuditEntry]
    changes: tuple[Change, ...]


def changes_of(viewer: Viewer, plan: Plan, page_number: str | None) -> ChangesPage:
    """The trail of a plan from `access.plans(viewer)`; a number out of range gives the nearest page.

    What Waypost measured from day to day stands only in the trail of those who may see the rows behind it.
    """
    names = _names(plan, with_fed=may_see_course(viewer, plan))
    page = Paginator(_trail(names), CHANGES_ON_A_PAGE).get_page(page_number)
    return ChangesPage(page, _changes(list(page), names))


def last_changes(viewer: Viewer, whole: Plan, number: int) -> tuple[Change, ...]:
    """The newest so many; `whole` was read with everything in it (`pages.whole_plan`), so that names cost no query."""
    names = _names_in(whole, with_fed=may_see_course(viewer, whole))
    return _changes(list(_trail(names)[:number]), names)


def _trail(names: dict[str, str]) -> QuerySet[AuditEntry]:
    found = AuditEntry.objects.filter(subject_uid__in=names).exclude(verb__in=UNSEEN_VERBS)
    return found.order_by("-at", "-pk")


def _changes(rows: list[AuditEntry], names: dict[str, str]) -> tuple[Change, ...]:
    people = people_behind(row.actor for row in rows)
    return tuple(_change(row, people, names) for row in rows)


def people_behind(actors: Iterable[str]) -> dict[str, str]:
    """The names of those actors of the trail that are people."""
    uids = {actor.removeprefix(PERSON) for actor in actors if actor.startswith(PERSON)}
    return {f"{PERSON}{uid}": name for uid, name in Person.objects.filter(uid__in=uids).values_list("uid", "name")}


def last_change(viewer: Person, record: Record) -> tuple[str, datetime] | None:
    """Who saved this object last, YOU where it was the viewer, and when."""
    row = AuditEntry.objects.filter(subject_label=record.label, subject_uid=record.uid).order_by("-at", "-pk").first()
    if row is None:
        return None
    return YOU if row.actor == viewer.audit_id else _who(row.actor, people_behind([row.actor])), row.at


def _names(plan: Plan, *, with_fed: bool) -> dict[str, str]:
    """What each object of the plan is called, by uid."""
    names = {plan.uid: plan.title}
    names |= dict(plan.indicators.values_list("uid", "text"))
    names |= {uid: f"Objective {number}" for uid, number in plan.objectives.values_list("uid", "number")}
    names |= dict(plan.objectives.exclude(activities=None).values_list("activities__uid", "activities__text"))
    measured = Measurement.ever.filter(indicator__plan=plan)
    measured = measured if with_fed else measured.filter(source_key="")
    names |= dict(measured.values_list("uid", "indicator__text"))
    names |= dict(plan.alignment_rows.values_list("uid", "state_priority"))
    return names


def _names_in(whole: Plan, *, with_fed: bool) -> dict[str, str]:
    """The same, of a plan that was read with everything in it."""
    names = {whole.uid: whole.title} | {row.uid: row.state_priority for row in whole.alignment_rows.all()}
    for indicator in whole.indicators.all():
        measured = [row for row in indicator.measurements.all() if with_fed or not row.source_key]
        names |= {row.uid: indicator.text for row in (indicator, *measured)}
    for objective in whole.objectives.all():
        names[objective.uid] = f"Objective {objective.number}"
        names |= {activity.uid: activity.text for activity in objective.activities.all()}
    return names


def _change(row: AuditEntry, people: dict[str, str], names: dict[str, str]) -> Change:
    before, after = row.before or {}, row.after or {}
    values = _values(before, after) if before else ()
    return Change(row.at, _who(row.actor, people), done(row.verb), names[row.subject_uid], values, row.why)


def _values(before: dict[str, Any], after: dict[str, Any]) -> tuple[tuple[str, str, str], ...]:
    """What reads differently before and after; the trail also keeps what stayed, and what only the machine reads."""
    said = ((name, _said(name, before.get(name)), _said(name, after[name])) for name in after if name not in UIDS)
    return tuple((LABELS.get(name, name.replace("_", " ")), old, new) for name, old, new in said if old != new)


def _who(actor: str, people: dict[str, str]) -> str:
    return people.get(actor, "Waypost")


def _said(name: str, value: Any) -> str:
    if name == MEASURE:
        measure = measures.find(value or "")
        return measure.label if measure else "by hand"
    if value is None or value in ("", []):
        return "nothing"
    if isinstance(value, list):
        return "; ".join(str(part) for part in value)
    if name in NUMBERS:
        return amount(Decimal(value), "")
    return full_day(date.fromisoformat(value)) if name.endswith("_on") else str(value)
