"""Forms of an educator's pages."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.files.base import File
from django.utils.html import format_html, linebreaks

from waypost.catalog.models import EvidenceItem
from waypost.catalog.rules import EvidenceKind
from waypost.submissions.actions.drafts import Answer
from waypost.submissions.files.checks import accepted_words
from waypost.submissions.files.formats import FORMATS
from waypost.submissions.files.quota import LIMITS
from waypost.submissions.queries.parts import EvidenceTask, PartOutline, PromptTask
from waypost.submissions.rules.texts import text_mark
from waypost.ui.forms import CountedTextarea

#: The code of Django's error about a character that databases cannot hold, and our sentence in its place.
NULL = "null_characters_not_allowed"
UNREADABLE = "A character in this text cannot be kept. Type the text again here instead of pasting it."


class SeveralFiles(forms.FileInput):
    """A file input that takes several files at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files, none included; what they are is for the action to say."""

    widget = SeveralFiles

    def clean(self, data: Any, _initial: Any = None) -> list["File[bytes]"]:
        return list(data or [])


class DraftField(forms.CharField):
    """A text that is needed in the end; while it is written, no limit keeps it from being saved."""

    def validate(self, value: Any) -> None:
        """Anything may be saved."""


class PartForm(forms.Form):
    """The open tasks of one part. `version` says what the window was given: each draft's version and text mark."""

    use_required_attribute = False
    version = forms.CharField(required=False, widget=forms.HiddenInput, max_length=5000)

    def __init__(self, part: PartOutline, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files, initial={"version": version_token(part.prompts)})
        self.part = part
        for task in part.prompts:
            # A window may still send something whose task is closed by now: it is shown again, never dropped.
            if task.is_open or (data is not None and _text(task) in data):
                self.fields[_text(task)] = _text_field(task)
        for item_task in part.items:
            shown = _evidence_fields(item_task)
            if not item_task.is_open:
                shown = {name: field for name, field in shown.items() if _is_sent(name, data, files)}
            self.fields |= shown

    @property
    def prompts(self) -> list[tuple[PromptTask, forms.BoundField | None]]:
        """Each prompt with its field, None where it is not open."""
        return [(task, self[_text(task)] if _text(task) in self.fields else None) for task in self.part.prompts]

    @property
    def items(self) -> list[tuple[EvidenceTask, list[forms.BoundField]]]:
        """Each evidence item with its fields, none where it is not open."""
        names = [(task, [_files(task.item), _link(task.item)]) for task in self.part.items]
        return [(task, [self[name] for name in pair if name in self.fields]) for task, pair in names]

    def answers(self) -> list[Answer]:
        """The texts that were sent, each with what its window was given. A text that was not sent is left alone."""
        given = _read_token(self.cleaned_data.get("version", ""))
        sent = [task for task in self.part.prompts if _text(task) in self.data and _text(task) in self.cleaned_data]
        return [
            Answer(
                task.prompt, unix_lines(self.cleaned_data[_text(task)]), *given.get(task.prompt.uid, (0, text_mark("")))
            )
            for task in sent
        ]

    def added_files(self) -> list[tuple[EvidenceItem, "File[bytes]"]]:
        return [(task.item, file) for task in self.part.items for file in self.cleaned_data.get(_files(task.item), [])]

    def added_links(self) -> list[tuple[EvidenceItem, str]]:
        links = [(task.item, self.cleaned_data.get(_link(task.item), "")) for task in self.part.items]
        return [(item, url) for item, url in links if url]

    def refuse(self, files: Iterable[tuple[EvidenceItem, str]], links: Iterable[tuple[EvidenceItem, str]]) -> None:
        """Show a sentence at each field whose file or link could not be added."""
        for name, sentence in [(_files(item), said) for item, said in files] + [
            (_link(item), said) for item, said in links
        ]:
            # What is brought back may belong to an item without such a field: then it is said on top of the page.
            self.add_error(name if name in self.fields else None, sentence)

    def go_on_from(self, part: PartOutline) -> None:
        """Let the next save begin from `part` as it stands now, with the typed texts kept in the fields."""
        self.data = {**{name: self.data[name] for name in self.data}, "version": version_token(part.prompts)}
        self.part = part


