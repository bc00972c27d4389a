"""Saying that a seat which holds a bare name is somebody's who has an account by now."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from waypost.governance.actions import seat_holders as actions
from waypost.governance.actions.committees import SeatIsTaken
from waypost.governance.actions.saving import HasEnded
from waypost.governance.forms.seat_holders import HolderForm
from waypost.governance.models import CommitteeMember
from waypost.governance.queries import committees as queries
from waypost.governance.queries.seat_access import may_let_in
from waypost.governance.queries.seat_holders import has_namesake, people_meant, told_apart
from waypost.governance.queries.seats import is_over
from waypost.governance.views.committees import MANAGE
from waypost.governance.views.seats import place_of
from waypost.governance.views.shared import committee_address, committee_form
from waypost.people.actions.people import RoleNotYours
from waypost.people.answering import answer
from waypost.people.gates import requires, signed_in_person
from waypost.people.models import Person
from waypost.ui.editing import FormPage

SEAT = "The seat is then theirs: the meetings they came to and the charters they agreed to stay with it"
OPEN_TOO = ", and open actions and questions under this name become theirs."
OPEN_STAYS = (
    ". Somebody else of this name sits or sat here, so open actions and questions under it stay as they are: say in "
    "each of them who has it."
)
REFUSED: dict[type[Exception], str | None] = {
    HasEnded: None,
    SeatIsTaken: None,
    actions.TermIsOver: None,
    actions.NotMeant: "person",
    RoleNotYours: "let_in",
}
FOR_GOOD = " Look at the address: this can't be taken back."


@requires(MANAGE)
def say_who_holds(request: HttpRequest, uid: str) -> HttpResponse:
    """Say which of the people who answer to its name holds a seat; where nobody does, back to the members."""
    viewer = signed_in_person(request)
    found = get_object_or_404(queries.members(viewer, MANAGE), uid=uid)
    people = {} if is_over(found) else {one.uid: one for one in _people_meant(found)}
    if not people:
        messages.info(request, _why_nobody(found))
        return redirect(committee_address(found.committee))
    at = found.committee.organization
    choices = told_apart(viewer, at, people.values())
    form = HolderForm(request.POST or None, choices=choices, may_let_in=may_let_in(viewer, at))
    return answer(
        request,
        _page(found, list(people.values()), form),
        lambda version: (actions.say_who_holds_and_let_in if form.lets_in else actions.say_who_holds)(
            by=viewer, seat=found, started_from=version, person=people[form.chosen]
        ),
    )


def _page(seat: CommitteeMember, people: Sequence[Person], form: HolderForm) -> FormPage:
    may_be_anothers = any(has_namesake(seat, seat.name, one) for one in people)
    name, is_one = people[0].name, len(people) == 1
    return committee_form(
        f"Is it {name}?" if is_one else f"Which {seat} is it?",
        form,
        seat.committee,
        place_of(seat.committee),
        button=f"It is {name}" if is_one else "It is the one I chose",
        lede=SEAT + (OPEN_STAYS if may_be_anothers else OPEN_TOO) + FOR_GOOD,
        version=seat.version,
        refused=REFUSED,
    )


def _people_meant(seat: CommitteeMember) -> Sequence[Person]:
    return people_meant(seat.committee, [seat]).get(seat.pk, ())


def _why_nobody(seat: CommitteeMember) -> str:
    if is_over(seat):
        return f"The term of {seat} has ended: what they did keeps their name."
    return f"{seat} has nobody left to choose: somebody may have said meanwhile whose seat it is."
