"""What a file says that no plan can hold: each text that was left out becomes a warning that quotes it."""

from collections.abc import Iterator

from waypost.standards.implementation_plan.document import PlanWarning
from waypost.standards.implementation_plan.safe_docx import WordPackage
from waypost.standards.implementation_plan.word_text import WordText, has_words, read_text

_SIDE_PLACES = {
    "header": "Page header",
    "footer": "Page footer",
    "footnotes": "Footnotes",
    "endnotes": "Endnotes",
    "comments": "Comments",
}
_LONGEST_QUOTE = 300


def outside_the_template(line: str, place: str) -> PlanWarning:
    sentence = f"This text is not part of the template and was left out: “{_quoted(line)}”."
    return PlanWarning("unknown_text", place, sentence)


def beside_the_text(text: WordText, package: WordPackage) -> Iterator[PlanWarning]:
    """What stands around the text of the plan, or in it but not as text."""
    if text.has_tracked_changes:
        sentence = "The file holds tracked changes: what was added was read and what was deleted was left out."
        yield PlanWarning("tracked_changes", "The whole plan", sentence)
    if text.unread_objects:
        sentence = f"The file holds pictures or attached files ({text.unread_objects}), which were left out."
        yield PlanWarning("pictures_left_out", "The whole plan", sentence)
    for kind, root in package.side_parts:
        side = read_text(root)
        if has_words(side):
            words = " ".join(line for block in side.blocks for line in block.lines)
            sentence = f"This text stands beside the plan and was left out: “{_quoted(words)}”."
            yield PlanWarning("text_outside_body", _SIDE_PLACES[kind], sentence)


def _quoted(text: str) -> str:
    return text if len(text) <= _LONGEST_QUOTE else f"{text[: _LONGEST_QUOTE - 1]}…"
