"""Pages work under a strict Content-Security-Policy, compile before anyone opens them, and speak kindly."""

import re
from collections.abc import Iterable

import pytest
from django.template.loader import get_template

from tests.architecture.sources import Source, templates

FORBIDDEN = {
    "an inline style": re.compile(r"<style\b|\sstyle\s*=", re.IGNORECASE),
    "an inline script": re.compile(
        r"<script\b(?![^>]*\s(?:src=|type=.application/json))|\son[a-z]+\s*=\s*[\"']|javascript:", re.IGNORECASE
    ),
    "a data: address": re.compile(r"[\"'(]\s*data:", re.IGNORECASE),
    "something from another origin": re.compile(
        r"<(?:script|img|iframe|source|video|audio)\b[^>]*\ssrc=[\"'](?:https?:)?//|<link\b[^>]*\shref=[\"'](?:https?:)?//",
        re.IGNORECASE,
    ),
}
#: An instant (`_at`) as a date alone, on whose wall calendar nobody said.
DAY_OF_NO_ZONE = re.compile(r"_at\|date:[\"'](?![^\"']*g:i)[^\"']*[\"']")
TIMESTAMP_OF_NO_ZONE = re.compile(r"<c-time\b(?![^>]*\szone=|[^>]*\s:zone=)[^>]*>")
COMMENT = re.compile(r"\{#.*?#\}|\{%\s*comment\b.*?\{%\s*endcomment\s*%\}", re.DOTALL)


def breaches(sources: Iterable[Source]) -> list[str]:
    return [
        f"{source.path} holds {what}: {match.group(0).strip()}"
        for source in sources
        for what, pattern in FORBIDDEN.items()
        if (match := pattern.search(COMMENT.sub("", source.text)))
    ]


def days_of_no_zone(sources: Iterable[Source]) -> list[str]:
    return [
        f"{source.path} shows {match.group(0)}: say whose date it is, `|day_in:organization.timezone`."
        for source in sources
        for pattern in (DAY_OF_NO_ZONE, TIMESTAMP_OF_NO_ZONE)
        for match in pattern.finditer(COMMENT.sub("", source.text))
    ]


def html_templates() -> list[Source]:
    return [source for source in templates() if source.path.endswith(".html")]


def name_of(source: Source) -> str:
    return source.path.split("/templates/", 1)[1]


def test_templates_keep_to_the_content_security_policy() -> None:
    assert breaches(html_templates()) == []


def test_every_date_of_an_instant_names_its_time_zone() -> None:
    """Nine in the evening of one day is the next day in UTC, and two pages must not disagree about a date."""
    assert days_of_no_zone(templates()) == []


@pytest.mark.parametrize(
    ("planted", "found"),
    [
        ('{{ award.issued_at|date:"F j, Y" }}', 1),
        ("{{ award.issued_at|date:'F j, Y' }}", 1),
        ('<c-time :at="award.issued_at" />', 1),
        ("{{ award.issued_at|day_in:zone }}", 0),
        ('{{ award.issued_at|timezone:zone|date:"F Y" }}', 0),
        ('<c-time :at="award.issued_at" :zone="zone" />', 0),
    ],
)
def test_a_planted_date_without_a_zone_is_found(planted: str, found: int) -> None:
    source = Source("src/waypost/credentials/templates/credentials/mine.html", planted)
    assert len(days_of_no_zone([source])) == found


@pytest.mark.parametrize("name", [name_of(source) for source in templates()])
def test_every_template_compiles(name: str) -> None:
    assert get_template(name) is not None


@pytest.mark.parametrize(
    ("planted", "what"),
    [
        ('<p style="color: red">', "an inline style"),
        ("<style>p {}</style>", "an inline style"),
        ("<script>run()</script>", "an inline script"),
        ('<button onclick="run()">', "an inline script"),
        ('<a href="javascript:run()">', "an inline script"),
        ('<img src="data:image/png;base64,AA">', "a data: address"),
        ('<img alt="" src="https://elsewhere.example/a.png">', "something from another origin"),
        ('<link rel="stylesheet" href="//elsewhere.example/a.css">', "something from another origin"),
    ],
)
def test_a_planted_breach_of_the_policy_is_found(planted: str, what: str) -> None:
    found = breaches([Source("src/waypost/plans/templates/plans/plan.html", planted)])
    assert [line.split(" holds ")[1].split(": ", 1)[0] for line in found] == [what.split(": ", 1)[0]]


@pytest.mark.parametrize(
    "fine",
    [
        '<script src="/static/app.js" defer></script>',
        '<script type="application/json">{"ids": []}</script>',
        '<a href="https://example.org">elsewhere</a>',
        '{# style="color: red" #}',
    ],
)
def test_own_scripts_data_blocks_links_and_comments_are_no_breach(fine: str) -> None:
    assert breaches([Source("src/waypost/plans/templates/plans/plan.html", fine)]) == []
