"""Plan documents of any content, made up: what a file format has to carry there and back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

from hypothesis import strategies as st

from waypost.plans.rules import kinds
from waypost.standards.implementation_plan.blocks import clean_lines
from waypost.standards.implementation_plan.dates import parse_date, written
from waypost.standards.implementation_plan.document import (
    ActivityPlace,
    ActivityRow,
    AlignmentEntry,
    AlignmentLabels,
    InvolvementRow,
    MeasurementRow,
    MeasureRow,
    ObjectiveBlock,
    OtherColumn,
    PlanDocument,
    ProcedureRow,
    TeamPlace,
    TeamRow,
    Term,
)
from waypost.standards.implementation_plan.guards import unguarded

RowT = TypeVar("RowT")
#: Words that the template uses itself, and words that a reader of the template could take for something else.
TRICKY = (
    "GOAL: grow", "Source: a study", "Our Evidence Base: strong", "Policy Change (Y/N): Y", "OBJECTIVE #2: again",
    "ACTION PLAN", "Performance Measures", "Short term", "Background", "Alignment", "How we will know",
    "Date Started: 9/1/16", "a; b", "- item", "1. item", "No", "Yes / No", "☒ Y", "12/15/2026", "Fall 2026",
    "11/1/16 - 12/15/16", "From 20% to 50% by June 30, 2027", "at least 7 schools", "x%", "TBD", "1, 2", "(open)",
    "Activity", "Indicator", "Measurements", "Teams", "Workaround: meet by video", "=1+1", "Products or Outcomes:",
)  # fmt: skip
#: What XML can't hold, and the marks without a width that our Word reader does not keep.
NOT_IN_XML = "\ufffe\uffff"

characters = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters=NOT_IN_XML)
loose = st.text(characters, max_size=12)
lines = st.one_of(st.sampled_from(TRICKY), loose).map(lambda text: unguarded(" ".join(clean_lines(text))).strip())
texts = st.lists(lines, max_size=3).map(lambda parts: "\n".join(filter(None, parts)))
items = lines.filter(bool)
days = st.dates(date(1990, 1, 1), date(2099, 12, 31))
maybe_days = st.none() | days
numbers = st.decimals(-(10**6), 10**6, places=2)
maybe_numbers = st.none() | numbers
progress = st.one_of(
    st.tuples(st.integers(0, 99), st.none()),
    st.tuples(st.just(100), days),
)


def one_of(values: type[StrEnum]) -> st.SearchStrategy[str]:
    return st.sampled_from(["", *(kind.value for kind in values)])


def _dated(day: date | None, words: str) -> tuple[date | None, str]:
    """A day with words for it, or words that are no date."""
    if day is not None:
        return day, written(day)
    return None, "" if parse_date(words) else words


dates = st.builds(_dated, maybe_days, lines)


def few(strategy: st.SearchStrategy[RowT]) -> st.SearchStrategy[tuple[RowT, ...]]:
    return st.lists(strategy, max_size=2).map(tuple)


@st.composite
def listed(draw: st.DrawFn, known: type[StrEnum]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Texts, and a kind for each or none at all."""
    said = tuple(draw(st.lists(items, max_size=3)))
    named = tuple(draw(one_of(known)) for _ in said)
    return said, named if any(named) else ()


@dataclass(frozen=True)
class Shape:
    """How many activities each objective has, by its number."""

    sizes: dict[int, int]

    @property
    def places(self) -> Sequence[ActivityPlace]:
        return [ActivityPlace(number, at) for number, size in self.sizes.items() for at in range(1, size + 1)]


def others(named: Sequence[str]) -> st.SearchStrategy[tuple[OtherColumn, ...]]:
    """Texts under some of the headings, in their order."""
    kept = [st.none() | st.builds(OtherColumn, st.just(heading), texts) for heading in named]
    return st.tuples(*kept).map(lambda found: tuple(filter(None, found)))


@st.composite
def activities(draw: st.DrawFn, shape: Shape, at: ActivityPlace, headings: Sequence[str]) -> ActivityRow:
    start, start_text = draw(dates)
    target, target_text = draw(dates)
    leads, lead_kinds = draw(listed(kinds.LeadKind))
    resources, resource_kinds = draw(listed(kinds.ResourceKind))
    done, completed_on = draw(progress)
    before = [place for place in shape.places if (place.objective, place.place) < (at.objective, at.place)]
    needed = draw(st.lists(st.sampled_from(before), unique=True, max_size=2)) if before else []
    return ActivityRow(
        activity=draw(texts), target_date=target, target_date_text=target_text, start_date=start,
        start_date_text=start_text, resources=resources, leads=leads, anticipated_result=draw(texts),
        contingency=draw(texts), other=draw(others(headings)), is_milestone=draw(st.booleans()),
        lead_kinds=lead_kinds, resource_kinds=resource_kinds, result_kind=draw(one_of(kinds.ResultKind)),
        anticipated_number=draw(maybe_numbers), begun_on=draw(maybe_days), progress=done, completed_on=completed_on,
        actual_result=draw(texts), actual_number=draw(maybe_numbers), team=draw(st.sampled_from(["", "Coaching"])),
        needs=tuple(sorted(needed, key=lambda place: (place.objective, place.place))),
    )  # fmt: skip


