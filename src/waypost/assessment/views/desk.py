"""The queue of an assessor: claim the next one, hand one back, take a decision back."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from waypost.assessment.actions.claims import AlreadyDecided, NotClaimable, claim_review, hand_back
from waypost.assessment.actions.decisions import TooLateToTakeBack, take_back
from waypost.assessment.forms import HandBackForm
from waypost.assessment.queries.desk import line, undo_until, waiting
from waypost.assessment.queries.queue import in_reach
from waypost.assessment.queries.reviews import claims_held, just_decided, own_reviews
from waypost.assessment.views.known import when_known, words_kept
from waypost.common import clock
from waypost.common.limits import minutes_left
from waypost.people.gates import requires, signed_in_person
from waypost.people.permissions import Permission

CLAIM = Permission.ASSESSMENT_REVIEW_CLAIM
ROWS = 25


@requires(CLAIM)
def queue(request: HttpRequest) -> HttpResponse:
    """The claims of the assessor, then what they may take, by reply-by date; nothing tells who wrote it."""
    person = signed_in_person(request)
    page = Paginator(line(person), ROWS).get_page(request.GET.get("page"))
    undoable = [
        (review, until, minutes_left(until, clock.now()))
        for review in just_decided(person)
        if (until := undo_until(review))
    ]
    context = {
        "held": [(review, waiting(review.submission)) for review in claims_held(person)],
        "page": page,
        "line": [(submission, waiting(submission)) for submission in page],
        "undoable": undoable,
    }
    return render(request, "assessment/queue.html", context)


@requires(CLAIM)
@require_POST
def claim(request: HttpRequest, uid: str) -> HttpResponse:
    """Take a submission and go to it."""
    person = signed_in_person(request)
    submission = get_object_or_404(in_reach(person), uid=uid)
    try:
        review = claim_review(by=person, submission=submission)
    except NotClaimable as answer:
        messages.warning(request, str(answer))
        return redirect("review_queue")
    return redirect("review", review.uid)


@requires(CLAIM)
@when_known(words_kept)
def give_back(request: HttpRequest, uid: str) -> HttpResponse:
    """Ask for the reason, then put the submission back in line."""
    person = signed_in_person(request)
    review = get_object_or_404(own_reviews(person), uid=uid)
    form = HandBackForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        status = 422 if request.method == "POST" else 200
        return render(request, "assessment/hand_back.html", {"review": review, "form": form}, status=status)
    try:
        hand_back(by=person, review=review, why=form.cleaned_data["why"])
    except AlreadyDecided as answer:
        messages.warning(request, str(answer))
        return redirect("review", uid)
    messages.success(request, "Handed back. Another assessor can take it now; your draft is kept if you return.")
    return redirect("review_queue")


@requires(CLAIM)
@require_POST
@when_known(words_kept)
def undo_decision(request: HttpRequest, uid: str) -> HttpResponse:
    """Take a decision back within ten minutes and go on with it."""
    person = signed_in_person(request)
    review = get_object_or_404(own_reviews(person), uid=uid)
    try:
        take_back(by=person, review=review)
    except TooLateToTakeBack as answer:
        messages.warning(request, str(answer))
        return redirect("review", uid)
    messages.success(request, "Taken back. Nothing was sent, and your scores are a draft again.")
    return redirect("review", uid)
