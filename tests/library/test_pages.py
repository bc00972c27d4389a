"""The pages of the library, as people use them."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.builders import BUILDER, District, build_district, person
from tests.library.builders import memo_at, study_at
from tests.two_editors import Case, both_keep_what_they_changed, browser_of
from waypost.library import uses
from waypost.library.actions import edit_item, ship_studies
from waypost.library.models import LibraryItem
from waypost.library.rules import Audience, MemoFields
from waypost.library.uses import Use
from waypost.people.models import Person
from waypost.people.rules import Role

pytestmark = pytest.mark.django_db

STUDY = {
    "title": "Coaching by video",
    "claim": "It helped.",
    "found": "effect",
    "kind": "case",
    "strength": "reasoned",
    "tags": "Video, coaching",
    "link": "https://example.org/study",
    "year": "2019",
}
MEMO = {"title": "Our year", "claim": "Time.", "motivations": "Why", "processes": "How", "outcomes": "What"}


@pytest.fixture
def tree() -> District:
    return build_district()


@pytest.fixture
def lead(tree: District, client: Client) -> Person:
    made = person("Maya Okafor", Role.PROGRAM_LEAD, tree.district)
    client.force_login(made)
    return made


def test_a_lead_adds_a_study_which_stays_a_draft_until_it_is_shared(
    client: Client, lead: Person, tree: District
) -> None:
    answer = client.post(reverse("library_study_add"), {**STUDY, "organization": tree.district.slug}, follow=True)
    item = LibraryItem.objects.get()
    assert (item.audience, [tag.word for tag in item.tags.all()]) == ("draft", ["coaching", "video"])
    assert "Saved as a draft" in answer.content.decode()
    client.post(reverse("library_share", args=[item.uid]), {"audience": "everyone"})
    item.refresh_from_db()
    assert item.audience == "everyone"


def test_a_member_of_the_committee_writes_a_case_memo_for_others(client: Client, tree: District) -> None:
    client.force_login(person("Sam", Role.COMMITTEE_MEMBER, tree.district))
    client.post(reverse("library_memo_add"), {**MEMO, "organization": tree.district.slug})
    memo = LibraryItem.objects.get()
    assert (memo.is_memo, memo.motivations, memo.processes, memo.outcomes) == (True, "Why", "How", "What")


def test_bad_input_gets_a_sentence_by_its_field_and_keeps_what_was_typed(
    client: Client, lead: Person, tree: District
) -> None:
    typed = {**STUDY, "organization": tree.district.slug, "claim": "x" * 50_000, "year": "3019", "link": "nowhere"}
    answer = client.post(reverse("library_study_add"), typed)
    assert answer.status_code == 422
    form = answer.context["form"]
    assert set(form.errors) == {"claim", "year", "link"}
    assert form["title"].value() == "Coaching by video"
    assert not LibraryItem.objects.exists()


def test_one_cannot_write_for_another_district(client: Client, lead: Person, tree: District) -> None:
    answer = client.post(reverse("library_study_add"), {**STUDY, "organization": tree.other_district.slug})
    assert answer.status_code == 422
    assert not LibraryItem.objects.exists()


def test_two_who_edit_at_once_see_both_texts_and_the_second_saves_knowingly(
    client: Client, lead: Person, tree: District
) -> None:
    item = memo_at(tree.district)
    other = person("Tom Becker", Role.PROGRAM_LEAD, tree.district)
    edit_item(by=other, item=item, started_from=1, fields=_memo("Saved by another"))
    address = reverse("library_edit", args=[item.uid])
    answer = client.post(address, {**MEMO, "claim": "Mine", "version": 1})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert ("Mine" in page, "Saved by another" in page, "Tom Becker" in page) == (True, True, True)
    item.refresh_from_db()
    assert item.claim == "Saved by another"
    client.post(address, {**MEMO, "claim": "Mine", "version": answer.context["version"]})
    item.refresh_from_db()
    assert item.claim == "Mine"


def _memo(claim: str) -> MemoFields:
    return MemoFields("Our first year", claim, "Why", "How", "What")


def test_a_page_says_what_was_found_how_strong_it_is_and_what_was_not(client: Client, lead: Person) -> None:
    ship_studies(by=BUILDER)
    item = LibraryItem.objects.get(shipped_key="kraft-blazar-hogan-2018")
    page = client.get(reverse("library_item", args=[item.uid])).content.decode()
    for words in (
        "0.49 standard deviations",
        "A lottery decided",
        "What it did not find",
        "doi.org/10.3102",
        "Used in",
    ):
        assert words in page
    assert item.checked not in page


def test_a_page_lists_what_cites_it(client: Client, lead: Person, tree: District) -> None:
    item = study_at(tree.district)
    uses.register(
        "test", lambda _viewer, _item: [Use("If we coach, they revise.", "A theory", "/theories/", "It fits")]
    )
    try:
        page = client.get(reverse("library_item", args=[item.uid])).content.decode()
        answer = client.post(reverse("library_take_out", args=[item.uid]), follow=True)
    finally:
        del uses._finders["test"]
    assert ("If we coach, they revise." in page, "It fits" in page) == (True, True)
    assert "take the citations out first" in answer.content.decode()


def test_what_was_taken_out_is_offered_to_be_put_back(client: Client, lead: Person, tree: District) -> None:
    item = study_at(tree.district)
    client.post(reverse("library_take_out", args=[item.uid]))
    assert client.get(reverse("library_item", args=[item.uid])).status_code == 404
    assert reverse("library_put_back", args=[item.uid]) in client.get(reverse("library")).content.decode()
    client.post(reverse("library_put_back", args=[item.uid]))
    assert client.get(reverse("library_item", args=[item.uid])).status_code == 200


def test_drafts_wait_on_top_for_those_who_may_share_them(client: Client, lead: Person, tree: District) -> None:
    draft = memo_at(tree.district)
    share = reverse("library_share", args=[draft.uid])
    assert share in client.get(reverse("library")).content.decode()
    assert share not in client.get(reverse("library"), {"q": "money"}).content.decode()
    client.force_login(person("Coach", Role.COACH, tree.cedar))
    assert share not in client.get(reverse("library")).content.decode()


def test_a_search_without_result_offers_everything_again(client: Client, lead: Person) -> None:
    page = client.get(reverse("library"), {"q": "nothing like it", "kind": "no kind"}).content.decode()
    assert "Nothing holds all of that." in page


def test_a_long_list_asks_no_more_than_a_short_one(client: Client, lead: Person, tree: District) -> None:
    study_at(tree.district)
    few = _queries(client, reverse("library"))
    for number in range(30):
        study_at(tree.district, Audience.BRANCH, f"Study {number}")
    assert _queries(client, reverse("library")) == few
    assert few <= 12
    uid = LibraryItem.objects.latest("pk").uid
    assert _queries(client, reverse("library_item", args=[uid])) <= 12


def _queries(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_two_who_change_different_fields_of_a_memo_are_saved_together(lead: Person, tree: District) -> None:
    address = reverse("library_edit", args=[memo_at(tree.district).uid])
    first, second = (browser_of(each) for each in (lead, person("Tom Becker", Role.PROGRAM_LEAD, tree.district)))
    case = Case(address, {"tags": "pay, time"}, {"claim": "Time helps."}, {"tags": "pay"})
    both_keep_what_they_changed(first, second, case)
