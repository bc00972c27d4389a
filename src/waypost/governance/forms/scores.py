"""Elements of a talent system scored in one form, a row for each."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from waypost.common.conflicts import EditedTogether
from waypost.governance.forms.gaps import score, when_to_work
from waypost.governance.forms.reflection import long_text
from waypost.governance.models import TalentElement
from waypost.governance.rules.gaps import WANTED_BELOW, ScoreFields, is_below

#: The fields of a row in their order, with their labels inside it.
ROW = {"now": "Now", "wanted": "Wanted", "priority": "When to work on it", "now_words": "What it is like now"}
FIRST = "now-"


class ScoresForm(forms.Form):
    """Now, wanted, when to work on it and a note for each element; a field is named by what it says and the uid.

    Away from its row a field is called "Career ladder: now".
    """

    def __init__(self, data: Any = None, *, elements: Sequence[TalentElement]) -> None:
        super().__init__(data, initial=self.initial_of(EditedTogether(tuple(elements))))
        self.elements = elements
        for element in elements:
            now, wanted, priority, words = (f"{element.name}: {label.lower()}" for label in ROW.values())
            made = (score(now), score(wanted), when_to_work(priority), long_text(words, rows=2))
            self.fields |= dict(zip(_names(element), made, strict=True))

    @property
    def rows(self) -> Iterator[tuple[TalentElement, list[tuple[str, BoundField]]]]:
        """Each element with its fields and what they are called beside its name."""
        for element in self.elements:
            fields = [self[name] for name in _names(element)]
            yield element, list(zip(ROW.values(), fields, strict=True))

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        for element in self.elements:
            now, wanted, *_ = _names(element)
            if is_below(typed.get(wanted), typed.get(now)):
                self.add_error(wanted, WANTED_BELOW)
        return typed

    def scores(self) -> Mapping[str, ScoreFields]:
        """What was typed, by the uid of the element."""
        return {
            element.uid: ScoreFields(*(self.cleaned_data[name] for name in _names(element)))
            for element in self.elements
        }

    @staticmethod
    def initial_of(stands: EditedTogether) -> dict[str, Any]:
        return {
            name: getattr(element, said)
            for element in stands.records
            for said, name in zip(ROW, _names(element), strict=True)
        }


def uids_in(names: Mapping[str, Any]) -> list[str]:
    """The uids of the elements whose rows a form brought back."""
    return [name.removeprefix(FIRST) for name in names if name.startswith(FIRST)]


def _names(element: TalentElement) -> tuple[str, ...]:
    return tuple(f"{said}-{element.uid}" for said in ROW)
