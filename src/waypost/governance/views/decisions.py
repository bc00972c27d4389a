"""The log of decisions, and each decision."""

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from waypost.common import clock
from waypost.common.days import day_in
from waypost.governance.actions import decisions as actions
from waypost.governance.actions.saving import HasEnded, IsCanceled, UnclearPerson
from waypost.governance.decision_files import CONTENT_TYPES, WRITERS
from waypost.governance.forms.decisions import (
    AnswerForm,
    ItemDecisionForm,
    NewQuestionForm,
    QuestionForm,
    SearchForm,
)
from waypost.governance.forms.links import LONGEST_SEARCH, LinksForm
from waypost.governance.models import AgendaItem, Decision
from waypost.governance.queries import decisions as queries
from waypost.governance.queries import linkable
from waypost.governance.queries.committees import MEET, committees
from waypost.governance.queries.decision_pages import decision_page
from waypost.governance.queries.exporting import log_document
from waypost.governance.queries.meetings import items
from waypost.governance.views.meetings import back_to, place_of
from waypost.governance.views.shared import form_under, meeting_form
from waypost.people.answering import answer, show_again
from waypost.people.gates import requires, signed_in_person
from waypost.people.models import Person
from waypost.people.permissions import Permission
from waypost.plans.long_files import NoRoom
from waypost.ui.editing import FormPage
from waypost.ui.navigation import Link

READ = Permission.GOVERNANCE_DECISION_READ
EDIT = Permission.GOVERNANCE_MEETING_EDIT
WRONG: dict[type[Exception], str | None] = {
    actions.WrongDates: "decided_on",
    actions.WrongReview: "review_on",
    actions.IsReplaced: None,
    actions.IsWithdrawn: None,
    IsCanceled: None,
    HasEnded: None,
    actions.NotReplaceable: "replaces",
    actions.DecidedAlready: None,
    UnclearPerson: None,
}


def address(decision: Decision) -> str:
    return reverse("decision", args=[decision.uid])


def editable(person: Person, uid: str) -> Decision:
    """Raises Http404 for all who may not change it."""
    return get_object_or_404(queries.decisions(person, MEET), uid=uid)


@requires(READ)
def decisions(request: HttpRequest) -> HttpResponse:
    """The log: `?words=`, `?year=`, `?state=` narrow it."""
    person = signed_in_person(request)
    years = queries.years_of(person)
    form = SearchForm(request.GET, years=years)
    log = queries.decision_log(person, form.search, request.GET.get("page"))
    context = {"log": log, "form": form, "years": years, "may_edit": committees(person, MEET).exists()}
    return render(request, "governance/decisions.html", context)


@requires(READ)
def decision(request: HttpRequest, uid: str) -> HttpResponse:
    """One decision: what, why, by whom, and what it changed."""
    person = signed_in_person(request)
    found = get_object_or_404(queries.decisions(person), uid=uid)
    return render(request, "governance/decision.html", {"page": decision_page(person, found)})


@requires(EDIT)
def ask(request: HttpRequest) -> HttpResponse:
    """Open a question."""
    person = signed_in_person(request)
    form = NewQuestionForm(request.POST or None, person=person, chosen=request.GET.get("committee", ""))
    page = decision_form(
        "Open a question",
        form,
        button="Open the question",
        lede="It stands on the draft of the next agenda until it is decided.",
        refused={UnclearPerson: "who", HasEnded: "committee"},
    )
    return answer(
        request,
        page,
        lambda _version: actions.ask_question(by=person, committee=form.cleaned_data["committee"], fields=form.asked()),
        then=address,
    )


@requires(EDIT)
def edit_question(request: HttpRequest, uid: str) -> HttpResponse:
    """Change a question, its options, and who prepares it."""
    person = signed_in_person(request)
    found = editable(person, uid)
    form = QuestionForm(request.POST or None, initial=QuestionForm.initial_of(found))
    page = decision_form(
        "Change the question",
        form,
        found,
        version=found.version,
        initial_of=QuestionForm.initial_of,
        refused={UnclearPerson: "who", actions.IsReplaced: None, actions.IsWithdrawn: None},
    )
    return answer(
        request,
        page,
        lambda version: actions.edit_question(by=person, decision=found, started_from=version, fields=form.asked()),
    )


