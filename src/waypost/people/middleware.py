"""Where somebody goes who is not signed in."""

from typing import Any

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import redirect

from waypost.people.queries import anyone_exists


class SignInMiddleware(LoginRequiredMiddleware):
    """To the page to sign in; while there is nobody yet, to the first set-up (never in a deployment)."""

    def handle_no_permission(self, request: HttpRequest, view_func: Any) -> HttpResponseRedirect:
        if not settings.IS_DEPLOYMENT and not anyone_exists():
            return redirect("set_up")
        return super().handle_no_permission(request, view_func)
