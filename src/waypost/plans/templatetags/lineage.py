"""Where lines came from, what is offered, and how far others are: `{% load lineage %}`."""

from django import template

from waypost.plans.queries.lineage import Lineage, Origin
from waypost.plans.queries.offers import OpenOffer
from waypost.plans.rules import lineage_words
from waypost.plans.rules.comparison import FrozenPart
from waypost.plans.rules.lineage import RollUp, leads_to_take
from waypost.plans.rules.values import label_of

register = template.Library()


@register.simple_tag
def origin_of(lineage: Lineage, uid: str) -> Origin:
    """Where the line of a taken plan came from; also one that was written there."""
    return lineage.of(uid)


@register.filter
def rolled_up(found: RollUp) -> str:
    """ "Taken into 4 plans, 2 done, 55% on average"."""
    return lineage_words.rolled_up(found)


@register.filter
def offer_title(offer: OpenOffer) -> str:
    """ "Changed there: Train 12 assessors"."""
    return lineage_words.offered(offer.kind, offer.part)


@register.filter
def offer_note(offer: OpenOffer) -> str:
    """Which values changed: "words, target date"; empty for a part that was added or taken out."""
    return ", ".join(label_of(value.name) for value in offer.values)


@register.filter
def leads_there(part: FrozenPart) -> str:
    """Which roles and organizations lead it there: "Assessor lead; Northgate College"; never a person."""
    return "; ".join(line.text for line in leads_to_take(part))
