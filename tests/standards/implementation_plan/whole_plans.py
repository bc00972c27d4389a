"""Any plan document in which each field that a plan can have is filled or blank."""

from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from waypost.standards.implementation_plan.dates import parse_date
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

#: Signs that begin a formula, that CSV and XML must escape, other letters, and what reads as something else.
PIECES = (
    "=1+1", "+1 (555) 010-4477", "-", "@SUM(A1)", "'=a", "''", '"quoted"', "a, b; c", "<b>&amp;", "_x0041_", "#REF!",
    "50%", "true", "No", "1.20", "007", "2026-11-20", "3/4", "1e5", "\u00e9\u4e2d\u2019\U0001f600", "Objective 1",
    "Section",
    "Other: x", "as written", "\u2013", "Goal: read", "Schools",
)  # fmt: skip

lines = st.one_of(
    st.sampled_from(PIECES), st.builds(lambda a, b: f"{a}  {b}", st.sampled_from(PIECES), st.sampled_from(PIECES))
)
texts = st.one_of(lines, st.builds(lambda a, b: f"{a}\n\n{b}", lines, lines))
maybe = st.one_of(st.just(""), texts)
maybe_line = st.one_of(st.just(""), lines)
days = st.dates(date(1899, 1, 1), date(2999, 12, 31))
maybe_day = st.one_of(st.none(), days)
numbers = st.decimals(Decimal(-(10**11)), Decimal(10**12) - 1, places=4)
maybe_number = st.one_of(st.none(), numbers)
kinds = st.sampled_from(["", "funding", "staff time", "person"])
others = st.lists(st.builds(OtherColumn, st.one_of(st.just(""), lines), texts), max_size=3).map(tuple)
places = st.builds(ActivityPlace, st.integers(1, 99), st.integers(1, 99))
words_or_day = st.one_of(
    st.just((None, "")),
    st.builds(lambda day: (day, ""), days),
    st.builds(lambda day: (day, day.strftime("%m/%d/%Y")), days),
    st.builds(lambda day, text: (day, text), days, texts),
    texts.filter(lambda text: parse_date(text) is None).map(lambda text: (None, text)),
    days.map(lambda day: (None, day.strftime("%B %d, %Y"))),
)


@st.composite
def measures(draw: st.DrawFn) -> MeasureRow:
    due_on, due_text = draw(words_or_day)
    return MeasureRow(
        term=draw(st.sampled_from(Term)),
        text=draw(texts),
        frequency=draw(maybe),
        baseline=draw(maybe_number),
        target=draw(maybe_number),
        unit=draw(maybe_line),
        due_on=due_on,
        due_text=due_text,
        data_source=draw(maybe),
        other=draw(others),
        direction=draw(maybe_line),
        target_from=draw(maybe_number),
        owner=draw(maybe_line),
        built_by=draw(st.one_of(st.none(), places)),
        source_key=draw(maybe_line),
        measurements=tuple(draw(st.lists(st.builds(MeasurementRow, days, numbers, maybe), max_size=2))),
    )


@st.composite
def activities(draw: st.DrawFn) -> ActivityRow:
    start_date, start_text = draw(words_or_day)
    target_date, target_text = draw(words_or_day)
    resources, leads = draw(st.lists(lines, max_size=3)), draw(st.lists(lines, max_size=3))
    return ActivityRow(
        activity=draw(texts),
        target_date=target_date,
        target_date_text=target_text,
        start_date=start_date,
        start_date_text=start_text,
        resources=tuple(resources),
        leads=tuple(leads),
        anticipated_result=draw(maybe),
        contingency=draw(maybe),
        other=draw(others),
        is_milestone=draw(st.booleans()),
        lead_kinds=draw(_kinds_of(len(leads))),
        resource_kinds=draw(_kinds_of(len(resources))),
        result_kind=draw(maybe_line),
        anticipated_number=draw(maybe_number),
        begun_on=draw(maybe_day),
        progress=draw(st.integers(0, 100)),
        completed_on=draw(maybe_day),
        actual_result=draw(maybe),
        actual_number=draw(maybe_number),
        team=draw(maybe_line),
        needs=tuple(draw(st.lists(places, max_size=2))),
    )


def _kinds_of(count: int) -> st.SearchStrategy[tuple[str, ...]]:
    return st.one_of(st.just(()), st.lists(kinds, min_size=count, max_size=count).map(tuple))


objectives = st.builds(
    ObjectiveBlock,
    number=st.integers(1, 4),
    text=maybe,
    source=maybe,
    evidence_base=maybe,
    policy_change=st.sampled_from([True, False, None]),
    policy_change_note=maybe,
    activities=st.lists(activities(), max_size=2).map(tuple),
    strategy_type=maybe_line,
    evidence_tier=maybe_line,
    products=st.lists(lines, max_size=2).map(tuple),
)
alignment = st.builds(AlignmentEntry, st.one_of(st.none(), st.integers(1, 99)), maybe, texts, maybe, maybe, others)
teams = st.builds(
    TeamRow, lines, maybe_line, st.lists(st.builds(TeamPlace, maybe_line, maybe_line), max_size=2).map(tuple)
)


@st.composite
def whole_plans(draw: st.DrawFn) -> PlanDocument:
    started, started_text = draw(words_or_day)
    implemented, implemented_text = draw(words_or_day)
    return PlanDocument(
        title_lines=tuple(draw(st.lists(lines, max_size=2))),
        priority_area=draw(maybe),
        goal=draw(maybe),
        date_started=started,
        date_started_text=started_text,
        date_implemented=implemented,
        date_implemented_text=implemented_text,
        measures=tuple(draw(st.lists(measures(), max_size=2))),
        objectives=tuple(draw(st.lists(objectives, max_size=3))),
        alignment=tuple(draw(st.lists(alignment, max_size=2))),
        alignment_labels=AlignmentLabels(draw(maybe_line), draw(maybe_line), draw(maybe_line)),
        teams=tuple(draw(st.lists(teams, max_size=2))),
        procedures=tuple(draw(st.lists(st.builds(ProcedureRow, lines, texts), max_size=2))),
        involvement=tuple(
            draw(st.lists(st.builds(InvolvementRow, lines, lines, lines, maybe_line, maybe), max_size=2))
        ),
    )
