"""The pages on which the owner of an artifact shares it with their team."""

import re
from html import unescape

import pytest
from django.urls import reverse

from tests.builders import BUILDER, District, person
from tests.submissions.builders import Offer, complete, role_of, send_work
from tests.submissions.team import (
    FOUND,
    OWN_PART,
    TEAM,
    THEIR_PART,
    WHAT,
    named_pdf,
    part_address,
    queries_of,
    read,
    share_with,
    signed_in,
)
from waypost.people.models import Person
from waypost.people.rules import Role
from waypost.programs.actions.cohorts import invite_to_cohort
from waypost.submissions.actions.evidence import remove_evidence
from waypost.submissions.actions.team import stop_sharing_artifact
from waypost.submissions.models import Enrollment, Evidence, SharedArtifact
from waypost.submissions.queries.outline import outline_of
from waypost.submissions.queries.team_shelf import shared_artifact


def filled_in(offer: Offer, *people: Person, **other: object) -> dict[str, object]:
    chosen = [offer.members[one].uid for one in people]
    return {"colleagues": chosen, "description": WHAT, "own_part": OWN_PART, "confirmed": "on", "version": 0, **other}


def test_from_ones_evidence_to_a_shared_artifact(plan: Evidence, offer: Offer, dana: Person, theo: Person) -> None:
    browser = signed_in(dana)
    here = reverse("submissions_share", args=[plan.uid])
    assert browser.post(part_address(plan.enrollment), {"share": plan.uid})["Location"] == here
    page = read(dana, here)
    assert ("Theo Park" in page, "Faces and voices of students are removed" in page) == (True, True)
    assert browser.post(here, filled_in(offer, theo))["Location"] == TEAM
    assert "Theo Park: can use it" in read(dana, TEAM)
    assert plan.team_part.own_part == OWN_PART


def test_the_button_saves_what_was_typed_before_it_leads_away(plan: Evidence, dana: Person) -> None:
    overview = outline_of(plan.enrollment).parts[0]
    sent = {f"text-{overview.prompts[0].prompt.uid}": "First line", "version": "", "share": plan.uid}
    address = reverse("submissions_part", args=[plan.enrollment.uid, overview.part.uid])
    assert signed_in(dana).post(address, sent)["Location"] == reverse("submissions_share", args=[plan.uid])
    assert plan.enrollment.drafts.get().text == "First line"


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"colleagues": []}, "Choose at least one colleague."),
        ({"colleagues": ["nobody\x00"]}, "Somebody you chose is no longer in your cohort."),
        ({"description": ""}, "Say in one sentence what it is."),
        ({"description": "word " * 10_000}, "Shorten it to one sentence of up to 200 characters."),
        ({"description": "a\x00b"}, "A character in this text cannot be kept."),
        ({"own_part": ""}, "Say in 5 to 80 words what you did yourself."),
        ({"own_part": "word " * 10_000}, "These are 10000 words; shorten them to 80 or fewer."),
        ({"own_part": f"{'x' * 12_500} " * 5}, "Shorten it to 80 words or fewer."),
        ({"own_part": "I planned all\x00 of this."}, "A character in this text cannot be kept."),
        ({"own_part": "Together with theo park I planned it."}, "Leave “Theo Park” out"),
        ({"own_part": "I, Dana Ruiz, planned all of it."}, "Leave “Dana Ruiz” out"),
        ({"own_part": "Theo and I planned all of it."}, "Leave “Theo” out"),
        ({"confirmed": ""}, "Tick this box once it is true for every colleague you chose."),
        ({"version": "x"}, "Write a whole number."),
    ],
)
def test_what_cannot_be_shared_gets_a_sentence_and_keeps_what_was_typed(
    plan: Evidence, offer: Offer, dana: Person, theo: Person, given: dict[str, object], sentence: str
) -> None:
    answer = signed_in(dana).post(reverse("submissions_share", args=[plan.uid]), filled_in(offer, theo, **given))
    page = unescape(answer.content.decode())
    assert (answer.status_code, sentence in page) == (422, True)
    assert str(given.get("description", WHAT)) in page
    assert not SharedArtifact.objects.exists()


def test_alone_in_a_cohort_the_page_says_what_will_stand_here(
    plan: Evidence, offer: Offer, dana: Person, theo: Person
) -> None:
    offer.members[theo].left_at = plan.created_at
    offer.members[theo].save()
    assert "Your colleagues will stand here" in read(dana, reverse("submissions_share", args=[plan.uid]))


