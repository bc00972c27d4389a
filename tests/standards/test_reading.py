import io
import json
import zlib
from collections.abc import Callable

import pytest
from PIL import Image

from tests.standards.badges import FIXTURES, World, badge, token
from waypost.standards.openbadges.checks import Overall
from waypost.standards.openbadges.multibase import encode_base64url
from waypost.standards.openbadges.png_images import Chunk, PngError, bake_png, unbake_png
from waypost.standards.openbadges.reading import (
    BadgeKind,
    Carrier,
    HostedBadge,
    UnreadableBadgeError,
    read_badge,
)
from waypost.standards.openbadges.svg_images import SvgError, bake_svg, unbake_svg

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><circle r="4"/></svg>'


def png() -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (8, 8), "navy").save(target, "PNG")
    return target.getvalue()


def with_chunk(image: bytes, data: bytes) -> bytes:
    """`image` with one more iTXt chunk before its end."""
    end = Chunk(b"IEND", b"").encoded()
    return image.removesuffix(end) + Chunk(b"iTXt", data).encoded() + end


def compressed(text: bytes) -> bytes:
    return b"openbadgecredential\0\1\0\0\0" + zlib.compress(text)


@pytest.mark.parametrize("form", [lambda: json.dumps(badge()), token])
def test_a_badge_comes_out_of_a_png_as_it_went_in(form: Callable[[], str]) -> None:
    baked = bake_png(png(), form())
    assert unbake_png(baked) == {"openbadgecredential": form()}
    Image.open(io.BytesIO(baked)).verify()
    report = World().verify(baked)
    assert (report.overall, report.carrier) == (Overall.VALID, Carrier.PNG)


@pytest.mark.parametrize("form", [lambda: json.dumps(badge()), token])
def test_a_badge_comes_out_of_an_svg_as_it_went_in(form: Callable[[], str]) -> None:
    baked = bake_svg(SVG, form())
    assert list(unbake_svg(baked).values()) == [form()]
    report = World().verify(baked)
    assert (report.overall, report.carrier) == (Overall.VALID, Carrier.SVG)


def test_baking_a_png_again_replaces_the_badge() -> None:
    assert unbake_png(bake_png(bake_png(png(), "{}"), token())) == {"openbadgecredential": token()}


def test_a_drawing_with_a_badge_is_not_baked_twice() -> None:
    with pytest.raises(SvgError, match="already"):
        bake_svg(bake_svg(SVG, token()), token())


def test_a_compressed_badge_in_a_png_is_read() -> None:
    assert read_badge(with_chunk(png(), compressed(token().encode()))).kind is BadgeKind.JWT


def test_a_bomb_in_a_png_is_refused() -> None:
    with pytest.raises(PngError, match="far larger"):
        unbake_png(with_chunk(png(), compressed(bytes(1024 * 1024))))


def test_two_badges_in_one_image_are_refused() -> None:
    doubled = with_chunk(bake_png(png(), token()), b"openbadgecredential\0\0\0\0\0{}")
    assert "more than one credential" in World().verify(doubled).sentence
    drawing = bake_svg(SVG, token())
    element = drawing[drawing.index(b"<openbadges:credential") : drawing.index(b"</svg>")]
    assert "more than one credential" in World().verify(drawing.replace(b"</svg>", element + b"</svg>")).sentence


def test_an_open_badges_2_png_is_read_by_its_own_keyword() -> None:
    found = read_badge(with_chunk(png(), b"openbadges\0\0\0\0\0https://badges.example/1"))
    assert found.badge == HostedBadge("https://badges.example/1", None)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "not a credential"),
        (b"hello", "not a credential"),
        (b"\xff\xfe\x00", "not a credential"),
        (b"[1, 2]", "not a credential"),
        (b"{", "not complete JSON"),
        (b'{"type": "Person"}', "neither"),
        (b'{"id": 1, "id": 2}', "same field twice"),
        (b'{"proof": NaN}', "number that JSON does not allow"),
        (b'{"proof": 1e999}', "number that JSON does not allow"),
        (b'{"proof": "\\ud800"}', "not valid Unicode"),
        (b'{"a":' * 100 + b"1" + b"}" * 100, "nested too deeply"),
        (b'{"a":' * 50_000, "not complete JSON"),
        (b'{"proof": "' + b"x" * 256 * 1024 + b'"}', "larger than 256 KB"),
        (b"x" * 1024 * 1024, "larger than 256 KB"),
        (b"eyJhbGciOiJFZERTQSJ9.e30", "not a complete VC-JWT"),
        (b"eyJhbGciOiJFZERTQSJ9.***.abc", "not a complete VC-JWT"),
        (b"\x89PNG\r\n\x1a\n", "damaged"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 64, "damaged"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * (5 * 1024 * 1024), "larger than 5 MB"),
        (b"<svg", "damaged"),
        (b"<html></html>", "not a drawing"),
        (SVG, "holds no credential"),
        (b'<!DOCTYPE svg [<!ENTITY a "b">]><svg>&a;</svg>', "document type"),
        (b'<!DOCTYPE svg SYSTEM "file:///etc/passwd"><svg/>', "document type"),
    ],
)
def test_what_is_no_badge_gets_one_clear_sentence(data: bytes, words: str) -> None:
    with pytest.raises(UnreadableBadgeError, match=words):
        read_badge(data)
    report = World().verify(data)
    assert (report.overall, report.checks, report.badge) == (Overall.UNREADABLE, (), None)
    assert words in report.sentence


def test_a_png_without_a_badge_says_so() -> None:
    assert World().verify(png()).sentence == (
        "This image holds no credential. Ask for the credential file that came with it."
    )


def test_a_png_cut_short_is_damaged_at_every_length() -> None:
    baked = bake_png(png(), "{}")
    for length in range(8, len(baked)):
        with pytest.raises(PngError):
            unbake_png(baked[:length])


def test_a_signed_open_badges_2_badge_is_told_apart() -> None:
    signed = (FIXTURES / "signed-2.0" / "rsa.jws").read_bytes()
    assert read_badge(signed).kind is BadgeKind.SIGNED


def test_a_signed_copy_of_a_hosted_badge_is_checked_at_its_address() -> None:
    copy = json.loads((FIXTURES / "hosted" / "assertion.json").read_text())
    token = ".".join([encode_base64url(json.dumps(part).encode()) for part in ({"alg": "RS256"}, copy)] + ["AAAA"])
    assert read_badge(token.encode()).badge == HostedBadge(copy["id"], copy)
