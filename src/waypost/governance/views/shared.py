"""The page with a form about committees, meetings and what they decide."""

from typing import Any

from django.forms import Form
from django.urls import reverse

from waypost.governance.models import Committee, Meeting
from waypost.ui.editing import FormPage
from waypost.ui.navigation import Link


def committee_address(committee: Committee) -> str:
    return reverse("committee", args=[committee.uid])


def meeting_address(meeting: Meeting) -> str:
    return reverse("meeting", args=[meeting.uid])


def form_under(above: Link, heading: str, form: Form, back: str, **more: Any) -> FormPage:
    """A form below the page `above`; `more` is what FormPage takes."""
    return FormPage(heading, form, back, about=above.label, crumbs=(above,), **more)


def committee_form(heading: str, form: Form, committee: Committee, back: str = "", **more: Any) -> FormPage:
    """A form about a committee; those who change nothing go to its page, or `back`."""
    above = Link(committee.name, committee_address(committee))
    return form_under(above, heading, form, back or above.url, zone=committee.organization.timezone, **more)


def meeting_form(heading: str, form: Form, meeting: Meeting, back: str = "", **more: Any) -> FormPage:
    """A form about a meeting; those who change nothing go to its page, or `back`."""
    above = Link(f"Meeting of the {meeting.committee.name}", meeting_address(meeting))
    zone = meeting.committee.organization.timezone
    return form_under(above, heading, form, back or above.url, zone=zone, **more)
