"""Random walks through everything that can happen to one piece of work, from its first word to its award (EA2 to EA4).

However an educator writes, sends, takes back, waits, revises and puts down, whatever two assessors do meanwhile, and
however time passes: everybody sees the same defined state, no text is lost, nobody reads their own work, and nothing
is sent or issued twice. All of it goes through the actions that pages and jobs call.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import TypeVar

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from tests.conftest import FROZEN
from tests.credentials.walking import (
    FOLLOWS,
    People,
    S,
    Start,
    State,
    build_people,
    everybodys_view,
    expected_view,
    starts,
)
from tests.submissions.builders import ENOUGH_WORDS, STATEMENT, begin, complete
from waypost.assessment.actions.claims import AlreadyDecided, NotClaimable, claim_review, hand_back
from waypost.assessment.actions.decisions import (
    ClaimEnded,
    NotDecidable,
    TooLateToTakeBack,
    decide,
    save_scores,
    take_back,
)
from waypost.assessment.models import Review, Score
from waypost.assessment.queries.queue import claimable
from waypost.assessment.rules import Judgement, gap
from waypost.catalog.rules import Level
from waypost.common import clock, events, jobs
from waypost.common.conflicts import EditConflict
from waypost.common.limits import UNDO_WINDOW
from waypost.credentials.actions.revocation import revoke_award
from waypost.credentials.events import AwardIssued
from waypost.credentials.models import Award, Credential, Revocation
from waypost.credentials.queries.awards import reviews_without_award
from waypost.submissions.actions.drafts import Answer, NotOpenForWriting, save_answers
from waypost.submissions.actions.enroll import CannotWithdraw, withdraw
from waypost.submissions.actions.evidence import NoRoomLeft, bring_back_evidence, remove_evidence
from waypost.submissions.actions.send import CannotRecall, CannotSend, NotReady, recall, send
from waypost.submissions.events import SubmissionSent
from waypost.submissions.models import Draft, DraftVersion, Enrollment, Evidence, SentText, Submission
from waypost.submissions.queries.outline import outline_of
from waypost.submissions.queries.parts import Outline
from waypost.submissions.queries.standing import standing_of
from waypost.submissions.rules.texts import WORDS_GONE, text_mark, words_lost

T = TypeVar("T")
TEXTS = (
    "",
    "one two",
    "three four five six seven eight",
    ENOUGH_WORDS,
    f"{ENOUGH_WORDS} And then we talked.",
    "x " * 60,
)
COMMENTS = st.sampled_from(["Show one answer that surprised you.", "Name the next check.", ""])
#: All shown more often than chance would have it, so that walks come to awards.
LEVELS = st.just([Level.DEMONSTRATED] * 3) | st.lists(st.sampled_from([*Level, ""]), min_size=3, max_size=3)
MOSTLY = st.sampled_from([True, True, True, False])
#: Counted from the latest.
PLACES = st.integers(0, 1)
#: 500 in all.
WALKS_FROM_EACH, STEPS = 50, 4


class Walk(RuleBasedStateMachine):
    """One educator, one micro-credential, and whatever happens; every walk is rolled back at its end."""

    people: People
    begins: State
    reached: set[State]

    def __init__(self) -> None:
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.now = FROZEN
        self.work, self.state = Enrollment.objects.get(), self.begins
        self.reached.add(self.state)
        self.announced = list(Submission.objects.all())
        self.issued = [award.pk for award in Award.objects.all()]
        events._handlers[SubmissionSent] = [lambda event: self.announced.append(event.submission)]
        events._handlers[AwardIssued] = [lambda event: self.issued.append(event.award.pk)]
        self.saved: set[tuple[int, str]] = set(Draft.objects.values_list("prompt_id", "text"))
        self.frozen = set(SentText.objects.values_list("submission_id", "prompt_id", "text"))
        self.judged = {review.pk: self.scores_of(review) for review in Review.objects.all()}

    def teardown(self) -> None:
        """Rows are never deleted, so that what was lost or done twice on the way shows at the end of it."""
        try:
            self.everybody_sees_the_same()
            self.no_text_is_lost()
            self.no_judgement_is_lost()
            self.nothing_is_sent_twice()
            self.nothing_is_issued_twice()
        finally:
            transaction.set_rollback(True)
            self.undo.__exit__(None, None, None)

    def act(self, action: Callable[..., T], *given: object, **named: object) -> T:
        """Do something at the walk's own time."""
        with clock.at(self.now):
            return action(*given, **named)

    def outline(self) -> Outline:
        return self.act(outline_of, self.work)

    # What the educator does

    @rule(place=st.integers(0, 1), text=st.sampled_from(TEXTS), is_stale=st.booleans())
    def write(self, place: int, text: str, is_stale: bool) -> None:
        prompt = self.people.prompts[place]
        draft = Draft.objects.filter(enrollment=self.work, prompt=prompt).first()
        version, given = (draft.version, draft.text) if draft and not is_stale else (0, "")
        answer = Answer(prompt, text, version, text_mark(given))
        try:
            conflicts = self.act(save_answers, by=self.people.dana, enrollment=self.work, answers=[answer])
        except NotOpenForWriting:
            assert self.state not in {S.NOT_STARTED, S.WORKING}
            return
        assert not conflicts or is_stale
        if answer.is_touched and text.strip():
            self.saved.add((prompt.pk, text))

    @rule()
    def finish_what_is_open(self) -> None:
        """Most walks would never be complete enough to send."""
        self.act(complete, self.work)

    @rule(again=st.booleans())
    def take_evidence_away_or_back(self, again: bool) -> None:
        action = bring_back_evidence if again else remove_evidence
        evidence = Evidence.objects.filter(enrollment=self.work).first()
        if evidence is None:
            return
        try:
            self.act(action, by=self.people.dana, evidence=evidence)
        except NotOpenForWriting:
            assert self.outline().open_items == []
        except NoRoomLeft:
            assert again

    @rule(is_next=MOSTLY, clicks=st.integers(1, 2))
    def send_it(self, is_next: bool, clicks: int) -> None:
        outline = self.outline()
        attempt = outline.standing.next_attempt if is_next else 2
        texts = {(prompt, text) for prompt, text in self.work.drafts.values_list("prompt_id", "text")}
        for _ in range(clicks):
            try:
                sent = self.act(send, by=self.people.dana, enrollment=self.work, attempt=attempt, statement=STATEMENT)
                self.frozen |= {(sent.pk, *text) for text in texts if sent.attempt == outline.standing.next_attempt}
            except NotReady:
                assert outline.gaps
            except CannotSend:
                assert attempt != outline.standing.next_attempt or not outline.open_parts

    @precondition(lambda self: self.announced)
    @rule(place=st.integers(0, 5))
    def take_back_what_was_sent(self, place: int) -> None:
        submission = self.announced[place % len(self.announced)]
        try:
            self.act(recall, by=self.people.dana, submission=submission)
        except CannotRecall:
            assert self.state is not S.SENT or submission != self.outline().standing.submission

    @rule(begins_anew=st.booleans())
    def put_it_down(self, begins_anew: bool) -> None:
        try:
            self.act(withdraw, by=self.people.dana, enrollment=self.work, why="A walk")
        except CannotWithdraw:
            assert self.state not in {S.NOT_STARTED, S.WORKING, S.REVISING}
            return
        self.check_step(S.WITHDRAWN)
        if begins_anew:
            self.work = self.act(begin, self.people.offer, self.people.dana)

    # What assessors do

    @precondition(lambda self: self.announced)
    @rule(who=st.sampled_from(["ana", "omar", "dana"]), place=st.integers(0, 5), clicks=st.integers(1, 2))
    def claim(self, who: str, place: int, clicks: int) -> None:
        """Dana assesses too, and never her own work."""
        person, submission = getattr(self.people, who), self.announced[-1 - place % len(self.announced)]
        may = self.act(claimable, person).filter(pk=submission.pk)
        is_free = self.act(may.exists)
        for _ in range(clicks):
            try:
                review = self.act(claim_review, by=person, submission=submission)
            except NotClaimable:
                assert not is_free
                continue
            assert is_free or review.pk in self.judged
            assert review.assessor == person != self.people.dana
            self.judged.setdefault(review.pk, self.scores_of(review))

    @precondition(lambda self: self.judged)
    @rule(place=PLACES, levels=LEVELS, comment=COMMENTS, is_fresh=MOSTLY, sends=MOSTLY)
    def judge(self, place: int, levels: list[str], comment: str, is_fresh: bool, sends: bool) -> None:
        """Keep a draft, or send the decision; from a tab that is up to date, or from one that is not."""
        review = self.a_review(place)
        given = self.judgement(review, levels, comment)
        action = decide if sends else save_scores
        started_from = review.version if is_fresh else review.version - 1
        try:
            self.act(action, by=review.assessor, review=review, started_from=started_from, judgement=given)
        except ClaimEnded:
            assert review.released_at or review.decided_at
            return
        except EditConflict:
            assert not is_fresh
            return
        except NotDecidable:
            assert any(gap(*given.of(uid)) for uid in given.comments)
        self.judged[review.pk] |= {uid: given.of(uid) for uid in given.comments}

    @precondition(lambda self: self.judged)
    @rule(place=PLACES)
    def take_a_decision_back(self, place: int) -> None:
        review = self.a_review(place)
        try:
            self.act(take_back, by=review.assessor, review=review)
        except TooLateToTakeBack:
            assert review.decided_at
            assert self.now >= review.decided_at + UNDO_WINDOW

    @precondition(lambda self: self.judged)
    @rule(place=PLACES)
    def give_it_back(self, place: int) -> None:
        review = self.a_review(place)
        try:
            self.act(hand_back, by=review.assessor, review=review, why="I know this class.")
        except AlreadyDecided:
            assert review.decided_at

    # What happens by itself, and afterwards

    @rule(delay=st.sampled_from([600, 48 * 3600, 10, 3600]), works=st.booleans())
    def time_passes(self, delay: int, works: bool) -> None:
        """The worker may run or not."""
        self.now += timedelta(seconds=delay)
        if works:
            self.act(jobs.run_waiting)

    @precondition(lambda self: self.issued)
    @rule(clicks=st.integers(1, 2))
    def an_award_is_withdrawn(self, clicks: int) -> None:
        award = Award.objects.get(pk=self.issued[-1])
        for _ in range(clicks):
            self.act(revoke_award, by=self.people.maya, award=award, reason="A wrong rubric.")
        assert Revocation.objects.filter(award=award).count() == 1

    # What always holds

    @invariant()
    def the_state_follows_by_a_defined_step(self) -> None:
        self.check_step(self.act(standing_of, self.work).state)

    def everybody_sees_the_same(self) -> None:
        """At the end of every walk, wherever it came to: asking everybody at each step would take most of the time."""
        view = self.act(everybodys_view, self.people, self.work)
        assert view == self.act(expected_view, self.act(standing_of, self.work).state, self.announced)

    def check_step(self, found: State) -> None:
        assert found in {self.state} | FOLLOWS[self.state], f"{self.state} → {found}"
        self.state = found
        self.reached.add(found)

    def a_review(self, place: int) -> Review:
        """The latest review most often."""
        reviews = list(Review.objects.order_by("-pk"))
        return reviews[place % len(reviews)]

    @staticmethod
    def judgement(review: Review, levels: list[str], comment: str) -> Judgement:
        uids = review.scores.filter(carried_from=None).values_list("criterion__uid", flat=True)
        chosen = dict(zip(uids, levels, strict=False))
        return Judgement({uid: Level(level) for uid, level in chosen.items() if level}, dict.fromkeys(chosen, comment))

    @staticmethod
    def scores_of(review: Review) -> dict[str, tuple[str, str]]:
        scores = Score.objects.filter(review=review).select_related("criterion")
        return {score.criterion.uid: (score.level, score.comment) for score in scores}

    def no_text_is_lost(self) -> None:
        kept = set(Draft.objects.values_list("prompt_id", "text"))
        kept |= set(DraftVersion.objects.values_list("draft__prompt_id", "text"))
        for prompt, text in self.saved:
            missing = min(words_lost(text, other) for known, other in kept if known == prompt)
            assert missing < WORDS_GONE, text
        assert set(SentText.objects.values_list("submission_id", "prompt_id", "text")) == self.frozen

    def no_judgement_is_lost(self) -> None:
        assert {review.pk: self.scores_of(review) for review in Review.objects.all()} == self.judged
        assert not Review.objects.filter(assessor=self.people.dana).exists()

    def nothing_is_sent_twice(self) -> None:
        stands = Submission.objects.filter(recalled_at=None).order_by("enrollment", "attempt")
        attempts = list(stands.filter(enrollment=self.work).values_list("attempt", flat=True))
        assert attempts == list(range(1, len(attempts) + 1))
        assert len(self.announced) == len(set(self.announced)) == Submission.objects.count()

    def nothing_is_issued_twice(self) -> None:
        """Whatever the worker had done by then: once it has caught up, what was demonstrated has one award."""
        self.time_passes(600, works=True)
        self.time_passes(0, works=True)
        assert not reviews_without_award().exists()
        assert Award.objects.count() == int(self.act(standing_of, self.work).state is S.DEMONSTRATED)
        assert self.issued == list(Award.objects.values_list("pk", flat=True))
        assert Credential.objects.filter(replaced_at=None).count() == len(self.issued)


@pytest.mark.once  # what another database could do otherwise, locks and their order, is tested by races
@pytest.mark.django_db
@pytest.mark.parametrize("start", starts().values(), ids=starts())
def test_random_walks_lose_no_text_show_everybody_one_state_and_issue_nothing_twice(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    for event in (SubmissionSent, AwardIssued):
        monkeypatch.setitem(events._handlers, event, [])
    Walk.people, Walk.begins, Walk.reached = build_people(), start.state, set()
    start.go(Walk.people)
    run_state_machine_as_test(
        Walk,
        settings=settings(
            max_examples=WALKS_FROM_EACH,
            stateful_step_count=STEPS,
            deadline=None,
            database=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
    assert Walk.reached >= start.leads_to
