"""Scoring each open criterion, and handing a submission back."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from waypost.assessment.models import Review, Score
from waypost.assessment.rules import Gap, Judgement, gap
from waypost.catalog.rules import LEVEL_LABELS, Level
from waypost.common.forms import KindWordsForm
from waypost.ui.forms import SegmentedRadio

GAP_SENTENCES = {
    Gap.LEVEL: "Choose a level before you send.",
    Gap.COMMENT: "Write what would show this, so that the educator knows the next step.",
}


class ReviewForm(KindWordsForm):
    """A level and a comment for each open criterion; all may be empty in a draft."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, review: Review, scores: Iterable[Score], data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data, initial={"version": review.version})
        self.open_scores = [score for score in scores if score.is_open]
        for score in self.open_scores:
            uid, title = score.criterion.uid, score.criterion.title
            self.fields[f"level_{uid}"] = forms.ChoiceField(
                label=title,
                choices=[(level.value, label) for level, label in LEVEL_LABELS.items()],
                widget=SegmentedRadio,
                required=False,
                initial=score.level,
            )
            self.fields[f"comment_{uid}"] = forms.CharField(
                label=f"{title}: what would show this?",
                widget=forms.Textarea({"rows": 3}),
                required=False,
                max_length=4000,
                initial=score.comment,
            )

    def level_of(self, uid: str) -> BoundField:
        return self[f"level_{uid}"]

    def comment_of(self, uid: str) -> BoundField:
        return self[f"comment_{uid}"]

    def judgement(self) -> Judgement:
        """What was filled in, readable even where something in it is not valid yet."""
        given = getattr(self, "cleaned_data", {})
        levels = {uid: Level(level) for uid in self._uids() if (level := given.get(f"level_{uid}"))}
        comments = {uid: given.get(f"comment_{uid}", "").replace("\r\n", "\n") for uid in self._uids()}
        return Judgement(levels, comments)

    def written(self) -> Iterable[str]:
        return self.judgement().comments.values()

    def gaps(self) -> dict[str, Gap]:
        """What each criterion still needs before a decision can be sent."""
        given = self.judgement()
        return {uid: missing for uid in self._uids() if (missing := gap(*given.of(uid)))}

    def first_problem(self) -> str:
        """Where the first answer that cannot be saved stands, and why, in one line."""
        name, problems = next(iter(self.errors.items()))
        return f"{self.fields[name].label or 'This page'} {problems[0]}"

    def ask_for(self, gaps: Mapping[str, Gap]) -> None:
        """Say at each criterion what its decision still needs."""
        for uid, missing in gaps.items():
            self.add_error(f"{missing.value}_{uid}", GAP_SENTENCES[missing])

    def go_on_from(self, version: int) -> None:
        """The next save begins with what stands now."""
        self.data = {**self.data.dict(), "version": version} if hasattr(self.data, "dict") else self.data

    def _uids(self) -> Iterator[str]:
        return (score.criterion.uid for score in self.open_scores)


class HandBackForm(forms.Form):
    """Why somebody else should score it."""

    why = forms.CharField(
        label="Why do you hand it back?",
        help_text="For example: you recognize the class. Nobody but program staff can read this.",
        max_length=300,
        widget=forms.Textarea({"rows": 3}),
    )


@dataclass(frozen=True)
class CriterionFields:
    """One criterion on the page: its number, its score, and where it is open its fields and earlier feedback."""

    number: int
    score: Score
    level: BoundField | None
    comment: BoundField | None
    earlier: Score | None


def fields_by_criterion(
    form: ReviewForm, scores: Iterable[Score], earlier: Mapping[int, Score]
) -> list[CriterionFields]:
    """The whole rubric in its order."""
    return [
        CriterionFields(
            number,
            score,
            form.level_of(score.criterion.uid) if score.is_open else None,
            form.comment_of(score.criterion.uid) if score.is_open else None,
            earlier.get(score.criterion_id),
        )
        for number, score in enumerate(scores, start=1)
    ]
