"""What this package can say about outcomes of phases: the plan, the catalog, cohorts, educators, training (FR1)."""

from typing import Any

from django.db.models import Count, Q
from django.urls import reverse

from waypost.common import clock
from waypost.common.days import day_in, full_day
from waypost.people.queries import holds
from waypost.people.viewers import Viewer
from waypost.plans.models import Baseline
from waypost.plans.queries.access import may_read
from waypost.programs.models import Program
from waypost.programs.outcomes import Outcome, OutcomeState, Standing, register
from waypost.programs.queries.programs import curated
from waypost.programs.queries.training import TRAINING, schools_below
from waypost.programs.rules.phases import count_of
from waypost.programs.shown_counts import shown_in_programs


def plan_adopted(viewer: Viewer, program: Program) -> Standing:
    """The implementation plan that the program serves."""
    plan = program.activity.objective.plan
    url = reverse("plan", args=[plan.uid]) if may_read(viewer, plan) else ""
    newest = Baseline.objects.filter(plan=plan).order_by("-number").defer("snapshot").first()
    if newest is None:
        return Standing(OutcomeState.STARTED, f"{plan.title} is a draft that nobody has adopted yet.", url)
    adopted_on = full_day(day_in(newest.adopted_at, program.organization.timezone))
    return Standing(OutcomeState.AGREED, f"{plan.title}, adopted as baseline {newest.number} on {adopted_on}.", url)


def catalog(_viewer: Viewer, program: Program) -> Standing:
    """What the program offers."""
    url = f"{reverse('program', args=[program.uid])}#offered"
    offered: list[Any] = list(curated(program).select_related(None))
    gone = sum(one.title is None for one in offered)
    if not offered:
        return Standing(OutcomeState.MISSING, "Nothing is offered yet.", url)
    said = f"{count_of(len(offered), 'micro-credential')} offered"
    if gone:
        return Standing(OutcomeState.NEEDS_A_LOOK, f"{said}, {gone} of them not published any more.", url)
    reasons = sum(bool(one.reason) for one in offered)
    return Standing(OutcomeState.AGREED, f"{said}, {reasons} with the reason why.", url)


def cohorts(_viewer: Viewer, program: Program) -> Standing:
    """The groups in which educators work."""
    today = clock.today(program.organization.timezone)
    ends = list(program.cohorts.values_list("ends_on", flat=True))
    running = sum(ends_on >= today for ends_on in ends)
    if not ends:
        return Standing(OutcomeState.MISSING, "No cohort is open yet.", reverse("cohort_new", args=[program.uid]))
    url = reverse("program", args=[program.uid])
    if not running:
        return Standing(OutcomeState.NEEDS_A_LOOK, f"{count_of(len(ends), 'cohort')}, and all of them are over.", url)
    return Standing(OutcomeState.AGREED, f"{count_of(len(ends), 'cohort')}, {running} running or ahead.", url)


def educators(viewer: Viewer, program: Program) -> Standing:
    """Who was invited, as many as the viewer may know (decision 0017)."""
    url = reverse("program", args=[program.uid])
    members = Count("members", filter=Q(members__left_at=None))
    in_cohorts = dict(
        program.cohorts.order_by("starts_on", "name").annotate(number=members).values_list("name", "number")
    )
    empty = [name for name, number in in_cohorts.items() if not number]
    if len(empty) == len(in_cohorts):
        return Standing(OutcomeState.MISSING, "Nobody is invited yet.", url)
    shown = shown_in_programs(viewer, [program]).get(program.uid)
    who = "Educators are" if shown is None else f"{count_of(shown, 'educator')} {'is' if shown == 1 else 'are'}"
    if empty:
        verb = "has" if len(empty) == 1 else "have"
        return Standing(OutcomeState.STARTED, f"{who} invited; {' and '.join(empty)} {verb} nobody yet.", url)
    return Standing(OutcomeState.AGREED, f"{who} invited.", url)


def training(viewer: Viewer, program: Program) -> Standing:
    """How many schools began to get to know micro-credentials."""
    url = reverse("training") if holds(viewer, TRAINING) else ""
    today = clock.today(program.organization.timezone)
    begun_on = schools_below(program.organization).values_list("introductory_training__begun_on", flat=True)
    days = list(begun_on)
    begun = sum(day is not None and day <= today for day in days)
    if not begun:
        return Standing(OutcomeState.MISSING, "No school has begun yet.", url)
    state = OutcomeState.AGREED if begun == len(days) else OutcomeState.STARTED
    return Standing(state, f"{begun} of {count_of(len(days), 'school')} began.", url)


def offer_outcomes() -> None:
    """Register them with every phase."""
    for key, label, hint, standing in (
        ("programs.plan_adopted", "Implementation plan", "Adopted by your board or committee.", plan_adopted),
        ("programs.catalog", "Curated catalog", "The micro-credentials that the program offers, and why.", catalog),
        ("programs.cohorts", "Cohorts", "Groups of educators who work in the same months.", cohorts),
        ("programs.educators", "Educators invited", "Every cohort has people in it.", educators),
        ("programs.training", "Introductory training", "Each school began to get to know them.", training),
    ):
        register(Outcome(key, label, hint, standing))
