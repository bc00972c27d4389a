"""Pages of who is involved against the staff (FR3)."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from waypost.people.answering import answer
from waypost.people.gates import requires, signed_in_person
from waypost.people.queries import may
from waypost.programs.actions.representation import count_involved
from waypost.programs.forms.representation import RepresentationForm
from waypost.programs.queries.programs import programs
from waypost.programs.queries.representation import comparisons, stored_comparison
from waypost.programs.rules.representation import Dimension
from waypost.programs.views.pages import planning_form, typed
from waypost.programs.views.planning import MANAGE, READ, back_to

#: Names of dimensions in addresses.
ADDRESSES = {each.name.lower(): each for each in Dimension}


@requires(READ)
def representation(request: HttpRequest, uid: str) -> HttpResponse:
    """Who is involved, by role, level, subject and experience, beside the staff."""
    person = signed_in_person(request)
    program = get_object_or_404(programs(person), uid=uid)
    context = {
        "program": program,
        "may_manage": may(person, MANAGE, program.organization),
        "comparisons": comparisons(person, program),
    }
    return render(request, "programs/planning/representation.html", context)


@requires(MANAGE)
def count(request: HttpRequest, uid: str, by: str) -> HttpResponse:
    """Write down who is involved, by one dimension."""
    person = signed_in_person(request)
    program = get_object_or_404(programs(person, MANAGE), uid=uid)
    dimension = ADDRESSES.get(by)
    if dimension is None:
        raise Http404
    stored = stored_comparison(program, dimension)
    form = RepresentationForm(typed(request), initial=RepresentationForm.initial_of(stored))
    page = planning_form(
        f"Who is involved, by {dimension}",
        form,
        program,
        back_to(program, "program_representation"),
        "Save the table",
        version=stored.version,
        initial_of=form.stands,
        template="programs/planning/representation_form.html",
    )
    return answer(
        request,
        page,
        lambda version: count_involved(
            by=person,
            program=program,
            dimension=dimension,
            started_from=version,
            groups=form.groups(),
        ),
    )
