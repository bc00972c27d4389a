"""People from a file: upload, look, confirm."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from waypost.people.actions.roster import RosterMoved, apply_roster, keep_roster
from waypost.people.forms.people import ConfirmRosterForm, RosterUploadForm
from waypost.people.gates import requires, signed_in_person
from waypost.people.permissions import Permission
from waypost.people.queries import planned_roster, rosters_of
from waypost.people.roster import Outcome
from waypost.people.rules import ROLE_LABELS

#: A longer list is counted, not shown line by line.
LINES_SHOWN = 200


@requires(Permission.PEOPLE_PERSON_INVITE)
def roster_upload(request: HttpRequest) -> HttpResponse:
    """Choose a file; nothing is changed by it yet."""
    uploader = signed_in_person(request)
    is_sent = request.method == "POST"
    form = RosterUploadForm(request.POST, request.FILES) if is_sent else RosterUploadForm()
    if form.is_valid():
        file = form.cleaned_data["file"]
        kept = keep_roster(by=uploader, file_name=file.name, content=file.read())
        return redirect("roster_preview", uid=kept.uid)
    context = {"form": form, "roles": ROLE_LABELS.values()}
    return render(request, "people/roster_upload.html", context, status=422 if form.errors else 200)


@requires(Permission.PEOPLE_PERSON_INVITE)
def roster_preview(request: HttpRequest, uid: str) -> HttpResponse:
    """What the file would do, line by line, and the button that does it."""
    uploader = signed_in_person(request)
    upload = get_object_or_404(rosters_of(uploader).select_related("uploaded_by"), uid=uid)
    form = ConfirmRosterForm(request.POST if request.method == "POST" else None)
    moved = ""
    if form.is_valid():
        try:
            done = apply_roster(by=uploader, upload=upload, **form.cleaned_data)
        except RosterMoved as error:
            moved = str(error)
        else:
            new = done.count(Outcome.NEW_ROLE)
            messages.success(request, f"The file is in: new people {len(done.new_people)}, new roles of others {new}.")
            return redirect("people")
    context = {"upload": upload, "roster": planned_roster(upload), "moved": moved, "lines_shown": LINES_SHOWN}
    return render(request, "people/roster_preview.html", context, status=422 if moved or form.errors else 200)
