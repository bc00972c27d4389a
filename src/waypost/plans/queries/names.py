"""What each object of a plan is called in its history, by uid."""

from collections.abc import Sequence
from functools import cache, reduce
from operator import or_
from typing import Any

from django.db.models import Case, F, OuterRef, Q, QuerySet, Subquery, TextField, Value, When
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, Coalesce, Concat, NullIf

from waypost.common.models import AuditEntry
from waypost.plans.models import (
    Activity,
    AlignedStandard,
    AlignmentRow,
    DateProposal,
    Indicator,
    Involvement,
    Measurement,
    Objective,
    Plan,
    Procedure,
    TakenPart,
    Team,
)

#: The column of each query that holds what an object is called.
CALLED = "called"
Kinds = Sequence[tuple[QuerySet[Any], Any]]


def names_of(plan: Plan, *, with_fed: bool) -> dict[str, str]:
    """Every object that the plan holds or once held; `with_fed` those that Waypost measured too."""
    names = {plan.uid: plan.title}
    for rows in _held(plan, with_fed=with_fed):
        names |= dict(rows.values_list("uid", CALLED))
    return names


def trail_of(plan: Plan, kinds: Kinds) -> QuerySet[AuditEntry]:
    """The trail of the plan and of its objects of these kinds: one query, no uid is read."""
    reach = (Q(subject_label=rows.model().label, subject_uid__in=rows.order_by().values("uid")) for rows, _ in kinds)
    return AuditEntry.objects.filter(reduce(or_, reach, Q(subject_label=plan.label, subject_uid=plan.uid)))


def names_in(plan: Plan, kinds: Kinds, entries: Sequence[AuditEntry]) -> dict[str, str]:
    """What the objects of these rows of its trail are called, by uid; one query about the kinds that occur."""
    labels = {entry.subject_label for entry in entries}
    uids = [entry.subject_uid for entry in entries]
    named = [
        rows.filter(uid__in=uids).annotate(called=name).order_by().values_list("uid", CALLED)
        for rows, name in kinds
        if rows.model().label in labels
    ]
    nothing = Plan.objects.none().values_list("uid", "title")
    return {plan.uid: plan.title, **dict(nothing.union(*named, all=True))}


def _held(plan: Plan, *, with_fed: bool) -> list[QuerySet[Any]]:
    """By kind, all rows with what each is called."""
    return [rows.annotate(called=name).order_by() for rows, name in kinds_of(plan, with_fed=with_fed)]


def kinds_of(plan: Plan, *, with_fed: bool) -> Kinds:
    """By kind, all rows that the plan holds or once held, and where each says what it is called."""
    measured = Measurement.ever.filter(indicator__plan=plan)
    objective = Concat(Value("Objective "), Cast("number", TextField()), output_field=TextField())
    taken = Coalesce(F("activity__text"), F("objective__text"), KT("base__text"), output_field=TextField())
    return [
        (Indicator.ever.filter(plan=plan), F("text")),
        (Objective.ever.filter(plan=plan), objective),
        (Activity.ever.filter(objective__plan=plan), F("text")),
        (DateProposal.objects.filter(activity__objective__plan=plan), F("activity__text")),
        (measured if with_fed else measured.filter(source_key=""), F("indicator__text")),
        (AlignmentRow.ever.filter(plan=plan), _row_of_the_matrix()),
        (Team.ever.filter(plan=plan), F("topic")),
        (Procedure.ever.filter(plan=plan), F("stage")),
        (Involvement.ever.filter(plan=plan), F("who")),
        (TakenPart.objects.filter(extraction__plan=plan), taken),
    ]


@cache
def _row_of_the_matrix() -> Coalesce:
    """As the row itself says it, read by the same query. Built once, since each page of history would build it anew."""
    texts = [_filled(name) for name in ("state_priority", "standard", "funding")]
    named = AlignedStandard.objects.filter(alignment_row=OuterRef("pk")).order_by("position")
    standard = Subquery(named.values(said=Coalesce(_filled("code"), F("statement")))[:1])
    objective = Concat(Value("Objective "), Cast("objective__number", TextField()), output_field=TextField())
    about = Case(When(objective=None, then=_filled("objective_text")), default=objective)
    return Coalesce(*texts, standard, about, Value("The whole plan"), output_field=TextField())


def _filled(name: str) -> NullIf:
    return NullIf(F(name), Value("", output_field=TextField()))
