"""Forms with which an educator asks a coach, and both write to each other."""

from typing import Any, cast

from django import forms
from django.core.validators import MaxLengthValidator

from waypost.catalog.models import SubmissionPart
from waypost.common.forms import KindWordsForm
from waypost.submissions.forms.work import NULL, UNREADABLE, unix_lines
from waypost.submissions.models import SharedWork
from waypost.submissions.queries.parts import Outline
from waypost.submissions.queries.sight import shows_feedback_of

#: What a question or an answer may hold.
MESSAGE_CHARACTERS = 5000


class MessageField(forms.CharField):
    """A question or an answer. No browser cuts it off: what is too long gets one sentence, and stays in the field."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            widget=forms.Textarea({"rows": 4}),
            validators=[MaxLengthValidator(MESSAGE_CHARACTERS)],
            error_messages={
                "required": "Write a few words first.",
                "max_length": "This text has %(show_value)d characters. Shorten it to %(limit_value)d or fewer.",
                NULL: UNREADABLE,
            },
            **options,
        )

    def to_python(self, value: Any) -> str:
        return unix_lines(super().to_python(value) or "")


class AskForm(forms.Form):
    """What a coach may read, and a first question. `version` is what the page was given of an earlier choice."""

    use_required_attribute = False
    parts = forms.MultipleChoiceField(
        label="Which parts may they read?",
        help_text=(
            "The texts with their files and links, as they stand while you share them. "
            "Take out names and faces of students first."
        ),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    feedback = forms.BooleanField(label="What the assessors wrote to me, and the levels", required=False)
    question = MessageField(label="What would you like help with?", required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    attempt = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, outline: Outline, shared: SharedWork | None, data: Any = None) -> None:
        self.outline = outline
        super().__init__(data, initial={"attempt": self._attempt_now(), **_shared_before(outline, shared)})
        parts = [(found.part.uid, found.part.title) for found in outline.parts]
        cast("forms.MultipleChoiceField", self.fields["parts"]).choices = parts
        if not outline.feedback:
            del self.fields["feedback"]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors and not any(given.get(name) for name in ("parts", "feedback", "question")):
            raise forms.ValidationError("Tick what they may read, or write a question.")
        return given

    def chosen_parts(self) -> list[SubmissionPart]:
        return [found.part for found in self.outline.parts if found.part.uid in self.cleaned_data["parts"]]

    def feedback_on(self) -> int | None:
        """The attempt whose feedback this window showed, if it is ticked."""
        attempt: int = self.cleaned_data["attempt"]
        return attempt if self.cleaned_data.get("feedback") else None

    def in_words(self) -> str:
        """What is ticked, for the page that shows two choices side by side."""
        return "\n".join(
            _words_for([part.title for part in self.chosen_parts()], with_feedback=self.feedback_on() is not None)
        )

    def go_on_from(self, version: int) -> None:
        """Let the next press begin from what stands now, with everything that was ticked and typed kept."""
        given = {name: self.data[name] for name in self.data}
        now = {"version": version, "attempt": self._attempt_now()}
        self.data = {**given, "parts": self.cleaned_data["parts"], **now}

    def _attempt_now(self) -> int:
        """The attempt whose feedback stands there; 0 before the first."""
        sent = self.outline.standing.submission
        return sent.attempt if sent else 0


def _shared_before(outline: Outline, shared: SharedWork | None) -> dict[str, Any]:
    if shared is None:
        return {"version": 0}
    if shared.stopped_at is not None:
        return {"version": shared.version}
    return {
        "version": shared.version,
        "parts": [part.uid for part in shared.parts.all()],
        "feedback": shows_feedback_of(shared, outline),
    }


def shared_in_words(outline: Outline, shared: SharedWork) -> str:
    """What is shared now, in the words of `AskForm.in_words`."""
    if shared.stopped_at is not None:
        return "\n".join(_words_for([], with_feedback=False))
    titles = [part.title for part in shared.parts.order_by("position")]
    return "\n".join(_words_for(titles, with_feedback=shows_feedback_of(shared, outline)))


def _words_for(titles: list[str], *, with_feedback: bool) -> list[str]:
    return [*titles, *(["What the assessors wrote"] if with_feedback else [])] or ["Nothing"]


class MessageForm(KindWordsForm):
    """One more question, or an answer."""

    use_required_attribute = False
    text = MessageField()

    def __init__(self, label: str, data: Any = None) -> None:
        super().__init__(data)
        self.fields["text"].label = label

    def is_sendable(self) -> bool:
        return self.is_valid() and not self.kinder_words

    def written(self) -> list[str]:
        return [getattr(self, "cleaned_data", {}).get("text", "")]
