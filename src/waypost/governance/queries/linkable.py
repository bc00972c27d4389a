"""What a decision can name as changed: what is chosen, what lies near, and what words find (FR2).

Each list is short, so that a page of it stays one that somebody can read: words find the rest.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Case, Q, QuerySet, Value, When

from waypost.catalog.models import MicroCredentialVersion
from waypost.catalog.queries import CatalogSearch, search_catalog
from waypost.governance.models import LINKED, Decision
from waypost.governance.queries.decisions import MOST_WORDS
from waypost.governance.queries.linking import CALLED, Thing, key_for, plan_of, title_of
from waypost.governance.rules.branches import share_a_branch
from waypost.people.viewers import Viewer
from waypost.plans.models import Plan
from waypost.plans.queries import access
from waypost.programs.models import ProgramCredential
from waypost.programs.queries.programs import programs

#: So many of each kind stand on the page before somebody looks for more, and so many once they do.
MOST_NEAR, MOST_FOUND = 5, 20
SEVERAL = {
    "plan": "Plans",
    "objective": "Objectives",
    "program": "Programs",
    "micro_credential": "Micro-credentials",
    "indicator": "Indicators",
    "activity": "Activities",
}
#: Where the words of each kind stand.
TEXTS = {
    "plan": "title",
    "objective": "text",
    "program": "name",
    "micro_credential": "title",
    "indicator": "text",
    "activity": "text",
}
ORDER = {
    "plan": ("-created_at", "-pk"),
    "objective": ("plan", "number"),
    "program": ("-starts_on", "name"),
    "micro_credential": ("title", "pk"),
    "indicator": ("plan", "position", "pk"),
    "activity": ("objective__plan", "objective__number", "position"),
}


@dataclass(frozen=True)
class Group:
    """Things that a decision can name, under one heading, as (key, title); `has_more` where words find others."""

    heading: str
    things: tuple[tuple[str, str], ...]
    has_more: bool = False


@dataclass(frozen=True)
class Offer:
    """What the page shows: `chosen` stands on top and in no group; `words` are what somebody looked for.

    `saved` is what the decision names now. Both are (key, title), of what the viewer may name.
    """

    words: str
    saved: tuple[tuple[str, str], ...]
    chosen: tuple[tuple[str, str], ...]
    groups: tuple[Group, ...]


@dataclass(frozen=True)
class Around:
    """The plans, their parts, programs and micro-credentials around a decision that `viewer` may read."""

    viewer: Viewer
    decision: Decision

    @cached_property
    def plans(self) -> list[Plan]:
        """Of the decision's organization, of those above and below."""
        path = self.decision.committee.organization.path
        return [plan for plan in access.plans(self.viewer) if share_a_branch(plan.organization.path, path)]

    def of(self, kind: str) -> "QuerySet[Thing]":
        """Everything of a kind; of micro-credentials the published versions."""
        here = [plan.pk for plan in self.plans]
        found: dict[str, QuerySet[Thing]] = {
            "plan": access.plans(self.viewer).filter(pk__in=here),
            "objective": access.objectives(self.viewer).filter(plan__in=here),
            "program": programs(self.viewer),
            "micro_credential": search_catalog(self.viewer, CatalogSearch()).prefetch_related(None),
            "indicator": access.indicators(self.viewer).filter(plan__in=here),
            "activity": access.activities(self.viewer).prefetch_related(None).filter(objective__plan__in=here),
        }
        return found[kind]

    def near(self, kind: str) -> Q:
        """What belongs to the decision's own organization, and what its programs offer."""
        at = self.decision.committee.organization_id
        own = [plan.pk for plan in self.plans if plan.organization_id == at]
        offered = ProgramCredential.objects.filter(program__organization=at, withdrawn_at=None)
        return {
            "plan": Q(pk__in=own),
            "objective": Q(plan__in=own),
            "program": Q(organization=at),
            "micro_credential": Q(micro_credential__in=offered.values("micro_credential")),
            "indicator": Q(plan__in=own),
            "activity": Q(objective__plan__in=own),
        }[kind]


def offer(viewer: Viewer, decision: Decision, chosen: Iterable[str] | None = None, words: str = "") -> Offer:
    """`chosen` are keys that stand ticked, else what the decision names. A few queries for each kind."""
    around = Around(viewer, decision)
    saved = _said(around, _keys_of(decision))
    ticked = saved if chosen is None else _said(around, chosen)
    groups = [group for kind in SEVERAL for group in _groups(around, kind, words, ticked)]
    return Offer(words, tuple(saved.items()), tuple(ticked.items()), tuple(groups))


