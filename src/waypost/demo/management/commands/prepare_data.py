"""`prepare_data`: what `./dev run` needs before people come; one process, since each start of Django takes a second."""

import gc
from argparse import ArgumentParser
from pathlib import Path

from django.core.management import call_command
from django.core.management.base import BaseCommand

from waypost.demo.empty_database import migrate_from_kept
from waypost.demo.loading import is_loaded

#: After the word `note`, `./dev run` says it to whoever started Waypost.
DEMO_STAYS = "The demo stays in these data: for an empty Waypost, name a new folder with --data, or another database."


class Command(BaseCommand):
    help = "Migrate the database, and with --demo load the demo program into an empty Waypost."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--keep", type=Path, required=True, metavar="DIR", help="where an empty database is kept")
        parser.add_argument("--demo", action="store_true", help="load the demo program")

    def execute(self, *args: object, **options: object) -> str | None:
        """Looking for what is no longer used takes a tenth of the time, the checks included; this process ends soon."""
        gc.disable()
        output = super().execute(*args, **options)
        gc.freeze()  # else Python looks all of it over once more before it ends
        return output

    def handle(self, *args: object, keep: Path, demo: bool, **options: object) -> None:
        migrate_from_kept(keep)
        if demo:
            call_command("load_demo", stdout=self.stdout, stderr=self.stderr)
        elif is_loaded():
            self.stdout.write(f"note {DEMO_STAYS}")
