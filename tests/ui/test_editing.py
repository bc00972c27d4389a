"""A form that two people change at once, without a database: what is taken over, and what is asked (0022)."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from django import forms

from waypost.ui.editing import BASE, FormPage, base_of, merge, posted_number, two_texts
from waypost.ui.forms import DayInput

NOON = datetime(2027, 1, 14, 18, tzinfo=UTC)
OPENED: dict[str, Any] = {"name": "Books", "note": "", "amount": Decimal("8.00"), "tags": ["b", "a"], "on": None}


class Line(forms.Form):
    """Fields of every kind."""

    name = forms.CharField()
    note = forms.CharField(required=False)
    amount = forms.DecimalField(label="Dollars")
    tags = forms.MultipleChoiceField(choices=[("a", "Art"), ("Group", [("b", "Books")])], required=False)
    on = forms.DateField(required=False, widget=DayInput())

    def clean_note(self) -> str:
        return str(self.cleaned_data["note"]).upper()

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        if values.get("name") == "Pens" and values.get("amount") == Decimal(9):
            self.add_error("amount", "Pens never cost nine.")
        return values


class Together(Line):
    """The same, where name and amount mean something only together."""

    together = (("name", "amount"),)


class Growing(Line):
    """The same, where a page begins with some of the fields."""

    grows = True


def typed(form: type[Line] = Line, **changed: Any) -> tuple[Line, dict[str, str]]:
    """The form as somebody sent it who opened it at OPENED, and what it carried along."""
    base = dict(base_of(form(), OPENED))
    made = form({"name": "Books", "note": "", "amount": "8.00", "tags": ["a", "b"], "on": "", **changed})
    assert made.is_valid()
    return made, base


def test_what_only_the_other_changed_is_taken_over_as_the_form_would_clean_it() -> None:
    form, base = typed(name="Pens")
    saved = {**OPENED, "note": "until June", "tags": ["a"]}
    assert merge(form, saved, base) == ("Note", "Tags")
    assert (form.cleaned_data["name"], form.cleaned_data["note"]) == ("Pens", "UNTIL JUNE")
    assert form.cleaned_data["tags"] == ["a"]


def test_the_same_field_is_asked_about_and_nothing_is_taken_over() -> None:
    form, base = typed(name="Pens")
    assert merge(form, {**OPENED, "name": "Paper", "note": "until June"}, base) is None
    assert (form.cleaned_data["name"], form.cleaned_data["note"]) == ("Pens", "")


def test_two_who_typed_the_same_are_asked_nothing() -> None:
    form, base = typed(name="Pens")
    assert merge(form, {**OPENED, "name": "Pens"}, base) == ("Name",)


@pytest.mark.parametrize("same", [{"amount": "8"}, {"tags": ["b", "a"]}])
def test_a_number_or_a_choice_that_is_written_otherwise_is_no_change(same: dict[str, Any]) -> None:
    form, base = typed(**same)
    assert merge(form, {**OPENED, "amount": Decimal("9.5"), "tags": []}, base) == ("Dollars", "Tags")
    assert (form.cleaned_data["amount"], form.cleaned_data["tags"]) == (Decimal("9.5"), [])


def test_fields_that_mean_something_only_together_count_as_one() -> None:
    form, base = typed(Together, name="Pens")
    assert merge(form, {**OPENED, "amount": Decimal(9)}, base) is None
    apart, base = typed(Together, note="until June")
    assert merge(apart, {**OPENED, "amount": Decimal(9)}, base) == ("Dollars",)


def test_what_does_not_fit_together_stands_in_the_errors_of_the_form() -> None:
    form, base = typed(name="Pens")
    assert merge(form, {**OPENED, "amount": Decimal(9)}, base) == ("Dollars",)
    assert form.errors["amount"] == ["Pens never cost nine."]


def test_what_the_form_would_refuse_today_is_asked_about() -> None:
    form, base = typed(note="until June")
    assert merge(form, {**OPENED, "tags": ["gone"]}, base) is None


@pytest.mark.parametrize("carried", [{}, {f"{BASE}name": "Books"}])
def test_nobody_knows_what_an_edit_started_from_that_carries_too_little(carried: dict[str, str]) -> None:
    form, _ = typed(name="Pens")
    assert merge(form, {**OPENED, "note": "until June"}, carried) is None


def test_what_was_no_field_yet_when_the_page_was_opened_began_empty() -> None:
    form, base = typed(Growing, name="Pens")
    del base[f"{BASE}note"]
    assert merge(form, {**OPENED, "note": "until June"}, base) == ("Note",)
    form, _ = typed(Growing, note="until May")
    assert merge(form, {**OPENED, "note": "until June"}, base) is None
    assert merge(form, OPENED, {}) is None


def test_both_texts_are_shown_in_the_words_of_the_page() -> None:
    form, _ = typed(on="2027-01-29", tags=["a"])
    texts = two_texts(form, {**OPENED, "amount": Decimal(8)}, {}, "Tom Becker", NOON, is_anothers=True)
    assert [(text.label, text.mine, text.theirs) for text in texts] == [
        ("Tags", "Art", "Art\nBooks"),
        ("On", "January 29, 2027", ""),
    ]


@pytest.mark.parametrize(("form", "asked"), [(Line, ["Name"]), (Together, ["Name", "Dollars"])])
def test_what_only_this_edit_changed_is_no_second_text(form: type[Line], asked: list[str]) -> None:
    made, base = typed(form, name="Pens", amount="7", note="mine alone")
    texts = two_texts(made, {**OPENED, "name": "Paper"}, base, "Tom Becker", NOON, is_anothers=True)
    assert [text.label for text in texts] == asked


def test_only_what_the_form_has_a_field_for_is_carried_along() -> None:
    page = FormPage("Edit", Line(initial={**OPENED, "else": 1}), "/", initial_of=lambda current: current)
    assert [name for name, _ in page.base] == [f"{BASE}{name}" for name in OPENED]
    assert page.saved({"name": "Pens", "else": 1}) == {"name": "Pens"}
    assert FormPage("Add", Line(initial=OPENED), "/").base == ()


@pytest.mark.parametrize(("typed_number", "read"), [("7", 7), ("", 0), ("x", 0), ("1" * 10, 0), ("-1", 0)])
def test_a_number_that_no_page_gave_is_none(typed_number: str, read: int) -> None:
    assert posted_number({"version": typed_number}, "version") == read
