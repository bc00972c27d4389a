"""The pages that forms about programs stand on."""

from collections.abc import Mapping
from typing import Any

from django.forms import Form
from django.http import HttpRequest, QueryDict
from django.urls import reverse

from waypost.programs.models import Program
from waypost.programs.rules.timing import Conversation
from waypost.ui.editing import FormPage
from waypost.ui.navigation import Link


def typed(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to: everything that was sent, be it nothing, or None on a first visit."""
    return request.POST if request.method == "POST" else None


def dated_form(
    heading: str,
    form: Form,
    back: str,
    button: str = "Save",
    *,
    talks: tuple[Conversation, ...] = (),
    are_usual: bool = False,
    **more: Any,
) -> FormPage:
    """A form with dates; `talks` are questions to consider before they are set, with what was said (LA1).

    They `are_usual` where no program is there yet that could hold the answers.
    """
    shown = {"talks": talks, "are_usual": are_usual}
    return FormPage(heading, form, back, button, template="programs/form.html", more=shown, **more)


def planning_form(
    heading: str,
    form: Form,
    program: Program,
    back_to: str,
    button: str = "Save",
    *,
    more: Mapping[str, Any] | None = None,
    **kept: Any,
) -> FormPage:
    """A form about a part of a program's planning, which leads back to the page of that name or address."""
    above = (
        Link(program.name, reverse("program", args=[program.uid])),
        Link("Planning", reverse("program_planning", args=[program.uid])),
    )
    return FormPage(
        heading,
        form,
        back_to,
        button,
        about=program.name,
        crumbs=above,
        zone=program.organization.timezone,
        more={"program": program, **(more or {})},
        **kept,
    )
