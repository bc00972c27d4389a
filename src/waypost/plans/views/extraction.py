"""Taking from the plan above, who took from a plan, and what the plan above offers (PL9)."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from waypost.people.gates import requires, signed_in_person
from waypost.people.permissions import Permission
from waypost.plans.actions.extraction import NothingChosen, take_from_plan, take_more
from waypost.plans.actions.taken_rows import ObjectiveGone
from waypost.plans.forms.extraction import MoreForm, TakeForm
from waypost.plans.queries import above, access
from waypost.plans.queries.offers import is_still_below, left_to_take
from waypost.plans.queries.rollup import takers_page
from waypost.plans.views.shared import UNPROCESSABLE
from waypost.ui.editing import posted_number


@requires(Permission.PLANS_PLAN_EDIT)
def take(request: HttpRequest, uid: str) -> HttpResponse:
    """Begin a plan with chosen objectives and activities of what was adopted above."""
    person = signed_in_person(request)
    source = get_object_or_404(above.plans_to_take(person), uid=uid)
    places = above.places_to_take_for(person, source)
    baseline = above.baseline_of(source, posted_number(request.POST, "baseline"))
    if baseline is None or not places.exists():
        raise Http404
    form = TakeForm(request.POST or None, organizations=places, baseline=baseline)
    if form.is_valid():
        organization, fields, choice = form.cleaned_data["organization"], form.fields_of_plan(), form.choice()
        try:
            plan = take_from_plan(by=person, baseline=baseline, organization=organization, fields=fields, choice=choice)
        except NothingChosen as refusal:
            form.add_error("parts", str(refusal))
        else:
            return redirect("plan", plan.uid)
    context = {"form": form, "source": source, "baseline": baseline, "reads_it": access.may_read(person, source)}
    return render(request, "plans/take.html", context, status=UNPROCESSABLE if form.is_bound else 200)


@requires(Permission.PLANS_PLAN_EDIT)
def more(request: HttpRequest, uid: str) -> HttpResponse:
    """Take further parts of what was adopted above into a plan that took from there before."""
    person = signed_in_person(request)
    extraction = get_object_or_404(above.extractions(person), plan__uid=uid, source__isnull=False)
    baseline = above.baseline_of(extraction.source, posted_number(request.POST, "baseline"))
    if baseline is None or not is_still_below(extraction):
        raise Http404
    branches, had = left_to_take(extraction, baseline), above.objectives_taken(extraction)
    form = MoreForm(request.POST or None, branches=branches, had=had, baseline=baseline.number)
    if form.is_valid():
        try:
            take_more(by=person, extraction=extraction, baseline=baseline, chosen=form.cleaned_data["parts"])
        except (NothingChosen, ObjectiveGone) as refusal:
            form.add_error("parts", str(refusal))
        else:
            return redirect("plan", uid)
    context = {"form": form, "extraction": extraction, "plan": extraction.plan, "baseline": baseline, "left": branches}
    return render(request, "plans/take_more.html", context, status=UNPROCESSABLE if form.is_bound else 200)


@requires(Permission.PLANS_PLAN_READ)
def taken_by(request: HttpRequest, uid: str) -> HttpResponse:
    """Who took parts of a plan, or `?of=` one of them, and how far each is."""
    person = signed_in_person(request)
    plan = get_object_or_404(access.plans(person), uid=uid)
    page = takers_page(person, plan, request.GET.get("of", ""), request.GET.get("page"))
    return render(request, "plans/taken_by.html", {"plan": plan, "takers": page})
