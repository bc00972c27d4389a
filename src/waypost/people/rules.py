"""Who may do what: roles and what each brings, without database or web (OP1; "Who sees what" in DESIGN.md)."""

from datetime import datetime, timedelta
from enum import StrEnum

from waypost.people.permissions import Permission


class Role(StrEnum):
    """What a person is at one node of the tree; the role reaches the branch below."""

    ASSESSOR = "assessor"
    CATALOG_EDITOR = "catalog_editor"
    COACH = "coach"
    COMMITTEE_MEMBER = "committee_member"
    EDUCATOR = "educator"
    HUMAN_RESOURCES = "hr"
    ORGANIZATION_ADMIN = "organization_admin"
    PRINCIPAL = "principal"
    PROGRAM_LEAD = "program_lead"
    STATE_STAFF = "state_staff"


ROLE_LABELS: dict[Role, str] = {
    Role.ASSESSOR: "Assessor",
    Role.CATALOG_EDITOR: "Catalog editor",
    Role.COACH: "Coach",
    Role.COMMITTEE_MEMBER: "Committee member",
    Role.EDUCATOR: "Educator",
    Role.HUMAN_RESOURCES: "Human resources",
    Role.ORGANIZATION_ADMIN: "Organization administrator",
    Role.PRINCIPAL: "Principal",
    Role.PROGRAM_LEAD: "Program lead",
    Role.STATE_STAFF: "State staff",
}

ROLE_PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.ASSESSOR: frozenset({Permission.ASSESSMENT_REVIEW_CLAIM, Permission.GOVERNANCE_VISION_ENDORSE}),
    Role.CATALOG_EDITOR: frozenset({Permission.CATALOG_CREDENTIAL_EDIT, Permission.CATALOG_CREDENTIAL_PUBLISH}),
    Role.COACH: frozenset(
        {
            Permission.GOVERNANCE_VISION_ENDORSE,
            Permission.LIBRARY_ITEM_READ,
            Permission.SUBMISSIONS_SHARED_READ,
        }
    ),
    Role.COMMITTEE_MEMBER: frozenset(
        {
            Permission.FRAMEWORKS_FRAMEWORK_READ,
            Permission.GOVERNANCE_COMMITTEE_READ,
            Permission.GOVERNANCE_DECISION_READ,
            Permission.GOVERNANCE_MEETING_EDIT,
            Permission.GOVERNANCE_REFLECTION_EDIT,
            Permission.GOVERNANCE_REFLECTION_READ,
            Permission.GOVERNANCE_VISION_ENDORSE,
            Permission.IMPROVEMENT_THEORY_EDIT,
            Permission.IMPROVEMENT_THEORY_READ,
            Permission.INSIGHT_NUMBERS_READ,
            Permission.LIBRARY_ITEM_EDIT,
            Permission.LIBRARY_ITEM_READ,
            Permission.PLANS_PLAN_READ,
            Permission.PROGRAMS_PROGRAM_READ,
        }
    ),
    Role.EDUCATOR: frozenset({Permission.GOVERNANCE_VISION_ENDORSE, Permission.SUBMISSIONS_ENROLLMENT_WORK}),
    Role.HUMAN_RESOURCES: frozenset({Permission.CREDENTIALS_EARNED_READ, Permission.GOVERNANCE_VISION_ENDORSE}),
    Role.ORGANIZATION_ADMIN: frozenset(
        {
            Permission.CREDENTIALS_ISSUER_MANAGE,
            Permission.PEOPLE_ORGANIZATION_MANAGE,
            Permission.PEOPLE_PERSON_INVITE,
            Permission.PEOPLE_PERSON_READ,
            Permission.PEOPLE_ROLE_GRANT,
        }
    ),
    Role.PRINCIPAL: frozenset(
        {
            Permission.CREDENTIALS_EARNED_READ,
            Permission.GOVERNANCE_VISION_ENDORSE,
            Permission.LIBRARY_ITEM_READ,
            Permission.PROGRAMS_TRAINING_RECORD,
            Permission.SUBMISSIONS_PARTICIPATION_READ,
        }
    ),
    Role.PROGRAM_LEAD: frozenset(
        {
            Permission.ASSESSMENT_QUEUE_OVERSEE,
            Permission.CREDENTIALS_AWARD_REVOKE,
            Permission.CREDENTIALS_EARNED_READ,
            Permission.FRAMEWORKS_FRAMEWORK_MANAGE,
            Permission.FRAMEWORKS_FRAMEWORK_READ,
            Permission.GOVERNANCE_COMMITTEE_MANAGE,
            Permission.GOVERNANCE_COMMITTEE_READ,
            Permission.GOVERNANCE_DECISION_READ,
            Permission.GOVERNANCE_LEADERS_EDIT,
            Permission.GOVERNANCE_MEETING_EDIT,
            Permission.GOVERNANCE_REFLECTION_EDIT,
            Permission.GOVERNANCE_REFLECTION_READ,
            Permission.GOVERNANCE_VISION_EDIT,
            Permission.GOVERNANCE_VISION_ENDORSE,
            Permission.IMPROVEMENT_THEORY_EDIT,
            Permission.IMPROVEMENT_THEORY_READ,
            Permission.INSIGHT_NUMBERS_READ,
            Permission.INSIGHT_ROWS_READ,
            Permission.LIBRARY_ITEM_EDIT,
            Permission.LIBRARY_ITEM_READ,
            Permission.PEOPLE_PERSON_INVITE,
            Permission.PEOPLE_PERSON_READ,
            Permission.PLANS_PLAN_ADOPT,
            Permission.PLANS_PLAN_EDIT,
            Permission.PLANS_PLAN_READ,
            Permission.PROGRAMS_COHORT_MANAGE,
            Permission.PROGRAMS_PROGRAM_MANAGE,
            Permission.PROGRAMS_PROGRAM_READ,
            Permission.PROGRAMS_TRAINING_RECORD,
            Permission.SUBMISSIONS_PARTICIPATION_READ,
        }
    ),
    Role.STATE_STAFF: frozenset(
        {
            Permission.FRAMEWORKS_FRAMEWORK_READ,
            Permission.GOVERNANCE_DECISION_READ,
            Permission.GOVERNANCE_REFLECTION_READ,
            Permission.IMPROVEMENT_THEORY_READ,
            Permission.INSIGHT_NUMBERS_READ,
            Permission.LIBRARY_ITEM_READ,
            Permission.PLANS_PLAN_READ,
            Permission.PROGRAMS_PROGRAM_READ,
        }
    ),
}


