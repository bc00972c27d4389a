"""Where the bones and words of a fishbone stand: arithmetic in units of the picture, one unit a pixel (FR2). Pure.

Every cause gets a line of its own below the one before it, and every kind a column of its own above or below the
spine, so no two texts can overlap, however many there are.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap

#: Width of a column and how far a bone leans; what a line of words and the space between two causes take.
COLUMN, LEAN = 300, 60
LINE, GAP = 17, 13
MARGIN, HEAD = 16, 30
INDENT = 14
#: Of words in 14 units, with room for the widest letters.
WIDTH_OF_A_LETTER = 8
EFFECT_WIDTH, EFFECT_LETTERS, EFFECT_LINES = 220, 24, 6
MOST_LINES = 3


@dataclass(frozen=True)
class Bone:
    """A kind of cause with its causes, each with how deep it stands, what it says, and whether it is a root."""

    title: str
    causes: tuple[tuple[int, str, bool], ...]


@dataclass(frozen=True)
class Rib:
    """One cause: its lines of words stand above the line from (x1, y) to (x2, y)."""

    x1: int
    x2: int
    y: int
    is_root: bool
    lines: tuple[tuple[int, str], ...]

    @property
    def box(self) -> tuple[int, int, int, int]:
        """Left, top, right, bottom of its words, at the widest that they can be."""
        widest = max(len(text) for _, text in self.lines) * WIDTH_OF_A_LETTER
        return (self.x1, self.lines[0][0] - LINE + 4, self.x1 + widest, self.y)


@dataclass(frozen=True)
class DrawnBone:
    """A line from (x1, y1) to the spine at (x2, y2), its title around `title_y`, and its ribs."""

    title: str
    title_y: int
    x1: int
    y1: int
    x2: int
    y2: int
    ribs: tuple[Rib, ...]


@dataclass(frozen=True)
class Fishbone:
    bones: tuple[DrawnBone, ...]
    spine_y: int
    spine_end: int
    effect: tuple[tuple[int, str], ...]
    effect_top: int
    width: int
    height: int

    effect_width = EFFECT_WIDTH

    @property
    def effect_middle(self) -> int:
        return self.spine_end + EFFECT_WIDTH // 2

    @property
    def effect_height(self) -> int:
        return 2 * (self.spine_y - self.effect_top)


def fishbone(effect: str, bones: Sequence[Bone]) -> Fishbone:
    """Lay out the bones, the first above the spine, the second below it, and so on to the right."""
    pairs = [(bones[place], place) for place in range(len(bones))]
    upper = max((_length(bone) for bone, place in pairs if place % 2 == 0), default=0)
    lower = max((_length(bone) for bone, place in pairs if place % 2 == 1), default=0)
    said = wrap(effect, EFFECT_LETTERS, max_lines=EFFECT_LINES, placeholder=" …") or [""]
    half = LINE * len(said) // 2 + GAP
    spine = MARGIN + max(HEAD + upper, half)
    columns = max((len(bones) + 1) // 2, 1)
    end = MARGIN + columns * COLUMN + 24
    return Fishbone(
        bones=tuple(
            _above(bone, place // 2, spine) if place % 2 == 0 else _below(bone, place // 2, spine)
            for bone, place in pairs
        ),
        spine_y=spine,
        spine_end=end,
        effect=tuple((spine - half + GAP + 13 + LINE * place, line) for place, line in enumerate(said)),
        effect_top=spine - half,
        width=end + EFFECT_WIDTH + MARGIN,
        height=spine + max(HEAD + lower, half) + MARGIN,
    )


def _words(cause: tuple[int, str, bool]) -> list[str]:
    depth, text, _ = cause
    letters = (COLUMN - LEAN - 20 - depth * INDENT) // WIDTH_OF_A_LETTER
    return wrap(text, letters, max_lines=MOST_LINES, placeholder=" …") or [""]


def _length(bone: Bone) -> int:
    return sum(LINE * len(_words(cause)) + GAP for cause in bone.causes) + GAP


def _above(bone: Bone, column: int, spine: int) -> DrawnBone:
    top = spine - _length(bone)
    return _drawn(bone, column, spine, top, top, top - 8)


def _below(bone: Bone, column: int, spine: int) -> DrawnBone:
    bottom = spine + _length(bone)
    return _drawn(bone, column, spine, bottom, spine + GAP // 2, bottom + 18)


def _drawn(bone: Bone, column: int, spine: int, far: int, first: int, title_y: int) -> DrawnBone:
    left = MARGIN + column * COLUMN
    x1, x2 = left + COLUMN - LEAN - 10, left + COLUMN - 10
    ribs, top = [], first
    for cause in bone.causes:
        words = _words(cause)
        bottom = top + LINE * len(words) + 4
        lines = tuple((top + 13 + LINE * place, line) for place, line in enumerate(words))
        reach = x2 - (x2 - x1) * abs(bottom - spine) // max(abs(far - spine), 1)
        ribs.append(Rib(left + cause[0] * INDENT, reach, bottom, cause[2], lines))
        top += LINE * len(words) + GAP
    return DrawnBone(bone.title, title_y, x1, far, x2, spine, tuple(ribs))
