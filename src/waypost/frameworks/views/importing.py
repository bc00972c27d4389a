"""Frameworks from a file: upload, look, confirm."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from waypost.frameworks import queries
from waypost.frameworks.actions import FileMoved, apply_upload, keep_upload
from waypost.frameworks.forms import ConfirmFrameworkForm, FrameworkFileForm
from waypost.people.gates import requires, signed_in_person
from waypost.people.permissions import Permission

MANAGE = Permission.FRAMEWORKS_FRAMEWORK_MANAGE
UNPROCESSABLE = 422
#: A longer list is counted, not shown line by line.
LINES_SHOWN = 50
FIRST_LINES = 12


@requires(MANAGE)
def upload(request: HttpRequest) -> HttpResponse:
    """Choose a file; nothing is changed by it yet. `?title=` names the framework that a newer table is for."""
    person = signed_in_person(request)
    places = queries.organizations_to_keep_for(person)
    is_sent = request.method == "POST"
    form = FrameworkFileForm(
        *((request.POST, request.FILES) if is_sent else ()), organizations=places, title=request.GET.get("title", "")
    )
    if form.is_valid():
        kept = keep_upload(
            by=person,
            organization=form.cleaned_data["organization"],
            file_name=form.cleaned_data["file"].name,
            source=form.cleaned_data["source"],
        )
        return redirect("framework_preview", uid=kept.uid)
    return render(request, "frameworks/upload.html", {"form": form}, status=UNPROCESSABLE if form.errors else 200)


@requires(MANAGE)
def preview(request: HttpRequest, uid: str) -> HttpResponse:
    """What the file would do, and the button that does it."""
    person = signed_in_person(request)
    kept = get_object_or_404(queries.uploads_of(person), uid=uid)
    form = ConfirmFrameworkForm(request.POST if request.method == "POST" else None)
    moved = ""
    if form.is_valid():
        try:
            framework = apply_upload(by=person, upload=kept, **form.cleaned_data)
        except FileMoved as error:
            moved = str(error)
        else:
            messages.success(request, f"{framework.title} is in: plans can name its standards now.")
            return redirect("framework", uid=framework.uid)
    planned = queries.planned_upload(kept)
    context = {
        "kept": kept,
        "planned": planned,
        "same_above": queries.same_above(kept.organization, planned.head.identifier) if planned.is_new else None,
        "moved": moved,
        "lines_shown": LINES_SHOWN,
        "first_lines": FIRST_LINES,
    }
    return render(request, "frameworks/preview.html", context, status=UNPROCESSABLE if moved or form.errors else 200)
