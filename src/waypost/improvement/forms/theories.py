"""What people type about statements, links, findings and citations of a theory."""

from functools import partial
from typing import Any, cast

from django import forms
from django.db.models import QuerySet

from waypost.improvement.models import Link, Statement
from waypost.improvement.rules.kinds import (
    COLUMN_LABELS,
    COMPARISON_LABELS,
    SOURCE_LABELS,
    VERDICT_LABELS,
    Column,
    SourceKind,
    Verdict,
)
from waypost.improvement.rules.links import LONGEST_STATEMENT, PARTS, LinkFields
from waypost.people.models import Person
from waypost.plans import measures
from waypost.ui import forms as shared
from waypost.ui.forms import CHOOSE_ONE, DayInput, ModelChoice

LONGEST_TEXT = 2_000
LONGEST_REASON = 500
TOO_FAR = 2100
long_text = partial(shared.long_text, most=LONGEST_TEXT)
#: A number that Waypost counts is read against a number, and words beside it are welcome.
MARKS = {"threshold_words": "needed to lock, unless Waypost counts"}
#: The button that saves a link and locks it.
LOCK = "lock"
#: Fields that count for one kind of source alone.
OF_A_MEASURE = ("source_key", "comparison", "threshold")
OF_PEOPLE = ("source_text",)


def reason(help_text: str) -> forms.CharField:
    return forms.CharField(label="Why", help_text=help_text, required=False, max_length=LONGEST_REASON)


class FirstStatementForm(forms.Form):
    """The first thing that a program does."""

    text = forms.CharField(
        label="If we …",
        max_length=LONGEST_STATEMENT,
        help_text="One thing that you will do: give every educator a named coach.",
    )


class StatementForm(forms.Form):
    """A statement and its column."""

    column = forms.ChoiceField(
        label="Column", widget=forms.RadioSelect, choices=[(key.value, label) for key, label in COLUMN_LABELS.items()]
    )
    text = forms.CharField(
        label="Statement",
        max_length=LONGEST_STATEMENT,
        help_text="It goes on from the words of its column, in a few words: revise after feedback instead of stopping.",
    )

    def chosen(self) -> dict[str, Any]:
        return {"column": Column(self.cleaned_data["column"]), "text": self.cleaned_data["text"]}


class NewStatementForm(StatementForm):
    """A new one, with the statement that leads to it."""

    def __init__(self, data: Any = None, *, statements: QuerySet[Statement], initial: dict[str, Any]) -> None:
        super().__init__(data, initial=initial)
        self.fields["after"] = ModelChoice(
            statements,
            label="What leads to it",
            to_field_name="uid",
            empty_label="Nothing yet",
            required=False,
            help_text="A link from there is added with it.",
        )

    def chosen(self) -> dict[str, Any]:
        return {**super().chosen(), "after": self.cleaned_data["after"]}


class EditStatementForm(StatementForm):
    """Other words, with the reason that locked links ask for."""

    reason = reason("Needed once a link of this statement is locked: the old words stay in sight there.")

    @staticmethod
    def initial_of(statement: Statement) -> dict[str, Any]:
        return {"column": statement.column, "text": statement.text}

    def chosen(self) -> dict[str, Any]:
        return {**super().chosen(), "reason": self.cleaned_data["reason"]}


class LinkForm(forms.Form):
    """Which statement leads to which."""

    def __init__(self, data: Any = None, *, statements: QuerySet[Statement], initial: dict[str, Any]) -> None:
        super().__init__(data, initial=initial)
        for name, label in (("cause", "This …"), ("effect", "… leads to this")):
            self.fields[name] = StatementChoice(statements, label=label, to_field_name="uid")


