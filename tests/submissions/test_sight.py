"""A piece of evidence as a coach sees it: whose part is whose, and no name that somebody else gave it."""

from typing import cast

import pytest
from django.core.files.base import ContentFile
from django.http import FileResponse
from django.test import Client
from django.urls import reverse

from tests.builders import District, person
from tests.submissions.builders import attach, share_all
from tests.submissions.team import OWN_PART, THEIR_PART, use_in
from tests.submissions.telling_files import word_by_library
from waypost.people.models import Person
from waypost.people.rules import Role
from waypost.submissions.actions.evidence import add_link
from waypost.submissions.models import Enrollment, Evidence, SharedArtifact, SharedWork
from waypost.submissions.queries.outline import outline_of
from waypost.submissions.queries.sight import sight_of


@pytest.fixture
def priya(tree: District) -> Person:
    return person("Priya Nair", Role.COACH, tree.district)


@pytest.fixture
def coach(client: Client, priya: Person) -> Client:
    client.force_login(priya)
    return client


def pieces(shared: SharedWork) -> list[tuple[str, str]]:
    """The name and the own part of each piece in sight."""
    parts = sight_of(shared, outline_of(shared.enrollment)).parts
    return [(piece.name, piece.own_part) for part in parts for item in part.items for piece in item.pieces]


def page_of(coach: Client, shared: SharedWork) -> str:
    return coach.get(reverse("coaching_work", args=[shared.uid])).content.decode()


def test_a_coach_reads_that_a_team_made_a_piece_and_the_educators_own_part(
    coach: Client, work: Enrollment, artifact: SharedArtifact, priya: Person
) -> None:
    shared = share_all(work, priya)
    assert pieces(shared) == [("plan.pdf", OWN_PART)]
    assert f"Made by a team. The educator's own part: {OWN_PART}" in page_of(coach, shared)


def test_the_name_that_a_colleague_gave_their_file_is_not_shown_to_a_coach(
    coach: Client, theirs: Enrollment, artifact: SharedArtifact, priya: Person
) -> None:
    used = use_in(theirs, artifact)
    shared = share_all(theirs, priya)
    assert pieces(shared) == [("A PDF document", THEIR_PART)]
    page = page_of(coach, shared)
    assert [hidden in page for hidden in ("plan.pdf", "Dana")] == [False, False]
    file = coach.get(reverse("submissions_evidence", args=[used.uid]))
    assert cast("FileResponse", file).getvalue().startswith(b"%PDF")
    assert file["Content-Disposition"] == f'attachment; filename="evidence-{used.uid}.pdf"'


def test_nor_once_that_colleague_is_erased(
    theirs: Enrollment, artifact: SharedArtifact, plan: Evidence, priya: Person
) -> None:
    use_in(theirs, artifact)
    plan.delete()
    assert pieces(share_all(theirs, priya)) == [("A PDF document", THEIR_PART)]


def test_what_the_owner_has_to_take_out_of_a_file_is_not_said_to_a_coach(
    client: Client, coach: Client, work: Enrollment, dana: Person, priya: Person
) -> None:
    piece = attach(work, outline_of(work).open_items[0], ContentFile(word_by_library(), "plan.docx"))
    assert piece.notes_on_names != []
    page = page_of(coach, share_all(work, priya))
    assert "plan.docx" in page
    assert [note in page for note in piece.notes_on_names] == [False] * len(piece.notes_on_names)


def test_a_link_of_ones_own_keeps_its_address_as_its_name(work: Enrollment, dana: Person, priya: Person) -> None:
    address = "https://drive.example.com/file/1"
    add_link(by=dana, enrollment=work, item=outline_of(work).open_items[0], url=address)
    assert pieces(share_all(work, priya)) == [(address, "")]
