"""Each occasion mails once."""

import pytest
from django.core import mail

from tests.builders import build_district, person
from waypost.notices.actions import send_letter
from waypost.notices.models import Letter
from waypost.people.actions.invitations import invite
from waypost.people.rules import Role

pytestmark = pytest.mark.django_db


def send(key: str, name: str = "New Coach") -> bool:
    tree = build_district()
    admin = person("Ada Admin", Role.ORGANIZATION_ADMIN, tree.district)
    invitation = invite(
        by=admin,
        email="c@example.org",
        name=name,
        role=Role.COACH,
        organization=tree.cedar,
        origin="http://testserver/",
    )
    context: dict[str, object] = {"invitation": invitation, "link": "http://testserver/x", "days": 14}
    first = send_letter(key=key, to="c@example.org", template="notices/invitation", context=context)
    return first and send_letter(key=key, to="c@example.org", template="notices/invitation", context=context)


def test_the_second_letter_of_one_occasion_is_not_sent() -> None:
    assert send("test:1") is False
    assert len(mail.outbox) == 1
    assert Letter.objects.get().key == "test:1"


def test_a_name_with_markup_stays_text() -> None:
    send("test:1", name="<b>Bold</b> & Co")
    letter = mail.outbox[0]
    assert isinstance(letter, mail.EmailMultiAlternatives)
    assert "Hello <b>Bold</b> & Co," in str(letter.body)
    assert "&lt;b&gt;Bold&lt;/b&gt; &amp; Co" in str(letter.alternatives[0][0])
