"""Two people, or two clicks, at the same moment: one wins, the other reads a kind sentence or finds it done.

Both look first, and only then may either write (`tests/races.py`). No answer is an error page.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import pytest
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from tests.access.objects import district, educator, no_object, uploaded_roster
from tests.access.world import World, build_world
from tests.builders import BUILDER, District, build_district, person
from tests.catalog import addresses as catalog
from tests.plans import addresses as plans
from tests.programs import addresses as programs
from tests.programs.builders import SPRING
from tests.races import meeting_at
from waypost.catalog.actions.pieces import PieceIsGone, edit_piece, remove_piece
from waypost.catalog.models import MethodComponent, MicroCredential, MicroCredentialVersion, Stack
from waypost.people.actions.invitations import invite
from waypost.people.models import Invitation, Organization, Person, RoleAssignment
from waypost.people.queries import current_roles, invitation_secret, planned_roster
from waypost.people.rules import Role
from waypost.plans.actions.objectives import add_objective
from waypost.plans.models import Activity, AlignmentRow, Baseline, Indicator, Objective, Plan, PriorityArea
from waypost.plans.rules.fields import ObjectiveFields
from waypost.programs.models import Cohort, CohortMember, ProgramCredential

pytestmark = pytest.mark.django_db(transaction=True)
Typed = dict[str, object]


@dataclass(frozen=True)
class Race:
    """Two clicks of one person on `address`; `left` rows of `model` stand there after."""

    address: str
    make: Callable[[World], dict[str, object]]
    role: Role
    table: str
    typed: Callable[[World], Typed]
    answers: list[int]
    model: type[Model]
    left: int


def says(**typed: object) -> Callable[[World], Typed]:
    return lambda _world: typed


def a_role(world: World) -> Typed:
    return {"organization": world.tree.district.slug, "role": Role.COACH}


def an_invitation(world: World) -> Typed:
    return {"name": "New Coach", "email": "new@example.org", **a_role(world)}


def in_whose_name(world: World) -> Typed:
    return {"organization": world.tree.district.pk}


def a_credential(world: World) -> Typed:
    return {**in_whose_name(world), "title": "Wait time"}


def a_stack(world: World) -> Typed:
    words = {"slug": "questions", "title": "Questions", "summary": "Ask.", "outcome": "Asks.", "required": 1}
    return {**in_whose_name(world), **words}


def an_offer(world: World) -> Typed:
    version = catalog.published_micro_credential(world)
    return {"micro_credential": MicroCredential.objects.get(slug=version["slug"]).pk, "reason": "Asked for"}


def an_educator(world: World) -> Typed:
    return {"educators": [current_roles(world.own[Role.EDUCATOR]).get().pk]}


def a_plan(world: World) -> Typed:
    return {
        "organization": world.tree.district.slug,
        "title": "Plan",
        "priority_area": "Growth",
        "goal": "One in three",
    }


def the_roster(world: World) -> Typed:
    upload = world.own[Role.ORGANIZATION_ADMIN].roster_uploads.get()
    return {"shown": planned_roster(upload).digest}


def an_activity(_world: World) -> Typed:
    objective = add_objective(by=BUILDER, plan=Plan.objects.get(), fields=ObjectiveFields(text="Run a pilot"))
    return {"objective": objective.uid, "text": "Recruit schools"}


ADMIN, LEAD, EDITOR = Role.ORGANIZATION_ADMIN, Role.PROGRAM_LEAD, Role.CATALOG_EDITOR
SCHOOL = {"kind": "school", "name": "Elm", "timezone": "America/Chicago"}
DAYS = {name: day.isoformat() for name, day in SPRING.items()}
OFFERS, COMPONENTS = "programs_programcredential", "catalog_methodcomponent"
A_MEASURE, A_STANDARD = says(term="short", text="Schools"), says(standard="Standard 3")
DONE_TWICE, ONE_IS_TOLD = [302, 302], [302, 422]
#: What the second click may read on SQLite, where it begins once the first is done.
ONE_AFTER_THE_OTHER = ([302, 404], ONE_IS_TOLD)

RACES = (
    Race("organization_add", district, ADMIN, "people_organization", says(**SCHOOL), ONE_IS_TOLD, Organization, 7),
    Race("person_grant_role", educator, ADMIN, "people_roleassignment", a_role, DONE_TWICE, RoleAssignment, 31),
    Race("invite", no_object, ADMIN, "people_invitation", an_invitation, DONE_TWICE, Invitation, 1),
    Race("roster_preview", uploaded_roster, ADMIN, "people_person", the_roster, ONE_IS_TOLD, Person, 32),
    Race("cohort_new", programs.program, LEAD, "programs_cohort", says(name="A", **DAYS), ONE_IS_TOLD, Cohort, 1),
    Race(
        "program_offer",
        programs.program,
        LEAD,
        "programs_programcredential",
        an_offer,
        DONE_TWICE,
        ProgramCredential,
        1,
    ),
    Race("cohort_invite", programs.cohort, LEAD, "programs_cohortmember", an_educator, DONE_TWICE, CohortMember, 1),
    Race("plan_new", no_object, LEAD, "plans_priorityarea", a_plan, DONE_TWICE, PriorityArea, 1),
    Race("plan_adopt", plans.plan, LEAD, "plans_baseline", says(number=2), DONE_TWICE, Baseline, 2),
    Race("plan_import_confirm", plans.plan_import, LEAD, "plans_plan", says(), DONE_TWICE, Plan, 1),
    Race("plan_objective_add", plans.plan, LEAD, "plans_objective", says(text="Run a pilot"), DONE_TWICE, Objective, 2),
    Race("plan_activity_add", plans.plan, LEAD, "plans_activity", an_activity, DONE_TWICE, Activity, 2),
    Race(
        "plan_indicator_add",
        plans.plan,
        LEAD,
        "plans_indicator",
        says(term="short", text="x", direction="more is better"),
        DONE_TWICE,
        Indicator,
        2,
    ),
    Race(
        "plan_alignment_add",
        plans.objective,
        LEAD,
        "plans_alignmentrow",
        says(standard="3"),
        DONE_TWICE,
        AlignmentRow,
        2,
    ),
    Race("catalog_new", no_object, EDITOR, "catalog_microcredential", a_credential, ONE_IS_TOLD, MicroCredential, 1),
    Race("catalog_new_stack", no_object, EDITOR, "catalog_stack", a_stack, ONE_IS_TOLD, Stack, 1),
    Race(
        "catalog_start",
        catalog.published_micro_credential,
        EDITOR,
        "catalog_microcredentialversion",
        says(),
        DONE_TWICE,
        MicroCredentialVersion,
        2,
    ),
    Race(
        "catalog_add",
        catalog.draft_kind,
        EDITOR,
        "catalog_methodcomponent",
        says(name="Ask", text="Ask."),
        DONE_TWICE,
        MethodComponent,
        2,
    ),
    Race("catalog_remove", catalog.component, EDITOR, COMPONENTS, says(), DONE_TWICE, MethodComponent, 0),
)


def knock(by: Person, address: str, typed: Typed) -> Callable[[], int]:
    """A click that returns the status of its answer; an error page would be 500."""
    client = Client(raise_request_exception=False)
    client.force_login(by)
    return lambda: client.post(address, typed).status_code


@pytest.mark.parametrize("race", RACES, ids=lambda race: race.address)
def test_of_two_clicks_at_the_same_moment_none_gets_an_error_page(race: Race) -> None:
    world = build_world()
    address = reverse(race.address, kwargs=race.make(world))
    click = partial(knock, world.own[race.role], address, race.typed(world))
    answers = sorted(meeting_at(race.table, click(), click()))
    assert answers in (race.answers, *ONE_AFTER_THE_OTHER)
    assert race.model._default_manager.count() == race.left


@pytest.fixture
def tree() -> District:
    return build_district()


def test_two_places_that_are_added_below_one_parent_both_stand_there(tree: District) -> None:
    admin = person("Alex Administrator", ADMIN, tree.district)
    address = reverse("organization_add", args=[tree.district.slug])
    clicks = [knock(admin, address, {**SCHOOL, "name": name}) for name in ("Elm", "Oak")]
    assert meeting_at("people_organization", *clicks) == DONE_TWICE
    below = Organization.objects.filter(path__startswith=tree.district.path, numchild=0)
    assert sorted(below.values_list("name", flat=True)) == ["Cedar Elementary", "Elm", "Juniper Middle", "Oak"]


def test_of_two_last_administrators_who_end_each_other_one_stays(tree: District) -> None:
    first, second = (person(name, ADMIN, tree.district) for name in ("Alex First", "Blair Second"))
    clicks = [
        knock(by, reverse("role_end", args=[current_roles(other).get().uid]), {"why": "Moved on."})
        for by, other in ((first, second), (second, first))
    ]
    answers = meeting_at("people_roleassignment", *clicks)
    assert set(answers) <= {302, 404, 422}
    assert RoleAssignment.objects.filter(role=ADMIN, ended_at=None).count() == 1


def test_two_invitations_of_one_person_that_are_accepted_at_once_make_one_account(tree: District) -> None:
    admin = person("Alex Administrator", ADMIN, tree.district)
    clicks = [accepting(admin, tree, role) for role in (Role.COACH, Role.ASSESSOR)]
    answers = meeting_at("people_person", *clicks)
    assert set(answers) <= {200, 302, 422}
    assert Person.objects.filter(email="sam@example.org").count() == 1
    assert RoleAssignment.objects.filter(person__email="sam@example.org").count() == 1


def accepting(admin: Person, tree: District, role: Role) -> Callable[[], int]:
    given = invite(by=admin, email="sam@example.org", name="Sam", role=role, organization=tree.district)
    link = reverse("accept_invitation", args=[given.uid, invitation_secret(given.uid)])
    client = Client(raise_request_exception=False)
    return lambda: client.post(link, {"name": "Sam Osei", "password": "four quiet blue herons"}).status_code


def test_an_edit_of_what_somebody_removes_meanwhile_gets_a_kind_sentence() -> None:
    world = build_world()
    kept = catalog.component(world)
    piece = MethodComponent.objects.get()
    remove_piece(by=BUILDER, piece=MethodComponent.objects.get())
    with pytest.raises(PieceIsGone, match="Somebody removed this meanwhile"):
        edit_piece(by=BUILDER, piece=piece, values={"name": "Ask again"}, started_from=piece.revision)
    remove = knock(world.own[EDITOR], reverse("catalog_remove", kwargs=kept), {})
    assert remove() == 404
