"""Make an administrator of an organization, and the organization where there is none yet.

The way into a deployment, whose set-up page does not exist: whoever may run commands on the server may do this.
Prints a link to choose a password, so that no password stands in a shell's history.
"""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from waypost.common.links import site_link
from waypost.people.actions.set_up import add_administrator
from waypost.people.queries import organization_called, password_link
from waypost.people.rules import KINDS_BELOW, OrganizationKind


class Command(BaseCommand):
    help = "Make an administrator and print a link with which they choose their password."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--email", required=True)
        parser.add_argument("--name", required=True)
        parser.add_argument("--organization", required=True, metavar="SLUG", help="short name of the organization")
        parser.add_argument("--organization-name", help="name of an organization that is not there yet")
        parser.add_argument("--kind", choices=[kind.value for kind in KINDS_BELOW[None]])
        parser.add_argument("--timezone", default="America/New_York")

    def handle(self, *args: object, **options: str) -> None:
        slug = options["organization"]
        if organization_called(slug) is None and not (options["organization_name"] and options["kind"]):
            raise CommandError(f"There is no organization {slug}: give --organization-name and --kind to make it.")
        person = add_administrator(
            name=options["name"],
            email=options["email"],
            slug=slug,
            organization_name=options["organization_name"] or "",
            kind=OrganizationKind(options["kind"]) if options["kind"] else None,
            timezone=options["timezone"],
        )
        self.stdout.write(f"{person.email} may choose a password here: {site_link(password_link(person))}")
