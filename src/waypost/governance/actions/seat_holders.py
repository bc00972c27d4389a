"""Saying that a seat which holds a bare name is somebody's who has an account by now (FR2, BP3)."""

from django.db import transaction

from waypost.common.actors import Actor
from waypost.governance.actions.committees import SeatIsTaken
from waypost.governance.actions.letting_in import let_in
from waypost.governance.actions.saving import check_works, lock, save
from waypost.governance.models import ActionItem, Committee, CommitteeMember, Decision
from waypost.governance.queries.meetings import still_to_do
from waypost.governance.queries.seat_holders import SAY_WHO, has_namesake, people_meant
from waypost.governance.queries.seats import is_over
from waypost.people.models import Person
from waypost.people.viewers import Viewer


class NotMeant(ValueError):
    """Only somebody who answers to the name, and has a role around the committee's organization, is the one meant."""


class TermIsOver(ValueError):
    """What somebody did in a term that ended keeps the name it was done under."""


@transaction.atomic
def say_who_holds(*, by: Actor, seat: CommitteeMember, started_from: int, person: Person) -> CommitteeMember:
    """Make a seat that holds a bare name this person's, with what is open under that name in its committee.

    What they came to and agreed to hangs on the seat and stays. What is open stays under the name where it may be
    somebody else's of that name. Raises EditConflict, HasEnded, TermIsOver, SeatIsTaken and NotMeant.
    """
    current = lock(seat, started_from)
    check_works(current.committee)
    name = current.name
    if is_over(current):
        raise TermIsOver(f"The term of {current.said} has ended: what they did keeps their name.")
    if current.person_id is not None or not name:
        raise SeatIsTaken("Somebody said already whose seat this is: look at the list of members.")
    if person not in people_meant(current.committee, [current]).get(current.pk, ()):
        raise NotMeant(f"Nobody of that choice is called {name} here any more: look at the list of people.")
    save(by=by, verb=SAY_WHO, current=current, values={"person_id": person.pk, "name": ""})
    if not has_namesake(current, name, person):
        _hand_over(by, current.committee, name, person)
    return current


@transaction.atomic
def say_who_holds_and_let_in(
    *, by: Viewer, seat: CommitteeMember, started_from: int, person: Person
) -> CommitteeMember:
    """Both at once, or neither. Raises what both raise."""
    held = say_who_holds(by=by, seat=seat, started_from=started_from, person=person)
    let_in(by=by, seat=held)
    return held


def _hand_over(by: Actor, committee: Committee, name: str, person: Person) -> None:
    """Open actions and questions under the name are the person's; what was done or decided keeps the name."""
    values = {"person_id": person.pk, "name": ""}
    under = {"committee": committee, "person": None, "name": name}
    for action in still_to_do(ActionItem.objects.filter(**under)).select_for_update(of=("self",)):
        save(by=by, verb="change action", current=action, values=values)
    for question in Decision.objects.filter(**under, decided_on=None, closed_at=None).select_for_update():
        save(by=by, verb="edit question", current=question, values=values)