def test_two_windows_of_the_owner_show_both_texts(
    plan: Evidence, artifact: SharedArtifact, offer: Offer, dana: Person, theo: Person
) -> None:
    browser, here = signed_in(dana), reverse("submissions_share", args=[plan.uid])
    first = filled_in(offer, theo, description="Our fraction lessons", version=1)
    assert browser.post(here, first).status_code == 302
    late = browser.post(here, filled_in(offer, theo, description="Lessons of grade 4", version=1))
    page = late.content.decode()
    assert (late.status_code, "Our fraction lessons" in page, "Lessons of grade 4" in page) == (409, True, True)
    again = filled_in(offer, theo, description="Lessons of grade 4", version=2)
    assert browser.post(here, again).status_code == 302
    artifact.refresh_from_db()
    assert (artifact.description, artifact.version) == ("Lessons of grade 4", 3)


def test_the_form_is_checked_for_those_alone_with_whom_it_is_shared_now(
    plan: Evidence, artifact: SharedArtifact, offer: Offer, dana: Person, theo: Person
) -> None:
    here = reverse("submissions_share", args=[plan.uid])
    chosen = re.compile(rf'value="{offer.members[theo].uid}"[^>]*\bchecked')
    assert chosen.search(read(dana, here))
    stop_sharing_artifact(by=dana, artifact=artifact)
    page = read(dana, here)
    assert (offer.members[theo].uid in page, chosen.search(page)) == (True, None)


def test_removing_it_from_ones_own_work_is_said_on_the_page_of_who_has_it(
    plan: Evidence, artifact: SharedArtifact, dana: Person
) -> None:
    remove_evidence(by=dana, evidence=plan)
    page = read(dana, reverse("submissions_share", args=[plan.uid]))
    assert "You removed it from your work, so nobody new can use it." in page


def test_more_colleagues_take_no_more_queries(
    plan: Evidence, artifact: SharedArtifact, offer: Offer, dana: Person, tree: District
) -> None:
    here = reverse("submissions_share", args=[plan.uid])
    before = queries_of(dana, here)
    more = [person(f"Educator {number}", Role.EDUCATOR, tree.cedar) for number in range(5)]
    invite_to_cohort(by=BUILDER, cohort=offer.cohort, educators=[role_of(one) for one in more])
    assert queries_of(dana, here) == before


def test_before_a_file_is_shared_its_owner_reads_what_in_it_still_names_somebody(
    work: Enrollment, offer: Offer, dana: Person, theo: Person
) -> None:
    named = named_pdf(work)
    address = reverse("submissions_share", args=[named.uid])
    page = read(dana, address)
    assert (FOUND in page, "Do this before you share it" in page) == (True, True)
    share_with(named, offer.members[theo])
    page = read(dana, address)
    assert (FOUND in page, "then share that copy instead" in page) == (True, True)


def test_what_was_sent_before_it_was_shared_is_not_said_to_be_read_by_the_assessor(
    work: Enrollment, offer: Offer, dana: Person, theo: Person
) -> None:
    send_work(complete(work))
    piece = work.evidence.get()
    share_with(piece, offer.members[theo])
    page = read(dana, reverse("submissions_share", args=[piece.uid]))
    assert ("as the assessor reads it" in page, "You sent it before you shared it" in page) == (False, True)


def test_what_is_sent_once_it_is_shared_is_said_to_be_read_by_the_assessor(
    plan: Evidence, artifact: SharedArtifact, work: Enrollment, dana: Person
) -> None:
    send_work(complete(work))
    page = read(dana, reverse("submissions_share", args=[plan.uid]))
    assert ("as the assessor reads it" in page, "You sent it before you shared it" in page) == (True, False)


def test_a_second_press_with_another_part_of_ones_own_shows_both_and_says_where_to_change_it(
    plan: Evidence, artifact: SharedArtifact, offer: Offer, dana: Person, theo: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = iter([None, shared_artifact(plan)])
    monkeypatch.setattr("waypost.submissions.views.sharing.shared_artifact", lambda _: next(found))
    late = signed_in(dana).post(
        reverse("submissions_share", args=[plan.uid]), filled_in(offer, theo, own_part=THEIR_PART)
    )
    page = unescape(late.content.decode())
    assert (late.status_code, THEIR_PART in page, OWN_PART in page) == (409, True, True)
    assert reverse("submissions_own_part", args=[plan.uid]) in page
