"""A theory of action, made through the actions that people use."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tests.builders import BUILDER, District, person
from tests.plans.builders import build_planned
from tests.programs.builders import program_at
from waypost.common.actors import Actor
from waypost.improvement.actions.links import add_link, edit_link, lock_link
from waypost.improvement.actions.statements import add_statement, begin_theory
from waypost.improvement.models import Link, Statement, Theory
from waypost.improvement.rules.kinds import Column
from waypost.improvement.rules.links import LinkFields
from waypost.people.models import Person
from waypost.people.rules import Role
from waypost.programs.models import Program

#: Tests stand at January 14, 2027.
AHEAD = date(2027, 3, 1)
BY_PROTOCOL = LinkFields(
    assumption="People stop when nobody reads feedback with them.",
    question="Do more resubmit when they met a coach?",
    feedback="Of educators who were asked to revise: who met a coach?",
    source_kind="protocol",
    source_text="Interviews with 20 educators",
    threshold_words="Most name their coach",
    reads_on=AHEAD,
)
MEASURE = "test.educators"
BY_MEASURE = LinkFields(
    assumption="Those who are asked come.",
    question="How many come?",
    feedback="Of those who did not: why?",
    source_kind="measure",
    source_key=MEASURE,
    comparison="at least",
    threshold=Decimal(40),
    reads_on=AHEAD,
)


@dataclass(frozen=True)
class Believed:
    """A program whose theory has one statement in each column, and a link between the first two."""

    tree: District
    lead: Person
    member: Person
    stranger: Person
    program: Program
    theory: Theory
    coach: Statement
    revise: Statement
    lessons: Statement
    link: Link


def build_believed() -> Believed:
    planned = build_planned()
    program = program_at(planned.tree.district, planned.activity)
    theory = begin_theory(by=BUILDER, program=program, text="give every educator a named coach")
    coach = theory.statements.get()
    revise = add_statement(
        by=BUILDER, theory=theory, column=Column.EDUCATORS, text="revise after feedback", after=coach
    )
    lessons = add_statement(
        by=BUILDER, theory=theory, column=Column.RESULT, text="more lessons check for understanding"
    )
    return Believed(
        tree=planned.tree,
        lead=planned.lead,
        member=person("Priya Nair", Role.COMMITTEE_MEMBER, planned.tree.district),
        stranger=planned.stranger,
        program=program,
        theory=theory,
        coach=coach,
        revise=revise,
        lessons=lessons,
        link=Link.objects.get(cause=coach, effect=revise),
    )


def written(link: Link, fields: LinkFields = BY_PROTOCOL) -> Link:
    return edit_link(by=BUILDER, link=link, started_from=link.version, fields=fields)


def second_link(believed: Believed) -> Link:
    return add_link(by=BUILDER, theory=believed.theory, cause=believed.revise, effect=believed.lessons)


def locked(link: Link, by: Actor = BUILDER) -> Link:
    return lock_link(by=by, link=link, started_from=link.version)
