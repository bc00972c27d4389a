"""What each object of a plan is called in its history, by uid."""

from functools import reduce
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


def names_of(plan: Plan, *, with_fed: bool) -> dict[str, str]:
    """Every object that the plan holds or once held; `with_fed` those that Waypost measured too."""
    names = {plan.uid: plan.title}
    for rows in _held(plan, with_fed=with_fed):
        names |= dict(rows.values_list("uid", CALLED))
    return names


def trail_with_names(plan: Plan, *, with_fed: bool) -> QuerySet[AuditEntry, Any]:
    """The trail of the same objects, each row with what its object is called (`called`): one query, no uid is read."""
    own = Plan.objects.filter(pk=plan.pk).annotate(called=F("title"))
    labels = {rows.model().label: rows for rows in (own, *_held(plan, with_fed=with_fed))}
    reach = reduce(or_, (Q(subject_label=label, subject_uid__in=rows.values("uid")) for label, rows in labels.items()))
    called = [
        When(subject_label=label, then=Subquery(rows.filter(uid=OuterRef("subject_uid")).values(CALLED)[:1]))
        for label, rows in labels.items()
    ]
    return AuditEntry.objects.filter(reach).annotate(called=Case(*called, output_field=TextField()))


def _held(plan: Plan, *, with_fed: bool) -> list[QuerySet[Any]]:
    """By kind, all rows with what each is called."""
    measured = Measurement.ever.filter(indicator__plan=plan)
    objective = Concat(Value("Objective "), Cast("number", TextField()), output_field=TextField())
    taken = Coalesce(F("activity__text"), F("objective__text"), KT("base__text"), output_field=TextField())
    found: list[tuple[QuerySet[Any], Any]] = [
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
    return [rows.annotate(called=name).order_by() for rows, name in found]


def _row_of_the_matrix() -> Coalesce:
    """As the row itself says it, read by the same query."""
    texts = [_filled(name) for name in ("state_priority", "standard", "funding")]
    named = AlignedStandard.objects.filter(alignment_row=OuterRef("pk")).order_by("position")
    standard = Subquery(named.values(said=Coalesce(_filled("code"), F("statement")))[:1])
    objective = Concat(Value("Objective "), Cast("objective__number", TextField()), output_field=TextField())
    about = Case(When(objective=None, then=_filled("objective_text")), default=objective)
    return Coalesce(*texts, standard, about, Value("The whole plan"), output_field=TextField())


def _filled(name: str) -> NullIf:
    return NullIf(F(name), Value("", output_field=TextField()))
