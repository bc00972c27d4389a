"""Programs in numbers, and the people behind a number."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from waypost.insight.forms import NarrowingForm
from waypost.insight.queries.funnel import NUMBERS, funnel_page, program_funnels
from waypost.insight.queries.revising import revising
from waypost.insight.queries.rows import (
    Narrowing,
    people_behind,
    people_behind_plan,
    plans_with_rows,
    programs_with_rows,
)
from waypost.insight.queries.thread import award_thread, award_to_follow, plan_thread
from waypost.insight.rules.steps import Step
from waypost.people.gates import requires, signed_in_person
from waypost.people.permissions import Permission
from waypost.plans.queries.access import plans
from waypost.programs.queries.programs import programs

ROWS_ON_A_PAGE = 50


@requires(Permission.INSIGHT_NUMBERS_READ)
def progress(request: HttpRequest) -> HttpResponse:
    """How far the people of each program came."""
    return render(request, "insight/progress.html", {"funnels": program_funnels(signed_in_person(request))})


@requires(Permission.INSIGHT_NUMBERS_READ)
def funnel(request: HttpRequest, uid: str) -> HttpResponse:
    """One program: every step with its rate, by school, cohort and micro-credential."""
    person = signed_in_person(request)
    program = get_object_or_404(programs(person, NUMBERS), uid=uid)
    context = {"page": funnel_page(person, program), "revising": revising(person, program)}
    return render(request, "insight/funnel.html", context)


@requires(Permission.INSIGHT_ROWS_READ)
def rows(request: HttpRequest, uid: str) -> HttpResponse:
    """The people behind one number of a program."""
    program = get_object_or_404(programs_with_rows(signed_in_person(request)), uid=uid)
    narrowing = _narrowing(request)
    back = (program.name, reverse("insight_funnel", args=[program.uid]))
    return _people(request, people_behind(program, narrowing), narrowing, back)


@requires(Permission.INSIGHT_ROWS_READ)
def plan_rows(request: HttpRequest, uid: str) -> HttpResponse:
    """The people behind one number of a plan."""
    found = get_object_or_404(plans_with_rows(signed_in_person(request)), uid=uid)
    narrowing = _narrowing(request)
    back = (found.title, reverse("insight_plan_thread", args=[found.uid]))
    return _people(request, people_behind_plan(found, narrowing), narrowing, back)


@requires(Permission.INSIGHT_NUMBERS_READ)
def plan(request: HttpRequest, uid: str) -> HttpResponse:
    """What each objective and activity of a plan led to, and where the thread breaks."""
    person = signed_in_person(request)
    found = get_object_or_404(plans(person, NUMBERS), uid=uid)
    return render(request, "insight/plan.html", {"thread": plan_thread(person, found)})


@requires(Permission.INSIGHT_ROWS_READ)
def award(request: HttpRequest, uid: str) -> HttpResponse:
    """From one award back to the priority that it serves."""
    person = signed_in_person(request)
    found = award_to_follow(person, uid)
    if found is None:
        raise Http404
    return render(request, "insight/award.html", {"award": found.award, "knots": award_thread(person, found)})


def _narrowing(request: HttpRequest) -> Narrowing:
    """Raises Http404 for a step that does not exist; without one, everybody who was invited."""
    form = NarrowingForm(request.GET if "step" in request.GET else {"step": Step.INVITED})
    if not form.is_valid():
        raise Http404
    return form.narrowing()


def _people(
    request: HttpRequest, people: QuerySet[Any, Any], narrowing: Narrowing, back: tuple[str, str]
) -> HttpResponse:
    page = Paginator(people, ROWS_ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "insight/rows.html", {"page": page, "narrowing": narrowing, "back": back})
