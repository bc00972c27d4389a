"""The pages on which colleagues find what a team shares, and what strangers and assessors see of it."""

from html import unescape

import pytest
from django.urls import reverse

from tests.builders import BUILDER, District, person
from tests.submissions.builders import Offer, attach, complete, role_of, send_work, write
from tests.submissions.team import (
    FOUND,
    TEAM,
    THEIR_PART,
    WHAT,
    named_pdf,
    part_address,
    place_in,
    queries_of,
    read,
    share_of,
    share_with,
    signed_in,
    use_address,
    use_in,
)
from waypost.common.models import AuditEntry
from waypost.people.models import Person
from waypost.people.rules import Role
from waypost.programs.actions.cohorts import invite_to_cohort
from waypost.submissions.actions.evidence import add_link
from waypost.submissions.actions.team import stop_sharing_artifact
from waypost.submissions.actions.team_use import NoLongerShared
from waypost.submissions.models import Enrollment, Evidence, SharedArtifact, TeamPart
from waypost.submissions.queries.outline import outline_of


def test_a_colleague_finds_it_where_files_are_added_and_on_the_first_page(
    artifact: SharedArtifact, theirs: Enrollment, theo: Person
) -> None:
    for address in (part_address(theirs), reverse("submissions_learning"), reverse("home"), TEAM):
        page = read(theo, address)
        assert (WHAT in page, "Dana Ruiz" in page) == (True, True), address


def test_a_colleague_looks_at_it_and_that_leaves_a_row(plan: Evidence, artifact: SharedArtifact, theo: Person) -> None:
    answer = signed_in(theo).get(reverse("submissions_evidence", args=[plan.uid]))
    assert b"".join(answer) == b"%PDF-1.7\nthree lessons\n%%EOF\n"
    assert answer["Content-Disposition"] == f'attachment; filename="evidence-{plan.uid}.pdf"'
    row = AuditEntry.objects.get(verb="open evidence")
    assert (row.actor, row.subject_uid) == (theo.audit_id, plan.uid)


def test_teammates_and_strangers_get_404_and_so_does_a_colleague_once_it_is_over(
    plan: Evidence, artifact: SharedArtifact, offer: Offer, dana: Person, theo: Person, tree: District
) -> None:
    nia = person("Nia New", Role.EDUCATOR, tree.cedar)
    invite_to_cohort(by=BUILDER, cohort=offer.cohort, educators=[role_of(nia)])
    stranger = person("Stan Lee", Role.EDUCATOR, tree.other_school)
    share, file = use_address(artifact, theo), reverse("submissions_evidence", args=[plan.uid])
    for reader in (nia, stranger):
        assert [signed_in(reader).get(address).status_code for address in (share, file)] == [404, 404]
    stop_sharing_artifact(by=dana, artifact=artifact)
    assert signed_in(theo).get(file).status_code == 404
    late = signed_in(theo).post(share, {"place": "x", "own_part": THEIR_PART}, follow=True)
    assert "Your colleague no longer shares this one." in late.content.decode()


def test_using_it_puts_it_beside_ones_own_part_and_a_second_press_changes_nothing(
    artifact: SharedArtifact, theirs: Enrollment, theo: Person, dana: Person
) -> None:
    browser, here = signed_in(theo), use_address(artifact, theo)
    to_it = browser.post(part_address(theirs), {"use": share_of(artifact, theo).uid})
    assert to_it["Location"] == f"{here}?work={theirs.uid}"
    sent = {"place": place_in(theirs), "own_part": THEIR_PART}
    for _ in range(2):
        assert browser.post(here, sent)["Location"] == part_address(theirs)
    assert theirs.evidence.count() == 1
    assert f"Your own part: {THEIR_PART}" in read(theo, part_address(theirs))
    assert "You use it under “What students showed you”" in read(theo, here)
    assert "Theo Park: uses it" in read(dana, TEAM)


