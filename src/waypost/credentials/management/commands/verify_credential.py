"""`verify_credential FILE`: is it good? Exit code 0 valid, 1 not shown to be valid, 2 unreadable."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from waypost.credentials.queries.verification import verify
from waypost.credentials.report_words import check_words
from waypost.standards.openbadges.checks import Overall, Report
from waypost.standards.openbadges.reading import MAXIMUM_IMAGE_BYTES
from waypost.standards.safe_fetch.fetching import SafeFetcher

EXIT_CODES = {Overall.VALID: 0, Overall.NOT_VALID: 1, Overall.UNKNOWN: 1, Overall.UNREADABLE: 2}


class Command(BaseCommand):
    help = "Verify a credential: JSON, VC-JWT, or a baked PNG or SVG. Ours need no network."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the file to verify")
        parser.add_argument("--json", action="store_true", help="print exactly one JSON object with every check")

    def handle(self, *args: Any, **options: Any) -> None:
        report = _report(options["file"])
        self.stdout.write(json.dumps(report.as_json(), ensure_ascii=False) if options["json"] else _as_text(report))
        if code := EXIT_CODES[report.overall]:
            raise SystemExit(code)


def _report(path: Path) -> Report:
    try:
        with path.open("rb") as file:
            data = file.read(MAXIMUM_IMAGE_BYTES + 1)
    except OSError:
        return Report(Overall.UNREADABLE, f"There is no file to read at {path}: check the path and try again.")
    return verify(data, SafeFetcher.for_one_verification())


def _as_text(report: Report) -> str:
    lines = [f"{check_words(check).title} ({check_words(check).says}). {check.sentence}" for check in report.checks]
    return "\n".join([report.sentence, *lines])
