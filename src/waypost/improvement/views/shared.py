"""The page with a form about a theory."""

from typing import Any

from django.forms import Form
from django.urls import reverse

from waypost.improvement.models import Link
from waypost.programs.models import Program
from waypost.ui import navigation
from waypost.ui.editing import FormPage


def theory_url(program: Program, link: Link | None = None) -> str:
    """The page of the theory, with one link open; from its top, so that what was just said stays in sight."""
    url = reverse("theory", args=[program.uid])
    return f"{url}?link={link.number}" if link else url


def theory_form(heading: str, form: Form, program: Program, back: str, *, note: str = "", **more: Any) -> FormPage:
    """A form about the theory of a program; the `note` stands above it."""
    return FormPage(
        heading,
        form,
        back,
        about=program.name,
        crumbs=(navigation.Link("Theory of action", theory_url(program)), navigation.Link(program.name, "")),
        zone=program.organization.timezone,
        template="improvement/form.html",
        more={"note": note},
        **more,
    )
