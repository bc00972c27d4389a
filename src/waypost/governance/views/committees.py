"""Committees, their seats and charters."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from waypost.governance.actions import agreeing
from waypost.governance.actions import committees as actions
from waypost.governance.actions.saving import HasEnded
from waypost.governance.forms.committees import AgreementForm, CharterForm, CommitteeForm, NewCommitteeForm
from waypost.governance.models import Charter
from waypost.governance.queries import committee_pages
from waypost.governance.queries import committees as queries
from waypost.governance.views.shared import committee_address, committee_form, form_under
from waypost.people.answering import answer
from waypost.people.gates import requires, signed_in_person
from waypost.people.permissions import Permission
from waypost.people.queries import branches
from waypost.ui.editing import posted_number
from waypost.ui.navigation import Link

READ = Permission.GOVERNANCE_COMMITTEE_READ
MANAGE = Permission.GOVERNANCE_COMMITTEE_MANAGE


@requires(READ)
def committee_list(request: HttpRequest) -> HttpResponse:
    """The committees of the branch, and who owns goals and processes in departments."""
    person = signed_in_person(request)
    context = {
        "committees": committee_pages.listed_committees(person),
        "owners": committee_pages.owner_lines(person),
        "may_set_up": committee_pages.may_set_up(person),
        "places": branches(person, MANAGE),
    }
    return render(request, "governance/committees.html", context)


@requires(READ)
def committee(request: HttpRequest, uid: str) -> HttpResponse:
    """Who sits in it, what is missing, what it decided, and what is next."""
    person = signed_in_person(request)
    found = get_object_or_404(queries.committees(person), uid=uid)
    return render(request, "governance/committee.html", {"page": committee_pages.committee_page(person, found)})


@requires(MANAGE)
def new_committee(request: HttpRequest) -> HttpResponse:
    """Set up a committee."""
    person = signed_in_person(request)
    form = NewCommitteeForm(request.POST or None, person=person)
    back = reverse("committees")
    page = form_under(
        Link("Committees", back),
        "Set up a committee",
        form,
        back,
        button="Set it up",
        refused={actions.NameTaken: "name"},
    )
    return answer(
        request,
        page,
        lambda _version: actions.set_up_committee(
            by=person, organization=form.cleaned_data["organization"], charter=form.charter(), **form.named()
        ),
        then=committee_address,
    )


@requires(MANAGE)
def edit_committee(request: HttpRequest, uid: str) -> HttpResponse:
    """Change name and kind."""
    person = signed_in_person(request)
    found = get_object_or_404(queries.committees(person, MANAGE), uid=uid)
    form = CommitteeForm(request.POST or None, initial=CommitteeForm.initial_of(found))
    page = committee_form(
        "Change the name",
        form,
        found,
        version=found.version,
        initial_of=CommitteeForm.initial_of,
        refused={actions.NameTaken: "name"},
    )
    return answer(
        request,
        page,
        lambda version: actions.rename_committee(by=person, committee=found, started_from=version, **form.named()),
    )


@requires(READ)
def charter(request: HttpRequest, uid: str) -> HttpResponse:
    """Every version of the charter, and who agreed to each."""
    person = signed_in_person(request)
    found = get_object_or_404(queries.committees(person), uid=uid)
    page = committee_pages.committee_page(person, found)
    return render(request, "governance/charter.html", {"page": page, "charters": queries.charters(found)})


@requires(MANAGE)
def write_charter(request: HttpRequest, uid: str) -> HttpResponse:
    """Write the next version; earlier ones stay."""
    person = signed_in_person(request)
    found = get_object_or_404(queries.committees(person, MANAGE), uid=uid)
    newest = queries.newest_charter(found)
    form = CharterForm(request.POST or None, initial=CharterForm.initial_of(newest) if newest else None)
    page = committee_form(
        "Write the charter",
        form,
        found,
        reverse("committee_charter", args=[uid]),
        lede="Earlier versions stay readable. Members agree to each version anew.",
        version=newest.number if newest else 0,
        initial_of=CharterForm.initial_of,
    )
    return answer(
        request,
        page,
        lambda version: actions.write_charter(by=person, committee=found, started_from=version, fields=form.written()),
    )


@requires(MANAGE)
def agree(request: HttpRequest, uid: str) -> HttpResponse:
    """Note who agreed to the charter that holds."""
    person = signed_in_person(request)
    found = get_object_or_404(queries.committees(person, MANAGE), uid=uid)
    newest: Charter = get_object_or_404(found.charters.order_by("-number")[:1])
    lines = committee_pages.committee_page(person, found).still_to_agree
    form = AgreementForm(request.POST or None, lines=lines)
    back = reverse("committee_charter", args=[uid])
    page = committee_form(f"Who agreed to charter {newest.number}", form, found, back)
    return answer(
        request,
        page,
        lambda _version: actions.record_agreement(by=person, charter=newest, members=form.chosen()),
    )


@requires(READ)
@require_POST
def agree_oneself(request: HttpRequest, uid: str) -> HttpResponse:
    """Agree to the charter as one who sits in the committee."""
    person = signed_in_person(request)
    found = get_object_or_404(queries.committees(person), uid=uid)
    number = posted_number(request.POST, "number")
    try:
        agreeing.agree(by=person, committee=found, number=number)
    except (HasEnded, agreeing.CharterChanged, agreeing.NotSeated) as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, f"Noted: you agree to charter {number}.")
    return redirect("committee_charter", uid=uid)
