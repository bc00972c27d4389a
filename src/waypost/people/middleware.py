"""Where somebody goes who is not signed in, and how often a page asks for their roles."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect

from waypost.people.queries import anyone_exists
from waypost.people.remembered import remembering

#: Methods of requests that change no role.
READING = {"GET", "HEAD"}


class SignInMiddleware(LoginRequiredMiddleware):
    """To the page to sign in; while there is nobody yet, to the first set-up (never in a deployment)."""

    def handle_no_permission(self, request: HttpRequest, view_func: Any) -> HttpResponseRedirect:
        if not settings.IS_DEPLOYMENT and not anyone_exists():
            return redirect("set_up")
        return super().handle_no_permission(request, view_func)


class RolesMiddleware:
    """Lets a page that only reads ask for the roles of its viewer once."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in READING:
            return self.get_response(request)
        with remembering():
            return self.get_response(request)
