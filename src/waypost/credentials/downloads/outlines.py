"""Straight-edged outlines of the pictures that `ui` draws, so that a PNG shows the same badge as every page.

Reads the part of SVG path data (SVG 2, section 9.3) that those pictures use: M, L, H, V and Z, and c in lower case.
"""

import re
from collections.abc import Iterator

Point = tuple[float, float]

STEP = re.compile(r"([MLHVZlhvcz])([^A-Za-z]*)")
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
#: How many numbers each command takes at a time.
TAKES = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6}
#: Straight pieces in place of one curve.
CURVE_PIECES = 12


def outlines(path: str) -> list[list[Point]]:
    """The closed outlines of `path`, in its own units."""
    found: list[list[Point]] = []
    for command, written in STEP.findall(path):
        if command == "M":
            found.append([])
        if command not in "Zz":
            _go(found[-1], command, [float(number) for number in NUMBER.findall(written)])
    return found


def _go(outline: list[Point], command: str, numbers: list[float]) -> None:
    """Lengthen `outline` by one command, which may be given several times over."""
    take = TAKES[command.upper()]
    for start in range(0, len(numbers), take):
        outline.extend(_points(outline[-1] if outline else (0, 0), command, numbers[start : start + take]))


def _points(at: Point, command: str, numbers: list[float]) -> Iterator[Point]:
    x, y = at
    origin = at if command.islower() else (0.0, 0.0)
    if command in "Hh":
        yield origin[0] + numbers[0], y
    elif command in "Vv":
        yield x, origin[1] + numbers[0]
    elif command == "c":
        yield from _curve(at, numbers)
    else:
        yield origin[0] + numbers[0], origin[1] + numbers[1]


def _curve(at: Point, numbers: list[float]) -> Iterator[Point]:
    """A cubic Bézier curve whose points are given from `at`."""
    x, y = at
    x1, y1, x2, y2, x3, y3 = numbers
    for piece in range(1, CURVE_PIECES + 1):
        t = piece / CURVE_PIECES
        a, b, c = 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t**2, t**3
        yield x + a * x1 + b * x2 + c * x3, y + a * y1 + b * y2 + c * y3
