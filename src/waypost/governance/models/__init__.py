"""What an organization looks back on, wants and decides: initiatives, people, gaps; committees and decisions."""

from waypost.governance.models.committees import Charter, CharterAgreement, Committee, CommitteeMember, Ownership
from waypost.governance.models.decisions import LINKED, Decision, DecisionLink
from waypost.governance.models.meetings import ActionItem, AgendaItem, Attendance, Meeting

__all__ = [
    "LINKED",
    "ActionItem",
    "AgendaItem",
    "Attendance",
    "Charter",
    "CharterAgreement",
    "Committee",
    "CommitteeMember",
    "Decision",
    "DecisionLink",
    "Meeting",
    "Ownership",
]
