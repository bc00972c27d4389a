"""What a viewer reads of a theory, and how far it is."""

from datetime import date
from decimal import Decimal

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from tests.builders import BUILDER, person
from tests.improvement.builders import BY_MEASURE, Believed, locked, second_link, written
from tests.improvement.conftest import Meter
from tests.library.builders import memo_at, study_at
from waypost.common.actors import Public
from waypost.improvement.actions.links import edit_link, record_finding
from waypost.improvement.actions.removal import take_out
from waypost.improvement.actions.statements import begin_version
from waypost.improvement.models import LinkCitation
from waypost.improvement.queries import access
from waypost.improvement.queries.citing import links_citing
from waypost.improvement.queries.listing import facts_of, theory_list
from waypost.improvement.queries.outcomes import KEY, standing
from waypost.improvement.queries.pages import LinkLine, theory_page
from waypost.improvement.rules.kinds import Verdict
from waypost.library.actions import cite, share_item, take_citation_out, take_out_item
from waypost.library.rules import Audience
from waypost.people.models import Person
from waypost.people.rules import Role
from waypost.programs import outcomes
from waypost.programs.outcomes import OutcomeState

PAST = "2027-03-02T15:00:00Z"


def line(viewer: Person, believed: Believed) -> LinkLine:
    return theory_page(viewer, believed.program).lines[0]


def test_the_branch_reads_and_a_stranger_does_not(believed: Believed) -> None:
    readers = (believed.lead, believed.member, person("State", Role.STATE_STAFF, believed.tree.state))
    assert [access.programs(reader).count() for reader in readers] == [1, 1, 1]
    others = (believed.stranger, person("Principal", Role.PRINCIPAL, believed.tree.cedar), Public())
    assert [access.programs(other).count() for other in others] == [0, 0, 0]
    assert not access.links(readers[2]).exists()


def test_a_measured_link_says_nothing_before_its_date_and_is_read_from_it_on(
    believed: Believed, meter: Meter, frozen_clock: time_machine.Traveller
) -> None:
    written(believed.link, BY_MEASURE)
    meter.value = Decimal(52)
    before = line(believed.lead, believed)
    assert (before.verdict, before.needs_look) == (Verdict.NOT_YET_KNOWN, False)
    assert before.says == "So far 52 educators. We asked for at least 40 educators. It is read on March 1, 2027."
    frozen_clock.move_to(PAST)
    assert line(believed.lead, believed).verdict is Verdict.SUPPORTED
    meter.value = Decimal(39)
    assert line(believed.lead, believed).verdict is Verdict.NOT_SUPPORTED


def test_a_number_about_too_few_people_is_left_out_with_its_verdict(
    believed: Believed, meter: Meter, frozen_clock: time_machine.Traveller
) -> None:
    written(believed.link, BY_MEASURE)
    meter.value, meter.is_safe = Decimal(3), False
    frozen_clock.move_to(PAST)
    shown = line(believed.member, believed)
    assert (shown.verdict, shown.says) == (
        Verdict.NOT_YET_KNOWN,
        "Left out: the number is about too few people to show.",
    )


def test_the_newest_finding_counts_and_the_sentence_on_top_follows(believed: Believed) -> None:
    link = written(believed.link)
    written(second_link(believed))
    for verdict, text in ((Verdict.SUPPORTED, "17 of 20"), (Verdict.NOT_SUPPORTED, "9 of 20")):
        record_finding(by=BUILDER, link=link, verdict=verdict, text=text, found_on=link.created_at.date())
    page = theory_page(believed.member, believed.program)
    assert (page.lines[0].verdict, page.lines[0].says) == (Verdict.NOT_SUPPORTED, "9 of 20")
    assert page.counts == "0 of 2 links are supported, 1 is not, 1 is not yet known."


def test_what_was_found_before_the_link_was_locked_says_so(believed: Believed) -> None:
    link = written(believed.link)
    record_finding(by=BUILDER, link=link, verdict=Verdict.SUPPORTED, text="17 of 20", found_on=date(2027, 1, 4))
    assert line(believed.member, believed).is_found_before_lock
    record_finding(by=BUILDER, link=link, verdict=Verdict.SUPPORTED, text="18 of 20", found_on=date(2027, 1, 14))
    assert not line(believed.member, believed).is_found_before_lock


