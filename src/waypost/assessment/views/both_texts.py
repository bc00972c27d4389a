"""Two windows of one assessor judged differently: both judgements, side by side."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from waypost.assessment.forms import ReviewForm
from waypost.assessment.models import Review
from waypost.assessment.queries import desk
from waypost.assessment.rules import Judgement
from waypost.catalog.rules import LEVEL_LABELS, Level


@dataclass(frozen=True)
class Difference:
    """One criterion that this window and another one judged differently."""

    title: str
    mine: str
    theirs: str


def both_texts(form: ReviewForm, current: Review) -> dict[str, object]:
    """Both judgements of each criterion on which they differ."""
    mine = form.judgement()
    scores = desk.scores_with_rubric(current)
    theirs = desk.judgement_of(scores)
    differences = [
        Difference(score.criterion.title, _words(mine, uid), _words(theirs, uid))
        for score in scores
        if score.is_open and mine.of(uid := score.criterion.uid) != theirs.of(uid)
    ]
    return {"conflicts": differences, "review": current, "saved_at": saved_at(current)}


def _words(judgement: Judgement, uid: str) -> str:
    level, comment = judgement.of(uid)
    return "\n\n".join(filter(None, [LEVEL_LABELS[Level(level)] if level else "No level yet", comment]))


def saved_at(saved: Review) -> str:
    """The time of the last save on the district's clock; empty before the first."""
    if saved.saved_at is None:
        return ""
    return f"{saved.saved_at.astimezone(ZoneInfo(desk.zone_of(saved.submission))):%-I:%M %p %Z}"
