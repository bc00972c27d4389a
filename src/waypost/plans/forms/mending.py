"""What people answer about a line of a plan file that was not understood; each form asks for one thing."""

from collections.abc import Callable
from typing import Any

from django import forms

from waypost.plans.forms.fields import day, long_text, number
from waypost.plans.rules.import_lines import Asked, Question
from waypost.plans.rules.import_mends import (
    GOAL,
    MEANINGS,
    NEW_ACTIVITY,
    NEW_INDICATOR,
    PRIORITY_AREA,
    Mended,
    leave_out_column,
    map_column,
    place_words,
    set_day,
    set_number,
    set_text,
)
from waypost.standards.implementation_plan.document import PlanDocument, Term
from waypost.ui.forms import CHOOSE_ONE

Answer = Callable[[PlanDocument, Question], Mended]
LEAVE_OUT = "leave-out"
LONGEST_CHOICE = 60


class MendForm(forms.Form):
    """`leave` is the button that settles the line without an answer."""

    button = "Save"
    leave = "Leave it as it is"

    def answer(self) -> Answer:
        """What the action does with the document; the form is valid."""
        raise NotImplementedError

    def refuse(self, sentence: str) -> None:
        """Say by its last field why no plan can hold the answer."""
        self.full_clean()
        self.add_error(list(self.fields)[-1], sentence)


class DateForm(MendForm):
    button = "Set the date"
    leave = "Leave it without a date"
    day = day("Date", required=True)

    def answer(self) -> Answer:
        return lambda document, question: set_day(document, question, self.cleaned_data["day"])


class NumberForm(MendForm):
    button = "Set the number"
    leave = "Leave it without a number"
    number = number("Number", required=True)

    def answer(self) -> Answer:
        return lambda document, question: set_number(document, question, self.cleaned_data["number"])


class TextForm(MendForm):
    button = "Give it this text"
    leave = "Leave it out"
    text = long_text("Text", required=True, rows=2)

    def answer(self) -> Answer:
        return lambda document, question: set_text(document, question, self.cleaned_data["text"])


class ColumnForm(MendForm):
    button = "Read it so"
    leave = "Keep it as a column of its own"
    meaning = forms.ChoiceField(label="It means")

    def answer(self) -> Answer:
        meaning = self.cleaned_data["meaning"]
        if meaning == LEAVE_OUT:
            return leave_out_column
        return lambda document, question: map_column(document, question, meaning)


class OutsideForm(MendForm):
    button = "Put it there"
    leave = "Leave it out"
    where = forms.ChoiceField(label="It belongs to")
    text = long_text("Text", required=True, rows=2)

    def answer(self) -> Answer:
        where, text = self.cleaned_data["where"], self.cleaned_data["text"]
        return lambda document, question: place_words(document, question, where, text)


_FORMS: dict[Asked, type[MendForm]] = {
    Asked.DATE: DateForm,
    Asked.NUMBER: NumberForm,
    Asked.TEXT: TextForm,
    Asked.COLUMN: ColumnForm,
    Asked.OUTSIDE: OutsideForm,
}


def mend_form(question: Question, document: PlanDocument, prefix: str, data: Any = None) -> MendForm:
    """The form for one question; `prefix` tells its fields from those of the other forms on the page."""
    initial = {"text": question.said} if question.asked is Asked.OUTSIDE else {}
    form = _FORMS[question.asked](data, prefix=prefix, initial=initial)
    match form:
        case ColumnForm():
            table = question.key.split("/")[1]
            meanings = [("", CHOOSE_ONE), *MEANINGS[table], (LEAVE_OUT, "Nothing that a plan needs: leave it out")]
            form.fields["meaning"] = forms.ChoiceField(label="It means", choices=meanings)
        case OutsideForm():
            form.fields["where"] = forms.ChoiceField(label="It belongs to", choices=_places(document))
    return form


def _places(document: PlanDocument) -> list[tuple[str, str]]:
    activities = [
        (f"{NEW_ACTIVITY}/{number}", f"A new activity of objective {block.number}: {block.text}"[:LONGEST_CHOICE])
        for number, block in enumerate(document.objectives, 1)
    ]
    indicators = [(f"{NEW_INDICATOR}/{term.value}", f"A new {term.value}-term indicator") for term in Term]
    return [("", CHOOSE_ONE), (GOAL, "The goal"), (PRIORITY_AREA, "The priority area"), *indicators, *activities]
