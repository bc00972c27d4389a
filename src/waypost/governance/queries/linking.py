"""What a decision changed: what it names, as its reader may see it (FR2)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from waypost.catalog.models import MicroCredential
from waypost.catalog.queries import published_in
from waypost.governance.models import LINKED, Decision, DecisionLink
from waypost.governance.rules.words import cut
from waypost.people.viewers import Viewer
from waypost.plans.models import Plan
from waypost.plans.queries import access
from waypost.programs.queries.programs import programs

#: How a page calls each kind, and the name of its address; a micro-credential's is by its slug.
CALLED = {
    "plan": ("Plan", "plan"),
    "objective": ("Objective", "plan_objective"),
    "activity": ("Activity", "plan_activity"),
    "indicator": ("Indicator", "plan_indicator"),
    "program": ("Program", "program"),
    "micro_credential": ("Micro-credential", "micro_credential"),
}
#: What stands for something of a plan, program or catalog that the viewer may not read.
UNSEEN = {
    "plan": "A plan that you do not see",
    "objective": "An objective of a plan that you do not see",
    "activity": "An activity of a plan that you do not see",
    "indicator": "An indicator of a plan that you do not see",
    "program": "A program that you do not see",
    "micro_credential": "A micro-credential that is not in the catalog",
}
LONGEST_IN_A_LIST = 120
#: How links are read, each with the plan that its object stands in.
WITH_PLANS = (*LINKED, "objective__plan", "activity__objective__plan", "indicator__plan")
#: An object of one of these kinds.
Thing = Any


@dataclass(frozen=True)
class Linked:
    """Something that a decision changed; `url` is empty where the viewer may not open it.

    `title` tells nothing of what the viewer may not read, such as a draft plan.
    """

    key: str
    kind: str
    title: str
    url: str

    @property
    def said(self) -> str:
        """ "Objective: 2. Run a pilot", as a file says it; a title of neutral words says its kind itself."""
        return self.title if self.title in UNSEEN.values() else f"{self.kind}: {self.title}"


@dataclass(frozen=True)
class Sight:
    """What a viewer may read of what decisions name: keys of plans and programs, titles of micro-credentials."""

    plans: frozenset[int]
    programs: frozenset[int]
    titles: dict[int, str]

    def holds(self, kind: str, thing: Thing) -> bool:
        """Parts are read with their plan, also after they were taken out of it."""
        plan = plan_of(kind, thing)
        if plan is not None:
            return plan.pk in self.plans
        return thing.pk in (self.programs if kind == "program" else self.titles)


def linked_of(viewer: Viewer, decision: Decision) -> tuple[Linked, ...]:
    """What it changed, each with its page where `viewer` may open it; a fixed number of queries."""
    links = list(decision.links.select_related(*WITH_PLANS))
    sight = sight_of(viewer, links)
    return tuple(linked_as(link, sight) for link in links)


def sight_of(viewer: Viewer, links: Sequence[DecisionLink]) -> Sight:
    """What `viewer` may read of these links, read `WITH_PLANS`; three queries, none without links."""
    if not links:
        return Sight(frozenset(), frozenset(), {})
    return Sight(
        plans=frozenset(access.plans(viewer).values_list("pk", flat=True)),
        programs=frozenset(programs(viewer).values_list("pk", flat=True)),
        titles=micro_credential_titles(viewer, [link.micro_credential for link in links if link.micro_credential]),
    )


def linked_as(link: DecisionLink, sight: Sight) -> Linked:
    """What a link names, as its viewer may see it."""
    kind, thing = link.kind, getattr(link, link.kind)
    called, url_name = CALLED[kind]
    may_read = sight.holds(kind, thing)
    title = title_of(kind, thing, sight.titles) if may_read else UNSEEN[kind]
    is_there = getattr(thing, "taken_out_at", None) is None
    argument = thing.slug if kind == "micro_credential" else thing.uid
    url = reverse(url_name, args=[argument]) if may_read and is_there else ""
    return Linked(key_for(kind, thing), called, title, url)


def micro_credential_titles(viewer: Viewer, found: Iterable[MicroCredential]) -> dict[int, str]:
    """By key, the title of the newest published version that `viewer` may read."""
    listed = list(found)
    shown = published_in(viewer, listed) if listed else ()
    return {version.micro_credential_id: version.title for version in shown}


def key_for(kind: str, thing: Thing) -> str:
    """ "activity:UID", as forms name it."""
    return f"{kind}:{thing.uid}"


def title_of(kind: str, thing: Thing, titles: Mapping[int, str]) -> str:
    """What pages call it; `titles` are those of micro-credentials, by key."""
    if kind == "micro_credential":
        return titles.get(thing.pk) or thing.slug
    text = f"{thing.number}. {thing.text}" if kind == "objective" else str(thing)
    return cut(text, LONGEST_IN_A_LIST)


def plan_of(kind: str, thing: Thing) -> Plan | None:
    """The plan itself, or that of its part; None for what stands in no plan."""
    if kind in ("program", "micro_credential"):
        return None
    found: Plan = thing if kind == "plan" else thing.objective.plan if kind == "activity" else thing.plan
    return found
