"""One submission beside its rubric, as three people would ask for it (EA3, EA4)."""

from datetime import timedelta
from typing import cast

import pytest
import time_machine
from django.db import connection
from django.http import FileResponse, HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.assessment.builders import FEEDBACK, NOT_YET, SHOWN, SOME, concluded, open_uids, score, scores_of
from tests.submissions.builders import Offer, attach, begin, complete, send_work
from tests.submissions.team import THEIR_PART, WHAT, share_with, use_in
from waypost.assessment.actions.claims import claim_review, hand_back
from waypost.assessment.models import Review
from waypost.common import clock
from waypost.common.models import AuditEntry
from waypost.people.models import Person
from waypost.submissions.models import Submission
from waypost.submissions.queries.outline import outline_of


@pytest.fixture
def review(ana: Person, submission: Submission) -> Review:
    return claim_review(by=ana, submission=submission)


@pytest.fixture
def desk(client: Client, ana: Person) -> Client:
    """Ana's browser."""
    client.force_login(ana)
    return client


def filled(review: Review, *levels: str, comment: str = FEEDBACK, version: int = 1) -> dict[str, object]:
    """The form as a tab would send it, with `comment` everywhere but at Demonstrated."""
    fields: dict[str, object] = {"version": version}
    for uid, level in zip(open_uids(review), levels, strict=True):
        fields |= {f"level_{uid}": level, f"comment_{uid}": "" if level == SHOWN else comment}
    return fields


def post(desk: Client, review: Review, fields: dict[str, object], button: str) -> HttpResponse:
    return cast("HttpResponse", desk.post(reverse("review", args=[review.uid]), {**fields, button: "1"}))


def opened(desk: Client, address: str) -> str:
    """Fetch a file to its end; returns the name under which it is saved."""
    response = desk.get(address)
    assert cast("FileResponse", response).getvalue().startswith(b"%PDF")
    return str(response["Content-Disposition"])


def page_of(desk: Client, review: Review) -> str:
    return desk.get(reverse("review", args=[review.uid])).content.decode()


def test_the_page_shows_the_work_and_the_rubric_and_nothing_of_its_author(desk: Client, review: Review) -> None:
    page = page_of(desk, review)
    rubric = "The check fits the goal: not_yet"
    for shown in ("On Tuesday every student answered", "Evidence 1 (PDF, ", rubric):
        assert shown in page
    for hidden in ("Dana", "Ruiz", "Cedar Elementary", "Spring cohort", "responses.pdf", "dana.ruiz@example.org"):
        assert hidden not in page


def test_only_its_assessor_finds_a_review(
    client: Client, review: Review, omar: Person, stan: Person, dana: Person
) -> None:
    for person in (omar, stan, dana):
        client.force_login(person)
        for name in ("review", "review_autosave", "review_hand_back", "review_take_back"):
            assert client.post(reverse(name, args=[review.uid]), filled(review, SHOWN, SHOWN, SHOWN)).status_code == 404
    assert scores_of(review) == [("", "")] * 3


def test_a_draft_is_kept_without_a_script(desk: Client, review: Review) -> None:
    response = post(desk, review, filled(review, SHOWN, SOME, ""), "draft")
    assert response.status_code == 302
    assert scores_of(review) == [("demonstrated", ""), ("progressing", FEEDBACK), ("", FEEDBACK)]
    assert "2 of 3 scored" in page_of(desk, review)


def test_autosave_answers_with_the_time_and_with_what_follows(desk: Client, review: Review) -> None:
    address = reverse("review_autosave", args=[review.uid])
    answer = desk.post(address, filled(review, SHOWN, NOT_YET, SHOWN)).json()
    assert (answer["saved_at"], answer["version"]) == ("9:00 AM CST", 2)
    assert (answer["shows"]["scored"], answer["shows"]["send"]) == ("3 of 3 scored", "Send with feedback")
    assert "Only criterion 2 needs new work" in answer["shows"]["outlook"]


def test_two_tabs_show_both_judgements_and_lose_neither(desk: Client, review: Review) -> None:
    post(desk, review, filled(review, SHOWN, SOME, SHOWN, comment="Name the ideas."), "draft")
    stale = filled(review, SHOWN, NOT_YET, SHOWN, comment="Sort them first.")
    for response in (
        desk.post(reverse("review_autosave", args=[review.uid]), stale),
        desk.post(reverse("review", args=[review.uid]), {**stale, "send": "1"}),
    ):
        page = response.content.decode()
        assert (response.status_code, page.count('data-current-version="2"')) == (409, 1)
        assert "Sort them first." in page
        assert "Name the ideas." in page
    assert scores_of(review)[1] == ("progressing", "Name the ideas.")


