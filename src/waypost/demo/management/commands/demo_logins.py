"""`demo_logins`: one line `login ROLE EMAIL PASSWORD` for each role of the demo, or nothing where it is not loaded."""

from django.core.management.base import BaseCommand

from waypost.demo.loading import is_loaded, logins


class Command(BaseCommand):
    help = "Print how to sign in to the demo program."

    def handle(self, *args: object, **options: object) -> None:
        if not is_loaded():
            self.stderr.write("The demo is not loaded in this folder: name its folder with --data before the command.")
            return
        for login in logins():
            self.stdout.write(" ".join(("login", *login)))
