"""`rotate_issuer_key ORG`: a new signing key for an issuer; with `--lost KEY`, what that key signed is signed anew."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from waypost.common.actors import System
from waypost.credentials.actions.issuers import report_key_lost, rotate_key
from waypost.credentials.queries.issuers import issuers_to_manage, keys_of

COMMAND = System("the rotate_issuer_key command")


class Command(BaseCommand):
    help = "Give an issuer a new signing key. What the old one signed stays good, unless it was lost."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("organization", help="the slug of the issuing organization")
        parser.add_argument(
            "--lost", metavar="KEY", help="a public key (z6Mk…) that others may hold the private half of"
        )
        parser.add_argument("--why", default="", help="what happened to the lost key")

    def handle(self, *args: Any, **options: Any) -> None:
        issuer = issuers_to_manage(COMMAND).filter(organization__slug=options["organization"]).first()
        if issuer is None:
            raise CommandError(f"{options['organization']} has not issued anything yet: give the slug of an issuer.")
        if not options["lost"]:
            self.stdout.write(f"New key {rotate_key(by=COMMAND, issuer=issuer).public_multibase}")
            return
        key = keys_of(issuer).filter(public_multibase=options["lost"]).first()
        if key is None:
            raise CommandError(f"{issuer} has no key {options['lost']}: give one of those in its DID document.")
        if not options["why"]:
            raise CommandError("Say with --why what happened to the key: the audit trail keeps it.")
        report_key_lost(by=COMMAND, key=key, why=options["why"])
        self.stdout.write("The key is out of use. Jobs sign anew what it signed.")
