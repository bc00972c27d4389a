"""The shared vision: versions, comments, and who stands behind which (FR2)."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.builders import a_department, person
from tests.governance.reflecting import Looking, build_looking, recorded, vision_at
from waypost.common.conflicts import EditConflict
from waypost.common.models import AuditEntry
from waypost.governance.actions.vision import (
    Superseded,
    comment_on_vision,
    endorse_vision,
    record_endorsement,
    withdraw_endorsement,
)
from waypost.governance.models import Endorsement, VisionComment, VisionVersion
from waypost.governance.queries.vision import Support, support_of, vision_page, visions_to_endorse
from waypost.governance.rules.vision import endorsed_by, is_shared
from waypost.people.rules import Role


@pytest.fixture
def looking(db: None) -> Looking:
    return build_looking()


@pytest.mark.parametrize(
    ("people", "schools", "words"),
    [
        (0, 0, "nobody yet"),
        (1, 0, "1 person"),
        (1, 1, "1 person in 1 school"),
        (1312, 11, "1,312 people in 11 schools"),
    ],
)
def test_endorsers_are_counted_in_words(people: int, schools: int, words: str) -> None:
    assert endorsed_by(people, schools) == words


def test_a_few_people_are_not_yet_a_shared_vision() -> None:
    assert [is_shared(people) for people in (0, 4, 5)] == [False, False, True]


def test_a_new_version_keeps_the_old_one_and_asks_anew(looking: Looking) -> None:
    first = vision_at(looking.tree.district)
    endorse_vision(by=looking.educator, vision=first)
    second = vision_at(looking.tree.district, "Every teacher and leader grows", started_from=1)
    assert support_of([first, second]) == {first.pk: Support(1, 1), second.pk: Support(0, 0)}
    assert vision_at(looking.tree.district, "Every teacher and leader grows", started_from=2) == second
    page = vision_page(looking.lead, looking.tree.district)
    assert page.current
    assert (page.current.version, [line.version for line in page.earlier]) == (second, [first])


def test_two_who_write_at_once_are_told_and_one_version_is_made(looking: Looking) -> None:
    vision_at(looking.tree.district)
    vision_at(looking.tree.district, "Second", started_from=1)
    with pytest.raises(EditConflict):
        vision_at(looking.tree.district, "Other second", started_from=1)
    assert [row.text for row in VisionVersion.objects.all()] == ["Second", "Every teacher grows"]


def test_only_the_version_that_stands_is_endorsed(looking: Looking) -> None:
    first = vision_at(looking.tree.district)
    vision_at(looking.tree.district, "Second", started_from=1)
    with pytest.raises(Superseded):
        endorse_vision(by=looking.educator, vision=first)
    with pytest.raises(Superseded):
        record_endorsement(by=looking.lead, vision=first, words="Board")
    assert not Endorsement.objects.exists()


def test_a_person_endorses_once_and_can_take_it_back(looking: Looking) -> None:
    made = vision_at(looking.tree.district)
    for _ in range(2):
        endorse_vision(by=looking.educator, vision=made)
    assert Endorsement.objects.count() == 1
    for _ in range(2):
        withdraw_endorsement(by=looking.educator, vision=made)
    assert not Endorsement.objects.exists()
    verbs = AuditEntry.objects.filter(verb__endswith="endorse vision") | AuditEntry.objects.filter(
        verb="withdraw endorsement"
    )
    assert verbs.count() == 2


def test_people_are_counted_with_those_elsewhere_and_schools_once(looking: Looking) -> None:
    made = vision_at(looking.tree.district)
    other = person("Second Educator", Role.EDUCATOR, a_department(looking.tree.cedar))
    third = person("Third Educator", Role.EDUCATOR, looking.tree.juniper)
    for who in (looking.educator, other, third, looking.lead):
        endorse_vision(by=who, vision=made)
    assert support_of([made])[made.pk] == Support(4, 2)
    recorded(made, people=312, schools=11)
    assert support_of([made])[made.pk] == Support(316, 11)


def test_who_works_in_the_branch_may_endorse_and_nobody_else(looking: Looking) -> None:
    at_state = vision_at(looking.tree.state)
    at_district = vision_at(looking.tree.district)
    at_school = vision_at(looking.tree.cedar)
    elsewhere = vision_at(looking.tree.other_district)
    assert list(visions_to_endorse(looking.educator)) == [at_state, at_district, at_school]
    assert list(visions_to_endorse(looking.member)) == [at_state, at_district]
    assert list(visions_to_endorse(looking.stranger)) == [at_state, elsewhere]
    assert list(visions_to_endorse(looking.state)) == []


def test_an_educator_reads_endorses_and_thinks_again(looking: Looking, client: Client) -> None:
    made = vision_at(looking.tree.district)
    client.force_login(looking.educator)
    address = reverse("reflect_shared_visions")
    assert address in client.get(reverse("submissions_learning")).content.decode()
    page = client.get(address).content.decode()
    assert ("Every teacher grows" in page, "I endorse this vision" in page) == (True, True)
    answer = client.post(reverse("reflect_endorse", args=[made.uid]), follow=True)
    assert answer.redirect_chain == [(address, 302)]
    assert "Endorsed by 1 person in 1 school" in answer.content.decode()
    client.post(reverse("reflect_withdraw", args=[made.uid]))
    assert not Endorsement.objects.exists()


def test_an_educator_of_another_district_changes_nothing(looking: Looking, client: Client) -> None:
    made = vision_at(looking.tree.district)
    client.force_login(person("Other Educator", Role.EDUCATOR, looking.tree.other_school))
    assert client.post(reverse("reflect_endorse", args=[made.uid])).status_code == 404
    assert "Every teacher grows" not in client.get(reverse("reflect_shared_visions")).content.decode()
    assert not Endorsement.objects.exists()


def test_a_lead_writes_the_vision_and_sees_two_texts_where_another_was_first(looking: Looking, client: Client) -> None:
    client.force_login(looking.lead)
    address = reverse("reflect_vision", args=[looking.tree.district.uid])
    write = reverse("reflect_vision_write", args=[looking.tree.district.uid])
    assert "Write the vision" in client.get(address).content.decode()
    assert client.post(write, {"text": "First words", "version": 0}).status_code == 302
    answer = client.post(write, {"text": "Words of another", "version": 0})
    page = answer.content.decode()
    assert (answer.status_code, "First words" in page, "Words of another" in page) == (409, True, True)
    assert client.post(write, {"text": "x" * 50_000, "version": 1}).status_code == 422
    client.post(write, {"text": "Second words", "what_changed": "Shorter", "version": 1})
    page = client.get(address).content.decode()
    assert all(words in page for words in ("Version 2", "Second words", "New in it: Shorter", "First words"))


def test_a_lead_records_endorsers_elsewhere_and_takes_them_out(looking: Looking, client: Client) -> None:
    made = vision_at(looking.tree.district)
    client.force_login(looking.lead)
    record = reverse("reflect_endorsement_add", args=[made.uid])
    typed = {"words": "Staff meetings", "people_count": 312, "school_count": 11}
    assert client.post(record, {**typed, "people_count": 0}).status_code == 422
    assert client.post(record, typed).status_code == 302
    address = reverse("reflect_vision", args=[looking.tree.district.uid])
    assert "endorsed by 312 people in 11 schools" in client.get(address).content.decode()
    client.post(reverse("reflect_endorsement_take_out", args=[Endorsement.objects.get().uid]))
    assert not Endorsement.objects.exists()


def test_recording_for_a_version_that_was_replaced_is_said_at_the_field(looking: Looking, client: Client) -> None:
    made = vision_at(looking.tree.district)
    vision_at(looking.tree.district, "Second", started_from=1)
    client.force_login(looking.lead)
    answer = client.post(reverse("reflect_endorsement_add", args=[made.uid]), {"words": "Board", "people_count": 7})
    assert (answer.status_code, "There is a newer version by now" in answer.content.decode()) == (422, True)


def test_a_committee_member_comments_and_writes_no_version(looking: Looking, client: Client) -> None:
    made = vision_at(looking.tree.district)
    client.force_login(looking.member)
    comment = reverse("reflect_vision_comment", args=[made.uid])
    assert client.post(comment, {"text": ""}).status_code == 422
    assert client.post(comment, {"text": "y" * 50_000}).status_code == 422
    assert client.post(comment, {"text": "Say families too."}).status_code == 302
    page = client.get(reverse("reflect_vision", args=[looking.tree.district.uid])).content.decode()
    assert ("Say families too." in page, "Write the next version" in page) == (True, False)
    assert client.post(reverse("reflect_vision_write", args=[looking.tree.district.uid])).status_code == 404
    assert VisionComment.objects.get().person == looking.member


def test_comments_belong_to_their_version(looking: Looking) -> None:
    first = vision_at(looking.tree.district)
    comment_on_vision(by=looking.member, vision=first, text="Shorter, please.")
    vision_at(looking.tree.district, "Second", started_from=1)
    assert vision_page(looking.lead, looking.tree.district).comments == ()
    endorse_vision(by=looking.lead, vision=VisionVersion.objects.get(number=2))
    assert vision_page(looking.lead, looking.tree.district).names == ("Maya Okafor",)


def test_the_team_reads_who_endorses_and_the_state_how_many(looking: Looking, client: Client) -> None:
    endorse_vision(by=looking.educator, vision=vision_at(looking.tree.district))
    address = reverse("reflect_vision", args=[looking.tree.district.uid])
    seen = {}
    for viewer in (looking.member, looking.state):
        client.force_login(viewer)
        page = client.get(address).content.decode()
        seen[viewer.name] = ("Dana Ruiz" in page, "endorsed by 1 person" in page)
    assert seen == {"Luis Ferrer": (True, True), "State Staff": (False, True)}
