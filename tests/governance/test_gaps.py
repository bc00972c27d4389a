"""Where the talent system is and should be: elements, data, what each gap leads to (FR2)."""

from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from tests.builders import BUILDER
from tests.catalog.builders import sample_published
from tests.governance.reflecting import Looking, build_looking, element_at
from tests.plans.builders import plan_at
from waypost.common.conflicts import EditConflict
from waypost.governance.actions.gaps import add_element, begin_analysis, edit_element, word_scale
from waypost.governance.actions.reflection import take_out
from waypost.governance.models import GapScale, TalentElement
from waypost.governance.queries.gaps import gaps_page
from waypost.governance.rules.gaps import ELEMENTS, GapFields
from waypost.plans import measures
from waypost.plans.actions.objectives import add_objective
from waypost.plans.models import Objective
from waypost.plans.rules.fields import ObjectiveFields


@pytest.fixture
def looking(db: None) -> Looking:
    return build_looking()


@pytest.fixture
def objective(looking: Looking) -> Objective:
    return add_objective(by=BUILDER, plan=plan_at(looking.tree.district), fields=ObjectiveFields(text="Salary lanes"))


def test_an_analysis_begins_with_eight_elements_and_only_once(looking: Looking) -> None:
    begin_analysis(by=looking.lead, organization=looking.tree.district)
    assert begin_analysis(by=looking.lead, organization=looking.tree.district) == []
    assert [row.name for row in TalentElement.objects.all()] == list(ELEMENTS)


def test_the_largest_gap_comes_first_and_what_is_not_compared_last(looking: Looking) -> None:
    element_at(looking.tree.district, "Evaluation", "2.6", "3.1")
    element_at(looking.tree.district, "Career ladder", "1.4", "3.3")
    add_element(by=BUILDER, organization=looking.tree.district, fields=GapFields("Recruitment", now=Decimal(2)))
    page = gaps_page(looking.state, looking.tree.district)
    assert [(line.element.name, line.element.gap) for line in page.lines] == [
        ("Career ladder", Decimal("1.9")),
        ("Evaluation", Decimal("0.5")),
        ("Recruitment", None),
    ]
    assert page.says == "Career ladder is furthest from what is wanted: 1.9 points apart, on a scale from 1 to 4."
    assert [line.drawing is None for line in page.lines] == [False, False, True]


def test_large_gaps_that_lead_nowhere_are_pointed_out_until_they_lead_somewhere(
    looking: Looking, objective: Objective
) -> None:
    made = element_at(looking.tree.district)
    element_at(looking.tree.district, "Evaluation", "2.6", "3.1")
    assert [row.name for row in gaps_page(looking.lead, looking.tree.district).without_way] == ["Career ladder"]
    fields = GapFields(made.name, made.now, made.wanted)
    edit_element(by=BUILDER, element=made, started_from=1, fields=fields, objective=objective)
    assert gaps_page(looking.lead, looking.tree.district).without_way == ()
    credential = sample_published(looking.tree.district).micro_credential
    edit_element(by=BUILDER, element=made, started_from=2, fields=fields, micro_credential=credential)
    (line, _) = gaps_page(looking.lead, looking.tree.district).lines
    assert (line.element.objective, line.element.needs_a_way, bool(line.credential_title)) == (None, False, True)


def test_an_edit_from_an_old_version_changes_nothing(looking: Looking) -> None:
    made = element_at(looking.tree.district)
    fields = GapFields("Career", Decimal(2), Decimal(3))
    edit_element(by=BUILDER, element=made, started_from=1, fields=fields)
    with pytest.raises(EditConflict):
        edit_element(by=BUILDER, element=made, started_from=1, fields=GapFields("Other"))
    made.refresh_from_db()
    assert (made.name, made.gap, made.version) == ("Career", Decimal(1), 2)


