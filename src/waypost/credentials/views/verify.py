"""Verify any credential, for anyone (UX.md, J4)."""

from dataclasses import replace

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from waypost.common.places import client_network, take_place
from waypost.credentials.actions.outings import TooManyOutingsError, outing_of
from waypost.credentials.forms import VerifyForm
from waypost.credentials.queries.issuers import zone_of_issuer
from waypost.credentials.queries.verification import UnreadableLink, verify, verify_text
from waypost.people.gates import public, viewer_of
from waypost.standards.openbadges.checks import Overall, Report
from waypost.standards.safe_fetch.fetching import SafeFetcher

UNPROCESSABLE, TOO_MANY = 422, 429
#: A checker at a desk stays far below; a program that keeps our workers busy does not.
CHECKS = 30
PER_SECONDS = 60
TOO_MANY_CHECKS = "You checked many credentials in a short time. Wait a minute, then check this one again."


@public
@require_http_methods(["GET", "HEAD", "POST"])
def verify_credential(request: HttpRequest) -> HttpResponse:
    """Take a link, a text or a file, and explain every check."""
    if request.method != "POST":
        return _show(request, VerifyForm(initial={"text": request.GET.get("link", "")}))
    form = VerifyForm(request.POST, request.FILES)
    if not form.is_valid():
        return _show(request, form, status=UNPROCESSABLE)
    if _checks_too_often(request):
        return _refuse(request, form, TOO_MANY_CHECKS, TOO_MANY)
    try:
        report = _report(request, form)
    except TooManyOutingsError as problem:
        return _refuse(request, form, str(problem), TOO_MANY)
    except UnreadableLink as problem:
        return _refuse(request, form, str(problem), UNPROCESSABLE, "text")
    if report.overall is Overall.UNREADABLE:
        field = "file" if form.cleaned_data["file"] else "text"
        return _refuse(request, form, report.sentence, UNPROCESSABLE, field)
    return _show(request, form, report)


def _report(request: HttpRequest, form: VerifyForm) -> Report:
    with outing_of(_client(request)) as outing:
        fetcher = replace(SafeFetcher.for_one_verification(), admit=outing.admit)
        file = form.cleaned_data["file"]
        if file is not None:
            return verify(file.read(), fetcher)
        origins = frozenset({settings.PUBLIC_URL, request.build_absolute_uri("/").rstrip("/")})
        return verify_text(viewer_of(request), form.cleaned_data["text"], origins, fetcher)


def _checks_too_often(request: HttpRequest) -> bool:
    name = f"credentials:checks:{client_network(_client(request))}"
    return take_place(name, places=CHECKS, seconds=PER_SECONDS) is None


def _client(request: HttpRequest) -> str:
    return str(get_adapter().get_client_ip(request))


def _refuse(
    request: HttpRequest, form: VerifyForm, sentence: str, status: int, field: str | None = None
) -> HttpResponse:
    """The page again, with what was typed, and one sentence."""
    form.add_error(field, sentence)
    return _show(request, form, status=status)


def _show(request: HttpRequest, form: VerifyForm, report: Report | None = None, status: int = 200) -> HttpResponse:
    badge = report.badge if report else None
    zone = zone_of_issuer(badge.issuer_id) if badge else ""
    context = {"form": form, "report": report, "zone": zone}
    return render(request, "credentials/verify.html", context, status=status)
