"""The forms of a reflection: each is about an organization, and may offer to take out what it edits."""

from dataclasses import dataclass
from typing import Any

from django.forms import Form
from django.http import HttpRequest, QueryDict

from waypost.governance.queries.reflection import Removable
from waypost.governance.views.answering import Sheet
from waypost.people.models import Organization


@dataclass(frozen=True)
class ReflectSheet(Sheet):
    """A `part` of a `kind` that can be taken out is offered that below its form."""

    organization: Organization | None = None
    kind: str = ""
    part: Removable | None = None


def reflect_sheet(
    heading: str, form: Form, organization: Organization, above: str, back: str, **more: Any
) -> ReflectSheet:
    """The form of something in `organization`; those who change nothing go `back` to the page called `above`."""
    return ReflectSheet(
        heading,
        form,
        back,
        organization.timezone,
        (above, back),
        template="governance/reflect_form.html",
        organization=organization,
        **more,
    )


def typed(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to: everything that was sent, be it nothing, or None on a first visit."""
    return request.POST if request.method == "POST" else None
