"""What to ask before dates are set (LA1). Pure."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class TimingQuestion(StrEnum):
    """The questions that every program starts with; each program adds its own."""

    EDUCATORS = "educators"
    CAPACITY = "capacity"
    OTHER_WORK = "other_work"
    TARGET = "target"


@dataclass(frozen=True)
class Asked:
    """A question as a conversation opens with it, and whom to ask."""

    short: str
    text: str
    hint: str


QUESTIONS: dict[TimingQuestion, Asked] = {
    TimingQuestion.EDUCATORS: Asked(
        "Best time for educators",
        "Which weeks of the year leave educators room to try something new, and which leave none?",
        "Ask a few who teach: think of report cards, testing, conferences, holidays.",
    ),
    TimingQuestion.CAPACITY: Asked(
        "Capacity of staff or members",
        "Who will coach, assess and answer questions, and when do they have hours for it?",
        "Ask those who would do it, and whoever plans their time.",
    ),
    TimingQuestion.OTHER_WORK: Asked(
        "Other work",
        "What else starts, ends or changes in the same months, and what does it ask of the same people?",
        "Ask the offices for curriculum, assessment and technology, and the association.",
    ),
    TimingQuestion.TARGET: Asked(
        "Date for lessons and data",
        "By when do we need lessons learned and numbers, so that they can still change a decision?",
        "Ask who decides on next year's budget and calendar.",
    ),
}


@dataclass(frozen=True)
class Answer:
    """One thing that somebody said: who, on which day, and what."""

    said_by: str
    said_on: date
    text: str
    uid: str = ""


@dataclass(frozen=True)
class Conversation:
    """A question with what was said to it, the newest first; `key` is a TimingQuestion, or the uid of one's own."""

    key: str
    short: str
    text: str
    hint: str
    answers: tuple[Answer, ...] = ()


def open_questions(conversations: tuple[Conversation, ...]) -> int:
    """How many have no answer yet."""
    return sum(not conversation.answers for conversation in conversations)


def usual_questions() -> tuple[Conversation, ...]:
    """The questions that every program starts with, before anybody answered."""
    return tuple(Conversation(key.value, asked.short, asked.text, asked.hint) for key, asked in QUESTIONS.items())
