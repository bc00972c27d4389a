"""Different people, all together and by school, cohort or micro-credential (IN1, IN3).

One query says what each row reached, and the people are counted here: a query for each table would ask all that anew.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, QuerySet, Window
from django.db.models.expressions import BaseExpression
from django.db.models.functions import DenseRank

from waypost.people.queries import school_of

Row = dict[str, Any]
Column = BaseExpression | F
#: How many different people each flag is true of.
Counts = dict[str, int]


@dataclass(frozen=True)
class Grouping:
    """What makes a group and what it is called. Groups are sorted by `place`, by name and by `value`.

    `parameter` is what the page of rows calls it.
    """

    label: str
    parameter: str
    value: Column
    name: Column
    place: tuple[Column, ...] = ()

    @property
    def columns(self) -> dict[str, Column]:
        """The database sorts, as it sorts everywhere else."""
        place = Window(DenseRank(), order_by=[*self.place, self.name, self.value])
        named = {"value": self.value, "name": self.name, "place": place}
        return {self.column(name): expression for name, expression in named.items()}

    def column(self, name: str) -> str:
        return f"{self.parameter}_{name}"


BY_SCHOOL = Grouping("School", "school", school_of("organization", "slug"), school_of("organization", "name"))
BY_COHORT = Grouping("Cohort", "cohort", F("cohort__uid"), F("cohort__name"), (F("cohort__starts_on"),))
BY_CREDENTIAL = Grouping("Micro-credential", "credential", F("micro_credential__slug"), F("version__title"))


@dataclass(frozen=True)
class Group:
    """`narrowing` is what the page of rows needs to show the people of this group alone."""

    name: str
    narrowing: dict[str, str]
    people: Counts


@dataclass(frozen=True)
class Counted:
    """Everybody, and the groups of each table by its label. Whoever is in two groups counts in both."""

    everybody: Counts
    tables: dict[str, list[Group]]


def counted(found: QuerySet[Any], person: str, flags: Sequence[str], *by: Grouping) -> Counted:
    """The different people (at the path `person`) of whom each flag is true, for rows that carry the flags."""
    columns = {name: column for grouping in by for name, column in grouping.columns.items()}
    rows = list(found.order_by().values(*flags, counted_person=F(person), **columns))
    return Counted(_counts(rows, flags), {grouping.label: _groups(rows, flags, grouping) for grouping in by})


def _groups(rows: Sequence[Row], flags: Sequence[str], by: Grouping) -> list[Group]:
    """Versions of one micro-credential can have several titles: the last gives the group its name and its place."""
    value, name, place = map(by.column, ("value", "name", "place"))
    rows_of: dict[str, list[Row]] = {}
    for row in sorted(rows, key=lambda row: row[place], reverse=True):
        rows_of.setdefault(row[value], []).append(row)
    return [Group(own[0][name], {by.parameter: key}, _counts(own, flags)) for key, own in reversed(rows_of.items())]


def _counts(rows: Sequence[Row], flags: Sequence[str]) -> Counts:
    return {flag: len({row["counted_person"] for row in rows if row[flag]}) for flag in flags}
