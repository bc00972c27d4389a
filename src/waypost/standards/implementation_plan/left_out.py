"""What a file says that no plan can hold: each text that was left out becomes a warning that quotes it."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping

from waypost.standards.implementation_plan.document import PlanWarning
from waypost.standards.implementation_plan.safe_docx import WordPackage
from waypost.standards.implementation_plan.word_text import WordText, has_words, read_text
from waypost.standards.implementation_plan.workbook_xml import words_in
from waypost.standards.implementation_plan.xml_tree import read_xml

_SIDE_PLACES = {
    "header": "Page header",
    "footer": "Page footer",
    "footnotes": "Footnotes",
    "endnotes": "Endnotes",
    "comments": "Comments",
}
_BESIDE_SHEETS = {"xl/comments": "Comments", "xl/drawings/": "Text boxes"}
_LONGEST_QUOTE = 300
#: So many warnings of one code are told one by one.
MANY = 50
_MORE = {
    "formula_without_value": "{:,} more formulas have no value in the file and were left out.",
    "cell_error": "{:,} more cells show an error, which was kept as text.",
}


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


def beside_the_sheets(parts: Mapping[str, bytes], names: Collection[str]) -> Iterator[PlanWarning]:
    """What a workbook holds besides the cells of its sheets."""
    for name, raw in parts.items():
        place = next((place for start, place in _BESIDE_SHEETS.items() if name.startswith(start)), "")
        words = words_in(read_xml(raw)) if place and name.endswith(".xml") else ""
        if words:
            sentence = f"This text stands beside the cells and was left out: “{_quoted(words)}”."
            yield PlanWarning("text_outside_body", place, sentence)
    pictures = sum(name.startswith(("xl/media/", "xl/embeddings/", "xl/charts/chart")) for name in names)
    if pictures:
        sentence = f"The file holds pictures, charts or attached files ({pictures}), which were left out."
        yield PlanWarning("pictures_left_out", "The whole file", sentence)


def summed_up(warnings: Iterable[PlanWarning]) -> list[PlanWarning]:
    """The same, where more than MANY cells have one trouble the rest of them as one warning at the end."""
    counted: Counter[str] = Counter()
    kept = []
    for warning in warnings:
        counted[warning.code] += 1
        if warning.code not in _MORE or counted[warning.code] <= MANY:
            kept.append(warning)
    more = {code: counted[code] - MANY for code in _MORE if counted[code] > MANY}
    return kept + [PlanWarning(code, "The whole file", _MORE[code].format(count)) for code, count in more.items()]


def _quoted(text: str) -> str:
    return text if len(text) <= _LONGEST_QUOTE else f"{text[: _LONGEST_QUOTE - 1]}…"
