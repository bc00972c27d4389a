"""`import_plan FILE`: read an implementation plan from Word, Excel, CSV or JSON, and create it (PL11)."""

import json
from argparse import ArgumentParser
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from waypost.common import clock
from waypost.common.actors import System
from waypost.people.models import Organization
from waypost.plans.actions.imports import NothingToImport, as_a_plan_holds_it, import_plan
from waypost.plans.queries.access import organizations_to_plan_for
from waypost.plans.rules.imports import warnings_on
from waypost.standards.implementation_plan.any_file import MAX_FILE_BYTES, read_any
from waypost.standards.implementation_plan.document import PlanDocument
from waypost.standards.implementation_plan.errors import UnreadablePlanFileError
from waypost.standards.implementation_plan.json_form import to_json_dict

COMMAND = System("the import_plan command")


class CannotImport(CommandError):
    """One sentence for whoever typed the command; exit code 1."""


class Command(BaseCommand):
    help = "Read an implementation plan from a Word, Excel, CSV or JSON file and create it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "file", type=Path, help="a .docx file that follows the published template, an .xlsx, CSV or JSON file"
        )
        parser.add_argument("--organization", metavar="SLUG", help="whose plan it becomes; not needed with --dry-run")
        parser.add_argument("--dry-run", action="store_true", help="read the file and create nothing")
        parser.add_argument("--json", action="store_true", help="print exactly one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            document = self._run(options)
        except CannotImport as error:
            if not options["json"]:
                raise
            self.stdout.write(json.dumps({"error": str(error)}, ensure_ascii=False))
            raise SystemExit(1) from error
        printed = _as_json(document) if options["json"] else _as_text(document)
        self.stdout.write(printed)

    def _run(self, options: dict[str, Any]) -> PlanDocument:
        organization = None if options["dry_run"] else _organization(options["organization"])
        try:
            document = read_any(_content(options["file"]))
            if organization is not None:
                import_plan(by=COMMAND, organization=organization, document=document)
        except (UnreadablePlanFileError, NothingToImport) as error:
            raise CannotImport(str(error)) from error
        return replace(document, warnings=warnings_on(as_a_plan_holds_it(document), clock.today(_zone(organization))))


def _zone(organization: Organization | None) -> str:
    """Whose today it is; a dry run belongs to nobody."""
    return organization.timezone if organization is not None else "UTC"


def _organization(slug: str | None) -> Organization:
    if not slug:
        raise CannotImport("Name the organization whose plan it becomes with --organization, or use --dry-run.")
    organization = organizations_to_plan_for(COMMAND).filter(slug=slug).first()
    if organization is None:
        raise CannotImport(f"There is no organization named {slug}: give the slug of one that exists.")
    return organization


def _content(path: Path) -> bytes:
    """The bytes of the file, and no more than show that it is too large."""
    try:
        with path.open("rb") as file:
            return file.read(MAX_FILE_BYTES + 1)
    except OSError as error:
        raise CannotImport(f"There is no file to read at {path}: check the path and try again.") from error


def _as_json(document: PlanDocument) -> str:
    return json.dumps(to_json_dict(document), ensure_ascii=False, indent=1)


def _as_text(document: PlanDocument) -> str:
    activities = sum(len(objective.activities) for objective in document.objectives)
    read = (
        f"Read {len(document.measures)} indicators, {len(document.objectives)} objectives and {activities} activities."
    )
    return "\n".join([read, *(f"{warning.place}: {warning.sentence}" for warning in document.warnings)])