def test_a_finding_stays_in_sight_where_a_measure_reads_the_link_from_then_on(
    believed: Believed, meter: Meter, client: Client
) -> None:
    link = written(believed.link)
    record_finding(by=BUILDER, link=link, verdict=Verdict.NOT_SUPPORTED, text="9 of 20", found_on=date(2027, 1, 14))
    link.refresh_from_db()
    edit_link(by=BUILDER, link=link, started_from=link.version, fields=BY_MEASURE, reason="It is counted now")
    shown = line(believed.member, believed)
    assert (shown.finding, [finding.text for finding in shown.earlier_findings]) == (None, ["9 of 20"])
    client.force_login(believed.member)
    assert "9 of 20" in client.get(reverse("theory", args=[believed.program.uid])).content.decode()


def test_a_date_that_came_without_a_result_needs_a_look(
    believed: Believed, frozen_clock: time_machine.Traveller
) -> None:
    written(second_link(believed))
    frozen_clock.move_to(PAST)
    page = theory_page(believed.lead, believed.program)
    assert page.opened is not None
    assert (page.opened.link.number, page.opened.needs_look) == (2, True)


def test_a_link_opens_by_its_number_and_another_number_opens_the_first(believed: Believed) -> None:
    second_link(believed)
    numbers = [theory_page(believed.lead, believed.program, opened=asked).opened for asked in ("2", "99", "x")]
    assert [opened.link.number for opened in numbers if opened] == [2, 1, 1]


@pytest.fixture
def stated(believed: Believed) -> Believed:
    written(believed.link)
    return believed


def state(believed: Believed) -> OutcomeState:
    return standing(believed.lead, believed.program).state


def test_an_outcome_is_missing_started_in_review_agreed_and_needs_a_look(
    believed: Believed, frozen_clock: time_machine.Traveller
) -> None:
    assert state(believed) is OutcomeState.STARTED
    link = written(believed.link)
    assert state(believed) is OutcomeState.IN_REVIEW
    locked(link)
    assert state(believed) is OutcomeState.AGREED
    frozen_clock.move_to(PAST)
    assert state(believed) is OutcomeState.NEEDS_A_LOOK
    for part in (believed.coach, believed.revise, believed.lessons):
        take_out(by=BUILDER, part=part, reason="Begun anew")
    assert state(believed) is OutcomeState.MISSING


def test_the_outcome_stands_in_the_registry_and_leads_only_those_who_may_read(stated: Believed) -> None:
    outcome = outcomes.find(KEY)
    assert outcome is not None
    found = outcome.standing(stated.lead, stated.program)
    assert (found.says, found.url) == (
        "1 link: 1 written in full, 0 locked.",
        reverse("theory", args=[stated.program.uid]),
    )
    assert outcome.standing(stated.stranger, stated.program).url == ""


def test_the_list_and_the_outcome_compute_no_measure(believed: Believed, meter: Meter) -> None:
    written(believed.link, BY_MEASURE)
    meter.value = Decimal(50)
    assert facts_of([believed.program])[believed.program.pk].locked == 0
    (only,) = theory_list(believed.lead)
    assert (only.number, only.facts.complete) == (1, 1)


def test_an_item_lists_the_links_that_cite_it_to_those_who_may_read_them(believed: Believed) -> None:
    item = study_at(believed.tree.district, Audience.EVERYONE)
    cite(by=BUILDER, on=believed.link, item=item, note="It fits")
    (use,) = links_citing(believed.lead, item)
    assert (use.words, use.note) == (str(believed.link), "It fits")
    assert links_citing(believed.stranger, item) == []
    take_out(by=BUILDER, part=believed.revise)
    assert links_citing(believed.lead, item) == []


def test_a_cited_item_that_one_may_not_read_shows_that_it_is_there_and_no_more(believed: Believed) -> None:
    item = memo_at(believed.tree.other_district, Audience.EVERYONE)
    cite(by=BUILDER, on=believed.link, item=item, note="Theirs")
    assert line(believed.lead, believed).citations[0][1] == item
    share_item(by=BUILDER, item=item, audience=Audience.BRANCH)
    assert line(believed.lead, believed).citations[0][1] is None


def test_an_earlier_version_names_what_was_taken_out_of_the_library_since(believed: Believed, client: Client) -> None:
    item = study_at(believed.tree.district, Audience.EVERYONE)
    cite(by=BUILDER, on=believed.link, item=item, note="It fits")
    following = begin_version(by=BUILDER, theory=believed.theory, note="A year on")
    copied = LinkCitation.objects.get(link__theory=following)
    take_citation_out(by=BUILDER, on=copied.link, citation=copied)
    take_out_item(by=BUILDER, item=item)
    client.force_login(believed.member)
    page = client.get(reverse("theory", args=[believed.program.uid]), {"version": "1"}).content.decode()
    assert f"{item.title} (taken out of the library)" in page
    assert reverse("library_item", args=[item.uid]) not in page
