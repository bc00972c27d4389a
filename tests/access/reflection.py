"""Who may open the addresses of a reflection: rows of the access table."""

from tests.access.rows import PLAN_READERS, Row, roles
from tests.governance import reflect_addresses as reflect
from waypost.people.rules import Role

REFLECT_EDITORS = roles(Role.COMMITTEE_MEMBER, Role.PROGRAM_LEAD)
LEADERS_TEAM = roles(Role.PROGRAM_LEAD)
ENDORSERS = REFLECT_EDITORS | roles(Role.ASSESSOR, Role.COACH, Role.EDUCATOR, Role.HUMAN_RESOURCES, Role.PRINCIPAL)

REFLECT_ROWS: dict[str, Row] = {
    "reflect": Row(PLAN_READERS),
    "reflect_shared_visions": Row(ENDORSERS),
    "reflect_endorse": Row(ENDORSERS, reflect.vision, method="POST", status=302),
    "reflect_withdraw": Row(ENDORSERS, reflect.vision, method="POST", status=302),
    "reflect_vision_comment": Row(REFLECT_EDITORS, reflect.vision, method="POST", status=422),
    "reflect_endorsement_add": Row(LEADERS_TEAM, reflect.vision),
    "reflect_endorsement_take_out": Row(LEADERS_TEAM, reflect.endorsement, method="POST", status=302),
    "reflect_take_out": Row(REFLECT_EDITORS, reflect.part, method="POST", status=302),
    "reflect_put_back": Row(REFLECT_EDITORS, reflect.part, method="POST", status=302),
    "reflect_initiative": Row(PLAN_READERS, reflect.initiative),
    "reflect_initiative_edit": Row(REFLECT_EDITORS, reflect.initiative),
    "reflect_effect": Row(REFLECT_EDITORS, reflect.initiative),
    "reflect_cause_add": Row(REFLECT_EDITORS, reflect.initiative),
    "reflect_cause_edit": Row(REFLECT_EDITORS, reflect.cause),
    "reflect_cause_move": Row(REFLECT_EDITORS, reflect.cause, method="POST", data={"to": "up"}, status=302),
    "reflect_stakeholder_edit": Row(REFLECT_EDITORS, reflect.stakeholder),
    "reflect_leaders_take_out": Row(LEADERS_TEAM, reflect.said),
    "reflect_leader": Row(LEADERS_TEAM, reflect.leader),
    "reflect_leader_edit": Row(LEADERS_TEAM, reflect.leader),
    "reflect_conversation_add": Row(LEADERS_TEAM, reflect.leader),
    "reflect_commitment_add": Row(LEADERS_TEAM, reflect.leader),
    "reflect_conversation_edit": Row(LEADERS_TEAM, reflect.conversation),
    "reflect_commitment_edit": Row(LEADERS_TEAM, reflect.promise),
    "reflect_gap_edit": Row(REFLECT_EDITORS, reflect.element),
    "reflect_organization": Row(PLAN_READERS, reflect.organization),
    "reflect_initiatives": Row(PLAN_READERS, reflect.organization),
    "reflect_initiative_add": Row(REFLECT_EDITORS, reflect.organization),
    "reflect_stakeholders": Row(PLAN_READERS, reflect.organization),
    "reflect_stakeholder_add": Row(REFLECT_EDITORS, reflect.organization),
    "reflect_leaders": Row(LEADERS_TEAM, reflect.organization),
    "reflect_list_principals": Row(LEADERS_TEAM, reflect.organization, method="POST", status=302),
    "reflect_leader_add": Row(LEADERS_TEAM, reflect.organization),
    "reflect_gaps": Row(PLAN_READERS, reflect.organization),
    "reflect_gaps_begin": Row(REFLECT_EDITORS, reflect.organization, method="POST", status=302),
    "reflect_gap_add": Row(REFLECT_EDITORS, reflect.organization),
    "reflect_gap_score": Row(REFLECT_EDITORS, reflect.organization_with_elements),
    "reflect_gap_scale": Row(REFLECT_EDITORS, reflect.organization),
    "reflect_vision": Row(PLAN_READERS, reflect.organization),
    "reflect_vision_write": Row(LEADERS_TEAM, reflect.organization),
}
