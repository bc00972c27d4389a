"""Contrast, computed from the tokens in app.css (UX.md, bar 11), and charts that say the same color twice."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from lxml import etree, html

from tests.architecture.sources import templates
from waypost.ui.charts import SOFT, SOLID

CSS = Path(str(finders.find("ui/app.css"))).read_text(encoding="utf-8")
DARK_QUERY = "@media screen and (prefers-color-scheme: dark)"
TOKEN = re.compile(r"--wp-([a-z0-9-]+):\s*(#[0-9a-f]{3,6});")
FILL = re.compile(r"\.(wp-[cs]-[a-z0-9-]+) \{([^}]+)\}")

LIGHT = dict(TOKEN.findall(CSS.split(DARK_QUERY, maxsplit=1)[0]))
DARK = LIGHT | dict(TOKEN.findall(CSS.split(DARK_QUERY, maxsplit=1)[1].split("/* 2 Base", maxsplit=1)[0]))
SETS = {"light": LIGHT, "dark": DARK}

TEXT = [
    *[(ink, paper) for ink in ("ink", "ink-2", "brand", "error", "focus") for paper in ("card", "paper")],
    *[(tone, f"{tone}-soft") for tone in ("brand", "done", "late", "next", "award")],
    *[("ink", f"{tone}-soft") for tone in ("brand", "done", "late", "next", "award")],
    *[("ink-2", f"{tone}-soft") for tone in ("done", "late", "next")],
    *[(tone, "card") for tone in ("done", "late", "next", "award")],
    ("on-brand", "brand"),
    ("card", "ink"),
]
MARKS = [
    *[(mark, "card") for mark in ("control", "bar", "late-bar", "done", "award", "next", "ink", "brand", "focus")],
    *[(mark, "paper") for mark in ("control", "focus")],
    *[(mark, "next-soft") for mark in ("bar", "late-bar", "done", "award")],
    ("brand", "brand-soft"),
    ("focus", "done-soft"),
    ("focus", "late-soft"),
]
#: Bootstrap's classes that ask for `data:` images before any rule of ours arrives.
FORBIDDEN = re.compile(r"[\s\"'](form-select|form-check-input|btn-close|is-invalid|is-valid|accordion-button)[\s\"']")


def luminance(color: str) -> float:
    """WCAG 2.2, relative luminance."""
    digits = color[1:] if len(color) == 7 else "".join(digit * 2 for digit in color[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_computed_as_wcag_does() -> None:
    assert (contrast("#000", "#ffffff"), round(contrast("#777777", "#fff"), 2)) == (21, 4.48)


@pytest.mark.parametrize("scheme", SETS)
@pytest.mark.parametrize(("ink", "paper"), TEXT)
def test_text_stands_out(scheme: str, ink: str, paper: str) -> None:
    assert contrast(SETS[scheme][ink], SETS[scheme][paper]) >= 4.5


@pytest.mark.parametrize("scheme", SETS)
@pytest.mark.parametrize(("mark", "paper"), MARKS)
def test_controls_and_marks_stand_out(scheme: str, mark: str, paper: str) -> None:
    assert contrast(SETS[scheme][mark], SETS[scheme][paper]) >= 3


def test_both_schemes_give_every_color() -> None:
    own = dict(TOKEN.findall(CSS.split(DARK_QUERY, maxsplit=1)[1].split("/* 2 Base", maxsplit=1)[0]))
    assert sorted(own) == sorted(LIGHT)


def test_colors_stand_only_among_the_tokens() -> None:
    rules = CSS.split("/* 2 Base", maxsplit=1)[1].split("/* 7 Print", maxsplit=1)[0]
    media = re.sub(r"\.wp-media \{[^}]+\}", "", rules)  # the stage of a video is dark in both schemes
    assert re.findall(r"#[0-9a-f]{3,6}\b", media) == []


def test_the_fill_of_a_shape_is_the_color_of_its_class_in_light() -> None:
    rules = dict(FILL.findall(CSS))
    for paint in {*SOLID.values(), *SOFT.values()}:
        tokens = dict(re.findall(r"(fill|stroke): var\(--wp-([a-z-]+)\)", rules[paint.name]))
        expected = {"fill": paint.fill} | ({"stroke": paint.stroke} if paint.stroke else {})
        assert {name: _long(LIGHT[token]) for name, token in tokens.items()} == expected


@pytest.mark.django_db
def test_every_shape_of_a_chart_has_a_class_and_a_color(client: Client) -> None:
    page = html.fromstring(client.get("/styleguide/").content)
    drawings = "//svg[not(contains(@class, 'wp-i')) and not(.//symbol[starts-with(@id, 'i-')])]"
    kinds = " or ".join(f"self::{kind}" for kind in ("rect", "circle", "line", "path", "text"))
    shapes = page.xpath(f"{drawings}//*[{kinds}]")
    bare = [
        etree.tostring(shape)
        for shape in shapes
        if not shape.get("class", "").startswith("wp-")
        or not any(shape.get(paint, "").startswith("#") for paint in ("fill", "stroke"))
    ]
    assert len(shapes) > 60
    assert bare == []


def test_no_template_uses_a_class_that_asks_for_a_data_image() -> None:
    assert [(source.path, found) for source in templates() for found in FORBIDDEN.findall(source.text)] == []


def test_no_style_of_ours_asks_for_a_data_image() -> None:
    assert re.findall(r"url\(\s*[\"']?data:", CSS) == []


def _long(color: str) -> str:
    return color if len(color) == 7 else "#" + "".join(digit * 2 for digit in color[1:])
