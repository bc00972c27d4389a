"""What a team shares, as each colleague finds it: look at it, use it as evidence, tell one's own part, hide it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from waypost.common.conflicts import EditConflict
from waypost.people.gates import requires, signed_in_person
from waypost.people.models import Person
from waypost.people.permissions import Permission
from waypost.submissions.actions.drafts import NotOpenForWriting
from waypost.submissions.actions.evidence import NoRoomLeft
from waypost.submissions.actions.team_use import (
    CannotUse,
    NoLongerShared,
    hide_artifact,
    show_artifact,
    state_own_part,
    use_artifact,
)
from waypost.submissions.forms.team import OwnPartForm, UseForm
from waypost.submissions.models import Evidence, TeamPart
from waypost.submissions.queries.outline import outline_of
from waypost.submissions.queries.places import Place, places_for
from waypost.submissions.queries.team import own_team_parts
from waypost.submissions.queries.team_names import names_around
from waypost.submissions.queries.team_shelf import SharedWithMe, share_called, shelf

WORK = Permission.SUBMISSIONS_ENROLLMENT_WORK


@requires(WORK)
def team(request: HttpRequest) -> HttpResponse:
    """What colleagues share with the educator, and what the educator shares."""
    return render(request, "submissions/team.html", {"shelf": shelf(signed_in_person(request))})


@requires(WORK)
def use(request: HttpRequest, uid: str) -> HttpResponse:
    """A look at what a colleague shares, and using it as evidence of one's own."""
    person = signed_in_person(request)
    row = _shared(person, uid)
    if row.source is None or not row.is_offered:
        return _gone(request)
    form = _use_form(request, person, row, row.source)
    if request.method != "POST":
        return _use_page(request, row, form)
    if not form.is_valid():
        return _use_page(request, row, form, status=422)
    place = form.places[form.cleaned_data["place"]]
    try:
        evidence = use_artifact(
            by=person,
            share=row.share,
            enrollment=place.enrollment,
            item=place.item,
            own_part=form.cleaned_data["own_part"],
        )
    except NoLongerShared:
        return _gone(request)
    except (CannotUse, NoRoomLeft, NotOpenForWriting) as reason:
        form.add_error(None, str(reason))
        return _use_page(request, row, form, status=422)
    return _to_part(request, evidence, f"“{row.artifact}” is part of your work now, with your own part beside it.")


@requires(WORK)
@require_POST
def hide(request: HttpRequest, uid: str) -> HttpResponse:
    """Put it out of sight, or back; nobody is told."""
    person = signed_in_person(request)
    row = _shared(person, uid)
    (show_artifact if "show" in request.POST else hide_artifact)(by=person, share=row.share)
    messages.success(
        request, "It is back." if "show" in request.POST else "Put out of sight. Your colleague is not told."
    )
    return redirect("submissions_team")


@requires(WORK)
def own_part(request: HttpRequest, uid: str) -> HttpResponse:
    """The educator's own part in what a team made, told anew while the work is open."""
    person = signed_in_person(request)
    part = get_object_or_404(own_team_parts(person), evidence__uid=uid)
    form = _own_part_form(request, person, part)
    if request.method != "POST":
        return _own_part_page(request, part, form)
    if not form.is_valid():
        return _own_part_page(request, part, form, status=422)
    started_from, words = form.cleaned_data["version"], form.cleaned_data["own_part"]
    try:
        state_own_part(by=person, part=part, started_from=started_from, own_part=words)
    except EditConflict:
        part.refresh_from_db()
        form.data = {"own_part": words, "version": part.version}
        return _own_part_page(request, part, form, status=409, typed=words)
    except (CannotUse, NotOpenForWriting) as reason:
        form.add_error(None, str(reason))
        return _own_part_page(request, part, form, status=422)
    return _to_part(request, part.evidence, "Your part is saved.")


def _shared(person: Person, uid: str) -> SharedWithMe:
    """What was shared with `person`; 404 where nothing ever was."""
    row = share_called(person, uid)
    if row is None:
        raise Http404
    return row


def _gone(request: HttpRequest) -> HttpResponse:
    """It is not shared any more: nothing of it is shown, and words that were typed meanwhile stay on a page."""
    if request.method == "POST":
        context = {"sentence": str(NoLongerShared()), "typed": request.POST.get("own_part", "")}
        return render(request, "submissions/no_longer_shared.html", context, status=422)
    messages.warning(request, str(NoLongerShared()))
    return redirect("submissions_team")


def _use_form(request: HttpRequest, person: Person, row: SharedWithMe, source: Evidence) -> UseForm:
    """The places that take it; what it is used in already is left out, but for a second press of the same button."""
    places = places_for(person, source, used=row.pieces)
    if request.method != "POST":
        used = {piece.enrollment_id for piece in row.pieces}
        places = [place for place in places if place.enrollment.pk not in used]
    names = names_around(row.artifact, person)
    return UseForm(
        places, names, data=request.POST or None, initial={"place": _likely(places, request.GET.get("work"))}
    )


def _likely(places: list[Place], work: str | None) -> str:
    """The place in the work from which somebody came, or the only one."""
    near = [place for place in places if place.enrollment.uid == work] or places
    return near[0].key if len(near) == 1 else ""


def _use_page(request: HttpRequest, row: SharedWithMe, form: UseForm, *, status: int = 200) -> HttpResponse:
    return render(request, "submissions/use.html", {"row": row, "form": form}, status=status)


def _own_part_form(request: HttpRequest, person: Person, part: TeamPart) -> OwnPartForm:
    names = names_around(part.artifact, person)
    initial = {"own_part": part.own_part, "version": part.version}
    return OwnPartForm(names, data=request.POST or None, initial=initial)


def _own_part_page(
    request: HttpRequest, part: TeamPart, form: OwnPartForm, *, status: int = 200, typed: str = ""
) -> HttpResponse:
    is_open = part.evidence.item in outline_of(part.evidence.enrollment).open_items
    context = {"part": part, "form": form, "is_open": is_open, "typed": typed}
    return render(request, "submissions/own_part.html", context, status=status)


def _to_part(request: HttpRequest, evidence: Evidence, sentence: str) -> HttpResponseRedirect:
    messages.success(request, sentence)
    return redirect("submissions_part", evidence.enrollment.uid, evidence.item.part.uid)
