"""The answer when a code or link that somebody waits for can't be mailed."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

RETRY_SECONDS = 300


def mail_is_down(request: HttpRequest) -> HttpResponse:
    """The same page whether the address has an account or not. `adapter.py` answers with it; it has no address."""
    page = render(request, "people/mail_is_down.html", status=503)
    page["Retry-After"] = str(RETRY_SECONDS)
    return page
