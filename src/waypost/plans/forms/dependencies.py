"""Which activities have to be done before another one begins."""

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any

from django import forms

from waypost.plans.models import Activity


class Chosen(list[str]):
    """Public ids of activities; as text their words, so that two versions can be compared."""

    def __init__(self, uids: Iterable[str], texts: Mapping[str, str]) -> None:
        super().__init__(uids)
        self.texts = texts

    def __str__(self) -> str:
        return "\n".join(sorted(self.texts.get(uid, "") for uid in self))


class ActivitiesInput(forms.CheckboxSelectMultiple):
    """A checkbox for each activity of the plan, under its objective."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        super().__init__()
        self.texts = texts

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Chosen:
        return Chosen(super().value_from_datadict(data, files, name), self.texts)


class NeedsForm(forms.Form):
    """Which other activities of the plan have to be done first; `others` come objective by objective."""

    def __init__(self, data: Any = None, *, activity: Activity, others: Iterable[Activity]) -> None:
        super().__init__(data, initial=NeedsForm.initial_of(activity))
        self.others = {other.uid: other for other in others}
        by_objective = groupby(self.others.values(), key=lambda other: other.objective)
        groups = [(str(objective), [(one.uid, one.text) for one in group]) for objective, group in by_objective]
        texts = {uid: other.text for uid, other in self.others.items()}
        self.fields["needed"] = forms.MultipleChoiceField(
            label="What has to be done first", choices=groups, required=False, widget=ActivitiesInput(texts)
        )

    def chosen(self) -> list[Activity]:
        return [self.others[uid] for uid in self.cleaned_data["needed"]]

    @staticmethod
    def initial_of(activity: Activity) -> dict[str, Any]:
        needs = {other.uid: other.text for other in activity.needs.all()}
        return {"needed": Chosen(needs, needs)}
