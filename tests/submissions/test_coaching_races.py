"""An educator and their coach at the same moment."""

from threading import Thread

import pytest
from django.db import connections

from tests.builders import District, person
from tests.submissions.builders import share, share_all
from waypost.people.models import Person
from waypost.people.rules import Role
from waypost.submissions.actions import coaching
from waypost.submissions.actions.coaching import note_opening
from waypost.submissions.models import Enrollment, SharedWork
from waypost.submissions.queries.outline import outline_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def priya(tree: District) -> Person:
    return person("Priya Nair", Role.COACH, tree.district)


def test_an_opening_while_the_educator_changes_what_is_shared_stays_on_the_row(
    work: Enrollment, priya: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    shared = share_all(work, priya)
    first = outline_of(work).parts[0].part
    facts = coaching._facts

    def open_it() -> None:
        note_opening(by=priya, shared=shared)
        connections.close_all()

    opening = Thread(target=open_it)

    def facts_while_the_coach_opens_it(row: SharedWork) -> dict[str, object]:
        if not opening.ident:
            opening.start()
            opening.join(timeout=1)
        return facts(row)

    monkeypatch.setattr(coaching, "_facts", facts_while_the_coach_opens_it)
    share(work, priya, first)
    opening.join()
    shared.refresh_from_db()
    assert (shared.opened_at is not None, list(shared.parts.all())) == (True, [first])
