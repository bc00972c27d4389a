"""The page with a form about one plan."""

from collections.abc import Mapping
from typing import Any

from django.forms import Form
from django.urls import reverse

from waypost.plans.models import Plan
from waypost.ui.editing import FormPage
from waypost.ui.navigation import Link

CONFLICT = 409
UNPROCESSABLE = 422


def plan_form(
    heading: str,
    form: Form,
    plan: Plan,
    back: str,
    button: str = "Save",
    *,
    guides: tuple[str, ...] = (),
    reads_plan: bool = True,
    template: str = "plans/form.html",
    more: Mapping[str, Any] | None = None,
    **kept: Any,
) -> FormPage:
    """`guides` names the help that stands beside the form (`rules.guidance`); `kept` is what FormPage takes.

    The plan's page says what was saved, and offers to undo it.
    """
    return FormPage(
        heading,
        form,
        back,
        button,
        about=plan.title,
        crumbs=(Link(plan.title, reverse("plan", args=[plan.uid]) if reads_plan else ""),),
        zone=plan.organization.timezone,
        done="",
        template=template,
        more={"guides": guides, **(more or {})},
        **kept,
    )
