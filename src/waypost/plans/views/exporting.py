"""A plan as a file to take along, in every format that is registered (PL11)."""

from importlib import import_module

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from waypost.people.gates import public, requires, signed_in_person
from waypost.people.permissions import Permission
from waypost.plans.exports import CannotExport, file_name, find, registered
from waypost.plans.models import Plan
from waypost.plans.queries import access
from waypost.plans.views.shared import UNPROCESSABLE

#: Loaded only when somebody asks for the schema (decision 0023).
JSON_FILE = "waypost.standards.implementation_plan.json_file"


@requires(Permission.PLANS_PLAN_READ)
def export(request: HttpRequest, uid: str) -> HttpResponse:
    """Each format with what it is good for."""
    return render(request, "plans/export.html", {"plan": _plan(request, uid), "exports": registered()})


@requires(Permission.PLANS_PLAN_READ)
@require_safe
def export_file(request: HttpRequest, uid: str, suffix: str) -> HttpResponse:
    """The plan of today as one file."""
    plan, chosen = _plan(request, uid), find(suffix)
    if chosen is None:
        raise Http404
    try:
        written = chosen.write(plan)
    except CannotExport as trouble:
        context = {"plan": plan, "exports": registered(), "trouble": str(trouble)}
        return render(request, "plans/export.html", context, status=UNPROCESSABLE)
    named = {"Content-Disposition": f'attachment; filename="{file_name(plan, chosen)}"'}
    return HttpResponse(written, content_type=chosen.content_type, headers=named)


@public
@require_safe
def file_schema(_request: HttpRequest) -> JsonResponse:
    """The shape of the JSON files, for whoever writes programs."""
    return JsonResponse(import_module(JSON_FILE).json_schema(), content_type="application/schema+json")


def _plan(request: HttpRequest, uid: str) -> Plan:
    return get_object_or_404(access.plans(signed_in_person(request)), uid=uid)
