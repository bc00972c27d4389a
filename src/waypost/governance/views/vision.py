"""The shared vision: for those who write it, and for everybody who is asked to stand behind it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from waypost.governance.actions import vision as actions
from waypost.governance.forms.vision import CommentForm, EndorsementForm, NextVisionForm, VisionForm
from waypost.governance.models import VisionVersion
from waypost.governance.queries import reflection
from waypost.governance.queries import vision as queries
from waypost.governance.views.reflecting import reflect_form, typed
from waypost.people.answering import answer
from waypost.people.gates import requires, signed_in_person
from waypost.people.models import Organization, Person
from waypost.people.permissions import Permission
from waypost.people.queries import may

VISION = Permission.GOVERNANCE_VISION_EDIT
ENDORSE = Permission.GOVERNANCE_VISION_ENDORSE
ABOVE = "Shared vision"


@requires(Permission.GOVERNANCE_REFLECTION_READ)
def vision(request: HttpRequest, uid: str) -> HttpResponse:
    """The version that stands, what people say of it, who stands behind it, and the versions before."""
    person = signed_in_person(request)
    at = get_object_or_404(reflection.organization_at(person, uid))
    return _show(request, person, at, CommentForm())


def _show(request: HttpRequest, person: Person, at: Organization, form: CommentForm) -> HttpResponse:
    context = {
        "organization": at,
        "page": queries.vision_page(person, at),
        "may_write": may(person, VISION, at),
        "may_comment": may(person, reflection.EDIT, at),
        "form": form,
    }
    return render(request, "governance/vision.html", context, status=422 if form.is_bound else 200)


@requires(VISION)
def write(request: HttpRequest, uid: str) -> HttpResponse:
    """Write the next version."""
    person = signed_in_person(request)
    at = get_object_or_404(reflection.organization_at(person, uid, VISION))
    stands, support = queries.standing_support(at)
    made = NextVisionForm if stands else VisionForm
    form = made(typed(request), initial=VisionForm.initial_of(stands) if stands else None)
    asks = f"A new version asks {support.says} again; the one before stays to be read." if support.people else ""
    page = reflect_form(
        "Write the next version" if stands else "Write the vision",
        form,
        at,
        ABOVE,
        reverse("reflect_vision", args=[at.uid]),
        button="Save as a new version" if stands else "Save the vision",
        lede=asks,
        version=stands.number if stands else 0,
        initial_of=VisionForm.initial_of,
    )
    return answer(
        request,
        page,
        lambda version: actions.write_vision(by=person, organization=at, started_from=version, **form.cleaned_data),
    )


@requires(Permission.GOVERNANCE_REFLECTION_EDIT)
@require_POST
def comment(request: HttpRequest, uid: str) -> HttpResponse:
    """Say something about a version."""
    person = signed_in_person(request)
    found = get_object_or_404(queries.visions(person, reflection.EDIT), uid=uid)
    form = CommentForm(request.POST)
    if not form.is_valid():
        return _show(request, person, found.organization, form)
    actions.comment_on_vision(by=person, vision=found, **form.cleaned_data)
    return redirect(reverse("reflect_vision", args=[found.organization.uid]) + "#comments")


@requires(VISION)
def record(request: HttpRequest, uid: str) -> HttpResponse:
    """Write down who stands behind it elsewhere."""
    person = signed_in_person(request)
    found = get_object_or_404(queries.visions(person, VISION), uid=uid)
    form = EndorsementForm(typed(request))
    back = reverse("reflect_vision", args=[found.organization.uid])
    page = reflect_form(
        "Record who endorses it",
        form,
        found.organization,
        ABOVE,
        back,
        button="Record",
        refused={actions.Superseded: "words"},
    )
    return answer(
        request,
        page,
        lambda _version: actions.record_endorsement(by=person, vision=found, **form.cleaned_data),
    )


@requires(VISION)
@require_POST
def take_record_out(request: HttpRequest, uid: str) -> HttpResponse:
    """Take out what was recorded by hand."""
    person = signed_in_person(request)
    found = get_object_or_404(queries.endorsements_by_hand(person), uid=uid)
    actions.take_endorsement_out(by=person, endorsement=found)
    messages.success(request, f"Taken out: {found.words}.")
    return redirect("reflect_vision", uid=found.vision.organization.uid)


@requires(ENDORSE)
def shared_visions(request: HttpRequest) -> HttpResponse:
    """The visions of the places where somebody works, each to be read and endorsed."""
    context = {"visions": queries.shared_visions(signed_in_person(request))}
    return render(request, "governance/shared_visions.html", context)


@requires(ENDORSE)
@require_POST
def endorse(request: HttpRequest, uid: str) -> HttpResponse:
    """Stand behind the version that stands."""
    person = signed_in_person(request)
    found = get_object_or_404(queries.visions_to_endorse(person), uid=uid)
    actions.endorse_vision(by=person, vision=found)
    messages.success(request, f"You endorse version {found.number}. You can take that back at any time.")
    return redirect(_back(person, found))


@requires(ENDORSE)
@require_POST
def withdraw(request: HttpRequest, uid: str) -> HttpResponse:
    """Take one's own endorsement back."""
    person = signed_in_person(request)
    found = get_object_or_404(queries.visions_to_endorse(person), uid=uid)
    actions.withdraw_endorsement(by=person, vision=found)
    messages.success(request, f"You don't endorse version {found.number} any more.")
    return redirect(_back(person, found))


def _back(person: Person, found: VisionVersion) -> str:
    """Those who read the whole reflection go on there, everybody else to their own page."""
    if may(person, reflection.READ, found.organization):
        return reverse("reflect_vision", args=[found.organization.uid])
    return reverse("reflect_shared_visions")
