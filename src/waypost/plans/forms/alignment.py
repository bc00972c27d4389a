"""What people type about the alignment matrix: a row of it, the standards that it names, and its columns."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms

from waypost.plans.forms.fields import long_text
from waypost.plans.models import AlignmentRow, Plan
from waypost.plans.rules.columns import (
    LONGEST_HEADING,
    MOST_COLUMNS,
    Column,
    problem_with,
    standing,
    text_under,
    with_texts,
)
from waypost.plans.rules.fields import AlignmentFields
from waypost.plans.rules.words import count_of

LABELS = ("state_priority_label", "standard_label", "funding_label")
LABEL_WORDS = ("First column", "Second column", "Third column")
THREE = ("state_priority", "standard", "funding")


def field_of(key: str) -> str:
    """The name of the field for a further column: a heading may hold any sign."""
    return f"column-{hashlib.sha256(key.encode()).hexdigest()[:12]}"


class AlignmentForm(forms.Form):
    """What an objective is aligned with; the plan names the columns, and may have further ones."""

    state_priority = long_text("", rows=2)
    standard = long_text("", rows=2)
    funding = long_text("", rows=2)

    def __init__(
        self, data: Any = None, *, plan: Plan, columns: Iterable[Column], row: AlignmentRow | None = None
    ) -> None:
        self.columns, self.row = tuple(columns), row
        initial = self.initial_of(row) if row else {}
        # A page that is older than a column does not ask about it: what the row holds there stays.
        super().__init__({**initial, **data.dict()} if data else None, initial=initial)
        for name in THREE:
            self.fields[name].label = getattr(plan, f"{name}_label")
        for column in self.columns:
            self.fields[field_of(column.key)] = long_text(column.heading, rows=2)

    def clean(self) -> dict[str, Any]:
        """A row says something."""
        values: dict[str, Any] = self.cleaned_data
        if not any(values.values()) and not (self.row and self.row.standards.exists()):
            self.add_error(None, "Fill in at least one of these.")
        return values

    def fields_of_row(self) -> AlignmentFields:
        texts = {column.key: self.cleaned_data[field_of(column.key)] for column in self.columns}
        held = self.row.other_columns if self.row else []
        return AlignmentFields(
            **{name: self.cleaned_data[name] for name in THREE}, other_columns=with_texts(held, texts)
        )

    def initial_of(self, row: AlignmentRow) -> dict[str, Any]:
        """The saved values of a row as this form holds them."""
        further = {field_of(column.key): text_under(column.key, row.other_columns) for column in self.columns}
        return {**{name: getattr(row, name) for name in THREE}, **further}


class StandardSearchForm(forms.Form):
    """Words or a code to look for in the frameworks of the organization."""

    q = forms.CharField(
        label="Find standards",
        required=False,
        max_length=100,
        help_text="Words or a code: every word must stand in it.",
    )

    def words(self) -> str:
        """What was asked for; empty where that is no search."""
        self.is_valid()
        asked: str = self.cleaned_data.get("q", "")
        return asked.strip()


class ColumnsForm(forms.Form):
    """What the columns of the matrix are called, in which order the further ones stand, and one or two more."""

    def __init__(self, data: Any = None, *, plan: Plan, columns: Sequence[Column], filled: Mapping[str, int]) -> None:
        self.columns = columns
        self.shown = standing(columns)
        super().__init__(None if data is None else {**self._as_they_stand(), **data.dict()})
        for name, said in zip(LABELS, LABEL_WORDS, strict=True):
            self.fields[name] = _heading(said, initial=getattr(plan, name))
        for place, column in enumerate(self.shown, 1):
            self._add_column(place, column, filled[column.key])
        if len(self.shown) < MOST_COLUMNS:
            self.fields["new"] = _heading("One more column", required=False)
            self.fields["new"].help_text = "Its heading, for example: Board goal."

    def _as_they_stand(self) -> dict[str, str]:
        """What a page that is older than one of the columns did not ask about."""
        headings = {field_of(column.key): column.heading for column in self.shown}
        places = {f"{field_of(column.key)}-place": str(place) for place, column in enumerate(self.shown, 1)}
        return headings | places

    def _add_column(self, place: int, column: Column, filled_count: int) -> None:
        name = field_of(column.key)
        self.fields[name] = _heading(f"Further column {place}", initial=column.heading)
        places = [(str(number), str(number)) for number in range(1, len(self.shown) + 1)]
        self.fields[f"{name}-place"] = forms.ChoiceField(
            label=f"Place of {column.heading}", choices=places, initial=str(place)
        )
        rows = count_of(filled_count, "row")
        said = f"It has words in {rows}: they are kept, and come back with a column of the same heading."
        self.fields[f"{name}-out"] = forms.BooleanField(
            label=f"Take out {column.heading}", required=False, help_text=said if filled_count else "It is empty."
        )

    def clean(self) -> dict[str, Any]:
        """Every heading is there once."""
        values = self.cleaned_data
        headings = [*(values.get(name, "") for name in LABELS), *(column.heading for column in standing(self.wanted()))]
        if not self.errors and (problem := problem_with(headings)):
            self.add_error(None, problem)
        return values

    def labels(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in LABELS}

    def wanted(self) -> list[Column]:
        """The further columns as they were typed, in their new order; those that were taken out stay behind them."""
        values = self.cleaned_data
        typed = [self._typed(column) for column in sorted(self.shown, key=self._place)]
        out = [column for column in self.columns if column.is_out]
        if heading := values.get("new", ""):
            back = next((column for column in out if column.heading.casefold() == heading.casefold()), None)
            out = [column for column in out if column != back]
            typed.append(Column(back.key if back else self._new_key(heading), heading))
        return [*typed, *out]

    def _typed(self, column: Column) -> Column:
        name = field_of(column.key)
        is_out = bool(self.cleaned_data.get(f"{name}-out"))
        return Column(column.key, self.cleaned_data.get(name, column.heading), is_out=is_out)

    def _place(self, column: Column) -> tuple[int, int]:
        """Of two for one place, the one that moved up goes before the one that stays, which goes before the other."""
        now = [each.key for each in self.shown].index(column.key) + 1
        wanted = int(self.cleaned_data.get(f"{field_of(column.key)}-place", now))
        return wanted, (wanted > now) - (wanted < now)

    def _new_key(self, heading: str) -> str:
        """Under which rows will hold its texts: its heading, unless another column's rows hold theirs under that."""
        taken = {column.key for column in self.columns}
        numbered = (f"{heading} ({number})" for number in range(2, len(taken) + 3))
        return heading if heading not in taken else next(key for key in numbered if key not in taken)


def _heading(label: str, *, initial: str = "", required: bool = True) -> forms.CharField:
    return forms.CharField(label=label, initial=initial, required=required, max_length=LONGEST_HEADING)
