"""The pages of theories, as people use them without JavaScript."""

from dataclasses import replace
from decimal import Decimal

import pytest
from defusedxml import ElementTree
from django.db import connection
from django.http.response import HttpResponseBase
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.builders import BUILDER, person
from tests.improvement.builders import BY_MEASURE, BY_PROTOCOL, MEASURE, Believed, locked, second_link, written
from tests.improvement.conftest import Meter
from tests.library.builders import study_at
from tests.plans.builders import build_planned
from tests.programs.builders import program_at
from waypost.improvement.actions.links import add_link
from waypost.improvement.actions.statements import add_statement, begin_version
from waypost.improvement.models import Link, LinkFinding, Statement, Theory
from waypost.improvement.rules.kinds import Column
from waypost.library.actions import cite
from waypost.people.rules import Role

DETAILS = {
    "assumption": "People stop alone.",
    "question": "Do more resubmit?",
    "feedback": "Of those who revised",
    "source_kind": "protocol",
    "source_text": "Interviews",
    "threshold_words": "Most of them",
    "reads_on": "2027-03-01",
}


@pytest.fixture
def page(believed: Believed, client: Client) -> str:
    """The address of the theory, for its lead."""
    client.force_login(believed.lead)
    return reverse("theory", args=[believed.program.uid])


def text_of(answer: HttpResponseBase) -> str:
    return " ".join(answer.getvalue().decode().split())


def test_a_newcomer_is_guided_from_an_empty_page_to_a_locked_link(client: Client, db: None) -> None:
    planned = build_planned()
    client.force_login(planned.lead)
    program = program_at(planned.tree.district, planned.activity)
    address = reverse("theory", args=[program.uid])
    begin = reverse("theory_begin", args=[program.uid])
    assert begin in text_of(client.get(address))
    assert "Add what educators will do then" in text_of(client.post(begin, {"text": "give a coach"}, follow=True))
    coach = Statement.objects.get()
    add = reverse("theory_statement_add", args=[program.uid])
    offered = client.get(add, {"after": coach.uid}).context["page"].form.initial
    assert offered == {"column": "educators", "after": coach.uid}
    client.post(add, {**offered, "text": "revise"})
    link = Link.objects.get()
    guided = text_of(client.get(address))
    assert guided.index("Write down link 1") < guided.index("Picture of the theory of action")
    client.post(reverse("theory_link_edit", args=[link.uid]), {**DETAILS, "version": 1})
    shown = text_of(client.get(address))
    assert ("Lock this link" in shown, "If we give a coach, then educators revise." in shown) == (True, True)
    locking = client.post(reverse("theory_link_lock", args=[link.uid]), {"version": 2}, follow=True)
    link.refresh_from_db()
    assert link.locked_by == planned.lead
    assert "Link 1 is locked, from its assumption to its date" in text_of(locking)
    assert "Add what comes of it" in text_of(locking)
    client.post(add, {"column": "result", "after": link.effect.uid, "text": "more lessons change"})
    assert 'id="next"' not in text_of(client.get(address))


def test_a_link_is_saved_and_locked_with_one_button(believed: Believed, client: Client, page: str) -> None:
    address = reverse("theory_link_edit", args=[believed.link.uid])
    shown = text_of(client.get(address))
    assert ("Save and lock" in shown, shown.count("(needed to lock")) == (True, 10)
    assert '<button class="btn btn-primary" name="lock" value="1">Save and lock</button>' in shown
    assert shown.index('<button class="btn wp-quiet">Save</button>') < shown.index("Save and lock</button>")
    answer = client.post(address, {**DETAILS, "lock": "1", "version": 1}, follow=True)
    assert "Link 1 is locked, from its assumption to its date" in text_of(answer)
    assert answer.redirect_chain == [(f"{reverse('theory', args=[believed.program.uid])}?link=1", 302)]
    panel = text_of(answer).partition('id="link"')[2].partition("</article>")[0]
    assert ("Locked</span>" in panel, "tabindex" in panel) == (True, False)
    believed.link.refresh_from_db()
    assert (believed.link.locked_by, believed.link.question) == (believed.lead, "Do more resubmit?")
    again = text_of(client.get(address))
    assert ("Save and lock" in again, "needed to lock" in again) == (False, False)


