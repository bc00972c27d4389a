"""What to say about a letter that is missing: why, what to add, and an example in our own words."""

from datetime import date
from enum import StrEnum

from waypost.common.days import full_day
from waypost.plans.rules.smart.facts import Finding, Letter


class Gap(StrEnum):
    """Why a letter is not there."""

    PAST = "past"
    VAGUE = "vague"
    NOBODY = "nobody"
    NO_DEED = "no deed"
    COUNTS_NOTHING = "counts nothing"
    NO_NUMBER = "no number"
    NO_START = "no start"
    NOTHING_TO_JUDGE = "nothing to judge"
    OVER = "over"
    EVERYONE = "everyone"
    TOO_SOON = "too soon"
    TOO_FAR = "too far"
    ONLY_STEPS = "only steps"
    NO_END = "no end"


#: (why, what to add); `{word}` is a word of the objective, `{day}` a day of the plan.
ADVICE = {
    Gap.PAST: ("It tells what was, not what will be.", "Begin with what will be there or be different."),
    Gap.VAGUE: (
        "“{word}” can mean many things.",
        "Say what people will do or what will be there, and for whom or where.",
    ),
    Gap.NOBODY: (
        "We did not find for whom or where it is.",
        "Name the group, the grade or the schools.",
    ),
    Gap.NO_DEED: (
        "We did not find what will be done or be different.",
        "Use a verb that a visitor could see, and name the people or schools.",
    ),
    Gap.COUNTS_NOTHING: (
        "There is a number, but we did not find what it counts.",
        "Say what is counted: 10% of which group, or 10% more of what.",
    ),
    Gap.NO_NUMBER: (
        "We found no number to reach and no finished product.",
        "Add how many, what share, or a product that is there or not.",
    ),
    Gap.NO_START: (
        "We did not find where it starts or what carries it.",
        "Add today's number, a first small group, or the people and money; or give an activity a lead and resources.",
    ),
    Gap.NOTHING_TO_JUDGE: (
        "How much and until when are needed together to weigh this.",
        "Say the amount and the date, then ask two people who will do the work.",
    ),
    Gap.OVER: ("“{word}” is over.", "Choose a date that lies ahead."),
    Gap.EVERYONE: (
        "“{word}” leaves no room for one exception.",
        "Name a share or a number that you would be proud of, or a first group.",
    ),
    Gap.TOO_SOON: ("It is a large change until “{word}”.", "Take a later date, or a smaller first change."),
    Gap.TOO_FAR: (
        "“{word}” is more than three years away, with no step before it.",
        "Add what will be there after the first year, or give an activity a date.",
    ),
    Gap.ONLY_STEPS: (
        "The objective itself names no end; its last activity ends on {day}.",
        "If that is the end, add “by {day}”.",
    ),
    Gap.NO_END: (
        "We found no date or period until which it will be reached.",
        "Add a month and a year, or the end of a semester or school year.",
    ),
}
EXAMPLES = {
    Letter.SPECIFIC: "Train mentors for first-year teachers in the two middle schools …",
    Letter.MEASURABLE: "… so that 18 of 24 first-year teachers meet their mentor each week …",
    Letter.ACHIEVABLE: "… up from 9 last year, with release time from the staffing budget …",
    Letter.REALISTIC: "Three of eight schools in the first year, not every school by next month.",
    Letter.TIME_BOUND: "… by the end of the 2028-29 school year.",
}


def missing(letter: Letter, gap: Gap, *, word: str = "", day: date | None = None) -> Finding:
    """A letter that is not there."""
    why, add = (text.format(word=word, day=full_day(day) if day else "") for text in ADVICE[gap])
    return Finding(letter, why=why, add=add, example=EXAMPLES[letter])
