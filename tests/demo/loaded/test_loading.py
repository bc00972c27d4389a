"""The demo goes into an empty Waypost once and as a whole, and what it prints lets people in."""

import io

import pytest
from django.conf import global_settings
from django.contrib.auth.password_validation import validate_password
from django.core import mail
from django.core.management import CommandError, call_command
from pytest_django import fixtures

from tests.demo.census import census
from waypost.common import clock, jobs
from waypost.common.models import AuditEntry
from waypost.demo.loading import Outcome, load_demo, logins
from waypost.people.queries import person_called, roles_of


def test_an_empty_waypost_takes_the_demo(loaded: Outcome, db: None) -> None:
    assert loaded is Outcome.LOADED


def test_a_second_load_changes_nothing(db: None) -> None:
    before = census()
    assert load_demo() is Outcome.PRESENT
    assert census() == before


def test_every_login_lets_somebody_in_who_holds_its_role(db: None, settings: fixtures.Settings) -> None:
    settings.PASSWORD_HASHERS = global_settings.PASSWORD_HASHERS
    assert [login[0] for login in logins()] == [
        "lead", "admin", "committee", "editor", "assessor", "coach", "principal", "hr", "state", "educator",
    ]  # fmt: skip
    people = [(person_called(email), password) for _, email, password in logins()]
    assert all(person is not None and person.check_password(password) for person, password in people)
    roles = [roles_of(person) for person, _ in people if person is not None]
    assert [len(held) for held in roles] == [1] * len(logins())
    assert len(frozenset.union(*roles)) == len(logins())


def test_everybody_in_the_demo_has_a_password_that_the_rules_for_passwords_accept(db: None) -> None:
    for _, email, password in logins():
        validate_password(password, person_called(email))


def test_nothing_in_the_demo_happened_after_it_was_loaded(db: None) -> None:
    assert AuditEntry.objects.filter(at__gt=clock.now()).count() == 0


def test_no_mail_is_sent_and_no_job_is_left_over(db: None) -> None:
    assert mail.outbox == []
    assert jobs.waiting() == 0


def test_the_command_prints_one_line_for_each_login(db: None) -> None:
    out, said = io.StringIO(), io.StringIO()
    call_command("load_demo", stdout=out, stderr=said)
    assert out.getvalue().splitlines()[0] == "login lead maya.okafor@cedarvalley.example quiet-river-lantern"
    assert len(out.getvalue().splitlines()) == len(logins())
    assert said.getvalue() == f"{Outcome.PRESENT}\n"


def test_a_deployment_never_gets_passwords_that_everyone_knows(db: None, settings: fixtures.Settings) -> None:
    settings.IS_DEPLOYMENT = True
    with pytest.raises(CommandError, match="passwords of the demo are known to everyone"):
        call_command("load_demo")
