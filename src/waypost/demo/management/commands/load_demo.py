"""`load_demo`: fill an empty Waypost with a fictional district and print how to sign in; again, it changes nothing.

What happened is said on standard error; standard output carries only the lines of `demo_logins`.
"""

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from waypost.demo.loading import Outcome, load_demo


class Command(BaseCommand):
    help = "Load the demo program, a fictional district in the middle of its first year."

    def handle(self, *args: object, **options: object) -> None:
        if settings.IS_DEPLOYMENT:
            raise CommandError(
                "The passwords of the demo are known to everyone: load it where WAYPOST_PUBLIC_URL is not set."
            )
        outcome = load_demo()
        self.stderr.write(outcome)
        if outcome is not Outcome.IN_USE:
            call_command("demo_logins", stdout=self.stdout)
