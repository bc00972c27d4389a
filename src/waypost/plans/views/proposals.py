"""Deciding on a date that a lead proposed (PL8)."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from waypost.people.gates import requires, signed_in_person
from waypost.people.models import Person
from waypost.plans.actions.activities import DateBeforeStart
from waypost.plans.actions.proposals import DateNotToTake, ProposalDecided, keep_date, take_date
from waypost.plans.forms.reminders import KeepDateForm
from waypost.plans.models import DateProposal
from waypost.plans.queries import access
from waypost.plans.queries.proposals import proposals
from waypost.plans.queries.reminders import today_of
from waypost.plans.views.shared import UNPROCESSABLE


@requires(access.EDIT)
def proposal(request: HttpRequest, uid: str) -> HttpResponse:
    """Take the proposed date, or keep the one that stands with a word why."""
    person = signed_in_person(request)
    found = get_object_or_404(proposals(person), uid=uid)
    form = KeepDateForm(request.POST if request.method == "POST" and "word" in request.POST else None)
    if request.method == "POST" and (not form.is_bound or form.is_valid()):
        return _decide(request, person, found, form)
    context = {"proposal": found, "activity": found.activity, "form": form, "today": today_of(found.activity)}
    return render(request, "plans/proposal.html", context, status=UNPROCESSABLE if form.errors else 200)


def _decide(request: HttpRequest, person: Person, found: DateProposal, form: KeepDateForm) -> HttpResponse:
    try:
        if form.is_bound:
            keep_date(by=person, proposal=found, word=form.cleaned_data["word"])
            messages.success(request, "The date stays, and your word stands beside it.")
        else:
            take_date(by=person, proposal=found)
            messages.success(request, "The date is moved.")
    except (DateBeforeStart, DateNotToTake, ProposalDecided) as refusal:
        messages.warning(request, str(refusal))
        return redirect("plan_proposal", found.uid)
    return redirect(reverse("plan_activity", args=[found.activity.uid]))