def version_token(prompts: Iterable[PromptTask]) -> str:
    """What a window is given, by prompt: `uid:version:mark`, joined by commas."""
    return ",".join(f"{task.prompt.uid}:{task.version}:{text_mark(task.text)}" for task in prompts)


def _is_sent(name: str, data: Any, files: Any) -> bool:
    """Whether a request carries a file or a link under `name`."""
    return bool((data or {}).get(name) or (files or {}).get(name))


def _read_token(token: str) -> dict[str, tuple[int, str]]:
    """What `version_token` said; a piece that cannot be read counts as a window that was given nothing."""
    pieces = [piece.split(":") for piece in token.split(",")]
    return {piece[0]: (int(piece[1]), piece[2]) for piece in pieces if len(piece) == 3 and _is_count(piece[1])}


def _is_count(text: str) -> bool:
    """Whether it is a number of saves; none of very many digits was ever given out, and Python reads none such."""
    return text.isdecimal() and len(text) < 10


def _text(task: PromptTask) -> str:
    return f"text-{task.prompt.uid}"


def _files(item: EvidenceItem) -> str:
    return f"files-{item.uid}"


def _link(item: EvidenceItem) -> str:
    return f"link-{item.uid}"


def unix_lines(text: str) -> str:
    """Browsers send CR LF; texts are kept with LF, so that the same text has the same mark."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _text_field(task: PromptTask) -> DraftField:
    prompt = task.prompt
    return DraftField(
        label=prompt.title,
        # The words of an editor are escaped here, since help texts are shown as HTML.
        help_text=linebreaks("\n\n".join(filter(None, [prompt.text, prompt.hint])), autoescape=True),
        required=True,
        strip=False,
        initial=task.text,
        widget=CountedTextarea(minimum_words=prompt.minimum_words, maximum_words=prompt.maximum_words, rows=10),
    )


def _evidence_fields(task: EvidenceTask) -> dict[str, forms.Field]:
    kinds = [EvidenceKind(kind) for kind in task.item.accepted_kinds]
    names = sorted({f".{name}" for known in FORMATS if known.kinds & set(kinds) for name in known.names})
    fields: dict[str, forms.Field] = {}
    if names:
        files = [kind for kind in kinds if kind is not EvidenceKind.LINK]
        fields[_files(task.item)] = FilesField(
            label="Add files from this device",
            help_text=format_html(
                "You can add {}. Up to 100 MB each, pictures up to 30 MB. {}", accepted_words(files), LIMITS
            ),
            widget=SeveralFiles({"accept": ",".join(names)}),
        )
    if EvidenceKind.LINK in kinds:
        fields[_link(task.item)] = DraftField(label="Paste a link to Drive or your LMS", widget=forms.URLInput())
    return fields


class PlanForm(forms.Form):
    """An optional step before the work begins."""

    intention = forms.CharField(
        label="What do you want to try, and with whom?",
        help_text="A sentence or two for yourself. Only you see it.",
        required=False,
        max_length=4000,
        widget=forms.Textarea({"rows": 5}),
    )
    is_growth_plan_pathway = forms.BooleanField(
        label="This is my professional-growth-plan pathway this year", required=False
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class SendForm(forms.Form):
    """The educator accepts the statement and sends."""

    accepted = forms.BooleanField(
        label="The statement",
        error_messages={"required": "Tick this box once each line above is true of your evidence."},
    )
    attempt = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class WithdrawForm(forms.Form):
    """Why an educator stops working on a micro-credential."""

    why = forms.CharField(
        label="Why are you stopping?",
        help_text="It helps your program to plan better. Your drafts and files stay.",
        max_length=1000,
        error_messages={"required": "Write a few words, such as “Too much this spring”."},
        widget=forms.Textarea({"rows": 3}),
    )
