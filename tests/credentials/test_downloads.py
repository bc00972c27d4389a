"""Images and the certificate."""

import re
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from PIL import Image

from tests.credentials.builders import Earned, share
from waypost.catalog.rules import Glyph
from waypost.catalog.sample_content import load_samples
from waypost.catalog.sample_shapes import SampleMicroCredential
from waypost.credentials.downloads.badges import badge_png, badge_svg
from waypost.credentials.downloads.certificates import (
    Certificate,
    ShownCriterion,
    certificate_pdf,
)
from waypost.credentials.downloads.outlines import outlines
from waypost.credentials.downloads.qr_codes import QUIET, qr_code
from waypost.credentials.queries.awards import current_credential
from waypost.credentials.queries.pages import baked_png, baked_svg, certificate_of
from waypost.standards.openbadges.png_images import unbake_png
from waypost.standards.openbadges.svg_images import unbake_svg

AWARD, CARD = (0x6A, 0x3F, 0x8F, 255), (255, 255, 255, 255)


def certificate(title: str = "Checking for Understanding") -> Certificate:
    return Certificate(
        title=title,
        awarded_to="Awarded to Zoë Nuñez",
        competency="Finds out what every student understands.",
        criteria=(ShownCriterion("The check fits the goal", "It asks for the thinking in the goal."),),
        issuer="Cedar Valley",
        issued_on=date(2027, 1, 14),
        number="7Q4M-X2KD-9HTA",
        address="https://waypost.example.org/credentials/7q4mx2kd9hta/",
        how_to_check="Scan the code, or open this address:",
        badge=badge_svg(Glyph.CHECK, "Badge").decode(),
        qr=qr_code("https://waypost.example.org/").svg(),
    )


@pytest.mark.parametrize("glyph", list(Glyph))
def test_every_picture_is_drawn_in_the_tokens_of_the_pages(glyph: Glyph) -> None:
    image = Image.open(BytesIO(badge_png(glyph)))
    colors = {color for _, color in image.getcolors(maxcolors=100_000) or []}
    assert (image.size, {AWARD, CARD} <= colors) == ((432, 432), True)
    assert image.getpixel((0, 0)) == (0, 0, 0, 0)
    assert len(badge_png(glyph)) < 60_000


def test_no_two_pictures_are_alike() -> None:
    assert len({badge_png(glyph) for glyph in Glyph}) == len(Glyph)


def test_a_drawing_names_itself_and_bears_any_title() -> None:
    assert b"<title>Data &lt;&amp;&gt; teams</title>" in badge_svg(Glyph.CHART, "Data <&> teams")


def test_outlines_follow_lines_and_curves() -> None:
    assert outlines("M1 2h3v4H1z") == [[(1, 2), (4, 2), (4, 6), (1, 6)]]
    assert outlines("M0 0l2-1 1 1zM5 5V9L7 7z") == [[(0, 0), (2, -1), (3, 0)], [(5, 5), (5, 9), (7, 7)]]
    curve = outlines("M0 0c0 10 10 10 10 0z")[0]
    assert curve[-1] == pytest.approx((10, 0))
    assert max(y for _, y in curve) == pytest.approx(7.5)


@pytest.mark.django_db
def test_images_carry_the_credential_letter_for_letter(earned: Earned) -> None:
    text = current_credential(earned.award).document
    assert unbake_png(baked_png(earned.award)) == {"openbadgecredential": text}
    assert list(unbake_svg(baked_svg(earned.award)).values()) == [text]


def test_the_certificate_is_tagged_and_declares_its_standard_language_and_title() -> None:
    pdf = certificate_pdf(certificate())
    assert pdf.startswith(b"%PDF-1.7")
    for part in (b"/StructTreeRoot", b"/Marked true", b"/Lang", b"<pdfuaid:part>1</pdfuaid:part>", b"/Alt"):
        assert part in pdf
    assert re.search(rb"AtkinsonHyperlegible", pdf)
    assert len(pdf) < 100_000


@pytest.mark.parametrize("sample", load_samples(), ids=lambda sample: str(sample.slug))
def test_every_sample_fits_on_one_page(sample: SampleMicroCredential) -> None:
    criteria = tuple(ShownCriterion(found.title, found.summary) for found in sample.criteria)
    assert len(criteria) >= 5
    pdf = certificate_pdf(replace(certificate(sample.title), competency=sample.competency, criteria=criteria))
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1


@pytest.mark.parametrize("count", [8, 14, 40])
def test_long_content_fits_on_one_page_too(count: int) -> None:
    criteria = tuple(
        ShownCriterion(f"Criterion {number} can be seen", "every word counts " * 12) for number in range(count)
    )
    title = "Leading conversations about small groups in classrooms of every kind and size"
    pdf = certificate_pdf(replace(certificate(title), competency="The educator listens. " * 15, criteria=criteria))
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1


def test_a_letter_that_the_font_lacks_is_an_error_and_never_a_hole() -> None:
    with pytest.raises(RuntimeError):
        certificate_pdf(certificate("\U0001f984"))


def test_a_title_is_never_read_as_markup() -> None:
    assert certificate_pdf(certificate('#panic("x") *a* $b$ @c <d>')).startswith(b"%PDF-1.7")


@pytest.mark.django_db
def test_the_certificate_names_the_holder_only_if_they_chose_so(earned: Earned) -> None:
    assert certificate_of(earned.award).awarded_to == "Awarded to the holder of a confirmed address"
    named = certificate_of(share(earned.award, shows_name=True))
    assert (named.awarded_to, named.issued_on) == ("Awarded to Dana Ruiz", date(2027, 1, 14))


def test_a_qr_code_has_its_three_corners_and_white_around() -> None:
    code = qr_code("https://waypost.example.org/")
    assert code.path.startswith(f"M{QUIET} {QUIET}h7v1h-7z")
    assert code.size == 29 + 2 * QUIET
    assert qr_code("https://waypost.example.org/") == code != qr_code("https://waypost.example.org/a")
