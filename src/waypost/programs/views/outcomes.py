"""Pages of one outcome of a phase: what is there, what is attached, and what may happen to it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from waypost.people.answering import answer
from waypost.people.gates import requires, signed_in_person
from waypost.people.models import Person
from waypost.people.permissions import Permission
from waypost.programs.actions import outcomes as actions
from waypost.programs.actions.phases import CycleClosed
from waypost.programs.forms.outcomes import AttachForm, OutcomeForm, TakeOutForm, WaiveForm
from waypost.programs.kept_files import UnusableAttachment
from waypost.programs.models import PhaseOutcome
from waypost.programs.queries.outcome_history import steps_of
from waypost.programs.queries.phase_lines import ATTACHED, outcome_line, what_hangs_on
from waypost.programs.queries.phases import attachments, outcomes, phases
from waypost.programs.queries.programs import programs
from waypost.programs.rules.phase_sets import ElementGroup
from waypost.programs.views.pages import typed
from waypost.ui.editing import FormPage
from waypost.ui.navigation import Link

READ = Permission.PROGRAMS_PROGRAM_READ
MANAGE = Permission.PROGRAMS_PROGRAM_MANAGE
#: Even if a browser took a file for a page, nothing in it could run, ask for anything, or be framed.
LOCKED_DOWN = "default-src 'none'; sandbox; frame-ancestors 'none'; form-action 'none'; base-uri 'none'"


@requires(READ)
def outcome_page(request: HttpRequest, uid: str) -> HttpResponse:
    """What is there of an outcome, what is attached, who has it, and what is asked about it."""
    person = signed_in_person(request)
    outcome = get_object_or_404(outcomes(person).prefetch_related(ATTACHED), uid=uid)
    cycle = outcome.phase.cycle
    if cycle.closed_at is not None:
        return redirect("program_cycle", uid=cycle.program.uid, number=cycle.number)
    cycle.program = get_object_or_404(programs(person), pk=cycle.program_id)
    context = {
        "line": outcome_line(person, outcome),
        "away": [one for one in outcome.attachments.all() if one.taken_out_at is not None],
        "questions": outcome.questions.filter(taken_out_at=None),
        "steps": steps_of(outcome),
    }
    return render(request, "programs/outcome.html", context)


@requires(MANAGE)
def add_outcome(request: HttpRequest, uid: str) -> HttpResponse:
    """Expect one more of a phase."""
    person = signed_in_person(request)
    phase = get_object_or_404(phases(person, MANAGE), uid=uid)
    form = OutcomeForm(
        typed(request),
        organization=phase.cycle.program.organization,
        initial={"group": ElementGroup.VISION.value},
    )
    back = reverse("phase", args=[uid])
    page = FormPage(
        "Add an outcome",
        form,
        back,
        button="Add the outcome",
        crumbs=(Link(phase.name, back),),
        refused={CycleClosed: None},
    )
    return answer(
        request,
        page,
        lambda _version: actions.add_outcome(by=person, phase=phase, words=form.words(), owner=form.owner_chosen()),
    )


@requires(MANAGE)
def edit_outcome(request: HttpRequest, uid: str) -> HttpResponse:
    """Change words, group, source and owner."""
    person, outcome = _to_change(request, uid)
    organization = outcome.phase.cycle.program.organization
    form = OutcomeForm(typed(request), organization=organization, kept=outcome, initial=OutcomeForm.initial_of(outcome))
    page = _page(f"Change “{outcome.label}”", form, outcome, version=outcome.version, initial_of=OutcomeForm.initial_of)
    return answer(
        request,
        page,
        lambda version: actions.edit_outcome(
            by=person,
            outcome=outcome,
            started_from=version,
            words=form.words(),
            owner=form.owner_chosen(),
        ),
    )


@requires(MANAGE)
def attach(request: HttpRequest, uid: str) -> HttpResponse:
    """Attach work that was done elsewhere."""
    person, outcome = _to_change(request, uid)
    files = request.FILES if request.method == "POST" else None
    form = AttachForm(typed(request), files)
    page = _page(
        "Attach work done elsewhere",
        form,
        outcome,
        button="Attach it",
        lede=f"{outcome.label}: {outcome.hint}" if outcome.hint else outcome.label,
        takes_files=True,
    )
    return answer(request, page, lambda _version: actions.attach_work(by=person, outcome=outcome, work=form.work()))


@requires(MANAGE)
def waive(request: HttpRequest, uid: str) -> HttpResponse:
    """Do without an outcome, with a reason."""
    person, outcome = _to_change(request, uid)
    form = WaiveForm(typed(request))
    lede = "It does not count any more. You can reopen it at any time."
    page = _page(f"Waive “{outcome.label}”", form, outcome, button="Waive it", lede=lede)
    return answer(
        request, page, lambda _version: actions.waive_outcome(by=person, outcome=outcome, why=form.cleaned_data["why"])
    )


@requires(MANAGE)
def take_out(request: HttpRequest, uid: str) -> HttpResponse:
    """Ask before an outcome leaves its phase with all that hangs on it."""
    person, outcome = _to_change(request, uid)
    form = TakeOutForm(typed(request))
    back = reverse("phase", args=[outcome.phase.uid])
    page = FormPage(
        f"Take out “{outcome.label}”",
        form,
        back,
        button="Take it out",
        crumbs=(Link(outcome.phase.name, back),),
        done=f"“{outcome.label}” is out. “Taken out”, below, puts it back.",
        notes=what_hangs_on(outcome),
        refused={CycleClosed: None},
    )
    return answer(
        request,
        page,
        lambda _version: actions.take_outcome_out(by=person, outcome=outcome, why=form.cleaned_data["why"]),
    )


@requires(MANAGE)
@require_POST
def put_back(request: HttpRequest, uid: str) -> HttpResponse:
    """Put an outcome back where it stood."""
    return _change(request, uid, actions.put_outcome_back)


@requires(MANAGE)
@require_POST
def reopen(request: HttpRequest, uid: str) -> HttpResponse:
    """Expect an outcome again that was waived."""
    return _change(request, uid, actions.reopen_outcome)


@requires(MANAGE)
@require_POST
def confirm(request: HttpRequest, uid: str) -> HttpResponse:
    """Say that what an earlier cycle left still holds."""
    return _change(request, uid, actions.confirm_outcome)


def _change(request: HttpRequest, uid: str, action: Callable[..., PhaseOutcome]) -> HttpResponse:
    person, outcome = _to_change(request, uid)
    action(by=person, outcome=outcome)
    return redirect("phase_outcome", uid=uid)


@requires(READ)
@require_safe
def download(request: HttpRequest, uid: str) -> HttpResponseBase:
    """The file of an attachment, streamed to those who may read the program. Nothing in it can run."""
    found = get_object_or_404(attachments(signed_in_person(request)).exclude(stored_file=""), uid=uid)
    try:
        file = found.stored_file.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(file, as_attachment=True, filename=found.name, content_type=found.media_type)
    response["Content-Security-Policy"] = LOCKED_DOWN
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "private, no-store"
    return response


@requires(MANAGE)
@require_POST
def take_attachment_out(request: HttpRequest, uid: str) -> HttpResponse:
    """Take an attachment away."""
    person = signed_in_person(request)
    found = get_object_or_404(attachments(person, MANAGE), uid=uid)
    actions.take_attachment_out(by=person, attachment=found)
    messages.success(request, "It is taken away. “Taken away”, below, puts it back.")
    return redirect("phase_outcome", uid=found.outcome.uid)


@requires(MANAGE)
@require_POST
def put_attachment_back(request: HttpRequest, uid: str) -> HttpResponse:
    """Put an attachment back."""
    person = signed_in_person(request)
    found = get_object_or_404(attachments(person, MANAGE), uid=uid)
    actions.put_attachment_back(by=person, attachment=found)
    return redirect("phase_outcome", uid=found.outcome.uid)


def _to_change(request: HttpRequest, uid: str) -> tuple[Person, PhaseOutcome]:
    person = signed_in_person(request)
    return person, get_object_or_404(outcomes(person, MANAGE), uid=uid)


def _page(heading: str, form: AttachForm | OutcomeForm | WaiveForm, outcome: PhaseOutcome, **more: Any) -> FormPage:
    return FormPage(
        heading,
        form,
        reverse("phase_outcome", args=[outcome.uid]),
        crumbs=(Link(outcome.phase.name, reverse("phase", args=[outcome.phase.uid])),),
        zone=outcome.phase.cycle.program.organization.timezone,
        refused={CycleClosed: None, UnusableAttachment: None, actions.ReasonMissing: "why"},
        **more,
    )
