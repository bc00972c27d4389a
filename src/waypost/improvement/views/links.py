"""Links of a theory: join, write down, lock, say what was found, and cite the library."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from waypost.common import clock
from waypost.common.conflicts import EditConflict
from waypost.improvement.actions import links as actions
from waypost.improvement.forms.theories import LOCK, FindingForm, LinkDetailsForm, LinkForm
from waypost.improvement.models import Link
from waypost.improvement.queries import access
from waypost.improvement.views.shared import theory_form, theory_url
from waypost.library.actions import cite as cite_item
from waypost.library.actions import take_citation_out as drop_citation
from waypost.library.citing import CiteForm
from waypost.library.queries import items_to_cite
from waypost.people.answering import answer
from waypost.people.gates import requires, signed_in_person
from waypost.plans.queries.measuring import people_to_own
from waypost.ui.editing import SAVED, FormPage, posted_number

#: What stands above the form of a link.
LOCKED = "This link is locked: say why at the end. What stood before stays in sight."
TO_LOCK = (
    "You can save at any time. Once its six parts are written, lock it, before its data arrive: "
    "from then on each edit needs a reason and stays in sight."
)


@requires(access.EDIT)
def add_link(request: HttpRequest, uid: str) -> HttpResponse:
    """Say that one statement leads to another."""
    person = signed_in_person(request)
    program = get_object_or_404(access.programs(person, access.EDIT), uid=uid)
    theory = access.current_theory(program)
    if theory is None:
        return redirect("theory_begin", uid)
    mine = access.statements(person).filter(theory=theory)
    first = {"cause": request.GET.get("cause", "")}
    form = LinkForm(request.POST if request.method == "POST" else None, statements=mine, initial=first)
    page = theory_form(
        "Add a link", form, program, theory_url(program), button="Add it", refused={actions.Unlinkable: "effect"}
    )
    return answer(request, page, lambda _version: actions.add_link(by=person, theory=theory, **form.cleaned_data))


@requires(access.EDIT)
def edit_link(request: HttpRequest, uid: str) -> HttpResponse:
    """Write down what is assumed and how it will be read."""
    person = signed_in_person(request)
    link = get_object_or_404(access.links(person), uid=uid)
    program, is_locked = link.theory.program, actions.is_locked(link)
    form = LinkDetailsForm(
        request.POST if request.method == "POST" else None,
        people=people_to_own(program.activity.objective.plan, besides=link.owner_id),
        initial=LinkDetailsForm.initial_of(link),
        is_locked=is_locked,
    )
    page = _details_page(link, form, is_locked=is_locked)
    return answer(request, page, lambda version: _write(request, link, form, version))


def _write(request: HttpRequest, link: Link, form: LinkDetailsForm, version: int) -> None:
    write = actions.write_and_lock if form.is_to_lock else actions.edit_link
    fields, reason = form.fields_of_link(), form.cleaned_data["reason"]
    try:
        write(by=signed_in_person(request), link=link, started_from=version, fields=fields, reason=reason)
    except actions.ReasonMissing:
        form.ask_why()
        raise
    if form.is_to_lock:
        _say_locked(request, link)


def _say_locked(request: HttpRequest, link: Link) -> None:
    parts = "from its assumption to its date"
    messages.success(request, f"Link {link.number} is locked, {parts}: each later edit needs a reason and is shown.")


def _details_page(link: Link, form: LinkDetailsForm, *, is_locked: bool) -> FormPage:
    program = link.theory.program
    return theory_form(
        f"{'Edit' if is_locked else 'Write down'} link {link.number}",
        form,
        program,
        theory_url(program, link),
        lede=str(link),
        note=LOCKED if is_locked else TO_LOCK,
        also="" if is_locked else LOCK,
        also_says="Save and lock",
        done="" if form.is_to_lock else SAVED,
        version=link.version,
        initial_of=LinkDetailsForm.initial_of,
        refused={actions.ReasonMissing: "reason", actions.DateNotAhead: "reads_on"},
    )


@requires(access.EDIT)
@require_POST
def lock(request: HttpRequest, uid: str) -> HttpResponse:
    """Lock a link that is written in full."""
    person = signed_in_person(request)
    link = get_object_or_404(access.links(person), uid=uid)
    try:
        actions.lock_link(by=person, link=link, started_from=posted_number(request.POST, "version"))
    except EditConflict:
        messages.error(request, "Somebody changed this link since you opened the page: read it again, then lock it.")
    except actions.LinkIncomplete as refusal:
        messages.error(request, str(refusal))
    else:
        _say_locked(request, link)
    return redirect(theory_url(link.theory.program, link))


@requires(access.EDIT)
def finding(request: HttpRequest, uid: str) -> HttpResponse:
    """Say what people found about a link that no measure reads."""
    person = signed_in_person(request)
    link = get_object_or_404(access.links(person), uid=uid)
    program = link.theory.program
    today = clock.today(program.organization.timezone)
    form = FindingForm(request.POST if request.method == "POST" else None, initial={"found_on": today})
    page = theory_form(
        "Write down what was found",
        form,
        program,
        theory_url(program, link),
        lede=str(link),
        note=f"Threshold: {link.threshold_words}" if link.threshold_words else "",
        refused={actions.LinkIncomplete: None, actions.MeasureReads: None, actions.DateNotAhead: "found_on"},
    )
    return answer(request, page, lambda _version: actions.record_finding(by=person, link=link, **form.chosen()))


@requires(access.EDIT)
def cite(request: HttpRequest, uid: str) -> HttpResponse:
    """Cite a study, a case or a memo of the library on a link."""
    person = signed_in_person(request)
    link = get_object_or_404(access.links(person), uid=uid)
    program = link.theory.program
    form = CiteForm(request.POST if request.method == "POST" else None, items=items_to_cite(person))
    page = theory_form("Cite the library", form, program, theory_url(program, link), button="Cite it", lede=str(link))
    return answer(request, page, lambda _version: cite_item(by=person, on=link, **form.cleaned_data))


@requires(access.EDIT)
@require_POST
def take_citation_out(request: HttpRequest, uid: str) -> HttpResponse:
    """Cite it no longer."""
    person = signed_in_person(request)
    citation = get_object_or_404(access.citations(person), uid=uid)
    link = citation.link
    drop_citation(by=person, on=link, citation=citation)
    return redirect(theory_url(link.theory.program, link))
