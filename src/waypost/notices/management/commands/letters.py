"""`letters`: what waits to be mailed and what could not be; with `--send-again`, what was given up is tried anew."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db.models import QuerySet

from waypost.common.actors import System
from waypost.notices.actions.outbox import send_again
from waypost.notices.models import Letter
from waypost.notices.queries.letters import given_up_letters, waiting_letters

COMMAND = System("the letters command")
#: So many are listed; the first line counts all.
SHOWN = 20


class Command(BaseCommand):
    help = "Say which letters wait for a mail server, and which could not be delivered."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--send-again", action="store_true", help="put what could not be delivered back in line, once mail works"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["send_again"]:
            self.stdout.write(f"Back in line: {send_again(by=COMMAND)}")
            return
        self._list("Waiting", waiting_letters(COMMAND))
        self._list("Could not be delivered", given_up_letters(COMMAND))

    def _list(self, heading: str, letters: "QuerySet[Letter]") -> None:
        self.stdout.write(f"{heading}: {letters.count()}")
        for letter in letters[:SHOWN]:
            said = letter.trouble or "not tried yet"
            self.stdout.write(f"  {letter.created_at:%Y-%m-%d %H:%M} UTC {letter.key} to {letter.to}: {said}")
