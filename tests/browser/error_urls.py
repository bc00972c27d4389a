"""Addresses that answer with each error, as Django itself would."""

from collections.abc import Callable

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import REASON_NO_CSRF_COOKIE
from django.urls import path
from django.views import defaults
from django.views.csrf import csrf_failure

from waypost.config.urls import urlpatterns as site_urls

ANSWERS: dict[str, Callable[[HttpRequest], HttpResponse]] = {
    "400": lambda request: defaults.bad_request(request, BadRequest()),
    "403": lambda request: defaults.permission_denied(request, PermissionDenied()),
    "403_csrf": lambda request: csrf_failure(request, REASON_NO_CSRF_COOKIE),
    "500": defaults.server_error,
}


@login_not_required
def answer(request: HttpRequest, error: str) -> HttpResponse:
    return ANSWERS[error](request)


urlpatterns = [path("errors/<str:error>", answer), *site_urls]
