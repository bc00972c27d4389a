"""A line of text with words to choose from while it is typed; any others may be typed too."""

from typing import Any

from django import forms


class SuggestedText(forms.TextInput):
    """The browser offers `suggestions`; without them it is a plain line."""

    template_name = "plans/suggested.html"

    def __init__(self, suggestions: list[str]) -> None:
        super().__init__()
        self.suggestions = suggestions

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        listed = f"{(attrs or {}).get('id', name)}_listed"
        context = super().get_context(name, value, {**(attrs or {}), "list": listed})
        context["widget"] |= {"suggestions": self.suggestions, "listed": listed}
        return context
