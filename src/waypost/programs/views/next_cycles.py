"""The page that starts the next cycle, once it has said what goes over."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from waypost.common import clock
from waypost.people.answering import answer, show_again
from waypost.people.gates import requires, signed_in_person
from waypost.people.permissions import Permission
from waypost.programs.actions.next_cycles import start_next_cycle
from waypost.programs.actions.phases import CycleClosed
from waypost.programs.forms.phases import SAME, NextCycleForm
from waypost.programs.models import Cycle
from waypost.programs.queries.next_cycles import phases_of_set, same_phases, what_is_carried
from waypost.programs.queries.phase_lines import CycleShown, cycle_shown
from waypost.programs.queries.phases import cycles, sets_to_follow
from waypost.programs.queries.programs import programs
from waypost.programs.rules.phase_sets import SetWords
from waypost.programs.rules.phases import MisdatedStay
from waypost.programs.views.pages import typed
from waypost.ui.editing import FormPage
from waypost.ui.navigation import Link

MANAGE = Permission.PROGRAMS_PROGRAM_MANAGE


@requires(MANAGE)
def next_cycle(request: HttpRequest, uid: str) -> HttpResponse:
    """Begin the next cycle from what this one leaves; to look what a set takes over begins nothing."""
    person = signed_in_person(request)
    cycle = get_object_or_404(cycles(person, MANAGE), program__uid=uid, closed_at=None)
    cycle.program = get_object_or_404(programs(person, MANAGE), uid=uid)
    sets = sets_to_follow(cycle.program.organization)
    chosen = request.POST.get("follows", SAME)
    words = sets.get(chosen)
    form = _form(request, cycle, sets, chosen if words else SAME)
    page = _page(form, cycle, _told(cycle_shown(person, cycle), words))
    if "look" in request.POST:
        return show_again(request, page)
    return answer(
        request,
        page,
        lambda _version: start_next_cycle(
            by=person, cycle=cycle, began_on=form.cleaned_data["on"], why=form.cleaned_data["why"], words=words
        ),
    )


def _form(request: HttpRequest, cycle: Cycle, sets: dict[str, SetWords], told: str) -> NextCycleForm:
    """The set whose words stand above the form goes with it, so that the next press is about that one.

    Who only looks keeps what they typed, and nothing of it is asked for yet.
    """
    today = clock.today(cycle.program.organization.timezone)
    if "look" in request.POST:
        return NextCycleForm(None, today=today, sets=sets, told=told, begun=request.POST.dict())
    return NextCycleForm(typed(request), today=today, sets=sets, told=told)


def _told(shown: CycleShown, words: SetWords | None) -> tuple[str, ...]:
    return what_is_carried(shown, phases_of_set(shown, words) if words else same_phases(shown))


def _page(form: NextCycleForm, cycle: Cycle, notes: tuple[str, ...]) -> FormPage:
    back = reverse("program_phases", args=[cycle.program.uid])
    return FormPage(
        f"Start cycle {cycle.number + 1}",
        form,
        back,
        button=f"Start cycle {cycle.number + 1}",
        lede=f"Cycle {cycle.number} stays readable as it stands now.",
        crumbs=(Link("Phases", back),),
        notes=notes,
        look="See what it takes over",
        refused={CycleClosed: None, MisdatedStay: "on"},
    )