def test_a_second_press_in_a_full_place_finds_what_the_first_press_did(
    artifact: SharedArtifact, theirs: Enrollment, theo: Person
) -> None:
    for _ in range(2):
        attach(theirs, outline_of(theirs).open_items[0])
    sent = {"place": place_in(theirs), "own_part": THEIR_PART}
    answers = [signed_in(theo).post(use_address(artifact, theo), sent).status_code for _ in range(2)]
    assert (answers, theirs.evidence.count()) == ([302, 302], 3)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"place": ""}, "Choose where it belongs."),
        ({"place": "x:\x00"}, "This place is full or closed by now."),
        ({"own_part": ""}, "Say in 5 to 80 words what you did yourself."),
        ({"own_part": "word " * 10_000}, "These are 10000 words; shorten them to 80 or fewer."),
        ({"own_part": "Dana Ruiz and I planned the whole of it."}, "Leave “Dana Ruiz” out"),
        ({"own_part": "I, Theo Park, taught the third lesson."}, "Leave “Theo Park” out"),
        ({"own_part": THEIR_PART.replace("I ", "I\x00 ")}, "A character in this text cannot be kept."),
    ],
)
def test_without_a_part_of_ones_own_nothing_is_used(
    artifact: SharedArtifact, theirs: Enrollment, theo: Person, given: dict[str, str], sentence: str
) -> None:
    sent = {"place": place_in(theirs), "own_part": THEIR_PART, **given}
    answer = signed_in(theo).post(use_address(artifact, theo), sent)
    page = unescape(answer.content.decode())
    assert (answer.status_code, sentence in page, sent["own_part"].strip() in page) == (422, True, True)
    assert not theirs.evidence.exists()


def test_without_open_work_that_takes_it_the_page_says_so(artifact: SharedArtifact, theo: Person) -> None:
    assert "None of your open work has room for a PDF document now." in read(theo, use_address(artifact, theo))


def test_not_for_me_puts_it_out_of_sight_until_it_is_brought_back(
    artifact: SharedArtifact, theirs: Enrollment, theo: Person, dana: Person
) -> None:
    hide = reverse("submissions_hide", args=[share_of(artifact, theo).uid])
    assert signed_in(theo).post(hide)["Location"] == TEAM
    assert (WHAT in read(theo, part_address(theirs)), "Put out of sight (1)" in read(theo, TEAM)) == (False, True)
    assert "Theo Park: can use it" in read(dana, TEAM)
    signed_in(theo).post(hide, {"show": "yes"})
    assert WHAT in read(theo, part_address(theirs))


def test_ones_own_part_is_changed_and_two_windows_show_both(
    artifact: SharedArtifact, theirs: Enrollment, theo: Person
) -> None:
    used = use_in(theirs, artifact)
    browser, here = signed_in(theo), reverse("submissions_own_part", args=[used.uid])
    assert browser.post(part_address(theirs), {"own_part": used.uid})["Location"] == here
    newer = "I taught the third lesson and read all the answers."
    assert browser.post(here, {"own_part": newer, "version": 1})["Location"] == part_address(theirs)
    late = browser.post(here, {"own_part": "I only wrote the questions for it.", "version": 1})
    page = late.content.decode()
    assert (late.status_code, newer in page, "I only wrote the questions" in page) == (409, True, True)
    assert TeamPart.objects.get(evidence=used).own_part == newer


def test_once_sent_ones_own_part_is_read_and_not_changed(
    artifact: SharedArtifact, theirs: Enrollment, theo: Person
) -> None:
    used = use_in(theirs, artifact)
    submission = send_work(complete(theirs))
    here = reverse("submissions_own_part", args=[used.uid])
    page = read(theo, here)
    assert (THEIR_PART in page, "<textarea" in page) == (True, False)
    late = signed_in(theo).post(here, {"own_part": "I did a good deal more than that.", "version": 1})
    assert (late.status_code, "I did a good deal more than that." in late.content.decode()) == (422, True)
    receipt = read(theo, reverse("submissions_receipt", args=[submission.uid]))
    assert f"Made by a team, and shared: everyone has this same file. Your own part: {THEIR_PART}" in receipt
    assert used.sha256 in receipt


