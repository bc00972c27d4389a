"""Initiatives and the trees of whys below them."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from waypost.governance.actions import initiatives as actions
from waypost.governance.forms.initiatives import SHOW, CauseForm, EffectForm, InitiativeForm
from waypost.governance.models import Cause, Initiative
from waypost.governance.queries import initiatives as queries
from waypost.governance.queries import reflection
from waypost.governance.rules.initiatives import Circle, TreeIsFull
from waypost.governance.views.reflecting import EDIT, around, reflect_form, typed
from waypost.people.answering import answer
from waypost.people.gates import requires, signed_in_person
from waypost.people.models import Person
from waypost.people.permissions import Permission
from waypost.ui.editing import FormPage

READ = Permission.GOVERNANCE_REFLECTION_READ
STEPS = {"up": -1, "down": 1}


@requires(READ)
def initiatives(request: HttpRequest, uid: str) -> HttpResponse:
    """What was tried; `?show=` narrows to past, present or difficult."""
    person = signed_in_person(request)
    at = get_object_or_404(reflection.organization_at(person, uid))
    show = request.GET.get("show", "")
    tabs = [{"url": f"?show={key}" if key else "?", "label": label, "is_current": key == show} for key, label in SHOW]
    context = {
        "page": queries.initiative_list(person, at, show, request.GET.get("page")),
        "show": show if show in queries.NARROWED else "",
        "tabs": tabs,
        **around(person, at, "initiative"),
    }
    return render(request, "governance/initiatives.html", context)


@requires(EDIT)
def add_initiative(request: HttpRequest, uid: str) -> HttpResponse:
    """Write down something that was tried."""
    person = signed_in_person(request)
    at = get_object_or_404(reflection.organization_at(person, uid, EDIT))
    form = InitiativeForm(typed(request))
    back = reverse("reflect_initiatives", args=[at.uid])
    page = reflect_form("Add an initiative", form, at, "History of initiatives", back, button="Add initiative")
    return answer(
        request,
        page,
        lambda _version: actions.add_initiative(by=person, organization=at, fields=form.fields_of_initiative()),
    )


@requires(READ)
def initiative(request: HttpRequest, uid: str) -> HttpResponse:
    """One initiative, its whys as outline and as fishbone."""
    person = signed_in_person(request)
    found = get_object_or_404(reflection.initiatives(person), uid=uid)
    context = {
        "page": queries.initiative_page(person, found),
        **around(person, found.organization, "cause", initiative=found),
    }
    return render(request, "governance/initiative.html", context)


@requires(EDIT)
def edit_initiative(request: HttpRequest, uid: str) -> HttpResponse:
    """Change what is written of it."""
    person = signed_in_person(request)
    found = get_object_or_404(reflection.initiatives(person, EDIT), uid=uid)
    form = InitiativeForm(typed(request), initial=InitiativeForm.initial_of(found))
    page = _page_of("Edit the initiative", form, found, version=found.version, initial_of=InitiativeForm.initial_of)
    return answer(
        request,
        page,
        lambda version: actions.edit_initiative(
            by=person, initiative=found, started_from=version, fields=form.fields_of_initiative()
        ),
    )


@requires(EDIT)
def effect(request: HttpRequest, uid: str) -> HttpResponse:
    """Say what the analysis explains."""
    person = signed_in_person(request)
    found = get_object_or_404(reflection.initiatives(person, EDIT), uid=uid)
    form = EffectForm(typed(request), initial=EffectForm.initial_of(found))
    page = _page_of("What needs explaining", form, found, version=found.version, initial_of=EffectForm.initial_of)
    return answer(
        request,
        page,
        lambda version: actions.say_effect(by=person, initiative=found, started_from=version, **form.cleaned_data),
    )


@requires(EDIT)
def add_cause(request: HttpRequest, uid: str) -> HttpResponse:
    """Answer one more why; `?below=` names the cause that it stands below."""
    person = signed_in_person(request)
    found = get_object_or_404(reflection.initiatives(person, EDIT), uid=uid)
    above = queries.places_below(found).filter(uid=request.GET.get("below", "")).first()
    form = _cause_form(request, person, found, None, {"below": above.uid, "kind": above.kind} if above else {})
    lede = f"Why {above}?" if above else "Why did it happen?"
    page = _page_of("Add a cause", form, found, button="Add cause", lede=lede)
    return answer(request, page, lambda _version: actions.add_cause(by=person, initiative=found, **form.edit()))


@requires(EDIT)
def edit_cause(request: HttpRequest, uid: str) -> HttpResponse:
    """Change a cause, or hang it below another one."""
    person = signed_in_person(request)
    cause = get_object_or_404(reflection.causes(person), uid=uid)
    form = _cause_form(request, person, cause.initiative, cause)
    page = _page_of("Edit the cause", form, cause.initiative, version=cause.version, initial_of=form.initial_of)
    return answer(
        request, page, lambda version: actions.edit_cause(by=person, cause=cause, started_from=version, **form.edit())
    )


@requires(EDIT)
@require_POST
def move_cause(request: HttpRequest, uid: str) -> HttpResponse:
    """Move a cause up or down among those beside it."""
    person = signed_in_person(request)
    cause = get_object_or_404(reflection.causes(person), uid=uid)
    step = STEPS.get(request.POST.get("to", ""))
    if step is None:
        raise Http404
    actions.move_cause(by=person, cause=cause, step=step)
    return redirect(reverse("reflect_initiative", args=[cause.initiative.uid]) + f"#cause-{cause.uid}")


def _cause_form(
    request: HttpRequest,
    person: Person,
    of: Initiative,
    cause: Cause | None,
    initial: dict[str, object] | None = None,
) -> CauseForm:
    return CauseForm(
        typed(request),
        places=queries.places_below(of, cause),
        objectives=queries.objectives_to_offer(person, of.organization),
        activities=queries.activities_to_offer(person, of.organization),
        decisions=queries.decisions_to_offer(person, of.organization, cause),
        cause=cause,
        initial=initial,
    )


def _page_of(heading: str, form: InitiativeForm | EffectForm | CauseForm, of: Initiative, **more: Any) -> FormPage:
    back = reverse("reflect_initiative", args=[of.uid])
    refused = {Circle: "below", TreeIsFull: "below", actions.NotInThisLog: "decision"}
    return reflect_form(heading, form, of.organization, of.title, back, refused=refused, **more)
