"""The text of a Word file as paragraphs and tables, with what Word shows and without what it hides.

Insertions that are not yet accepted, links, fields and content controls are read as text; deletions and
prompts ("Click here to enter text") are not. A cell that continues a vertical merge carries that text.
Lines are worked out once: in tables within tables each level would otherwise double the work.
"""

import re
from dataclasses import dataclass, replace
from functools import cached_property

_SPACES = re.compile(r"[^\S\n]+")
_ZERO_WIDTH = dict.fromkeys(map(ord, "\u200b\u200c\u200d\ufeff\u00ad"))


@dataclass(frozen=True)
class Paragraph:
    text: str
    is_list_item: bool = False

    @cached_property
    def lines(self) -> tuple[str, ...]:
        return clean_lines(self.text)

    @cached_property
    def size(self) -> int:
        return 1 + len(self.text)


@dataclass(frozen=True)
class Cell:
    """`column` counts grid columns from 0; `continues` says that a merge brings the text from above."""

    column: int
    span: int
    content: "tuple[Paragraph | Table, ...]"
    continues: bool = False

    @cached_property
    def lines(self) -> tuple[str, ...]:
        return tuple(line for block in self.content for line in block.lines)

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    @cached_property
    def size(self) -> int:
        """Characters and blocks, so that an empty block counts too."""
        return sum(block.size for block in self.content)

    @property
    def is_list(self) -> bool:
        items = [block for block in self.content if block.lines]
        return len(items) > 1 and all(isinstance(item, Paragraph) and item.is_list_item for item in items)


@dataclass(frozen=True)
class Row:
    cells: tuple[Cell, ...]

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """Without the text that a merge brings from above, which stands there already."""
        return tuple(line for cell in self.filled for line in cell.lines)

    @cached_property
    def filled(self) -> tuple[Cell, ...]:
        """The cells with text of their own."""
        return tuple(cell for cell in self.cells if cell.lines and not cell.continues)


@dataclass(frozen=True)
class Table:
    rows: tuple[Row, ...]

    @cached_property
    def lines(self) -> tuple[str, ...]:
        return tuple(line for row in self.rows for line in row.lines)

    @cached_property
    def size(self) -> int:
        return 1 + sum(cell.size for row in self.rows for cell in row.cells)


Block = Paragraph | Table


def clean_lines(text: str) -> tuple[str, ...]:
    """Lines without blank ones, each with single spaces; letters and quotes stay as they were typed, and guards too."""
    visible = text.translate(_ZERO_WIDTH).replace("\v", "\n").replace("\r", "\n")
    lines = (_SPACES.sub(" ", line).strip() for line in visible.split("\n"))
    return tuple(line for line in lines if line)


def with_merged_text(rows: list[Row]) -> tuple[Row, ...]:
    """Give each cell that continues a vertical merge the content of the cell where the merge began."""
    above: dict[int, Cell] = {}
    merged: list[Row] = []
    for row in rows:
        cells = tuple(_filled_from(above, cell) for cell in row.cells)
        above.update((cell.column, cell) for cell in cells)
        merged.append(Row(cells))
    return tuple(merged)


def _filled_from(above: dict[int, Cell], cell: Cell) -> Cell:
    origin = above.get(cell.column)
    if not cell.continues or origin is None:
        return replace(cell, continues=False)
    return replace(cell, content=origin.content)
