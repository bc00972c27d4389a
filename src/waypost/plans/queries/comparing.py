"""A plan beside one of its baselines, or two baselines beside each other, with who moved what and why (PL7)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from waypost.common import clock
from waypost.common.days import day_in
from waypost.common.models import AuditEntry
from waypost.people.queries import people_behind, person_named
from waypost.plans.models import Baseline, Plan
from waypost.plans.queries.history import under_columns, values_in_words
from waypost.plans.queries.pages import whole_plan
from waypost.plans.queries.snapshots import snapshot_of
from waypost.plans.rules.columns import Stored
from waypost.plans.rules.comparison import FrozenPart, PartChange, PartKind, PlanComparison, compare_frozen

#: What stands for the plan as it is now, in an address.
TODAY = "today"


@dataclass(frozen=True)
class Reason:
    """Why a part was changed last, with the person who said so."""

    who: str
    on: date
    why: str


@dataclass(frozen=True)
class ChangedPart:
    """A part that changed: `values` holds (name, before, after) in words."""

    change: PartChange
    values: tuple[tuple[str, str, str], ...]
    reason: Reason | None


@dataclass(frozen=True)
class LostPart:
    part: FrozenPart
    reason: Reason | None


@dataclass(frozen=True)
class ComparisonPage:
    """`before` is a baseline; `after` is a later one, or None for the plan of today."""

    plan: Plan
    today: date
    baselines: tuple[Baseline, ...]
    before: Baseline
    after: Baseline | None
    comparison: PlanComparison
    moved: tuple[ChangedPart, ...]
    changed: tuple[ChangedPart, ...]
    dropped: tuple[LostPart, ...]

    @property
    def before_on(self) -> date:
        return day_in(self.before.adopted_at, self.plan.organization.timezone)


def comparison_page(plan: Plan, before: str, after: str) -> ComparisonPage | None:
    """What `plan`, from `access.plans(viewer)`, became between two of its forms; None before it was adopted.

    `before` and `after` are numbers of baselines or TODAY; what names none gives the last baseline and today.
    """
    whole = whole_plan(plan)
    baselines = tuple(whole.baselines.all())
    if not baselines:
        return None
    chosen, later = _chosen(baselines, before, after)
    frozen = later.snapshot if later else snapshot_of(whole)
    comparison = compare_frozen(chosen.snapshot, frozen)
    reasons = _reasons(whole, _parts_touched(comparison), chosen, later)
    columns = (chosen.snapshot.get("alignment_columns") or (), frozen.get("alignment_columns") or ())
    return ComparisonPage(
        plan=whole,
        today=clock.today(whole.organization.timezone),
        baselines=baselines,
        before=chosen,
        after=later,
        comparison=comparison,
        moved=_in_words(comparison.moved, reasons, columns),
        changed=_in_words(comparison.changed, reasons, columns),
        dropped=tuple(LostPart(part, reasons.get(part.uid)) for part in comparison.dropped),
    )


def _chosen(baselines: Sequence[Baseline], before: str, after: str) -> tuple[Baseline, Baseline | None]:
    """The earlier one first, whichever way round they were asked for."""
    by_number = {str(baseline.number): baseline for baseline in baselines}
    first, second = by_number.get(before, baselines[-1]), by_number.get(after)
    if second is None or second.number == first.number:
        return first, None
    return (first, second) if first.number < second.number else (second, first)


def _parts_touched(comparison: PlanComparison) -> list[str]:
    changes = (*comparison.moved, *comparison.changed)
    return [*(change.after.uid for change in changes), *(part.uid for part in comparison.dropped)]


def _reasons(plan: Plan, uids: Iterable[str], since: Baseline, until: Baseline | None) -> dict[str, Reason]:
    """The last reason that somebody gave for each of these parts between the two."""
    asked = [uid or plan.uid for uid in uids]
    found = AuditEntry.objects.filter(subject_uid__in=asked, at__gte=since.adopted_at).exclude(why="")
    found = found.filter(at__lte=until.adopted_at if until else clock.now()).order_by("at", "pk")
    rows = list(found)
    people = people_behind(row.actor for row in rows)
    zone = plan.organization.timezone
    return {row.subject_uid: Reason(person_named(row.actor, people), day_in(row.at, zone), row.why) for row in rows}


def _in_words(
    changes: Iterable[PartChange], reasons: dict[str, Reason], columns: tuple[Stored, Stored]
) -> tuple[ChangedPart, ...]:
    return tuple(_changed(change, reasons.get(change.after.uid), columns) for change in changes)


def _changed(change: PartChange, reason: Reason | None, columns: tuple[Stored, Stored]) -> ChangedPart:
    """`columns` are the further columns of the matrix before and after."""
    called = columns if change.after.kind is PartKind.ALIGNMENT else ((), ())
    before = under_columns({value.name: value.before for value in change.values}, called[0])
    after = under_columns({value.name: value.after for value in change.values}, called[1])
    return ChangedPart(change, values_in_words(before, after), reason)
