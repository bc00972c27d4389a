"""The badge as SVG and as PNG: a ring in three parts, a disc, and the picture of the micro-credential."""

from functools import cache
from io import BytesIO
from math import pi
from xml.sax.saxutils import escape

from django.template.loader import render_to_string
from PIL import Image, ImageDraw

from waypost.catalog.rules import Glyph
from waypost.credentials.downloads.outlines import outlines

SIZE = 144
CENTER = SIZE / 2
RING_RADIUS = 66
RING_WIDTH = 6
DISC_RADIUS = 55
GAP = 14
ARCS = 3

#: Tokens of `ui/app.css`; an image that leaves the site has no dark scheme.
AWARD, CARD = "#6a3f8f", "#ffffff"

PNG_SCALE = 3
#: Drawn this much larger and then made smaller, so that edges are smooth.
SUPERSAMPLE = 2


def badge_svg(glyph: Glyph, title: str) -> bytes:
    """A drawing that stands alone, named by `title` for who can't see it."""
    dash = 2 * pi * RING_RADIUS / ARCS - GAP
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIZE} {SIZE}" width="{SIZE}" height="{SIZE}" '
        f'role="img"><title>{escape(title)}</title>'
        f'<circle cx="72" cy="72" r="{RING_RADIUS}" fill="none" stroke="{AWARD}" stroke-width="{RING_WIDTH}" '
        f'stroke-dasharray="{dash:.1f} {GAP}" stroke-dashoffset="-{GAP / 2:g}" transform="rotate(-90 72 72)"/>'
        f'<circle cx="72" cy="72" r="{DISC_RADIUS}" fill="{AWARD}"/>'
        f'<path fill="{CARD}" d="{_path(glyph)}"/></svg>'
    ).encode()


@cache
def badge_png(glyph: Glyph) -> bytes:
    """The same drawing, 432 pixels wide and high, on a transparent ground."""
    scale = PNG_SCALE * SUPERSAMPLE
    image = Image.new("RGBA", (SIZE * scale, SIZE * scale), (0, 0, 0, 0))
    draw = ImageDraw.Draw(image)
    _draw_ring(draw, scale)
    draw.circle((CENTER * scale, CENTER * scale), DISC_RADIUS * scale, fill=AWARD)
    for outline in outlines(_path(glyph)):
        draw.polygon([(x * scale, y * scale) for x, y in outline], fill=CARD)
    small = image.resize((SIZE * PNG_SCALE, SIZE * PNG_SCALE), Image.Resampling.LANCZOS)
    written = BytesIO()
    small.save(written, "PNG")
    return written.getvalue()


def _path(glyph: Glyph) -> str:
    """The picture as every page draws it."""
    return render_to_string("ui/_glyph.html", {"glyph": glyph}).strip()


def _draw_ring(draw: ImageDraw.ImageDraw, scale: int) -> None:
    outer = RING_RADIUS + RING_WIDTH / 2
    near, far = (CENTER - outer) * scale, (CENTER + outer) * scale
    gap = GAP / (2 * pi * RING_RADIUS) * 360
    for arc in range(ARCS):
        start = -90 + gap / 2 + arc * 360 / ARCS
        draw.arc((near, near, far, far), start, start + 360 / ARCS - gap, fill=AWARD, width=RING_WIDTH * scale)
