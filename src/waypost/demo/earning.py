"""The stories of those who earn: what `content/stories.toml` lists, each along its path."""

from datetime import datetime, timedelta

from waypost.demo.answers import Voice
from waypost.demo.content_files import content
from waypost.demo.play import Story
from waypost.demo.steps import STEPS, begin
from waypost.demo.world import World
from waypost.people.models import Person
from waypost.programs.models import CohortMember
from waypost.programs.queries.cohorts import memberships

#: What lies at least between two steps of the same day: more than the ten minutes in which one can be taken back.
A_WHILE = timedelta(minutes=25)
ASSESSORS = ("sam.osei", "tom.becker", "ingrid.solberg", "jamal.whitaker")


def educators_earn(world: World) -> list[Story]:
    """One story for each enrollment."""
    return [_story(world, *row) for row in content("stories")["work"]["stories"]]


def _story(world: World, began: int, who: str, cohort: str, slug: str, path: str, assessor: str) -> Story:
    instant = world.days.at(began, "07:00")
    yield instant
    work = begin(_member(world, who, cohort), world.credentials[slug], _assessors(world, assessor))
    steps: list[tuple[int | str, str]] = content("stories")["paths"][path]
    for when, step in steps:
        instant = _instant(world, began, when, work.voice, after=instant)
        yield instant
        STEPS[step](work)


def _member(world: World, who: str, cohort: str) -> CohortMember:
    found = memberships(world.people[who]).select_related("person", "organization")
    return found.get(cohort=world.cohorts[cohort])


def _assessors(world: World, assessor: str) -> tuple[Person, Person]:
    """Whoever scores it, and who takes over what they hand back."""
    other = ASSESSORS[ASSESSORS.index(assessor) - 1]
    return world.people[assessor], world.people[other]


def _instant(world: World, began: int, when: int | str, voice: Voice, *, after: datetime) -> datetime:
    """School days after the story began, at a time of the working day; or minutes before the demo is loaded."""
    if isinstance(when, str):
        return world.days.minutes_ago(int(when.removeprefix("now-")))
    return max(world.days.at(began - when, voice.clock_time()), after + A_WHILE)
