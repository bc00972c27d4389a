"""What the planning of a program brings forth, offered to its phases (FR1), and listed on its own page."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from waypost.people.permissions import Permission
from waypost.people.queries import may
from waypost.people.viewers import Viewer
from waypost.programs.models import AmbitionChoice, Program, Sustainability
from waypost.programs.outcomes import Outcome, OutcomeState, Standing, register
from waypost.programs.queries.audiences import AudiencePage, audience_page
from waypost.programs.queries.budgets import BudgetPage, budget_page
from waypost.programs.queries.implementation_models import ModelLine, model_sums
from waypost.programs.queries.pilots import Pilots, pilots
from waypost.programs.queries.planning import ambitions, conversations, sustainability
from waypost.programs.queries.representation import Comparison, comparisons
from waypost.programs.rules.estimates import dollars
from waypost.programs.rules.timing import Conversation, open_questions

TEXTS = ("continues", "payers", "begins", "risks")


@dataclass(frozen=True)
class Step:
    """A part of the planning with how far it is."""

    outcome: Outcome
    standing: Standing

    @property
    def is_there(self) -> bool:
        return self.standing.state is OutcomeState.AGREED


def ambition_standing(choices: Sequence[AmbitionChoice]) -> Standing:
    if not choices:
        return Standing(OutcomeState.MISSING, "No ambition is chosen yet.")
    (latest, *former) = choices
    times = f" Changed {len(former)} time{'s' if len(former) > 1 else ''}." if former else ""
    owner = latest.chosen_by.name if latest.chosen_by else ""
    return Standing(OutcomeState.AGREED, f"{latest}.{times}", owner=owner)


def timing_standing(talks: tuple[Conversation, ...]) -> Standing:
    waiting = open_questions(talks)
    if waiting == len(talks):
        return Standing(OutcomeState.MISSING, f"None of {len(talks)} questions has an answer yet.")
    if waiting:
        return Standing(OutcomeState.STARTED, f"{len(talks) - waiting} of {len(talks)} questions have an answer.")
    return Standing(OutcomeState.AGREED, f"All {len(talks)} questions have an answer.")


def model_standing(lines: Sequence[ModelLine]) -> Standing:
    if not lines:
        return Standing(OutcomeState.MISSING, "No implementation model is mixed yet.")
    (first, *_) = lines
    if first.model.adopted_at is None:
        count = len(lines)
        says = f"{count} model{'s are' if count > 1 else ' is'} mixed, and none is adopted yet."
        return Standing(OutcomeState.STARTED, says)
    owner = first.model.adopted_by.name if first.model.adopted_by else ""
    looks = len(first.looks)
    also = f" On its page, {looks} thing{'s need' if looks > 1 else ' needs'} a look." if looks else ""
    return Standing(OutcomeState.AGREED, f"{first.model} is adopted.{also}", owner=owner)


def budget_standing(page: BudgetPage) -> Standing:
    if not page.rows:
        return Standing(OutcomeState.MISSING, "The budget has no line yet.")
    says = f"{dollars(page.forecast)} planned, {dollars(page.actual)} spent."
    if page.outside:
        return Standing(OutcomeState.NEEDS_A_LOOK, f"{says} In a year without the program: {', '.join(page.outside)}.")
    if page.unfunded:
        count = len(page.unfunded)
        return Standing(OutcomeState.STARTED, f"{says} Nobody pays yet for {count} line{'s' if count > 1 else ''}.")
    return Standing(OutcomeState.AGREED, f"{says} Every line names who pays.")


def sustainability_standing(plan: Sustainability) -> Standing:
    written = sum(bool(getattr(plan, name)) for name in TEXTS)
    if not written:
        return Standing(OutcomeState.MISSING, "Nobody wrote yet how the program lasts.")
    if written < len(TEXTS):
        return Standing(OutcomeState.STARTED, f"{written} of {len(TEXTS)} questions are answered.")
    return Standing(OutcomeState.AGREED, "What continues, who pays, from when, and the risks are written down.")


def audience_standing(page: AudiencePage) -> Standing:
    if not page.is_described:
        return Standing(OutcomeState.MISSING, "Nobody said yet whom the program is for.")
    people = "number left out" if page.count is None else f"{page.count} today"
    return Standing(OutcomeState.AGREED, f"{', '.join(page.roles)}: {people}.")


def pilots_standing(found: Pilots) -> Standing:
    if not found.is_set and not found.sites:
        return Standing(OutcomeState.MISSING, "No school is asked to go first yet.")
    if not found.is_set:
        return Standing(OutcomeState.STARTED, "Schools are asked; how few and how many is not said yet.")
    if found.is_enough:
        return Standing(OutcomeState.AGREED, found.says)
    is_beyond = found.committed_count > found.range.maximum
    return Standing(OutcomeState.NEEDS_A_LOOK if is_beyond else OutcomeState.STARTED, found.says)


def representation_standing(found: Sequence[Comparison]) -> Standing:
    counted = [each for each in found if each.is_counted]
    if not counted:
        return Standing(OutcomeState.MISSING, "Nobody is known yet to be involved.")
    gaps = sum(len(each.gaps) for each in counted)
    if gaps:
        says = f"{gaps} group{'s are' if gaps > 1 else ' is'} far from the staff's share."
        return Standing(OutcomeState.NEEDS_A_LOOK, says)
    if len(counted) < len(found):
        return Standing(OutcomeState.STARTED, f"{len(counted)} of {len(found)} comparisons are there.")
    return Standing(OutcomeState.AGREED, "There by role, level, subject and experience, without a wide gap.")


def _at(viewer: Viewer, program: Program, name: str, found: Standing, uid: str = "") -> Standing:
    """With the address of its page, for those who may open it; `uid` is that of a part with a page of its own."""
    opens = may(viewer, Permission.PROGRAMS_PROGRAM_READ, program.organization)
    return Standing(found.state, found.says, reverse(name, args=[uid or program.uid]) if opens else "", found.owner)


def _model_at(viewer: Viewer, program: Program) -> Standing:
    """At the page of the model that is adopted, or the only one; else where they stand side by side."""
    lines = model_sums(program)
    found = model_standing(lines)
    if len(lines) == 1 or found.state is OutcomeState.AGREED:
        return _at(viewer, program, "program_model", found, lines[0].model.uid)
    return _at(viewer, program, "program_models", found)


#: In the order in which to go about them: the page lists them so.
OUTCOMES = (
    Outcome(
        "programs.ambition",
        "Ambition",
        "Complement, move over step by step, or change the system: chosen, with the reason.",
        lambda viewer, program: _at(viewer, program, "program_planning", ambition_standing(ambitions(program))),
    ),
    Outcome(
        "programs.model",
        "Implementation model",
        "Supports, locations and currency, with workload and cost, one of them adopted.",
        _model_at,
    ),
    Outcome(
        "programs.timeline_questions",
        "Questions before dates",
        "Short talks with those whose time it is, before dates are set.",
        lambda viewer, program: _at(viewer, program, "program_timing", timing_standing(conversations(program))),
    ),
    Outcome(
        "programs.audience",
        "Target audience",
        "Whom the program is for, as a group that is counted live.",
        lambda viewer, program: _at(
            viewer, program, "program_audience", audience_standing(audience_page(viewer, program))
        ),
    ),
    Outcome(
        "programs.pilot_sites",
        "Pilot sites",
        "Schools that go first, enough and not too many, each with what it said.",
        lambda viewer, program: _at(viewer, program, "program_pilots", pilots_standing(pilots(program))),
    ),
    Outcome(
        "programs.representation",
        "Representation",
        "Who helps to plan, against those who work here.",
        lambda viewer, program: _at(
            viewer, program, "program_representation", representation_standing(comparisons(viewer, program))
        ),
    ),
    Outcome(
        "programs.budget",
        "Staffing and budget",
        "Lines by year with who pays, forecast against actual.",
        lambda viewer, program: _at(viewer, program, "program_budget", budget_standing(budget_page(program))),
    ),
    Outcome(
        "programs.sustainability",
        "Sustainability plan",
        "What continues, who pays, from when, and what could stop it.",
        lambda viewer, program: _at(
            viewer, program, "program_planning", sustainability_standing(sustainability(program))
        ),
    ),
)


def steps(viewer: Viewer, program: Program) -> tuple[Step, ...]:
    """Every part of the planning in the order in which to go about it; a fixed number of queries."""
    return tuple(Step(outcome, outcome.standing(viewer, program)) for outcome in OUTCOMES)


def offer_outcomes() -> None:
    """Let phases show what the planning brings forth."""
    for outcome in OUTCOMES:
        register(outcome)
