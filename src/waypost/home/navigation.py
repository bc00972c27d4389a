"""Which links each role sees (UX.md, People). One table: a page, its label, who sees it, and in which group."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from waypost.people.models import Person
from waypost.people.permissions import Permission
from waypost.people.queries import held_roles
from waypost.people.rules import Role, roles_with
from waypost.submissions.queries.coaching import answered_count, waiting_count
from waypost.ui.navigation import Link, LinkGroup, Navigation

#: Links on top; everything else stands in the side bar.
TOP = "top"
#: Label and name of the address.
Page = tuple[str, str]


@dataclass(frozen=True)
class Entry:
    """A page in the navigation of some roles; the first group stands without a label. `waiting` counts what is new."""

    label: str
    url_name: str
    roles: frozenset[Role]
    group: str = TOP
    waiting: Callable[[Person], int] | None = None


ADMINISTRATORS = frozenset({Role.ORGANIZATION_ADMIN})
PLAN_READERS = frozenset({Role.COMMITTEE_MEMBER, Role.PROGRAM_LEAD, Role.STATE_STAFF})
MEETING_PEOPLE = frozenset({Role.COMMITTEE_MEMBER, Role.PROGRAM_LEAD})
WHO_INVITE = frozenset({Role.ORGANIZATION_ADMIN, Role.PROGRAM_LEAD})
CATALOG_EDITORS = frozenset({Role.CATALOG_EDITOR})
EDUCATORS = frozenset({Role.EDUCATOR})
PROGRAM_LEADS = frozenset({Role.PROGRAM_LEAD})
EARNED_READERS = frozenset({Role.HUMAN_RESOURCES, Role.PRINCIPAL})
#: They find the vision on top; leads and committee members find it on their page of the reflection.
WHO_ENDORSE = roles_with(Permission.GOVERNANCE_VISION_ENDORSE) - PLAN_READERS
#: They have a side bar; everybody else finds the catalog on top.
STAFF = PLAN_READERS | ADMINISTRATORS | CATALOG_EDITORS

#: In the order of the page. Whoever holds several roles sees a page once, where it stands first.
ENTRIES: tuple[Entry, ...] = (
    Entry("Overview", "home", STAFF, group=""),
    Entry("Phases", "phases", PLAN_READERS, group="Program"),
    Entry("Plan", "plans", PLAN_READERS, group="Program"),
    Entry("Programs", "programs", PLAN_READERS, group="Program"),
    Entry("Progress", "insight", PLAN_READERS, group="Program"),
    Entry("Taking part", "submissions_taking_part", PROGRAM_LEADS, group="Program"),
    Entry("Training", "training", PROGRAM_LEADS, group="Program"),
    Entry("Evidence reviews", "evidence_reviews", PROGRAM_LEADS, group="Program"),
    Entry("Earned", "earned", PROGRAM_LEADS, group="Program"),
    Entry("Reflect", "reflect", PLAN_READERS, group="Reflect and decide"),
    Entry("Committees", "committees", MEETING_PEOPLE, group="Reflect and decide"),
    Entry("Decisions", "decisions", PLAN_READERS, group="Reflect and decide"),
    Entry("Theory of action", "theories", PLAN_READERS, group="Reflect and decide"),
    Entry("Library", "library", PLAN_READERS, group="Sources"),
    Entry("Frameworks", "frameworks", PLAN_READERS, group="Sources"),
    Entry("Catalog", "micro_credentials", STAFF, group="Micro-credentials"),
    Entry("Catalog drafts", "catalog_drafts", CATALOG_EDITORS, group="Micro-credentials"),
    Entry("Issuing", "issuing", ADMINISTRATORS, group="Micro-credentials"),
    Entry("People", "people", WHO_INVITE, group="People"),
    Entry("Organizations", "organizations", ADMINISTRATORS, group="People"),
    Entry("School calendars", "school_calendars", PLAN_READERS | ADMINISTRATORS, group="People"),
    Entry("My learning", "submissions_learning", EDUCATORS, waiting=answered_count),
    Entry("My credentials", "my_credentials", EDUCATORS),
    Entry("My educators", "coaching", frozenset({Role.COACH}), waiting=waiting_count),
    Entry("Review queue", "review_queue", frozenset({Role.ASSESSOR})),
    Entry("Taking part", "submissions_taking_part", frozenset({Role.PRINCIPAL})),
    Entry("Training", "training", frozenset({Role.PRINCIPAL})),
    Entry("Earned", "earned", EARNED_READERS),
    Entry("Library", "library", frozenset({Role.COACH, Role.PRINCIPAL})),
    Entry("Shared vision", "reflect_shared_visions", WHO_ENDORSE),
    Entry("Catalog", "micro_credentials", frozenset(Role)),
)

PUBLIC = (("Catalog", "micro_credentials"), ("Verify a credential", "verify"), ("Sign in", "account_login"))
ACCOUNT = (("Security", "mfa_index"), ("Sign out", "account_logout"))


def navigation(request: HttpRequest) -> dict[str, Navigation]:
    """Template context: the links of the person who is signed in, or of the public."""
    # A request that is turned away before anybody is recognized has no user, and its error page has this navigation.
    person = getattr(request, "user", None)
    if not isinstance(person, Person):
        return {"navigation": Navigation("Waypost", "W", top=_links(PUBLIC, _current(PUBLIC, request.path)))}
    assignments = held_roles(person)
    title = assignments[0].organization.name if assignments else "Waypost"
    entries = entries_of(frozenset(Role(assignment.role) for assignment in assignments))
    pages = [(entry.label, entry.url_name) for entry in entries]
    current = _current((*pages, *ACCOUNT), request.path)
    top = [page for page, entry in zip(pages, entries, strict=True) if entry.group == TOP]
    side = tuple(
        LinkGroup(group, _links([(e.label, e.url_name) for e in entries if e.group == group], current))
        for group in dict.fromkeys(entry.group for entry in entries if entry.group != TOP)
    )
    waiting = {entry.url_name: entry.waiting(person) for entry in entries if entry.waiting}
    return {"navigation": Navigation(title, _initials(title), _links((*top, *ACCOUNT), current, waiting), side)}


def entries_of(roles: frozenset[Role]) -> list[Entry]:
    """What somebody with these roles sees, each page once."""
    seen: dict[str, Entry] = {}
    for entry in ENTRIES:
        if entry.roles & roles:
            seen.setdefault(entry.url_name, entry)
    return list(seen.values())


def _current(pages: Sequence[Page], path: str) -> str:
    """The page that is open, or the one that it lies below: the longest address that the path begins with."""
    urls = [reverse(url_name) for _, url_name in pages]
    return max((url for url in urls if path == url or (url != "/" and path.startswith(url))), key=len, default="")


def _links(pages: Sequence[Page], current: str, waiting: Mapping[str, int] | None = None) -> tuple[Link, ...]:
    counts = waiting or {}
    return tuple(
        Link(label, url := reverse(url_name), is_current=url == current, waiting=counts.get(url_name, 0))
        for label, url_name in pages
    )


def _initials(title: str) -> str:
    return "".join(word[0] for word in title.split()[:2]).upper()
