"""What a program costs by year, per educator and per award, forecast against actual (FR3). Pure; decimals exact."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from waypost.plans.rules.school_year import SchoolYear, school_year_of
from waypost.programs.rules.estimates import CENT, NOTHING


class Category(StrEnum):
    """What the money is for."""

    STAFFING = "staffing"
    INCENTIVES = "incentives"
    TRAINING = "training"
    MATERIALS = "materials"
    TECHNOLOGY = "technology"
    SPACE = "space"
    OTHER = "other"


class Basis(StrEnum):
    """How an amount counts."""

    ONCE = "one-off"
    YEARLY = "each year"
    EDUCATOR = "per educator"
    AWARD = "per award"


class MadeFrom(StrEnum):
    """Which figure of an adopted model a line was made from."""

    MONEY_ONCE = "money once"
    MONEY_EACH = "money per educator"
    MONEY_AWARD = "money per award"
    STAFF_HOURS = "staff hours"


#: What somebody may settle of a line of a model without it ceasing to follow the model.
SETTLED_BY_HAND = frozenset({"funding", "year"})


class WrongYear(ValueError):
    """The year of a line lies outside of the program. The message says which years there are."""


@dataclass(frozen=True)
class Line:
    """A line of a budget in US dollars; `units` are years of the program for a yearly one and 1 for a one-off.

    `actual` holds what was spent by the year in which a school year begins.
    """

    name: str
    basis: Basis
    amount: Decimal
    units: int
    year: int
    funding: str = ""
    hours: Decimal | None = None
    actual: Mapping[int, Decimal] = field(default_factory=dict)

    def forecast_in(self, year: SchoolYear) -> Decimal:
        """A yearly line counts from its year on; all others count in it alone."""
        if self.basis is Basis.YEARLY:
            return self.amount if year.starts_in >= self.year else NOTHING
        return self.amount * self.units if year.starts_in == self.year else NOTHING

    def forecast(self, years: Sequence[SchoolYear]) -> Decimal:
        return sum((self.forecast_in(year) for year in years), NOTHING)

    def is_outside(self, years: Sequence[SchoolYear]) -> bool:
        """Whether it counts in none of these years."""
        last = max(year.starts_in for year in years)
        if self.basis is Basis.YEARLY:
            return self.year > last
        return self.year not in {year.starts_in for year in years}

    @property
    def spent(self) -> Decimal:
        return sum(self.actual.values(), NOTHING)


@dataclass(frozen=True)
class Numbers:
    """For how many a budget is planned; None where nobody has said."""

    educators: int | None
    awards: int | None

    def counting(self, basis: Basis) -> int | None:
        """How often an amount counts that names no number of its own."""
        return {Basis.EDUCATOR: self.educators, Basis.AWARD: self.awards}.get(basis, 1)


#: What a counted amount counts.
COUNTED_BY = {Basis.EDUCATOR: "educators", Basis.AWARD: "awards"}


def counts_otherwise(name: str, basis: Basis, own: int | None, numbers: Numbers) -> str:
    """One sentence where a line names a number of its own that is not that of the budget; else empty."""
    planned = numbers.counting(basis)
    if basis not in COUNTED_BY or own is None or planned in {None, own}:
        return ""
    return f"{name} counts {own} {COUNTED_BY[basis]}; the budget is planned for {planned}."


def staff_counted_otherwise(name: str, educators: int, numbers: Numbers) -> str:
    """The same of a line that sums hours of staff for as many educators as its model had."""
    if numbers.educators in {None, educators}:
        return ""
    return f"{name} sums hours for {educators} educators; the budget is planned for {numbers.educators}."


@dataclass(frozen=True)
class YearSum:
    """All lines of one school year; `left` falls below zero where more was spent than planned.

    `is_outside` where the program does not run in it: nothing is planned then, and money was spent.
    """

    year: SchoolYear
    forecast: Decimal
    actual: Decimal
    is_outside: bool = False

    @property
    def left(self) -> Decimal:
        return self.forecast - self.actual


def school_years(starts_on: date, ends_on: date) -> tuple[SchoolYear, ...]:
    """Those that a program touches."""
    first, last = school_year_of(starts_on).starts_in, school_year_of(ends_on).starts_in
    return tuple(SchoolYear(year) for year in range(first, last + 1))


def check_year(year: int, years: Sequence[SchoolYear]) -> None:
    """Raises WrongYear."""
    if year not in {each.starts_in for each in years}:
        raise WrongYear(
            f"The program does not run in {SchoolYear(year)}: choose {_years(years)}, "
            "or change the program's dates first."
        )


def _years(years: Sequence[SchoolYear]) -> str:
    return str(years[0]) if len(years) == 1 else f"a year from {years[0]} to {years[-1]}"


def outside(lines: Sequence[Line], years: Sequence[SchoolYear]) -> tuple[str, ...]:
    """Lines whose year the program left when its dates moved, by name: what they forecast counts in no sum."""
    return tuple(line.name for line in lines if line.is_outside(years))


def years_with(years: Sequence[SchoolYear], others: Iterable[int]) -> tuple[SchoolYear, ...]:
    """The years of a program and others, in their order."""
    return tuple(SchoolYear(year) for year in sorted({each.starts_in for each in years} | set(others)))


def year_sums(lines: Sequence[Line], years: Sequence[SchoolYear]) -> tuple[YearSum, ...]:
    """Of each year of the program, and of each other one in which money was spent; together they are all there is."""
    spent_in = {year for line in lines for year, amount in line.actual.items() if amount}
    return tuple(_year_sum(lines, year, is_outside=year not in years) for year in years_with(years, spent_in))


def _year_sum(lines: Sequence[Line], year: SchoolYear, *, is_outside: bool) -> YearSum:
    forecast = NOTHING if is_outside else sum((line.forecast_in(year) for line in lines), NOTHING)
    actual = sum((line.actual.get(year.starts_in, NOTHING) for line in lines), NOTHING)
    return YearSum(year, forecast, actual, is_outside)


def per_one(total: Decimal, count: int | None) -> Decimal | None:
    """In cents; None where there is nothing to share it by."""
    return (total / count).quantize(CENT, ROUND_HALF_UP) if count else None


def unfunded(lines: Sequence[Line]) -> tuple[str, ...]:
    """Lines that nobody has said who pays for, by name."""
    return tuple(line.name for line in lines if not line.funding)
