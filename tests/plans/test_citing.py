"""What the strategy of an objective cites from the library: chosen, shown, taken out, said where it is used (ST7)."""

from dataclasses import dataclass

import pytest
from django.test import Client
from django.urls import reverse

from tests.builders import BUILDER, person
from tests.library.builders import memo_at, study_at
from tests.plans.builders import Planned, plan_fields
from waypost.library.actions import ItemInUse, cite, share_item, take_out_item
from waypost.library.models import LibraryItem
from waypost.library.rules import Audience
from waypost.library.uses import uses_of
from waypost.people.models import Person
from waypost.people.rules import Role
from waypost.plans.actions.adoption import adopt_plan
from waypost.plans.actions.copies import copy_plan
from waypost.plans.actions.objectives import add_objective
from waypost.plans.actions.removal import put_back, take_out
from waypost.plans.models import Objective, ObjectiveCitation
from waypost.plans.queries.history import changes_of
from waypost.plans.rules.copies import CopiedPart, CopyChoice
from waypost.plans.rules.fields import ObjectiveFields

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Cited:
    """An objective and a study of its district."""

    objective: Objective
    item: LibraryItem
    page: str


@pytest.fixture
def cited(planned: Planned) -> Cited:
    objective = planned.objective
    return Cited(objective, study_at(planned.tree.district), reverse("plan_objective", args=[objective.uid]))


def signed_in(client: Client, someone: Person) -> Client:
    client.force_login(someone)
    return client


def test_a_lead_cites_a_study_for_a_strategy_and_takes_it_out(planned: Planned, client: Client, cited: Cited) -> None:
    signed_in(client, planned.lead)
    assert "Nothing from the library is cited yet." in client.get(cited.page).content.decode()
    address = reverse("plan_objective_cite", args=[cited.objective.uid])
    answer = client.post(address, {"item": cited.item.uid, "note": "Our schools are as small"})
    assert answer.headers["Location"] == f"{cited.page}#research"
    page = client.get(cited.page).content.decode()
    item = reverse("library_item", args=[cited.item.uid])
    assert f'<a href="{item}">Coaching in pairs</a>' in page
    assert "strong evidence" in page
    assert "Why here: Our schools are as small" in page
    used = client.get(item).content.decode()
    assert ("Used in" in used, f'href="{cited.page}#research"' in used) == (True, True)
    client.post(reverse("plan_citation_take_out", args=[ObjectiveCitation.objects.get().uid]))
    assert not ObjectiveCitation.objects.exists()
    assert "Nothing from the library is cited yet." in client.get(cited.page).content.decode()


def test_a_study_is_cited_once_and_the_history_says_who_did_and_why(planned: Planned, cited: Cited) -> None:
    for note in ("First", "First", "Second"):
        cite(by=planned.lead, on=cited.objective, item=cited.item, note=note)
    assert ObjectiveCitation.objects.get().note == "Second"
    changes = changes_of(planned.lead, cited.objective.plan, None, of=cited.objective.uid).changes
    rows = [change for change in changes if "research" in change.done]
    assert [(row.who, row.done) for row in rows] == [(planned.lead.name, "cited research")] * 2
    assert rows[0].values == (("cited", "Coaching in pairs: First", "Coaching in pairs: Second"),)


@pytest.mark.parametrize("kind", ["a draft", "nothing"])
def test_what_others_cannot_read_is_no_choice(planned: Planned, client: Client, cited: Cited, kind: str) -> None:
    items = {"a draft": memo_at(planned.tree.district).uid, "nothing": ""}
    signed_in(client, planned.lead)
    address = reverse("plan_objective_cite", args=[cited.objective.uid])
    answer = client.post(address, {"item": items[kind], "note": "Kept"})
    assert (answer.status_code, "Kept" in answer.content.decode()) == (422, True)
    assert not ObjectiveCitation.objects.exists()


