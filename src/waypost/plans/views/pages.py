"""Reading a plan: its page, its parts, its history and its baselines."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from waypost.people.gates import requires, signed_in_person
from waypost.people.permissions import Permission
from waypost.plans.actions.adoption import SkippedBaseline, adopt_plan
from waypost.plans.queries import access, history, pages, undoing
from waypost.plans.queries.activities import activity_page
from waypost.plans.queries.family import family_of, family_of_part
from waypost.plans.queries.indicators import indicator_page
from waypost.plans.queries.proposals import proposals_for
from waypost.plans.queries.standing import plan_standing
from waypost.plans.queries.template_words import words_for
from waypost.ui.editing import posted_number


@requires(Permission.PLANS_PLAN_READ)
def plan(request: HttpRequest, uid: str) -> HttpResponse:
    """A plan: what needs a look, how it compares with its baseline, indicators, objectives and activities."""
    person = signed_in_person(request)
    found = get_object_or_404(access.plans(person), uid=uid)
    page = pages.plan_page(person, found)
    undoable = undoing.own_last_change(person, found) if page.may_edit else None
    left = undoing.minutes_left(undoable) if undoable else 0
    context = {"page": page, "family": family_of(person, found), "undoable": undoable, "minutes_left": left}
    return render(request, "plans/plan.html", context)


@requires(Permission.PLANS_PLAN_READ)
def changes(request: HttpRequest, uid: str) -> HttpResponse:
    """Who changed what in a plan, when and why."""
    person = signed_in_person(request)
    found = get_object_or_404(access.plans(person), uid=uid)
    history_page = history.changes_of(person, found, request.GET.get("page"), request.GET.get("of", ""))
    may_edit = access.plans(person, access.EDIT).filter(pk=found.pk).exists()
    context = {"plan": found, "history": history_page, "may_edit": may_edit}
    return render(request, "plans/changes.html", context)


@requires(Permission.PLANS_PLAN_READ)
def baseline(request: HttpRequest, uid: str, number: int) -> HttpResponse:
    """The plan as it was adopted."""
    found = get_object_or_404(access.baselines(signed_in_person(request)), plan__uid=uid, number=number)
    words = words_for(found.plan.organization)
    context = {"plan": found.plan, "baseline": found, "kept": found.snapshot, "words": words}
    return render(request, "plans/baseline.html", context)


@requires(Permission.PLANS_PLAN_ADOPT)
def adopt(request: HttpRequest, uid: str) -> HttpResponse:
    """Freeze the plan as its next baseline, after a look at what that means."""
    person = signed_in_person(request)
    found = get_object_or_404(access.plans(person, access.ADOPT), uid=uid)
    if request.method == "POST":
        try:
            adopted = adopt_plan(by=person, plan=found, number=posted_number(request.POST, "number"))
        except SkippedBaseline:
            return redirect("plan_adopt", found.uid)
        messages.success(request, f"Adopted as baseline {adopted.number}: its readers see what moves from now on.")
        return redirect("plan", found.uid)
    page = plan_standing(person, found)
    counts = {"indicators": found.indicators.count(), "objectives": found.objectives.count()}
    return render(request, "plans/adopt.html", {"page": page, **counts})


@requires(Permission.PLANS_PLAN_READ)
def activity(request: HttpRequest, uid: str) -> HttpResponse:
    """One activity with its dates, notes, leads and resources."""
    person = signed_in_person(request)
    found = get_object_or_404(access.activities(person), uid=uid)
    family = family_of_part(person, found.objective.plan, found.uid)
    context = {"page": activity_page(person, found), "proposals": proposals_for(found), "family": family}
    return render(request, "plans/activity.html", context)


@requires(Permission.PLANS_PLAN_READ)
def indicator(request: HttpRequest, uid: str) -> HttpResponse:
    """One indicator with its measurements and where they come from."""
    person = signed_in_person(request)
    found = get_object_or_404(access.indicators(person), uid=uid)
    return render(request, "plans/indicator.html", {"page": indicator_page(person, found)})
