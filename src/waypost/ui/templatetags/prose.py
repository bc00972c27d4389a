"""`{% load prose %}`: long texts of people, as clean HTML."""

from django import template
from django.utils.safestring import SafeString

from waypost.ui import markdown

register = template.Library()


@register.filter
def prose(text: str) -> SafeString:
    """Paragraphs and simple Markdown."""
    return markdown.to_html(text)
