"""Reads of a program's budget: its lines, sums by year, and what one educator and one award cost (FR3)."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import F, QuerySet

from waypost.people.permissions import Permission
from waypost.people.queries import within_branches
from waypost.people.viewers import Viewer
from waypost.plans.rules.school_year import SchoolYear
from waypost.programs.models import Budget, BudgetLine, Program
from waypost.programs.queries.programs import MANAGE
from waypost.programs.rules.budgets import (
    Basis,
    Line,
    MadeFrom,
    Numbers,
    YearSum,
    counts_otherwise,
    outside,
    per_one,
    school_years,
    staff_counted_otherwise,
    unfunded,
    year_sums,
    years_with,
)
from waypost.programs.rules.estimates import NOTHING


@dataclass(frozen=True)
class BudgetRow:
    """A stored line with what it comes to; `spent_years` are those in which money can be recorded on it."""

    stored: BudgetLine
    line: Line
    forecast: Decimal
    spent_years: tuple[SchoolYear, ...]

    @property
    def year(self) -> SchoolYear:
        return SchoolYear(self.stored.year)

    @property
    def left(self) -> Decimal:
        return self.forecast - self.line.spent

    def counts_otherwise(self, numbers: Numbers) -> str:
        """One sentence where it counts something else than the budget is planned for."""
        stored, model = self.stored, self.stored.from_model
        if model and stored.made_from == MadeFrom.STAFF_HOURS and not stored.is_changed_by_hand:
            return staff_counted_otherwise(stored.name, model.educators, numbers)
        return counts_otherwise(stored.name, self.line.basis, stored.units, numbers)


@dataclass(frozen=True)
class BudgetPage:
    """All that a budget page shows; money in US dollars."""

    numbers: Budget
    rows: tuple[BudgetRow, ...]
    years: tuple[SchoolYear, ...]
    sums: tuple[YearSum, ...]
    hours: Decimal

    @property
    def forecast(self) -> Decimal:
        return sum((row.forecast for row in self.rows), NOTHING)

    @property
    def actual(self) -> Decimal:
        return sum((row.line.spent for row in self.rows), NOTHING)

    @property
    def left(self) -> Decimal:
        return self.forecast - self.actual

    @property
    def per_educator(self) -> Decimal | None:
        """None where nobody has said for how many, or it is for nobody."""
        return per_one(self.forecast, self.numbers.educators)

    @property
    def per_award(self) -> Decimal | None:
        return per_one(self.forecast, self.numbers.awards)

    @property
    def counted_otherwise(self) -> tuple[str, ...]:
        """Lines that count a number of their own, in sentences."""
        numbers = _numbers(self.numbers)
        return tuple(says for row in self.rows if (says := row.counts_otherwise(numbers)))

    @property
    def uncounted(self) -> tuple[str, ...]:
        """Lines that wait for the numbers of the budget, by name; they come to nothing until then."""
        numbers = _numbers(self.numbers)
        return tuple(
            row.line.name for row in self.rows if row.stored.units is None and numbers.counting(row.line.basis) is None
        )

    @property
    def unfunded(self) -> tuple[str, ...]:
        return unfunded([row.line for row in self.rows])

    @property
    def outside(self) -> tuple[str, ...]:
        """Lines of a year in which the program does not run."""
        return outside([row.line for row in self.rows], self.years)


def lines_in_reach(viewer: Viewer, permission: Permission = MANAGE) -> QuerySet[BudgetLine]:
    """The lines of the programs for which `viewer` holds `permission`."""
    found = BudgetLine.objects.filter(within_branches(viewer, permission, "program__organization"))
    return found.select_related("program__organization")


def budget_page(program: Program) -> BudgetPage:
    """Three queries, whatever the number of lines."""
    years = school_years(program.starts_on, program.ends_on)
    numbers = Budget.objects.filter(program=program).first() or Budget(program=program, version=0)
    found = program.budget_lines.annotate(model_name=F("from_model__name")).prefetch_related("actuals")
    rows = tuple(_row(stored, _numbers(numbers), years) for stored in found)
    sums = year_sums([row.line for row in rows], years)
    hours = sum((row.line.hours for row in rows if row.line.hours is not None), NOTHING)
    return BudgetPage(numbers, rows, years, sums, hours)


def _numbers(budget: Budget) -> Numbers:
    return Numbers(budget.educators, budget.awards)


def _row(stored: BudgetLine, numbers: Numbers, years: tuple[SchoolYear, ...]) -> BudgetRow:
    basis = Basis(stored.basis)
    units = stored.units if stored.units is not None else numbers.counting(basis)
    line = Line(
        name=stored.name,
        basis=basis,
        amount=stored.amount,
        units=units or 0,
        year=stored.year,
        funding=stored.funding,
        hours=stored.hours,
        actual={actual.year: actual.amount for actual in stored.actuals.all()},
    )
    return BudgetRow(stored, line, line.forecast(years), _spending_years(stored, years))


def spending_years(line: BudgetLine) -> tuple[SchoolYear, ...]:
    """Those in which money can be recorded on `line`: also years that the program left when its dates moved."""
    return _spending_years(line, years_of(line.program))


def _spending_years(line: BudgetLine, years: tuple[SchoolYear, ...]) -> tuple[SchoolYear, ...]:
    return years_with(years, {line.year, *(actual.year for actual in line.actuals.all())})


def years_of(program: Program) -> tuple[SchoolYear, ...]:
    """The school years that the program touches."""
    return school_years(program.starts_on, program.ends_on)
