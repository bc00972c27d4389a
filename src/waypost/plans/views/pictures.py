"""A plan as pictures: the logic model (PL10)."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string

from waypost.people.gates import requires, signed_in_person
from waypost.people.permissions import Permission
from waypost.plans.logic_drawing import logic_drawing
from waypost.plans.models import Plan
from waypost.plans.queries import access
from waypost.plans.queries.logic import logic_model as logic_model_of
from waypost.plans.rules.words import logic_model as logic_words
from waypost.ui.pictures import CONTENT_TYPES, Picture, picture_file


@requires(Permission.PLANS_PLAN_READ)
def logic_model(request: HttpRequest, uid: str) -> HttpResponse:
    """From the goal over benchmarks, strategies and actions to outcomes, with what is missing."""
    plan = _plan(request, uid)
    return render(request, "plans/logic_model.html", {"plan": plan, **_drawn(plan), "suffixes": list(CONTENT_TYPES)})


@requires(Permission.PLANS_PLAN_READ)
def logic_model_file(request: HttpRequest, uid: str, suffix: str) -> HttpResponse:
    """The picture alone, as a file."""
    plan = _plan(request, uid)
    drawn = _drawn(plan)
    svg = render_to_string("ui/charts/diagram.html", drawn)
    picture = Picture(svg, str(drawn["title"]), str(drawn["says"]), drawn["drawing"].width, drawn["drawing"].height)
    named = {"Content-Disposition": f'attachment; filename="logic-model.{suffix}"'}
    return HttpResponse(picture_file(picture, suffix), content_type=CONTENT_TYPES[suffix], headers=named)


def _plan(request: HttpRequest, uid: str) -> Plan:
    return get_object_or_404(access.plans(signed_in_person(request)), uid=uid)


def _drawn(plan: Plan) -> dict[str, Any]:
    model = logic_model_of(plan)
    title = f"Logic model: {plan.title}"
    return {"model": model, "drawing": logic_drawing(model), "title": title, "says": logic_words(model), "key": "logic"}
