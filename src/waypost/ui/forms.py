"""How every Django form looks: `{{ form }}` and `{{ form.name.as_field_group }}` give accessible `wp-*` markup.

`settings.FORM_RENDERER` names `Renderer`, so allauth's forms look the same as ours. Answer a form that has errors
with status 422; what was typed stays.
"""

from typing import TYPE_CHECKING, Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting

from waypost.ui.words import WordLimits

#: What a list of choices shows before one is chosen; never Django's row of dashes.
CHOOSE_ONE = "Choose one"

if TYPE_CHECKING:
    AnyModelChoice = forms.ModelChoiceField[Any]
else:
    AnyModelChoice = forms.ModelChoiceField


class ModelChoice(AnyModelChoice):
    """One stored object out of a list. `empty_label=None` leaves the empty choice out; the first is chosen then."""

    def __init__(self, queryset: Any, *, empty_label: str | None = CHOOSE_ONE, **kwargs: Any) -> None:
        super().__init__(queryset, empty_label=empty_label, **kwargs)


def long_text(label: str, help_text: str = "", *, most: int, required: bool = False, rows: int = 3) -> forms.CharField:
    """A text of several lines and at most so many characters."""
    widget = forms.Textarea({"rows": rows})
    return forms.CharField(label=label, help_text=help_text, required=required, max_length=most, widget=widget)


class CountedTextarea(forms.Textarea):
    """A long answer with word limits in sight, counted on the server and, with JavaScript, while typing."""

    template_name = "ui/widgets/counted.html"

    def __init__(self, *, minimum_words: int = 0, maximum_words: int = 0, rows: int = 8) -> None:
        self.limits = WordLimits(minimum_words, maximum_words)
        super().__init__({"rows": rows, "data-words": self.limits.asked, "data-words-maximum": maximum_words})

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["count"] = self.limits.says(str(value or ""))
        return context


class SegmentedRadio(forms.RadioSelect):
    """Two to four short choices side by side, such as an assessor's levels."""

    template_name = "ui/widgets/segmented.html"
    is_scale = False

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["is_scale"] = self.is_scale
        return context


class ScaleRadio(SegmentedRadio):
    """Choices below each other with wide targets, such as a survey's scale."""

    is_scale = True


class DayInput(forms.DateInput):
    """A date in the browser's own picker, which sends and reads YYYY-MM-DD."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class AccessibleField(BoundField):
    """A field with our classes, tied to its help, its error and its word count."""

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        shown = widget or self.field.widget
        shown.attrs.pop("maxlength", None)  # a browser would cut what is pasted without a word; the form says it
        built: dict[str, Any] = super().build_widget_attrs(attrs, shown)
        if not shown.is_hidden:
            own = [built.get("class"), shown.attrs.get("class"), _class_of(shown)]
            built["class"] = " ".join(dict.fromkeys(" ".join(filter(None, own)).split()))
        return built

    @property
    def aria_describedby(self) -> str | None:
        described: str | None = super().aria_describedby
        if not self.is_question or described is None:
            return described
        return f"{described} {self.auto_id}_count".strip()

    @property
    def is_question(self) -> bool:
        """A counted text carries its label as a question."""
        return isinstance(self.field.widget, CountedTextarea)

    @property
    def is_one_checkbox(self) -> bool:
        return isinstance(self.field.widget, forms.CheckboxInput)

    @property
    def focus_id(self) -> str:
        """The element that a link in the error summary leads to: of a group, its first choice."""
        return f"{self.auto_id}_0" if self.use_fieldset else self.id_for_label


class Renderer(TemplatesSetting):
    """Renders forms with the templates of this package."""

    form_template_name = "ui/forms/form.html"
    field_template_name = "ui/forms/field.html"
    bound_field_class = AccessibleField


def _class_of(widget: forms.Widget) -> str:
    if isinstance(widget, forms.CheckboxInput | forms.RadioSelect):
        return "wp-box"
    if isinstance(widget, forms.Select):
        return "form-control wp-select"
    return "form-control"
