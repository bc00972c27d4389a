"""The certificate: one tagged page (PDF/UA-1) that anyone can read, print and check (CR3)."""

import re
from dataclasses import asdict, dataclass, replace
from datetime import date
from importlib.resources import files
from itertools import product

from waypost.common.days import full_day
from waypost.ui.typesetting import typeset

TEMPLATE = files("waypost.credentials.downloads") / "certificate.typ"
#: In points, tried from the largest on.
TYPE_SIZES = (12, 10.5, 9)
MOST_TITLES = 16
PAGE = re.compile(rb"/Type\s*/Page\b")


@dataclass(frozen=True)
class ShownCriterion:
    """A criterion that was demonstrated."""

    title: str
    summary: str


@dataclass(frozen=True)
class Certificate:
    """What stands on the page; `badge` and `qr` are SVG drawings."""

    title: str
    awarded_to: str
    competency: str
    criteria: tuple[ShownCriterion, ...]
    issuer: str
    issued_on: date
    number: str
    address: str
    how_to_check: str
    badge: str
    qr: str


def certificate_pdf(certificate: Certificate) -> bytes:
    """One page as PDF/UA-1, in the largest type in which all fits; with a great many criteria, their titles alone.

    Raises TypesettingError for any warning, a missing font among them.
    """
    in_titles = replace(certificate, criteria=_titles(certificate.criteria))
    for content, size in product((certificate, in_titles), TYPE_SIZES):
        pdf = _compiled(content, size)
        if len(PAGE.findall(pdf)) == 1:
            break
    return pdf


def _titles(criteria: tuple[ShownCriterion, ...]) -> tuple[ShownCriterion, ...]:
    titles = tuple(replace(criterion, summary="") for criterion in criteria[:MOST_TITLES])
    left = len(criteria) - len(titles)
    return (*titles, ShownCriterion(f"And {left} more", "They stand on its page.")) if left else titles


def _compiled(certificate: Certificate, size: float) -> bytes:
    return typeset(TEMPLATE.read_bytes(), "certificate", {**_values(certificate), "size": size})


def _values(certificate: Certificate) -> dict[str, object]:
    day = certificate.issued_on
    return {
        **asdict(certificate),
        "document_title": f"{certificate.title}: certificate",
        "issued_on": full_day(day),
        "year": day.year,
        "month": day.month,
        "day": day.day,
    }
