"""Template tags and filters: `{% load wp %}`. Charts stand in the table that holds their numbers."""

from datetime import date
from typing import Any

from django import template
from django.forms import BaseForm
from django.utils.html import format_html
from django.utils.safestring import SafeString

from waypost.ui import charts
from waypost.ui.charts import SOFT, SOLID, Paint, Scale, TimelineRow, Tone

register = template.Library()


@register.filter
def initials(name: str) -> str:
    """First letters of the first and last word of a name."""
    words = name.split()
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()


@register.filter
def error_count(form: BaseForm) -> int:
    """How many fields, or rules about the whole form, ask for another look."""
    return len(form.errors)


@register.filter
def solid(tone: Tone) -> SafeString:
    """Class and fill of a full shape."""
    return _painted(SOLID[tone])


@register.filter
def soft(tone: Tone) -> SafeString:
    """Class, fill and stroke of the shape that a full one fills."""
    return _painted(SOFT[tone])


@register.inclusion_tag("ui/charts/grid.html")
def timeline_grid(scale: Scale, today: date) -> dict[str, Any]:
    """The lines of the months and of today, once a page; each `timeline` row shows them."""
    return {"marks": scale.marks, "now": scale.at(today) if scale.holds(today) else None}


@register.inclusion_tag("ui/charts/months.html")
def timeline_months(scale: Scale, today: date | None = None) -> dict[str, Any]:
    """Names of the months and years, in the head of the column; with `today`, its word above them."""
    now = scale.at(today) if today and scale.holds(today) else None
    return {"marks": scale.marks, "years": scale.years, "now": now}


@register.inclusion_tag("ui/charts/timeline.html")
def timeline(row: TimelineRow) -> dict[str, Any]:
    """One activity, from `charts.timeline_row`."""
    return {"row": row}


@register.inclusion_tag("ui/charts/key.html")
def timeline_key() -> dict[str, Any]:
    """What the shapes of a timeline mean."""
    return {}


@register.inclusion_tag("ui/charts/bullet.html")
def bullet(
    value: Any, target: Any = None, baseline: Any = None, maximum: Any = None, tone: str = Tone.GO, good: Any = None
) -> dict[str, Any]:
    """A value against its target (dark line), its baseline (small mark), and where it should end (`good`, a band)."""
    numbers = [None if number is None else float(number) for number in (target, baseline)]
    full = None if maximum is None else float(maximum)
    band = (float(good[0]), float(good[1])) if good else None
    laid_out = charts.bullet(float(value), *numbers, maximum=full, good=band)
    return {"bullet": laid_out, "tone": Tone(tone)}


@register.inclusion_tag("ui/charts/share.html")
def share_bar(part: Any, whole: Any, tone: str = Tone.GO) -> dict[str, Any]:
    """`part` of `whole` as a bar on a track: a row of a funnel, or progress toward a number."""
    return {"percent": charts.share(float(part), float(whole)), "tone": Tone(tone)}


@register.inclusion_tag("ui/charts/trend.html")
def trend(values: Any) -> dict[str, Any]:
    """The course of a number as a small line; nothing for fewer than two."""
    return {"points": charts.trend(values)}


@register.inclusion_tag("ui/charts/ring.html")
def ring(percent: Any) -> dict[str, Any]:
    """How far a phase is, as a small ring beside its name."""
    return {"dash": charts.ring_dash(float(percent)), "is_done": float(percent) >= 100}


def _painted(paint: Paint) -> SafeString:
    painted = format_html('class="{}" fill="{}"', paint.name, paint.fill)
    return format_html('{} stroke="{}"', painted, paint.stroke) if paint.stroke else painted
