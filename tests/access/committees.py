"""Who may open the pages of committees, meetings and decisions: their part of the table."""

from tests.access.objects import district
from tests.access.rows import Row, roles
from tests.governance import committee_addresses as committees
from waypost.people.rules import Role

LEADS = roles(Role.PROGRAM_LEAD)
MEETING_PEOPLE = roles(Role.COMMITTEE_MEMBER, Role.PROGRAM_LEAD)
LOG_READERS = roles(Role.COMMITTEE_MEMBER, Role.PROGRAM_LEAD, Role.STATE_STAFF)

TABLE: dict[str, Row] = {
    "committees": Row(MEETING_PEOPLE),
    "committee_new": Row(LEADS),
    "committee_seat_edit": Row(LEADS, committees.seat),
    "committee_seat_let_in": Row(LEADS, committees.seat_of_somebody, method="POST", status=302),
    "committee_seat_holder": Row(LEADS, committees.seat_by_name),
    "committee_owner_edit": Row(LEADS, committees.owner),
    "committee_owner_add": Row(LEADS, district),
    "committee_seat_name": Row(LEADS, committees.seat),
    "committee_seat_remove": Row(LEADS, committees.seat),
    "committee_close": Row(MEETING_PEOPLE, committees.closing),
    "committee_take_up": Row(MEETING_PEOPLE, committees.closing, method="POST", status=302),
    "committee": Row(MEETING_PEOPLE, committees.committee),
    "committee_edit": Row(LEADS, committees.committee),
    "committee_charter": Row(MEETING_PEOPLE, committees.committee),
    "committee_charter_edit": Row(LEADS, committees.committee),
    "committee_charter_agree": Row(LEADS, committees.committee),
    "committee_charter_agree_oneself": Row(MEETING_PEOPLE, committees.committee, method="POST", status=302),
    "committee_seat_add": Row(LEADS, committees.committee),
    "committee_meetings": Row(MEETING_PEOPLE, committees.committee),
    "meeting_new": Row(MEETING_PEOPLE, committees.committee),
    "committee_action_add": Row(MEETING_PEOPLE, committees.committee),
    "committee_action_edit": Row(MEETING_PEOPLE, committees.action),
    "committee_action_done": Row(MEETING_PEOPLE, committees.action, method="POST", status=302),
    "committee_action_plan": Row(LEADS, committees.action),
    "agenda_item_edit": Row(MEETING_PEOPLE, committees.item),
    "agenda_item_move": Row(MEETING_PEOPLE, committees.item, method="POST", status=302),
    "agenda_item_remove": Row(MEETING_PEOPLE, committees.item),
    "agenda_item_minutes": Row(MEETING_PEOPLE, committees.item),
    "agenda_item_decide": Row(MEETING_PEOPLE, committees.item),
    "agenda_item_act": Row(MEETING_PEOPLE, committees.item),
    "meeting": Row(MEETING_PEOPLE, committees.meeting),
    "meeting_edit": Row(MEETING_PEOPLE, committees.meeting),
    "meeting_attendance": Row(MEETING_PEOPLE, committees.meeting),
    "agenda_item_add": Row(MEETING_PEOPLE, committees.meeting),
    "decisions": Row(LOG_READERS),
    "decision_new": Row(MEETING_PEOPLE),
    "decision_log_file": Row(LOG_READERS, committees.log_file, stranger_sees=True),
    "decision": Row(LOG_READERS, committees.decision),
    "decision_edit": Row(MEETING_PEOPLE, committees.question),
    "decision_decide": Row(MEETING_PEOPLE, committees.question),
    "decision_cite": Row(MEETING_PEOPLE, committees.decision),
    "decision_citation_take_out": Row(MEETING_PEOPLE, committees.citation, method="POST", status=302),
    "decision_links": Row(MEETING_PEOPLE, committees.decision),
}
