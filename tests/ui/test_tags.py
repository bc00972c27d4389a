"""Charts as they are drawn."""

from datetime import date
from decimal import Decimal

import pytest
from django.template import Context, Template
from django.test import override_settings
from django.utils import translation
from lxml import html

from waypost.ui import charts
from waypost.ui.charts import Tone
from waypost.ui.templatetags.wp import initials

TODAY = date(2027, 1, 14)
SCALE = charts.scale_around([date(2026, 9, 8), date(2027, 6, 11)])


def drawn(source: str, **names: object) -> html.HtmlElement:
    return html.fromstring(Template("{% load wp %}" + source).render(Context(names)))


@pytest.mark.parametrize(("name", "expected"), [("Dana Ruiz", "DR"), ("Ana de la Cruz", "AC"), ("Cher", "C"), ("", "")])
def test_initials_are_those_of_the_first_and_the_last_word(name: str, expected: str) -> None:
    assert initials(name) == expected


def test_a_bullet_takes_the_numbers_of_an_indicator() -> None:
    chart = drawn("{% bullet value target maximum=100 tone='done' %}", value=Decimal("64.5"), target=Decimal(60))
    assert chart.xpath("//rect[@class='wp-c-done']/@width") == ["64.5%"]
    assert chart.xpath("//line/@x1") == ["60.0%"]


def test_a_bullet_without_a_target_has_no_line() -> None:
    assert drawn("{% bullet 3 %}").xpath("//line") == []


def test_a_share_of_nobody_is_an_empty_bar() -> None:
    assert drawn("{% share_bar 0 0 %}").xpath("//rect/@width") == ["100%", "0.0%"]


@pytest.mark.parametrize(("percent", "classes"), [(0, ["wp-s-line"]), (62, ["wp-s-line", "wp-s-brand"])])
def test_a_ring_shows_its_share(percent: int, classes: list[str]) -> None:
    assert drawn("{% ring percent %}", percent=percent).xpath("//circle/@class") == classes


def test_a_full_ring_is_done() -> None:
    assert drawn("{% ring 100 %}").xpath("//circle/@class") == ["wp-s-line", "wp-s-done"]


def test_a_late_row_has_its_bar_its_done_part_and_the_days_past_its_date() -> None:
    row = charts.timeline_row(
        SCALE, start=date(2026, 12, 1), target=date(2027, 1, 8), today=TODAY, tone=Tone.LATE, done_percent=75
    )
    shapes = drawn("{% timeline row %}", row=row).xpath("//g/rect/@class")
    assert shapes == ["wp-c-late-soft", "wp-c-late", "wp-c-late-soft"]


def test_a_milestone_is_a_diamond_at_its_day() -> None:
    row = charts.timeline_row(SCALE, start=None, target=date(2027, 2, 23), today=TODAY, tone=Tone.NEXT)
    chart = drawn("{% timeline row %}", row=row)
    assert chart.xpath("//g/svg/@x") == ["57.95%"]


def test_today_stands_on_the_grid_only_while_it_is_in_sight() -> None:
    source = "{% timeline_grid scale today %}"
    assert len(drawn(source, scale=SCALE, today=TODAY).xpath("//line[@class='wp-s-now']")) == 1
    assert drawn(source, scale=SCALE, today=date(2028, 1, 1)).xpath("//line[@class='wp-s-now']") == []


@override_settings(LANGUAGES=[("en-us", "English"), ("de", "Deutsch")])
def test_a_chart_keeps_its_points_where_a_language_writes_commas() -> None:
    with translation.override("de"):
        assert drawn("{% share_bar 1 3 %}").xpath("//rect/@width") == ["100%", "33.33%"]
