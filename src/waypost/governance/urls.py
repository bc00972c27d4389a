from django.urls import path, register_converter
from django.urls.converters import StringConverter

from waypost.governance.decision_files import WRITERS
from waypost.governance.views import action_items, committees, decisions, meetings, owners


class LogFileConverter(StringConverter):
    """The end of the name of the log's file."""

    regex = "|".join(WRITERS)


register_converter(LogFileConverter, "log_file")

urlpatterns = [
    path("committees/", committees.committee_list, name="committees"),
    path("committees/new/", committees.new_committee, name="committee_new"),
    path("committees/members/<str:uid>/edit/", committees.edit_seat, name="committee_seat_edit"),
    path("committees/owners/<str:uid>/edit/", owners.change_owner, name="committee_owner_edit"),
    path("committees/owners/at/<slug:slug>/add/", owners.name_owner, name="committee_owner_add"),
    path("committees/<str:uid>/", committees.committee, name="committee"),
    path("committees/<str:uid>/edit/", committees.edit_committee, name="committee_edit"),
    path("committees/<str:uid>/charter/", committees.charter, name="committee_charter"),
    path("committees/<str:uid>/charter/edit/", committees.write_charter, name="committee_charter_edit"),
    path("committees/<str:uid>/charter/agree/", committees.agree, name="committee_charter_agree"),
    path("committees/<str:uid>/members/add/", committees.add_seat, name="committee_seat_add"),
    path("committees/<str:uid>/meetings/new/", meetings.plan_meeting, name="meeting_new"),
    path("committees/<str:uid>/actions/add/", action_items.add_action, name="committee_action_add"),
    path("meetings/actions/<str:uid>/edit/", action_items.change_action, name="committee_action_edit"),
    path("meetings/actions/<str:uid>/done/", action_items.tick_off, name="committee_action_done"),
    path("meetings/actions/<str:uid>/plan/", action_items.into_plan, name="committee_action_plan"),
    path("meetings/items/<str:uid>/edit/", meetings.edit_item, name="agenda_item_edit"),
    path("meetings/items/<str:uid>/move/", meetings.move_item, name="agenda_item_move"),
    path("meetings/items/<str:uid>/remove/", meetings.remove_item, name="agenda_item_remove"),
    path("meetings/items/<str:uid>/minutes/", meetings.minutes, name="agenda_item_minutes"),
    path("meetings/items/<str:uid>/decide/", decisions.decide_at_item, name="agenda_item_decide"),
    path("meetings/items/<str:uid>/act/", action_items.act, name="agenda_item_act"),
    path("meetings/<str:uid>/", meetings.meeting, name="meeting"),
    path("meetings/<str:uid>/edit/", meetings.change_meeting, name="meeting_edit"),
    path("meetings/<str:uid>/attendance/", meetings.attendance, name="meeting_attendance"),
    path("meetings/<str:uid>/agenda/add/", meetings.add_items, name="agenda_item_add"),
    path("decisions/", decisions.decisions, name="decisions"),
    path("decisions/new/", decisions.ask, name="decision_new"),
    path("decisions/log.<log_file:suffix>", decisions.log_file, name="decision_log_file"),
    path("decisions/<str:uid>/", decisions.decision, name="decision"),
    path("decisions/<str:uid>/edit/", decisions.edit_question, name="decision_edit"),
    path("decisions/<str:uid>/decide/", decisions.decide, name="decision_decide"),
    path("decisions/<str:uid>/links/", decisions.links, name="decision_links"),
]