@st.composite
def objectives(draw: st.DrawFn, shape: Shape, number: int, headings: Sequence[str]) -> ObjectiveBlock:
    change = draw(st.sampled_from([True, False, None]))
    steps = [draw(activities(shape, ActivityPlace(number, at), headings)) for at in range(1, shape.sizes[number] + 1)]
    return ObjectiveBlock(
        number=number, text=draw(texts), source=draw(texts), evidence_base=draw(texts), policy_change=change,
        policy_change_note=draw(texts), activities=tuple(steps), strategy_type=draw(texts),
        evidence_tier=draw(one_of(kinds.EvidenceTier)), products=tuple(draw(st.lists(items, max_size=2))),
    )  # fmt: skip


@st.composite
def measures(draw: st.DrawFn, shape: Shape, term: Term, headings: Sequence[str]) -> MeasureRow:
    due, due_text = draw(dates)
    built_by = draw(st.none() | st.sampled_from(shape.places)) if shape.places else None
    measured = st.builds(MeasurementRow, days, numbers, texts)
    return MeasureRow(
        term=term, text=draw(texts), frequency=draw(texts), baseline=draw(maybe_numbers), target=draw(maybe_numbers),
        unit=draw(lines), due_on=due, due_text=due_text, data_source=draw(texts), other=draw(others(headings)),
        direction=draw(one_of(kinds.Direction)), target_from=draw(maybe_numbers), owner=draw(lines),
        built_by=built_by, source_key=draw(st.sampled_from(["", "awards"])),
        measurements=tuple(sorted(draw(st.lists(measured, max_size=2)), key=lambda each: each.measured_on)),
    )  # fmt: skip


@st.composite
def alignment(draw: st.DrawFn, shape: Shape, headings: Sequence[str]) -> AlignmentEntry:
    number = draw(st.none() | st.sampled_from(sorted(shape.sizes))) if shape.sizes else None
    said = draw(texts) if number is None else str(number)
    return AlignmentEntry(number, said, draw(texts), draw(texts), draw(texts), draw(others(headings)))


teams = st.builds(TeamRow, lines, lines, few(st.builds(TeamPlace, lines, texts)))
voices = st.builds(
    InvolvementRow,
    stage=st.sampled_from([stage.value for stage in kinds.Stage]),
    voice=st.sampled_from([voice.value for voice in kinds.Voice]),
    who=texts,
    school_level=one_of(kinds.SchoolLevel),
    part=texts,
)
labels = st.builds(AlignmentLabels, *[lines.map(lambda text: text or "A label")] * 3)


@st.composite
def documents(draw: st.DrawFn) -> PlanDocument:
    """Anything that a plan of Waypost can say, objectives and indicators in the order of a plan."""
    sizes = draw(st.dictionaries(st.integers(1, 30), st.integers(0, 2), max_size=2))
    shape = Shape(dict(sorted(sizes.items())))
    headings = draw(st.lists(items, unique=True, max_size=2))
    started, started_text = draw(dates)
    implemented, implemented_text = draw(dates)
    terms = sorted(draw(st.lists(st.sampled_from(Term), max_size=2)), reverse=True)
    stages = draw(st.lists(st.sampled_from([stage.value for stage in kinds.Stage]), unique=True, max_size=2))
    return PlanDocument(
        title_lines=tuple(draw(st.lists(items, max_size=2))), priority_area=draw(texts), goal=draw(texts),
        date_started=started, date_started_text=started_text, date_implemented=implemented,
        date_implemented_text=implemented_text,
        measures=tuple(draw(measures(shape, term, headings)) for term in terms),
        objectives=tuple(draw(objectives(shape, number, headings)) for number in shape.sizes),
        alignment=tuple(draw(st.lists(alignment(shape, headings), max_size=2))), alignment_labels=draw(labels),
        teams=draw(few(teams)), procedures=tuple(ProcedureRow(stage, draw(texts)) for stage in stages),
        involvement=draw(few(voices)),
    )  # fmt: skip
