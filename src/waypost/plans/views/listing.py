"""The list of plans, and plans from a file."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from waypost.common.conflicts import EditConflict
from waypost.people.gates import requires, signed_in_person
from waypost.people.permissions import Permission
from waypost.plans.actions.imports import NothingToImport, confirm_import, keep_import
from waypost.plans.forms.plans import ImportForm
from waypost.plans.queries import access
from waypost.plans.queries.above import plans_above
from waypost.plans.queries.listing import plan_list
from waypost.plans.views.shared import UNPROCESSABLE
from waypost.plans.word_template import empty_template
from waypost.ui.editing import posted_number

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@requires(Permission.PLANS_PLAN_READ)
def plans(request: HttpRequest) -> HttpResponse:
    """The plans of the viewer's branch."""
    person = signed_in_person(request)
    may_begin = access.organizations_to_plan_for(person).exists()
    context = {"plans": plan_list(person), "may_begin": may_begin, "above": plans_above(person)}
    return render(request, "plans/plans.html", context)


@requires(Permission.PLANS_PLAN_EDIT)
def import_plan(request: HttpRequest) -> HttpResponse:
    """Choose a file; it is read at once and created only after its preview is confirmed."""
    person = signed_in_person(request)
    posted = request.method == "POST"
    form = ImportForm(
        request.POST if posted else None,
        request.FILES if posted else None,
        organizations=access.organizations_to_plan_for(person),
    )
    if posted and form.is_valid():
        try:
            kept = keep_import(
                by=person,
                organization=form.cleaned_data["organization"],
                file_name=form.cleaned_data["file"].name,
                document=form.document,
            )
        except NothingToImport as error:
            form.add_error("file", str(error))
        else:
            return redirect("plan_import_preview", kept.uid)
    return render(request, "plans/import.html", {"form": form}, status=UNPROCESSABLE if posted else 200)


@requires(Permission.PLANS_PLAN_EDIT)
@require_safe
def word_template(_request: HttpRequest) -> HttpResponse:
    """The empty Word file to fill in."""
    name = {"Content-Disposition": 'attachment; filename="implementation-plan-template.docx"'}
    return HttpResponse(empty_template(), content_type=DOCX, headers=name)


@requires(Permission.PLANS_PLAN_EDIT)
@require_POST
def confirm(request: HttpRequest, uid: str) -> HttpResponse:
    """Create what the preview shows; lines that were put right since are looked at first."""
    person = signed_in_person(request)
    kept = get_object_or_404(access.imports(person), uid=uid)
    kept.version = posted_number(request.POST, "version") or kept.version
    try:
        return redirect("plan", confirm_import(by=person, plan_import=kept).uid)
    except EditConflict:
        messages.warning(request, "Lines were put right since you opened this page: look at them again.")
    except NothingToImport as error:
        messages.error(request, str(error))
    return redirect("plan_import_preview", uid)
