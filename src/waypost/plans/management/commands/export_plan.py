"""`export_plan ID --format docx PATH`: write a plan as a file (PL11)."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from waypost.common.actors import System
from waypost.plans.exports import CannotExport, find, registered
from waypost.plans.models import Plan
from waypost.plans.queries.access import plans

COMMAND = System("the export_plan command")


class Command(BaseCommand):
    help = "Write a plan as a file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("id", help="the plan's id, as in the address of its page")
        parser.add_argument("path", type=Path, help="where to write the file; one that is there is replaced")
        parser.add_argument("--format", required=True, choices=[export.suffix for export in registered()])

    def handle(self, *args: Any, **options: Any) -> None:
        export = find(options["format"])
        if export is None:
            raise CommandError("Choose one of the formats that the help names.")
        try:
            options["path"].write_bytes(export.write(_plan(options["id"])))
        except CannotExport as trouble:
            raise CommandError(str(trouble)) from trouble
        except OSError as error:
            raise CommandError(f"Nothing can be written at {options['path']}: check the path and try again.") from error
        self.stdout.write(f"Wrote {options['path']}.")


def _plan(uid: str) -> Plan:
    plan = plans(COMMAND).filter(uid=uid).first()
    if plan is None:
        raise CommandError(f"There is no plan with the id {uid}: copy it from the address of the plan's page.")
    return plan
