"""Meetings: date, agenda, who came, minutes."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from waypost.governance.actions import meetings as actions
from waypost.governance.actions.meetings import NewItem
from waypost.governance.actions.saving import HasEnded, IsCanceled
from waypost.governance.forms.meetings import (
    AttendanceForm,
    ItemForm,
    ItemsForm,
    MeetingForm,
    MinutesForm,
    NewMeetingForm,
)
from waypost.governance.models import AgendaItem
from waypost.governance.queries import meeting_lists
from waypost.governance.queries import meetings as queries
from waypost.governance.queries.agendas import drafted_agenda
from waypost.governance.queries.committees import committees
from waypost.governance.views.shared import committee_form, meeting_address, meeting_form
from waypost.people.answering import answer
from waypost.people.gates import requires, signed_in_person
from waypost.people.permissions import Permission
from waypost.people.queries import may
from waypost.ui.editing import posted_number

READ = Permission.GOVERNANCE_COMMITTEE_READ
MEET = Permission.GOVERNANCE_MEETING_EDIT


BACK = "A colleague had taken this item from the agenda while you wrote. With what you saved it stands there again."


def place_of(item: AgendaItem) -> str:
    """Where an item stands on the page of its meeting."""
    return f"{meeting_address(item.meeting)}#item-{item.uid}"


def back_to(request: HttpRequest, item: AgendaItem) -> str:
    """The place of an item that somebody wrote under; where it had been removed meanwhile, that is said."""
    if item.removed_at is not None:
        messages.info(request, BACK)
    return place_of(item)


@requires(READ)
def meeting(request: HttpRequest, uid: str) -> HttpResponse:
    """Agenda, minutes, decisions, actions, and who came."""
    person = signed_in_person(request)
    found = get_object_or_404(queries.meetings(person), uid=uid)
    return render(request, "governance/meeting.html", {"page": queries.meeting_page(person, found)})


@requires(READ)
def meeting_list(request: HttpRequest, uid: str) -> HttpResponse:
    """Every meeting of a committee, page by page."""
    person = signed_in_person(request)
    committee = get_object_or_404(committees(person), uid=uid)
    found = meeting_lists.meeting_list(committee, request.GET.get("page"))
    context = {"committee": committee, "found": found, "may_edit": may(person, MEET, committee.organization)}
    return render(request, "governance/meetings.html", context)


@requires(MEET)
def plan_meeting(request: HttpRequest, uid: str) -> HttpResponse:
    """Set a date; the agenda is drafted from what is open."""
    person = signed_in_person(request)
    committee = get_object_or_404(committees(person, MEET), uid=uid)
    zone = committee.organization.timezone
    form = NewMeetingForm(request.POST or None, draft=drafted_agenda(committee))
    page = committee_form(
        "Plan a meeting",
        form,
        committee,
        button="Plan the meeting",
        lede=f"Times are read on the clocks of {committee.organization.name} ({zone.replace('_', ' ')}).",
        refused={actions.AgendaIsFull: "own", HasEnded: None},
    )
    return answer(
        request,
        page,
        lambda _version: actions.plan_meeting(by=person, committee=committee, fields=form.said(), items=_items(form)),
        then=meeting_address,
    )


def _items(form: NewMeetingForm) -> list[NewItem]:
    open_ones = [NewItem(item.question.title, item.decision, item.action) for item in form.chosen()]
    return [*open_ones, *(NewItem(title) for title in form.cleaned_data["own"])]


@requires(MEET)
def change_meeting(request: HttpRequest, uid: str) -> HttpResponse:
    """Move it, or change the place."""
    person = signed_in_person(request)
    found = get_object_or_404(queries.meetings(person, MEET), uid=uid)
    form = MeetingForm(request.POST or None, initial=MeetingForm.initial_of(found))
    page = meeting_form("Change date or place", form, found, version=found.version, initial_of=MeetingForm.initial_of)
    return answer(
        request,
        page,
        lambda version: actions.change_meeting(by=person, meeting=found, started_from=version, fields=form.said()),
    )


@requires(MEET)
def attendance(request: HttpRequest, uid: str) -> HttpResponse:
    """Note who came."""
    person = signed_in_person(request)
    found = get_object_or_404(queries.meetings(person, MEET), uid=uid)
    initial = AttendanceForm.initial_of(found)
    lines = queries.seats_on(found)
    form = AttendanceForm(request.POST or None, lines=lines, initial=initial)
    page = meeting_form(
        "Who came",
        form,
        found,
        version=found.version,
        initial_of=AttendanceForm.initial_of,
        refused={IsCanceled: None},
    )
    return answer(
        request,
        page,
        lambda version: actions.take_attendance(
            by=person,
            meeting=found,
            started_from=version,
            offered=[line.member for line in lines],
            members=form.chosen(),
            guests=form.cleaned_data["guests"],
        ),
    )


@requires(MEET)
def add_items(request: HttpRequest, uid: str) -> HttpResponse:
    """Put items at the end of the agenda."""
    person = signed_in_person(request)
    found = get_object_or_404(queries.meetings(person, MEET), uid=uid)
    form = ItemsForm(request.POST or None)
    page = meeting_form(
        "Add to the agenda",
        form,
        found,
        meeting_address(found) + "#agenda",
        button="Add",
        refused={actions.AgendaIsFull: "own", IsCanceled: None},
    )
    return answer(
        request,
        page,
        lambda _version: actions.add_items(
            by=person, meeting=found, items=[NewItem(title) for title in form.cleaned_data["own"]]
        ),
    )


@requires(MEET)
def edit_item(request: HttpRequest, uid: str) -> HttpResponse:
    """Reword an item."""
    person = signed_in_person(request)
    item = get_object_or_404(queries.items(person), uid=uid)
    form = ItemForm(request.POST or None, initial=ItemForm.initial_of(item))
    page = meeting_form(
        "Reword the item", form, item.meeting, place_of(item), version=item.version, initial_of=ItemForm.initial_of
    )
    return answer(
        request,
        page,
        lambda version: actions.retitle_item(
            by=person, item=item, started_from=version, title=form.cleaned_data["title"]
        ),
        then=lambda _saved: back_to(request, item),
    )


@requires(MEET)
def minutes(request: HttpRequest, uid: str) -> HttpResponse:
    """Write what was said about an item; two who write at once see both texts."""
    person = signed_in_person(request)
    item = get_object_or_404(queries.items(person), uid=uid)
    form = MinutesForm(request.POST or None, initial=MinutesForm.initial_of(item))
    page = meeting_form(
        "Minutes",
        form,
        item.meeting,
        place_of(item),
        button="Save the minutes",
        lede=item.title,
        version=item.version,
        initial_of=MinutesForm.initial_of,
        refused={IsCanceled: None},
    )
    return answer(
        request,
        page,
        lambda version: actions.write_minutes(
            by=person, item=item, started_from=version, minutes=form.cleaned_data["minutes"]
        ),
        then=lambda _saved: back_to(request, item),
    )


@requires(MEET)
@require_POST
def move_item(request: HttpRequest, uid: str) -> HttpResponse:
    """One place up or down."""
    person = signed_in_person(request)
    item = get_object_or_404(queries.items(person), uid=uid)
    move = actions.move_item_up if request.POST.get("direction") == "up" else actions.move_item_down
    move(by=person, item=item, shown_position=posted_number(request.POST, "position"))
    return redirect(place_of(item))


@requires(MEET)
def remove_item(request: HttpRequest, uid: str) -> HttpResponse:
    """Take an item from the agenda, after a look; what holds minutes stays."""
    person = signed_in_person(request)
    item = get_object_or_404(queries.items(person), uid=uid)
    stays = ""
    if request.method == "POST":
        try:
            actions.remove_item(by=person, item=item)
        except actions.HoldsMinutes as reason:
            stays = str(reason)
        else:
            return redirect(meeting_address(item.meeting) + "#agenda")
    context = {"item": item, "stays": stays, "back": place_of(item)}
    return render(request, "governance/remove_item.html", context, status=422 if stays else 200)
