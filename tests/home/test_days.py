"""One evening in Chicago is the next day in UTC: every page tells the date of the organization's wall calendar."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

import waypost
from tests.builders import person
from tests.credentials.builders import Earned, build_earned, share
from waypost.credentials.actions.revocation import revoke_award
from waypost.credentials.queries.awards import award_called, current_credential
from waypost.credentials.queries.pages import certificate_of
from waypost.people.actions.invitations import invite, note_invitation_sent
from waypost.people.models import Person
from waypost.people.rules import Role
from waypost.plans.actions.adoption import adopt_plan
from waypost.plans.models import Plan

EVENING = datetime(2026, 11, 28, 3, 30, tzinfo=UTC)
TODAY = "November 27, 2026"
MINUTE = "November 27, 2026, 9:30 PM CST"


@dataclass(frozen=True)
class Evening:
    """What happened in Cedar Valley at half past nine."""

    earned: Earned
    plan: Plan
    admin: Person
    principal: Person


@pytest.fixture
def evening(db: None, frozen_clock: time_machine.Traveller) -> Evening:
    frozen_clock.move_to(EVENING)
    earned = build_earned()
    plan = earned.offer.program.activity.objective.plan
    adopt_plan(by=earned.lead, plan=plan, number=1)
    share(earned.award)
    admin = person("Ada Admin", Role.ORGANIZATION_ADMIN, earned.tree.district)
    place = earned.tree.cedar
    sent = invite(by=admin, email="new@example.org", name="New", role=Role.COACH, organization=place)
    note_invitation_sent(invitation=sent)
    return Evening(earned, plan, admin, person("Pia Principal", Role.PRINCIPAL, earned.tree.cedar))


Page = Callable[[Evening], tuple[Person, str]]

DAYS: dict[str, Page] = {
    "award": lambda e: (e.earned.stan, reverse("credential", args=[e.earned.award.uid])),
    "my credentials": lambda e: (e.earned.dana, reverse("my_credentials")),
    "withdrawing": lambda e: (e.earned.lead, reverse("credential_withdraw", args=[e.earned.award.uid])),
    "earned": lambda e: (e.earned.lead, reverse("earned")),
    "home of an educator": lambda e: (e.earned.dana, reverse("home")),
    "home of a lead": lambda e: (e.earned.lead, reverse("home")),
    "thread": lambda e: (e.earned.lead, reverse("insight_award_thread", args=[e.earned.award.uid])),
    "issuer": lambda e: (e.earned.stan, reverse("issuer", args=[e.earned.award.issuer.slug])),
    "person": lambda e: (e.admin, reverse("person", args=[e.earned.dana.uid])),
    "invitations": lambda e: (e.admin, reverse("invitations")),
    "cohort": lambda e: (e.earned.lead, reverse("cohort", args=[e.earned.offer.cohort.uid])),
    "taking part": lambda e: (e.principal, reverse("submissions_taking_part")),
    "plan": lambda e: (e.earned.lead, reverse("plan", args=[e.plan.uid])),
    "baseline": lambda e: (e.earned.lead, reverse("plan_baseline", args=[e.plan.uid, 1])),
    "micro-credential": lambda e: (
        e.earned.dana,
        reverse("micro_credential", args=[e.earned.offer.micro_credential.slug]),
    ),
}
MINUTES: dict[str, Page] = {
    "award": DAYS["award"],
    "home of a lead": DAYS["home of a lead"],
    "plan changes": lambda e: (e.earned.lead, reverse("plan_changes", args=[e.plan.uid])),
    "issuing": lambda e: (e.admin, reverse("issuing")),
}


def read(client: Client, evening: Evening, page: Page) -> str:
    who, address = page(evening)
    client.force_login(who)
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("name", DAYS)
def test_a_date_is_that_of_the_organizations_wall_calendar(client: Client, evening: Evening, name: str) -> None:
    shown = read(client, evening, DAYS[name])
    assert TODAY in shown
    assert "November 28" not in shown
    assert "Nov 28" not in shown


@pytest.mark.parametrize("name", MINUTES)
def test_a_full_timestamp_says_its_zone(client: Client, evening: Evening, name: str) -> None:
    assert f">{MINUTE}</time>" in read(client, evening, MINUTES[name])


def test_every_page_that_tells_a_time_of_day_names_its_zone() -> None:
    pages = Path(waypost.__file__).parent.rglob("*.html")
    assert [page.name for page in pages if re.search(r"g:i A(?! T)", page.read_text())] == []


def test_a_browser_changes_no_date(client: Client, evening: Evening) -> None:
    shown = read(client, evening, DAYS["award"])
    assert "data-local" not in shown
    assert f"<dt>Issued on</dt><dd>{TODAY}</dd>" in "".join(line.strip() for line in shown.splitlines())


def test_an_award_keeps_its_instant_and_tells_one_day(evening: Evening) -> None:
    award = evening.earned.award
    assert json.loads(current_credential(award).document)["validFrom"] == "2026-11-28T03:30:00Z"
    assert (award.issued_on, certificate_of(award).issued_on) == (date(2026, 11, 27), date(2026, 11, 27))


def test_the_issuers_zone_counts_and_not_that_of_the_school(evening: Evening) -> None:
    school = evening.earned.tree.cedar
    school.timezone = "UTC"
    school.save(update_fields=["timezone"])
    award = award_called(evening.earned.award.uid)
    assert (award.issued_on, certificate_of(award).issued_on) == (date(2026, 11, 27), date(2026, 11, 27))


def test_an_award_was_withdrawn_on_the_issuers_day(client: Client, evening: Evening) -> None:
    revoke_award(by=evening.earned.lead, award=evening.earned.award, reason="Given by mistake.")
    assert f"withdrew it on {TODAY}" in read(client, evening, DAYS["award"])


def test_whoever_verifies_our_credential_reads_the_same_day(client: Client, evening: Evening) -> None:
    document = current_credential(evening.earned.award).document
    shown = client.post(reverse("verify"), {"text": document}).content.decode()
    assert TODAY in shown
    assert "November 28" not in shown
