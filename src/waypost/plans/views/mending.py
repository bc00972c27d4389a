"""The preview of a plan file, whose lines are put right where they stand."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from waypost.common import clock
from waypost.common.conflicts import EditConflict
from waypost.people.gates import requires, signed_in_person
from waypost.people.permissions import Permission
from waypost.plans.actions.documents import thaw
from waypost.plans.actions.imports import NothingToImport
from waypost.plans.actions.mending import NothingToMend, mend_import, read_import_again
from waypost.plans.forms.mending import MendForm, mend_form
from waypost.plans.models import PlanImport
from waypost.plans.queries import access
from waypost.plans.rules.import_lines import ASKED, Question, questions
from waypost.plans.rules.import_mends import leave
from waypost.plans.rules.import_preview import import_lines
from waypost.plans.rules.imports import plan_title, warnings_on
from waypost.plans.views.shared import CONFLICT, UNPROCESSABLE
from waypost.standards.implementation_plan.document import PlanDocument
from waypost.ui.editing import posted_number

#: The others come once these are settled.
QUESTIONS_ON_A_PAGE = 25
LEAVE = "leave"


@dataclass(frozen=True)
class AskedLine:
    """A question with its form."""

    question: Question
    form: MendForm


@requires(Permission.PLANS_PLAN_EDIT)
def preview_import(request: HttpRequest, uid: str) -> HttpResponse:
    """What will be created line by line, and what the file left open."""
    return _show(request, get_object_or_404(access.imports(signed_in_person(request)), uid=uid))


@requires(Permission.PLANS_PLAN_EDIT)
def mend(request: HttpRequest, uid: str) -> HttpResponse:
    """Take one answer over, and come back to the lines; so does whoever opens the address of an answer."""
    person = signed_in_person(request)
    kept = get_object_or_404(access.imports(person), uid=uid)
    if request.method != "POST":
        return redirect("plan_import_preview", uid)
    document, key = thaw(kept.document), request.POST.get("key", "")
    asked = next((each for each in _asked(_open(kept, document), document, request) if each.question.key == key), None)
    is_left = request.POST.get("choice") == LEAVE
    if asked is not None and not is_left and not asked.form.is_valid():
        return _show(request, kept, status=UNPROCESSABLE)
    answer = leave if asked is None or is_left else asked.form.answer()
    try:
        mend_import(
            by=person, plan_import=kept, started_from=posted_number(request.POST, "version"), key=key, answer=answer
        )
    except (EditConflict, NothingToMend) as error:
        return _show(request, kept, refusal=str(error), status=CONFLICT)
    except NothingToImport as error:
        return _show(request, kept, unfit=str(error), status=UNPROCESSABLE)
    return redirect(f"{reverse('plan_import_preview', args=[uid])}#to-settle")


@requires(Permission.PLANS_PLAN_EDIT)
@require_POST
def read_again(request: HttpRequest, uid: str) -> HttpResponse:
    """Take all answers back."""
    person = signed_in_person(request)
    kept = get_object_or_404(access.imports(person), uid=uid)
    try:
        read_import_again(by=person, plan_import=kept, started_from=posted_number(request.POST, "version"))
    except (EditConflict, NothingToMend) as error:
        return _show(request, kept, refusal=str(error), status=CONFLICT)
    messages.success(request, "All answers are taken back: these are the lines as the file says them.")
    return redirect("plan_import_preview", uid)


def _open(kept: PlanImport, document: PlanDocument) -> tuple[Question, ...]:
    """Nothing is asked any more once the plan is created."""
    return () if kept.plan_id else questions(document, kept.settled)


def _asked(found: Sequence[Question], document: PlanDocument, request: HttpRequest) -> list[AskedLine]:
    """The first questions with their forms; the one that was posted is among them, as it was typed."""
    key = request.POST.get("key") if request.POST.get("choice") != LEAVE else None
    return [
        AskedLine(each, mend_form(each, document, f"q{number}", request.POST if each.key == key else None))
        for number, each in enumerate(found, 1)
        if number <= QUESTIONS_ON_A_PAGE or each.key == key
    ]


def _show(
    request: HttpRequest, kept: PlanImport, *, refusal: str = "", unfit: str = "", status: int = 200
) -> HttpResponse:
    """`unfit` says why no plan can hold the answer, by the field that was typed in."""
    document = thaw(kept.document)
    found = _open(kept, document)
    asked = _asked(found, document, request)
    for line in asked:
        if unfit and line.form.is_bound:
            line.form.refuse(unfit)
    lines = import_lines(document, found)
    page = Paginator(lines.pages, 1).get_page(request.GET.get("page"))
    warnings = warnings_on(document, clock.today(kept.organization.timezone))
    context = {
        "kept": kept,
        "document": document,
        "title": plan_title(document.title_lines),
        "activity_count": sum(len(objective.activities) for objective in document.objectives),
        "warnings": [warning for warning in warnings if warning.code not in ASKED],
        "asked": asked,
        "asked_later": len(found) - len(asked),
        "lines": lines,
        "objectives": page.object_list[0],
        "page": page,
        "refusal": refusal,
    }
    return render(request, "plans/preview.html", context, status=status)