def test_what_comes_from_a_colleague_has_no_page_to_share_it_on(
    artifact: SharedArtifact, theirs: Enrollment, theo: Person
) -> None:
    used = use_in(theirs, artifact)
    assert signed_in(theo).get(reverse("submissions_share", args=[used.uid])).status_code == 404
    assert "Share with my team" not in read(theo, part_address(theirs))


def test_pages_take_as_many_queries_for_many_artifacts_as_for_one(
    plan: Evidence, artifact: SharedArtifact, theirs: Enrollment, offer: Offer, dana: Person, theo: Person
) -> None:
    use_in(theirs, artifact)
    own = attach(theirs, outline_of(theirs).open_items[0])
    share_with(own, offer.members[dana])
    addresses = [
        (theo, TEAM),
        (theo, part_address(theirs)),
        (theo, reverse("submissions_learning")),
        (theo, use_address(artifact, theo)),
        (dana, reverse("submissions_share", args=[plan.uid])),
        (theo, reverse("submissions_own_part", args=[own.uid])),
    ]
    before = [queries_of(*each) for each in addresses]
    for number in range(2):
        link = add_link(by=dana, enrollment=plan.enrollment, item=plan.item, url=f"https://example.org/{number}")
        share_with(link, offer.members[theo], description=f"Link {number}")
    assert [queries_of(*each) for each in addresses] == before
    assert max(before) <= 18, before


def test_unsaved_text_of_another_prompt_stays_when_a_shared_one_is_gone(
    artifact: SharedArtifact, theirs: Enrollment, theo: Person, dana: Person
) -> None:
    share = share_of(artifact, theo)
    stop_sharing_artifact(by=dana, artifact=artifact)
    prompt = outline_of(theirs).parts[0].prompts[0].prompt
    write(theirs, prompt, "Before")
    answer = signed_in(theo).post(part_address(theirs), {"use": share.uid})
    assert answer["Location"] == f"{TEAM}?work={theirs.uid}"


def test_a_colleague_reads_what_names_somebody_and_whom_to_ask_for_a_copy_without_it(
    work: Enrollment, theirs: Enrollment, offer: Offer, dana: Person, theo: Person
) -> None:
    artifact = share_with(named_pdf(work), offer.members[theo])
    asked = f"{FOUND} Ask Dana Ruiz to share a copy without it."
    assert asked in read(theo, use_address(artifact, theo))
    use_in(theirs, artifact)
    for address in (part_address(theirs), reverse("submissions_check", args=[theirs.uid])):
        page = read(theo, address)
        assert (asked in page, "then add it again" in page) == (True, False), address
    assert "print it to a new PDF" in read(dana, part_address(work))


def test_words_that_come_after_the_sharing_ended_stay_on_a_page_that_shows_nothing_of_it(
    artifact: SharedArtifact, theirs: Enrollment, theo: Person, dana: Person
) -> None:
    stop_sharing_artifact(by=dana, artifact=artifact)
    late = signed_in(theo).post(use_address(artifact, theo), {"place": place_in(theirs), "own_part": THEIR_PART})
    page = unescape(late.content.decode())
    assert (late.status_code, "Your colleague no longer shares this one." in page) == (422, True)
    assert (THEIR_PART in page, WHAT in page, "Dana Ruiz" in page) == (True, False, False)


def test_what_ends_between_looking_and_pressing_shows_nothing_of_it_either(
    artifact: SharedArtifact, theirs: Enrollment, theo: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ended(**_: object) -> None:
        raise NoLongerShared

    monkeypatch.setattr("waypost.submissions.views.team.use_artifact", ended)
    late = signed_in(theo).post(use_address(artifact, theo), {"place": place_in(theirs), "own_part": THEIR_PART})
    page = unescape(late.content.decode())
    assert (late.status_code, THEIR_PART in page, WHAT in page) == (422, True, False)
