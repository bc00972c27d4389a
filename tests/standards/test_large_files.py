"""Files made to fill memory: each is refused by counting, long before it could."""

import tracemalloc
import zlib
from collections.abc import Callable

import pytest

from tests.standards.badges import World
from waypost.standards.openbadges.checks import Overall
from waypost.standards.openbadges.png_images import MAXIMUM_CHUNKS, SIGNATURE, Chunk
from waypost.standards.openbadges.reading import MAXIMUM_IMAGE_BYTES
from waypost.standards.openbadges.svg_images import MAXIMUM_DEPTH, MAXIMUM_ELEMENTS, OB2_ELEMENT, unbake_svg

END = Chunk(b"IEND", b"").encoded()
# Reading one takes a few copies of its bytes. Before parts were counted, the worst of these took 200 MB.
MAXIMUM_PEAK = 6 * MAXIMUM_IMAGE_BYTES
KEYWORD = b"openbadgecredential\0"
TOO_MANY = "has more parts than any real credential"


def filled(start: bytes, unit: bytes, end: bytes) -> bytes:
    """As much of `unit` between `start` and `end` as 5 MB hold."""
    return start + unit * ((MAXIMUM_IMAGE_BYTES - len(start) - len(end)) // len(unit)) + end


def nested() -> bytes:
    return filled(b"<svg>", b"<g>", b"")[: MAXIMUM_IMAGE_BYTES // 2] + b"</g>"


def attributes() -> bytes:
    # A closing bracket inside a value is allowed, so it must not end the count.
    return b"<svg " + b" ".join(b'a%x=">"' % number for number in range(300_000)) + b"/>"


def badge_text() -> bytes:
    return filled(b'<svg xmlns:o="http://openbadges.org"><o:assertion>', b"x", b"</o:assertion></svg>")


def bomb() -> bytes:
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(bytes(1024 * 1024)) for _ in range(200)) + packer.flush()
    return SIGNATURE + Chunk(b"iTXt", KEYWORD + b"\1\0\0\0" + packed).encoded() + END


def plain_text() -> bytes:
    return SIGNATURE + Chunk(b"iTXt", KEYWORD + b"\0\0\0\0" + b"x" * 4_000_000).encoded() + END


@pytest.mark.parametrize(
    ("build", "says"),
    [
        (lambda: filled(b"<svg>", b"<a/>", b"</svg>"), TOO_MANY),
        (lambda: filled(b"<svg>", b"<a/>x", b"</svg>"), TOO_MANY),
        (lambda: filled(b"<svg>", b'<a b="" c="" d="" e=""/>', b"</svg>"), TOO_MANY),
        (lambda: filled(b'<svg xmlns:o="http://openbadges.org">', b"<o:assertion/>", b"</svg>"), TOO_MANY),
        (nested, TOO_MANY),
        (attributes, TOO_MANY),
        (badge_text, "far larger than any real credential"),
        (lambda: filled(b"<svg>", b"<!---->", b"</svg>"), "holds no credential"),
        (lambda: "<svg><a/></svg>".encode("utf-16-le"), "not written in UTF-8"),
        (lambda: filled(SIGNATURE, Chunk(b"tEXt", b"").encoded(), END), TOO_MANY),
        (bomb, "far larger than any real credential"),
        (plain_text, "far larger than any real credential"),
        (lambda: b'{"proof":[' + b"{}," * 87_000 + b"{}]}", "not a complete"),
        (lambda: b'{"proof":' + b"9" * 250_000 + b"}", "not complete JSON"),
        (lambda: b"[" * 250_000, "not a credential"),
    ],
    ids=[
        "elements", "text between", "attributes of many", "many credentials", "nested", "attributes of one",
        "credential text", "comments", "utf-16", "chunks", "bomb", "plain text", "many proofs", "huge number",
        "open lists",
    ],
)  # fmt: skip
def test_a_file_made_to_fill_memory_is_answered_with_little_of_it(build: Callable[[], bytes], says: str) -> None:
    data = build()
    assert len(data) <= MAXIMUM_IMAGE_BYTES
    tracemalloc.start()
    report = World().verify(data)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert report.overall in {Overall.UNREADABLE, Overall.NOT_VALID}
    assert says in report.sentence
    assert peak < MAXIMUM_PEAK


def test_a_drawing_as_rich_as_any_real_one_is_read() -> None:
    shapes = b"<path/>" * (MAXIMUM_ELEMENTS - MAXIMUM_DEPTH)
    groups = MAXIMUM_DEPTH - 2
    badge = b'<b:assertion xmlns:b="http://openbadges.org">to<i>get</i>her</b:assertion>'
    drawing = b"<svg>" + shapes + b"<g>" * (groups - 1) + badge + b"</g>" * (groups - 1) + b"</svg>"
    assert unbake_svg(drawing) == {OB2_ELEMENT: "together"}


def test_an_image_as_rich_as_any_real_one_is_read() -> None:
    image = SIGNATURE + Chunk(b"tEXt", b"").encoded() * (MAXIMUM_CHUNKS - 1) + END
    assert "This image holds no credential." in World().verify(image).sentence
