"""Writing a stack and ordering what stands in it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from waypost.catalog.actions.stacks import add_member, create_stack, edit_stack, move_member, remove_member
from waypost.catalog.forms.editing import StackForm
from waypost.catalog.forms.stacks import AddMemberForm, NewStackForm
from waypost.catalog.models import MicroCredential, Stack
from waypost.catalog.queries import all_members, stack_to_edit
from waypost.catalog.rules import Direction
from waypost.catalog.views.drafts import EDIT
from waypost.catalog.views.saving import SAVED, Outcome, try_to_save
from waypost.people.gates import requires, signed_in_person


@requires(EDIT)
def new(request: HttpRequest) -> HttpResponse:
    """Begin a stack."""
    person, outcome = signed_in_person(request), Outcome(200)
    form = NewStackForm(request.POST or None, viewer=person)
    if request.method == "POST":
        outcome = try_to_save(form, lambda: create_stack(by=person, stack=form.instance), viewer=person)
        if outcome.status == SAVED:
            return redirect("catalog_stack", form.instance.slug)
    return render(request, "catalog/new_stack.html", {"form": form}, status=outcome.status)


@requires(EDIT)
def edit(request: HttpRequest, slug: str) -> HttpResponse:
    """One stack and its members."""
    stack, person, outcome = _stack_or_404(request, slug), signed_in_person(request), Outcome(200)
    form = StackForm(request.POST or None, instance=stack)
    if request.method == "POST":
        outcome = try_to_save(
            form,
            lambda: edit_stack(by=person, stack=stack, values=form.values, started_from=form.revision),
            viewer=person,
        )
        if outcome.status == SAVED:
            messages.success(request, "Saved.")
            return redirect("catalog_stack", slug)
    members = all_members(stack)
    context = {
        "stack": stack,
        "form": form,
        "conflict": outcome.conflict,
        "members": members,
        "add_form": AddMemberForm(viewer=person, members=members),
    }
    return render(request, "catalog/edit_stack.html", context, status=outcome.status)


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
