"""What somebody types who cites an item of the library, wherever that is."""

from functools import partial
from typing import Any

from django import forms
from django.db.models import QuerySet

from waypost.library.models import LibraryItem
from waypost.ui import forms as shared
from waypost.ui.forms import ModelChoice

LONGEST_NOTE = 500
long_text = partial(shared.long_text, most=LONGEST_NOTE)


class CiteForm(forms.Form):
    """An item of the library and why it belongs here."""

    note = long_text("Why it belongs here", "What it says for or against this.")

    def __init__(self, data: Any = None, *, items: QuerySet[LibraryItem]) -> None:
        super().__init__(data)
        self.fields = {"item": ItemChoice(items, label="Study, case or memo", to_field_name="uid"), **self.fields}


class ItemChoice(ModelChoice):
    """An item with who wrote it."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.title} ({obj.short_reference})"[:200]
