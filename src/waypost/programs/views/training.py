"""Introductory training of schools, for principals and program leads."""

from collections.abc import Mapping
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from waypost.common import clock
from waypost.people.answering import answer
from waypost.people.gates import requires, signed_in_person
from waypost.people.models import Organization, Person
from waypost.people.permissions import Permission
from waypost.programs.actions import training as actions
from waypost.programs.forms.training import TrainingForm
from waypost.programs.queries.training import schools_to_train, training_of, training_of_schools
from waypost.programs.views.pages import typed
from waypost.ui.editing import FormPage

ROWS = 50


@requires(Permission.PROGRAMS_TRAINING_RECORD)
def training(request: HttpRequest) -> HttpResponse:
    """The schools in reach, each with the day on which it began; `?at=` narrows to the branch of an organization."""
    found = training_of_schools(signed_in_person(request), request.GET.get("at", ""))
    page = Paginator(found.schools, ROWS).get_page(request.GET.get("page"))
    return render(request, "programs/training.html", {"found": found, "page": page})


@requires(Permission.PROGRAMS_TRAINING_RECORD)
def record_training(request: HttpRequest, slug: str) -> HttpResponse:
    """Say on which day a school began; an empty date says that it has not."""
    person = signed_in_person(request)
    school = get_object_or_404(schools_to_train(person), slug=slug)
    kept = training_of(school)
    form = TrainingForm(typed(request), initial=TrainingForm.initial_of(kept), today=clock.today(school.timezone))
    page = FormPage(
        f"Introductory training of {school.name}",
        form,
        reverse("training"),
        zone=school.timezone,
        done=f"Saved for {school.name}.",
        version=kept.version,
        initial_of=TrainingForm.initial_of,
    )
    return answer(request, page, lambda version: _save(person, school, form.cleaned_data, version))


def _save(person: Person, school: Organization, said: Mapping[str, Any], started_from: int) -> None:
    if said["begun_on"] is None:
        actions.take_back_training(by=person, school=school, started_from=started_from)
    else:
        actions.record_training(by=person, school=school, started_from=started_from, **said)
