"""Verify any credential, for anyone (UX.md, J4)."""

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from waypost.credentials.forms import VerifyForm
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
        form.add_error(None, TOO_MANY_CHECKS)
        return _show(request, form, status=TOO_MANY)
    try:
        report = _report(request, form)
    except UnreadableLink as problem:
        form.add_error("text", str(problem))
        return _show(request, form, status=UNPROCESSABLE)
    if report.overall is Overall.UNREADABLE:
        form.add_error("file" if form.cleaned_data["file"] else "text", report.sentence)
        return _show(request, form, status=UNPROCESSABLE)
    return _show(request, form, report)


def _report(request: HttpRequest, form: VerifyForm) -> Report:
    fetcher = SafeFetcher.for_one_verification()
    file = form.cleaned_data["file"]
    if file is not None:
        return verify(file.read(), fetcher)
    origins = frozenset({settings.PUBLIC_URL, request.build_absolute_uri("/").rstrip("/")})
    return verify_text(viewer_of(request), form.cleaned_data["text"], origins, fetcher)


def _checks_too_often(request: HttpRequest) -> bool:
    key = f"credentials:verify:{get_adapter().get_client_ip(request)}"
    cache.add(key, 0, PER_SECONDS)
    try:
        return int(cache.incr(key)) > CHECKS
    except ValueError:
        # The minute ended between the two lines.
        return False


def _show(request: HttpRequest, form: VerifyForm, report: Report | None = None, status: int = 200) -> HttpResponse:
    context = {"form": form, "report": report}
    return render(request, "credentials/verify.html", context, status=status)
