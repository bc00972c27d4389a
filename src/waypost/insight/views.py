"""Programs in numbers, and the people behind a number."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from waypost.insight.forms import NarrowingForm
from waypost.insight.queries.funnel import NUMBERS, funnel_page, program_funnels
from waypost.insight.queries.rows import people_behind, programs_with_rows
from waypost.people.gates import requires, signed_in_person
from waypost.people.permissions import Permission
from waypost.programs.queries import programs

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
    return render(request, "insight/funnel.html", {"page": funnel_page(person, program)})


@requires(Permission.INSIGHT_ROWS_READ)
def rows(request: HttpRequest, uid: str) -> HttpResponse:
    """The people behind one number of a program."""
    program = get_object_or_404(programs_with_rows(signed_in_person(request)), uid=uid)
    form = NarrowingForm(request.GET or {"step": "invited"})
    if not form.is_valid():
        raise Http404
    narrowing = form.narrowing()
    page = Paginator(people_behind(program, narrowing), ROWS_ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "insight/rows.html", {"program": program, "page": page, "narrowing": narrowing})
