"""Random walks through everything that can happen to one piece of work (EA2 to EA4).

However an educator writes, sends, takes back, waits, revises and puts down, and whatever assessors do meanwhile:
the state is one of those that are defined and follows by a defined step, no text is lost, nothing is sent twice.
"""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import TypeVar

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from tests.builders import build_district, person
from tests.conftest import FROZEN
from tests.submissions.builders import ENOUGH_WORDS, STATEMENT, Offer, begin, build_offer, complete
from tests.submissions.reviews import SimulatedReviews
from waypost.catalog.models import Prompt
from waypost.catalog.rules import Level
from waypost.common import clock, events
from waypost.people.models import Person
from waypost.people.rules import Role
from waypost.submissions import review_facts
from waypost.submissions.actions.drafts import Answer, NotOpenForWriting, save_answers
from waypost.submissions.actions.enroll import CannotWithdraw, withdraw
from waypost.submissions.actions.evidence import NoRoomLeft, bring_back_evidence, remove_evidence
from waypost.submissions.actions.send import CannotRecall, CannotSend, NotReady, recall, send
from waypost.submissions.events import SubmissionSent
from waypost.submissions.models import Draft, DraftVersion, Evidence, Submission
from waypost.submissions.queries.outline import Outline, outline_of
from waypost.submissions.queries.standing import standing_of
from waypost.submissions.rules import WORDS_GONE, EnrollmentState, text_mark, words_lost

T = TypeVar("T")
S = EnrollmentState
#: Which state may follow which within one step of the walk; time may pass through several.
FOLLOWS: dict[EnrollmentState, set[EnrollmentState]] = {
    S.NOT_STARTED: {S.WORKING, S.WITHDRAWN},
    S.WORKING: {S.NOT_STARTED, S.SENT, S.WITHDRAWN},
    S.SENT: {S.WORKING, S.REVISING, S.WAITING},
    S.WAITING: {S.IN_REVIEW},
    S.IN_REVIEW: {S.DEMONSTRATED, S.REVISING},
    S.REVISING: {S.SENT, S.WITHDRAWN},
    S.DEMONSTRATED: set(),
    S.WITHDRAWN: {S.NOT_STARTED},
}
TEXTS = (
    "",
    "one two",
    "three four five six seven eight",
    ENOUGH_WORDS,
    f"{ENOUGH_WORDS} And then we talked.",
    "x " * 60,
)
#: From wherever a walk begins; a long way would mostly be spent on writing.
STEPS = 4
LEVELS = st.just([Level.DEMONSTRATED] * 3) | st.lists(st.sampled_from(Level), min_size=3, max_size=3)


