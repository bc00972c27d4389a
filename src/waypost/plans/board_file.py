"""The board report as a tagged PDF of one letter page (PL10)."""

from dataclasses import asdict
from importlib.resources import files
from typing import Any

from django.template.loader import render_to_string

from waypost.plans.queries.board_report import BoardReport
from waypost.plans.rules.board_report import IndicatorCells
from waypost.ui.charts import trend
from waypost.ui.letters import printable_content
from waypost.ui.typesetting import typeset

TEMPLATE = files("waypost.plans") / "board_report.typ"


def board_pdf(report: BoardReport, address: str) -> bytes:
    """`address` is that of Waypost: links on paper and in a file need the whole of it."""
    content = {
        "address": address,
        "title": report.plan.title,
        "organization": report.plan.organization.name,
        "url": f"/plans/{report.plan.uid}/",
        "goal": report.goal,
        "stands": report.stands,
        "indicators": [_cells(cells) for cells in report.indicators],
        "more_indicators": report.more_indicators,
        "parts": [asdict(part) | {"more_says": part.more_says} for part in report.parts],
    }
    return typeset(TEMPLATE.read_bytes(), "report", printable_content(content))


def _cells(cells: IndicatorCells) -> dict[str, Any]:
    points = trend(cells.values)
    svg = render_to_string("ui/charts/trend.html", {"points": points}) if points else ""
    return asdict(cells) | {"trend": svg, "trend_says": cells.trend_says}
