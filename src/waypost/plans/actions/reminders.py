"""Reminding leads, and what they answer by the link of a reminder (PL8)."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date

from django.db import transaction
from django.urls import reverse

from waypost.common import audit, clock
from waypost.notices.digests import DigestItem, DigestLink, Morning
from waypost.people.models import Person
from waypost.plans.actions.activities import DateBeforeStart, ReasonMissing, record_progress
from waypost.plans.models import DateProposal, Reminder
from waypost.plans.queries.reminders import (
    REMINDING,
    due_activities,
    leaders,
    reminders_to_tell,
    sign,
    today_of,
    why_closed,
)
from waypost.plans.rules.reminders import Answer, progress_note, reminder_sentence

BY_LINK = "By the link of a reminder."
LINK_WORDS = "Say how far it is, or propose a new date"


class LinkClosed(ValueError):
    """The link takes no answer: it took one, or its person does not lead the activity any more."""


class DateNotAhead(ValueError):
    """A proposed date lies in the past, or is the one that stands."""


class LeadReminders:
    """What the digest tells leads: a `notices.digests.DigestSource`."""

    def people(self) -> Collection[int]:
        return leaders()

    def people_with_news(self, mornings: Mapping[int, Morning]) -> Collection[int]:
        return due_activities(REMINDING, _spans(mornings)).keys()

    def remember(self, person: Person, morning: Morning) -> None:
        due = due_activities(REMINDING, _spans({person.pk: morning}))
        Reminder.objects.bulk_create(
            [Reminder(activity=activity, person=person, day=morning.day) for activity in due.get(person.pk, ())],
            ignore_conflicts=True,
        )

    def items(self, person: Person, day: date) -> Iterator[DigestItem]:
        for reminder in reminders_to_tell(REMINDING, person, day):
            yield _item(reminder)


def _spans(mornings: Mapping[int, Morning]) -> dict[int, tuple[date, date]]:
    return {person: (morning.since, morning.day) for person, morning in mornings.items()}


def _item(reminder: Reminder) -> DigestItem:
    activity = reminder.activity
    sentence = reminder_sentence(activity.text, activity.target_on or reminder.day, today_of(activity))
    link = DigestLink(LINK_WORDS, reverse("plan_reminder", args=[sign(reminder)]))
    section = f"Activities that you lead: {activity.objective.plan.title}"
    return DigestItem(section, sentence, progress_note(activity.progress), (link,))


@transaction.atomic
def answer_with_progress(
    *, reminder: Reminder, started_from: int, progress: int, completed_on: date | None, note: str
) -> None:
    """The lead says how far the activity is. Raises LinkClosed, EditConflict and UnknownProgress."""
    current = _open(reminder)
    record_progress(
        by=current.person,
        activity=current.activity,
        started_from=started_from,
        progress=progress,
        completed_on=completed_on,
        note=note,
        why=BY_LINK,
    )
    current.progress = progress
    _close(current, Answer.PROGRESS)


@transaction.atomic
def answer_with_date(*, reminder: Reminder, proposed_on: date, reason: str) -> DateProposal:
    """The lead proposes a new target date, also where they could move it themselves: the link only proposes.

    Raises LinkClosed, DateNotAhead, DateBeforeStart and ReasonMissing.
    """
    current = _open(reminder)
    activity = current.activity
    if not reason.strip():
        raise ReasonMissing("Write why the date should move: one sentence is enough.")
    if proposed_on == activity.target_on or proposed_on < today_of(activity):
        raise DateNotAhead("Choose another date than the one that stands, from today on.")
    if activity.start_on and proposed_on < activity.start_on:
        raise DateBeforeStart("Choose a date on or after the day on which the activity starts.")
    proposal = DateProposal.objects.create(
        activity=activity, reminder=current, proposed_on=proposed_on, reason=reason.strip(), by=current.person
    )
    after = {"proposed_on": proposed_on, "activity": activity.uid}
    audit.record(by=current.person, verb="propose date", on=proposal, after=after, why=proposal.reason)
    _close(current, Answer.DATE)
    return proposal


def _open(reminder: Reminder) -> Reminder:
    """The reminder, locked, as it stands now. Raises LinkClosed."""
    current = Reminder.objects.select_for_update(of=("self",)).select_related(
        "person", "activity__objective__plan__organization"
    )
    found = current.get(pk=reminder.pk)
    if found.answered_at is not None or why_closed(found) is not None:
        raise LinkClosed("This link took its answer already, or takes none any more.")
    return found


def _close(reminder: Reminder, answer: Answer) -> None:
    reminder.answered_at, reminder.answer = clock.now(), answer.value
    reminder.save(update_fields=["answered_at", "answer", "progress"])
    audit.record(by=reminder.person, verb="answer reminder", on=reminder, after={"answer": answer.value})
