"""Calendars of plans: a file, and secret addresses that other calendars read without signing in (PL11)."""

from hashlib import sha256

from allauth.account.adapter import get_adapter
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from waypost.common.links import site_link
from waypost.common.places import client_network, take_place
from waypost.people.gates import public, signed_in, signed_in_person
from waypost.plans.actions.calendars import TooManyAddresses, make_calendar_address, revoke_calendar_address
from waypost.plans.forms.calendars import CalendarForm
from waypost.plans.queries import access
from waypost.plans.queries.calendars import NothingThere, addresses_of, calendar_behind
from waypost.plans.views.shared import UNPROCESSABLE
from waypost.standards.calendar_days import CONTENT_TYPE

TOO_MANY = 429
#: What one network may ask in a minute; a school's calendars behind one address stay below.
ASKED, PER_SECONDS = 120, 60
#: For how long a calendar need not ask again.
FRESH_SECONDS = 3600


@signed_in
@never_cache
def calendars(request: HttpRequest) -> HttpResponse:
    """One's own addresses; a new one is shown once, right after it was made."""
    person = signed_in_person(request)
    posted = request.POST if request.method == "POST" else None
    form = CalendarForm(posted, plans=access.plans(person), chosen=request.GET.get("plan", ""))
    made = ""
    if form.is_valid():
        try:
            _, secret = make_calendar_address(by=person, plan=form.cleaned_data["plan"])
            made = site_link(reverse("plan_calendar", args=[secret]))
        except TooManyAddresses as refusal:
            form.add_error("plan", str(refusal))
    context = {"form": form, "addresses": addresses_of(person), "made": made}
    return render(request, "plans/calendars.html", context, status=UNPROCESSABLE if form.errors else 200)


@signed_in
@require_POST
def revoke(request: HttpRequest, uid: str) -> HttpResponse:
    person = signed_in_person(request)
    revoke_calendar_address(by=person, address=get_object_or_404(addresses_of(person), uid=uid))
    return redirect("plan_calendars")


@public
@require_safe
def calendar(request: HttpRequest, secret: str) -> HttpResponseBase:
    """What calendars read. Whoever asks too often, with the right address or while guessing, waits a minute."""
    network = client_network(str(get_adapter().get_client_ip(request)))
    if take_place(f"plans:calendars:{network}", places=ASKED, seconds=PER_SECONDS) is None:
        return HttpResponse(status=TOO_MANY, headers={"Retry-After": str(PER_SECONDS)})
    try:
        _, content = calendar_behind(secret)
    except NothingThere as nothing:
        raise Http404 from nothing
    tag = f'"{sha256(content).hexdigest()[:32]}"'
    headers = {
        "Cache-Control": f"private, max-age={FRESH_SECONDS}",
        "ETag": tag,
        "X-Robots-Tag": "noindex, nofollow",
    }
    response = HttpResponse(content, content_type=CONTENT_TYPE, headers=headers)
    return get_conditional_response(request, etag=tag, response=response) or response
