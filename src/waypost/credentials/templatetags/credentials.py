"""Words of checks: `{% load credentials %}`."""

from django import template

from waypost.credentials.rules import CheckWords, check_words
from waypost.standards.openbadges.checks import Check

register = template.Library()


@register.filter
def in_words(check: Check) -> CheckWords:
    """Title, icon and spoken result of one check."""
    return check_words(check)
