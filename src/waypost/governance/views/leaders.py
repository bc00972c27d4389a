"""Leaders of a district and its schools: for the program leads of that organization, and for nobody else."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from waypost.common import clock
from waypost.governance.actions import leaders as actions
from waypost.governance.actions import reflection as removing
from waypost.governance.actions.reflection import UnclearPerson
from waypost.governance.forms.stakeholders import CommitmentForm, ConversationForm, LeaderForm
from waypost.governance.models import Commitment, Conversation, Leader
from waypost.governance.queries import reflection
from waypost.governance.queries.leaders import leader_line, leaders_page, leaving
from waypost.governance.rules.standings import counted
from waypost.governance.views.reflecting import reflect_form, typed
from waypost.people.answering import answer
from waypost.people.gates import requires, signed_in_person
from waypost.people.permissions import Permission
from waypost.plans.queries.leads import names_to_offer
from waypost.ui.editing import FormPage

LEADERS = Permission.GOVERNANCE_LEADERS_EDIT
ABOVE = "Trust with leaders"


@requires(LEADERS)
def leaders(request: HttpRequest, uid: str) -> HttpResponse:
    """Every leader: last conversation, promises, and who waits for a word."""
    person = signed_in_person(request)
    at = get_object_or_404(reflection.organization_of_leaders(person, uid))
    out = reflection.taken_out(person, "leader", organization=at)
    context = {"organization": at, "page": leaders_page(person, at), "out": out}
    return render(request, "governance/leaders.html", context)


@requires(LEADERS)
@require_POST
def list_principals(request: HttpRequest, uid: str) -> HttpResponse:
    """List every principal of today who is not listed yet."""
    person = signed_in_person(request)
    at = get_object_or_404(reflection.organization_of_leaders(person, uid))
    made = actions.list_principals(by=person, organization=at)
    messages.success(request, f"{counted(len(made), 'principal')} listed.")
    return redirect("reflect_leaders", uid=at.uid)


@requires(LEADERS)
def add_leader(request: HttpRequest, uid: str) -> HttpResponse:
    """List somebody by name."""
    person = signed_in_person(request)
    at = get_object_or_404(reflection.organization_of_leaders(person, uid))
    form = LeaderForm(typed(request), names=names_to_offer(at))
    refused = {UnclearPerson: "name", actions.ListedAlready: "name"}
    back = reverse("reflect_leaders", args=[at.uid])
    page = reflect_form("Add a leader", form, at, ABOVE, back, button="Add leader", refused=refused)
    return answer(
        request, page, lambda _version: actions.add_leader(by=person, organization=at, fields=form.fields_of_leader())
    )


@requires(LEADERS)
def leader(request: HttpRequest, uid: str) -> HttpResponse:
    """One leader: contact, concerns, conversations, commitments."""
    person = signed_in_person(request)
    found = get_object_or_404(reflection.leaders(person), uid=uid)
    out = [line for kind in ("conversation", "promise") for line in reflection.taken_out(person, kind, leader=found)]
    context = {"leader": found, "line": leader_line(found), "organization": found.organization, "out": out}
    return render(request, "governance/leader.html", context)


@requires(LEADERS)
def take_out(request: HttpRequest, kind: str, uid: str) -> HttpResponse:
    """Say what goes with a conversation, a promise or a leader; take it out once that is confirmed."""
    person = signed_in_person(request)
    part = reflection.removable(person, kind, uid)
    if not isinstance(part, Commitment | Conversation | Leader):
        raise Http404
    if request.method == "POST":
        removing.take_out(by=person, part=part)
    if request.method == "POST" or part.taken_out_at:
        return redirect(reflection.page_of(part))
    whose = part if isinstance(part, Leader) else part.leader
    return render(request, "governance/leaving.html", {"leaving": leaving(part), "leader": whose})


@requires(LEADERS)
def edit_leader(request: HttpRequest, uid: str) -> HttpResponse:
    """Change post, contact and concerns."""
    person = signed_in_person(request)
    found = get_object_or_404(reflection.leaders(person), uid=uid)
    names = names_to_offer(found.organization)
    form = LeaderForm(typed(request), names=names, initial=LeaderForm.initial_of(found))
    page = _page_of(
        f"Edit {found.said}",
        form,
        found,
        version=found.version,
        initial_of=LeaderForm.initial_of,
        refused={UnclearPerson: "name", actions.ListedAlready: "name"},
    )
    return answer(
        request,
        page,
        lambda version: actions.edit_leader(
            by=person, leader=found, started_from=version, fields=form.fields_of_leader()
        ),
    )


@requires(LEADERS)
def add_conversation(request: HttpRequest, uid: str) -> HttpResponse:
    """Write down what was said."""
    person = signed_in_person(request)
    found = get_object_or_404(reflection.leaders(person), uid=uid)
    today = clock.today(found.organization.timezone)
    initial = {"held_on": today, "held_by": person.name}
    form = ConversationForm(typed(request), names=names_to_offer(found.organization), initial=initial)
    refused = {UnclearPerson: "held_by"}
    page = _page_of(f"Conversation with {found.said}", form, found, button="Save conversation", refused=refused)
    return answer(
        request,
        page,
        lambda _version: actions.record_conversation(by=person, leader=found, **form.cleaned_data),
    )


@requires(LEADERS)
def edit_conversation(request: HttpRequest, uid: str) -> HttpResponse:
    """Put right what was written of a conversation."""
    person = signed_in_person(request)
    found = get_object_or_404(reflection.conversations(person), uid=uid)
    names = names_to_offer(found.leader.organization)
    form = ConversationForm(typed(request), names=names, initial=ConversationForm.initial_of(found))
    page = _page_of(
        "Edit the conversation",
        form,
        found.leader,
        version=found.version,
        initial_of=ConversationForm.initial_of,
        refused={UnclearPerson: "held_by"},
    )
    return answer(
        request,
        page,
        lambda version: actions.edit_conversation(
            by=person, conversation=found, started_from=version, **form.cleaned_data
        ),
    )


@requires(LEADERS)
def add_commitment(request: HttpRequest, uid: str) -> HttpResponse:
    """Write down a promise."""
    person = signed_in_person(request)
    found = get_object_or_404(reflection.leaders(person), uid=uid)
    form = CommitmentForm(typed(request), initial={"made_on": clock.today(found.organization.timezone)})
    page = _page_of(f"Promise of {found.said}, or to them", form, found, button="Save promise")
    return answer(
        request,
        page,
        lambda _version: actions.add_commitment(by=person, leader=found, fields=form.fields_of_commitment()),
    )


@requires(LEADERS)
def edit_commitment(request: HttpRequest, uid: str) -> HttpResponse:
    """Change a promise, or say that it was kept."""
    person = signed_in_person(request)
    found = get_object_or_404(reflection.commitments(person), uid=uid)
    form = CommitmentForm(typed(request), initial=CommitmentForm.initial_of(found))
    page = _page_of("Edit the promise", form, found.leader, version=found.version, initial_of=CommitmentForm.initial_of)
    return answer(
        request,
        page,
        lambda version: actions.edit_commitment(
            by=person, commitment=found, started_from=version, fields=form.fields_of_commitment()
        ),
    )


def _page_of(heading: str, form: LeaderForm | ConversationForm | CommitmentForm, of: Leader, **more: Any) -> FormPage:
    back = reverse("reflect_leader", args=[of.uid])
    return reflect_form(heading, form, of.organization, of.said, back, **more)
