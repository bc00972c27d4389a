"""Any plan that is written into a Word file comes back equal, however the file is laid out."""

from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.standards.implementation_plan.plan_files import ACTIVITY_COLUMNS, Layout, write_plan
from waypost.standards.implementation_plan.document import (
    ActivityRow,
    AlignmentEntry,
    AlignmentLabels,
    MeasureRow,
    ObjectiveBlock,
    PlanDocument,
    Term,
)
from waypost.standards.implementation_plan.reader import read_plan

# Letters that spell no label, heading, number, or date.
LETTERS = "bdfghjkmpquvwz\u00e9\u00df\u4e2d\u2019"
DATE_FORMS = ("%m/%d/%Y", "%Y-%m-%d", "%B %d, %Y", "%b %d %Y", "%A, %B %d, %Y")

words = st.text(LETTERS, min_size=1, max_size=8)
lines = st.lists(words, min_size=1, max_size=5).map(" ".join)
texts = st.lists(lines, min_size=1, max_size=3).map("\n".join)
maybe_texts = st.one_of(st.just(""), texts)
items = st.lists(st.builds(lambda a, b: f"{a}, {b}", lines, lines), max_size=3).map(tuple)
days = st.dates(date(2000, 1, 1), date(2099, 1, 1))
dates = st.one_of(
    st.just((None, "")),
    st.builds(lambda day, form: (day, day.strftime(form)), days, st.sampled_from(DATE_FORMS)),
    st.builds(lambda line: (None, line), lines),
)


@st.composite
def activities(draw: st.DrawFn) -> ActivityRow:
    start, start_text = draw(dates)
    target, target_text = draw(dates)
    return ActivityRow(
        activity=draw(texts),
        target_date=target,
        target_date_text=target_text,
        start_date=start,
        start_date_text=start_text,
        resources=draw(items),
        leads=draw(items),
        anticipated_result=draw(maybe_texts),
        contingency=draw(maybe_texts),
    )


@st.composite
def objectives(draw: st.DrawFn, number: int) -> ObjectiveBlock:
    change = draw(st.sampled_from([True, False, None]))
    return ObjectiveBlock(
        number=number,
        text=draw(texts),
        source=draw(maybe_texts),
        evidence_base=draw(maybe_texts),
        policy_change=change,
        policy_change_note="" if change is None else draw(maybe_texts),
        activities=tuple(draw(st.lists(activities(), max_size=3))),
    )


def measures(term: Term) -> st.SearchStrategy[list[MeasureRow]]:
    frequencies = st.one_of(st.just(""), lines)
    return st.lists(st.builds(MeasureRow, term=st.just(term), text=texts, frequency=frequencies), max_size=3)


@st.composite
def alignment_entries(draw: st.DrawFn) -> AlignmentEntry:
    number = draw(st.integers(1, 99))
    priority, standard, funding = draw(st.permutations([draw(texts), draw(maybe_texts), draw(maybe_texts)]))
    return AlignmentEntry(number, str(number), priority, standard, funding)


@st.composite
def plans(draw: st.DrawFn) -> PlanDocument:
    started, started_text = draw(dates)
    implemented, implemented_text = draw(dates)
    numbers = draw(st.lists(st.integers(1, 99), unique=True, max_size=3))
    return PlanDocument(
        title_lines=tuple(draw(st.lists(lines, max_size=2))),
        priority_area=draw(maybe_texts),
        goal=draw(maybe_texts),
        date_started=started,
        date_started_text=started_text,
        date_implemented=implemented,
        date_implemented_text=implemented_text,
        measures=(*draw(measures(Term.SHORT)), *draw(measures(Term.LONG))),
        objectives=tuple(draw(objectives(number)) for number in numbers),
        alignment=tuple(draw(st.lists(alignment_entries(), max_size=3))),
    )


layouts = st.builds(
    Layout,
    relabel=st.sampled_from([str, str.upper, str.lower, str.title, lambda label: f"  {label.replace(' ', '   ')} "]),
    activity_columns=st.permutations(list(ACTIVITY_COLUMNS)).map(tuple),
    breaks_lines_softly=st.booleans(),
    blank_rows=st.integers(0, 2),
)


@settings(max_examples=40, deadline=None)
@given(plan=plans(), layout=layouts)
def test_a_plan_comes_back_equal_from_any_layout(plan: PlanDocument, layout: Layout) -> None:
    read = read_plan(write_plan(plan, layout))
    assert replace(read, warnings=(), alignment_labels=AlignmentLabels()) == plan
    assert not {"unknown_text", "unknown_column", "merged_rows"} & {warning.code for warning in read.warnings}
