"""What is refused before a view sees it: too large a body, and an address with a NUL in it."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.auth import SESSION_KEY
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string

MEGABYTE = 1024 * 1024
REFUSED = 413


@dataclass(frozen=True)
class Allowance:
    """How much may be posted below `path`: twice what its pages ask for, so that a file a little too large
    still gets the page's own sentence, with everything typed kept.
    """

    path: str
    size_bytes: int
    only_signed_in: bool = True


ALLOWANCES = (
    Allowance("/frameworks/import/", 22 * MEGABYTE),
    Allowance("/learning/", 330 * MEGABYTE),
    Allowance("/plans/import/", 22 * MEGABYTE),
    Allowance("/verify/", 11 * MEGABYTE, only_signed_in=False),
)
EVERYWHERE_ELSE_BYTES = 3 * MEGABYTE


class BodySizeMiddleware:
    """Answers 413 where a request announces more than its page can use.

    A body without an announced length is empty to WSGI, so nothing else needs to be counted.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        announced = announced_bytes(request)
        if announced > EVERYWHERE_ELSE_BYTES and announced > allowed_bytes(request):
            return refused()
        return self.get_response(request)


class AddressMiddleware:
    """Answers 404 to an address with a NUL in it: it names nothing, and PostgreSQL cannot even be asked about it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if "\0" in request.path_info or "%00" in request.META.get("QUERY_STRING", ""):
            raise Http404
        return self.get_response(request)


def announced_bytes(request: HttpRequest) -> int:
    """The request's Content-Length; 0 where it is missing or no number."""
    announced = request.META.get("CONTENT_LENGTH") or "0"
    return int(announced) if announced.isdecimal() else 0


def allowed_bytes(request: HttpRequest) -> int:
    """How much the request may carry, by its address and by whether somebody is signed in."""
    for allowance in ALLOWANCES:
        if request.path.startswith(allowance.path) and (not allowance.only_signed_in or SESSION_KEY in request.session):
            return allowance.size_bytes
    return EVERYWHERE_ELSE_BYTES


def refused() -> HttpResponse:
    """One sentence that says what to do; without the request, since nobody was recognized yet."""
    return HttpResponse(render_to_string("413.html"), status=REFUSED)
