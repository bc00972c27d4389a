"""Loads the demo into an empty Waypost: all of it or nothing."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum

from django.conf import settings
from django.db import transaction

from waypost.demo.awards import awards_live_on
from waypost.demo.below import mentors_are_planned, schools_take_their_part
from waypost.demo.catalog import catalog_grows
from waypost.demo.coaching import coaches_help
from waypost.demo.committee import committees_meet
from waypost.demo.content_files import content
from waypost.demo.earning import educators_earn
from waypost.demo.frameworks import frameworks_come_in
from waypost.demo.indicators import indicators_are_kept_up, schools_train
from waypost.demo.people import email_of, light_hashes, password, people_arrive
from waypost.demo.phases import phases_are_followed
from waypost.demo.plan import plan_begins, plan_is_adopted, plan_is_kept_up
from waypost.demo.plan_teams import plan_is_directed
from waypost.demo.planning import program_is_planned
from waypost.demo.play import play
from waypost.demo.program import cohorts_gather, offers_change, program_begins
from waypost.demo.reflect import district_reflects
from waypost.demo.reminders import days_off_are_kept, leads_answer
from waypost.demo.school_days import SchoolDays
from waypost.demo.team import teams_share
from waypost.demo.theory import library_fills, plans_and_decisions_cite, theory_is_written, theory_meets_data
from waypost.demo.world import ZONE, World
from waypost.people.queries import anyone_exists, person_called


class Outcome(StrEnum):
    """What became of a wish to load the demo, as a sentence."""

    LOADED = "The demo program is loaded."
    PRESENT = "The demo program is here already: nothing was changed."
    IN_USE = "This Waypost has people of its own, so the demo was not loaded: choose an empty folder with --data."


def load_demo() -> Outcome:
    """Make the fictional district, in one transaction: a load that is interrupted leaves nothing and can be repeated.

    The writer's lock is held for the seconds that this takes; an empty Waypost has nobody who could wait for it.
    """
    with in_silence(), light_hashes(), transaction.atomic():
        if anyone_exists():
            return Outcome.PRESENT if is_loaded() else Outcome.IN_USE
        make_district()
    return Outcome.LOADED


def make_district() -> World:
    """Everything that the demo holds, by the actions that users call, each at its own instant."""
    world = World(SchoolDays.from_now(ZONE))
    play(
        [
            people_arrive(world),
            catalog_grows(world),
            frameworks_come_in(world),
            plan_begins(world),
            plan_is_directed(world),
            district_reflects(world),
            plan_is_adopted(world),
            *plan_is_kept_up(world),
            *indicators_are_kept_up(world),
            *schools_train(world),
            mentors_are_planned(world),
            *schools_take_their_part(world),
            days_off_are_kept(world),
            leads_answer(world),
            library_fills(world),
            program_begins(world),
            theory_is_written(world),
            *theory_meets_data(world),
            *committees_meet(world),
            plans_and_decisions_cite(world),
            *program_is_planned(world),
            *offers_change(world),
            *cohorts_gather(world),
            *phases_are_followed(world),
            *educators_earn(world),
            *teams_share(world),
            *coaches_help(world),
            *awards_live_on(world),
        ]
    )
    return world


def is_loaded() -> bool:
    """Whether the people here are those of the demo."""
    return person_called(content("people")["first"]["email"]) is not None


def logins() -> list[tuple[str, str, str]]:
    """Role in one word, email address and password of everybody who is to be tried out."""
    staff = [*content("people")["staff"], {"name": "Dana Ruiz", "login": "educator"}]
    return [(row["login"], email_of(row), password()) for row in staff if "login" in row]


@contextmanager
def in_silence() -> Iterator[None]:
    """Mail nobody, and don't log each of some hundred jobs, nor the one letter that comes back."""
    jobs_log, mail_log = logging.getLogger("waypost.jobs"), logging.getLogger("waypost.mail")
    usual = settings.EMAIL_BACKEND, jobs_log.level, mail_log.level
    settings.EMAIL_BACKEND = "waypost.demo.mail.Backend"
    jobs_log.setLevel(logging.WARNING)
    mail_log.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        settings.EMAIL_BACKEND, jobs_log.level, mail_log.level = usual
