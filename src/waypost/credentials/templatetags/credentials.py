"""Words of checks: `{% load credentials %}`."""

from django import template

from waypost.credentials.report_words import Answer, CheckWords, answer_to, check_words
from waypost.standards.openbadges.checks import Check, Report

register = template.Library()


@register.filter
def in_words(check: Check) -> CheckWords:
    """Title, icon and spoken result of one check."""
    return check_words(check)


@register.filter
def in_an_answer(report: Report) -> Answer:
    """The answer, why, and what to do next."""
    return answer_to(report)
