"""`demo_logins`: one line `login ROLE EMAIL PASSWORD` for each role of the demo, or nothing where it is not loaded."""

from django.core.management.base import BaseCommand

from waypost.demo.loading import is_loaded, logins


class Command(BaseCommand):
    help = "Print how to sign in to the demo program."

    def handle(self, *args: object, **options: object) -> None:
        for login in logins() if is_loaded() else []:
            self.stdout.write(" ".join(("login", *login)))
