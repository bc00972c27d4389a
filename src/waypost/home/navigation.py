"""Which links each role sees (UX.md, People). One table: a role, the label of its group, and its pages."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from waypost.people.models import Person
from waypost.people.queries import current_roles
from waypost.people.rules import Role
from waypost.ui.navigation import Link, LinkGroup, Navigation


@dataclass(frozen=True)
class Entry:
    """A page in the navigation of some roles; `group` is empty for links on top."""

    label: str
    url_name: str
    roles: frozenset[Role]
    group: str = ""


ADMINISTRATORS = frozenset({Role.ORGANIZATION_ADMIN})
PLAN_READERS = frozenset({Role.COMMITTEE_MEMBER, Role.PROGRAM_LEAD, Role.STATE_STAFF})
WHO_INVITE = frozenset({Role.ORGANIZATION_ADMIN, Role.PROGRAM_LEAD})
CATALOG_EDITORS = frozenset({Role.CATALOG_EDITOR})
EDUCATORS = frozenset({Role.EDUCATOR})
PROGRAM_LEADS = frozenset({Role.PROGRAM_LEAD})
EARNED_READERS = frozenset({Role.HUMAN_RESOURCES, Role.PRINCIPAL})
#: They have a side bar; everybody else finds the catalog on top.
STAFF = PLAN_READERS | ADMINISTRATORS | CATALOG_EDITORS

ENTRIES: tuple[Entry, ...] = (
    Entry("My learning", "submissions_learning", frozenset({Role.EDUCATOR})),
    Entry("Review queue", "review_queue", frozenset({Role.ASSESSOR})),
    Entry("Taking part", "submissions_taking_part", frozenset({Role.PRINCIPAL})),
    Entry("Taking part", "submissions_taking_part", frozenset({Role.PROGRAM_LEAD}), group="Program"),
    Entry("Evidence reviews", "evidence_reviews", frozenset({Role.PROGRAM_LEAD}), group="Program"),
    Entry("Plan", "plans", PLAN_READERS, group="Program"),
    Entry("Credentials", "micro_credentials", STAFF, group="Catalog"),
    Entry("Catalog drafts", "catalog_drafts", CATALOG_EDITORS, group="Catalog"),
    Entry("Programs", "programs", PLAN_READERS, group="Program"),
    Entry("Earned", "earned", PROGRAM_LEADS, group="Program"),
    Entry("Progress", "insight", PLAN_READERS, group="Program"),
    Entry("People", "people", WHO_INVITE, group="People"),
    Entry("Organizations", "organizations", ADMINISTRATORS, group="People"),
    Entry("Credentials", "micro_credentials", frozenset(Role) - STAFF),
    Entry("My credentials", "my_credentials", EDUCATORS),
    Entry("Earned", "earned", EARNED_READERS),
)

PUBLIC = (("Micro-credentials", "micro_credentials"), ("Verify a credential", "verify"), ("Sign in", "account_login"))
ACCOUNT = (("Security", "mfa_index"), ("Sign out", "account_logout"))


def navigation(request: HttpRequest) -> dict[str, Navigation]:
    """Template context: the links of the person who is signed in, or of the public."""
    if not isinstance(request.user, Person):
        return {"navigation": Navigation("Waypost", "W", top=tuple(_link(request, *entry) for entry in PUBLIC))}
    assignments = list(current_roles(request.user))
    roles = {Role(assignment.role) for assignment in assignments}
    title = assignments[0].organization.name if assignments else "Waypost"
    entries = [entry for entry in ENTRIES if entry.roles & roles]
    top = [_link(request, entry.label, entry.url_name) for entry in entries if not entry.group]
    account = [_link(request, label, url_name) for label, url_name in ACCOUNT]
    side = _groups(request, [entry for entry in entries if entry.group])
    return {"navigation": Navigation(title, _initials(title), (*top, *account), side)}


def _groups(request: HttpRequest, entries: list[Entry]) -> tuple[LinkGroup, ...]:
    labels = dict.fromkeys(entry.group for entry in entries)
    return tuple(
        LinkGroup(label, tuple(_link(request, e.label, e.url_name) for e in entries if e.group == label))
        for label in labels
    )


def _link(request: HttpRequest, label: str, url_name: str) -> Link:
    url = reverse(url_name)
    return Link(label, url, is_current=request.path == url)


def _initials(title: str) -> str:
    return "".join(word[0] for word in title.split()[:2]).upper()