def roles_with(permission: Permission) -> frozenset[Role]:
    """Every role that brings `permission`."""
    return frozenset(role for role, granted in ROLE_PERMISSIONS.items() if permission in granted)


#: Which roles the holder of a role may give to others in the same branch.
ROLES_TO_GIVE: dict[Role, frozenset[Role]] = {
    Role.ORGANIZATION_ADMIN: frozenset(Role),
    Role.PROGRAM_LEAD: frozenset({Role.ASSESSOR, Role.COACH, Role.COMMITTEE_MEMBER, Role.EDUCATOR, Role.PRINCIPAL}),
}


def roles_to_give(held: frozenset[Role]) -> frozenset[Role]:
    """The roles that somebody who holds `held` may give to others."""
    return frozenset[Role]().union(*(ROLES_TO_GIVE.get(role, frozenset()) for role in held))


#: An invitation's link opens this long after each sending.
INVITATION_DAYS = timedelta(days=14)


class InvitationState(StrEnum):
    """Where an invitation stands."""

    WAITING = "waiting"
    EXPIRED = "expired"
    ACCEPTED = "accepted"
    WITHDRAWN = "withdrawn"


def invitation_state(
    accepted_at: datetime | None, withdrawn_at: datetime | None, expires_at: datetime, now: datetime
) -> InvitationState:
    """An expired invitation waits again once it is sent again; the other two ends are final."""
    if accepted_at:
        return InvitationState.ACCEPTED
    if withdrawn_at:
        return InvitationState.WITHDRAWN
    return InvitationState.WAITING if now < expires_at else InvitationState.EXPIRED


class OrganizationKind(StrEnum):
    """What a node of the tree is."""

    STATE = "state"
    REGION = "region"
    DISTRICT = "district"
    SCHOOL = "school"
    DEPARTMENT = "department"
    ASSOCIATION = "association"
    AFFILIATE = "affiliate"


KINDS_BELOW: dict[OrganizationKind | None, tuple[OrganizationKind, ...]] = {
    None: (OrganizationKind.STATE, OrganizationKind.DISTRICT, OrganizationKind.ASSOCIATION),
    OrganizationKind.STATE: (OrganizationKind.REGION, OrganizationKind.DISTRICT, OrganizationKind.DEPARTMENT),
    OrganizationKind.REGION: (OrganizationKind.DISTRICT, OrganizationKind.DEPARTMENT),
    OrganizationKind.DISTRICT: (OrganizationKind.SCHOOL, OrganizationKind.DEPARTMENT),
    OrganizationKind.SCHOOL: (OrganizationKind.DEPARTMENT,),
    OrganizationKind.DEPARTMENT: (),
    OrganizationKind.ASSOCIATION: (OrganizationKind.AFFILIATE, OrganizationKind.DEPARTMENT),
    OrganizationKind.AFFILIATE: (OrganizationKind.DEPARTMENT,),
}


def usual_kind_below(parent: OrganizationKind) -> OrganizationKind | None:
    """What is mostly added below `parent`: a district, else what comes first; None where nothing may stand there."""
    kinds = KINDS_BELOW[parent]
    return OrganizationKind.DISTRICT if OrganizationKind.DISTRICT in kinds else next(iter(kinds), None)


def may_stand_below(kind: OrganizationKind, parent: OrganizationKind | None) -> bool:
    """State → region → district → school → department, and association → affiliate (OP1); None is the top."""
    return kind in KINDS_BELOW[parent]


#: The zones of the United States and its territories, by the words that people use.
TIME_ZONES: tuple[tuple[str, str], ...] = (
    ("America/New_York", "Eastern"),
    ("America/Chicago", "Central"),
    ("America/Denver", "Mountain"),
    ("America/Phoenix", "Mountain, Arizona"),
    ("America/Los_Angeles", "Pacific"),
    ("America/Anchorage", "Alaska"),
    ("Pacific/Honolulu", "Hawaii"),
    ("America/Puerto_Rico", "Atlantic"),
    ("Pacific/Guam", "Guam and Northern Mariana Islands"),
    ("Pacific/Pago_Pago", "American Samoa"),
    ("UTC", "Coordinated Universal Time"),
)
