"""A program that serves an activity, with a cohort, made through the same actions that people use."""

from dataclasses import dataclass
from datetime import date

from tests.builders import BUILDER, District, person
from tests.catalog.builders import sample_published
from tests.plans.builders import build_planned
from waypost.catalog.models import MicroCredentialVersion
from waypost.people.models import Organization, Person, RoleAssignment
from waypost.people.queries import current_roles
from waypost.people.rules import Role
from waypost.plans.models import Activity
from waypost.programs.actions.cohorts import invite_to_cohort, open_cohort
from waypost.programs.actions.programs import create_program, curate_credential
from waypost.programs.models import Cohort, CohortMember, Program

YEAR = {"starts_on": date(2026, 9, 1), "ends_on": date(2027, 6, 11)}
SPRING = {"starts_on": date(2027, 1, 4), "ends_on": date(2027, 4, 30)}


@dataclass(frozen=True)
class Programmed:
    """A district whose program offers one published micro-credential to one cohort; nobody is invited yet."""

    tree: District
    lead: Person
    activity: Activity
    program: Program
    version: MicroCredentialVersion
    cohort: Cohort


def build_programmed() -> Programmed:
    planned = build_planned()
    tree, lead = planned.tree, planned.lead
    program = program_at(tree.district, planned.activity)
    version = sample_published(tree.district)
    curate_credential(by=lead, program=program, micro_credential=version.micro_credential, reason="Asked for most")
    cohort = open_cohort(by=lead, program=program, name="Cohort A", **SPRING)
    return Programmed(tree, lead, planned.activity, program, version, cohort)


def program_at(organization: Organization, activity: Activity, name: str = "Checking for understanding") -> Program:
    return create_program(by=BUILDER, organization=organization, activity=activity, name=name, purpose="", **YEAR)


def educator_at(school: Organization, name: str = "Dana Ruiz") -> RoleAssignment:
    return current_roles(person(name, Role.EDUCATOR, school)).get()


def invited(cohort: Cohort, educator: RoleAssignment) -> CohortMember:
    return invite_to_cohort(by=BUILDER, cohort=cohort, educators=[educator])[0]
