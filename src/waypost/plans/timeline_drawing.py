"""A plan's timeline as a picture: which row stands where (PL10)."""

from collections.abc import Iterable, Iterator, Sequence

from waypost.plans.queries.timeline import Timeline
from waypost.plans.rules.activities import ActivityStatus
from waypost.plans.rules.steps import Step
from waypost.plans.rules.timeline import Group
from waypost.ui.charts import Scale, Tone, scale_around
from waypost.ui.timelines import ROWS, Entry, Ground, Sheet, sheets

TONES = {
    ActivityStatus.DONE: Tone.DONE,
    ActivityStatus.PAST_DATE: Tone.LATE,
    ActivityStatus.IN_PROGRESS: Tone.GO,
    ActivityStatus.NOT_STARTED: Tone.NEXT,
}


def timeline_drawing(timeline: Timeline, groups: Iterable[Group], rows: int = ROWS) -> tuple[Sheet, ...]:
    """The groups as sheets; the scale is that of the whole timeline, so that its parts can be compared."""
    scale = scale_of(timeline)
    if scale is None:
        return ()
    shaded = tuple((off.first_on, off.last_on) for off in timeline.days_off_in_sight)
    return sheets(entries_of(timeline, groups), Ground(scale, timeline.today, shaded), rows)


def scale_of(timeline: Timeline) -> Scale | None:
    """The span that was asked for, else whole months around all dates; None while there is no date."""
    if timeline.begins_on is None or timeline.ends_on is None:
        return None
    return scale_around([timeline.begins_on, timeline.ends_on])


def entries_of(timeline: Timeline, groups: Iterable[Group]) -> Sequence[Entry]:
    return [entry for group in groups for entry in _of_group(timeline, group)]


def _of_group(timeline: Timeline, group: Group) -> Iterator[Entry]:
    yield Entry(f"head {group.key}", group.label, is_head=True)
    for step in group.steps:
        yield _entry(timeline, step)


def _entry(timeline: Timeline, step: Step) -> Entry:
    facts, old = step.facts, timeline.adopted.get(step.facts.uid)
    return Entry(
        key=facts.uid,
        label=facts.text,
        tone=_tone(step),
        start=None if facts.is_milestone else facts.start_on,
        target=facts.target_on,
        done_percent=facts.progress,
        ghost=(None if facts.is_milestone else old.start_on, old.target_on) if old and old.target_on else None,
        needs=tuple(other.uid for other in facts.needs),
    )


def _tone(step: Step) -> Tone:
    """What is blocked or at risk keeps the bar of work that goes on, or lies ahead; the table says the rest."""
    return TONES.get(step.status, Tone.GO if step.facts.progress else Tone.NEXT)
