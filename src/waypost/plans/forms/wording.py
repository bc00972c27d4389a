"""What an organization calls the parts of its plan template."""

from typing import Any

from django import forms

from waypost.plans.models import PlanWording
from waypost.plans.rules.template_words import LONGEST_WORD, PLACES, SECTIONS, TEMPLATE, TemplateWords

AS_ABOVE, SHOWN, HIDDEN = "", "shown", "hidden"


class WordsForm(forms.Form):
    """One field for each word and for each section that can be left out; an empty one takes what stands above."""

    def __init__(self, data: Any = None, *, kept: PlanWording, above: TemplateWords) -> None:
        super().__init__(data, initial=self.initial_of(kept))
        for key, word in TEMPLATE.items():
            self.fields[key] = forms.CharField(
                label=word,
                required=False,
                max_length=LONGEST_WORD,
                help_text=f"{PLACES[key]} Left empty: {above[key]}.",
            )
        for key in SECTIONS:
            said = "left out while it is empty" if key in above.hidden else "shown"
            self.fields[_section(key)] = forms.ChoiceField(
                label=f"Section “{above[key]}”",
                required=False,
                choices=[(AS_ABOVE, f"As above: {said}"), (SHOWN, "Shown"), (HIDDEN, "Left out while it is empty")],
            )

    def words(self) -> dict[str, str]:
        """Those that were chosen."""
        return {key: " ".join(word.split()) for key in TEMPLATE if (word := self.cleaned_data[key])}

    def sections(self) -> dict[str, bool]:
        """Those about which something was chosen."""
        chosen = {key: self.cleaned_data[_section(key)] for key in SECTIONS}
        return {key: choice == SHOWN for key, choice in chosen.items() if choice != AS_ABOVE}

    def saved_otherwise(self) -> list[tuple[str, str]]:
        """Label and saved value of each field in which something else is typed."""
        fields = [bound for bound in self if str(bound.value() or "") != str(bound.initial or "")]
        return [(str(bound.label), str(bound.initial or "as above")) for bound in fields]

    @staticmethod
    def initial_of(kept: PlanWording) -> dict[str, str]:
        chosen = {_section(key): SHOWN if is_shown else HIDDEN for key, is_shown in kept.sections.items()}
        return {**kept.words, **chosen}


def _section(key: str) -> str:
    return f"section-{key}"
