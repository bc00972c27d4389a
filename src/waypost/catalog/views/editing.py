"""The pages on which something in the catalog is written: one form each, with what may be refused (decision 0022)."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, QueryDict
from django.urls import reverse

from waypost.catalog.actions.drafts import VersionIsFrozen
from waypost.catalog.actions.pieces import PieceIsGone
from waypost.catalog.forms.editing import EditForm
from waypost.catalog.models import Content, MicroCredentialVersion
from waypost.catalog.rules import SECTION_LABELS, Section
from waypost.ui.editing import FormPage
from waypost.ui.navigation import Link

REFUSED: dict[type[Exception], str | None] = {VersionIsFrozen: None, PieceIsGone: None, ValidationError: None}


def typed(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to: everything that was sent, be it nothing, or None on a first visit."""
    return request.POST if request.method == "POST" else None


def above_all() -> Link:
    return Link("Catalog drafts", reverse("catalog_drafts"))


def section_address(draft: MicroCredentialVersion, section: Section) -> str:
    return reverse("catalog_section", args=[draft.uid, section])


def section_page(draft: MicroCredentialVersion, section: Section, form: EditForm, **more: Any) -> FormPage:
    """The fields of one section of a draft; those who change nothing go to the whole draft."""
    whole = _whole(draft)
    return FormPage(
        SECTION_LABELS[section],
        form,
        whole.url,
        about=draft.title,
        crumbs=(above_all(), whole),
        zone=_zone(draft),
        refused=REFUSED,
        **more,
        **edit_of(draft, form),
    )


def piece_page(heading: str, draft: MicroCredentialVersion, section: Section, form: EditForm, **more: Any) -> FormPage:
    """One piece of a section."""
    above = Link(SECTION_LABELS[section], section_address(draft, section))
    return FormPage(
        heading,
        form,
        above.url,
        about=draft.title,
        crumbs=(above_all(), _whole(draft), above),
        zone=_zone(draft),
        refused=REFUSED,
        **more,
    )


def edit_of(content: Content, form: EditForm) -> dict[str, Any]:
    """What a page takes where `content` is edited, and nothing new is made."""
    return {"version": content.revision, "initial_of": type(form).initial_of}


def _whole(draft: MicroCredentialVersion) -> Link:
    return Link(draft.title, reverse("catalog_version", args=[draft.uid]))


def _zone(draft: MicroCredentialVersion) -> str:
    return draft.micro_credential.organization.timezone
