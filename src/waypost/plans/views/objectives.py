"""An objective: its page, its words with help, and its place in the plan."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.views.decorators.http import require_POST

from waypost.people.answering import answer, show_again
from waypost.people.gates import requires, signed_in_person
from waypost.people.permissions import Permission
from waypost.plans.actions import objectives as actions
from waypost.plans.forms.objectives import ObjectiveForm
from waypost.plans.models import Objective, Plan
from waypost.plans.queries import access
from waypost.plans.queries.family import family_of_part
from waypost.plans.queries.objectives import objective_page, words_checked
from waypost.plans.queries.template_words import words_for
from waypost.plans.rules.template_words import TemplateWords
from waypost.plans.views.shared import plan_form
from waypost.ui.editing import posted_number

FORM = "plans/objective_form.html"
MOVES = {"up": actions.move_objective_up, "down": actions.move_objective_down}


@requires(Permission.PLANS_PLAN_READ)
def objective(request: HttpRequest, uid: str) -> HttpResponse:
    """One objective with its products, background, activities and alignment."""
    person = signed_in_person(request)
    found = get_object_or_404(access.objectives(person), uid=uid)
    family = family_of_part(person, found.plan, found.uid)
    return render(request, "plans/objective.html", {"page": objective_page(person, found), "family": family})


@requires(Permission.PLANS_PLAN_EDIT)
def add_objective(request: HttpRequest, uid: str) -> HttpResponse:
    """Add an objective to a plan; "check" looks at its words and saves nothing."""
    person = signed_in_person(request)
    plan = get_object_or_404(access.plans(person, access.EDIT), uid=uid)
    form = ObjectiveForm(request.POST or None)
    back = reverse("plan", args=[uid]) + "#actions"
    words = _word(form, plan)
    heading, button = f"Add {words.one('objective')}", f"Add {words.inside['objective']}"
    page = plan_form(heading, form, plan, back, button, template=FORM, more=_help(form, plan))
    if "check" in request.POST:
        return show_again(request, page)
    return answer(
        request,
        page,
        lambda _version: actions.add_objective(by=person, plan=plan, fields=form.fields_of_objective()),
    )


@requires(Permission.PLANS_PLAN_EDIT)
def edit_objective(request: HttpRequest, uid: str) -> HttpResponse:
    """Change an objective and the background on its strategy; "check" looks at its words and saves nothing."""
    person = signed_in_person(request)
    found = get_object_or_404(access.objectives(person, access.EDIT), uid=uid)
    form = ObjectiveForm(request.POST or None, initial=ObjectiveForm.initial_of(found))
    page = plan_form(
        f"Edit {_word(form, found.plan).inside['objective']} {found.number}",
        form,
        found.plan,
        reverse("plan_objective", args=[uid]),
        version=found.version,
        initial_of=ObjectiveForm.initial_of,
        template=FORM,
        more=_help(form, found.plan, found),
    )
    if "check" in request.POST:
        return show_again(request, page)
    return answer(
        request,
        page,
        lambda version: actions.edit_objective(
            by=person, objective=found, started_from=version, fields=form.fields_of_objective()
        ),
    )


@requires(Permission.PLANS_PLAN_EDIT)
@require_POST
def move(request: HttpRequest, uid: str) -> HttpResponse:
    """One place up or down among the objectives of the plan."""
    person = signed_in_person(request)
    found = get_object_or_404(access.objectives(person, access.EDIT), uid=uid)
    move_objective = MOVES.get(request.POST.get("direction", ""))
    if move_objective is not None:
        move_objective(by=person, objective=found, shown_number=posted_number(request.POST, "number"))
    return redirect("plan_objective", uid)


def _word(form: ObjectiveForm, plan: Plan) -> TemplateWords:
    """The words of the plan's template, after the form took them up."""
    words = words_for(plan.organization)
    form.fields["text"].label = words["objective"]
    return words


def _help(form: ObjectiveForm, plan: Plan, found: Objective | None = None) -> dict[str, Any]:
    """Read only where the form shows: a save that leads on needs no help."""
    text = str(form["text"].value() or "")
    return {"findings": SimpleLazyObject(lambda: words_checked(plan, text, form.products_typed, found))}
