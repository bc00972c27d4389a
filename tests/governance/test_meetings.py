"""Meetings: an agenda from what is open, minutes that two people write, who came (FR2)."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest
from django.test import Client
from django.urls import reverse

from tests.builders import BUILDER
from tests.governance.committee_builders import (
    AHEAD,
    HELD,
    Steered,
    answer,
    build_steered,
    decided,
    item_of,
    meeting_of,
    question_of,
)
from waypost.common.conflicts import EditConflict
from waypost.common.models import AuditEntry
from waypost.governance.actions.action_items import give_action, tick_off
from waypost.governance.actions.decisions import decide_at_item
from waypost.governance.actions.meetings import (
    AgendaIsFull,
    HoldsMinutes,
    NewItem,
    add_items,
    change_meeting,
    move_item_down,
    move_item_up,
    remove_item,
    take_attendance,
    write_minutes,
)
from waypost.governance.models import AgendaItem, CommitteeMember, Meeting
from waypost.governance.queries.agendas import drafted_agenda
from waypost.governance.queries.meetings import meeting_page
from waypost.governance.rules.decisions import QuestionFields
from waypost.governance.rules.meetings import MOST_ITEMS, ActionFields, MeetingFields
from waypost.people.actions.people import end_role
from waypost.people.queries import current_roles

pytestmark = pytest.mark.django_db


@pytest.fixture
def steered() -> Steered:
    return build_steered()


def drafted(steered: Steered) -> list[tuple[str, str]]:
    return [(item.question.title, item.question.why) for item in drafted_agenda(steered.committee)]


def titles(meeting: Meeting) -> list[str]:
    return [item.title for item in meeting.items.all()]


def test_the_next_agenda_is_drafted_from_what_is_open(steered: Steered) -> None:
    question_of(steered.committee, "Which schools first?")
    decided(steered.committee, decided_on=datetime(2026, 10, 1, tzinfo=UTC).date(), review_on=AHEAD.on.replace(month=1))
    give_action(by=steered.lead, committee=steered.committee, fields=ActionFields("Call schools", "Ana Ruiz"))
    done = give_action(by=steered.lead, committee=steered.committee, fields=ActionFields("Done already"))
    tick_off(by=steered.lead, action=done, done_on=AHEAD.on)
    held = meeting_of(steered.committee, "Budget", "Said something")
    write_minutes(by=steered.lead, item=held.items.get(position=2), started_from=1, minutes="We said it.")
    take_attendance(by=steered.lead, meeting=held, started_from=1, offered=[], members=[], guests="")
    assert drafted(steered) == [
        ("Which schools first?", "Open since January 14, 2027"),
        ("Do we pay for time or for awards?", "Due for review since January 9, 2027"),
        ("Call schools", "Not done yet: Ana Ruiz"),
        ("Budget", "Not reached on January 12, 2027"),
    ]


def test_a_meeting_is_planned_with_the_draft_and_own_items(steered: Steered, client: Client) -> None:
    first, second = question_of(steered.committee, "Which schools first?"), question_of(steered.committee, "Who pays?")
    client.force_login(steered.member)
    address = reverse("meeting_new", args=[steered.committee.uid])
    assert client.get(address).content.decode().count("checked") == 2
    typed = {"on": "2027-02-09", "at": "15:30", "place": "", "link": "", "guests": "", "own": "Budget\n\nBudget"}
    client.post(address, {**typed, "open": [f"decision:{second.uid}"]})
    meeting = Meeting.objects.get()
    assert meeting.starts_at == datetime(2027, 2, 9, 21, 30, tzinfo=UTC)
    assert titles(meeting) == ["Who pays?", "Budget"]
    assert meeting.items.get(position=1).decision == second
    assert drafted(steered) == [(first.question, "Open since January 14, 2027")]


def test_items_move_up_and_down_and_a_second_click_moves_nothing(steered: Steered) -> None:
    meeting = meeting_of(steered.committee, "One", "Two", "Three")
    third = meeting.items.get(title="Three")
    move_item_up(by=steered.lead, item=third, shown_position=3)
    move_item_up(by=steered.lead, item=third, shown_position=3)
    assert titles(meeting) == ["One", "Three", "Two"]
    move_item_down(by=steered.lead, item=third, shown_position=2)
    move_item_down(by=steered.lead, item=third, shown_position=3)
    assert titles(meeting) == ["One", "Two", "Three"]


def test_two_people_write_minutes_and_lose_no_text(steered: Steered, client: Client) -> None:
    item = item_of(steered.committee)
    address = reverse("agenda_item_minutes", args=[item.uid])
    client.force_login(steered.lead)
    client.post(address, {"minutes": "The lead's words", "version": "1", "base-minutes": ""})
    client.force_login(steered.member)
    response = client.post(address, {"minutes": "The member's words", "version": "1", "base-minutes": ""})
    page = response.content.decode()
    assert response.status_code == 409
    assert "The lead&#x27;s words" in page
    assert "The member&#x27;s words" in page
    item.refresh_from_db()
    assert item.minutes == "The lead's words"
    client.post(address, {"minutes": "Both words", "version": "2", "base-minutes": "The lead's words"})
    item.refresh_from_db()
    assert (item.minutes, item.version) == ("Both words", 3)


def test_a_new_title_and_new_minutes_are_saved_together(steered: Steered, client: Client) -> None:
    item = item_of(steered.committee)
    client.force_login(steered.member)
    client.post(reverse("agenda_item_edit", args=[item.uid]), {"title": "Reworded", "version": "1"})
    minutes = {"minutes": "We said it.", "version": "1", "base-minutes": ""}
    response = client.post(reverse("agenda_item_minutes", args=[item.uid]), minutes)
    item.refresh_from_db()
    assert response.status_code == 302
    assert (item.title, item.minutes, item.version) == ("Reworded", "We said it.", 3)


def test_place_and_date_that_two_people_change_are_saved_together(steered: Steered, client: Client) -> None:
    meeting = meeting_of(steered.committee)
    address = reverse("meeting_edit", args=[meeting.uid])
    before = {"on": "2027-01-12", "at": "15:30", "place": "Board room", "link": "", "guests": ""}
    base = {f"base-{name}": value for name, value in before.items()}
    client.force_login(steered.member)
    client.post(address, {**before, "place": "Library", "version": "1", **base})
    response = client.post(address, {**before, "on": "2027-01-13", "version": "1", **base}, follow=True)
    assert "Saved, together with what you changed in another window: Place." in response.content.decode()
    meeting.refresh_from_db()
    assert (meeting.place, meeting.starts_at) == ("Library", datetime(2027, 1, 13, 21, 30, tzinfo=UTC))


def test_attendance_names_who_came_and_who_could_not(steered: Steered) -> None:
    meeting = meeting_of(steered.committee)
    ana = steered.committee.members.get(name="Ana Ruiz")
    both = list(steered.committee.members.all())
    take_attendance(by=steered.lead, meeting=meeting, started_from=1, offered=both, members=[ana], guests="Dr. Bell")
    page = meeting_page(steered.lead, Meeting.objects.get())
    assert [line.facts.name for line in page.present] == ["Ana Ruiz"]
    assert [line.facts.name for line in page.absent] == ["Luis Ferrer"]
    with pytest.raises(EditConflict):
        take_attendance(by=steered.lead, meeting=meeting, started_from=1, offered=both, members=[], guests="")
    assert meeting.attendances.count() == 1


def test_who_has_left_since_stays_among_those_who_came(steered: Steered, client: Client) -> None:
    meeting = meeting_of(steered.committee)
    ana, luis = steered.committee.members.all()
    address = reverse("meeting_attendance", args=[meeting.uid])
    client.force_login(steered.lead)
    client.post(address, {"members": [ana.uid, luis.uid], "guests": "", "version": "1"})
    end_role(by=BUILDER, assignment=current_roles(steered.member).get(), why="Moved away")
    client.post(address, {"members": [ana.uid, luis.uid], "guests": "Dr. Bell", "version": "2"})
    page = meeting_page(steered.lead, Meeting.objects.get())
    assert [line.facts.name for line in page.present] == ["Ana Ruiz", "Luis Ferrer"]
    assert page.meeting.guests == "Dr. Bell"
    client.post(address, {"members": [ana.uid], "guests": "Dr. Bell", "version": "3"})
    assert [found.member for found in meeting.attendances.all()] == [ana]


def test_only_those_who_were_asked_about_are_replaced(steered: Steered) -> None:
    meeting = meeting_of(steered.committee)
    ana, luis = steered.committee.members.all()
    take_attendance(by=steered.lead, meeting=meeting, started_from=1, offered=[luis], members=[luis], guests="")
    take_attendance(by=steered.lead, meeting=meeting, started_from=2, offered=[ana], members=[ana], guests="")
    assert {found.member for found in meeting.attendances.all()} == {ana, luis}


def test_an_item_leaves_the_agenda_unless_something_was_written(steered: Steered, client: Client) -> None:
    meeting = meeting_of(steered.committee, "One", "Two")
    one, two = meeting.items.all()
    remove_item(by=steered.lead, item=one)
    write_minutes(by=steered.lead, item=two, started_from=1, minutes="We said it.")
    with pytest.raises(HoldsMinutes):
        remove_item(by=steered.lead, item=two)
    client.force_login(steered.lead)
    response = client.post(reverse("agenda_item_remove", args=[two.uid]))
    assert response.status_code == 422
    assert "it stays." in response.content.decode()
    assert titles(meeting) == ["Two"]


def test_what_somebody_writes_puts_an_item_back_that_was_removed_meanwhile(steered: Steered, client: Client) -> None:
    meeting = meeting_of(steered.committee, "One", "Two", "Three")
    two = meeting.items.get(title="Two")
    remove_item(by=steered.lead, item=two)
    add_items(by=steered.lead, meeting=meeting, items=[NewItem("Four")])
    assert titles(meeting) == ["One", "Three", "Four"]
    client.force_login(steered.member)
    typed = {"minutes": "A long story", "version": "1", "base-minutes": ""}
    response = client.post(reverse("agenda_item_minutes", args=[two.uid]), typed, follow=True)
    assert "A colleague had taken this item from the agenda while you wrote." in response.content.decode()
    assert titles(meeting) == ["One", "Two", "Three", "Four"]
    two.refresh_from_db()
    assert (two.minutes, two.removed_at) == ("A long story", None)
    assert AuditEntry.objects.filter(subject_uid=two.uid, verb="put back agenda item").count() == 1


def test_an_action_and_a_decision_put_a_removed_item_back_too(steered: Steered) -> None:
    meeting = meeting_of(steered.committee, "One", "Two")
    one, two = meeting.items.all()
    for item in (one, two):
        remove_item(by=steered.lead, item=item)
        remove_item(by=steered.lead, item=item)
    give_action(by=steered.member, committee=steered.committee, item=one, fields=ActionFields("Call"))
    decide_at_item(by=steered.member, item=two, question=QuestionFields("Who pays?"), fields=answer())
    assert titles(meeting) == ["One", "Two"]
    assert AuditEntry.objects.filter(verb="remove agenda item").count() == 2


def test_an_agenda_is_not_endless(steered: Steered) -> None:
    meeting = meeting_of(steered.committee)
    with pytest.raises(AgendaIsFull):
        add_items(by=steered.lead, meeting=meeting, items=[NewItem(str(n)) for n in range(MOST_ITEMS + 1)])
    assert AgendaItem.objects.count() == 0


def test_a_meeting_that_moves_ahead_is_ahead(steered: Steered) -> None:
    meeting = meeting_of(steered.committee)
    change_meeting(by=steered.lead, meeting=meeting, started_from=1, fields=AHEAD)
    page = meeting_page(steered.member, Meeting.objects.get())
    assert page.state.value == "ahead"


def test_50_000_characters_get_one_sentence_and_stay_in_the_field(steered: Steered, client: Client) -> None:
    item = item_of(steered.committee)
    client.force_login(steered.member)
    typed = {"minutes": "x" * 50_000, "version": "1", "base-minutes": ""}
    response = client.post(reverse("agenda_item_minutes", args=[item.uid]), typed)
    assert response.status_code == 422
    assert "at most 20000 characters" in response.content.decode()
    assert "x" * 50_000 in response.content.decode()


def test_a_title_of_50_000_characters_gets_one_sentence(steered: Steered, client: Client) -> None:
    meeting = meeting_of(steered.committee)
    client.force_login(steered.member)
    response = client.post(reverse("agenda_item_add", args=[meeting.uid]), {"own": "x" * 2_000})
    assert response.status_code == 422
    assert "at most 500 characters for an item" in response.content.decode()
    assert meeting.items.count() == 0


def meeting_page_of(client: Client, steered: Steered, when: MeetingFields) -> str:
    client.force_login(steered.member)
    meeting = meeting_of(steered.committee, "One", when=when)
    return str(client.get(reverse("meeting", args=[meeting.uid])).content.decode())


@pytest.mark.parametrize(
    ("when", "first"),
    [(AHEAD, "Add to the agenda"), (replace(HELD, on=date(2027, 1, 14), at=time(23)), "Note who came")],
)
def test_who_came_is_the_first_button_from_the_day_of_the_meeting_on(
    steered: Steered, client: Client, when: MeetingFields, first: str
) -> None:
    page = meeting_page_of(client, steered, when)
    assert re.findall('class="btn btn-primary" href="[^"]*">([^<]*)<', page) == [first]
    assert "Note who came" in page


def test_a_meeting_ahead_lists_who_is_expected_to_be_ticked_off(steered: Steered, client: Client) -> None:
    CommitteeMember.objects.create(
        committee=steered.committee, name="Early Bird", starts_on=date(2026, 1, 1), ends_on=date(2027, 1, 31)
    )
    page = meeting_page_of(client, steered, replace(AHEAD, guests="The superintendent"))
    expected = page.partition("Who is expected")[2]
    assert re.findall("<li>([^<]*)</li>", expected) == ["Ana Ruiz", "Luis Ferrer"]
    assert "Expected besides the members: The superintendent" in expected
    assert "Not noted yet." not in page
    assert "Not noted yet." in meeting_page_of(client, steered, HELD)


def test_the_form_calls_the_agenda_by_its_name_and_sends_nobody_a_letter(steered: Steered, client: Client) -> None:
    question_of(steered.committee)
    client.force_login(steered.member)
    page = client.get(reverse("meeting_new", args=[steered.committee.uid])).content.decode()
    for words in ("Agenda: what is open", "Agenda: items of your own", "Waypost sends nobody a letter about a meeting"):
        assert words in page