@requires(EDIT)
def decide(request: HttpRequest, uid: str) -> HttpResponse:
    """Record what was decided and why, or change it."""
    person = signed_in_person(request)
    found = editable(person, uid)
    form = AnswerForm(request.POST or None, initial=_begun(found))
    form.offer_to_replace(person, found.committee, found)
    page = decision_form(
        "Change the decision" if found.decided_on else "Record the decision",
        form,
        found,
        lede=found.question,
        version=found.version,
        initial_of=_begun,
        refused=WRONG,
    )
    return answer(
        request,
        page,
        lambda version: actions.decide(
            by=person, decision=found, started_from=version, fields=form.answered(), replaces=form.replaced
        ),
    )


@requires(EDIT)
def decide_at_item(request: HttpRequest, uid: str) -> HttpResponse:
    """Record a decision under an agenda item."""
    person = signed_in_person(request)
    item = get_object_or_404(items(person), uid=uid)
    known = item.decision if item.decision and item.decision.decided_on is None else None
    form = ItemDecisionForm(request.POST or None, initial=_of_item(item))
    form.offer_to_replace(person, item.meeting.committee, None)
    return answer(
        request,
        _item_page(form, item, known),
        lambda version: actions.decide_at_item(
            by=person,
            item=item,
            started_from=version,
            question=form.asked(known.said if known else ""),
            fields=form.answered(),
            replaces=form.replaced,
        ),
        then=lambda _made: back_to(request, item),
    )


@requires(EDIT)
def links(request: HttpRequest, uid: str) -> HttpResponse:
    """Say what a decision changed; looking for something by words saves nothing."""
    person = signed_in_person(request)
    found = editable(person, uid)
    chosen = request.POST.getlist("linked") if request.method == "POST" else None
    words = request.POST.get("words", "").strip()[:LONGEST_SEARCH]
    form = LinksForm(request.POST or None, offer=linkable.offer(person, found, chosen, words))
    page = decision_form(
        "What it changed",
        form,
        found,
        lede="The pages of what you tick show this decision.",
        version=found.version,
        initial_of=lambda current: {"linked": linkable.keys_offered(person, current)},
        refused={actions.TooManyLinks: "linked"},
    )
    if "find" in request.POST:
        return show_again(request, page)
    return answer(
        request,
        page,
        lambda version: actions.set_links(
            by=person,
            decision=found,
            started_from=version,
            linked=linkable.things_behind(person, found, form.cleaned_data["linked"]),
        ),
    )


@requires(READ)
def log_file(request: HttpRequest, suffix: str) -> HttpResponse:
    """The log, narrowed as on its page, as one Word file or PDF."""
    person = signed_in_person(request)
    form = SearchForm(request.GET, years=queries.years_of(person))
    try:
        content = WRITERS[suffix](log_document(person, form.search))
    except NoRoom as trouble:
        messages.warning(request, str(trouble))
        return redirect(f"{reverse('decisions')}?{request.GET.urlencode()}")
    name = {"Content-Disposition": f'attachment; filename="decisions.{suffix}"'}
    return HttpResponse(content, content_type=CONTENT_TYPES[suffix], headers=name)


def decision_form(heading: str, form: Form, of: Decision | None = None, **more: Any) -> FormPage:
    """A form about a decision, or about a new one."""
    log = Link("Decisions", reverse("decisions"))
    if of is None:
        return form_under(log, heading, form, log.url, **more)
    return form_under(log, heading, form, address(of), zone=of.committee.organization.timezone, **more)


def _begun(decision: Decision) -> dict[str, object]:
    """An open question is decided today unless somebody says another day."""
    saved = AnswerForm.initial_of(decision)
    today = clock.today(decision.committee.organization.timezone)
    return saved if decision.decided_on else {**saved, "decided_on": today, "decided_by": decision.committee.name}


def _item_page(form: ItemDecisionForm, item: AgendaItem, known: Decision | None) -> FormPage:
    return meeting_form(
        "Record a decision",
        form,
        item.meeting,
        place_of(item),
        button="Record the decision",
        lede=item.title,
        version=known.version if known else 0,
        initial_of=_asked,
        refused=WRONG,
    )


def _asked(decision: Decision) -> dict[str, object]:
    """What a form under an agenda item holds of an open question."""
    return {name: getattr(decision, name) for name in ("question", "options", "consulted")}


def _of_item(item: AgendaItem) -> dict[str, object]:
    zone = item.meeting.committee.organization.timezone
    day = min(day_in(item.meeting.starts_at, zone), clock.today(zone))
    known = item.decision
    asked = _asked(known) if known else {"question": item.title}
    return {**asked, "decided_on": day, "decided_by": item.meeting.committee.name}