class Walk(RuleBasedStateMachine):
    """One educator, one micro-credential, and whatever happens; every walk is rolled back at its end."""

    offer: Offer
    educator: Person
    prompts: list[Prompt]
    reached: set[EnrollmentState]

    def __init__(self) -> None:
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.now = FROZEN
        self.reviews = SimulatedReviews()
        review_facts.provide(self.reviews.provide)
        self.announced: list[Submission] = []
        events._handlers[SubmissionSent] = [lambda event: self.announced.append(event.submission)]
        self.saved: set[tuple[int, str]] = set()
        self.work = self.act(begin, self.offer, self.educator)
        self.state = S.NOT_STARTED

    def teardown(self) -> None:
        """Rows are never deleted, so that what was lost or sent twice on the way shows at the end of it."""
        try:
            self.no_text_is_lost()
            self.nothing_is_sent_twice()
        finally:
            transaction.set_rollback(True)
            self.undo.__exit__(None, None, None)

    def act(self, action: Callable[..., T], *given: object, **named: object) -> T:
        """Do something at the walk's own time."""
        with clock.at(self.now):
            return action(*given, **named)

    def outline(self) -> Outline:
        return self.act(outline_of, self.work)

    @initialize(stage=st.integers(0, 6), levels=LEVELS)
    def set_out(self, stage: int, levels: list[Level]) -> None:
        """Begin anywhere between an empty page and a decision; the way there is walked too."""
        way = (
            self.finish_what_is_open,
            partial(self.send_it, attempt=1, clicks=2),
            partial(self.time_passes, delay=600),
            self.an_assessor_claims_it,
            partial(self.an_assessor_decides, levels=levels),
            partial(self.time_passes, delay=600),
        )
        for go in way[:stage]:
            go()
            self.the_state_follows_by_a_defined_step()

    @rule(place=st.integers(0, 1), text=st.sampled_from(TEXTS), is_stale=st.booleans())
    def write(self, place: int, text: str, is_stale: bool) -> None:
        prompt = self.prompts[place]
        draft = Draft.objects.filter(enrollment=self.work, prompt=prompt).first()
        version, given = (draft.version, draft.text) if draft and not is_stale else (0, "")
        answer = Answer(prompt, text, version, text_mark(given))
        try:
            conflicts = self.act(save_answers, by=self.educator, enrollment=self.work, answers=[answer])
        except NotOpenForWriting:
            assert self.state not in {S.NOT_STARTED, S.WORKING}
            return
        assert not conflicts or is_stale
        if answer.is_touched and text.strip():
            self.saved.add((prompt.pk, text))

    @rule(delay=st.sampled_from([10, 240, 600, 3600]))
    def time_passes(self, delay: int) -> None:
        self.now += timedelta(seconds=delay)

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
            self.act(action, by=self.educator, evidence=evidence)
        except NotOpenForWriting:
            assert self.outline().open_items == []
        except NoRoomLeft:
            assert again

    @rule(attempt=st.integers(1, 3), clicks=st.integers(1, 2))
    def send_it(self, attempt: int, clicks: int) -> None:
        for _ in range(clicks):
            try:
                self.act(send, by=self.educator, enrollment=self.work, attempt=attempt, statement=STATEMENT)
            except NotReady:
                assert self.outline().gaps
            except CannotSend:
                assert attempt != self.outline().standing.next_attempt or not self.outline().open_parts

    @precondition(lambda self: self.announced)
    @rule(place=st.integers(0, 5))
    def take_back(self, place: int) -> None:
        submission = self.announced[place % len(self.announced)]
        try:
            self.act(recall, by=self.educator, submission=submission)
        except CannotRecall:
            assert self.state is not S.SENT or submission != self.outline().standing.submission

    @precondition(lambda self: self.state is S.WAITING)
    @rule()
    def an_assessor_claims_it(self) -> None:
        self.reviews.claim(self.standing_submission())

    @precondition(lambda self: self.state is S.IN_REVIEW and not self.is_decided())
    @rule(levels=LEVELS)
    def an_assessor_decides(self, levels: list[Level]) -> None:
        self.act(self.reviews.decide, self.standing_submission(), *levels)

    @rule(begins_anew=st.booleans())
    def put_it_down(self, begins_anew: bool) -> None:
        try:
            self.act(withdraw, by=self.educator, enrollment=self.work, why="A walk")
        except CannotWithdraw:
            assert self.state not in {S.NOT_STARTED, S.WORKING, S.REVISING}
            return
        self.check_step(S.WITHDRAWN)
        if begins_anew:
            self.work = self.act(begin, self.offer, self.educator)

    def standing_submission(self) -> Submission:
        submission = self.act(standing_of, self.work).submission
        assert submission is not None
        return submission

    def is_decided(self) -> bool:
        return self.reviews.facts[self.standing_submission().pk].decided_at is not None

    def check_step(self, found: EnrollmentState) -> None:
        assert found in {self.state} | FOLLOWS[self.state], f"{self.state} → {found}"
        self.state = found
        self.reached.add(found)

    @invariant()
    def the_state_follows_by_a_defined_step(self) -> None:
        self.check_step(self.act(standing_of, self.work).state)

    def no_text_is_lost(self) -> None:
        kept = set(Draft.objects.values_list("prompt_id", "text"))
        kept |= set(DraftVersion.objects.values_list("draft__prompt_id", "text"))
        for prompt, text in self.saved:
            missing = min(words_lost(text, other) for known, other in kept if known == prompt)
            assert missing < WORDS_GONE, text

    def nothing_is_sent_twice(self) -> None:
        stands = Submission.objects.filter(recalled_at=None).order_by("enrollment", "attempt")
        attempts = list(stands.filter(enrollment=self.work).values_list("attempt", flat=True))
        assert attempts == list(range(1, len(attempts) + 1))
        assert len(self.announced) == len(set(self.announced)) == Submission.objects.count()


@pytest.mark.django_db
def test_500_random_walks_end_nowhere_undefined_lose_no_text_and_send_nothing_twice(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(events._handlers, SubmissionSent, [])
    monkeypatch.setattr(review_facts, "_providers", [])
    tree = build_district()
    Walk.educator = person("Dana Ruiz", Role.EDUCATOR, tree.cedar)
    Walk.reached = set()
    Walk.offer = build_offer(tree, Walk.educator)
    Walk.prompts = list(Prompt.objects.filter(part__version=Walk.offer.version).order_by("part__position"))
    run_state_machine_as_test(
        Walk,
        settings=settings(
            max_examples=500,
            stateful_step_count=STEPS,
            deadline=None,
            database=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
    assert Walk.reached == set(EnrollmentState)
