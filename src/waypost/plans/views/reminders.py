"""The page behind the link of a reminder: its lead answers there without signing in (PL8).

Only a POST changes anything, since mail scanners open links too. The page says nothing of the plan beyond this
activity, is not to be kept or indexed, and leads nowhere outside, so that its address leaks to nobody.
"""

from allauth.account.adapter import get_adapter
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from waypost.common.conflicts import EditConflict
from waypost.common.places import client_network, take_place
from waypost.people.gates import public, viewer_of
from waypost.people.models import Person
from waypost.plans.actions.activities import DateBeforeStart
from waypost.plans.actions.reminders import DateNotAhead, LinkClosed, answer_with_date, answer_with_progress
from waypost.plans.forms.reminders import HowFarForm, NewDateForm
from waypost.plans.models import Reminder
from waypost.plans.queries.reminders import Closed, LinkExpired, LinkUnknown, reminder_behind, today_of, why_closed

FORBIDDEN, NOT_FOUND, CONFLICT, GONE, UNPROCESSABLE, TOO_MANY = 403, 404, 409, 410, 422, 429
#: What one client may send or guess in a minute; a lead with a full mailbox stays far below.
TRIES = 30
PER_SECONDS = 60
UNKNOWN = "This link is not whole. Open it from the mail again, or tell whoever keeps the plan what you have to say."
EXPIRED = "This link is older than 14 days. Use the link of a newer mail, or write to whoever keeps the plan."
TOO_OFTEN = "Many answers came from your network in a short time. Wait a minute, then try again."
CLOSED = {
    Closed.DONE: "This activity is done: there is nothing left to answer. Thank you for all that led here.",
    Closed.GONE: "This activity is not in the plan any more: there is nothing to answer.",
    Closed.LEFT: "Somebody else leads this activity now. If that is a mistake, tell whoever keeps the plan.",
}


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def reminder(request: HttpRequest, token: str) -> HttpResponse:
    """What the link opens: two forms, or a sentence on why it takes no answer."""
    try:
        found = reminder_behind(token)
    except (LinkExpired, LinkUnknown) as trouble:
        return _not_opened(request, is_old=isinstance(trouble, LinkExpired))
    viewer = viewer_of(request)
    if isinstance(viewer, Person) and viewer != found.person:
        return _sentence(request, _not_yours(found, viewer), FORBIDDEN)
    closed = why_closed(found)
    if found.answered_at is not None and closed in {None, Closed.DONE}:
        return _page(request, "plans/reminder_answered.html", {"reminder": found})
    if closed is not None:
        return _sentence(request, CLOSED[closed], GONE)
    if request.method != "POST":
        return _show(request, found, _how_far(found), NewDateForm())
    return _take_answer(request, token, found)


def _not_opened(request: HttpRequest, *, is_old: bool) -> HttpResponse:
    if _tries_too_often(request):
        return _sentence(request, TOO_OFTEN, TOO_MANY)
    return _sentence(request, EXPIRED if is_old else UNKNOWN, GONE if is_old else NOT_FOUND)


def _take_answer(request: HttpRequest, token: str, found: Reminder) -> HttpResponse:
    if _tries_too_often(request):
        return _sentence(request, TOO_OFTEN, TOO_MANY)
    try:
        return _take_date(request, found) if "proposed_on" in request.POST else _take_progress(request, token, found)
    except LinkClosed:
        return redirect(request.path)


def _take_progress(request: HttpRequest, token: str, found: Reminder) -> HttpResponse:
    form = HowFarForm(request.POST, initial={}, today=today_of(found.activity))
    if not form.is_valid():
        return _show(request, found, form, NewDateForm(), status=UNPROCESSABLE)
    values = dict(form.cleaned_data)
    try:
        answer_with_progress(reminder=found, started_from=values.pop("version"), **values)
    except EditConflict:
        now = reminder_behind(token)
        form.start_again_from(now.activity.version)
        return _show(request, now, form, NewDateForm(), status=CONFLICT)
    except DateBeforeStart as refusal:
        form.add_error("completed_on", str(refusal))
        return _show(request, found, form, NewDateForm(), status=UNPROCESSABLE)
    return redirect(request.path)


def _take_date(request: HttpRequest, found: Reminder) -> HttpResponse:
    form = NewDateForm(request.POST)
    if form.is_valid():
        try:
            answer_with_date(reminder=found, **form.cleaned_data)
        except (DateBeforeStart, DateNotAhead) as refusal:
            form.add_error("proposed_on", str(refusal))
        else:
            return redirect(request.path)
    return _show(request, found, _how_far(found), form, status=UNPROCESSABLE)


def _how_far(found: Reminder) -> HowFarForm:
    activity = found.activity
    initial = {"progress": activity.progress, "version": activity.version}
    return HowFarForm(initial=initial, today=today_of(activity))


def _tries_too_often(request: HttpRequest) -> bool:
    """Strangers who guess and those who send are counted together, by network."""
    name = f"plans:reminders:{client_network(str(get_adapter().get_client_ip(request)))}"
    return take_place(name, places=TRIES, seconds=PER_SECONDS) is None


def _not_yours(found: Reminder, viewer: Person) -> str:
    return f"This link is for {found.person.name}, and you are signed in as {viewer.name}. Sign out to use it."


def _show(
    request: HttpRequest, found: Reminder, how_far: HowFarForm, new_date: NewDateForm, status: int = 200
) -> HttpResponse:
    context = {
        "reminder": found,
        "activity": found.activity,
        "today": today_of(found.activity),
        "how_far": how_far,
        "new_date": new_date,
        "is_conflict": status == CONFLICT,
    }
    return _page(request, "plans/reminder.html", context, status)


def _sentence(request: HttpRequest, sentence: str, status: int) -> HttpResponse:
    return _page(request, "plans/reminder_closed.html", {"sentence": sentence}, status)


def _page(request: HttpRequest, template: str, context: dict[str, object], status: int = 200) -> HttpResponse:
    response = render(request, template, context, status=status)
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
