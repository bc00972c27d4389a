"""Canceling a meeting, withdrawing a question, dropping an action, ending a committee, and taking each up again."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.governance.committee_builders import (
    AHEAD,
    Steered,
    answer,
    build_steered,
    committee_at,
    decided,
    item_of,
    meeting_of,
    question_of,
)
from waypost.common.models import AuditEntry
from waypost.governance.actions.action_items import give_action, tick_off
from waypost.governance.actions.closing import ItStays, close, take_up
from waypost.governance.actions.committees import SeatHasHistory, SeatIsTaken, correct_name, remove_seat
from waypost.governance.actions.decisions import IsWithdrawn, ask_question, decide, decide_at_item
from waypost.governance.actions.meetings import NewItem, plan_meeting, take_attendance, write_minutes
from waypost.governance.actions.saving import HasEnded, IsCanceled
from waypost.governance.models import ActionItem, Committee, CommitteeMember, Decision, Meeting
from waypost.governance.queries.agendas import drafted_agenda
from waypost.governance.queries.closing import Closed
from waypost.governance.queries.committee_pages import committee_page, listed_committees
from waypost.governance.queries.committees import committees_steering
from waypost.governance.queries.decisions import DecisionSearch, search_decisions, state_of
from waypost.governance.queries.exporting import log_document
from waypost.governance.queries.meetings import meeting_page
from waypost.governance.queries.own_work import committee_in_sight
from waypost.governance.rules.decisions import DecisionState, QuestionFields
from waypost.governance.rules.meetings import ActionFields, MeetingState

pytestmark = pytest.mark.django_db


@pytest.fixture
def steered() -> Steered:
    return build_steered()


def drafted(steered: Steered) -> list[str]:
    return [item.question.title for item in drafted_agenda(steered.committee)]


def close_in_browser(client: Client, kind: str, thing: Closed) -> None:
    response = client.post(reverse("committee_close", args=[kind, thing.uid]), {"why": "It snowed."})
    assert response.status_code == 302


def shown(client: Client, name: str, uid: str) -> str:
    return str(client.get(reverse(name, args=[uid])).content.decode())


def action_of(steered: Steered, text: str = "Call the schools") -> ActionItem:
    return give_action(by=steered.lead, committee=steered.committee, fields=ActionFields(text, "Luis Ferrer"))


def test_a_canceled_meeting_is_neither_ahead_nor_held_and_its_questions_return(
    steered: Steered, client: Client
) -> None:
    question = question_of(steered.committee, "Who pays?")
    items = [NewItem("Who pays?", decision=question), NewItem("Offer for spring")]
    meeting = plan_meeting(by=steered.lead, committee=steered.committee, fields=AHEAD, items=items)
    assert drafted(steered) == []
    client.force_login(steered.member)
    close_in_browser(client, "meeting", meeting)
    assert drafted(steered) == ["Who pays?", "Offer for spring"]
    assert committee_page(steered.member, steered.committee).meetings.ahead == []
    assert committee_in_sight(steered.member).next_meeting is None
    (listed,) = listed_committees(steered.member)
    assert listed.next_meeting is None
    assert "This meeting was canceled: It snowed." in shown(client, "meeting", meeting.uid)
    assert "It snowed." in shown(client, "committee_meetings", steered.committee.uid)
    client.post(reverse("committee_take_up", args=["meeting", meeting.uid]))
    assert meeting_page(steered.member, Meeting.objects.get()).state is MeetingState.AHEAD
    assert drafted(steered) == []
    verbs = AuditEntry.objects.filter(subject_uid=meeting.uid, verb__in=["cancel meeting", "take up meeting"])
    assert [(row.verb, row.why) for row in verbs.order_by("pk")] == [
        ("cancel meeting", "It snowed."),
        ("take up meeting", ""),
    ]


def test_what_one_meeting_did_not_reach_and_the_next_canceled_returns_once(steered: Steered) -> None:
    held = meeting_of(steered.committee, "Visit to Stony Brook")
    take_attendance(by=steered.lead, meeting=held, started_from=1, offered=[], members=[], guests="")
    canceled = meeting_of(steered.committee, "Visit to Stony Brook", "Offer for spring", when=AHEAD)
    close(by=steered.lead, thing=canceled, why="It snowed.")
    assert drafted(steered) == ["Visit to Stony Brook", "Offer for spring"]


def test_a_meeting_that_was_held_stays(steered: Steered, client: Client) -> None:
    item = item_of(steered.committee)
    write_minutes(by=steered.lead, item=item, started_from=1, minutes="We said it.")
    client.force_login(steered.member)
    response = client.post(reverse("committee_close", args=["meeting", item.meeting.uid]), {"why": "Kept words"})
    assert response.status_code == 422
    assert "so it was held: it stays." in response.content.decode()
    assert "Kept words" in response.content.decode()
    assert Meeting.objects.get().closed_at is None


def test_who_wrote_for_a_meeting_that_was_canceled_meanwhile_keeps_the_words(steered: Steered, client: Client) -> None:
    item = item_of(steered.committee)
    close(by=steered.lead, thing=item.meeting, why="It snowed.")
    client.force_login(steered.member)
    typed = {"minutes": "A long story", "version": "1", "base-minutes": ""}
    response = client.post(reverse("agenda_item_minutes", args=[item.uid]), typed)
    assert response.status_code == 422
    assert "This meeting was canceled: keep a copy of your words" in response.content.decode()
    assert "A long story" in response.content.decode()
    with pytest.raises(IsCanceled):
        take_attendance(by=steered.lead, meeting=item.meeting, started_from=2, offered=[], members=[], guests="")
    with pytest.raises(IsCanceled):
        decide_at_item(by=steered.lead, item=item, question=QuestionFields("Who?"), fields=answer())


def test_a_withdrawn_question_leaves_the_drafts_and_stays_in_the_log(steered: Steered, client: Client) -> None:
    question = question_of(steered.committee, "Who pays?")
    client.force_login(steered.member)
    close_in_browser(client, "question", question)
    question.refresh_from_db()
    assert (state_of(question), drafted(steered)) == (DecisionState.WITHDRAWN, [])
    assert committee_in_sight(steered.member).decisions == ()
    search = DecisionSearch(state=DecisionState.WITHDRAWN)
    assert list(search_decisions(steered.member, search)) == [question]
    assert list(search_decisions(steered.member, DecisionSearch(state=DecisionState.OPEN))) == []
    assert ("Why it was withdrawn", "It snowed.") in log_document(steered.member, search).entries[0].facts
    page = shown(client, "decision", question.uid)
    assert "This question was withdrawn: It snowed." in page
    assert "withdrew the question" in page
    with pytest.raises(IsWithdrawn):
        decide(by=steered.lead, decision=question, started_from=question.version, fields=answer())
    client.post(reverse("committee_take_up", args=["question", question.uid]))
    assert drafted(steered) == ["Who pays?"]


def test_what_was_decided_is_not_withdrawn(steered: Steered) -> None:
    made = decided(steered.committee)
    with pytest.raises(ItStays, match="record a newer decision"):
        close(by=steered.lead, thing=made, why="Wrong")
    assert Decision.objects.get().closed_at is None


def test_a_dropped_action_is_asked_of_nobody_and_can_be_taken_up_again(steered: Steered, client: Client) -> None:
    action = action_of(steered)
    client.force_login(steered.member)
    close_in_browser(client, "action", action)
    assert drafted(steered) == []
    assert committee_in_sight(steered.member).actions == []
    assert "It snowed." in shown(client, "committee", steered.committee.uid)
    client.post(reverse("committee_take_up", args=["action", action.uid]))
    assert drafted(steered) == ["Call the schools"]
    tick_off(by=steered.lead, action=action, done_on=AHEAD.on)
    with pytest.raises(ItStays):
        close(by=steered.lead, thing=action, why="Late")


def test_a_committee_ends_once_no_meeting_is_planned_and_its_log_stays(steered: Steered, client: Client) -> None:
    made, meeting = decided(steered.committee), meeting_of(steered.committee, when=AHEAD)
    client.force_login(steered.lead)
    response = client.post(reverse("committee_close", args=["committee", steered.committee.uid]), {"why": "Done."})
    assert "A meeting is still planned: cancel it first." in response.content.decode()
    close(by=steered.lead, thing=meeting, why="Not needed.")
    close_in_browser(client, "committee", steered.committee)
    page = shown(client, "committee", steered.committee.uid)
    assert "This committee ended on January 14, 2027: It snowed." in page
    assert reverse("meeting_new", args=[steered.committee.uid]) not in page
    assert made.question in shown(client, "decision", made.uid)
    assert list(committees_steering(steered.tree.district)) == []
    assert committee_in_sight(steered.member).committee is None
    for refused in (
        lambda: ask_question(by=steered.lead, committee=steered.committee, fields=QuestionFields("Who?")),
        lambda: plan_meeting(by=steered.lead, committee=steered.committee, fields=AHEAD),
        lambda: action_of(steered),
    ):
        with pytest.raises(HasEnded):
            refused()
    client.post(reverse("committee_take_up", args=["committee", steered.committee.uid]))
    assert Committee.objects.get().closed_at is None


def test_a_member_ends_no_committee_and_a_stranger_closes_nothing(steered: Steered, client: Client) -> None:
    meeting, question = meeting_of(steered.committee, when=AHEAD), question_of(steered.committee)
    kinds = {"meeting": meeting, "question": question, "action": action_of(steered), "committee": steered.committee}
    client.force_login(steered.member)
    assert client.post(reverse("committee_close", args=["committee", steered.committee.uid])).status_code == 404
    client.force_login(steered.stranger)
    for kind, thing in kinds.items():
        for name in ("committee_close", "committee_take_up"):
            assert client.post(reverse(name, args=[kind, thing.uid]), {"why": "Mine"}).status_code == 404
    client.force_login(steered.lead)
    assert client.get(reverse("committee_close", args=["plan", meeting.uid])).status_code == 404
    assert not AuditEntry.objects.filter(why="Mine").exists()


def test_closing_twice_changes_nothing(steered: Steered) -> None:
    meeting = meeting_of(steered.committee, when=AHEAD)
    close(by=steered.lead, thing=meeting, why="It snowed.")
    close(by=steered.member, thing=meeting, why="Another reason")
    assert Meeting.objects.get().closed_why == "It snowed."
    take_up(by=steered.lead, thing=meeting)
    take_up(by=steered.lead, thing=meeting)
    assert AuditEntry.objects.filter(verb="take up meeting").count() == 1


def test_a_seat_added_by_mistake_is_removed_unless_it_has_a_history(steered: Steered, client: Client) -> None:
    ana, luis = steered.committee.members.all()
    meeting = meeting_of(steered.committee)
    take_attendance(by=steered.lead, meeting=meeting, started_from=1, offered=[ana], members=[ana], guests="")
    client.force_login(steered.lead)
    assert reverse("committee_seat_remove", args=[luis.uid]) in shown(client, "committee_seat_edit", luis.uid)
    response = client.post(reverse("committee_seat_remove", args=[ana.uid]))
    assert response.status_code == 422
    assert "end the term instead." in response.content.decode()
    client.post(reverse("committee_seat_remove", args=[luis.uid]))
    assert list(steered.committee.members.all()) == [ana]
    assert AuditEntry.objects.filter(verb="remove seat", before__name="Luis Ferrer").count() == 1
    with pytest.raises(SeatHasHistory):
        remove_seat(by=steered.lead, seat=ana)


def test_a_name_typed_by_hand_is_corrected_and_an_accounts_name_is_not(steered: Steered, client: Client) -> None:
    ana, luis = steered.committee.members.all()
    client.force_login(steered.lead)
    typed = {"name": "Anna Ruiz", "version": "1", "base-name": "Ana Ruiz"}
    assert client.post(reverse("committee_seat_name", args=[ana.uid]), typed).status_code == 302
    assert CommitteeMember.objects.get(pk=ana.pk).said == "Anna Ruiz"
    with pytest.raises(SeatIsTaken):
        correct_name(by=steered.lead, seat=luis, started_from=1, name="Somebody Else")


def test_an_ended_committee_stands_last_and_points_nothing_out(steered: Steered) -> None:
    other = committee_at(steered.tree.district, name="Zoning taskforce")
    close(by=steered.lead, thing=steered.committee, why="Done.")
    found = listed_committees(steered.lead)
    assert [line.committee.name for line in found] == [other.name, "Steering committee"]
    assert found[1].missing == ()
