"""A cycle as it stood on the day on which the next one began, as JSON and as its page reads it (FR1)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from waypost.people.queries import may
from waypost.people.viewers import Viewer
from waypost.programs.models import Cycle, PhaseStay
from waypost.programs.outcomes import find
from waypost.programs.queries.phase_lines import CycleShown, OutcomeLine, PhaseShown, QuestionLine
from waypost.programs.queries.programs import MANAGE
from waypost.programs.rules.phases import STATE_LABELS, STATE_TONES, ShownState, progress


def snapshot_of(shown: CycleShown) -> dict[str, Any]:
    """All that the pages of a cycle say, in words; dates as YYYY-MM-DD."""
    return {"phases": [_phase(phase) for phase in shown.phases]}


def _phase(shown: PhaseShown) -> dict[str, Any]:
    return {
        "name": shown.phase.name,
        "stays": [_stay(stay) for stay in shown.stays],
        "outcomes": [_outcome(line) for line in shown.outcomes],
        "questions": [_question(line) for line in shown.questions],
    }


def _stay(stay: PhaseStay) -> dict[str, Any]:
    days = {"entered_on": stay.entered_on.isoformat(), "left_on": stay.left_on.isoformat() if stay.left_on else ""}
    return {**days, "entered_why": stay.entered_why, "left_why": stay.left_why}


def _outcome(line: OutcomeLine) -> dict[str, Any]:
    return {
        "key": line.outcome.key,
        "label": line.outcome.label,
        "state": line.state.value,
        "source": line.source.says if line.source else "",
        "attached": [{"note": one.note, "name": str(one), "uid": one.uid, "url": one.url} for one in line.attached],
        "who": line.who,
        "waived_why": line.outcome.waived_why if line.state is ShownState.WAIVED else "",
    }


def _question(line: QuestionLine) -> dict[str, Any]:
    answer = line.answer
    by = answer.answered_by.name if answer and answer.answered_by else ""
    return {"text": line.question.text, "answer": answer.text if answer else "", "by": by}


def snapshot_page(viewer: Viewer, cycle: Cycle) -> list[dict[str, Any]]:
    """The phases of a closed cycle. What sources said when it was closed stays with those who may edit."""
    sees_sources = may(viewer, MANAGE, cycle.program.organization)
    return [_shown(phase, sees_sources=sees_sources) for phase in _phases(viewer, cycle)]


def _shown(phase: Mapping[str, Any], *, sees_sources: bool) -> dict[str, Any]:
    outcomes = [
        {
            **row,
            "source": row["source"] if sees_sources else "",
            "state_label": STATE_LABELS[ShownState(row["state"])],
            "tone": STATE_TONES[ShownState(row["state"])],
        }
        for row in phase["outcomes"]
    ]
    stays = [{**stay, **{day: _day(stay[day]) for day in ("entered_on", "left_on")}} for stay in phase["stays"]]
    return {
        **phase,
        "stays": stays,
        "outcomes": outcomes,
        "progress": progress(ShownState(row["state"]) for row in phase["outcomes"]),
    }


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


@dataclass(frozen=True)
class LeftOpen:
    """What a closed cycle left: names of what was missing, and what was waived with its phase and reason.

    `homeless` is what the next cycle's phases had no place for.
    """

    missing: list[str]
    waived: list[dict[str, Any]]
    homeless: list[str]


def left_open(viewer: Viewer, cycle: Cycle) -> LeftOpen:
    """What the next cycle began anew, as far as `viewer` may know it."""
    rows = [{**row, "phase": phase["name"]} for phase in _phases(viewer, cycle) for row in phase["outcomes"]]
    missing = [row["label"] for row in rows if row["state"] == ShownState.MISSING]
    homeless = list((cycle.snapshot or {}).get("homeless", ()))
    anew = [label for label in missing if label not in homeless]
    waived = [row for row in rows if row["state"] == ShownState.WAIVED]
    return LeftOpen(anew, waived, homeless)


def _phases(viewer: Viewer, cycle: Cycle) -> list[dict[str, Any]]:
    """The phases as `viewer` may know them: of a private outcome not how far it was."""
    phases = list((cycle.snapshot or {"phases": []})["phases"])
    keys = {row.get("key", "") for phase in phases for row in phase["outcomes"]}
    found = [one for one in (find(key) for key in sorted(keys)) if one]
    kept = {one.key: one.kept_words(viewer, cycle.program) for one in found}
    return [{**phase, "outcomes": [_as_told(row, kept) for row in phase["outcomes"]]} for phase in phases]


def _as_told(row: dict[str, Any], kept: Mapping[str, str]) -> dict[str, Any]:
    says = kept.get(row.get("key", ""))
    if not says:
        return row
    state = row["state"] if row["state"] == ShownState.WAIVED else ShownState.PRIVATE.value
    return {**row, "state": state, "source": "", "private": says}
