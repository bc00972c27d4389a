"""One submission beside its rubric: blind, saved as the assessor goes, with or without a script."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.views.decorators.http import require_POST

from waypost.assessment.actions.decisions import ClaimEnded, NotDecidable, decide, save_scores
from waypost.assessment.forms import ReviewForm, fields_by_criterion
from waypost.assessment.models import Review, Score
from waypost.assessment.queries import desk
from waypost.assessment.queries.reviews import own_reviews
from waypost.assessment.rules import Gap, Judgement, outlook
from waypost.assessment.views.both_texts import both_texts, saved_at
from waypost.assessment.views.known import sentence_alone, when_known, words_kept
from waypost.common import clock
from waypost.common.conflicts import EditConflict
from waypost.common.kind_words import better_words
from waypost.common.limits import minutes_left
from waypost.people.gates import requires, signed_in_person
from waypost.people.permissions import Permission

CLAIM = Permission.ASSESSMENT_REVIEW_CLAIM


@requires(CLAIM)
@when_known(words_kept)
def review(request: HttpRequest, uid: str) -> HttpResponse:
    """The work and its rubric; keeping a draft, or sending the decision. Once decided, what was decided."""
    found = _own(request, uid)
    scores = desk.scores_with_rubric(found)
    if found.decided_at is not None and request.method != "POST":
        return _decided(request, found, scores)
    form = ReviewForm(found, scores, request.POST or None)
    if request.method != "POST":
        return _page(request, found, form, scores)
    if not form.is_valid():
        return _page(request, found, form, scores, status=422)
    return _answer(request, found, form, scores)


@requires(CLAIM)
@require_POST
@when_known(sentence_alone)
def autosave(request: HttpRequest, uid: str) -> HttpResponse:
    """What the page's script sends every ten seconds; the contract stands in ui/README.md."""
    found = _own(request, uid)
    scores = desk.scores_with_rubric(found)
    form = ReviewForm(found, scores, request.POST)
    if not form.is_valid():
        return JsonResponse({"error": form.first_problem()}, status=422)
    try:
        saved = _save(request, found, form)
    except EditConflict:
        context = both_texts(form, _own(request, uid))
        return render(request, "assessment/_conflicts.html", context, status=409)
    except ClaimEnded as ended:
        return JsonResponse({"error": str(ended)}, status=422)
    shows = _shows(form.judgement(), scores)
    return JsonResponse({"saved_at": saved_at(saved), "version": saved.version, "shows": shows})


def _own(request: HttpRequest, uid: str) -> Review:
    return get_object_or_404(own_reviews(signed_in_person(request)), uid=uid)


def _save(request: HttpRequest, found: Review, form: ReviewForm) -> Review:
    return save_scores(
        by=signed_in_person(request),
        review=found,
        started_from=form.cleaned_data["version"],
        judgement=form.judgement(),
    )


def _answer(request: HttpRequest, found: Review, form: ReviewForm, scores: list[Score]) -> HttpResponse:
    try:
        if "draft" in request.POST:
            _save(request, found, form)
            messages.success(request, "Draft kept. Only you can see it.")
            return redirect("review", found.uid)
        if form.kinder_words and found.decided_at is None:
            _save(request, found, form)
            return _ask_again(request, found, form, scores, form.gaps())
        started_from = form.cleaned_data["version"]
        person = signed_in_person(request)
        decide(by=person, review=found, started_from=started_from, judgement=form.judgement())
        return redirect("review_queue")
    except EditConflict:
        current = _own(request, found.uid)
        form.go_on_from(current.version)
        return _page(request, current, form, scores, status=409, **both_texts(form, current))
    except ClaimEnded as ended:
        return _page(request, _own(request, found.uid), form, scores, status=409, ended=str(ended))
    except NotDecidable as needed:
        return _ask_again(request, found, form, scores, needed.gaps)


def _ask_again(
    request: HttpRequest, found: Review, form: ReviewForm, scores: list[Score], gaps: Mapping[str, Gap]
) -> HttpResponse:
    """What is missing and better words, at one stop; the judgement is kept as a draft (BP10)."""
    current = _own(request, found.uid)
    form.go_on_from(current.version)
    form.ask_for(gaps)
    return _page(request, current, form, scores, status=422, offers_words=True)


def _page(
    request: HttpRequest, found: Review, form: ReviewForm, scores: list[Score], *, status: int = 200, **more: object
) -> HttpResponse:
    """The work is shown while the claim lasts; the rubric with all that was typed is shown always."""
    submission = found.submission
    is_held = desk.is_held(found)
    judgement = form.judgement() if form.is_bound else desk.judgement_of(scores)
    context = {
        "review": found,
        "submission": submission,
        "waiting": desk.waiting(submission),
        "zone": desk.zone_of(submission),
        "parts": desk.parts_read(submission) if is_held else [],
        "is_held": is_held,
        "form": form,
        "rubric": fields_by_criterion(form, scores, desk.earlier_feedback(submission)),
        "outlook": outlook(_levels(judgement, scores)),
        "hints": _hints(judgement, scores),
        **more,
    }
    return render(request, "assessment/review.html", context, status=status)


def _decided(request: HttpRequest, found: Review, scores: list[Score]) -> HttpResponse:
    until = desk.undo_until(found)
    context = {
        "review": found,
        "scores": scores,
        "until": until,
        "minutes": minutes_left(until, clock.now()) if until else 0,
        "outlook": outlook([score.level for score in scores]),
    }
    return render(request, "assessment/decided.html", context)


def _levels(judgement: Judgement, scores: list[Score]) -> list[str]:
    """The level of every criterion in order, carried over ones included."""
    return [judgement.of(score.criterion.uid)[0] if score.is_open else score.level for score in scores]


def _hints(judgement: Judgement, scores: list[Score]) -> list[tuple[int, str, str]]:
    """Number of the criterion, a word that closes a door, and a better one."""
    return [
        (number, word, better)
        for number, score in enumerate(scores, start=1)
        if score.is_open
        for word, better in better_words(judgement.of(score.criterion.uid)[1]).items()
    ]


def _shows(judgement: Judgement, scores: list[Score]) -> dict[str, str]:
    """What the page's script fills in after saving, by the id of the element."""
    follows = outlook(_levels(judgement, scores))
    hints = _hints(judgement, scores)
    shown = render_to_string("assessment/_outlook.html", {"outlook": follows, "hints": hints})
    as_it_is = {} if hints else {"as-it-is": ""}  # the button goes with the last word that was pointed out
    return {"outlook": shown, "scored": follows.scored, "send": follows.button, **as_it_is}
