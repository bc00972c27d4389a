"""The pages on which a draft is written: a section, and each piece in it."""

from typing import TypeVar

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from waypost.catalog.actions.drafts import VersionIsFrozen, edit_draft
from waypost.catalog.actions.pieces import PieceIsGone, StillNeeded, add_piece, edit_piece, move_piece, remove_piece
from waypost.catalog.forms.kinds import KIND_OF_SECTION, KINDS, SECTION_FORMS, Kind, kind_of_task
from waypost.catalog.models import Criterion, MicroCredentialVersion, Piece, SubmissionPart
from waypost.catalog.queries import piece_to_edit
from waypost.catalog.rules import SECTION_LABELS, Direction, Section
from waypost.catalog.views.drafts import EDIT, version_or_404
from waypost.catalog.views.editing import edit_of, piece_page, section_address, section_page, typed
from waypost.people.answering import answer
from waypost.people.gates import requires, signed_in_person

PieceT = TypeVar("PieceT", bound=Piece)
MODELS: dict[str, type[Piece]] = {**{key: kind.model for key, kind in KINDS.items()}, "criterion": Criterion}


@requires(EDIT)
def section(request: HttpRequest, uid: str, section: Section) -> HttpResponse:
    """The fields of one section, and its pieces in order."""
    version, person = version_or_404(request, uid), signed_in_person(request)
    if not version.is_draft and request.method != "POST":
        return redirect("catalog_version", uid)
    kind = KIND_OF_SECTION.get(section)
    shown = {"draft": version, "kind": kind, "pieces": kind.of(version) if kind else []}
    form_class = SECTION_FORMS.get(section)
    if form_class is None:
        context = {**shown, "version": version, "section": section, "label": SECTION_LABELS[section]}
        return render(request, f"catalog/{_template(section)}", context)
    form = form_class(typed(request), instance=version)
    return answer(
        request,
        section_page(version, section, form, template="catalog/section_form.html", more=shown),
        lambda started_from: edit_draft(
            by=person,
            draft=version,
            values=form.values,
            started_from=started_from,
            tags=form.cleaned_data.get("tags"),
        ),
        then=lambda _saved: section_address(version, section),
    )


def _template(section: Section) -> str:
    special = {Section.PARTS: "parts.html", Section.RUBRIC: "rubric.html"}
    return special.get(section, "section.html")


@requires(EDIT)
def add(request: HttpRequest, uid: str, key: str) -> HttpResponse:
    """A new piece at the end of its section."""
    version, kind = version_or_404(request, uid), KINDS.get(key)
    if kind is None or not kind.pieces:
        raise Http404
    return _add(request, version, kind, kind.new(version))


@requires(EDIT)
def add_task(request: HttpRequest, uid: str) -> HttpResponse:
    """A new prompt or evidence item at the end of a part."""
    part = piece_or_404(request, SubmissionPart, uid)
    kind = kind_of_task(part)
    return _add(request, part.version, kind, kind.new(part))


def _add(request: HttpRequest, version: MicroCredentialVersion, kind: Kind, piece: Piece) -> HttpResponse:
    person = signed_in_person(request)
    form = kind.form(typed(request), instance=piece)
    page = piece_page(f"New {kind.noun}", version, kind.section, form)
    return answer(request, page, lambda _version: add_piece(by=person, piece=piece))


@requires(EDIT)
def piece(request: HttpRequest, key: str, uid: str) -> HttpResponse:
    """One piece to edit."""
    if (kind := KINDS.get(key)) is None:
        raise Http404
    found, person = piece_or_404(request, kind.model, uid), signed_in_person(request)
    form = kind.form(typed(request), instance=found)
    page = piece_page(f"Edit {kind.noun}", found.in_version, kind.section, form, **edit_of(found, form))
    return answer(
        request,
        page,
        lambda started_from: edit_piece(by=person, piece=found, values=form.values, started_from=started_from),
    )


@requires(EDIT)
@require_POST
def move(request: HttpRequest, key: str, uid: str, direction: Direction) -> HttpResponse:
    """One step up or down."""
    found = piece_or_404(request, MODELS.get(key), uid)
    try:
        move_piece(by=signed_in_person(request), piece=found, direction=direction)
    except (PieceIsGone, VersionIsFrozen) as refusal:
        messages.warning(request, str(refusal))
    return _back(key, found.in_version)


@requires(EDIT)
@require_POST
def remove(request: HttpRequest, key: str, uid: str) -> HttpResponse:
    """Take a piece out of its draft."""
    found = piece_or_404(request, MODELS.get(key), uid)
    version = found.in_version
    try:
        remove_piece(by=signed_in_person(request), piece=found)
        messages.success(request, f"“{found}” is removed.")
    except (PieceIsGone, StillNeeded, VersionIsFrozen) as refusal:
        messages.warning(request, str(refusal))
    return _back(key, version)


def _back(key: str, version: MicroCredentialVersion) -> HttpResponse:
    section = Section.RUBRIC if key == "criterion" else KINDS[key].section
    return redirect("catalog_section", version.uid, section)


def piece_or_404(request: HttpRequest, model: type[PieceT] | None, uid: str) -> PieceT:
    if model is None:
        raise Http404
    try:
        return piece_to_edit(signed_in_person(request), model, uid)
    except ObjectDoesNotExist:
        raise Http404 from None
