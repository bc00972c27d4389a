"""What people type about studies, cases and memos, and how they search the library."""

from functools import partial
from typing import Any, cast

from django import forms
from django.db.models import QuerySet

from waypost.library.models import LibraryItem
from waypost.library.rules import (
    AUDIENCE_LABELS,
    FINDING_LABELS,
    KIND_LABELS,
    LONGEST_TITLE,
    STRENGTH_LABELS,
    STRENGTH_MEANINGS,
    Audience,
    Kind,
    MemoFields,
    Search,
    StudyFields,
    tags_in,
    why_tags_do_not_fit,
)
from waypost.people.models import Organization
from waypost.ui import forms as shared
from waypost.ui.forms import CHOOSE_ONE, ModelChoice

LONGEST_TEXT = 5_000
LONGEST_SEARCH = 200
FIRST_YEAR, LAST_YEAR = 1900, 2100
long_text = partial(shared.long_text, most=LONGEST_TEXT)


def short_text(label: str, help_text: str = "", *, required: bool = False) -> forms.CharField:
    return forms.CharField(label=label, help_text=help_text, required=required, max_length=LONGEST_TITLE)


class TagsField(forms.CharField):
    """Tags between commas; its value is a tuple of them."""

    def __init__(self) -> None:
        help_text = "General words with a comma between them: coaching, feedback, pay."
        super().__init__(label="Tags", help_text=help_text, required=False, max_length=LONGEST_TEXT)

    def clean(self, value: Any) -> Any:
        tags = tags_in(super().clean(value))
        problem = why_tags_do_not_fit(tags)
        if problem:
            raise forms.ValidationError(problem)
        return tags


class ItemForm(forms.Form):
    """What both kinds share: for which organization, where it is new."""

    def __init__(self, *args: Any, organizations: QuerySet[Organization] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if organizations is not None:
            field = ModelChoice(organizations, label="For", empty_label=None, to_field_name="slug")
            self.fields = {"organization": field, **self.fields}

    @classmethod
    def texts_of(cls, item: LibraryItem) -> dict[str, Any]:
        """What stands saved, as the form holds it."""
        shown = {name: getattr(item, name) for name in cls.base_fields if name != "tags"}
        return {**shown, "tags": ", ".join(tag.word for tag in item.tags.all())}

    def typed(self) -> dict[str, Any]:
        """The cleaned values of the item itself."""
        return {name: value for name, value in self.cleaned_data.items() if name != "organization"}


class StudyForm(ItemForm):
    """A study or a case that others published."""

    title = short_text("Title", required=True)
    claim = long_text("What it found, in one sentence", "In your own words.", required=True)
    found = forms.ChoiceField(
        label="In a word", choices=[("", CHOOSE_ONE), *((k.value, v) for k, v in FINDING_LABELS.items())]
    )
    kind = forms.ChoiceField(
        label="Kind",
        choices=[("", CHOOSE_ONE), *((k.value, v) for k, v in KIND_LABELS.items() if k is not Kind.MEMO)],
    )
    strength = forms.ChoiceField(
        label="How strong the evidence is",
        widget=forms.RadioSelect,
        choices=[(k.value, f"{v}: {STRENGTH_MEANINGS[k]}") for k, v in STRENGTH_LABELS.items()],
    )
    population = long_text("Who was looked at", "Which teachers, schools or students, and where.")
    size = short_text("How many")
    figures = long_text("Figures", "Numbers with their unit, each as the study gives it.")
    not_found = long_text("What it did not find", "Effects that were missing, and questions that it leaves open.")
    authors = short_text("Authors")
    year = forms.IntegerField(label="Year", required=False, min_value=FIRST_YEAR, max_value=LAST_YEAR)
    venue = short_text("Where it was published", "Journal, institute or publisher.")
    link = forms.URLField(label="Link or DOI address", required=False, max_length=LONGEST_TITLE, assume_scheme="https")
    tags = TagsField()

    def fields_of_item(self) -> StudyFields:
        return StudyFields(**self.typed())


class MemoForm(ItemForm):
    """A case memo: what one's own organization tells others."""

    title = short_text("Title", required=True)
    claim = long_text("The lesson, in one sentence", required=True)
    motivations = long_text("Motivations", "Why you began, and what you hoped for.", required=True)
    processes = long_text("Processes", "What you did, with whom, and in which order.", required=True)
    outcomes = long_text("Outcomes", "What came of it, with numbers where you have them.", required=True)
    not_found = long_text("What you don't know yet")
    population = long_text("Who took part", "Roles and schools; name no person.")
    tags = TagsField()

    def fields_of_item(self) -> MemoFields:
        return MemoFields(**self.typed())


class ShareForm(forms.Form):
    """Who may read it."""

    audience = forms.ChoiceField(
        label="Who may read it",
        widget=forms.RadioSelect,
        choices=[(key.value, label) for key, label in AUDIENCE_LABELS.items()],
    )

    @staticmethod
    def initial_of(item: LibraryItem) -> dict[str, Any]:
        return {"audience": item.audience}

    def chosen(self) -> Audience:
        return Audience(self.cleaned_data["audience"])


class SearchForm(forms.Form):
    """Words and filters; what it does not know narrows nothing."""

    q = forms.CharField(
        label="Words", required=False, max_length=LONGEST_SEARCH, widget=forms.TextInput({"type": "search"})
    )
    tag = forms.ChoiceField(label="Tag", required=False)
    kind = forms.ChoiceField(
        label="Kind", required=False, choices=[("", "All kinds"), *((k.value, v) for k, v in KIND_LABELS.items())]
    )
    strength = forms.ChoiceField(
        label="Strength", required=False, choices=[("", "Any"), *((k.value, v) for k, v in STRENGTH_LABELS.items())]
    )
    found = forms.ChoiceField(
        label="Found", required=False, choices=[("", "Anything"), *((k.value, v) for k, v in FINDING_LABELS.items())]
    )

    def __init__(self, data: Any, *, tags: list[str]) -> None:
        super().__init__(data)
        choices = [("", "All tags"), *((tag, tag.capitalize()) for tag in tags)]
        cast("forms.ChoiceField", self.fields["tag"]).choices = choices

    def search(self) -> Search:
        """What was asked for, as far as it can be understood."""
        self.is_valid()
        known = {name: self.cleaned_data.get(name, "") for name in ("tag", "kind", "strength", "found")}
        return Search(text=self.cleaned_data.get("q", ""), **known)
