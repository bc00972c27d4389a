"""The alignment matrix as pages show it: its columns, and each row with its texts and standards (PL6)."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet
from django.urls import reverse

from waypost.common.ids import is_uid
from waypost.frameworks.models import FrameworkItem
from waypost.frameworks.queries import found_items, frameworks_for
from waypost.frameworks.uses import Use
from waypost.people.models import Organization
from waypost.people.viewers import Viewer
from waypost.plans.models import AlignedStandard, AlignmentRow, Plan
from waypost.plans.queries import access
from waypost.plans.rules.columns import Column, columns_of, standing, text_under

#: Further columns for which a page has room beside the three.
MOST_BESIDE = 2


@dataclass(frozen=True)
class Cell:
    """One text under the heading that its column has now."""

    heading: str
    text: str


@dataclass(frozen=True)
class AlignmentLine:
    """A row with what it holds in each of the further columns."""

    row: AlignmentRow
    cells: tuple[Cell, ...]
    standards: tuple[AlignedStandard, ...]


@dataclass(frozen=True)
class AlignmentBlock:
    """The matrix, or the part of it that is about one objective."""

    plan: Plan
    columns: tuple[Column, ...]
    lines: tuple[AlignmentLine, ...]

    @property
    def own_columns(self) -> tuple[Column, ...]:
        """The further columns that stand beside the three; none where they are too many for a page, and stand below."""
        return self.columns if len(self.columns) <= MOST_BESIDE else ()


def alignment_block(plan: Plan, rows: Iterable[AlignmentRow]) -> AlignmentBlock:
    """Reads the standards of each row: prefetch them."""
    shown = list(rows)
    columns = standing(columns_of(plan.alignment_columns, (row.other_columns for row in shown)))
    return AlignmentBlock(plan, columns, tuple(_line(row, columns) for row in shown))


def _line(row: AlignmentRow, columns: tuple[Column, ...]) -> AlignmentLine:
    return AlignmentLine(row, cells_of(row, columns), tuple(row.standards.all()))


def cells_of(row: AlignmentRow, columns: Iterable[Column]) -> tuple[Cell, ...]:
    """What a row holds in each of these columns, with the headings of today."""
    return tuple(Cell(column.heading, text_under(column.key, row.other_columns)) for column in columns)


def all_columns(plan: Plan) -> tuple[Column, ...]:
    """Every further column of the plan, also those that were taken out."""
    return columns_of(plan.alignment_columns, row_texts(plan))


def row_texts(plan: Plan) -> list[list[dict[str, str]]]:
    """What the standing rows hold in further columns."""
    rows = AlignmentRow.objects.filter(plan=plan).order_by("position")
    return list(rows.values_list("other_columns", flat=True))


def standing_columns(plan: Plan) -> tuple[Column, ...]:
    """Every further column that is shown."""
    return standing(all_columns(plan))


def standard_words(row: AlignmentRow) -> list[str]:
    """The standards that a row names, each with its framework, as a snapshot or a file says them."""
    return [f"{standard} ({standard.framework_title})" for standard in row.standards.all()]


def standards_to_find(viewer: Viewer, plan: Plan, typed: str) -> QuerySet[FrameworkItem]:
    """What a search finds in the frameworks that the plan's organization may align with."""
    return found_items(frameworks_for(viewer, plan.organization), typed)


def standards_chosen(viewer: Viewer, plan: Plan, uids: Iterable[str]) -> list[FrameworkItem]:
    """Those of `uids` that the plan may name, in the order of their frameworks."""
    among = frameworks_for(viewer, plan.organization)
    found = FrameworkItem.objects.filter(
        uid__in=[uid for uid in uids if is_uid(uid)], framework__in=among, withdrawn_at=None
    )
    return list(found.select_related("framework").order_by("framework__title", "framework", "position"))


def may_align(organization: Organization, item: FrameworkItem | None) -> bool:
    """Whether a plan of `organization` may name the item: its framework is kept there or above."""
    return item is not None and organization.path.startswith(item.framework.organization.path)


def uses_in_plans(viewer: Viewer, item: FrameworkItem) -> list[Use]:
    """The objectives of plans that `viewer` may read and that name this item; registered in `apps.py`."""
    rows = access.alignment_rows(viewer).filter(standards__item=item).order_by("plan__title", "plan", "position")
    return [_use(row) for row in rows.distinct()]


def _use(row: AlignmentRow) -> Use:
    place = f"{row.plan.title}, {row.plan.organization.name}"
    if row.objective is None:
        return Use(row.objective_text or "The whole plan", place, reverse("plan", args=[row.plan.uid]))
    return Use(str(row.objective), place, reverse("plan_objective", args=[row.objective.uid]))


WITH_STANDARDS = Prefetch("standards", AlignedStandard.objects.select_related("item"))
