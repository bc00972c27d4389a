"""Saying that a seat which holds a bare name is somebody's who has an account by now."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from waypost.governance.actions import seat_holders as actions
from waypost.governance.actions.committees import SeatIsTaken
from waypost.governance.actions.saving import HasEnded
from waypost.governance.forms.seat_holders import HolderForm
from waypost.governance.queries import committees as queries
from waypost.governance.queries.seat_access import may_let_in
from waypost.governance.queries.seat_holders import people_meant
from waypost.governance.views.committees import MANAGE
from waypost.governance.views.seats import place_of
from waypost.governance.views.shared import committee_form
from waypost.people.actions.people import RoleNotYours
from waypost.people.answering import answer
from waypost.people.gates import requires, signed_in_person

WHAT_FOLLOWS = (
    "The seat is then theirs: the meetings they came to and the charters they agreed to stay with it, and open actions "
    "and questions under this name become theirs. Look at the address: this can't be taken back."
)


@requires(MANAGE)
def say_who_holds(request: HttpRequest, uid: str) -> HttpResponse:
    """Say which of the people who answer to its name holds a seat; where nobody does, back to the members."""
    person = signed_in_person(request)
    found = get_object_or_404(queries.members(person, MANAGE), uid=uid)
    people = people_meant(found.committee, [found]).get(found.pk, ())
    if not people:
        messages.info(request, f"{found} has nobody left to choose: somebody may have said meanwhile whose seat it is.")
        return redirect(place_of(found.committee))
    form = HolderForm(request.POST or None, people=people, may_let_in=may_let_in(person, found.committee.organization))
    page = committee_form(
        f"Is it {people[0].name}?" if len(people) == 1 else f"Which {found.name} is it?",
        form,
        found.committee,
        place_of(found.committee),
        button=f"It is {people[0].name}" if len(people) == 1 else "It is the one I chose",
        lede=WHAT_FOLLOWS,
        version=found.version,
        refused={HasEnded: None, SeatIsTaken: None, actions.NotMeant: "person", RoleNotYours: "let_in"},
    )
    return answer(
        request,
        page,
        lambda version: (actions.say_who_holds_and_let_in if form.lets_in else actions.say_who_holds)(
            by=person, seat=found, started_from=version, person=form.chosen
        ),
    )
