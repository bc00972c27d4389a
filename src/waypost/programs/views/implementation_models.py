"""Pages of implementation models: mix, compare, adopt (LA4)."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from waypost.common import clock
from waypost.people.answering import answer
from waypost.people.gates import requires, signed_in_person
from waypost.people.models import Person
from waypost.people.queries import may
from waypost.programs.actions import adopting_models
from waypost.programs.actions import implementation_models as actions
from waypost.programs.forms.implementation_models import ModelForm, ThereForm
from waypost.programs.models import ImplementationModel, Program
from waypost.programs.queries import implementation_models as queries
from waypost.programs.queries.model_options import library
from waypost.programs.queries.planning import taken_out
from waypost.programs.queries.planning_page import theory_to_write
from waypost.programs.queries.programs import programs
from waypost.programs.ready_mixes import ReadyMix, mix_called, ready_mixes
from waypost.programs.rules.fitting_models import RULES
from waypost.programs.shipped_options import Option
from waypost.programs.views.pages import planning_form, typed
from waypost.programs.views.planning import MANAGE, READ, back_to

COPY = "Copy of "
MODEL_FORM = "programs/planning/model_form.html"


@requires(READ)
def models(request: HttpRequest, uid: str) -> HttpResponse:
    """The models of a program, up to three of them side by side; `?model=` chooses them."""
    person = signed_in_person(request)
    program = get_object_or_404(programs(person), uid=uid)
    lines = queries.model_lines(program)
    may_manage = may(person, MANAGE, program.organization)
    chosen = request.GET.getlist("model")
    context = {
        "program": program,
        "may_manage": may_manage,
        "lines": lines,
        "compared": queries.compared(lines, chosen),
        "is_too_many": len(chosen) > queries.MOST_COMPARED,
        "rules": RULES,
        "taken_out": taken_out(program, ["model"]) if may_manage else (),
        "ready_mixes": ready_mixes(),
    }
    return render(request, "programs/planning/models.html", context)


@requires(READ)
def model(request: HttpRequest, uid: str) -> HttpResponse:
    """One model: its parts, what they sum up to, and what needs a look."""
    person = signed_in_person(request)
    found = get_object_or_404(queries.models_in_reach(person), uid=uid)
    program = found.program
    adopted = found if found.adopted_at else queries.adopted_model(program)
    context = {
        "program": program,
        "line": queries.model_line(found),
        "adopted": adopted,
        "follows": theory_to_write(person, program) if found.adopted_at else None,
        "may_manage": may(person, MANAGE, program.organization),
        "may_add_steps": queries.may_add_steps(person, program),
        "rules": RULES,
    }
    return render(request, "programs/planning/model.html", context)


@requires(MANAGE)
def new_model(request: HttpRequest, uid: str) -> HttpResponse:
    """Mix a model; `?from=` starts from one that is there, `?mix=` from one of ours."""
    person = signed_in_person(request)
    program = get_object_or_404(programs(person, MANAGE), uid=uid)
    source = program.implementation_models.filter(uid=request.GET.get("from", "")).first()
    initial = _initial(source, mix_called(request.GET.get("mix", "")))
    form = ModelForm(typed(request), initial=initial, offered=_offered(program, source), is_new=True)
    page = planning_form(
        "Mix a model",
        form,
        program,
        back_to(program, "program_models"),
        "Save the model",
        template=MODEL_FORM,
        more={"ready_mixes": () if initial or form.is_bound else ready_mixes()},
    )
    return answer(
        request,
        page,
        lambda _version: actions.mix_model(by=person, program=program, values=form.columns(), chosen=form.chosen()),
        then=lambda made: reverse("program_model", args=[made.uid]),
    )


def _initial(source: ImplementationModel | None, mix: ReadyMix | None) -> dict[str, Any]:
    if source is not None:
        return ModelForm.initial_of(source) | {"name": f"{COPY}{source.name}"[:120]}
    return ModelForm.initial_of_mix(mix) if mix else {}


@requires(MANAGE)
def edit_model(request: HttpRequest, uid: str) -> HttpResponse:
    """Change a model that is not adopted."""
    person = signed_in_person(request)
    found = get_object_or_404(queries.models_in_reach(person, MANAGE), uid=uid)
    offered = _offered(found.program, found)
    form = ModelForm(typed(request), initial=ModelForm.initial_of(found), offered=offered, is_new=False)
    page = planning_form(
        f"Change {found.name}",
        form,
        found.program,
        reverse("program_model", args=[uid]),
        "Save the model",
        version=found.version,
        refused={actions.AdoptedModelIsFixed: None},
        initial_of=ModelForm.initial_of,
        template=MODEL_FORM,
    )
    return answer(request, page, lambda version: _save(person, found, form, version))


def _save(person: Person, found: ImplementationModel, form: ModelForm, started_from: int) -> None:
    actions.edit_model(
        by=person,
        model=found,
        started_from=started_from,
        values=form.columns(),
        chosen=form.chosen(),
        anew=form.cleaned_data["anew"],
    )


@requires(MANAGE)
def what_there_is(request: HttpRequest, uid: str) -> HttpResponse:
    """Write down the hours and the money that there are for a model, once it is adopted too."""
    person = signed_in_person(request)
    found = get_object_or_404(queries.models_in_reach(person, MANAGE), uid=uid)
    form = ThereForm(typed(request), initial=ThereForm.initial_of(found))
    page = planning_form(
        "Money and hours that you have",
        form,
        found.program,
        reverse("program_model", args=[uid]),
        lede=f"For {found.name}. What the model asks for stays as it is.",
        version=found.version,
        initial_of=ThereForm.initial_of,
    )
    return answer(
        request,
        page,
        lambda version: actions.say_what_there_is(
            by=person, model=found, started_from=version, values=form.cleaned_data
        ),
    )


@requires(MANAGE)
@require_POST
def adopt(request: HttpRequest, uid: str) -> HttpResponse:
    """Let the program run by this model."""
    person = signed_in_person(request)
    found = get_object_or_404(queries.models_in_reach(person, MANAGE), uid=uid)
    try:
        made = adopting_models.adopt_model(by=person, model=found)
    except adopting_models.NothingToAdopt as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _says(found, made))
    return redirect("program_model", uid=uid)


def _says(found: ImplementationModel, made: adopting_models.Adopted) -> str:
    says = f"The program runs by {found.name}. {_says_of_lines(made)}"
    if not made.may_add_steps:
        owner = found.program.activity.objective.plan.organization
        return f"{says} Its first steps were not added: the plan is edited at {owner}."
    steps = f"Steps of the model added to the plan: {made.activities}"
    if not made.activities:
        return f"{says} {steps}."
    is_ahead = found.program.starts_on > clock.today(found.program.organization.timezone)
    when = "spread evenly until the program's first day" if is_ahead else "without dates, since the program has begun"
    return f"{says} {steps}, {when}. Each still needs a lead."


def _says_of_lines(made: adopting_models.Adopted) -> str:
    says = [f"New budget lines: {made.lines}."]
    if made.renewed:
        says.append(f"Worked out anew: {made.renewed}.")
    if made.kept:
        says.append(f"Changed by hand, so kept as typed: {', '.join(made.kept)}.")
    if made.left_out:
        says.append(f"Taken out by hand, so left out: {', '.join(made.left_out)}. Put back on the budget's page.")
    if made.spent:
        says.append(f"Of the model before, these stay at what was spent on them: {', '.join(made.spent)}.")
    return " ".join(says)


def _offered(program: Program, model: ImplementationModel | None) -> list[Option]:
    """What the library offers today, and what the model holds already."""
    held = {(part.kind, part.option_key) for part in model.parts.all()} if model else set()
    return [
        option
        for option in library(program.organization)
        if not option.is_retired or (option.kind.value, option.key) in held
    ]
