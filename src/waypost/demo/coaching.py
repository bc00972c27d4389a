"""Educators ask a coach: what they share, what both write, and how it goes on or ends; `content/coaching.toml`."""

from collections.abc import Callable

from waypost.demo.content_files import Table, content
from waypost.demo.play import Story
from waypost.demo.world import World
from waypost.people.actions.people import end_role
from waypost.people.models import Person
from waypost.people.queries import current_roles
from waypost.submissions.actions.coaching import (
    Shares,
    answer,
    ask,
    note_answers_read,
    note_opening,
    set_aside,
    share_work,
    stop_sharing_work,
)
from waypost.submissions.models import Enrollment, SharedWork
from waypost.submissions.queries.coaching import messages_of
from waypost.submissions.queries.outline import outline_of
from waypost.submissions.queries.standing import own_enrollments


def coaches_help(world: World) -> list[Story]:
    """One story for each work that is shared, and that of a coach who left."""
    return [*(_story(world, row) for row in content("coaching")["shared"]), _coach_leaves(world)]


def _story(world: World, row: Table) -> Story:
    for ago, time, step, *text in row["steps"]:
        yield world.days.at(ago, time)
        work, coach = _work(world, row), world.people[row["coach"]]
        if step == "share":
            _share(work, coach, row, *text)
        else:
            STEPS[step](work.shared_works.get(coach=coach), *text)


def _work(world: World, row: Table) -> Enrollment:
    own = own_enrollments(world.people[row["who"]])
    return own.get(member__cohort=world.cohorts[row["cohort"]], micro_credential__slug=row["slug"])


def _share(work: Enrollment, coach: Person, row: Table, question: str = "") -> None:
    outline = outline_of(work)
    sent = outline.standing.submission
    share_work(
        by=work.member.person,
        enrollment=work,
        coach=coach,
        shares=Shares.of(
            [outline.parts[place].part for place in row["parts"]],
            feedback_on=sent.attempt if sent and "with_feedback" in row else None,
        ),
        question=question,
        started_from=0,
    )


def _coach_leaves(world: World) -> Story:
    row = content("coaching")["former"]
    yield world.days.at(row["ago"], "12:30")
    for assignment in current_roles(world.people[row["coach"]]):
        end_role(by=world.people["theo.castellanos"], assignment=assignment, why=row["why"])


STEPS: dict[str, Callable[..., object]] = {
    "open": lambda shared: note_opening(by=shared.coach, shared=shared),
    "answer": lambda shared, text: answer(by=shared.coach, shared=shared, text=text, seen=_last_said(shared)),
    "read": lambda shared: note_answers_read(by=_educator(shared), shared=shared),
    "ask": lambda shared, text: ask(by=_educator(shared), shared=shared, text=text),
    "set_aside": lambda shared: set_aside(by=shared.coach, shared=shared, seen=_last_said(shared)),
    "stop": lambda shared: stop_sharing_work(by=_educator(shared), shared=shared),
}


def _last_said(shared: SharedWork) -> str:
    """What stands lowest on the coach's page."""
    return messages_of(shared)[-1].uid


def _educator(shared: SharedWork) -> Person:
    return shared.enrollment.member.person
