"""Pages of theories: the list, one theory with its picture, its versions, and what was taken out."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from waypost.improvement.actions.statements import begin_theory, begin_version
from waypost.improvement.forms.theories import FirstStatementForm, VersionForm
from waypost.improvement.models import Theory
from waypost.improvement.queries import access
from waypost.improvement.queries.listing import theory_list
from waypost.improvement.queries.pages import theory_page
from waypost.improvement.queries.removed import just_taken_out, removed_parts
from waypost.improvement.views.shared import theory_form, theory_url
from waypost.people.answering import answer
from waypost.people.gates import requires, signed_in_person
from waypost.programs.models import Program

SVG = "image/svg+xml"


@requires(access.READ)
def theories(request: HttpRequest) -> HttpResponse:
    """The theory of each program of one's branch."""
    return render(request, "improvement/list.html", {"lines": theory_list(signed_in_person(request))})


@requires(access.READ)
def theory(request: HttpRequest, uid: str) -> HttpResponse:
    """One theory; `?version=1` shows an earlier one, `?link=3` opens a link beside the outline."""
    person = signed_in_person(request)
    program = get_object_or_404(access.programs(person), uid=uid)
    page = theory_page(person, program, request.GET.get("version", ""), request.GET.get("link", ""))
    undo = just_taken_out(person, page.theory) if page.may_edit and page.theory else None
    return render(request, "improvement/theory.html", {"page": page, "undo": undo, "is_drawn_alone": False})


@requires(access.READ)
@require_safe
def picture(request: HttpRequest, uid: str) -> HttpResponse:
    """The picture alone, as a file."""
    person = signed_in_person(request)
    program = get_object_or_404(access.programs(person), uid=uid)
    page = theory_page(person, program, request.GET.get("version", ""))
    if page.drawing is None:
        return redirect(theory_url(program))
    svg = render_to_string("improvement/_picture.html", {"page": page, "is_drawn_alone": True})
    named = {"Content-Disposition": 'attachment; filename="theory-of-action.svg"'}
    return HttpResponse(svg.strip(), content_type=SVG, headers=named)


@requires(access.EDIT)
def begin(request: HttpRequest, uid: str) -> HttpResponse:
    """The first thing that the program does begins its theory."""
    person = signed_in_person(request)
    program = get_object_or_404(access.programs(person, access.EDIT), uid=uid)
    form = FirstStatementForm(request.POST if request.method == "POST" else None)
    lede = "Begin with one thing that you will do. Next you say what educators do then, and what comes of it."
    page = theory_form("Add what you will do", form, program, theory_url(program), button="Add it", lede=lede)
    return answer(
        request, page, lambda _version: begin_theory(by=person, program=program, text=form.cleaned_data["text"])
    )


@requires(access.EDIT)
def new_version(request: HttpRequest, uid: str) -> HttpResponse:
    """Revisit the theory: the next version begins with what stands in this one."""
    person = signed_in_person(request)
    program = get_object_or_404(access.programs(person, access.EDIT), uid=uid)
    current = _current(program)
    form = VersionForm(request.POST if request.method == "POST" else None)
    lede = f"Version {current.number} stays as it is, with its results. Dates are set anew, and no link is locked."
    page = theory_form("Begin a new version", form, program, theory_url(program), button="Begin it", lede=lede)
    return answer(
        request, page, lambda _version: begin_version(by=person, theory=current, note=form.cleaned_data["note"])
    )


@requires(access.EDIT)
def taken_out(request: HttpRequest, uid: str) -> HttpResponse:
    """What left the theory and can be put back."""
    person = signed_in_person(request)
    program = get_object_or_404(access.programs(person, access.EDIT), uid=uid)
    context = {"program": program, "parts": removed_parts(_current(program))}
    return render(request, "improvement/taken_out.html", context)


def _current(program: Program) -> Theory:
    found = access.current_theory(program)
    if found is None:
        raise Http404
    return found
