"""A process may be killed at any write: a promise has its letter or was not made, and the letter arrives."""

import email
from pathlib import Path

import pytest
from pytest_django import fixtures
from time_machine import Traveller

from tests.builders import build_district, person
from tests.killing import killed_at_each_boundary
from waypost.common.models import AuditEntry
from waypost.notices.actions.outbox import send_letters
from waypost.notices.models import Letter
from waypost.notices.rules.letters import LONGEST_PAUSE
from waypost.people.actions.invitations import invite
from waypost.people.actions.roster import apply_roster, keep_roster
from waypost.people.models import Invitation, Organization, Person
from waypost.people.queries import planned_roster
from waypost.people.rules import Role

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def mails(tmp_path: Path, settings: fixtures.Settings) -> Path:
    """Mail as files, so that what a killed process mailed can be seen."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path)
    return tmp_path


def message_ids(mails: Path) -> list[str]:
    return [str(email.message_from_bytes(path.read_bytes())["Message-ID"]) for path in sorted(mails.iterdir())]


def invite_coach(admin: Person, school: Organization) -> Invitation:
    return invite(by=admin, email="coach@example.org", name="New Coach", role=Role.COACH, organization=school)


def test_a_killed_invitation_leaves_no_letter_and_a_killed_sender_loses_none(
    mails: Path, frozen_clock: Traveller
) -> None:
    tree = build_district()
    admin = person("Ada Admin", Role.ORGANIZATION_ADMIN, tree.district)
    for boundary in killed_at_each_boundary(lambda: invite_coach(admin, tree.cedar)):
        assert (Invitation.objects.count(), Letter.objects.count()) == (0, 0), boundary
    assert (Invitation.objects.count(), Letter.objects.count()) == (1, 1)
    kills = 0
    for boundary in killed_at_each_boundary(send_letters):
        assert Letter.objects.get().sent_at is None, boundary
        frozen_clock.shift(LONGEST_PAUSE)
        kills = boundary
    sent = message_ids(mails)
    assert 1 < len(sent) <= kills, "a kill before the mail server's yes mails nothing, one after it mails once more"
    assert len(set(sent)) == 1, "under the same Message-ID"
    assert Letter.objects.get().sent_at is not None
    assert Invitation.objects.get().sent_at is not None
    assert AuditEntry.objects.filter(verb="send letter").count() == 1
    send_letters()
    assert message_ids(mails) == sent


def test_a_confirmed_file_of_people_owes_all_its_letters_or_none() -> None:
    tree = build_district()
    admin = person("Ada Admin", Role.ORGANIZATION_ADMIN, tree.district)
    lines = "".join(f"Educator {n},e{n}@example.org,educator,cedar-elementary\n" for n in range(3))
    upload = keep_roster(by=admin, file_name="people.csv", content=f"name,email,role,organization\n{lines}".encode())
    shown = planned_roster(upload).digest
    for boundary in killed_at_each_boundary(lambda: apply_roster(by=admin, upload=upload, shown=shown, with_mail=True)):
        assert (Invitation.objects.count(), Letter.objects.count()) == (0, 0), boundary
    assert (Invitation.objects.count(), Letter.objects.count()) == (3, 3)
