"""What a first visit loads, gzipped (UX.md, bar 5): the page, its styles and scripts, all from here."""

import gzip
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client

FIRST_VIEW_BYTES = 120_000
LATER_VIEW_BYTES = 40_000


def gzipped(content: bytes) -> int:
    return len(gzip.compress(content))


def linked(content: bytes) -> list[str]:
    """Static files that a page loads, by name."""
    addresses = re.findall(rb'(?:<link[^>]*href|<script[^>]*src)="([^"]+)"', content)
    return [address.decode().removeprefix(settings.STATIC_URL) for address in addresses]


@pytest.mark.django_db
def test_a_first_view_is_small(client: Client) -> None:
    content = client.get("/styleguide/").content
    sizes = {name: gzipped(Path(str(finders.find(name))).read_bytes()) for name in linked(content)}
    assert sorted(sizes) == [
        "bootstrap/bootstrap.min.css",
        "django_htmx/htmx-2.min.js",
        "ui/adding.js",
        "ui/app.css",
        "ui/app.js",
        "ui/img/icon.svg",
    ]
    assert gzipped(content) <= LATER_VIEW_BYTES
    assert sum(sizes.values()) + gzipped(content) <= FIRST_VIEW_BYTES
