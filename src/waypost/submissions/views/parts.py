"""Writing and gathering, one part of the work on a page; it saves as the educator goes, with or without a script."""

from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from waypost.common import clock
from waypost.people.gates import requires, signed_in_person
from waypost.people.permissions import Permission
from waypost.submissions.actions.drafts import NotOpenForWriting, restore_version, save_answers
from waypost.submissions.actions.parts import PartInput, PartOutcome, save_part
from waypost.submissions.forms.work import PartForm, version_token
from waypost.submissions.models import Enrollment, Evidence
from waypost.submissions.queries.evidence import earlier_versions, removed_evidence
from waypost.submissions.queries.learning import work_of
from waypost.submissions.queries.outline import outline_of
from waypost.submissions.queries.parts import Outline, PartOutline
from waypost.submissions.queries.team_shelf import news_for, shared_with
from waypost.submissions.views.access import own_work, zone_of

WORK = Permission.SUBMISSIONS_ENROLLMENT_WORK


@requires(WORK)
def part(request: HttpRequest, uid: str, part_uid: str) -> HttpResponse:
    """One part with its prompts and evidence; saving goes on to the next part that is open."""
    enrollment = own_work(request, uid)
    outline = outline_of(enrollment)
    here = _part(outline, part_uid)
    if request.method != "POST":
        return _page(request, outline, here, PartForm(here))
    form = PartForm(here, request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, outline, here, form, status=422)
    given = PartInput(
        form.answers(), form.added_files(), form.added_links(), _named(request, "remove", enrollment),
        _named(request, "bring_back", enrollment),
    )  # fmt: skip
    outcome = save_part(by=signed_in_person(request), enrollment=enrollment, given=given)
    if outcome.is_clean:
        return _to_team(request, enrollment) or _onward(request, outline, here, given)
    return _again(request, enrollment, form, outcome)


@requires(WORK)
@require_POST
def autosave(request: HttpRequest, uid: str, part_uid: str) -> HttpResponse:
    """What the page's script sends every ten seconds; the contract stands in ui/README.md."""
    enrollment = own_work(request, uid)
    form = PartForm(_part(outline_of(enrollment), part_uid), request.POST)
    if not form.is_valid():
        return JsonResponse({"error": "This text cannot be saved."}, status=422)
    try:
        conflicts = save_answers(by=signed_in_person(request), enrollment=enrollment, answers=form.answers())
    except NotOpenForWriting as closed:
        return JsonResponse({"error": str(closed)}, status=422)
    here = _part(outline_of(enrollment), part_uid)
    version = version_token(here.prompts)
    if conflicts:
        context = {"conflicts": conflicts, "version": version, "part": here, "enrollment": enrollment}
        return render(request, "submissions/_conflicts.html", context, status=409)
    now = clock.now().astimezone(ZoneInfo(zone_of(enrollment)))
    return JsonResponse({"saved_at": f"{now:%-I:%M %p %Z}", "version": version})


@requires(WORK)
def earlier(request: HttpRequest, uid: str) -> HttpResponse:
    """Earlier texts of this work, each of which can be brought back."""
    enrollment = own_work(request, uid)
    if request.method != "POST":
        context = {"work": work_of(outline_of(enrollment)), "versions": earlier_versions(enrollment)}
        return render(request, "submissions/earlier.html", context)
    version = get_object_or_404(earlier_versions(enrollment), uid=_posted_uid(request, "version"))
    try:
        draft = restore_version(by=signed_in_person(request), version=version)
    except NotOpenForWriting as closed:
        messages.warning(request, str(closed))
        return redirect("submissions_work", uid)
    messages.success(request, f"The earlier text of “{draft.prompt}” is back. What it replaced is kept too.")
    return redirect("submissions_part", uid, draft.prompt.part.uid)


def _part(outline: Outline, part_uid: str) -> PartOutline:
    for found in outline.parts:
        if found.part.uid == part_uid:
            return found
    raise Http404


def _posted_uid(request: HttpRequest, name: str) -> str:
    """The uid in a posted field. PostgreSQL cannot be asked about a NUL, so that none reaches it."""
    return request.POST.get(name, "").replace("\0", "?")


def _named(request: HttpRequest, button: str, enrollment: Enrollment) -> Evidence | None:
    """The evidence that the pressed button names."""
    uid = _posted_uid(request, button)
    return get_object_or_404(enrollment.evidence.select_related("item"), uid=uid) if uid else None


def _to_team(request: HttpRequest, enrollment: Enrollment) -> HttpResponseRedirect | None:
    """Where a button about team artifacts leads, now that everything on the page is saved; None without one."""
    if own := _named(request, "share", enrollment):
        return redirect("submissions_share", own.uid)
    if own := _named(request, "own_part", enrollment):
        return redirect("submissions_own_part", own.uid)
    if uid := request.POST.get("use"):
        shared = next((row for row in shared_with(signed_in_person(request)) if row.share.uid == uid), None)
        address = reverse("submissions_use", args=[shared.share.uid]) if shared else reverse("submissions_team")
        return redirect(f"{address}?work={enrollment.uid}")
    return None


def _onward(request: HttpRequest, outline: Outline, here: PartOutline, given: PartInput) -> HttpResponseRedirect:
    uid = outline.enrollment.uid
    if given.remove:
        messages.success(request, f"“{given.remove}” is removed. You can bring it back below for 30 days.")
    if given.remove or given.bring_back or "stay" in request.POST:
        return redirect("submissions_part", uid, here.part.uid)
    if "later" in request.POST:
        messages.success(request, "Saved. Everything is here when you come back.")
        return redirect("submissions_learning")
    after = outline.part_after(here)
    return redirect("submissions_part", uid, after.part.uid) if after else redirect("submissions_check", uid)


def _again(request: HttpRequest, enrollment: Enrollment, form: PartForm, outcome: PartOutcome) -> HttpResponse:
    """The page with all that was typed, what is saved by now, and a sentence for each thing that is not."""
    outline = outline_of(enrollment)
    here = _part(outline, form.part.part.uid)
    form.go_on_from(here)
    form.refuse(outcome.unusable_files, outcome.unusable_links)
    if outcome.closed:
        form.add_error(None, outcome.closed)
    status = 409 if outcome.conflicts else 422
    return _page(request, outline, here, form, status=status, conflicts=outcome.conflicts)


def _page(
    request: HttpRequest, outline: Outline, here: PartOutline, form: PartForm, *, status: int = 200, **more: object
) -> HttpResponse:
    context = {
        "work": work_of(outline),
        "part": here,
        "form": form,
        "version": version_token(here.prompts),
        "enrollment": outline.enrollment,
        "removed": removed_evidence(outline.enrollment).filter(item__part=here.part),
        "shared": news_for(signed_in_person(request)) if here.takes_evidence else [],
        **more,
    }
    return render(request, "submissions/part.html", context, status=status)
