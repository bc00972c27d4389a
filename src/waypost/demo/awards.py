"""What becomes of awards: shared by their holders, one withdrawn, the issuer's keys changed."""

from typing import Any

from waypost.common import jobs
from waypost.credentials.actions.issuers import report_key_lost, rotate_key
from waypost.credentials.actions.revocation import revoke_award
from waypost.credentials.actions.sharing import choose_sharing
from waypost.credentials.models import Award
from waypost.credentials.queries.awards import own_awards
from waypost.credentials.queries.issuers import active_key
from waypost.credentials.rules import SharingChoice, Visibility
from waypost.demo.content_files import content
from waypost.demo.play import Story
from waypost.demo.world import World

SIGN_LISTS = "credentials.sign_due_lists"


def awards_live_on(world: World) -> list[Story]:
    """One story for each choice of a holder, and those of the issuer."""
    rows = content("stories")["awards"]["sharing"]
    return [*(_share(world, row) for row in rows), _withdraw(world), _keys_change(world), _lists_stay_in_date(world)]


def _share(world: World, row: list[Any]) -> Story:
    ago, who, slug, visibility, shows_name = row
    yield world.days.at(ago, "19:20")
    choice = SharingChoice(Visibility(visibility), shows_name)
    choose_sharing(by=world.people[who], award=_award(world, who, slug), choice=choice)


def _withdraw(world: World) -> Story:
    row = content("stories")["awards"]
    ago, who, slug = row["withdrawn"]
    yield world.days.at(ago, "14:10")
    revoke_award(by=world.lead, award=_award(world, who, slug), reason=row["withdrawn_why"])


def _keys_change(world: World) -> Story:
    """The first key is retired in good order; the second one is lost, and what it signed is signed anew."""
    row = content("stories")["awards"]
    yield world.days.at(row["key_rotated"], "08:05")
    admin, issuer = world.people["theo.castellanos"], world.places["cedar-valley"].issuer
    rotate_key(by=admin, issuer=issuer)
    yield world.days.at(row["key_lost"], "08:20")
    report_key_lost(by=admin, key=active_key(issuer), why=row["key_lost_why"])


def _lists_stay_in_date(world: World) -> Story:
    """The worker's hourly job, once: it signs the lists anew, so that they are in date when the demo is loaded."""
    yield world.days.minutes_ago(20)
    jobs.run(SIGN_LISTS)


def _award(world: World, who: str, slug: str) -> Award:
    return own_awards(world.people[who]).get(enrollment__micro_credential__slug=slug)
