"""The one page on which each thing that needs a look is settled. Pure."""

from waypost.plans.rules.activities import LookReason

#: The name of the address, and the words of the button that leads there.
WAYS = {
    LookReason.PAST_DATE: ("plan_activity_date", "Set a new date"),
    LookReason.BLOCKED: ("plan_activity", "See what it needs"),
    LookReason.AT_RISK: ("plan_activity", "See why"),
    LookReason.NO_LEAD: ("plan_activity_edit", "Name a lead"),
    LookReason.OPEN_ROLE: ("plan_activity_edit", "Name somebody"),
    LookReason.LEAD_LEFT: ("plan_activity_edit", "Change the lead"),
    LookReason.NO_DATE: ("plan_activity_date", "Set a date"),
}
