"""`{% load mentions %}{% mentions_of plan %}`: what else speaks of the object that a page shows."""

from typing import Any

from django import template

from waypost.common.actors import Public
from waypost.common.models import Record
from waypost.people.mentions import mentions_of as find_mentions
from waypost.people.models import Person

register = template.Library()


@register.inclusion_tag("people/_mentions.html", takes_context=True)
def mentions_of(context: dict[str, Any], record: Record) -> dict[str, Any]:
    """A section with one line for each; nothing where nothing speaks of it."""
    user = getattr(context.get("request"), "user", None)
    return {"mentions": find_mentions(user if isinstance(user, Person) else Public(), record)}