def test_the_ends_of_the_scale_get_words_of_ones_own(looking: Looking) -> None:
    at = looking.tree.district
    word_scale(by=looking.lead, organization=at, started_from=0, low="nothing", high="everywhere")
    word_scale(by=looking.lead, organization=at, started_from=1, low="nothing yet", high="everywhere")
    with pytest.raises(EditConflict):
        word_scale(by=looking.member, organization=at, started_from=0, low="mine", high="mine")
    assert str(GapScale.objects.get()) == "1: nothing yet; 4: everywhere"
    assert gaps_page(looking.lead, looking.tree.cedar).scale.low == "not built yet"


TYPED = {"name": "Career ladder", "now": "1.4", "wanted": "3.3", "now_words": "One step", "version": 1}


def test_an_element_cites_data_of_three_kinds_and_leads_to_an_objective(
    looking: Looking, objective: Objective, client: Client
) -> None:
    client.force_login(looking.lead)
    address = reverse("reflect_gaps", args=[looking.tree.district.uid])
    assert "Begin with eight elements" in client.get(address).content.decode()
    client.post(reverse("reflect_gaps_begin", args=[looking.tree.district.uid]))
    made = TalentElement.objects.get(name="Career ladder")
    cited = measures.registered()[0]
    data = {"measure_key": cited.key, "document_url": "hr.example.org/report", "is_survey_later": "on"}
    typed = {**TYPED, **data, "priority": "first", "objective": objective.uid}
    assert client.post(reverse("reflect_gap_edit", args=[made.uid]), typed).status_code == 302
    page = client.get(address).content.decode()
    shown = (cited.label, "https://hr.example.org/report", "A survey will ask later", "Objective 1", "first")
    assert [words for words in shown if words not in page] == []
    made.refresh_from_db()
    assert (made.gap, made.objective, made.version) == (Decimal("1.9"), objective, 2)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"now": "0.9"}, "Write 1 or more."),
        ({"wanted": "4.1"}, "Write 4 or less."),
        ({"wanted": "1.3"}, "What is wanted is not below what is there: write the same or more."),
        ({"now": "1.45"}, "no more than 1 decimal place"),
        ({"measure_key": "made up"}, "Select a valid choice"),
        ({"document_url": "javascript:alert(1)"}, "Write a whole web address"),
        ({"data_words": "x" * 50_000}, "at most 10000 characters"),
        ({"objective": "elsewhere"}, "Select a valid choice"),
    ],
)
def test_bad_input_about_an_element_gets_a_sentence(
    looking: Looking, client: Client, typed: dict[str, str], sentence: str
) -> None:
    made = element_at(looking.tree.district, wanted="2.0")
    client.force_login(looking.member)
    answer = client.post(reverse("reflect_gap_edit", args=[made.uid]), {**TYPED, **typed})
    assert (answer.status_code, sentence in answer.content.decode()) == (422, True)
    made.refresh_from_db()
    assert made.version == 1


def test_the_list_is_ones_own_and_what_was_taken_out_comes_back(looking: Looking, client: Client) -> None:
    client.force_login(looking.member)
    add = reverse("reflect_gap_add", args=[looking.tree.district.uid])
    assert client.post(add, {"name": "Mentoring"}).status_code == 302
    made = TalentElement.objects.get()
    take_out(by=looking.member, part=made)
    page = client.get(reverse("reflect_gaps", args=[looking.tree.district.uid])).content.decode()
    assert "Taken out: Mentoring" in page
    client.post(reverse("reflect_put_back", args=["element", made.uid]))
    assert TalentElement.objects.get() == made


def test_the_scale_is_worded_on_its_page(looking: Looking, client: Client) -> None:
    client.force_login(looking.member)
    address = reverse("reflect_gap_scale", args=[looking.tree.district.uid])
    assert 'value="works for everyone"' in client.get(address).content.decode()
    assert client.post(address, {"low": "not there", "high": "", "version": 0}).status_code == 422
    assert client.post(address, {"low": "not there", "high": "for all", "version": 0}).status_code == 302
    answer = client.post(address, {"low": "mine", "high": "mine too", "version": 0})
    assert (answer.status_code, "not there" in answer.content.decode()) == (409, True)
