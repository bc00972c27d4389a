"""Plans to begin with, from `content/templates.toml`: sample texts that people write over. No database, no web."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from waypost.plans.rules.copies import moved
from waypost.plans.rules.fields import ActivityFields, IndicatorFields, ObjectiveFields
from waypost.plans.rules.guidance import CONTENT

#: Stands before each text of a template until somebody writes their own.
SAMPLE = "Sample: "


@dataclass(frozen=True)
class TemplateActivity:
    """A step; its months count from the start of the plan."""

    text: str
    start_month: int
    target_month: int
    result: str

    @property
    def fields(self) -> ActivityFields:
        return ActivityFields(text=SAMPLE + self.text, anticipated_result=self.result)

    def start_on(self, begins_on: date | None) -> date | None:
        return moved(begins_on, self.start_month)

    def target_on(self, begins_on: date | None) -> date | None:
        return moved(begins_on, self.target_month)


@dataclass(frozen=True)
class TemplateObjective:
    fields: ObjectiveFields
    activities: tuple[TemplateActivity, ...]


@dataclass(frozen=True)
class TemplateIndicator:
    """An indicator; its due date counts from the start of the plan."""

    values: Mapping[str, Any]
    due_month: int

    def fields(self, begins_on: date | None) -> IndicatorFields:
        return IndicatorFields(**self.values, due_on=moved(begins_on, self.due_month))


@dataclass(frozen=True)
class PlanTemplate:
    """A whole plan of samples; `about` says in a few words what is in it."""

    key: str
    label: str
    about: str
    title: str
    priority_area: str
    goal: str
    indicators: tuple[TemplateIndicator, ...]
    objectives: tuple[TemplateObjective, ...]


@cache
def plan_templates() -> dict[str, PlanTemplate]:
    """Every template by its key, in the order in which they are offered."""
    tables = tomllib.loads((CONTENT / "templates.toml").read_text(encoding="utf-8"))
    return {key: _template(key, table) for key, table in tables.items()}


def _template(key: str, table: dict[str, Any]) -> PlanTemplate:
    return PlanTemplate(
        key=key,
        label=table["label"],
        about=table["about"],
        title=table["title"],
        priority_area=table["priority_area"],
        goal=SAMPLE + table["goal"],
        indicators=tuple(_indicator(row) for row in table["indicators"]),
        objectives=tuple(_objective(row) for row in table["objectives"]),
    )


def _indicator(row: dict[str, Any]) -> TemplateIndicator:
    numbers: dict[str, Any] = {name: Decimal(row[name]) for name in ("baseline", "target") if name in row}
    words = {name: row[name] for name in ("term", "unit", "frequency", "data_source")}
    return TemplateIndicator({**words, **numbers, "text": SAMPLE + row["text"]}, row["due_month"])


def _objective(row: dict[str, Any]) -> TemplateObjective:
    fields = ObjectiveFields(
        text=SAMPLE + row["text"],
        products=tuple(row["products"]),
        strategy_type=row["strategy_type"],
        policy_change=row.get("policy_change"),
    )
    return TemplateObjective(fields, tuple(TemplateActivity(**step) for step in row["activities"]))