def test_the_form_says_which_of_two_thresholds_counts(believed: Believed, client: Client, page: str) -> None:
    shown = text_of(client.get(reverse("theory_link_edit", args=[believed.link.uid])))
    assert "Where Waypost counts, this number counts" in shown
    assert "Where people ask or watch, these words count" in shown
    assert "Where Waypost counts, the number counts, and words may say more about it." in shown


def test_what_a_lock_waits_for_is_said_at_its_field_and_nothing_is_half_saved(
    believed: Believed, client: Client, page: str
) -> None:
    typed = {**DETAILS, "question": "", "reads_on": "", "threshold_words": "", "lock": "1", "version": 1}
    answer = client.post(reverse("theory_link_edit", args=[believed.link.uid]), typed)
    assert (answer.status_code, sorted(answer.context["page"].form.errors)) == (
        422,
        ["question", "reads_on", "threshold_words"],
    )
    believed.link.refresh_from_db()
    assert (believed.link.version, believed.link.assumption, believed.link.locked_at) == (1, "", None)


def test_the_form_asks_why_only_once_a_reason_is_needed(
    believed: Believed, client: Client, page: str, meter: Meter
) -> None:
    address = reverse("theory_link_edit", args=[believed.link.uid])
    assert '<input type="hidden" name="reason"' in text_of(client.get(address))
    meter.value = Decimal(50)
    measured = {"source_kind": "measure", "source_key": MEASURE, "comparison": "at least", "threshold": "40"}
    answer = client.post(address, {**DETAILS, **measured, "version": "1"})
    assert answer.status_code == 422
    assert '<input type="text" name="reason"' in text_of(answer)
    client.post(address, {**DETAILS, **measured, "version": "1", "reason": "We saw it"})
    believed.link.refresh_from_db()
    assert believed.link.source_key == MEASURE


def test_a_number_alone_is_no_threshold_on_the_page_either(believed: Believed, client: Client, page: str) -> None:
    number_alone = replace(BY_PROTOCOL, comparison="at least", threshold=Decimal(60), threshold_words="")
    written(believed.link, number_alone)
    shown = text_of(client.get(page))
    assert ("Still to write: threshold." in shown, "At least 60" in shown) == (True, False)


def test_who_only_reads_sees_no_button_that_changes_anything(believed: Believed, client: Client) -> None:
    client.force_login(person("State", Role.STATE_STAFF, believed.tree.state))
    shown = text_of(client.get(reverse("theory", args=[believed.program.uid])))
    assert "give every educator a named coach" in shown
    assert not [word for word in ("Take out", "Add a", "Write it down", "Begin a new", "<form method") if word in shown]


def test_the_page_says_on_top_how_many_links_are_supported(believed: Believed, client: Client, page: str) -> None:
    second_link(believed)
    assert "0 of 2 links are supported, 0 are not, 2 are not yet known." in text_of(client.get(page))


def test_a_circle_is_answered_by_a_sentence_at_its_field(believed: Believed, client: Client, page: str) -> None:
    again = add_statement(
        by=BUILDER, theory=believed.theory, column=Column.EDUCATORS, text="again", after=believed.revise
    )
    typed = {"cause": again.uid, "effect": believed.revise.uid}
    answer = client.post(reverse("theory_link_add", args=[believed.program.uid]), typed)
    assert answer.status_code == 422
    assert answer.context["page"].form.errors["effect"] == [
        "That would lead in a circle: what comes last would bring about what comes first."
    ]
    assert Link.objects.count() == 2


def test_an_edit_after_data_asks_why_and_shows_what_stood(believed: Believed, client: Client, page: str) -> None:
    link = locked(written(believed.link), believed.lead)
    address = reverse("theory_link_edit", args=[link.uid])
    typed = {**DETAILS, "version": link.version, "threshold_words": "Half of them"}
    answer = client.post(address, typed)
    assert (answer.status_code, list(answer.context["page"].form.errors)) == (422, ["reason"])
    client.post(address, {**typed, "reason": "Fewer coaches came"})
    shown = text_of(client.get(page))
    for words in (
        "Threshold edited on January 14, 2027, after it was locked",
        "Was: Most name their coach",
        "Fewer coaches came",
    ):
        assert words in shown