def keys_offered(viewer: Viewer, decision: Decision) -> list[str]:
    """What it names already, as far as `viewer` may name it."""
    return list(_things(Around(viewer, decision), _keys_of(decision)))


def things_behind(viewer: Viewer, decision: Decision, keys: Iterable[str]) -> list[Thing]:
    """The objects that these keys name, and what the decision names already that `viewer` was not offered."""
    around = Around(viewer, decision)
    wanted = [thing for thing, _ in _things(around, keys).values()]
    links = list(decision.links.select_related(*LINKED))
    offered = _things(around, [key_for(link.kind, getattr(link, link.kind)) for link in links])
    hidden = [thing for link in links if key_for(link.kind, thing := getattr(link, link.kind)) not in offered]
    return [*wanted, *hidden]


def _keys_of(decision: Decision) -> list[str]:
    return [key_for(link.kind, getattr(link, link.kind)) for link in decision.links.select_related(*LINKED)]


Named = tuple[Thing, Mapping[int, str]]


def _things(around: Around, keys: Iterable[str]) -> dict[str, Named]:
    """What these keys name, in the order of kinds; one query for each kind that is named."""
    wanted: dict[str, set[str]] = {kind: set() for kind in SEVERAL}
    for key in keys:
        kind, _, uid = key.partition(":")
        if kind in wanted:
            wanted[kind].add(uid)
    found: dict[str, Named] = {}
    for kind, uids in wanted.items():
        if uids:
            column = "micro_credential__uid" if kind == "micro_credential" else "uid"
            found |= _by_key(kind, around.of(kind).filter(**{f"{column}__in": uids}).order_by(*ORDER[kind]))
    return found


def _groups(around: Around, kind: str, words: str, ticked: Iterable[str]) -> list[Group]:
    """What lies near of a kind, or what words find, near things first; under the name of their plan."""
    most = MOST_FOUND if words else MOST_NEAR
    rows = _by_key(kind, _found(around, kind, words, most + 1))
    named: dict[str, list[tuple[str, str]]] = {}
    for key, (thing, titles) in list(rows.items())[:most]:
        things = named.setdefault(_heading(kind, thing), [])
        if key not in ticked:
            things.append((key, title_of(kind, thing, titles)))
    last = next(reversed(named), "")
    groups = [Group(heading, tuple(things), heading == last and len(rows) > most) for heading, things in named.items()]
    return [group for group in groups if group.things or group.has_more]


def _found(around: Around, kind: str, words: str, most: int) -> "list[Thing]":
    """Without words what lies near, and where nothing does, whatever is there."""
    near, everything = around.near(kind), around.of(kind)
    if not words:
        rows = list(everything.filter(near).order_by(*ORDER[kind])[:most])
        return rows or list(everything.order_by(*ORDER[kind])[:most])
    for word in words.split()[:MOST_WORDS]:
        everything = everything.filter(**{f"{TEXTS[kind]}__icontains": word})
    distance = Case(When(near, then=Value(0)), default=Value(1))
    return list(everything.annotate(distance=distance).order_by("distance", *ORDER[kind])[:most])


def _by_key(kind: str, rows: "Iterable[Thing]") -> dict[str, Named]:
    """Versions of micro-credentials stand for these, with their titles."""
    found: dict[str, Named] = {}
    for row in rows:
        is_version = isinstance(row, MicroCredentialVersion)
        thing = row.micro_credential if is_version else row
        found[key_for(kind, thing)] = (thing, {thing.pk: row.title} if is_version else {})
    return found


def _said(around: Around, keys: Iterable[str]) -> dict[str, str]:
    """By key, such as "Objective: 2. Run a pilot (Plan of Cedar Valley)"."""
    return {key: _line(key.partition(":")[0], *named) for key, named in _things(around, keys).items()}


def _line(kind: str, thing: Thing, titles: Mapping[int, str]) -> str:
    plan = plan_of(kind, thing) if kind != "plan" else None
    said = f"{CALLED[kind][0]}: {title_of(kind, thing, titles)}"
    return f"{said} ({plan.title})" if plan else said


def _heading(kind: str, thing: Thing) -> str:
    """Parts of plans stand below the name of their plan: two plans may have an activity of one name."""
    plan = plan_of(kind, thing) if kind != "plan" else None
    return f"{SEVERAL[kind]} of {plan.title}" if plan else SEVERAL[kind]
