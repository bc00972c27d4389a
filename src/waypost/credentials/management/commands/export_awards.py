"""`export_awards DIR`: every award in a folder that needs neither network nor Waypost to be verified (CR1)."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from waypost.common.actors import System
from waypost.credentials.actions.issuing import renew_credentials
from waypost.credentials.actions.status_lists import sign_lists
from waypost.credentials.queries.awards import awards
from waypost.credentials.queries.bundle import bundle_files
from waypost.credentials.queries.issuers import status_lists

COMMAND = System("the export_awards command")
FOLDERS = ("credentials", "jwt", "issuers", "status")

LEFT_OUT = (
    "Left out {}: their files name a holder who took the name off, a lost key signed them, or the list that says"
    " whether they were withdrawn could not be signed. The log names whose key can't be opened."
)


class Command(BaseCommand):
    help = "Write every award with its issuers' keys and status lists into a new folder."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("directory", type=Path, metavar="DIR", help="a folder that is empty or does not exist yet")

    def handle(self, *args: Any, **options: Any) -> None:
        directory: Path = options["directory"]
        _make(directory)
        renew_credentials(by=COMMAND)
        sign_lists(by=COMMAND, status_lists=status_lists())
        written = 0
        for name, text in bundle_files():
            (directory / name).write_text(text, encoding="utf-8")
            written += name.startswith("credentials/")
        self.stdout.write(f"Wrote {written} awards to {directory}.")
        if left_out := awards().count() - written:
            self.stdout.write(LEFT_OUT.format(left_out))


def _make(directory: Path) -> None:
    try:
        if directory.exists() and any(directory.iterdir()):
            raise CommandError(f"{directory} is not empty: name a folder that is empty or does not exist yet.")
        for name in FOLDERS:
            (directory / name).mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise CommandError(f"{directory} can't be written: {problem.strerror}.") from problem