def test_after_a_conflict_the_chosen_text_is_saved(desk: Client, review: Review) -> None:
    post(desk, review, filled(review, SHOWN, SOME, SHOWN, comment="Name the ideas."), "draft")
    page = desk.post(reverse("review", args=[review.uid]), filled(review, SHOWN, NOT_YET, SHOWN, comment="Sort them."))
    assert page.context["form"]["version"].value() == 2
    post(desk, review, filled(review, SHOWN, NOT_YET, SHOWN, comment="Sort them.", version=2), "draft")
    assert scores_of(review)[1] == ("not_yet", "Sort them.")


def test_what_is_missing_is_asked_for_at_its_criterion_and_typed_text_stays(desk: Client, review: Review) -> None:
    fields = filled(review, SOME, "", SHOWN, comment="")
    _, second, _ = open_uids(review)
    response = post(desk, review, {**fields, f"comment_{second}": "Half a thought"}, "send")
    page = response.content.decode()
    assert response.status_code == 422
    assert page.count("Choose a level before you send.") == 2  # in the summary and at the criterion
    assert page.count("Write what would show this, so that the educator knows the next step.") == 2
    assert "Half a thought" in page
    assert scores_of(review)[1] == ("", "Half a thought")


def test_a_decision_is_sent_and_can_be_undone(desk: Client, review: Review) -> None:
    assert post(desk, review, filled(review, SHOWN, SOME, SHOWN), "send").status_code == 302
    review.refresh_from_db()
    assert review.decided_at is not None
    queue = desk.get(reverse("review_queue")).content.decode()
    assert "You can undo this for 10 more minutes." in queue
    assert "Decision: ready to revise" in page_of(desk, review)
    desk.post(reverse("review_take_back", args=[review.uid]))
    review.refresh_from_db()
    assert review.decided_at is None


def test_a_second_click_on_send_changes_nothing(desk: Client, review: Review) -> None:
    fields = filled(review, SHOWN, SHOWN, SHOWN)
    assert [post(desk, review, fields, "send").status_code for _ in range(2)] == [302, 302]
    assert AuditEntry.objects.filter(verb="decide review").count() == 1


def test_after_ten_minutes_there_is_nothing_to_undo(
    desk: Client, review: Review, frozen_clock: time_machine.Traveller
) -> None:
    post(desk, review, filled(review, SHOWN, SOME, SHOWN), "send")
    frozen_clock.shift(timedelta(minutes=10))
    assert "You can undo" not in page_of(desk, review)
    answer = desk.post(reverse("review_take_back", args=[review.uid]), follow=True).content.decode()
    assert "The ten minutes are over, and the educator has your feedback." in answer


def test_a_tab_whose_claim_went_to_another_keeps_what_was_typed(
    desk: Client, review: Review, ana: Person, omar: Person, submission: Submission
) -> None:
    hand_back(by=ana, review=review, why="I know this class.")
    claim_review(by=omar, submission=submission)
    response = post(desk, review, filled(review, SOME, SHOWN, SHOWN, comment="Typed too late"), "send")
    page = response.content.decode()
    assert (response.status_code, "Typed too late" in page, "Claim it again" in page) == (409, True, True)
    assert "On Tuesday every student answered" not in page
    assert scores_of(review) == [("", "")] * 3


def test_harsh_words_are_offered_a_better_one_once_and_never_stop_a_decision(desk: Client, review: Review) -> None:
    fields = filled(review, SHOWN, SOME, SHOWN, comment="This attempt Failed.")
    asked = post(desk, review, fields, "send")
    assert (asked.status_code, asked.content.decode().count("Send it as it is</button>")) == (422, 1)
    assert "Criterion 2: “did not yet show” instead of “Failed”" in asked.content.decode()
    review.refresh_from_db()
    assert (review.decided_at, scores_of(review)[1]) == (None, (SOME, "This attempt Failed."))
    assert post(desk, review, {**fields, "version": 2}, "as_it_is").status_code == 302
    review.refresh_from_db()
    assert review.decided_at is not None


def test_once_no_word_is_pointed_out_the_button_that_sends_it_as_it_is_goes(desk: Client, review: Review) -> None:
    asked = post(desk, review, filled(review, SHOWN, SOME, SHOWN, comment="You failed here."), "send").content.decode()
    assert 'id="as-it-is"' in asked
    address = reverse("review_autosave", args=[review.uid])
    harsh = desk.post(address, filled(review, SHOWN, SOME, SHOWN, comment="You have failed.", version=2)).json()
    assert "as-it-is" not in harsh["shows"]
    kind = desk.post(address, filled(review, SHOWN, SOME, SHOWN, comment="Not yet shown.", version=3)).json()
    assert kind["shows"]["as-it-is"] == ""


