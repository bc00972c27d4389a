"""The pages of a reflection: each is about an organization, and may offer to take out what it edits."""

from typing import Any

from django.forms import Form
from django.http import HttpRequest, QueryDict
from django.urls import reverse

from waypost.governance.queries import reflection
from waypost.governance.queries.reflection import Removable
from waypost.people.models import Organization, Person
from waypost.people.permissions import Permission
from waypost.people.queries import may
from waypost.ui.editing import FormPage
from waypost.ui.navigation import Link

EDIT = Permission.GOVERNANCE_REFLECTION_EDIT


def around(person: Person, at: Organization, kind: str, **below: object) -> dict[str, Any]:
    """What a page of the reflection in `at` says besides its parts: who may edit, and which parts are taken out.

    `below` narrows those to the parts of one thing, else they are the organization's.
    """
    may_edit = may(person, EDIT, at)
    out = reflection.taken_out(person, kind, **(below or {"organization": at})) if may_edit else []
    return {"organization": at, "may_edit": may_edit, "out": out}


def reflect_form(
    heading: str,
    form: Form,
    at: Organization,
    above: str,
    back: str,
    *,
    part: tuple[str, Removable] | None = None,
    shown_by: str = "governance/reflect_form.html",
    **more: Any,
) -> FormPage:
    """The form of something in `at`; those who change nothing go `back` to the page called `above`.

    A `part`, with its kind, can be taken out below the form.
    """
    crumbs = (Link("Reflect", reverse("reflect_organization", args=[at.uid])), Link(above, back))
    return FormPage(
        heading,
        form,
        back,
        about=above,
        crumbs=crumbs,
        zone=at.timezone,
        template=shown_by,
        more={"part": part},
        **more,
    )


def typed(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to: everything that was sent, be it nothing, or None on a first visit."""
    return request.POST if request.method == "POST" else None
