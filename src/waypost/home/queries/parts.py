"""What each other role sees first."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count

from waypost.assessment.queries.queue import claimable
from waypost.catalog.models import MicroCredential, MicroCredentialVersion
from waypost.catalog.queries import CatalogSearch, micro_credentials_to_edit, search_catalog
from waypost.common import clock
from waypost.credentials.models import Award
from waypost.credentials.queries.awards import earned_in_branch, own_awards
from waypost.notices.queries.letters import addresses_given_up
from waypost.people.models import Person
from waypost.people.permissions import Permission
from waypost.people.queries import holds, invitations_of, people_of
from waypost.submissions.models import SharedWork
from waypost.submissions.queries.coaching import CoachedWork, answered, coached_works
from waypost.submissions.queries.learning import Learning, learning
from waypost.submissions.queries.offers import Choice, choices
from waypost.submissions.queries.participation import participation
from waypost.submissions.queries.team_shelf import SharedWithMe, news_for

IN_SIGHT = 5
#: What a line about an award names.
NAMED = ("issuer__organization", "revocation", "enrollment__member__person", "enrollment__version")


@dataclass(frozen=True)
class OwnLearning:
    """An educator's work; `choices` only where none is under way; `shared` is what colleagues offer them."""

    learning: Learning
    choices: list[Choice]
    awards: list[Award]
    shared: list[SharedWithMe]
    answered: list[SharedWork]


@dataclass(frozen=True)
class Coaching:
    """A coach's educators, the longest waiting first; as many as fit, and all of them in numbers."""

    rows: list[CoachedWork]
    count: int
    waiting_count: int


@dataclass(frozen=True)
class School:
    """Who takes part in a principal's branch: no work, no attempts, no scores."""

    educator_count: int
    rows: list[dict[str, Any]]
    row_count: int


@dataclass(frozen=True)
class Roster:
    """The people of an administrator's branch."""

    people_count: int
    waiting_count: int
    expired_count: int
    #: open invitations to addresses that mail does not reach
    unreached_count: int


@dataclass(frozen=True)
class Earned:
    """The newest awards of a branch; those whose thread the viewer may follow lead to it."""

    awards: list[Award]
    has_thread: bool


def own_learning(person: Person) -> OwnLearning:
    found = learning(person)
    return OwnLearning(
        learning=found,
        choices=[] if found.current else choices(person),
        awards=list(own_awards(person)[:IN_SIGHT]),
        shared=news_for(person),
        answered=list(answered(person)),
    )


def coaching(person: Person) -> Coaching:
    found = coached_works(person)
    return Coaching(found[:IN_SIGHT], len(found), sum(bool(row.questions) for row in found))


def school(person: Person) -> School:
    found = participation(person)
    counts = found.order_by().aggregate(educators=Count("member__person", distinct=True), rows=Count("pk"))
    return School(counts["educators"], list(found[:IN_SIGHT]), counts["rows"])


def earned(person: Person) -> Earned:
    """Who earned what: no work, no attempts, no scores."""
    newest = earned_in_branch(person).select_related(None).select_related(*NAMED)[:IN_SIGHT]
    return Earned(list(newest), holds(person, Permission.INSIGHT_ROWS_READ))


def claimable_count(person: Person) -> int:
    """How many submissions an assessor may take now."""
    return claimable(person).count()


def drafts(person: Person) -> list[MicroCredential]:
    """What a catalog editor worked on last."""
    return list(micro_credentials_to_edit(person)[:IN_SIGHT])


def catalog(person: Person) -> list[MicroCredentialVersion]:
    """What a coach's educators can choose from."""
    return list(search_catalog(person, CatalogSearch())[:IN_SIGHT])


def roster(person: Person) -> Roster:
    still_open = invitations_of(person).filter(accepted_at=None, withdrawn_at=None)
    expired = still_open.filter(expires_at__lte=clock.now()).count()
    unreached = still_open.filter(email__in=addresses_given_up()).count()
    return Roster(people_of(person).count(), still_open.count() - expired, expired, unreached)