def test_two_who_write_a_link_at_once_see_both_texts(believed: Believed, client: Client, page: str) -> None:
    written(believed.link)
    address = reverse("theory_link_edit", args=[believed.link.uid])
    answer = client.post(address, {**DETAILS, "assumption": "Mine alone", "version": 1})
    shown = text_of(answer)
    assert answer.status_code == 409
    assert ("Mine alone" in shown, "People stop when nobody reads feedback" in shown) == (True, True)
    believed.link.refresh_from_db()
    assert believed.link.assumption.startswith("People stop when nobody")
    client.post(address, {**DETAILS, "assumption": "Mine alone", "version": answer.context["version"]})
    believed.link.refresh_from_db()
    assert believed.link.assumption == "Mine alone"


def test_who_locks_a_link_locks_what_they_read(believed: Believed, client: Client, page: str) -> None:
    written(believed.link)
    answer = client.post(reverse("theory_link_lock", args=[believed.link.uid]), {"version": 1}, follow=True)
    assert "read it again, then lock it" in text_of(answer)
    believed.link.refresh_from_db()
    assert believed.link.locked_at is None


def test_a_link_that_is_not_written_in_full_says_what_is_missing(believed: Believed, client: Client, page: str) -> None:
    answer = client.post(reverse("theory_link_lock", args=[believed.link.uid]), {"version": 1}, follow=True)
    assert "Still missing: assumption, burning question" in text_of(answer)


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"assumption": "x" * 50_000}, "assumption"),
        ({"source_kind": "measure"}, "source_key"),
        ({"source_kind": "measure", "source_key": MEASURE, "threshold": "5"}, "comparison"),
        ({"threshold": "60", "comparison": "at least", "threshold_words": ""}, "threshold_words"),
        ({"threshold": "many"}, "threshold"),
        ({"reads_on": "2027-01-14"}, "reads_on"),
        ({"reads_on": "9999-01-01"}, "reads_on"),
        ({"owner": "nobody"}, "owner"),
    ],
)
def test_bad_input_gets_a_sentence_by_its_field(
    believed: Believed, client: Client, page: str, meter: Meter, typed: dict[str, str], field: str
) -> None:
    address = reverse("theory_link_edit", args=[believed.link.uid])
    answer = client.post(address, {**DETAILS, **typed, "version": "1"})
    form = answer.context["page"].form
    assert (answer.status_code, list(form.errors), form["question"].value()) == (422, [field], "Do more resubmit?")
    believed.link.refresh_from_db()
    assert believed.link.version == 1


def test_a_statement_of_50000_characters_changes_nothing(believed: Believed, client: Client, page: str) -> None:
    address = reverse("theory_statement_add", args=[believed.program.uid])
    answer = client.post(address, {"column": "do", "text": "x" * 50_000})
    assert (answer.status_code, Statement.objects.count()) == (422, 3)


def test_a_measure_is_chosen_from_the_registry(believed: Believed, client: Client, page: str, meter: Meter) -> None:
    address = reverse("theory_link_edit", args=[believed.link.uid])
    measured = {"source_kind": "measure", "source_key": MEASURE, "comparison": "at least", "threshold": "40"}
    client.post(address, {**DETAILS, **measured, "version": "1"})
    believed.link.refresh_from_db()
    assert (believed.link.source_key, believed.link.source_text, believed.link.threshold) == (MEASURE, "", Decimal(40))
    assert "At least 40 educators" in text_of(client.get(page))


def test_a_finding_is_written_with_its_date(believed: Believed, client: Client, page: str) -> None:
    link = written(believed.link)
    typed = {"verdict": "supported", "text": "17 of 20", "found_on": "2027-01-12"}
    client.post(reverse("theory_finding", args=[link.uid]), typed)
    assert LinkFinding.objects.get().found_by == believed.lead
    shown = text_of(client.get(page))
    assert ("17 of 20" in shown, "Found on January 12, 2027 by Maya Okafor." in shown) == (True, True)


def test_research_is_cited_and_taken_out_again(believed: Believed, client: Client, page: str) -> None:
    item = study_at(believed.tree.district)
    client.post(reverse("theory_cite", args=[believed.link.uid]), {"item": item.uid, "note": "It fits"})
    shown = text_of(client.get(page))
    assert ("Coaching in pairs" in shown, "Why here: It fits" in shown) == (True, True)
    assert str(believed.link) in text_of(client.get(reverse("library_item", args=[item.uid])))
    client.post(reverse("theory_citation_take_out", args=[believed.link.citations.get().uid]))
    assert "Why here: It fits" not in text_of(client.get(page))


