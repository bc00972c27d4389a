"""The certificate: one tagged page (PDF/UA-1) that anyone can read, print and check (CR3)."""

import json
from dataclasses import asdict, dataclass
from datetime import date
from importlib.resources import files
from typing import Final

import fontpkg_atkinson_hyperlegible
import typst

TEMPLATE = files("waypost.credentials.downloads") / "certificate.typ"
STANDARD: Final = "ua-1"
#: This one family and nothing else, so that the page looks the same on every machine.
FONTS = typst.Fonts(
    include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(fontpkg_atkinson_hyperlegible.ROOT)]
)


class CertificateError(RuntimeError):
    """The page was written with a warning, such as a letter that the font lacks."""


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
    """The page as PDF/UA-1. Raises CertificateError for any warning, a missing font among them."""
    pdf, warnings = typst.compile_with_warnings(
        TEMPLATE.read_bytes(),
        font_paths=FONTS,
        format="pdf",
        pdf_standards=STANDARD,
        sys_inputs={"certificate": json.dumps(_values(certificate))},
    )
    if warnings:
        raise CertificateError("; ".join(str(warning.message) for warning in warnings))
    return bytes(pdf)


def _values(certificate: Certificate) -> dict[str, object]:
    day = certificate.issued_on
    return {
        **asdict(certificate),
        "document_title": f"{certificate.title}: certificate",
        "issued_on": f"{day:%B} {day.day}, {day.year}",
        "year": day.year,
        "month": day.month,
        "day": day.day,
    }
