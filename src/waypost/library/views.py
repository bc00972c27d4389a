"""Pages of the library: search, one item with what cites it, and what organizations write for others (ST7)."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from waypost.library import actions, queries
from waypost.library.forms import MemoForm, SearchForm, ShareForm, StudyForm
from waypost.library.models import LibraryItem
from waypost.library.rules import STRENGTH_LABELS, STRENGTH_MEANINGS
from waypost.library.uses import uses_of
from waypost.people.answering import answer
from waypost.people.gates import requires, signed_in_person
from waypost.people.models import Person
from waypost.people.queries import may
from waypost.ui.editing import FormPage
from waypost.ui.navigation import Link

ROWS = 25
MEANINGS = [(label, STRENGTH_MEANINGS[key]) for key, label in STRENGTH_LABELS.items()]


@requires(queries.READ)
def library(request: HttpRequest) -> HttpResponse:
    """Everything that one may read, narrowed by words, tag, kind, strength and what was found."""
    person = signed_in_person(request)
    form = SearchForm(request.GET, tags=queries.tags_of(person))
    search = form.search()
    page = Paginator(queries.found_items(person, search), ROWS).get_page(request.GET.get("page"))
    may_add = queries.may_add(person)
    context = {
        "form": form,
        "search": search,
        "page": page,
        "may_add": may_add,
        "meanings": MEANINGS,
        "drafts": queries.drafts(person) if may_add and not search.narrows else (),
        "taken_out": queries.taken_out(person) if may_add else (),
    }
    return render(request, "library/list.html", context)


@requires(queries.READ)
def item(request: HttpRequest, uid: str) -> HttpResponse:
    """One study, case or memo, and what cites it."""
    person = signed_in_person(request)
    found = get_object_or_404(queries.items(person), uid=uid)
    may_edit = found.organization is not None and may(person, queries.EDIT, found.organization)
    context = {"item": found, "uses": uses_of(person, found), "may_edit": may_edit}
    return render(request, "library/item.html", context)


@requires(queries.EDIT)
def add_study(request: HttpRequest) -> HttpResponse:
    """A study or a case that one's organization adds."""
    return _add(request, StudyForm, "Add a study or case")


@requires(queries.EDIT)
def add_memo(request: HttpRequest) -> HttpResponse:
    """One's own case memo, for others."""
    return _add(request, MemoForm, "Write a case memo")


def _add(request: HttpRequest, kind: type[StudyForm] | type[MemoForm], heading: str) -> HttpResponse:
    person = signed_in_person(request)
    form = kind(_typed(request), organizations=queries.organizations_to_write_for(person))
    done = "Saved as a draft: only those who may edit it see it until you share it."
    return answer(
        request,
        _form_page(heading, form, reverse("library"), done=done),
        lambda _version: actions.add_item(
            by=person, organization=form.cleaned_data["organization"], fields=form.fields_of_item()
        ),
        then=_address,
    )


@requires(queries.EDIT)
def edit(request: HttpRequest, uid: str) -> HttpResponse:
    """Change what an item of one's organization says."""
    person = signed_in_person(request)
    found = _own(person, uid)
    kind = MemoForm if found.is_memo else StudyForm
    form = kind(_typed(request), initial=kind.texts_of(found))
    zone = found.organization.timezone if found.organization else "UTC"
    page = _form_page("Edit", form, _address(found), version=found.version, initial_of=kind.texts_of, zone=zone)
    return answer(
        request,
        page,
        lambda version: actions.edit_item(by=person, item=found, started_from=version, fields=form.fields_of_item()),
    )


@requires(queries.EDIT)
def share(request: HttpRequest, uid: str) -> HttpResponse:
    """Say who may read it."""
    person = signed_in_person(request)
    found = _own(person, uid)
    form = ShareForm(_typed(request), initial=ShareForm.initial_of(found))
    page = _form_page(
        "Share",
        form,
        _address(found),
        button="Save who may read it",
        lede=found.title,
        initial_of=ShareForm.initial_of,
        refused={actions.ItemInUse: "audience"},
    )
    return answer(request, page, lambda _version: actions.share_item(by=person, item=found, audience=form.chosen()))


@requires(queries.EDIT)
@require_POST
def take_out(request: HttpRequest, uid: str) -> HttpResponse:
    """Take an item out; the list offers to put it back."""
    person = signed_in_person(request)
    found = _own(person, uid)
    try:
        actions.take_out_item(by=person, item=found)
    except actions.ItemInUse as refusal:
        messages.error(request, str(refusal))
        return redirect("library_item", uid)
    messages.success(request, f"Taken out: {found.title}. You can put it back at the end of this page.")
    return redirect("library")


@requires(queries.EDIT)
@require_POST
def put_back(request: HttpRequest, uid: str) -> HttpResponse:
    """Put an item back as it was."""
    person = signed_in_person(request)
    found = get_object_or_404(queries.own_items(person), uid=uid)
    actions.put_back_item(by=person, item=found)
    return redirect("library_item", uid)


def _own(person: Person, uid: str) -> LibraryItem:
    return get_object_or_404(queries.own_items(person).filter(taken_out_at=None), uid=uid)


def _address(item: LibraryItem) -> str:
    return reverse("library_item", args=[item.uid])


def _typed(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _form_page(heading: str, form: Form, back: str, **more: Any) -> FormPage:
    return FormPage(heading, form, back, about="Library", crumbs=(Link("Library", reverse("library")),), **more)
