"""Writing a criterion and what each level of it looks like."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from waypost.catalog.actions.rubric import add_criterion, edit_criterion
from waypost.catalog.forms.rubric import CriterionForm
from waypost.catalog.models import Criterion
from waypost.catalog.rules import Section
from waypost.catalog.views.drafts import EDIT, version_or_404
from waypost.catalog.views.saving import SAVED, Outcome, try_to_save
from waypost.catalog.views.sections import piece_or_404
from waypost.people.gates import requires, signed_in_person


@requires(EDIT)
def add(request: HttpRequest, uid: str) -> HttpResponse:
    """A new criterion at the end of the rubric."""
    version, person, outcome = version_or_404(request, uid), signed_in_person(request), Outcome(200)
    form = CriterionForm(request.POST or None, version=version)
    if request.method == "POST":
        outcome = try_to_save(form, lambda: add_criterion(by=person, draft=version, **form.criterion), viewer=person)
        if outcome.status == SAVED:
            return redirect("catalog_section", uid, Section.RUBRIC)
    context = {"version": version, "section": Section.RUBRIC, "noun": "criterion", "form": form, "is_new": True}
    return render(request, "catalog/piece.html", context, status=outcome.status)


@requires(EDIT)
def edit(request: HttpRequest, uid: str) -> HttpResponse:
    """One criterion."""
    criterion, person, outcome = piece_or_404(request, Criterion, uid), signed_in_person(request), Outcome(200)
    version = version_or_404(request, criterion.version.uid)
    form = CriterionForm(request.POST or None, instance=criterion, version=version)
    if request.method == "POST":
        outcome = try_to_save(
            form,
            lambda: edit_criterion(by=person, criterion=criterion, started_from=form.revision, **form.criterion),
            viewer=person,
        )
        if outcome.status == SAVED:
            return redirect("catalog_section", version.uid, Section.RUBRIC)
    context = {"version": version, "section": Section.RUBRIC, "noun": "criterion", "form": form}
    return render(request, "catalog/piece.html", {**context, "conflict": outcome.conflict}, status=outcome.status)