def test_a_teammate_reads_what_is_cited_and_may_not_change_it(planned: Planned, client: Client, cited: Cited) -> None:
    adopt_plan(by=planned.lead, plan=cited.objective.plan, number=1)
    take = reverse("plan_citation_take_out", args=[cite(by=BUILDER, on=cited.objective, item=cited.item, note="").uid])
    member = person("Luis Ferrer", Role.COMMITTEE_MEMBER, planned.tree.district)
    page = signed_in(client, member).get(cited.page).content.decode()
    assert ("Coaching in pairs" in page, take in page, "Cite the library" in page) == (True, False, False)
    assert client.post(take).status_code == 404
    assert (len(uses_of(member, cited.item)), ObjectiveCitation.objects.count()) == (1, 1)


def test_a_stranger_neither_reads_nor_changes_what_is_cited(planned: Planned, client: Client, cited: Cited) -> None:
    take = reverse("plan_citation_take_out", args=[cite(by=BUILDER, on=cited.objective, item=cited.item, note="").uid])
    add = reverse("plan_objective_cite", args=[cited.objective.uid])
    share_item(by=BUILDER, item=cited.item, audience=Audience.EVERYONE)
    signed_in(client, planned.stranger)
    sent = {"item": cited.item.uid, "note": "Mine"}
    answers = (client.get(cited.page), client.get(add), client.post(add, sent), client.post(take))
    assert {answer.status_code for answer in answers} == {404}
    assert uses_of(planned.stranger, cited.item) == []
    assert ObjectiveCitation.objects.get().note == ""


def test_a_draft_of_a_plan_is_named_only_to_those_who_edit_it(planned: Planned, cited: Cited) -> None:
    cite(by=BUILDER, on=cited.objective, item=cited.item, note="")
    member = person("Luis Ferrer", Role.COMMITTEE_MEMBER, planned.tree.district)
    assert (len(uses_of(planned.lead, cited.item)), uses_of(member, cited.item)) == (1, [])


def test_what_is_cited_stays_in_the_library_until_the_citation_is_taken_out(planned: Planned, cited: Cited) -> None:
    cite(by=BUILDER, on=cited.objective, item=cited.item, note="")
    with pytest.raises(ItemInUse):
        take_out_item(by=planned.lead, item=cited.item)
    with pytest.raises(ItemInUse):
        share_item(by=planned.lead, item=cited.item, audience=Audience.DRAFT)
    assert LibraryItem.objects.get().taken_out_at is None


def test_an_objective_that_comes_back_shows_that_its_source_is_gone(
    planned: Planned, client: Client, cited: Cited
) -> None:
    objective = add_objective(by=BUILDER, plan=planned.plan, fields=ObjectiveFields(text="Another"))
    cite(by=BUILDER, on=objective, item=cited.item, note="")
    take_out(by=BUILDER, part=objective)
    take_out_item(by=BUILDER, item=cited.item)
    put_back(by=BUILDER, part=objective)
    page = signed_in(client, planned.lead).get(reverse("plan_objective", args=[objective.uid])).content.decode()
    assert "Coaching in pairs (taken out of the library)" in page
    assert reverse("library_item", args=[cited.item.uid]) not in page


def test_a_copy_keeps_what_its_readers_may_read(planned: Planned, cited: Cited) -> None:
    tree = planned.tree
    everyones = study_at(tree.other_district, Audience.EVERYONE, "For all")
    cite(by=BUILDER, on=cited.objective, item=cited.item, note="Ours")
    cite(by=BUILDER, on=cited.objective, item=everyones, note="Theirs")
    choice = CopyChoice(frozenset({CopiedPart.OBJECTIVES}), 0)
    for place, kept in (
        (tree.district, ["Ours", "Theirs"]),
        (tree.cedar, ["Ours", "Theirs"]),
        (tree.state, ["Theirs"]),
    ):
        made = copy_plan(by=BUILDER, source=planned.plan, organization=place, fields=plan_fields(), choice=choice)
        notes = ObjectiveCitation.objects.filter(objective__plan=made).order_by("note").values_list("note", flat=True)
        assert list(notes) == kept
