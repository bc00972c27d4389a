"""What people type about a set of phases: its name, and each phase with outcomes and questions."""

from collections.abc import Mapping
from itertools import zip_longest
from typing import Any, cast

from django import forms

from waypost.people.models import Person
from waypost.programs.forms.outcomes import sources
from waypost.programs.forms.periods import choose_from
from waypost.programs.forms.phases import long_text
from waypost.programs.queries.phases import organizations_with_sets
from waypost.programs.rules.phase_sets import (
    GROUP_LABELS,
    LONGEST_KEY,
    LONGEST_LINE,
    LONGEST_NAME,
    LONGEST_TEXT,
    MOST_OUTCOMES,
    MOST_QUESTIONS,
    ElementGroup,
    OutcomeWords,
    PhaseWords,
    SetWords,
)
from waypost.ui.forms import ModelChoice

EMPTY_ROWS = 2
#: The button that sends the form for more rows alone.
MORE = "more"
COLUMNS = ("label", "hint", "group", "key")


class Rows(tuple[OutcomeWords, ...]):
    """Outcomes as they stand; as text, one below the other, so that two versions can be compared."""

    __slots__ = ()

    def __str__(self) -> str:
        return str(TypedRows(OutcomesInput().format_value(self)))


class TypedRows(list[dict[str, str]]):
    """The same as they were typed, before anything was checked."""

    def __str__(self) -> str:
        return "\n".join(map(_row_in_words, self))


def _row_in_words(row: dict[str, str]) -> str:
    group = GROUP_LABELS.get(cast("ElementGroup", row["group"]), row["group"])
    by = dict(sources(row["key"])).get(row["key"], "") if row["key"] else ""
    return " · ".join(filter(None, (row["label"], row["hint"], str(group), by)))


class OutcomesInput(forms.Widget):
    """An outcome in each row, and a button for more rows. Without JavaScript."""

    template_name = "programs/outcome_rows.html"
    use_fieldset = True

    def value_from_datadict(self, data: Any, _files: Any, name: str) -> TypedRows:
        columns = [data.getlist(f"{name}_{column}") for column in COLUMNS]
        rows = [dict(zip(COLUMNS, row, strict=True)) for row in zip_longest(*columns, fillvalue="")]
        return TypedRows(row for row in rows if row["label"].strip())

    def value_omitted_from_data(self, data: Mapping[str, Any], _files: Any, name: str) -> bool:
        return f"{name}_label" not in data

    def id_for_label(self, id_: str) -> str:
        return f"{id_}_0"

    def format_value(self, value: Any) -> list[dict[str, str]]:
        return [
            row if isinstance(row, dict) else {column: str(getattr(row, column)) for column in COLUMNS}
            for row in value or ()
        ]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        typed = self.format_value(value)
        context["widget"] |= {
            "rows": [(row, sources(row["key"])) for row in (*typed, *_empty_rows())],
            "groups": list(GROUP_LABELS.items()),
        }
        return context


def _empty_rows() -> list[dict[str, str]]:
    return [dict.fromkeys(COLUMNS, "") for _ in range(EMPTY_ROWS)]


class OutcomesField(forms.Field):
    """The outcomes of a phase, in their order; a row without words is none."""

    widget = OutcomesInput

    def clean(self, value: Rows | TypedRows) -> Rows:
        rows = OutcomesInput().format_value(value)
        if len(rows) > MOST_OUTCOMES:
            raise forms.ValidationError(f"A phase has at most {MOST_OUTCOMES} outcomes: put some together.")
        return Rows(self._outcome(row) for row in rows)

    def _outcome(self, row: dict[str, str]) -> OutcomeWords:
        label, hint, key = (row[column].strip() for column in ("label", "hint", "key"))
        if len(label) > LONGEST_NAME or len(hint) > LONGEST_LINE:
            raise forms.ValidationError(
                f"Write at most {LONGEST_NAME} characters for an outcome and {LONGEST_LINE} for what it should show."
            )
        if any("\0" in text for text in (label, hint, key)):
            raise forms.ValidationError("A character in these words cannot be kept. Type them again here.")
        if row["group"] not in GROUP_LABELS or len(key) > LONGEST_KEY:
            raise forms.ValidationError("Choose the group and the source from the lists.")
        return OutcomeWords(label, hint, ElementGroup(row["group"]), key)


class SetNameForm(forms.Form):
    """What a set is called."""

    name = forms.CharField(label="Name of the set", max_length=LONGEST_NAME)


class NewSetForm(forms.Form):
    """A set of one's own, begun from another one."""

    name = forms.CharField(label="Name of the set", max_length=LONGEST_NAME, help_text="For example: Our five phases.")
    organization: Any = ModelChoice(None, label="Whose it is", empty_label=None)

    def __init__(self, *args: Any, person: Person, sets: Mapping[str, SetWords], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "organization", organizations_with_sets(person))
        choices = [(key, words.name) for key, words in sets.items()]
        self.fields["like"] = forms.ChoiceField(label="Begin from", choices=choices, widget=forms.RadioSelect)


class SetPhaseForm(forms.Form):
    """One phase of a set; asked for more rows it comes back as it was typed, and nothing is checked yet."""

    name = forms.CharField(label="Name", max_length=LONGEST_NAME)
    short_name = forms.CharField(label="Short name", max_length=30, help_text="One or two words, for the side bar.")
    purpose = long_text("What it is for", rows=2)
    outcomes = OutcomesField(label="Outcomes", required=False, help_text="An empty row is no outcome.")
    questions = forms.CharField(
        label="Questions to ask",
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="One on each line.",
    )

    def __init__(self, data: Any = None, *, initial: dict[str, Any] | None = None) -> None:
        wants_more = bool(data and MORE in data)
        super().__init__(None if wants_more else data, initial=initial)
        if wants_more:
            self.initial.update(
                {name: field.widget.value_from_datadict(data, {}, name) for name, field in self.fields.items()}
            )

    def clean_questions(self) -> tuple[str, ...]:
        lines = [line.strip() for line in self.cleaned_data["questions"].splitlines()]
        found = tuple(filter(None, lines))
        if len(found) > MOST_QUESTIONS or any(len(line) > LONGEST_LINE for line in found):
            raise forms.ValidationError(
                f"Ask at most {MOST_QUESTIONS} questions, each with at most {LONGEST_LINE} characters."
            )
        return found

    def words(self) -> dict[str, Any]:
        """The arguments of the action."""
        typed = self.cleaned_data
        names = ("name", "short_name", "purpose", "questions")
        return {**{name: typed[name] for name in names}, "outcomes": tuple(typed["outcomes"])}

    @staticmethod
    def initial_of(phase: PhaseWords) -> dict[str, Any]:
        return {
            "name": phase.name,
            "short_name": phase.short_name,
            "purpose": phase.purpose,
            "outcomes": Rows(phase.outcomes),
            "questions": "\n".join(phase.questions),
        }