def test_a_better_word_goes_out_at_once(desk: Client, review: Review) -> None:
    assert post(desk, review, filled(review, SHOWN, SOME, SHOWN, comment="You failed here."), "send").status_code == 422
    kind = filled(review, SHOWN, SOME, SHOWN, comment="Not yet shown here.", version=2)
    assert post(desk, review, kind, "send").status_code == 302


def test_better_words_and_what_is_missing_come_at_one_stop(desk: Client, review: Review) -> None:
    fields = filled(review, SHOWN, SOME, "", comment="You failed here.")
    page = post(desk, review, fields, "send").content.decode()
    assert "Choose a level before you send." in page
    assert "“did not yet show” instead of “failed”" in page
    assert 'name="as_it_is"' in page
    assert page.count('id="error-summary"') == 1
    assert ">You failed here.</textarea>" in page.replace("\n", "")


def test_a_draft_with_harsh_words_is_kept_with_a_hint_and_no_stop(desk: Client, review: Review) -> None:
    fields = filled(review, SHOWN, SOME, SHOWN, comment="This attempt Failed.")
    assert post(desk, review, fields, "draft").status_code == 302
    page = page_of(desk, review)
    assert "Criterion 2: “did not yet show” instead of “Failed”" in page
    assert "Send it as it is" not in page


def test_harsh_words_that_went_out_are_not_asked_about_again(desk: Client, review: Review) -> None:
    fields = filled(review, SHOWN, SOME, SHOWN, comment="This attempt Failed.")
    post(desk, review, fields, "as_it_is")
    assert post(desk, review, {**fields, "version": 2}, "send").status_code == 302


def test_the_next_attempt_carries_over_what_was_shown_and_repeats_the_feedback(
    desk: Client, ana: Person, submission: Submission, frozen_clock: time_machine.Traveller
) -> None:
    concluded(ana, submission, SHOWN, NOT_YET, SHOWN)
    again = send_work(complete(submission.enrollment))
    frozen_clock.shift(timedelta(hours=1))
    page = page_of(desk, claim_review(by=ana, submission=again))
    assert page.count("in attempt 1; it stays and is not scored again") == 2
    assert (page.count('name="level_'), f"<p>{FEEDBACK}</p>" in page) == (3, True)
    assert "Feedback on attempt 1: Not yet" in page


def test_evidence_opens_while_the_claim_lasts_and_leaves_a_trace(
    desk: Client, review: Review, frozen_clock: time_machine.Traveller, ana: Person, dana: Person
) -> None:
    evidence = review.submission.sent_evidence.get().evidence
    address = reverse("submissions_evidence", args=[evidence.uid])
    assert opened(desk, address) == f'attachment; filename="evidence-{evidence.uid}.pdf"'
    desk.force_login(dana)
    assert opened(desk, address) == 'attachment; filename="responses.pdf"'
    assert [row.actor for row in AuditEntry.objects.filter(verb="open evidence")] == [ana.audit_id]
    frozen_clock.shift(timedelta(hours=48))
    desk.force_login(ana)
    assert desk.get(address).status_code == 404


def test_evidence_is_closed_to_every_other_assessor_and_after_the_decision(
    client: Client, review: Review, omar: Person, ana: Person
) -> None:
    address = reverse("submissions_evidence", args=[review.submission.sent_evidence.get().evidence.uid])
    client.force_login(omar)
    assert client.get(address).status_code == 404
    client.force_login(ana)
    post(client, review, filled(review, SHOWN, SHOWN, SHOWN), "send")
    assert client.get(address).status_code == 404


def test_the_page_takes_a_constant_number_of_queries(desk: Client, review: Review) -> None:
    score(review, SHOWN, SOME, None)
    with CaptureQueriesContext(connection) as queries:
        page_of(desk, review)
    assert len(queries) <= 18


def test_a_team_artifact_is_shown_with_the_educators_own_part_and_no_name(
    desk: Client, offer: Offer, dana: Person, theo: Person, ana: Person
) -> None:
    with clock.at(clock.now() - timedelta(days=2)):
        work = begin(offer, dana)
        piece = attach(work, outline_of(work).open_items[0])
        used = use_in(begin(offer, theo), share_with(piece, offer.members[theo]))
        sent = send_work(complete(used.enrollment))
    page = page_of(desk, claim_review(by=ana, submission=sent))
    assert f"Made by a team. The educator's own part: {THEIR_PART}" in page
    assert [hidden in page for hidden in ("Dana", "Theo", WHAT, piece.name, piece.uid)] == [False] * 5
    assert opened(desk, reverse("submissions_evidence", args=[used.uid])).endswith(f'"evidence-{used.uid}.pdf"')
    assert desk.get(reverse("submissions_evidence", args=[piece.uid])).status_code == 404
