"""Addresses that a stranger wrote, taken apart without trust."""

from urllib.parse import SplitResult, urlsplit

NO_ADDRESS = SplitResult("", "", "", "", "")


def split_url(text: str) -> SplitResult:
    """The parts of an address; all empty where `text` is none, such as `https://[`."""
    try:
        return urlsplit(text)
    except ValueError:
        return NO_ADDRESS
