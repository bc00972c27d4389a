"""QR codes as one path, for pages and certificates."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import segno

#: White around the code, in modules, so that a camera finds it (ISO/IEC 18004).
QUIET = 4


@dataclass(frozen=True)
class QrCode:
    """`path` draws the dark modules in a square of `size` modules, quiet zone included."""

    path: str
    size: int

    def svg(self) -> str:
        """A drawing that stands alone."""
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {self.size} {self.size}">'
            f'<rect fill="#ffffff" width="{self.size}" height="{self.size}"/>'
            f'<path fill="#000000" d="{self.path}"/></svg>'
        )


@lru_cache(maxsize=512)
def qr_code(text: str) -> QrCode:
    """The code of `text`, with medium error correction."""
    code = segno.make(text, error="m", micro=False)
    rows = [bytes(row) for row in code.matrix]
    return QrCode("".join(_runs(rows)), len(rows) + 2 * QUIET)


def _runs(rows: list[bytes]) -> Iterator[str]:
    """Each run of dark modules in a row as one rectangle."""
    for y, row in enumerate(rows):
        x = 0
        while (start := row.find(b"\1", x)) >= 0:
            x = row.find(b"\0", start)
            x = len(row) if x < 0 else x
            yield f"M{start + QUIET} {y + QUIET}h{x - start}v1h-{x - start}z"
