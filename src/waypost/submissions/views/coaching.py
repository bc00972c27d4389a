"""A coach: who waits for them, what educators share with them, and their answers."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from waypost.people.gates import requires, signed_in_person
from waypost.people.permissions import Permission
from waypost.submissions.actions.coaching import NOT_SHARED, SharingEnded, answer, note_opening, set_aside
from waypost.submissions.forms.coaching import MessageForm
from waypost.submissions.models import SharedWork
from waypost.submissions.queries.coaching import coached_works, ever_shared_with, messages_of, works_shared_with
from waypost.submissions.queries.outline import outline_of
from waypost.submissions.queries.sight import sight_of
from waypost.submissions.rules.states import EnrollmentState
from waypost.submissions.views.access import zone_of

COACH = Permission.SUBMISSIONS_SHARED_READ
ROWS = 50


@requires(COACH)
def coaching(request: HttpRequest) -> HttpResponse:
    """The educators who share something with this coach, the longest waiting question first."""
    found = Paginator(coached_works(signed_in_person(request)), ROWS)
    return render(request, "submissions/coaching.html", {"page": found.get_page(request.GET.get("page"))})


@requires(COACH)
def work(request: HttpRequest, uid: str) -> HttpResponse:
    """The question, the answer, and the parts that the educator shares. Each opening leaves a row."""
    try:
        return _work(request, uid)
    except SharingEnded as reason:
        return _ended(request, uid, reason)


@requires(COACH)
@require_POST
def no_answer(request: HttpRequest, uid: str) -> HttpResponse:
    """A thank-you needs no answer, and does not wait any more."""
    try:
        set_aside(by=signed_in_person(request), shared=_shared(request, uid), seen=request.POST.get("seen", ""))
    except SharingEnded as reason:
        return _ended(request, uid, reason)
    return redirect("coaching")


def _work(request: HttpRequest, uid: str) -> HttpResponse:
    """Raises SharingEnded, also where it was never shared."""
    shared = _shared(request, uid)
    form = MessageForm("Your answer", request.POST or None)
    person, seen = signed_in_person(request), request.POST.get("seen", "")
    if request.method == "POST" and form.is_sendable():
        answer(by=person, shared=shared, text=form.cleaned_data["text"], seen=seen)
        messages.success(request, f"Your answer is with {shared.enrollment.member.person.name}.")
        return redirect("coaching")
    note_opening(by=person, shared=shared)
    return _page(request, shared, form)


def _shared(request: HttpRequest, uid: str) -> SharedWork:
    """What is shared with the signed-in coach at this moment. Raises SharingEnded."""
    found = works_shared_with(signed_in_person(request)).filter(uid=uid).first()
    if found is None:
        raise SharingEnded(NOT_SHARED)
    return found


def _ended(request: HttpRequest, uid: str, reason: SharingEnded) -> HttpResponse:
    """Whoever was writing to an educator gets their own words back and nothing else; all others get 404."""
    if request.method != "POST":
        raise Http404 from reason
    get_object_or_404(ever_shared_with(signed_in_person(request)), uid=uid)
    typed = request.POST.get("text", "")
    context = {
        "sentence": str(reason),
        "texts": [("Your answer", typed)] if typed else [],
        "back": reverse("coaching"),
        "back_to": "Back to my educators",
    }
    return render(request, "ui/kept_words.html", context, status=409)


def _page(request: HttpRequest, shared: SharedWork, form: MessageForm) -> HttpResponse:
    outline = outline_of(shared.enrollment)
    conversation = messages_of(shared)
    context = {
        "shared": shared,
        "educator": shared.enrollment.member.person,
        "is_demonstrated": outline.standing.state is EnrollmentState.DEMONSTRATED,
        "sight": sight_of(shared, outline),
        "conversation": conversation,
        "seen": conversation[-1].uid if conversation else "",
        "waits": any(said.settled_at is None and said.author_id != shared.coach_id for said in conversation),
        "zone": zone_of(shared.enrollment),
        "form": form,
    }
    status = 422 if form.errors or form.kinder_words else 200
    return render(request, "submissions/coached_work.html", context, status=status)
