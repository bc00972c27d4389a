"""A mail server for the tests of any package."""

from collections.abc import Iterator

import pytest
from pytest_django import fixtures

from tests.notices import mail_servers


@pytest.fixture
def mail_server(settings: fixtures.Settings) -> Iterator[mail_servers.MailServer]:
    """Takes all, until a test says otherwise."""
    settings.EMAIL_BACKEND = "tests.notices.mail_servers.Backend"
    mail_servers.server.answer, mail_servers.server.tries = mail_servers.takes_all, 0
    yield mail_servers.server
    mail_servers.server.answer = mail_servers.takes_all
