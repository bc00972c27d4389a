"""Colors of what a first page says: `{% load home %}`."""

from django import template

from waypost.home.rules import IndicatorStatus
from waypost.ui.charts import Tone

register = template.Library()

TONES = {
    IndicatorStatus.NOT_MEASURED: Tone.NEXT,
    IndicatorStatus.MET: Tone.DONE,
    IndicatorStatus.PAST_DATE: Tone.LATE,
    IndicatorStatus.ON_THE_WAY: Tone.GO,
}


@register.filter
def tone_of(status: IndicatorStatus) -> Tone:
    """Of its pill and its bar."""
    return TONES[status]
