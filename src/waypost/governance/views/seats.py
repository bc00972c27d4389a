"""The seats of a committee: who speaks for whom, until when, and whether they come in."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from waypost.common import clock
from waypost.governance.actions import committees as actions
from waypost.governance.actions import letting_in
from waypost.governance.actions.saving import HasEnded, UnclearPerson
from waypost.governance.forms.committees import NameForm, SeatForm
from waypost.governance.models import Committee
from waypost.governance.queries import committees as queries
from waypost.governance.queries.seat_access import may_let_in
from waypost.governance.queries.spoken_phases import phases_of
from waypost.governance.views.committees import MANAGE
from waypost.governance.views.shared import committee_address, committee_form
from waypost.people.actions.people import RoleNotYours
from waypost.people.answering import answer
from waypost.people.gates import requires, signed_in_person

REFUSED: dict[type[Exception], str | None] = {
    UnclearPerson: "who",
    HasEnded: None,
    actions.TermEndsFirst: "ends_on",
    actions.SeatIsTaken: None,
    letting_in.NobodyToLetIn: "who",
    RoleNotYours: "let_in",
}
LEAVING = (
    "Somebody leaves? Write the last day of the term. What they took on keeps their name. A term ends no role: who can "
    "open these pages today still can."
)


def place_of(committee: Committee) -> str:
    """Where the members of a committee stand on its page."""
    return f"{committee_address(committee)}#members"


@requires(MANAGE)
def add_seat(request: HttpRequest, uid: str) -> HttpResponse:
    """Add a member or an open seat, and let the member in where that is ticked."""
    person = signed_in_person(request)
    found = get_object_or_404(queries.committees(person, MANAGE), uid=uid)
    may = may_let_in(person, found.organization)
    phases, zone = phases_of(found.organization), found.organization.timezone
    form = SeatForm(request.POST or None, phases=phases, may_let_in=may, starts_on=clock.today(zone))
    page = committee_form("Add a member", form, found, place_of(found), button="Add", refused=REFUSED)
    return answer(
        request,
        page,
        lambda _version: (letting_in.add_seat_and_let_in if form.lets_in else actions.add_seat)(
            by=person, committee=found, fields=form.seat()
        ),
    )


@requires(MANAGE)
def edit_seat(request: HttpRequest, uid: str) -> HttpResponse:
    """Change what a member speaks for and their term, or fill an open seat."""
    person = signed_in_person(request)
    found = get_object_or_404(queries.members(person, MANAGE), uid=uid)
    may = may_let_in(person, found.committee.organization)
    phases = phases_of(found.committee.organization)
    form = SeatForm(request.POST or None, phases=phases, may_let_in=may, seat=found)
    page = committee_form(
        f"Change the seat of {found.said}" if found.said else "Fill the open seat",
        form,
        found.committee,
        place_of(found.committee),
        lede=LEAVING * bool(found.said),
        template="governance/seat.html",
        version=found.version,
        initial_of=SeatForm.initial_of,
        refused=REFUSED,
    )
    return answer(
        request,
        page,
        lambda version: (letting_in.fill_seat_and_let_in if form.lets_in else actions.edit_seat)(
            by=person, seat=found, started_from=version, fields=form.seat()
        ),
    )


@requires(MANAGE)
def correct_name(request: HttpRequest, uid: str) -> HttpResponse:
    """Spell a name that was typed by hand as it should be."""
    person = signed_in_person(request)
    found = get_object_or_404(queries.members(person, MANAGE), uid=uid)
    form = NameForm(request.POST or None, initial=NameForm.initial_of(found))
    page = committee_form(
        "Correct the name",
        form,
        found.committee,
        place_of(found.committee),
        lede="For a typing mistake. Whoever comes next gets a seat of their own.",
        version=found.version,
        initial_of=NameForm.initial_of,
        refused={actions.SeatIsTaken: None},
    )
    return answer(
        request,
        page,
        lambda version: actions.correct_name(
            by=person, seat=found, started_from=version, name=form.cleaned_data["name"]
        ),
    )


@requires(MANAGE)
def remove_seat(request: HttpRequest, uid: str) -> HttpResponse:
    """Remove a seat that was added by mistake, after a look."""
    person = signed_in_person(request)
    found = get_object_or_404(queries.members(person, MANAGE), uid=uid)
    stays = ""
    if request.method == "POST":
        try:
            actions.remove_seat(by=person, seat=found)
        except actions.SeatHasHistory as reason:
            stays = str(reason)
        else:
            return redirect(place_of(found.committee))
    context = {"seat": found, "stays": stays, "back": place_of(found.committee)}
    return render(request, "governance/remove_seat.html", context, status=422 if stays else 200)


@requires(MANAGE)
@require_POST
def let_in(request: HttpRequest, uid: str) -> HttpResponse:
    """Give a member who sits already the role that opens the committee's pages."""
    person = signed_in_person(request)
    found = get_object_or_404(queries.members(person, MANAGE), uid=uid)
    try:
        letting_in.let_in(by=person, seat=found)
    except (letting_in.NobodyToLetIn, RoleNotYours) as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"{found.said} can open the committee's pages now.")
    return redirect(place_of(found.committee))
