"""Checking, sending, the receipt, and taking back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from waypost.people.gates import requires, signed_in_person
from waypost.people.permissions import Permission
from waypost.submissions.actions.send import CannotRecall, CannotSend, NotReady, recall, send
from waypost.submissions.forms.work import SendForm
from waypost.submissions.queries.learning import work_of
from waypost.submissions.queries.outline import outline_of
from waypost.submissions.queries.standing import standing_of
from waypost.submissions.queries.statement import accepted_statement, privacy_statement
from waypost.submissions.views.access import own_submission, own_work

WORK = Permission.SUBMISSIONS_ENROLLMENT_WORK


@requires(WORK)
def check(request: HttpRequest, uid: str) -> HttpResponse:
    """What is ready, what is still needed, the statement, and the button that sends."""
    enrollment = own_work(request, uid)
    form = SendForm(request.POST or None, initial={"attempt": standing_of(enrollment).next_attempt})
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            attempt = form.cleaned_data["attempt"]
            try:
                sent = send(
                    by=signed_in_person(request), enrollment=enrollment, attempt=attempt, statement=accepted_statement()
                )
                return redirect("submissions_receipt", sent.uid)
            except (NotReady, CannotSend) as reason:
                form.add_error(None, str(reason))
    context = {"work": work_of(outline_of(enrollment)), "form": form, "statement": privacy_statement()}
    return render(request, "submissions/check.html", context, status=status)


@requires(WORK)
def receipt(request: HttpRequest, uid: str) -> HttpResponse:
    """What was sent, word for word, with a checksum for each file."""
    submission = own_submission(request, uid)
    work = work_of(outline_of(submission.enrollment))
    can_undo = work.is_recallable and work.submission == submission
    context = {"submission": submission, "work": work, "can_undo": can_undo}
    return render(request, "submissions/receipt.html", context)


@requires(WORK)
@require_POST
def take_back(request: HttpRequest, uid: str) -> HttpResponse:
    """Undo sending, for ten minutes."""
    submission = own_submission(request, uid)
    try:
        recall(by=signed_in_person(request), submission=submission)
    except CannotRecall as reason:
        messages.warning(request, str(reason))
        return redirect("submissions_receipt", uid)
    messages.success(request, "Taken back. Nothing was sent, and your work is open again.")
    return redirect("submissions_work", submission.enrollment.uid)
