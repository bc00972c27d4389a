"""What people bring or ask for about frameworks."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from waypost.frameworks.queries import FileSource, read_framework
from waypost.people.models import Organization
from waypost.standards.case_packages import LARGEST_BYTES, looks_like_json
from waypost.standards.competency_framework import LONGEST_SHORT, UnreadableFrameworkError
from waypost.ui.forms import ModelChoice


class FrameworkFileForm(forms.Form):
    """A file of a framework, and who keeps it."""

    file = forms.FileField(
        label="File",
        help_text="A CASE package (JSON), or a CSV table with the columns code and statement.",
        widget=forms.FileInput(attrs={"accept": ".json,.csv,application/json,text/csv"}),
    )
    title = forms.CharField(
        label="Name of the framework",
        required=False,
        max_length=LONGEST_SHORT,
        help_text="Only for a CSV file. A later file with the same name updates the framework.",
    )

    def __init__(
        self, data: Any = None, files: Any = None, *, organizations: QuerySet[Organization], title: str = ""
    ) -> None:
        super().__init__(data, files, initial={"organization": organizations.first(), "title": title})
        self.fields["organization"] = ModelChoice(
            organizations,
            label="Kept by",
            to_field_name="slug",
            empty_label=None,
            help_text="It and all below it use it.",
        )
        self.order_fields(["organization"])

    def clean(self) -> dict[str, Any]:
        """The file can be read, and a table has a name; what it would do is shown on the next page."""
        values: dict[str, Any] = super().clean() or {}
        file = values.get("file")
        if file is None:
            return values
        content = file.read(LARGEST_BYTES + 1)
        if not looks_like_json(content) and not values.get("title"):
            self.add_error("title", "A CSV file does not say its name: write the name of the framework.")
            return values
        values["source"] = FileSource(content, values.get("title", ""))
        try:
            read_framework(values["source"])
        except UnreadableFrameworkError as error:
            self.add_error("file", str(error))
        return values


class ConfirmFrameworkForm(forms.Form):
    """Confirms exactly what was shown."""

    shown = forms.CharField(widget=forms.HiddenInput, max_length=64)


class ItemSearchForm(forms.Form):
    """Words to look for in codes and statements."""

    q = forms.CharField(
        label="Find a standard",
        required=False,
        max_length=100,
        help_text="Words or a code: every word must stand in it.",
    )

    def words(self) -> str:
        """What was asked for; empty where that is no search."""
        self.is_valid()
        asked: str = self.cleaned_data.get("q", "")
        return asked.strip()
