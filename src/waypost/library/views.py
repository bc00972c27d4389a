"""Pages of the library: search, one item with what cites it, and what organizations write for others (ST7)."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from waypost.common.conflicts import EditConflict
from waypost.library import actions, queries
from waypost.library.forms import ItemForm, MemoForm, SearchForm, ShareForm, StudyForm
from waypost.library.models import LibraryItem
from waypost.library.rules import STRENGTH_LABELS, STRENGTH_MEANINGS
from waypost.library.uses import uses_of
from waypost.people.gates import requires, signed_in_person
from waypost.people.models import Person
from waypost.people.queries import may

ROWS = 25
UNPROCESSABLE, CONFLICT = 422, 409
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
    typed = request.POST if request.method == "POST" else None
    form = kind(typed, organizations=queries.organizations_to_write_for(person))
    if form.is_valid():
        organization = form.cleaned_data["organization"]
        made = actions.add_item(by=person, organization=organization, fields=form.fields_of_item())
        messages.success(request, "Saved as a draft: only those who may edit it see it until you share it.")
        return redirect("library_item", made.uid)
    return _form_page(request, form, heading, reverse("library"), status=UNPROCESSABLE if form.is_bound else 200)


@requires(queries.EDIT)
def edit(request: HttpRequest, uid: str) -> HttpResponse:
    """Change what an item of one's organization says."""
    person = signed_in_person(request)
    found = _own(person, uid)
    kind = MemoForm if found.is_memo else StudyForm
    form = kind(request.POST if request.method == "POST" else None, initial=kind.texts_of(found))
    back = reverse("library_item", args=[uid])
    if not form.is_valid():
        return _form_page(request, form, "Edit", back, status=UNPROCESSABLE if form.is_bound else 200)
    started_from = form.cleaned_data["version"] or 0
    try:
        actions.edit_item(by=person, item=found, started_from=started_from, fields=form.fields_of_item())
    except EditConflict:
        return _conflict_page(request, form, found, back)
    return redirect(back)


@requires(queries.EDIT)
def share(request: HttpRequest, uid: str) -> HttpResponse:
    """Say who may read it."""
    person = signed_in_person(request)
    found = _own(person, uid)
    back = reverse("library_item", args=[uid])
    form = ShareForm(request.POST if request.method == "POST" else None, initial={"audience": found.audience})
    if form.is_valid():
        try:
            actions.share_item(by=person, item=found, audience=form.chosen())
        except actions.ItemInUse as refusal:
            form.add_error("audience", str(refusal))
        else:
            return redirect(back)
    context = {"heading": "Share", "form": form, "back": back, "lede": found.title, "button": "Save who may read it"}
    return render(request, "library/form.html", context, status=UNPROCESSABLE if form.is_bound else 200)


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


def _form_page(request: HttpRequest, form: ItemForm, heading: str, back: str, **more: Any) -> HttpResponse:
    status = more.pop("status", 200)
    context = {"heading": heading, "form": form, "back": back, "button": "Save", **more}
    return render(request, "library/form.html", context, status=status)


def _conflict_page(request: HttpRequest, form: ItemForm, found: LibraryItem, back: str) -> HttpResponse:
    """Both texts of each field that differs; saving again then starts from what stands now."""
    current = get_object_or_404(queries.own_items(signed_in_person(request)), pk=found.pk)
    saved = type(form).texts_of(current)
    texts = [
        (field.label, field.value() or "", saved[field.name])
        for field in form.visible_fields()
        if str(field.value() or "") != str(saved.get(field.name, "") or "")
    ]
    form.start_again_from(current.version)
    who, when = queries.last_saved(current)
    zone = current.organization.timezone if current.organization else "UTC"
    more = {"texts": texts, "who": who, "when": when, "zone": zone, "version": current.version}
    return _form_page(request, form, "Edit", back, status=CONFLICT, **more)