class StatementChoice(ModelChoice):
    """A statement with the words of its column."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{COLUMN_LABELS[Column(obj.column)]} {obj.text}"


class LinkDetailsForm(forms.Form):
    """What is written about a link before its data arrive."""

    assumption = long_text(
        "Assumption", "Why one should lead to the other: people stop when nobody reads feedback with them."
    )
    question = long_text("Burning question", "What you would most like to know about it.")
    feedback = long_text(
        "Feedback that you need", "From whom, and about what: of educators who were asked to revise, who met a coach?"
    )
    source_kind = forms.ChoiceField(
        label="What it is read from",
        required=False,
        widget=forms.RadioSelect,
        choices=[(k.value, v) for k, v in SOURCE_LABELS.items()],
    )
    source_key = forms.ChoiceField(label="Which number", required=False, help_text="Where Waypost counts it.")
    source_text = long_text(
        "Which question or protocol", "Where people ask or watch: its words, or what they look for and how often."
    )
    comparison = forms.ChoiceField(
        label="Supported if it is",
        required=False,
        choices=[("", CHOOSE_ONE), *((k.value, v) for k, v in COMPARISON_LABELS.items())],
    )
    threshold = forms.DecimalField(
        label="Threshold, as a number",
        required=False,
        max_digits=12,
        decimal_places=4,
        help_text="Where Waypost counts, this number counts, in the unit of what you chose.",
    )
    threshold_words = long_text(
        "Threshold, in words",
        "Where people ask or watch, these words count: what they have to find so that you call it supported. "
        "Where Waypost counts, the number counts, and words may say more about it.",
    )
    reads_on = forms.DateField(
        label="Read on",
        required=False,
        widget=DayInput(),
        help_text="A day ahead. From then on it says supported or not.",
    )
    reason = reason("The link is locked, or its number can be read already: what stood before stays in sight.")
    #: What means something only together: which source it is, and what it has to show.
    together = (("source_kind", "source_key", "source_text"), ("comparison", "threshold"))

    def __init__(
        self, data: Any = None, *, people: QuerySet[Person], initial: dict[str, Any], is_locked: bool = False
    ) -> None:
        super().__init__(data, initial=initial)
        self.is_to_lock = bool(data and LOCK in data) and not is_locked
        self._say_what_is_needed(is_locked=is_locked)
        known = [(measure.key, f"{measure.label} ({measure.unit})") for measure in measures.registered()]
        kept = initial.get("source_key", "")
        gone = [(kept, "A measure that is not installed any more")] if kept and kept not in dict(known) else []
        cast("forms.ChoiceField", self.fields["source_key"]).choices = [("", CHOOSE_ONE), *known, *gone]
        owner = ModelChoice(people, label="Owner", to_field_name="uid", empty_label="Nobody yet", required=False)
        why = self.fields.pop("reason")
        self.fields = {**self.fields, "owner": owner, "reason": why}
        if not is_locked and not self["reason"].value():
            why.widget = forms.HiddenInput()

    def _say_what_is_needed(self, *, is_locked: bool) -> None:
        """Each field of a part says that a lock needs it, and those of one kind of source show for that kind only."""
        for name in (name for names in PARTS.values() for name in names if not is_locked):
            cast(Any, self.fields[name]).mark = MARKS.get(name, "needed to lock")
        for name in OF_A_MEASURE:
            cast(Any, self.fields[name]).template_name = "improvement/measured_field.html"
        for name in OF_PEOPLE:
            cast(Any, self.fields[name]).template_name = "improvement/asked_field.html"

    def ask_why(self) -> None:
        """Show the field for the reason, which a link that is not locked needs only once its number can be read."""
        self.fields["reason"].widget = forms.TextInput({"maxlength": LONGEST_REASON})

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        is_measured = values.get("source_kind") == SourceKind.MEASURE
        if is_measured and not values.get("source_key"):
            self.add_error("source_key", "Choose which number Waypost counts.")
        has_number = values.get("threshold") is not None
        if has_number and is_measured and not values.get("comparison"):
            self.add_error("comparison", "Say on which side of the number the link is supported.")
        if has_number and not is_measured and not values.get("threshold_words"):
            self.add_error("threshold_words", "Say in words what people have to find: a number does not say of what.")
        when = values.get("reads_on")
        if when and when.year >= TOO_FAR:
            self.add_error("reads_on", "Choose a day within the next years.")
        if self.is_to_lock and not self.errors:
            self._ask_for_the_rest()
        return values

    def _ask_for_the_rest(self) -> None:
        """Say of each part that is not written yet that the lock waits for it."""
        fields = self.fields_of_link()
        first = {
            "burning question": "question",
            "source": "source_text" if fields.source_kind else "source_kind",
            "threshold": "threshold" if fields.is_measured else "threshold_words",
            "date": "reads_on",
        }
        for part in fields.missing:
            self.add_error(first.get(part, part), "Write this before you lock the link.")

    def fields_of_link(self) -> LinkFields:
        """What does not belong to the chosen source is left out."""
        typed = {name: self.cleaned_data[name] for name in LinkFields.__dataclass_fields__ if name != "owner_id"}
        owner = self.cleaned_data["owner"]
        is_measured = typed["source_kind"] == SourceKind.MEASURE
        left_out = {"source_text": ""} if is_measured else {"source_key": "", "comparison": "", "threshold": None}
        typed.update(left_out)
        return LinkFields(**typed, owner_id=owner.pk if owner else None)

    @staticmethod
    def initial_of(link: Link) -> dict[str, Any]:
        shown = {name: getattr(link, name) for name in LinkFields.__dataclass_fields__ if name != "owner_id"}
        if link.threshold is not None:
            text = f"{link.threshold:f}"
            shown["threshold"] = text.rstrip("0").rstrip(".") if "." in text else text
        return {**shown, "owner": link.owner.uid if link.owner else ""}


class FindingForm(forms.Form):
    """What people found."""

    verdict = forms.ChoiceField(
        label="What it says of the link",
        widget=forms.RadioSelect,
        choices=[(key.value, label) for key, label in VERDICT_LABELS.items()],
    )
    text = long_text(
        "What was found", "With numbers where you have them, beside the threshold. Name no person.", required=True
    )
    found_on = forms.DateField(label="Found on", widget=DayInput())

    def chosen(self) -> dict[str, Any]:
        return {**self.cleaned_data, "verdict": Verdict(self.cleaned_data["verdict"])}


class TakeOutForm(forms.Form):
    """Why something leaves a theory."""

    reason = reason("Needed once a link that goes is locked.")


class VersionForm(forms.Form):
    """Why a next version begins."""

    note = long_text("Why a new version", "What you learned, in a sentence or two.", required=True, most=LONGEST_REASON)
