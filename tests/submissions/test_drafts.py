"""Drafts are never lost (EA2)."""

from datetime import timedelta

import pytest
import time_machine

from tests.submissions.builders import ENOUGH_WORDS, Offer, begin, complete, send_work, write
from waypost.catalog.models import Prompt
from waypost.people.models import Person
from waypost.submissions.actions.drafts import Answer, NotOpenForWriting, restore_version, save_answers
from waypost.submissions.actions.locks import NotTheirs
from waypost.submissions.models import Draft, DraftVersion, Enrollment
from waypost.submissions.queries.outline import outline_of
from waypost.submissions.rules.texts import text_mark


@pytest.fixture
def prompts(work: Enrollment) -> list[Prompt]:
    return outline_of(work).open_prompts


def kept(draft: Draft) -> list[str]:
    return list(draft.versions.order_by("created_at", "pk").values_list("text", flat=True))


def test_saving_counts_versions_and_saving_the_same_text_changes_nothing(
    work: Enrollment, prompts: list[Prompt], frozen_clock: time_machine.Traveller
) -> None:
    write(work, prompts[0], "A first line")
    saved_at = work.drafts.get().saved_at
    frozen_clock.shift(timedelta(minutes=1))
    write(work, prompts[0], "A first line")
    draft = work.drafts.get()
    assert (draft.text, draft.version, draft.saved_at) == ("A first line", 1, saved_at)


def test_writing_on_keeps_no_versions_until_words_go(
    work: Enrollment, prompts: list[Prompt], frozen_clock: time_machine.Traveller
) -> None:
    for text in ("one two", "one two three four five six", "seven"):
        write(work, prompts[0], text)
        frozen_clock.shift(timedelta(seconds=10))
    assert kept(work.drafts.get()) == ["one two three four five six"]


def test_a_window_that_saved_later_learns_of_it_and_neither_text_is_lost(
    work: Enrollment, prompts: list[Prompt], dana: Person
) -> None:
    write(work, prompts[0], "From the phone")
    late = Answer(prompts[0], "From the laptop", started_from=0)
    conflicts = save_answers(by=dana, enrollment=work, answers=[late])
    assert [(conflict.answer.text, conflict.current.text) for conflict in conflicts] == [
        ("From the laptop", "From the phone")
    ]
    assert work.drafts.get().text == "From the phone"
    assert kept(work.drafts.get()) == ["From the phone", "From the laptop"]


def test_an_answer_that_a_window_did_not_touch_cannot_stand_in_the_way(
    work: Enrollment, prompts: list[Prompt], dana: Person
) -> None:
    """Two windows show both prompts of a page, and each changes another one."""
    write(work, prompts[0], "Written in window one")
    untouched = Answer(prompts[0], "", started_from=0)
    touched = Answer(prompts[1], "Written in window two", started_from=0)
    assert save_answers(by=dana, enrollment=work, answers=[untouched, touched]) == []
    texts = work.drafts.order_by("pk").values_list("text", flat=True)
    assert list(texts) == ["Written in window one", "Written in window two"]


def test_of_several_answers_those_without_conflict_are_saved(
    work: Enrollment, prompts: list[Prompt], dana: Person
) -> None:
    write(work, prompts[0], "Saved before")
    answers = [Answer(prompts[0], "Too late", 0), Answer(prompts[1], "In time", 0)]
    assert len(save_answers(by=dana, enrollment=work, answers=answers)) == 1
    assert work.drafts.get(prompt=prompts[1]).text == "In time"


def test_an_emptied_text_can_be_brought_back(work: Enrollment, prompts: list[Prompt], dana: Person) -> None:
    write(work, prompts[0], ENOUGH_WORDS)
    write(work, prompts[0], "")
    restored = restore_version(by=dana, version=DraftVersion.objects.get())
    assert (restored.text, restored.version) == (ENOUGH_WORDS, 3)


def test_restoring_keeps_what_it_replaces(work: Enrollment, prompts: list[Prompt], dana: Person) -> None:
    write(work, prompts[0], ENOUGH_WORDS)
    write(work, prompts[0], "Too short")
    restore_version(by=dana, version=DraftVersion.objects.get())
    restore_version(by=dana, version=DraftVersion.objects.get(text=ENOUGH_WORDS))
    assert kept(work.drafts.get()) == [ENOUGH_WORDS, "Too short"]


def test_nothing_is_written_while_the_work_is_sent(work: Enrollment, prompts: list[Prompt], dana: Person) -> None:
    send_work(complete(work))
    draft = work.drafts.get(prompt=prompts[0])
    answer = Answer(prompts[0], "One more thought", draft.version, text_mark(draft.text))
    with pytest.raises(NotOpenForWriting, match="What you sent stays as it is"):
        save_answers(by=dana, enrollment=work, answers=[answer])
    draft.refresh_from_db()
    assert draft.text == ENOUGH_WORDS


def test_an_earlier_text_is_not_restored_while_the_work_is_sent(
    work: Enrollment, prompts: list[Prompt], dana: Person
) -> None:
    write(work, prompts[0], "seven words that will soon be gone")
    complete(work)
    send_work(work)
    with pytest.raises(NotOpenForWriting):
        restore_version(by=dana, version=DraftVersion.objects.get())
    assert work.drafts.get(prompt=prompts[0]).text == ENOUGH_WORDS


def test_a_teammate_cannot_write_into_the_draft_of_another(
    offer: Offer, work: Enrollment, prompts: list[Prompt], theo: Person
) -> None:
    begin(offer, theo)
    with pytest.raises(NotTheirs):
        save_answers(by=theo, enrollment=work, answers=[Answer(prompts[0], "A prank", 0)])
    write(work, prompts[0], ENOUGH_WORDS)
    write(work, prompts[0], "")
    with pytest.raises(NotTheirs):
        restore_version(by=theo, version=DraftVersion.objects.get())
    assert work.drafts.get().text == ""


def test_a_text_that_goes_word_by_word_is_kept_before_five_are_gone(work: Enrollment, prompts: list[Prompt]) -> None:
    words = ENOUGH_WORDS.split()
    for end in range(len(words), 0, -1):
        write(work, prompts[0], " ".join(words[:end]))
    assert kept(work.drafts.get()) == ["On Tuesday every student answered"]
