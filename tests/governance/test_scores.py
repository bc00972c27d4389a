"""All elements of a talent system scored in one form, as a committee does in a meeting (FR2, OP6)."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.builders import BUILDER
from tests.governance.reflecting import Looking, build_looking, element_at
from tests.two_editors import opened
from waypost.common.conflicts import EditConflict
from waypost.common.models import AuditEntry
from waypost.governance.actions.gaps import edit_element, score_elements
from waypost.governance.actions.reflection import take_out
from waypost.governance.models import TalentElement
from waypost.governance.rules.gaps import GapFields, ScoreFields

pytestmark = pytest.mark.django_db


@pytest.fixture
def looking() -> Looking:
    return build_looking()


@pytest.fixture
def ladder(looking: Looking) -> TalentElement:
    return element_at(looking.tree.district)


@pytest.fixture
def evaluation(looking: Looking) -> TalentElement:
    return element_at(looking.tree.district, "Evaluation", "2.6", "3.1")


@pytest.fixture
def address(looking: Looking, ladder: TalentElement, evaluation: TalentElement) -> str:
    return reverse("reflect_gap_score", args=[looking.tree.district.uid])


def said(element: TalentElement) -> tuple[str, str, str, str]:
    element = TalentElement.ever.get(pk=element.pk)
    return str(element.now), str(element.wanted), element.priority, element.now_words


def test_a_member_scores_all_and_only_what_changed_leaves_a_row(
    looking: Looking, ladder: TalentElement, evaluation: TalentElement, address: str, client: Client
) -> None:
    client.force_login(looking.member)
    gaps = reverse("reflect_gaps", args=[looking.tree.district.uid])
    assert f'href="{address}">Score all</a>' in client.get(gaps).content.decode()
    page = client.get(address).content.decode()
    assert "1 means not built yet, 4 means works for everyone" in page
    assert page.index("<legend>Career ladder</legend>") < page.index("<legend>Evaluation</legend>")
    changed = {f"now-{ladder.uid}": "2", f"priority-{ladder.uid}": "first", f"now_words-{ladder.uid}": "One lane"}
    response = client.post(address, {**opened(client, address), **changed})
    assert (response.status_code, response["Location"]) == (302, gaps)
    assert said(ladder) == ("2.0", "3.3", "first", "One lane")
    assert said(evaluation) == ("2.6", "3.1", "", "")
    row = AuditEntry.objects.get(verb="score element")
    assert (row.subject_uid, row.actor) == (ladder.uid, looking.member.audit_id)
    assert row.before == {"now": "1.4", "priority": "", "now_words": ""}


def test_details_that_stand_in_the_form_of_one_element_stay(
    looking: Looking, ladder: TalentElement, address: str, client: Client
) -> None:
    fields = GapFields("Career ladder", data_words="12 of 40", wanted_words="Four steps")
    edit_element(by=BUILDER, element=ladder, started_from=1, fields=fields)
    client.force_login(looking.lead)
    client.post(address, {**opened(client, address), f"now-{ladder.uid}": "1.5", f"wanted-{ladder.uid}": "3"})
    ladder.refresh_from_db()
    assert (ladder.data_words, ladder.wanted_words, ladder.gap) == ("12 of 40", "Four steps", Decimal("1.5"))


def test_others_do_not_open_it_and_change_nothing(
    looking: Looking, ladder: TalentElement, address: str, client: Client
) -> None:
    client.force_login(looking.member)
    typed = {**opened(client, address), f"now-{ladder.uid}": "4"}
    for who in (looking.stranger, looking.educator, looking.state):
        client.force_login(who)
        assert client.get(address).status_code == 404, who
        assert client.post(address, typed).status_code == 404, who
    assert said(ladder) == ("1.4", "3.3", "", "")


def test_an_element_of_another_branch_is_not_scored_by_its_uid(looking: Looking, address: str, client: Client) -> None:
    far = element_at(looking.tree.other_district, "Recruitment")
    client.force_login(looking.member)
    client.post(address, {**opened(client, address), f"now-{far.uid}": "1", f"wanted-{far.uid}": "1"})
    assert said(far) == ("1.4", "3.3", "", "")


@pytest.mark.parametrize(("now", "sentence"), [("0.9", "Write 1 or more."), ("4", "What is wanted is not below")])
def test_bad_numbers_get_a_sentence_by_their_row_and_nothing_is_saved(
    looking: Looking,
    ladder: TalentElement,
    evaluation: TalentElement,
    address: str,
    client: Client,
    now: str,
    sentence: str,
) -> None:
    client.force_login(looking.member)
    typed = {f"now-{evaluation.uid}": now, f"now-{ladder.uid}": "2"}
    response = client.post(address, {**opened(client, address), **typed})
    page = response.content.decode()
    assert (response.status_code, sentence in page, "Evaluation: " in page) == (422, True, True)
    assert (said(ladder)[0], said(evaluation)[0]) == ("1.4", "2.6")


def test_what_two_people_score_in_different_rows_is_saved_together(
    looking: Looking, ladder: TalentElement, evaluation: TalentElement, address: str, client: Client
) -> None:
    client.force_login(looking.member)
    before = opened(client, address)
    mine, theirs = {f"now-{ladder.uid}": "2"}, {f"now-{evaluation.uid}": "3", f"wanted-{ladder.uid}": "4"}
    client.force_login(looking.lead)
    client.post(address, {**before, **theirs})
    client.force_login(looking.member)
    response = client.post(address, {**before, **mine}, follow=True)
    words = "Saved, together with what Maya Okafor changed meanwhile: Career ladder: wanted, Evaluation: now."
    assert words in response.content.decode()
    assert (said(ladder)[:2], said(evaluation)[:2]) == (("2.0", "4.0"), ("3.0", "3.1"))


def test_where_two_people_score_the_same_both_numbers_are_shown_and_neither_is_lost(
    looking: Looking, ladder: TalentElement, address: str, client: Client
) -> None:
    client.force_login(looking.member)
    before = opened(client, address)
    fields = GapFields("Career ladder", Decimal(3), Decimal("3.3"))
    edit_element(by=looking.lead, element=ladder, started_from=1, fields=fields)
    response = client.post(address, {**before, f"now-{ladder.uid}": "2"})
    page = response.content.decode()
    assert (response.status_code, "Career ladder: now" in page, "Maya Okafor" in page) == (409, True, True)
    assert said(ladder)[0] == "3.0"
    again = {**before, f"now-{ladder.uid}": "2", "version": "3"}
    assert client.post(address, again).status_code == 302
    assert said(ladder)[0] == "2.0"


def test_the_name_and_data_of_an_element_change_meanwhile_without_a_question(
    looking: Looking, ladder: TalentElement, address: str, client: Client
) -> None:
    client.force_login(looking.member)
    before = opened(client, address)
    fields = GapFields("Career lattice", ladder.now, ladder.wanted, data_words="12 of 40")
    edit_element(by=looking.lead, element=ladder, started_from=1, fields=fields)
    assert client.post(address, {**before, f"now-{ladder.uid}": "2"}).status_code == 302
    ladder.refresh_from_db()
    assert (ladder.name, ladder.data_words, str(ladder.now)) == ("Career lattice", "12 of 40", "2.0")


def test_what_was_typed_of_an_element_that_somebody_took_out_stands_in_it(
    looking: Looking, ladder: TalentElement, evaluation: TalentElement, address: str, client: Client
) -> None:
    client.force_login(looking.member)
    before = opened(client, address)
    take_out(by=looking.lead, part=ladder)
    element_at(looking.tree.district, "Recruitment")
    client.post(address, {**before, f"now-{ladder.uid}": "2", f"now-{evaluation.uid}": "3"})
    assert (said(ladder)[0], said(evaluation)[0]) == ("2.0", "3.0")
    assert TalentElement.ever.get(pk=ladder.pk).taken_out_at is not None
    assert said(TalentElement.objects.get(name="Recruitment"))[0] == "1.4"


def test_an_old_version_of_any_of_them_changes_nothing(
    looking: Looking, ladder: TalentElement, evaluation: TalentElement
) -> None:
    both = [ladder, evaluation]
    scores = {each.uid: ScoreFields(now=Decimal(1)) for each in both}
    score_elements(by=looking.member, elements=[evaluation], started_from=1, scores=scores)
    with pytest.raises(EditConflict):
        score_elements(by=looking.lead, elements=both, started_from=2, scores=scores)
    assert said(ladder)[0] == "1.4"


def test_where_nothing_is_listed_there_is_nothing_to_score(looking: Looking, client: Client) -> None:
    client.force_login(looking.member)
    response = client.get(reverse("reflect_gap_score", args=[looking.tree.district.uid]))
    assert (response.status_code, response["Location"]) == (
        302,
        reverse("reflect_gaps", args=[looking.tree.district.uid]),
    )


def test_a_form_whose_rows_are_all_unknown_says_that_nothing_was_saved(
    looking: Looking, ladder: TalentElement, address: str, client: Client
) -> None:
    client.force_login(looking.member)
    page = client.post(address, {"now-gone": "1"}, follow=True).content.decode()
    assert "Nothing was saved: none of these elements stands in this analysis." in page
    assert said(ladder)[0] == "1.4"


@pytest.mark.parametrize(("elements", "is_said"), [(100, False), (101, True)])
def test_others_are_spoken_of_only_where_there_are_others(
    looking: Looking, client: Client, elements: int, is_said: bool
) -> None:
    for n in range(elements):
        element_at(looking.tree.district, f"Element {n}")
    client.force_login(looking.member)
    page = client.get(reverse("reflect_gap_score", args=[looking.tree.district.uid])).content.decode()
    assert page.count("<legend>") == 100
    assert ("The first 100 elements stand here" in page) == is_said


def test_many_elements_ask_no_more_than_few(looking: Looking, address: str, client: Client) -> None:
    for n in range(12):
        element_at(looking.tree.district, f"Element {n}")
    client.force_login(looking.member)
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    assert len(captured) <= 7
