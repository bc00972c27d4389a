"""Setting aside a meeting, a question, an action or a committee, and taking it up again."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from waypost.governance.actions import closing as actions
from waypost.governance.forms.closing import ReasonForm
from waypost.governance.models import ActionItem, Committee, Decision
from waypost.governance.queries.closing import Closed, closable
from waypost.governance.rules.closing import CLOSING
from waypost.governance.views import action_items, decisions
from waypost.governance.views.shared import committee_address, committee_form, meeting_address
from waypost.people.answering import answer
from waypost.people.gates import requires, signed_in_person
from waypost.people.permissions import Permission

MEET = Permission.GOVERNANCE_MEETING_EDIT


@requires(MEET)
def close(request: HttpRequest, kind: str, uid: str) -> HttpResponse:
    """Ask for the reason, then set it aside; a committee is ended by those who manage it."""
    person = signed_in_person(request)
    thing = _found(request, kind, uid)
    form = ReasonForm(request.POST or None)
    words = CLOSING[kind]
    committee = thing if isinstance(thing, Committee) else thing.committee
    page = committee_form(
        words.heading,
        form,
        committee,
        place_of(thing),
        button=words.heading,
        lede=words.says,
        refused={actions.ItStays: None},
    )
    return answer(request, page, lambda _version: actions.close(by=person, thing=thing, why=form.cleaned_data["why"]))


@requires(MEET)
@require_POST
def take_up(request: HttpRequest, kind: str, uid: str) -> HttpResponse:
    """Take it up again."""
    thing = _found(request, kind, uid)
    actions.take_up(by=signed_in_person(request), thing=thing)
    return redirect(place_of(thing))


def place_of(thing: Closed) -> str:
    """Where it is read."""
    if isinstance(thing, ActionItem):
        return action_items.place_of_action(thing)
    if isinstance(thing, Committee):
        return committee_address(thing)
    return decisions.address(thing) if isinstance(thing, Decision) else meeting_address(thing)


def _found(request: HttpRequest, kind: str, uid: str) -> Closed:
    thing = closable(signed_in_person(request), kind, uid)
    if thing is None:
        raise Http404
    return thing
