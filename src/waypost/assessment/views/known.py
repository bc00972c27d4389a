"""Where a review went out of its assessor's hands while they wrote: their words come back, nothing of the work does."""

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from waypost.assessment.actions.locks import AuthorKnown
from waypost.assessment.models import Review
from waypost.assessment.queries.reviews import reviews_out_of_hands
from waypost.catalog.rules import LEVEL_LABELS, Level
from waypost.people.gates import signed_in_person

View = Callable[[HttpRequest, str], HttpResponse]


def when_known(answer: Callable[[HttpRequest, Review], HttpResponse]) -> Callable[[View], View]:
    """Whoever sends something to a review that they held gets `answer`; a stranger, or a look at the page, gets 404."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, uid: str) -> HttpResponse:
            try:
                return view(request, uid)
            except (Http404, AuthorKnown) as reason:
                if request.method != "POST":
                    raise Http404 from reason
                return answer(request, get_object_or_404(reviews_out_of_hands(signed_in_person(request)), uid=uid))

        return guarded

    return guard


def words_kept(request: HttpRequest, review: Review) -> HttpResponse:
    """One sentence, and what they typed."""
    context = {
        "sentence": str(AuthorKnown()),
        "texts": _typed(request, review),
        "back": reverse("review_queue"),
        "back_to": "Back to the queue",
    }
    return render(request, "ui/kept_words.html", context, status=409)


def sentence_alone(_request: HttpRequest, _review: Review) -> HttpResponse:
    """For the page's script, which keeps what was typed where it stands."""
    return JsonResponse({"error": str(AuthorKnown())}, status=422)


def _typed(request: HttpRequest, review: Review) -> list[tuple[str, str]]:
    """Each field with something in it: level and words for each criterion, and why it was handed back."""
    by_criterion = [
        (score.criterion.title, _judged(request, score.criterion.uid))
        for score in review.scores.select_related("criterion")
    ]
    return [(title, text) for title, text in [*by_criterion, ("Why", request.POST.get("why", ""))] if text]


def _judged(request: HttpRequest, uid: str) -> str:
    level, comment = request.POST.get(f"level_{uid}", ""), request.POST.get(f"comment_{uid}", "")
    label = LEVEL_LABELS[Level(level)] if level in set(Level) else ""
    return "\n\n".join(filter(None, [label, comment]))
