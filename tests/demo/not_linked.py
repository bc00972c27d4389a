"""Pages to which no link of the demo leads."""

STEP_OF_A_FORM = "follows once a form was sent"
IN_A_CREDENTIAL = "named inside credentials, for machines"
IN_A_MAIL = "stands in a mail"
#: Each with its reason.
NOT_LINKED = {
    "accept_invitation": IN_A_MAIL,
    "account_confirm_email": IN_A_MAIL,
    "account_email_verification_sent": STEP_OF_A_FORM,
    "account_inactive": "only for accounts that were switched off",
    "account_logout": "the walk stays signed in",
    "account_reauthenticate": STEP_OF_A_FORM,
    "account_reset_password_done": STEP_OF_A_FORM,
    "account_reset_password_from_key": IN_A_MAIL,
    "account_reset_password_from_key_done": STEP_OF_A_FORM,
    "account_signup": "says that accounts come by invitation",
    "achievement": IN_A_CREDENTIAL,
    "achievement_image": IN_A_CREDENTIAL,
    "framework_preview": STEP_OF_A_FORM,
    "healthz": "asked by machines",
    "mfa_list_webauthn": "only for those who have a passkey",
    "plan_calendar": "a secret address, shown once",
    "plan_import_preview": STEP_OF_A_FORM,
    "plan_measurements_preview": STEP_OF_A_FORM,
    "plan_reminder": "from a mail alone",
    "roster_preview": STEP_OF_A_FORM,
    "sign_in_again": "only for those who have neither password nor passkey",
    "status_list": IN_A_CREDENTIAL,
    "styleguide": "for those who write pages",
}
