"""An educator asks a coach: whom, what they may read, exactly how that looks, and what both write to each other."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from waypost.common.conflicts import EditConflict
from waypost.common.kind_words import better_words
from waypost.people.gates import requires, signed_in_person
from waypost.people.models import Person
from waypost.people.permissions import Permission
from waypost.submissions.actions.coaching import (
    CannotShareWork,
    Shares,
    SharingEnded,
    ask,
    note_answers_read,
    share_work,
    stop_sharing_work,
)
from waypost.submissions.forms.coaching import AskForm, MessageForm, shared_in_words
from waypost.submissions.queries.coaches import coaches_ever_for, is_coach_for
from waypost.submissions.queries.coaching import (
    WorkSharing,
    coach_asked,
    help_with,
    messages_of,
    sharing_with,
)
from waypost.submissions.queries.learning import work_of
from waypost.submissions.queries.outline import outline_of
from waypost.submissions.queries.parts import Outline
from waypost.submissions.queries.sight import sight, sight_of
from waypost.submissions.rules.coaching import may_share
from waypost.submissions.views.access import own_work

WORK = Permission.SUBMISSIONS_ENROLLMENT_WORK


@requires(WORK)
def coaches(request: HttpRequest, uid: str) -> HttpResponse:
    """Everybody who can help, nearest first, and with whom something is or was shared."""
    outline = outline_of(own_work(request, uid))
    return render(request, "submissions/coaches.html", {"work": work_of(outline), "help": help_with(outline)})


@requires(WORK)
def share(request: HttpRequest, uid: str, coach_uid: str) -> HttpResponse:
    """Tick what the coach may read, look at exactly that, then share it."""
    outline = outline_of(own_work(request, uid))
    coach = get_object_or_404(coaches_ever_for(outline.enrollment), uid=coach_uid)
    sharing = sharing_with(outline, coach)
    form = AskForm(outline, sharing.shared if sharing else None, request.POST or None)
    if request.method != "POST" and not _is_offered(outline, coach):
        messages.warning(request, f"{coach.name} cannot be asked about this work now.")
        return redirect("submissions_coaches", uid)
    step = request.POST.get("step") if form.is_valid() else None
    if step == "share":
        return _share(request, outline, coach, form)
    if step == "look":
        return _look(request, outline, coach, form)
    return _choosing(request, outline, coach, form, status=422 if form.errors else 200)


@requires(WORK)
def asked(request: HttpRequest, uid: str, coach_uid: str) -> HttpResponse:
    """What one coach sees now, and the conversation with them; opening it settles their answers."""
    outline, sharing = _sharing(request, uid, coach_uid)
    form = MessageForm("Your next question", request.POST or None)
    if request.method == "POST" and form.is_sendable():
        try:
            ask(by=signed_in_person(request), shared=sharing.shared, text=form.cleaned_data["text"])
            return redirect("submissions_coach", uid, coach_uid)
        except SharingEnded as reason:
            form.add_error(None, str(reason))
    note_answers_read(by=signed_in_person(request), shared=sharing.shared)
    context = {
        "work": work_of(outline),
        "sharing": sharing,
        "sight": sight_of(sharing.shared, outline),
        "conversation": messages_of(sharing.shared),
        "form": form,
        "may_share": _is_offered(outline, sharing.coach),
    }
    status = 422 if form.errors or form.kinder_words else 200
    return render(request, "submissions/coach.html", context, status=status)


@requires(WORK)
@require_POST
def stop(request: HttpRequest, uid: str, coach_uid: str) -> HttpResponse:
    """One press, and the coach finds nothing."""
    _outline, sharing = _sharing(request, uid, coach_uid)
    stop_sharing_work(by=signed_in_person(request), shared=sharing.shared)
    messages.success(request, f"Stopped. {sharing.coach.name} sees nothing of this work now.")
    return redirect("submissions_coach", uid, coach_uid)


def _sharing(request: HttpRequest, uid: str, coach_uid: str) -> tuple[Outline, WorkSharing]:
    """The educator's own work, and a coach with whom they share or shared it."""
    outline = outline_of(own_work(request, uid))
    sharing = sharing_with(outline, get_object_or_404(coach_asked(outline.enrollment, coach_uid)))
    if sharing is None:
        raise Http404
    return outline, sharing


def _is_offered(outline: Outline, coach: Person) -> bool:
    return may_share(outline.standing.state) and is_coach_for(coach, outline.enrollment)


def _share(request: HttpRequest, outline: Outline, coach: Person, form: AskForm) -> HttpResponse:
    """Share it; where that cannot be, the page again with everything that was ticked and typed."""
    try:
        share_work(
            by=signed_in_person(request),
            enrollment=outline.enrollment,
            coach=coach,
            shares=Shares.of(form.chosen_parts(), feedback_on=form.feedback_on()),
            question=form.cleaned_data["question"],
            started_from=form.cleaned_data["version"],
        )
    except CannotShareWork as reason:
        form.go_on_from(form.cleaned_data["version"])
        form.add_error(None, str(reason))
        return _choosing(request, outline, coach, form, status=422)
    except EditConflict:
        return _conflict(request, outline, coach, form)
    messages.success(request, f"{coach.name} can read this now. The answer will stand here and on My learning.")
    return redirect("submissions_coach", outline.enrollment.uid, coach.uid)


def _conflict(request: HttpRequest, outline: Outline, coach: Person, form: AskForm) -> HttpResponse:
    """Another window changed what is shared: both choices are shown, and the next press shares this window's."""
    sharing = sharing_with(outline, coach)
    if sharing is None:
        form.go_on_from(0)
        return _choosing(request, outline, coach, form, status=409)
    choices = {"mine": form.in_words(), "theirs": shared_in_words(outline, sharing.shared)}
    form.go_on_from(sharing.shared.version)
    return _choosing(request, outline, coach, form, status=409, current=sharing.shared, **choices)


def _look(request: HttpRequest, outline: Outline, coach: Person, form: AskForm) -> HttpResponse:
    chosen = {part.pk for part in form.chosen_parts()}
    context = {
        "work": work_of(outline),
        "coach": coach,
        "form": form,
        "sight": sight(outline, chosen, with_feedback=form.feedback_on() is not None),
        "question": form.cleaned_data["question"],
        "hints": better_words(form.cleaned_data["question"]),
    }
    return render(request, "submissions/look.html", context)


def _choosing(
    request: HttpRequest, outline: Outline, coach: Person, form: AskForm, *, status: int, **more: object
) -> HttpResponse:
    context = {"work": work_of(outline), "coach": coach, "form": form, **more}
    return render(request, "submissions/ask.html", context, status=status)
