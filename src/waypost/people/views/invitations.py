"""Pages of invitations: give, see, send again, withdraw, accept."""

from django.contrib import messages
from django.contrib.auth import login
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from waypost.people.actions.invitations import (
    CLOSED,
    InvitationClosed,
    SomebodyElse,
    accept_signed_in,
    accept_with_password,
    invite,
    send_invitation_again,
    withdraw_invitation,
)
from waypost.people.answering import answer
from waypost.people.forms.people import AcceptForm, InviteForm, whom_to_invite
from waypost.people.gates import public, requires, signed_in_person
from waypost.people.models import Invitation, Person
from waypost.people.permissions import Permission
from waypost.people.queries import has_an_account, invitation_behind, invitations_of, person_called, with_deliveries
from waypost.people.rules import InvitationState, Role
from waypost.ui.editing import FormPage

ON_A_PAGE = 50


@requires(Permission.PEOPLE_PERSON_INVITE)
def invitations(request: HttpRequest) -> HttpResponse:
    """Every invitation into the viewer's branch."""
    found = invitations_of(signed_in_person(request))
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    rows = with_deliveries(page.object_list)
    return render(request, "people/invitations.html", {"page": page, "rows": rows})


@requires(Permission.PEOPLE_PERSON_INVITE)
def give_invitation(request: HttpRequest) -> HttpResponse:
    """Invite one person."""
    giver = signed_in_person(request)
    data = request.POST if request.method == "POST" else None
    form = InviteForm(data, giver, Permission.PEOPLE_PERSON_INVITE, initial=whom_to_invite(request.GET))
    page = FormPage("Invite somebody", form, reverse("people"), done="", template="people/invite.html")
    return answer(
        request,
        page,
        lambda _version: invite(by=giver, **{**form.cleaned_data, "role": Role(form.cleaned_data["role"])}),
        then=lambda given: _say_given(request, given),
    )


def _say_given(request: HttpRequest, given: Invitation) -> str:
    messages.success(request, f"The invitation to {given.email} is on its way.")
    return reverse("invitations")


@require_POST
@requires(Permission.PEOPLE_PERSON_INVITE)
def invitation_send_again(request: HttpRequest, uid: str) -> HttpResponse:
    """Mail the link once more."""
    giver = signed_in_person(request)
    invitation = get_object_or_404(invitations_of(giver), uid=uid)
    try:
        send_invitation_again(by=giver, invitation=invitation)
    except InvitationClosed as closed:
        messages.warning(request, str(closed))
    else:
        messages.success(request, f"The invitation to {invitation.email} is on its way again.")
    return redirect("invitations")


@require_POST
@requires(Permission.PEOPLE_PERSON_INVITE)
def invitation_withdraw(request: HttpRequest, uid: str) -> HttpResponse:
    """Close the link."""
    giver = signed_in_person(request)
    invitation = get_object_or_404(invitations_of(giver), uid=uid)
    try:
        withdraw_invitation(by=giver, invitation=invitation)
    except InvitationClosed as closed:
        messages.warning(request, str(closed))
    else:
        messages.success(request, f"The invitation to {invitation.email} is withdrawn; its link opens nothing now.")
    return redirect("invitations")


@public
@never_cache
def accept_invitation(request: HttpRequest, uid: str, secret: str) -> HttpResponse:
    """What a mailed link opens. To open it changes nothing, since mail scanners open links too; to post does."""
    try:
        invitation = invitation_behind(uid, secret)
    except Invitation.DoesNotExist as unknown:
        raise Http404 from unknown
    if invitation.state is not InvitationState.WAITING:
        return _closed(request, CLOSED[invitation.state])
    if isinstance(request.user, Person):
        return _accept_signed_in(request, invitation, request.user)
    invited = person_called(invitation.email)
    if invited is not None and has_an_account(invited):
        return render(request, "people/invitation_sign_in.html", {"invitation": invitation})
    return _accept_with_password(request, invitation)


def _accept_signed_in(request: HttpRequest, invitation: Invitation, person: Person) -> HttpResponse:
    if request.method != "POST":
        return render(request, "people/invitation_accept.html", {"invitation": invitation, "person": person})
    try:
        accept_signed_in(by=person, invitation=invitation)
    except (InvitationClosed, SomebodyElse) as closed:
        return _closed(request, str(closed), status=422)
    messages.success(request, f"You are {invitation.get_role_display().lower()} at {invitation.organization} now.")
    return redirect("home")


def _accept_with_password(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    data = request.POST if request.method == "POST" else None
    form = AcceptForm(data, email=invitation.email, name=invitation.name)
    if form.is_valid():
        try:
            person = accept_with_password(invitation=invitation, **form.cleaned_data)
        except (InvitationClosed, SomebodyElse) as closed:
            return _closed(request, str(closed), status=422)
        login(request, person)
        return redirect("home")
    context = {"invitation": invitation, "form": form}
    return render(request, "people/invitation_open.html", context, status=422 if form.errors else 200)


def _closed(request: HttpRequest, sentence: str, status: int = 410) -> HttpResponse:
    return render(request, "people/invitation_closed.html", {"sentence": sentence}, status=status)
