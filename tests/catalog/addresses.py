"""Objects of the catalog that addresses name, for tests/access/table.py."""

from tests.access.world import World
from tests.builders import BUILDER
from tests.catalog.builders import sample_draft, sample_published
from waypost.catalog.actions.drafts import create_micro_credential
from waypost.catalog.actions.pieces import add_piece
from waypost.catalog.actions.rubric import add_criterion
from waypost.catalog.actions.stacks import create_stack, set_members
from waypost.catalog.models import MethodComponent, MicroCredentialVersion, Stack, SubmissionPart
from waypost.catalog.rules import Level, PartKind, VersionState
from waypost.common import clock


def _draft(world: World) -> MicroCredentialVersion:
    return create_micro_credential(by=BUILDER, organization=world.tree.district, slug="wait-time", title="Wait time")


def _published(world: World) -> MicroCredentialVersion:
    """Published past the checklist, which needs a whole anatomy and is not what these tests are about."""
    version = _draft(world)
    version.state, version.published_at, version.estimated_hours = VersionState.PUBLISHED, clock.now(), 10
    version.save()
    return version


def _part(world: World) -> SubmissionPart:
    part = SubmissionPart(version=_draft(world), kind=PartKind.OVERVIEW, title="Overview")
    add_piece(by=BUILDER, piece=part)
    return part


def _stack(world: World) -> Stack:
    stack = Stack(
        organization=world.tree.district,
        slug="questions",
        title="Questions",
        summary="Ask.",
        outcome="Asks.",
        required=1,
    )
    create_stack(by=BUILDER, stack=stack)
    set_members(by=BUILDER, stack=stack, micro_credentials=[_published(world).micro_credential])
    return stack


def published_micro_credential(world: World) -> dict[str, object]:
    """A whole one, so that the sweep of all pages looks at every piece of its page."""
    return {"slug": sample_published(world.tree.district).micro_credential.slug}


def published_by_number(world: World) -> dict[str, object]:
    return {**published_micro_credential(world), "number": 1}


def sample_slug(_world: World) -> dict[str, object]:
    return {"slug": "formative-assessment"}


def draft(world: World) -> dict[str, object]:
    return {"uid": _draft(world).uid}


def draft_section(world: World) -> dict[str, object]:
    return {"uid": sample_draft(world.tree.district).uid, "section": "method"}


def draft_kind(world: World) -> dict[str, object]:
    return {"uid": _draft(world).uid, "key": "component"}


def part(world: World) -> dict[str, object]:
    return {"uid": _part(world).uid}


def criterion(world: World) -> dict[str, object]:
    target = _part(world)
    made = add_criterion(
        by=BUILDER,
        draft=target.version,
        target=target,
        title="Fits",
        summary="It fits.",
        texts={level: level.value for level in Level},
    )
    return {"uid": made.uid}


def component(world: World) -> dict[str, object]:
    piece = MethodComponent(version=_draft(world), name="Ask", text="Ask everyone.")
    add_piece(by=BUILDER, piece=piece)
    return {"key": "component", "uid": piece.uid}


def component_up(world: World) -> dict[str, object]:
    return {**component(world), "direction": "up"}


def stack(world: World) -> dict[str, object]:
    return {"slug": _stack(world).slug}


def stack_member(world: World) -> dict[str, object]:
    return {"slug": _stack(world).slug, "member": "wait-time"}


def stack_member_up(world: World) -> dict[str, object]:
    return {**stack_member(world), "direction": "up"}
