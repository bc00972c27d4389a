"""How far an organization's reflection is, part by part, and what is next (FR1, FR2)."""

from dataclasses import dataclass

from django.urls import reverse

from waypost.governance.queries.gaps import gap_counts
from waypost.governance.queries.initiatives import cause_counts, initiative_counts
from waypost.governance.queries.leaders import leaders_page
from waypost.governance.queries.reflection import READ, may_see_leaders
from waypost.governance.queries.stakeholders import stakeholder_counts
from waypost.governance.queries.vision import standing_support
from waypost.governance.rules import standings as rules
from waypost.people.models import Organization
from waypost.people.queries import may
from waypost.people.viewers import Viewer
from waypost.programs.outcomes import Privacy, Standing
from waypost.programs.rules.outcome_states import STATE_LABELS, STATE_TONES

#: What others than the program leads are told of the conversations with leaders.
LEADERS_PRIVATE = Privacy(
    lambda viewer, program: may_see_leaders(viewer, program.organization),
    "Kept by the program leads of the organization, and by nobody else.",
)


@dataclass(frozen=True)
class PartLine:
    """One part of the reflection on its page; `next` is the step that brings it forward, empty where it stands."""

    key: str
    title: str
    standing: Standing
    next: str

    @property
    def label(self) -> str:
        return STATE_LABELS[self.standing.state]

    @property
    def tone(self) -> str:
        return STATE_TONES[self.standing.state]


def initiatives(viewer: Viewer, organization: Organization) -> Standing:
    """Of the inventory of what was tried."""
    told = rules.initiatives_standing(initiative_counts(organization))
    return _standing(viewer, organization, told, "reflect_initiatives")


def root_causes(viewer: Viewer, organization: Organization) -> Standing:
    """Of the analyses of difficult initiatives."""
    told = rules.causes_standing(cause_counts(organization))
    return _standing(viewer, organization, told, "reflect_initiatives", "?show=difficult")


def stakeholder_map(viewer: Viewer, organization: Organization) -> Standing:
    """Of the map of stakeholders."""
    told = rules.stakeholders_standing(stakeholder_counts(organization))
    return _standing(viewer, organization, told, "reflect_stakeholders")


def leaders(viewer: Viewer, organization: Organization) -> Standing:
    """Of the conversations with leaders; ask it for those alone who may see them (`LEADERS_PRIVATE`)."""
    page = leaders_page(viewer, organization)
    looks = [line.look for line in page.lines]
    spoken = sum(bool(line.conversations) for line in page.lines)
    state, said = rules.leaders_standing(len(looks), sum(map(bool, looks)) + page.not_listed, spoken, page.says)
    return Standing(state, said, reverse("reflect_leaders", args=[organization.uid]))


def gap_analysis(viewer: Viewer, organization: Organization) -> Standing:
    """Of the comparison of the talent system."""
    return _standing(viewer, organization, rules.gaps_standing(gap_counts(organization)), "reflect_gaps")


def vision(viewer: Viewer, organization: Organization) -> Standing:
    """Of the vision that stands."""
    stands, support = standing_support(organization)
    told = rules.vision_standing(stands.number if stands else 0, support.people, support.schools)
    owner = stands.written_by.name if stands and stands.written_by else ""
    return _standing(viewer, organization, told, "reflect_vision", owner=owner)


def _standing(
    viewer: Viewer, organization: Organization, told: rules.Told, page: str, query: str = "", owner: str = ""
) -> Standing:
    url = reverse(page, args=[organization.uid]) + query if may(viewer, READ, organization) else ""
    return Standing(*told, url, owner)


#: Key, title, hint and standing of each part, in the order of the page.
PARTS = (
    ("initiatives", "History of initiatives", "What was tried before, and what became of it.", initiatives),
    ("root_causes", "Root causes", "Why the difficult ones were difficult.", root_causes),
    ("stakeholder_map", "Stakeholder map", "Who has a stake, and how each is engaged.", stakeholder_map),
    ("leaders", "Trust with leaders", "A conversation with everybody who leads a school.", leaders),
    ("gap_analysis", "Talent-management gap analysis", "Where the talent system is, and should be.", gap_analysis),
    ("vision", "Shared vision", "What people see ahead, and who stands behind it.", vision),
)


def part_lines(viewer: Viewer, organization: Organization) -> tuple[PartLine, ...]:
    """Every part with its state, the same on a phase's page and here."""
    sees_leaders = may_see_leaders(viewer, organization)
    shown = (part for part in PARTS if sees_leaders or part[0] != "leaders")
    found = ((key, title, standing(viewer, organization)) for key, title, _, standing in shown)
    return tuple(
        PartLine(key, title, told, rules.NEXT[key].get(told.state, "") if told.url else "")
        for key, title, told in found
    )
