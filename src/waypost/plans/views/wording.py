"""The words of an organization's plan template."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from waypost.common.conflicts import EditConflict
from waypost.people.gates import requires, signed_in_person
from waypost.people.permissions import Permission
from waypost.plans.actions.wording import word_template
from waypost.plans.forms.wording import WordsForm
from waypost.plans.queries import access
from waypost.plans.queries.template_words import wording_at, words_above
from waypost.plans.views.shared import CONFLICT, UNPROCESSABLE
from waypost.ui.editing import posted_number


@requires(Permission.PLANS_PLAN_EDIT)
def words(request: HttpRequest, slug: str) -> HttpResponse:
    """Rename parts of the template, and leave out sections, for an organization and all below it."""
    person = signed_in_person(request)
    organization = get_object_or_404(access.organizations_to_plan_for(person), slug=slug)
    kept = wording_at(organization)
    form = WordsForm(request.POST or None, kept=kept, above=words_above(organization))
    version, status = kept.version, UNPROCESSABLE if form.is_bound else 200
    if form.is_valid():
        try:
            word_template(
                by=person,
                organization=organization,
                started_from=posted_number(request.POST, "version"),
                words=form.words(),
                sections=form.sections(),
            )
        except EditConflict:
            status = CONFLICT
        else:
            messages.success(request, f"Saved for the plans of {organization.name} and below it.")
            return redirect("plan_words", slug)
    elif form.is_bound:
        version = posted_number(request.POST, "version")
    context = {"form": form, "organization": organization, "version": version, "is_conflict": status == CONFLICT}
    return render(request, "plans/words.html", {**context, "saved": form.saved_otherwise()}, status=status)
