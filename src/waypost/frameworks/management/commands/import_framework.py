"""`import_framework FILE`: read a framework from a CASE package or a table, and keep it (PL6)."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from waypost.common.actors import System
from waypost.frameworks.actions import import_framework
from waypost.frameworks.queries import FileSource, planned_framework, read_framework
from waypost.frameworks.rules import PlannedFramework
from waypost.people.queries import organization_called
from waypost.standards.case_packages import LARGEST_BYTES
from waypost.standards.competency_framework import UnreadableFrameworkError

COMMAND = System("the import_framework command")


class CannotImport(CommandError):
    """One sentence for whoever typed the command; exit code 1."""


class Command(BaseCommand):
    help = "Read a framework of standards from a CASE package (JSON) or a CSV table and keep it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="a .json or .csv file")
        parser.add_argument("--organization", metavar="SLUG", required=True, help="who keeps it")
        parser.add_argument(
            "--title", default="", help="the name of the framework in a CSV file; else that of the file"
        )
        parser.add_argument("--dry-run", action="store_true", help="say what would happen and change nothing")
        parser.add_argument("--json", action="store_true", help="print exactly one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            planned = self._run(options)
        except CannotImport as error:
            if not options["json"]:
                raise
            self.stdout.write(json.dumps({"error": str(error)}, ensure_ascii=False))
            raise SystemExit(1) from error
        said = _as_dict(planned)
        self.stdout.write(json.dumps(said, ensure_ascii=False, indent=1) if options["json"] else _as_text(said))

    def _run(self, options: dict[str, Any]) -> PlannedFramework:
        organization = organization_called(options["organization"])
        if organization is None:
            raise CannotImport(f"There is no organization named {options['organization']}: give the slug of one.")
        source = FileSource(_content(options["file"]), options["title"] or options["file"].stem)
        try:
            file = read_framework(source)
        except UnreadableFrameworkError as error:
            raise CannotImport(str(error)) from error
        if options["dry_run"]:
            return planned_framework(organization, file)
        return import_framework(by=COMMAND, organization=organization, file=file)


def _content(path: Path) -> bytes:
    """The bytes of the file, and no more than show that it is too large."""
    try:
        with path.open("rb") as file:
            return file.read(LARGEST_BYTES + 1)
    except OSError as error:
        raise CannotImport(f"There is no file to read at {path}: check the path and try again.") from error


def _as_dict(planned: PlannedFramework) -> dict[str, Any]:
    gaps = [{"where": gap.where, "sentence": gap.sentence} for gap in planned.gaps]
    return {"title": planned.head.title, **planned.counts, "gaps": gaps, "unused": list(planned.unused_columns)}


def _as_text(said: dict[str, Any]) -> str:
    counts = ", ".join(f"{said[name]} {name}" for name in ("added", "changed", "withdrawn", "left as they are"))
    gaps = [f"{gap['where']}: {gap['sentence']}" for gap in said["gaps"]]
    return "\n".join([f"{said['title']}: {counts}.", *gaps])
