"""Writing a stack and ordering what stands in it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from waypost.catalog.actions.stacks import add_member, create_stack, edit_stack, move_member, remove_member
from waypost.catalog.forms.editing import StackForm
from waypost.catalog.forms.stacks import AddMemberForm, NewStackForm
from waypost.catalog.models import MicroCredential, Stack
from waypost.catalog.queries import all_members, stack_to_edit
from waypost.catalog.rules import Direction
from waypost.catalog.views.drafts import EDIT
from waypost.catalog.views.editing import REFUSED, above_all, edit_of, typed
from waypost.people.answering import answer
from waypost.people.gates import requires, signed_in_person
from waypost.ui.editing import FormPage
from waypost.ui.navigation import Link


@requires(EDIT)
def new(request: HttpRequest) -> HttpResponse:
    """Begin a stack."""
    person = signed_in_person(request)
    form = NewStackForm(typed(request), viewer=person)
    page = FormPage(
        "New stack",
        form,
        reverse("catalog_drafts"),
        button="Begin the stack",
        lede="Micro-credentials that belong together and lead to something larger.",
        crumbs=(above_all(),),
        refused=REFUSED,
    )
    return answer(
        request,
        page,
        lambda _version: create_stack(by=person, stack=form.instance),
        then=lambda _made: _address(form.instance),
    )


@requires(EDIT)
def edit(request: HttpRequest, slug: str) -> HttpResponse:
    """One stack and its members."""
    stack, person = _stack_or_404(request, slug), signed_in_person(request)
    members = all_members(stack)
    form = StackForm(typed(request), instance=stack)
    page = FormPage(
        stack.title,
        form,
        reverse("catalog_drafts"),
        crumbs=(above_all(), Link("Stack", "")),
        zone=stack.organization.timezone,
        refused=REFUSED,
        template="catalog/edit_stack.html",
        more={"stack": stack, "members": members, "add_form": AddMemberForm(viewer=person, members=members)},
        **edit_of(stack, form),
    )
    return answer(
        request,
        page,
        lambda started_from: edit_stack(by=person, stack=stack, values=form.values, started_from=started_from),
        then=lambda _saved: _address(stack),
    )


@requires(EDIT)
@require_POST
def add(request: HttpRequest, slug: str) -> HttpResponse:
    """Put one more micro-credential at the end."""
    stack, person = _stack_or_404(request, slug), signed_in_person(request)
    form = AddMemberForm(request.POST, viewer=person, members=all_members(stack))
    if form.is_valid():
        add_member(by=person, stack=stack, micro_credential=form.cleaned_data["micro_credential"])
    else:
        messages.warning(request, "Choose a micro-credential from the list to add it.")
    return redirect("catalog_stack", slug)


@requires(EDIT)
@require_POST
def move(request: HttpRequest, slug: str, member: str, direction: Direction) -> HttpResponse:
    """One step up or down."""
    stack = _stack_or_404(request, slug)
    move_member(by=signed_in_person(request), stack=stack, micro_credential=_member(stack, member), direction=direction)
    return redirect("catalog_stack", slug)


@requires(EDIT)
@require_POST
def remove(request: HttpRequest, slug: str, member: str) -> HttpResponse:
    """Take a micro-credential out of the stack."""
    stack = _stack_or_404(request, slug)
    remove_member(by=signed_in_person(request), stack=stack, micro_credential=_member(stack, member))
    return redirect("catalog_stack", slug)


def _address(stack: Stack) -> str:
    return reverse("catalog_stack", args=[stack.slug])


def _member(stack: Stack, slug: str) -> MicroCredential:
    for member in all_members(stack):
        if member.slug == slug:
            return member
    raise Http404


def _stack_or_404(request: HttpRequest, slug: str) -> Stack:
    try:
        return stack_to_edit(signed_in_person(request), slug)
    except Stack.DoesNotExist:
        raise Http404 from None
