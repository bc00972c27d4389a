"""Plans from blank, from a template, or from another plan."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from waypost.people.answering import answer
from waypost.people.gates import requires, signed_in_person
from waypost.people.models import Person
from waypost.people.permissions import Permission
from waypost.plans.actions.copies import begin_from_template, copy_plan
from waypost.plans.actions.plans import create_plan
from waypost.plans.forms.plans import CopyForm, NewPlanForm
from waypost.plans.models import Plan
from waypost.plans.queries import access
from waypost.plans.queries.direction import area_titles, goals_to_offer
from waypost.plans.rules.templates import PlanTemplate, plan_templates
from waypost.ui.editing import FormPage

GUIDES = ("plan", "goal")


@requires(Permission.PLANS_PLAN_EDIT)
def new_plan(request: HttpRequest) -> HttpResponse:
    """Begin a plan for a goal; `?template=` chooses the samples that it begins with."""
    person = signed_in_person(request)
    begun = plan_templates().get(request.GET.get("template", ""))
    places = access.organizations_to_plan_for(person)
    form = NewPlanForm(request.POST or None, organizations=places, template=begun)
    form.offer_areas(area_titles(person))
    form.offer_goals(goals_to_offer(person))
    chosen = plan_templates().get(str(form["template"].value()))
    more = {
        "chosen": chosen,
        "links": _ways_to_begin(chosen),
        "plans": access.plans(person),
        "guides": GUIDES,
    }
    page = FormPage("New plan", form, reverse("plans"), done="", template="plans/new_plan.html", more=more)
    return answer(request, page, lambda _version: _begin(person, form), then=_address)


def _begin(person: Person, form: NewPlanForm) -> Plan:
    organization, template = form.cleaned_data["organization"], form.chosen_template()
    fields = form.fields_of_plan()
    if template is None:
        return create_plan(by=person, organization=organization, fields=fields)
    return begin_from_template(by=person, organization=organization, fields=fields, template=template)


def _ways_to_begin(chosen: PlanTemplate | None) -> list[dict[str, Any]]:
    """Blank and each template, as links."""
    address = reverse("plan_new")
    blank = {"url": address, "label": "Blank", "is_current": chosen is None}
    return [
        blank,
        *(
            {"url": f"{address}?template={one.key}", "label": one.label, "is_current": one == chosen}
            for one in plan_templates().values()
        ),
    ]


@requires(Permission.PLANS_PLAN_EDIT)
def copy(request: HttpRequest, uid: str) -> HttpResponse:
    """Begin a plan with parts of one that the person may read."""
    person = signed_in_person(request)
    source = get_object_or_404(access.plans(person), uid=uid)
    form = CopyForm(request.POST or None, organizations=access.organizations_to_plan_for(person), source=source)
    more = {"source": source, "guides": GUIDES}
    page = FormPage(
        "Begin a plan from this one", form, _address(source), done="", template="plans/copy_plan.html", more=more
    )
    return answer(
        request,
        page,
        lambda _version: copy_plan(
            by=person,
            source=source,
            organization=form.cleaned_data["organization"],
            fields=form.fields_of_plan(),
            choice=form.choice(),
        ),
        then=_address,
    )


def _address(plan: Plan) -> str:
    return reverse("plan", args=[plan.uid])
