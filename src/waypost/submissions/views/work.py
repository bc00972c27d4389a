"""One micro-credential of an educator: its parts, feedback, plan and receipts; and putting it down."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from waypost.common.conflicts import EditConflict
from waypost.people.gates import requires, signed_in_person
from waypost.people.permissions import Permission
from waypost.submissions.actions.enroll import CannotWithdraw, plan_enrollment, withdraw
from waypost.submissions.forms.work import PlanForm, WithdrawForm
from waypost.submissions.models import Enrollment
from waypost.submissions.queries.coaching import help_with
from waypost.submissions.queries.learning import work_of
from waypost.submissions.queries.outline import outline_of
from waypost.submissions.views.access import own_work

WORK = Permission.SUBMISSIONS_ENROLLMENT_WORK


@requires(WORK)
def work(request: HttpRequest, uid: str) -> HttpResponse:
    """Where it stands, part by part, with the feedback that is there."""
    enrollment = own_work(request, uid)
    outline = outline_of(enrollment)
    context = {
        "work": work_of(outline),
        "help": help_with(outline),
        "enrollment": enrollment,
        "submissions": enrollment.submissions.filter(recalled_at=None),
    }
    return render(request, "submissions/work.html", context)


@requires(WORK)
def plan(request: HttpRequest, uid: str) -> HttpResponse:
    """An intention, and whether this is the pathway of the professional growth plan."""
    enrollment = own_work(request, uid)
    form = PlanForm(request.POST or None, initial=_plan_of(enrollment))
    context: dict[str, object] = {"enrollment": enrollment, "form": form}
    if request.method != "POST":
        return render(request, "submissions/plan.html", context)
    if not form.is_valid():
        return render(request, "submissions/plan.html", context, status=422)
    started_from = form.cleaned_data.pop("version")
    try:
        person = signed_in_person(request)
        plan_enrollment(by=person, enrollment=enrollment, started_from=started_from, **form.cleaned_data)
    except EditConflict:
        current = own_work(request, uid)
        form.data = {**form.cleaned_data, "version": current.plan_revision}
        return render(request, "submissions/plan.html", {**context, "current": current}, status=409)
    messages.success(request, "Your plan is saved.")
    return redirect("submissions_work", uid)


@requires(WORK)
def put_down(request: HttpRequest, uid: str) -> HttpResponse:
    """Put a micro-credential down, with a reason; it can be begun anew."""
    enrollment = own_work(request, uid)
    form = WithdrawForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        status = 422 if request.method == "POST" else 200
        return render(request, "submissions/put_down.html", {"enrollment": enrollment, "form": form}, status=status)
    try:
        withdraw(by=signed_in_person(request), enrollment=enrollment, why=form.cleaned_data["why"])
    except CannotWithdraw as reason:
        messages.warning(request, str(reason))
        return redirect("submissions_work", uid)
    messages.success(
        request, f"You stopped working on “{enrollment.version.title}”. You can begin again while your cohort runs."
    )
    return redirect("submissions_learning")


def _plan_of(enrollment: Enrollment) -> dict[str, object]:
    return {
        "intention": enrollment.intention,
        "is_growth_plan_pathway": enrollment.is_growth_plan_pathway,
        "version": enrollment.plan_revision,
    }
