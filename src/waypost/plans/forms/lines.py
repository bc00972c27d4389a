"""A list that people type in rows, each with its kind: leads, resources. Without JavaScript; two rows wait empty."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from itertools import zip_longest
from typing import Any

from django import forms

from waypost.plans.forms.fields import LONGEST_TEXT, lines_of
from waypost.plans.rules.fields import Line
from waypost.plans.rules.kinds import choices

EMPTY_ROWS = 2
MOST_LINES = 50
#: The button of a list that sends the form for more rows alone.
MORE = "more"


class Lines(tuple[Line, ...]):
    """Rows as they were typed; as text, one below the other, so that two versions can be compared."""

    __slots__ = ()

    def __str__(self) -> str:
        return "\n".join(map(str, self))


class LinesInput(forms.Widget):
    """A text and a kind in each row, and a button for more rows."""

    template_name = "plans/lines.html"
    use_fieldset = True

    def __init__(self, noun: str, kinds: Iterable[StrEnum]) -> None:
        super().__init__()
        self.noun = noun
        self.kinds = [("", f"Kind of {noun}"), *choices(kinds)]
        self.suggestions: list[str] = []
        self.is_next = False

    def value_from_datadict(self, data: Any, _files: Any, name: str) -> Lines:
        texts, kinds = data.getlist(f"{name}_text"), data.getlist(f"{name}_kind")
        pairs = zip_longest(texts, kinds, fillvalue="")
        return Lines(Line(text.strip(), kind) for text, kind in pairs if text.strip())

    def value_omitted_from_data(self, data: Mapping[str, Any], _files: Any, name: str) -> bool:
        return f"{name}_text" not in data

    def id_for_label(self, id_: str) -> str:
        return f"{id_}_0"

    def format_value(self, value: Any) -> Lines:
        return value or Lines()

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        typed = self.format_value(value)
        context["widget"] |= {
            "rows": (*typed, *(Line("") for _ in range(EMPTY_ROWS))),
            "first_empty": len(typed) if self.is_next else None,
            "noun": self.noun,
            "kinds": self.kinds,
            "suggestions": self.suggestions,
        }
        return context


class LinesField(forms.Field):
    """Rows of text and kind; a semicolon parts two of them, as in a file."""

    widget: LinesInput

    def __init__(self, label: str, help_text: str, *, noun: str, kinds: type[StrEnum]) -> None:
        super().__init__(label=label, help_text=help_text, required=False, widget=LinesInput(noun, kinds))
        self.kinds = {"", *(kind.value for kind in kinds)}

    def clean(self, value: Lines) -> Lines:
        lines = Lines(Line(text, line.kind) for line in value for text in lines_of(line.text))
        if any(line.kind not in self.kinds for line in lines):
            raise forms.ValidationError("Choose one of the kinds in the list.")
        if len(lines) > MOST_LINES:
            raise forms.ValidationError(f"Name at most {MOST_LINES}: put the others into one row.")
        if any(len(line.text) > LONGEST_TEXT for line in lines):
            raise forms.ValidationError(f"Write at most {LONGEST_TEXT} characters in a row.")
        return lines


class FormWithLines(forms.Form):
    """A form whose lists can be asked for more rows: it comes back as it was typed, and nothing is checked yet."""

    def __init__(self, data: Any = None, *, initial: dict[str, Any] | None = None) -> None:
        asked = data.get(MORE) if data else None
        super().__init__(None if asked else data, initial=initial)
        if asked:
            self.initial.update(self._typed(data))
            self._go_on_in(asked)

    def _typed(self, data: Any) -> dict[str, Any]:
        return {
            name: field.widget.value_from_datadict(data, None, self.add_prefix(name))
            for name, field in self.fields.items()
        }

    def _go_on_in(self, name: str) -> None:
        widget = self.fields[name].widget if name in self.fields else None
        if isinstance(widget, LinesInput):
            widget.is_next = True
