"""Writing a criterion and what each level of it looks like."""

from django.http import HttpRequest, HttpResponse

from waypost.catalog.actions.rubric import add_criterion, edit_criterion
from waypost.catalog.forms.rubric import CriterionForm
from waypost.catalog.models import Criterion
from waypost.catalog.rules import Section
from waypost.catalog.views.drafts import EDIT, version_or_404
from waypost.catalog.views.editing import edit_of, piece_page, typed
from waypost.catalog.views.sections import piece_or_404
from waypost.people.answering import answer
from waypost.people.gates import requires, signed_in_person


@requires(EDIT)
def add(request: HttpRequest, uid: str) -> HttpResponse:
    """A new criterion at the end of the rubric."""
    version, person = version_or_404(request, uid), signed_in_person(request)
    form = CriterionForm(typed(request), version=version)
    page = piece_page("New criterion", version, Section.RUBRIC, form)
    return answer(request, page, lambda _version: add_criterion(by=person, draft=version, **form.criterion))


@requires(EDIT)
def edit(request: HttpRequest, uid: str) -> HttpResponse:
    """One criterion."""
    criterion, person = piece_or_404(request, Criterion, uid), signed_in_person(request)
    version = version_or_404(request, criterion.version.uid)
    form = CriterionForm(typed(request), instance=criterion, version=version)
    return answer(
        request,
        piece_page("Edit criterion", version, Section.RUBRIC, form, **edit_of(criterion, form)),
        lambda started_from: edit_criterion(
            by=person, criterion=criterion, started_from=started_from, **form.criterion
        ),
    )
