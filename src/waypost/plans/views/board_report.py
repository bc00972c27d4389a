"""The board report of a plan: one page, on screen, on paper and as PDF (PL10)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from waypost.people.gates import requires, signed_in_person
from waypost.people.permissions import Permission
from waypost.plans.board_file import board_pdf
from waypost.plans.queries import access
from waypost.plans.queries.board_report import BoardReport
from waypost.plans.queries.board_report import board_report as report_of


@requires(Permission.PLANS_PLAN_READ)
def board_report(request: HttpRequest, uid: str) -> HttpResponse:
    """Where a plan stands, on one letter page; each number leads to what is behind it."""
    return render(request, "plans/board_report.html", {"report": _report(request, uid)})


@requires(Permission.PLANS_PLAN_READ)
def board_report_pdf(request: HttpRequest, uid: str) -> HttpResponse:
    """The same page as a tagged PDF."""
    named = {"Content-Disposition": 'attachment; filename="board-report.pdf"'}
    address = request.build_absolute_uri("/")[:-1]
    content = board_pdf(_report(request, uid), address)
    return HttpResponse(content, content_type="application/pdf", headers=named)


def _report(request: HttpRequest, uid: str) -> BoardReport:
    person = signed_in_person(request)
    return report_of(person, get_object_or_404(access.plans(person), uid=uid))
