"""What the plan's indicators are about beside their words, and what becomes of them; training of schools."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from waypost.demo.content_files import Table, content
from waypost.demo.play import Story
from waypost.demo.world import World
from waypost.people.models import Person
from waypost.plans.actions.indicators import add_indicator, edit_indicator
from waypost.plans.actions.measurements import (
    apply_measurements,
    correct_measurement,
    keep_measurements,
    record_measurement,
    take_back_measurement,
)
from waypost.plans.models import Activity, Indicator, Plan
from waypost.plans.queries.measurement_files import planned_measurements
from waypost.plans.queries.measuring import activities_in
from waypost.plans.rules.fields import IndicatorFields
from waypost.plans.rules.kinds import Direction
from waypost.programs.actions.training import record_training

DISTRICT = "cedar-valley"


def indicators_are_set_up(world: World, plan: Plan) -> None:
    """What the Word file has no column for: who owns it, what feeds or builds its source, a range."""
    rows = {row["text"]: row for row in content("plan")["measures"]}
    for indicator in plan.indicators.all():
        fields = _set_up(world, plan, indicator, rows[indicator.text])
        edit_indicator(by=world.lead, indicator=indicator, started_from=indicator.version, fields=fields)


def _set_up(world: World, plan: Plan, indicator: Indicator, row: Table) -> IndicatorFields:
    fields = replace(
        fields_of(indicator),
        source_key=row.get("source_key", ""),
        owner_id=world.people[row["owner"]].pk if "owner" in row else None,
        built_by_id=_activity(plan, row["built_by"]).pk if "built_by" in row else None,
    )
    if "range" not in row:
        return fields
    lower, upper = row["range"]
    return replace(fields, direction=Direction.RANGE.value, target_from=Decimal(lower), target=Decimal(upper))


def fields_of(indicator: Indicator) -> IndicatorFields:
    """An indicator as its form holds it."""
    return IndicatorFields(**{name: getattr(indicator, name) for name in IndicatorFields.__dataclass_fields__})


def _activity(plan: Plan, text: str) -> Activity:
    return activities_in(plan).get(text=text)


def indicators_are_kept_up(world: World) -> list[Story]:
    """Targets that move, numbers from a file, one put right and one taken back, and a file that nobody confirmed."""
    rows = content("plan")["measures"]
    return [
        *(_target_moves(world, row) for row in rows if "retargeted" in row),
        *(_numbers_come_by_file(world, row) for row in rows if "by_file" in row),
        *(_number_is_put_right(world, row) for row in rows if "corrected" in row),
    ]


def _target_moves(world: World, row: Table) -> Story:
    ago, target, reason = row["retargeted"]
    yield world.days.at(ago, "16:20")
    indicator = _indicator(world, row)
    fields = replace(fields_of(indicator), target=Decimal(target))
    edit_indicator(by=world.lead, indicator=indicator, started_from=indicator.version, fields=fields, reason=reason)


def _numbers_come_by_file(world: World, row: Table) -> Story:
    by_file = row["by_file"]
    yield world.days.at(by_file["ago"], "14:05")
    lines = [f"{world.days.on(ago)},{value},{note}" for ago, value, note in by_file["lines"]]
    content_of_file = "\r\n".join(["date,value,note", *lines, ""]).encode()
    _keep_file(world, row, by_file["name"], content_of_file, is_confirmed=True)
    yield world.days.at(by_file["ago"] - 1, "09:15")
    _keep_file(world, row, f"Copy of {by_file['name']}", content_of_file, is_confirmed=False)


def _keep_file(world: World, row: Table, name: str, content_of_file: bytes, *, is_confirmed: bool) -> None:
    indicator = _indicator(world, row)
    kept = keep_measurements(by=world.lead, indicator=indicator, file_name=name, content=content_of_file)
    if is_confirmed:
        apply_measurements(by=world.lead, upload=kept, shown=planned_measurements(kept).digest)


def _number_is_put_right(world: World, row: Table) -> Story:
    """Typed wrong and corrected; then one for another school, which is taken back."""
    corrected = row["corrected"]
    yield world.days.at(corrected["ago"], "10:30")
    indicator = _indicator(world, row)
    measured_on = world.days.on(corrected["ago"])
    numbers = ((corrected["typed"], measured_on), (corrected["elsewhere"], measured_on - timedelta(days=1)))
    first, second = (
        record_measurement(by=world.lead, indicator=indicator, value=Decimal(value), measured_on=day)
        for value, day in numbers
    )
    yield world.days.at(corrected["ago"], "10:40")
    correct_measurement(
        by=world.lead,
        measurement=first,
        started_from=1,
        value=Decimal(corrected["right"]),
        measured_on=measured_on,
        note=corrected["note"],
        reason=corrected["reason"],
    )
    take_back_measurement(by=world.lead, measurement=second, started_from=1, reason=corrected["taken_back"])


def _indicator(world: World, row: Table) -> Indicator:
    return world.plans[DISTRICT].indicators.get(text=row["text"])


def neighbors_measure(world: World, lead: Person, plan: Plan, row: Table) -> None:
    """Indicators of a plan that has just begun: no target, no baseline or no source yet."""
    for measure in row["measures"]:
        target = Decimal(measure["target"]) if "target" in measure else None
        fields = IndicatorFields(
            term="long",
            text=measure["text"],
            unit=measure["unit"],
            target=target,
            data_source=measure.get("data_source", ""),
            frequency=measure["frequency"],
        )
        indicator = add_indicator(by=lead, plan=plan, fields=fields)
        if "measured" in measure:
            value = Decimal(measure["measured"])
            record_measurement(by=lead, indicator=indicator, value=value, measured_on=world.days.on(30))


def schools_train(world: World) -> list[Story]:
    """Principals record when their school began; one has not yet."""
    return [_school_trains(world, row) for row in content("plan")["training"]]


def _school_trains(world: World, row: Table) -> Story:
    yield world.days.at(row["ago"], "17:10")
    record_training(
        by=world.people[row["by"]],
        school=world.places[row["school"]],
        started_from=0,
        begun_on=world.days.on(row["ago"]),
        note=row["note"],
    )
