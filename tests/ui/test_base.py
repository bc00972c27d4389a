"""The shell around every page."""

import json

import pytest
from django.contrib import messages
from django.contrib.messages.storage.base import Message
from django.template.loader import render_to_string
from lxml import html

from waypost.ui.navigation import Link, LinkGroup, Navigation, PhaseLink, PhaseNav

SIDE = (LinkGroup("Program", (Link("People", "/people/", is_current=True), Link("Reports", "/reports/"))),)
STAFF = Navigation("Cedar Valley", "CV", top=(Link("Sign out", "/out/"),), side=SIDE)
EDUCATOR = Navigation("Cedar Valley", "CV", top=(Link("My learning", "/my/", is_current=True),))


def shell(**names: object) -> html.HtmlElement:
    return html.fromstring(render_to_string("ui/base.html", names))


def test_staff_have_their_links_at_the_side_and_in_the_menu_of_a_phone() -> None:
    page = shell(navigation=STAFF)
    assert page.xpath("//nav[@class='wp-side']//a/text()") == ["People", "Reports"]
    assert page.xpath("//details//a/text()") == ["People", "Reports", "Sign out"]
    assert page.xpath("//nav[@class='wp-side']//a[@aria-current='page']/text()") == ["People"]


def test_an_open_phase_is_the_one_current_page_at_the_side_and_in_the_menu() -> None:
    phases = (PhaseLink("Prepare", "/p/1/", "", 0), PhaseLink("Plan", "/p/2/", "", 0, is_current=True))
    page = shell(navigation=STAFF, phase_nav=PhaseNav(phases))
    assert page.xpath("//nav[@class='wp-side']//a[@aria-current='page']/@href") == ["/p/2/"]
    assert page.xpath("//details//a[@aria-current='page']/@href") == ["/p/2/"]
    page = shell(navigation=STAFF, phase_nav=PhaseNav(phases[:1]))
    assert page.xpath("//nav[@class='wp-side']//a[@aria-current='page']/@href") == ["/people/"]


def test_educators_have_links_on_top_and_no_side() -> None:
    page = shell(navigation=EDUCATOR)
    assert page.xpath("//*[@class='wp-side']") == []
    assert page.xpath("//header/ul//a[@aria-current='page']/text()") == ["My learning"]


def test_the_first_link_skips_to_the_content() -> None:
    page = shell(navigation=STAFF)
    assert page.xpath("(//a)[1]/@href") == ["#main"]
    assert page.xpath("name(//*[@id='main'])") == "main"


@pytest.mark.parametrize(
    ("level", "tone"),
    [(messages.INFO, "info"), (messages.SUCCESS, "done"), (messages.WARNING, "late"), (messages.ERROR, "error")],
)
def test_a_message_is_a_notice_in_the_tone_of_its_level(level: int, tone: str) -> None:
    page = shell(navigation=STAFF, messages=[Message(level, "Saved.")])
    (notice,) = page.xpath("//*[@role='status']")
    assert f"wp-notice--{tone}" in notice.get("class").split()
    assert notice.text_content().strip() == "Saved."


def test_htmx_neither_evaluates_text_nor_writes_styles() -> None:
    (config,) = shell().xpath("//meta[@name='htmx-config']/@content")
    chosen = json.loads(config)
    assert (chosen["includeIndicatorStyles"], chosen["allowEval"]) == (False, False)


def test_htmx_shows_what_an_answer_says_about_a_form_and_no_other_error() -> None:
    (config,) = shell().xpath("//meta[@name='htmx-config']/@content")
    shown = [rule["code"] for rule in json.loads(config)["responseHandling"] if rule["swap"]]
    assert shown == ["[23]..", "409|422"]
