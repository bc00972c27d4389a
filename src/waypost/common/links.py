"""Addresses for letters, which are read away from the site."""

from django.conf import settings


def site_link(path: str) -> str:
    """The whole address of the page at `path`, as people reach this site; never from what a request calls its host."""
    return f"{settings.SITE_URL}{path}"
