"""Adding and rewording statements, and taking parts of a theory out and back."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from waypost.improvement.actions import removal
from waypost.improvement.actions import statements as actions
from waypost.improvement.actions.links import ReasonMissing, Unlinkable
from waypost.improvement.forms.theories import EditStatementForm, NewStatementForm, TakeOutForm
from waypost.improvement.queries import access
from waypost.improvement.queries.access import Removable
from waypost.improvement.rules.kinds import COLUMNS, Column
from waypost.improvement.views.shared import theory_form, theory_url
from waypost.people.answering import answer
from waypost.people.gates import requires, signed_in_person
from waypost.people.models import Person


@requires(access.EDIT)
def add_statement(request: HttpRequest, uid: str) -> HttpResponse:
    """Add a statement; `?after=` names the one that leads to it."""
    person = signed_in_person(request)
    program = get_object_or_404(access.programs(person, access.EDIT), uid=uid)
    theory = access.current_theory(program)
    if theory is None:
        return redirect("theory_begin", uid)
    mine = access.statements(person).filter(theory=theory)
    form = NewStatementForm(
        request.POST if request.method == "POST" else None, statements=mine, initial=_first_values(request, person)
    )
    page = theory_form(
        "Add a statement",
        form,
        program,
        theory_url(program),
        button="Add it",
        refused={actions.TooManyStatements: "text", Unlinkable: "after"},
    )
    return answer(request, page, lambda _version: actions.add_statement(by=person, theory=theory, **form.chosen()))


def _first_values(request: HttpRequest, person: Person) -> dict[str, str]:
    """The column to the right of the statement that leads to it; else the one that was asked for."""
    before = access.statements(person).filter(uid=request.GET.get("after", "")).first()
    if before is None:
        asked = request.GET.get("column", "")
        return {"column": asked if asked in list(COLUMNS) else Column.DO.value}
    following = COLUMNS[min(COLUMNS.index(Column(before.column)) + 1, len(COLUMNS) - 1)]
    return {"column": following.value, "after": before.uid}


@requires(access.EDIT)
def edit_statement(request: HttpRequest, uid: str) -> HttpResponse:
    """Reword a statement, or move it to another column."""
    person = signed_in_person(request)
    found = get_object_or_404(access.statements(person), uid=uid)
    program = found.theory.program
    form = EditStatementForm(
        request.POST if request.method == "POST" else None, initial=EditStatementForm.initial_of(found)
    )
    page = theory_form(
        "Edit the statement",
        form,
        program,
        theory_url(program),
        version=found.version,
        initial_of=EditStatementForm.initial_of,
        refused={ReasonMissing: "reason", Unlinkable: "column"},
    )
    return answer(
        request,
        page,
        lambda version: actions.edit_statement(by=person, statement=found, started_from=version, **form.chosen()),
    )


@requires(access.EDIT)
def take_out(request: HttpRequest, kind: str, uid: str) -> HttpResponse:
    """Take a statement or a link out, with a reason where it is locked."""
    person = signed_in_person(request)
    part = _part(person, kind, uid)
    program = part.theory.program
    form = TakeOutForm(request.POST if request.method == "POST" else None)
    page = theory_form(
        f"Take the {kind} out",
        form,
        program,
        theory_url(program),
        button="Take it out",
        lede=str(part),
        note="Its links go with it, and come back with it." if kind == "statement" else "",
        refused={ReasonMissing: "reason"},
    )
    return answer(
        request,
        page,
        lambda _version: removal.take_out(by=person, part=part, reason=form.cleaned_data["reason"]),
    )


@requires(access.EDIT)
@require_POST
def put_back(request: HttpRequest, kind: str, uid: str) -> HttpResponse:
    """Put a statement or a link back where it stood."""
    person = signed_in_person(request)
    part = _part(person, kind, uid)
    try:
        removal.put_back(by=person, part=part)
    except Unlinkable as refusal:
        messages.error(request, str(refusal))
        return redirect("theory_taken_out", part.theory.program.uid)
    return redirect(theory_url(part.theory.program))


def _part(person: Person, kind: str, uid: str) -> Removable:
    found = access.removable(person, kind, uid)
    if found is None:
        raise Http404
    return found
