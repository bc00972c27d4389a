"""What a meeting gives somebody to do, and its way into the plan."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from waypost.common import clock
from waypost.common.days import day_in
from waypost.governance.actions import action_items as actions
from waypost.governance.actions.saving import HasEnded, IsCanceled, UnclearPerson
from waypost.governance.forms.meetings import ActionForm, IntoPlanForm
from waypost.governance.models import ActionItem
from waypost.governance.queries import meetings as queries
from waypost.governance.queries.committees import committees
from waypost.governance.views.meetings import back_to, place_of
from waypost.governance.views.shared import committee_address, committee_form, meeting_address, meeting_form
from waypost.people.answering import answer
from waypost.people.gates import requires, signed_in_person
from waypost.people.permissions import Permission
from waypost.plans.actions.activities import DateBeforeStart
from waypost.plans.actions.leads import UnclearLead

MEET = Permission.GOVERNANCE_MEETING_EDIT
PLAN = Permission.PLANS_PLAN_EDIT


def place_of_action(action: ActionItem) -> str:
    """Where it stands: under its agenda item, else on the page of its committee."""
    if action.meeting is None:
        return committee_address(action.committee) + "#actions"
    return place_of(action.agenda_item) if action.agenda_item else meeting_address(action.meeting)


@requires(MEET)
def act(request: HttpRequest, uid: str) -> HttpResponse:
    """Note, under an agenda item, who does what until when."""
    person = signed_in_person(request)
    item = get_object_or_404(queries.items(person), uid=uid)
    committee = item.meeting.committee
    met_on = day_in(item.meeting.starts_at, committee.organization.timezone)
    form = ActionForm(request.POST or None, earliest=met_on)
    page = meeting_form(
        "Add an action",
        form,
        item.meeting,
        place_of(item),
        button="Add the action",
        lede=item.title,
        refused={UnclearPerson: "who", HasEnded: None, IsCanceled: None},
    )
    return answer(
        request,
        page,
        lambda _version: actions.give_action(by=person, committee=committee, item=item, fields=form.said()),
        then=lambda _made: back_to(request, item),
    )


@requires(MEET)
def add_action(request: HttpRequest, uid: str) -> HttpResponse:
    """The same between two meetings."""
    person = signed_in_person(request)
    committee = get_object_or_404(committees(person, MEET), uid=uid)
    form = ActionForm(request.POST or None, earliest=clock.today(committee.organization.timezone))
    page = committee_form(
        "Add an action",
        form,
        committee,
        committee_address(committee) + "#actions",
        button="Add the action",
        refused={UnclearPerson: "who", HasEnded: None},
    )
    return answer(
        request, page, lambda _version: actions.give_action(by=person, committee=committee, fields=form.said())
    )


@requires(MEET)
def change_action(request: HttpRequest, uid: str) -> HttpResponse:
    """Change the words, who does it, or the day."""
    person = signed_in_person(request)
    action = get_object_or_404(queries.action_items(person), uid=uid)
    form = ActionForm(request.POST or None, initial=ActionForm.initial_of(action))
    page = committee_form(
        "Change the action",
        form,
        action.committee,
        place_of_action(action),
        version=action.version,
        initial_of=ActionForm.initial_of,
        refused={UnclearPerson: "who", actions.InPlanAlready: None},
    )
    return answer(
        request,
        page,
        lambda version: actions.change_action(by=person, action=action, started_from=version, fields=form.said()),
    )


@requires(MEET)
@require_POST
def tick_off(request: HttpRequest, uid: str) -> HttpResponse:
    """It is done today; with `open` it is not done after all."""
    person = signed_in_person(request)
    action = get_object_or_404(queries.action_items(person), uid=uid)
    try:
        if "open" in request.POST:
            actions.reopen_action(by=person, action=action)
        else:
            today = clock.today(action.committee.organization.timezone)
            actions.tick_off(by=person, action=action, done_on=today)
    except actions.InPlanAlready:
        return redirect("plan_activity", action.activity.uid if action.activity else "")
    return redirect(place_of_action(action))


@requires(PLAN)
def into_plan(request: HttpRequest, uid: str) -> HttpResponse:
    """Make it an activity of the plan, under a chosen objective."""
    person = signed_in_person(request)
    action = get_object_or_404(queries.action_items(person), uid=uid)
    form = IntoPlanForm(request.POST or None, person=person, action=action)
    page = committee_form(
        "Take it into the plan",
        form,
        action.committee,
        place_of_action(action),
        button="Make it an activity",
        lede=action.text,
        refused={
            UnclearLead: None,
            DateBeforeStart: "target_on",
            actions.InPlanAlready: None,
            actions.OtherBranch: "objective",
        },
    )
    return answer(
        request,
        page,
        lambda _version: actions.take_into_plan(by=person, action=action, **form.into()),
        then=lambda activity: reverse("plan_activity", args=[activity.uid]),
    )
