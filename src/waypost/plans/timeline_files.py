"""A plan's timeline as SVG, PNG or PDF, with as many letter pages as its rows need (PL10)."""

from importlib.resources import files

from django.template.loader import render_to_string

from waypost.plans.long_files import MOST_ACTIVITIES_HERE, typeset_long
from waypost.plans.queries.timeline import Timeline
from waypost.plans.rules.timeline import Group
from waypost.plans.timeline_drawing import timeline_drawing
from waypost.ui.letters import printable_content
from waypost.ui.pictures import Picture, picture_file
from waypost.ui.timelines import ROWS, Sheet
from waypost.ui.typesetting import typeset

TEMPLATE = files("waypost.plans") / "timeline.typ"
#: A PNG with more rows could not be read: its pixels are bounded.
MOST_IN_PNG = 400
NOTHING = "Nothing to show: no activity with a date fits."


def timeline_file(timeline: Timeline, title: str, says: str, suffix: str) -> bytes:
    """The file with one of the suffixes of `ui.pictures.CONTENT_TYPES`. Raises NoRoom."""
    if suffix == "pdf":
        drawn = timeline_drawing(timeline, timeline.groups, ROWS)
        pages = [_svg(sheet, title, says) for sheet in drawn]
        content = printable_content({"title": title, "says": says, "pages": pages})
        is_long = sum(len(group.steps) for group in timeline.groups) > MOST_ACTIVITIES_HERE
        return (typeset_long if is_long else typeset)(TEMPLATE.read_bytes(), "timeline", content)
    groups = timeline.groups if suffix == "svg" else _first(timeline.groups, MOST_IN_PNG)
    rows = sum(len(group.steps) + 1 for group in groups)
    drawn = timeline_drawing(timeline, groups, max(rows, 1))
    if groups != timeline.groups:
        says = f"{says} This picture holds the first {MOST_IN_PNG} rows; the PDF has them all."
    return _alone(drawn, title, says, suffix)


def _alone(drawn: tuple[Sheet, ...], title: str, says: str, suffix: str) -> bytes:
    sheet = drawn[0] if drawn else Sheet((), (), (), (), None, height=60)
    picture = Picture(_svg(sheet, title, says if drawn else NOTHING), title, says, sheet.width, sheet.height)
    return picture_file(picture, suffix)


def _first(groups: tuple[Group, ...], most: int) -> tuple[Group, ...]:
    """The first rows of all groups, `most` of them."""
    kept: list[Group] = []
    for group in groups:
        room = most - sum(len(each.steps) for each in kept)
        if room > 0:
            kept.append(Group(group.key, group.label, group.steps[:room]))
    return tuple(kept)


def _svg(sheet: Sheet, title: str, says: str) -> str:
    return render_to_string("ui/charts/sheet.html", {"sheet": sheet, "title": title, "says": says, "key": "timeline"})