def test_what_was_taken_out_can_be_undone_where_one_stands(believed: Believed, client: Client, page: str) -> None:
    answer = client.post(reverse("theory_take_out", args=["statement", believed.coach.uid]), follow=True)
    put_back = reverse("theory_put_back", args=["statement", believed.coach.uid])
    assert put_back in text_of(answer)
    assert put_back in text_of(client.get(reverse("theory_taken_out", args=[believed.program.uid])))
    client.post(put_back)
    assert str(believed.link) in text_of(client.get(page))


def test_what_cannot_come_back_says_why(believed: Believed, client: Client, page: str) -> None:
    for kind, uid in (("link", believed.link.uid), ("statement", believed.coach.uid)):
        client.post(reverse("theory_take_out", args=[kind, uid]))
    answer = client.post(reverse("theory_put_back", args=["link", believed.link.uid]), follow=True)
    assert "put the statement back first" in text_of(answer)


def test_a_locked_link_is_not_taken_out_without_a_reason(believed: Believed, client: Client, page: str) -> None:
    locked(written(believed.link), believed.lead)
    answer = client.post(reverse("theory_take_out", args=["link", believed.link.uid]))
    assert (answer.status_code, Link.objects.count()) == (422, 1)


def test_an_earlier_version_stays_to_be_read(believed: Believed, client: Client, page: str) -> None:
    client.post(reverse("theory_new_version", args=[believed.program.uid]), {"note": "We learned"})
    assert Theory.objects.count() == 2
    earlier = text_of(client.get(page, {"version": "1"}))
    assert ("This is an earlier version" in earlier, "Write it down" in earlier) == (True, False)
    assert "Why this version: We learned" in text_of(client.get(page))


def test_the_picture_is_a_drawing_of_its_own(believed: Believed, client: Client, page: str) -> None:
    answer = client.get(reverse("theory_picture", args=[believed.program.uid]))
    assert answer["Content-Type"] == "image/svg+xml"
    assert "theory-of-action.svg" in answer["Content-Disposition"]
    drawn = ElementTree.fromstring(answer.content)
    said = " ".join("".join(drawn.itertext()).split())
    assert "Dotted: not supported." in said
    assert ("revise after feedback" in said, "so that …" in said, "3 statements joined by 1 link" in said) == (
        True,
    ) * 3


def test_a_theory_without_statements_has_no_picture(client: Client, db: None) -> None:
    planned = build_planned()
    client.force_login(planned.lead)
    program = program_at(planned.tree.district, planned.activity)
    assert client.get(reverse("theory_picture", args=[program.uid])).status_code == 302
    assert client.get(reverse("theory_new_version", args=[program.uid])).status_code == 404


def queries_of(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_forty_statements_ask_no_more_than_three(believed: Believed, client: Client, page: str, meter: Meter) -> None:
    written(second_link(believed), BY_MEASURE)
    item = study_at(believed.tree.district)
    cite(by=BUILDER, on=believed.link, item=item, note="It fits")
    few = {name: queries_of(client, address) for name, address in addresses(believed).items()}
    for number in range(20):
        made = add_statement(by=BUILDER, theory=believed.theory, column=Column.RESULT, text=f"result {number}")
        link = add_link(by=BUILDER, theory=believed.theory, cause=believed.revise, effect=made)
        written(link, BY_MEASURE)
        cite(by=BUILDER, on=link, item=item, note="It fits")
    assert {name: queries_of(client, address) for name, address in addresses(believed).items()} == few
    assert few["theory"] <= 26
    assert few["theories"] <= 11


def addresses(believed: Believed) -> dict[str, str]:
    return {"theory": reverse("theory", args=[believed.program.uid]), "theories": reverse("theories")}


def test_an_earlier_version_changes_by_no_address(believed: Believed, client: Client, page: str) -> None:
    begin_version(by=BUILDER, theory=believed.theory, note="We learned")
    assert client.post(reverse("theory_link_edit", args=[believed.link.uid]), DETAILS).status_code == 404
    assert client.post(reverse("theory_take_out", args=["link", believed.link.uid])).status_code == 404
    assert client.post(reverse("theory_take_out", args=["program", believed.program.uid])).status_code == 404
