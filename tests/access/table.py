"""Who may open which address: one row for each, written by hand (STYLE.md, 5). `test_table.py` asks them all.

To add an address, add one row under the heading of your package, in the order of your `urls.py`:

    "plan": Row(roles(Role.PROGRAM_LEAD, …), plan),

`who`: PUBLIC, SIGNED_IN, or `roles(…)`: exactly those whom the view's declaration (`people/gates.py`) lets in.
`make`: builds the object of the address (`objects.py`); leave it out where the address has no arguments.
`status`: what those who may get for `method` (200 unless told; a POST with empty `data` often gives 422 or 302).
`anonymous`: what somebody without an account gets on a PUBLIC address, where it is not `status`.
`sees`: the roles to whom the object is shown, where they are fewer than those whom the gate lets in.
`owner_only=True`: a teammate who holds the same role at the same place gets 404.
`stranger_sees=True`: the address names no object of one district, or one that is shown to all who pass the gate.

What follows from a row: those who may get `status`; everybody else gets 404, by GET and by POST; the same role in
another district gets 404 where the address has an object; somebody without an account is sent to sign in.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from tests.access.objects import (
    district,
    educator,
    invitation,
    link_of_an_invitation,
    no_object,
    role_of_the_educator,
    spoiled_link,
    spoiled_reset_link,
    unknown_passkey,
    uploaded_roster,
)
from tests.access.world import World
from tests.assessment import addresses as assessment
from tests.catalog import addresses as catalog
from tests.credentials import addresses as credentials
from tests.frameworks import addresses as frameworks
from tests.notices import addresses as notices
from tests.plans import addresses as plans
from tests.programs import addresses as programs
from tests.submissions import addresses as submissions
from waypost.people.gates import PUBLIC, SIGNED_IN
from waypost.people.rules import Role


@dataclass(frozen=True)
class Row:
    """What to expect of one address; the fields are explained above."""

    who: str | frozenset[Role]
    make: Callable[[World], dict[str, object]] = no_object
    status: int = 200
    method: str = "GET"
    data: dict[str, object] = field(default_factory=dict)
    anonymous: int | None = None
    sees: frozenset[Role] | None = None
    owner_only: bool = False
    stranger_sees: bool = False

    @property
    def has_object(self) -> bool:
        return self.make is not no_object

    @property
    def welcome(self) -> frozenset[Role]:
        """The roles that get `status`."""
        if self.sees is not None:
            return self.sees
        return self.who if isinstance(self.who, frozenset) else frozenset(Role)

    @property
    def welcomes_strangers(self) -> bool:
        return self.stranger_sees or not self.has_object


def roles(*allowed: Role) -> frozenset[Role]:
    return frozenset(allowed)


ASSESSORS = roles(Role.ASSESSOR)
COACHES = roles(Role.COACH)
EDUCATORS = roles(Role.EDUCATOR)
PLAN_READERS = roles(Role.COMMITTEE_MEMBER, Role.PROGRAM_LEAD, Role.STATE_STAFF)
CALENDAR_READERS = PLAN_READERS | roles(Role.ORGANIZATION_ADMIN)
CATALOG_EDITORS = roles(Role.CATALOG_EDITOR)
PLAN_EDITORS = roles(Role.PROGRAM_LEAD)

TABLE: dict[str, Row] = {
    # config
    "healthz": Row(PUBLIC),
    "styleguide": Row(PUBLIC),
    # home
    "home": Row(SIGNED_IN),
    # insight
    "insight": Row(PLAN_READERS),
    "insight_funnel": Row(PLAN_READERS, programs.program),
    "insight_rows": Row(roles(Role.PROGRAM_LEAD), programs.program),
    "insight_plan_rows": Row(roles(Role.PROGRAM_LEAD), plans.plan),
    "insight_plan_thread": Row(PLAN_READERS, plans.plan),
    "insight_award_thread": Row(roles(Role.PROGRAM_LEAD), credentials.private_award),
    # notices
    "digest_choice": Row(SIGNED_IN),
    "school_calendars": Row(CALENDAR_READERS),
    "day_off_change": Row(roles(Role.ORGANIZATION_ADMIN), notices.day_off),
    "day_off_take_away": Row(roles(Role.ORGANIZATION_ADMIN), notices.day_off, method="POST", status=302),
    "school_calendar": Row(CALENDAR_READERS, notices.calendar),
    "school_calendar_begin": Row(roles(Role.ORGANIZATION_ADMIN), district, method="POST", status=302),
    "day_off_add": Row(roles(Role.ORGANIZATION_ADMIN), notices.calendar),
    # people
    "people": Row(roles(Role.ORGANIZATION_ADMIN, Role.PROGRAM_LEAD)),
    "person": Row(roles(Role.ORGANIZATION_ADMIN, Role.PROGRAM_LEAD), educator),
    "person_grant_role": Row(roles(Role.ORGANIZATION_ADMIN), educator, status=422, method="POST"),
    "role_end": Row(roles(Role.ORGANIZATION_ADMIN), role_of_the_educator),
    "invitations": Row(roles(Role.ORGANIZATION_ADMIN, Role.PROGRAM_LEAD)),
    "invite": Row(roles(Role.ORGANIZATION_ADMIN, Role.PROGRAM_LEAD)),
    "invitation_send_again": Row(
        roles(Role.ORGANIZATION_ADMIN, Role.PROGRAM_LEAD), invitation, status=302, method="POST"
    ),
    "invitation_withdraw": Row(
        roles(Role.ORGANIZATION_ADMIN, Role.PROGRAM_LEAD), invitation, status=302, method="POST"
    ),
    "roster_upload": Row(roles(Role.ORGANIZATION_ADMIN, Role.PROGRAM_LEAD)),
    "roster_preview": Row(
        roles(Role.ORGANIZATION_ADMIN, Role.PROGRAM_LEAD),
        uploaded_roster,
        sees=roles(Role.ORGANIZATION_ADMIN),
        owner_only=True,
    ),
    "accept_invitation": Row(PUBLIC, link_of_an_invitation, stranger_sees=True),
    "organizations": Row(roles(Role.ORGANIZATION_ADMIN)),
    "organization_change": Row(roles(Role.ORGANIZATION_ADMIN), district),
    "organization_add": Row(roles(Role.ORGANIZATION_ADMIN), district),
    "set_up": Row(PUBLIC, status=404),
    # programs
    "programs": Row(PLAN_READERS),
    "program_new": Row(PLAN_EDITORS),
    "program": Row(PLAN_READERS, programs.program),
    "program_edit": Row(PLAN_EDITORS, programs.program),
    "program_offer": Row(PLAN_EDITORS, programs.program, method="POST", status=422),
    "program_withdraw_offer": Row(PLAN_EDITORS, programs.offer, method="POST", status=302),
    "cohort_new": Row(PLAN_EDITORS, programs.program),
    "cohort": Row(PLAN_READERS, programs.cohort),
    "cohort_edit": Row(PLAN_EDITORS, programs.cohort),
    "cohort_invite": Row(PLAN_EDITORS, programs.cohort),
    "cohort_leave": Row(PLAN_EDITORS, programs.member),
    "training": Row(roles(Role.PRINCIPAL, Role.PROGRAM_LEAD)),
    "training_record": Row(roles(Role.PRINCIPAL, Role.PROGRAM_LEAD), programs.school),
    # frameworks
    "frameworks": Row(PLAN_READERS),
    "framework_upload": Row(PLAN_EDITORS),
    "framework_preview": Row(PLAN_EDITORS, frameworks.uploaded, owner_only=True),
    "framework_item": Row(PLAN_READERS, frameworks.item),
    "framework": Row(PLAN_READERS, frameworks.framework),
    # plans
    "plans": Row(PLAN_READERS),
    "plan_new": Row(PLAN_EDITORS),
    "plan_file_schema": Row(PUBLIC),
    "plan_calendars": Row(SIGNED_IN),
    "plan_calendar": Row(PUBLIC, plans.calendar_secret, stranger_sees=True),
    "plan_calendar_revoke": Row(
        SIGNED_IN,
        plans.calendar_address,
        method="POST",
        status=302,
        sees=roles(Role.PROGRAM_LEAD),
        owner_only=True,
    ),
    "plan_import": Row(PLAN_EDITORS),
    "plan_word_template": Row(PLAN_EDITORS),
    "plan_import_preview": Row(PLAN_EDITORS, plans.plan_import),
    "plan_import_again": Row(PLAN_EDITORS, plans.plan_import, method="POST", status=409),
    "plan_import_mend": Row(PLAN_EDITORS, plans.plan_import, method="POST", status=409),
    "plan_import_confirm": Row(PLAN_EDITORS, plans.plan_import, method="POST", status=302),
    "plan_activity": Row(PLAN_READERS, plans.activity),
    "plan_activity_edit": Row(PLAN_EDITORS, plans.activity),
    "plan_activity_date": Row(PLAN_EDITORS, plans.activity),
    "plan_activity_needs": Row(PLAN_EDITORS, plans.activity),
    "plan_activity_progress": Row(PLAN_EDITORS, plans.activity),
    "plan_activity_team": Row(PLAN_EDITORS, plans.activity),
    "plan_alignment_edit": Row(PLAN_EDITORS, plans.alignment_row),
    "plan_standards": Row(PLAN_EDITORS, plans.alignment_row),
    "plan_standard_take_out": Row(PLAN_EDITORS, plans.standard, method="POST", status=302),
    "plan_goal_edit": Row(PLAN_EDITORS, plans.goal),
    "plan_indicator": Row(PLAN_READERS, plans.indicator),
    "plan_indicator_edit": Row(PLAN_EDITORS, plans.indicator),
    "plan_indicator_measure": Row(SIGNED_IN, plans.indicator, sees=PLAN_EDITORS),
    "plan_measurements_upload": Row(SIGNED_IN, plans.indicator, sees=PLAN_EDITORS),
    "plan_measurements_template": Row(SIGNED_IN, plans.indicator, sees=PLAN_EDITORS),
    "plan_measurements_preview": Row(SIGNED_IN, plans.measurement_upload, sees=PLAN_EDITORS, owner_only=True),
    "plan_measurement_correct": Row(PLAN_EDITORS, plans.measurement),
    "plan_measurement_take_back": Row(PLAN_EDITORS, plans.measurement),
    "plan_involvement_edit": Row(PLAN_EDITORS, plans.involvement),
    "plan_objective": Row(PLAN_READERS, plans.objective),
    "plan_objective_edit": Row(PLAN_EDITORS, plans.objective),
    "plan_objective_move": Row(PLAN_EDITORS, plans.objective, method="POST", status=302),
    "plan_alignment_add": Row(PLAN_EDITORS, plans.objective),
    "plan_standards_new": Row(PLAN_EDITORS, plans.objective),
    "plan_priorities": Row(PLAN_READERS),
    "plan_priority_add": Row(PLAN_EDITORS),
    "plan_priority_edit": Row(PLAN_EDITORS, plans.priority_area),
    "plan_goal_add": Row(PLAN_EDITORS, plans.priority_area),
    "plan_team": Row(PLAN_READERS, plans.team),
    "plan_team_edit": Row(PLAN_EDITORS, plans.team),
    "plan": Row(PLAN_READERS, plans.plan),
    "plan_words": Row(PLAN_EDITORS, district),
    "plan_columns": Row(PLAN_EDITORS, plans.plan),
    "plan_copy": Row(PLAN_EDITORS, plans.plan),
    "plan_edit": Row(PLAN_EDITORS, plans.plan),
    "plan_adopt": Row(PLAN_EDITORS, plans.plan),
    "plan_changes": Row(PLAN_READERS, plans.plan),
    "plan_baseline": Row(PLAN_READERS, plans.baseline),
    "plan_take": Row(PLAN_EDITORS, plans.plan),
    "plan_take_more": Row(PLAN_EDITORS, plans.taken_plan),
    "plan_taken_by": Row(PLAN_READERS, plans.plan),
    "plan_offers": Row(PLAN_EDITORS, plans.taken_plan),
    "plan_offer": Row(PLAN_EDITORS, plans.offer),
    "plan_compare": Row(PLAN_READERS, plans.plan),
    "plan_logic_model": Row(PLAN_READERS, plans.plan),
    "plan_logic_model_file": Row(PLAN_READERS, plans.picture),
    "plan_board_report": Row(PLAN_READERS, plans.plan),
    "plan_board_report_pdf": Row(PLAN_READERS, plans.plan),
    "plan_timeline": Row(PLAN_READERS, plans.plan),
    "plan_timeline_file": Row(PLAN_READERS, plans.picture),
    "plan_export": Row(PLAN_READERS, plans.plan),
    "plan_export_file": Row(PLAN_READERS, plans.export_file),
    "plan_proposal": Row(PLAN_EDITORS, plans.date_proposal),
    # Somebody else who is signed in takes nothing by it: tests/plans/test_reminder_link.py asks all of them.
    "plan_reminder": Row(PUBLIC, plans.link_of_a_reminder, status=403, anonymous=200, stranger_sees=True),
    "plan_take_out": Row(PLAN_EDITORS, plans.part),
    "plan_put_back": Row(PLAN_EDITORS, plans.part, method="POST", status=302),
    "plan_taken_out": Row(PLAN_EDITORS, plans.plan),
    "plan_undo": Row(PLAN_EDITORS, plans.change, method="POST", status=302),
    "plan_objective_add": Row(PLAN_EDITORS, plans.plan),
    "plan_activity_add": Row(PLAN_EDITORS, plans.plan),
    "plan_indicator_add": Row(PLAN_EDITORS, plans.plan),
    "plan_team_add": Row(PLAN_EDITORS, plans.plan),
    "plan_procedure": Row(PLAN_EDITORS, plans.stage),
    "plan_involvement_add": Row(PLAN_EDITORS, plans.plan),
    # catalog
    "micro_credentials": Row(PUBLIC),
    "micro_credential": Row(PUBLIC, catalog.published_micro_credential, stranger_sees=True),
    # Also shows a draft to its editors alone: tests/catalog/test_views_reading.py asks three people.
    "micro_credential_version": Row(PUBLIC, catalog.published_by_number, stranger_sees=True),
    "stack": Row(PUBLIC, catalog.stack, stranger_sees=True),
    "catalog_drafts": Row(CATALOG_EDITORS),
    "catalog_new": Row(CATALOG_EDITORS),
    "catalog_sample": Row(CATALOG_EDITORS, catalog.sample_slug, stranger_sees=True),
    "catalog_start": Row(CATALOG_EDITORS, catalog.published_micro_credential, method="POST", status=302),
    "catalog_version": Row(CATALOG_EDITORS, catalog.draft),
    "catalog_publish": Row(CATALOG_EDITORS, catalog.draft),
    "catalog_retire": Row(CATALOG_EDITORS, catalog.draft),
    "catalog_section": Row(CATALOG_EDITORS, catalog.draft_section),
    "catalog_add_criterion": Row(CATALOG_EDITORS, catalog.draft),
    "catalog_add": Row(CATALOG_EDITORS, catalog.draft_kind),
    "catalog_add_task": Row(CATALOG_EDITORS, catalog.part),
    "catalog_criterion": Row(CATALOG_EDITORS, catalog.criterion),
    "catalog_piece": Row(CATALOG_EDITORS, catalog.component),
    "catalog_move": Row(CATALOG_EDITORS, catalog.component_up, method="POST", status=302),
    "catalog_remove": Row(CATALOG_EDITORS, catalog.component, method="POST", status=302),
    "catalog_new_stack": Row(CATALOG_EDITORS),
    "catalog_stack": Row(CATALOG_EDITORS, catalog.stack),
    "catalog_add_member": Row(CATALOG_EDITORS, catalog.stack, method="POST", status=302),
    "catalog_move_member": Row(CATALOG_EDITORS, catalog.stack_member_up, method="POST", status=302),
    "catalog_remove_member": Row(CATALOG_EDITORS, catalog.stack_member, method="POST", status=302),
    # submissions: an educator's own work
    "submissions_learning": Row(EDUCATORS),
    "submissions_choose": Row(EDUCATORS),
    "submissions_begin": Row(EDUCATORS, submissions.offered, status=302, method="POST", owner_only=True),
    "submissions_team": Row(EDUCATORS),
    "submissions_share": Row(EDUCATORS, submissions.shared_by_the_educator, owner_only=True),
    "submissions_stop_sharing": Row(
        EDUCATORS, submissions.shared_by_the_educator, status=302, method="POST", owner_only=True
    ),
    "submissions_own_part": Row(EDUCATORS, submissions.shared_by_the_educator, owner_only=True),
    "submissions_use": Row(EDUCATORS, submissions.shared_with_the_educator, owner_only=True),
    "submissions_hide": Row(
        EDUCATORS, submissions.shared_with_the_educator, status=302, method="POST", owner_only=True
    ),
    "submissions_work": Row(EDUCATORS, submissions.work, owner_only=True),
    "submissions_plan": Row(EDUCATORS, submissions.work, owner_only=True),
    "submissions_put_down": Row(EDUCATORS, submissions.work, owner_only=True),
    "submissions_earlier": Row(EDUCATORS, submissions.work, owner_only=True),
    "submissions_check": Row(EDUCATORS, submissions.work, owner_only=True),
    "submissions_part": Row(EDUCATORS, submissions.part, owner_only=True),
    "submissions_autosave": Row(EDUCATORS, submissions.part, method="POST", owner_only=True),
    "submissions_receipt": Row(EDUCATORS, submissions.submission, owner_only=True),
    "submissions_take_back": Row(EDUCATORS, submissions.submission, status=302, method="POST", owner_only=True),
    "submissions_coaches": Row(EDUCATORS, submissions.work, owner_only=True),
    "submissions_coach": Row(EDUCATORS, submissions.work_shared_with_coach, owner_only=True),
    "submissions_ask": Row(EDUCATORS, submissions.work_and_coach, owner_only=True),
    "submissions_stop_asking": Row(
        EDUCATORS, submissions.work_shared_with_coach, method="POST", status=302, owner_only=True
    ),
    "submissions_evidence": Row(
        roles(Role.ASSESSOR, Role.COACH, Role.EDUCATOR), submissions.evidence, sees=EDUCATORS, owner_only=True
    ),
    # submissions: what an educator shares with a coach
    "coaching": Row(COACHES),
    "coaching_work": Row(COACHES, submissions.shared_work, owner_only=True),
    "coaching_no_answer": Row(COACHES, submissions.shared_work, method="POST", status=302, owner_only=True),
    "submissions_taking_part": Row(roles(Role.PRINCIPAL, Role.PROGRAM_LEAD)),
    # credentials
    "verify": Row(PUBLIC),
    "my_credentials": Row(SIGNED_IN),
    "earned": Row(roles(Role.HUMAN_RESOURCES, Role.PRINCIPAL, Role.PROGRAM_LEAD)),
    "credential": Row(PUBLIC, credentials.shared_award, stranger_sees=True),
    "credential_sharing": Row(
        SIGNED_IN,
        credentials.private_award,
        sees=roles(Role.EDUCATOR),
        owner_only=True,
        method="POST",
        data={"visibility": "link"},
        status=302,
    ),
    "credential_withdraw": Row(roles(Role.PROGRAM_LEAD), credentials.private_award),
    "credential_json": Row(PUBLIC, credentials.shared_credential, stranger_sees=True),
    "credential_jwt": Row(PUBLIC, credentials.shared_award, stranger_sees=True),
    "credential_badge_png": Row(PUBLIC, credentials.shared_award, stranger_sees=True),
    "credential_badge_svg": Row(PUBLIC, credentials.shared_award, stranger_sees=True),
    "credential_certificate": Row(PUBLIC, credentials.shared_award, stranger_sees=True),
    "issuing": Row(roles(Role.ORGANIZATION_ADMIN)),
    "issuer": Row(PUBLIC, credentials.issuer, stranger_sees=True),
    "issuer_new_key": Row(roles(Role.ORGANIZATION_ADMIN), credentials.issuer_key),
    "issuer_did": Row(PUBLIC, credentials.issuer, stranger_sees=True),
    "issuer_profile": Row(PUBLIC, credentials.issuer, stranger_sees=True),
    "issuer_keys": Row(PUBLIC, credentials.issuer, stranger_sees=True),
    "status_list": Row(PUBLIC, credentials.status_list, stranger_sees=True),
    "achievement": Row(PUBLIC, credentials.achievement, stranger_sees=True),
    "achievement_image": Row(PUBLIC, credentials.achievement, stranger_sees=True),
    # assessment
    "review_queue": Row(ASSESSORS),
    "review_claim": Row(ASSESSORS, assessment.waiting_submission, method="POST", status=302),
    "evidence_reviews": Row(roles(Role.PROGRAM_LEAD)),
    "review": Row(ASSESSORS, assessment.review, owner_only=True),
    "review_autosave": Row(ASSESSORS, assessment.review, method="POST", status=422, owner_only=True),
    "review_hand_back": Row(ASSESSORS, assessment.review, owner_only=True),
    "review_take_back": Row(ASSESSORS, assessment.review, method="POST", status=302, owner_only=True),
    # allauth: signing in and out. Somebody who is signed in is sent home from the pages that sign in.
    "account_login": Row(PUBLIC, status=302, anonymous=200),
    "account_logout": Row(PUBLIC, status=200, anonymous=302),
    "account_inactive": Row(PUBLIC),
    "account_signup": Row(PUBLIC, status=302, anonymous=200),
    "account_reauthenticate": Row(SIGNED_IN),
    "account_request_login_code": Row(PUBLIC, status=302, anonymous=200),
    "account_confirm_login_code": Row(PUBLIC, status=302),
    "mfa_authenticate": Row(PUBLIC, status=302),
    "mfa_login_webauthn": Row(PUBLIC, status=302),
    # allauth: email addresses and passwords. Pages that change how somebody signs in ask first who is there.
    "account_email": Row(SIGNED_IN, status=302),
    "account_email_verification_sent": Row(PUBLIC),
    "sign_in_again": Row(SIGNED_IN),
    "account_confirm_email": Row(PUBLIC, spoiled_link, stranger_sees=True),
    "account_change_password": Row(SIGNED_IN),
    "account_set_password": Row(SIGNED_IN, status=302),
    "account_reset_password": Row(PUBLIC),
    "account_reset_password_done": Row(PUBLIC),
    "account_reset_password_from_key": Row(PUBLIC, spoiled_reset_link, stranger_sees=True),
    "account_reset_password_from_key_done": Row(PUBLIC),
    # allauth: second factors. Pages that change them ask for the password again first.
    "mfa_index": Row(SIGNED_IN),
    "mfa_reauthenticate": Row(SIGNED_IN, status=302),
    "mfa_activate_totp": Row(SIGNED_IN, status=302),
    "mfa_deactivate_totp": Row(SIGNED_IN, status=404),
    "mfa_view_recovery_codes": Row(SIGNED_IN, status=404),
    "mfa_generate_recovery_codes": Row(SIGNED_IN, status=302),
    "mfa_download_recovery_codes": Row(SIGNED_IN, status=404),
    "mfa_list_webauthn": Row(SIGNED_IN),
    "mfa_add_webauthn": Row(SIGNED_IN, status=302),
    "mfa_reauthenticate_webauthn": Row(SIGNED_IN, status=302),
    "mfa_remove_webauthn": Row(SIGNED_IN, unknown_passkey, status=302, stranger_sees=True),
    "mfa_edit_webauthn": Row(SIGNED_IN, unknown_passkey, status=302, stranger_sees=True),
}
