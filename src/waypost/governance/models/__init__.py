"""What an organization looks back on, wants and decides: initiatives, people, gaps, vision; committees, decisions."""

from waypost.governance.models.committees import Charter, CharterAgreement, Committee, CommitteeMember, Ownership
from waypost.governance.models.decisions import LINKED, Decision, DecisionCitation, DecisionLink
from waypost.governance.models.gaps import GapScale, TalentElement
from waypost.governance.models.initiatives import Cause, Initiative
from waypost.governance.models.meetings import ActionItem, AgendaItem, Attendance, Meeting
from waypost.governance.models.stakeholders import Commitment, Conversation, Leader, Stakeholder
from waypost.governance.models.vision import Endorsement, VisionComment, VisionVersion

__all__ = [
    "LINKED",
    "ActionItem",
    "AgendaItem",
    "Attendance",
    "Cause",
    "Charter",
    "CharterAgreement",
    "Commitment",
    "Committee",
    "CommitteeMember",
    "Conversation",
    "Decision",
    "DecisionCitation",
    "DecisionLink",
    "Endorsement",
    "GapScale",
    "Initiative",
    "Leader",
    "Meeting",
    "Ownership",
    "Stakeholder",
    "TalentElement",
    "VisionComment",
    "VisionVersion",
]
