"""Stacks: micro-credentials that belong together (EA7)."""

from collections.abc import Mapping, Sequence

from django.db import transaction

from waypost.catalog.actions.drafts import check_revision, save_new, write_content
from waypost.catalog.models import MicroCredential, Stack, StackMembership
from waypost.catalog.rules import Direction, moved
from waypost.common import audit
from waypost.common.actors import Actor


@transaction.atomic
def create_stack(*, by: Actor, stack: Stack) -> None:
    """Keep a new, unsaved `stack`. Raises ValidationError."""
    save_new(stack)
    audit.record(by=by, verb="create stack", on=stack, after=stack.content())


@transaction.atomic
def edit_stack(*, by: Actor, stack: Stack, values: Mapping[str, object], started_from: int) -> None:
    """Change `stack`. Raises EditConflict, ValidationError."""
    current = Stack.objects.select_for_update().get(pk=stack.pk)
    check_revision(current, started_from)
    write_content(by=by, on=current, values=values, verb="edit stack")


@transaction.atomic
def set_members(*, by: Actor, stack: Stack, micro_credentials: Sequence[MicroCredential]) -> None:
    """Let exactly `micro_credentials` stand in `stack`, in this order."""
    current = Stack.objects.select_for_update().get(pk=stack.pk)
    before = [membership.micro_credential.slug for membership in current.memberships.select_related("micro_credential")]
    after = [credential.slug for credential in micro_credentials]
    if before == after:
        return
    current.memberships.all().delete()
    StackMembership.objects.bulk_create(
        StackMembership(stack=current, micro_credential=credential, position=position)
        for position, credential in enumerate(micro_credentials, start=1)
    )
    audit.record(by=by, verb="set members of stack", on=current, before={"members": before}, after={"members": after})


@transaction.atomic
def add_member(*, by: Actor, stack: Stack, micro_credential: MicroCredential) -> None:
    """Put `micro_credential` last; one that stands there already stays where it is."""
    members = _members(stack)
    if micro_credential not in members:
        set_members(by=by, stack=stack, micro_credentials=[*members, micro_credential])


@transaction.atomic
def move_member(*, by: Actor, stack: Stack, micro_credential: MicroCredential, direction: Direction) -> None:
    """Let `micro_credential` change places with its neighbor; at the end, or once removed, nothing happens."""
    members = _members(stack)
    if micro_credential in members:
        set_members(by=by, stack=stack, micro_credentials=moved(members, micro_credential, direction))


@transaction.atomic
def remove_member(*, by: Actor, stack: Stack, micro_credential: MicroCredential) -> None:
    """Take `micro_credential` out of `stack`."""
    kept = [member for member in _members(stack) if member != micro_credential]
    set_members(by=by, stack=stack, micro_credentials=kept)


def _members(stack: Stack) -> list[MicroCredential]:
    Stack.objects.select_for_update().get(pk=stack.pk)
    return [membership.micro_credential for membership in stack.memberships.select_related("micro_credential")]
