"""Pages of an organization's own sets of phases."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from waypost.people.answering import answer
from waypost.people.gates import requires, signed_in_person
from waypost.people.models import Person
from waypost.people.permissions import Permission
from waypost.people.queries import holds, may
from waypost.programs.actions import phase_sets as actions
from waypost.programs.forms.phase_sets import NewSetForm, SetNameForm, SetPhaseForm
from waypost.programs.models import PhaseSet
from waypost.programs.queries.phases import phase_sets, sets_to_copy
from waypost.programs.rules.phase_sets import LastPhase, PhaseWords, SetTooLarge, shipped_sets
from waypost.programs.views.pages import typed
from waypost.ui.editing import FormPage
from waypost.ui.navigation import Link

READ = Permission.PROGRAMS_PROGRAM_READ
MANAGE = Permission.PROGRAMS_PROGRAM_MANAGE
STEPS = {"up": -1, "down": 1}


@requires(READ)
def set_list(request: HttpRequest) -> HttpResponse:
    """The sets that come with Waypost, and one's own."""
    person = signed_in_person(request)
    context = {"shipped": shipped_sets().values(), "own": phase_sets(person), "may_edit": holds(person, MANAGE)}
    return render(request, "programs/phase_sets.html", context)


@requires(READ)
def set_page(request: HttpRequest, uid: str) -> HttpResponse:
    """One set: its phases in their order, each with outcomes and questions."""
    person = signed_in_person(request)
    found = get_object_or_404(phase_sets(person), uid=uid)
    context = {"set": found, "words": found.words, "may_edit": may(person, MANAGE, found.organization)}
    return render(request, "programs/phase_set.html", context)


@requires(MANAGE)
def new_set(request: HttpRequest) -> HttpResponse:
    """Begin a set of one's own from another one."""
    person = signed_in_person(request)
    sets = sets_to_copy(person)
    form = NewSetForm(typed(request), person=person, sets=sets)
    page = FormPage(
        "Make a set of your own",
        form,
        reverse("phase_sets"),
        button="Make the set",
        lede="It begins with the phases of another one. Then change names, order, outcomes and questions.",
        crumbs=(Link("Sets of phases", reverse("phase_sets")),),
        refused={actions.SetNameTaken: "name"},
    )
    return answer(
        request,
        page,
        lambda _version: actions.make_phase_set(
            by=person,
            organization=form.cleaned_data["organization"],
            name=form.cleaned_data["name"],
            like=sets[form.cleaned_data["like"]],
        ),
    )


@requires(MANAGE)
def rename_set(request: HttpRequest, uid: str) -> HttpResponse:
    """Call a set by another name."""
    person, found = _to_change(request, uid)
    form = SetNameForm(typed(request), initial=_named(found))
    page = FormPage(
        "Rename the set",
        form,
        reverse("phase_set", args=[uid]),
        crumbs=_crumbs(found),
        refused={actions.SetNameTaken: "name"},
        zone=found.organization.timezone,
        version=found.version,
        initial_of=_named,
    )
    return answer(
        request,
        page,
        lambda version: actions.rename_phase_set(
            by=person, phase_set=found, started_from=version, name=form.cleaned_data["name"]
        ),
    )


@requires(MANAGE)
def add_phase(request: HttpRequest, uid: str) -> HttpResponse:
    """Add a phase at the end of a set."""
    person, found = _to_change(request, uid)
    form = SetPhaseForm(typed(request))
    page = FormPage(
        "Add a phase",
        form,
        reverse("phase_set", args=[uid]),
        button="Add the phase",
        crumbs=_crumbs(found),
        version=found.version,
        refused={SetTooLarge: None},
    )
    return answer(
        request,
        page,
        lambda version: actions.add_phase(by=person, phase_set=found, started_from=version, **form.words()),
    )


@requires(MANAGE)
def edit_phase(request: HttpRequest, uid: str, key: str) -> HttpResponse:
    """Change one phase of a set."""
    person, found = _to_change(request, uid)
    form = SetPhaseForm(typed(request), initial=SetPhaseForm.initial_of(_phase(found, key)))
    page = FormPage(
        "Change the phase",
        form,
        reverse("phase_set", args=[uid]),
        lede="Programs that began keep the words that they began with.",
        crumbs=_crumbs(found),
        zone=found.organization.timezone,
        version=found.version,
        initial_of=lambda current: SetPhaseForm.initial_of(_phase(current, key)),
    )
    return answer(
        request,
        page,
        lambda version: actions.edit_phase(by=person, phase_set=found, key=key, started_from=version, **form.words()),
    )


@requires(MANAGE)
@require_POST
def move_phase(request: HttpRequest, uid: str, key: str, way: str) -> HttpResponse:
    """Move a phase up or down."""
    person, found = _to_change(request, uid)
    if way not in STEPS:
        raise Http404
    _phase(found, key)
    actions.move_phase(by=person, phase_set=found, key=key, step=STEPS[way])
    return redirect("phase_set", uid=uid)


@requires(MANAGE)
@require_POST
def take_phase_out(request: HttpRequest, uid: str, key: str) -> HttpResponse:
    """Take a phase out of a set; it can be put back."""
    person, found = _to_change(request, uid)
    phase = _phase(found, key)
    try:
        actions.take_phase_out(by=person, phase_set=found, key=key)
    except LastPhase as problem:
        messages.warning(request, str(problem))
    else:
        messages.success(request, f"“{phase.name}” is out. “Taken out”, below, puts it back.")
    return redirect("phase_set", uid=uid)


@requires(MANAGE)
@require_POST
def put_phase_back(request: HttpRequest, uid: str, key: str) -> HttpResponse:
    """Put a phase back at the end of its set."""
    person, found = _to_change(request, uid)
    _phase(found, key)
    try:
        actions.put_phase_back(by=person, phase_set=found, key=key)
    except SetTooLarge as problem:
        messages.warning(request, str(problem))
    return redirect("phase_set", uid=uid)


def _to_change(request: HttpRequest, uid: str) -> tuple[Person, PhaseSet]:
    person = signed_in_person(request)
    return person, get_object_or_404(phase_sets(person, MANAGE), uid=uid)


def _phase(found: PhaseSet, key: str) -> PhaseWords:
    for phase in found.words.phases:
        if phase.key == key:
            return phase
    raise Http404


def _named(found: PhaseSet) -> dict[str, str]:
    return {"name": found.name}


def _crumbs(found: PhaseSet) -> tuple[Link, ...]:
    return (
        Link("Sets of phases", reverse("phase_sets")),
        Link(found.name, reverse("phase_set", args=[found.uid])),
    )
