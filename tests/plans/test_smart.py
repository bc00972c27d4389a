"""Help with writing: which of the five an objective is, which words show it, and what to add."""

from datetime import date

import pytest

from tests.architecture.sources import ROOT
from tests.plans.smart_set import LETTERS, READ_ON, labeled, score
from waypost.plans.rules.smart.advice import ADVICE
from waypost.plans.rules.smart.amounts import amounts
from waypost.plans.rules.smart.check import check
from waypost.plans.rules.smart.deadlines import deadlines
from waypost.plans.rules.smart.facts import Finding, Letter, ObjectiveFacts, Shown, StepFacts

GOOD = "By June 2028, 18 of our 24 first-year teachers meet a trained mentor every two weeks, up from 9."
#: (precision, recall) below which a half must not fall; docs/domains/smart.md has what was seen.
FLOORS = {
    ("building", "S"): (0.97, 1.0),
    ("building", "M"): (1.0, 0.97),
    ("building", "A"): (1.0, 0.97),
    ("building", "R"): (1.0, 1.0),
    ("building", "T"): (1.0, 1.0),
    ("held back", "S"): (0.96, 0.83),
    ("held back", "M"): (0.95, 0.75),
    ("held back", "A"): (0.86, 0.86),
    ("held back", "R"): (1.0, 0.81),
    ("held back", "T"): (1.0, 0.96),
}


def finding(letter: Letter, text: str, *steps: StepFacts) -> Finding:
    return next(one for one in check(ObjectiveFacts(text, READ_ON, steps=steps)) if one.letter is letter)


@pytest.mark.parametrize(("half", "letter"), sorted(FLOORS))
def test_the_rules_find_what_people_found(half: str, letter: str) -> None:
    seen = score(labeled(half), LETTERS[letter])
    precision, recall = FLOORS[half, letter]
    assert seen.precision >= precision
    assert seen.recall >= recall
    assert seen.labeled_count >= 15


def test_the_document_says_what_the_rules_do() -> None:
    building, held_back = labeled("building"), labeled("held back")
    said = (ROOT / "docs/domains/smart.md").read_text("utf-8")
    seen = [(letter, score(building, letter), score(held_back, letter)) for letter in Letter]
    rows = [
        f"| {letter} | {one.precision:.2f} | {one.recall:.2f} | {two.precision:.2f} | {two.recall:.2f} "
        f"| {two.labeled_count} |"
        for letter, one, two in seen
    ]
    assert [row for row in rows if row not in said] == []


def test_the_set_is_as_large_as_the_documents_say() -> None:
    assert (len(labeled("building")), len(labeled("held back"))) == (135, 45)


def test_an_objective_with_all_five_says_which_words_show_each() -> None:
    quoted = {one.letter: [shown.words for shown in one.shown] for one in check(ObjectiveFacts(GOOD, READ_ON))}
    assert quoted == {
        Letter.SPECIFIC: ["trained", "teachers"],
        Letter.MEASURABLE: ["18", "24"],
        Letter.ACHIEVABLE: ["up from 9"],
        Letter.REALISTIC: ["18", "By June 2028"],
        Letter.TIME_BOUND: ["By June 2028"],
    }


def test_the_findings_come_in_the_order_of_the_word() -> None:
    assert [one.letter for one in check(ObjectiveFacts("Grow.", READ_ON))] == list(Letter)


@pytest.mark.parametrize("letter", Letter)
def test_what_is_missing_is_said_with_why_what_to_add_and_an_example(letter: Letter) -> None:
    missing = finding(letter, "Improve support for teachers.")
    assert (missing.is_there, bool(missing.why), bool(missing.add), bool(missing.example)) == (False, True, True, True)


@pytest.mark.parametrize(
    ("words", "last_day"),
    [
        ("by June 2027", date(2027, 6, 28)),
        ("by March 31, 2028", date(2028, 3, 31)),
        ("by 10/1/2027", date(2027, 10, 1)),
        ("before 2027-05-04", date(2027, 5, 4)),
        ("in the 2027-28 school year", date(2028, 6, 30)),
        ("by spring 2028", date(2028, 5, 31)),
        ("by the end of fall 2027", date(2027, 12, 31)),
        ("within 18 months", date(2028, 7, 7)),
        ("in two weeks", date(2027, 1, 28)),
        ("by the end of the semester", date(2027, 6, 30)),
        ("by the end of next school year", date(2028, 6, 30)),
        ("with the class of 2029", date(2029, 6, 30)),
        ("before Labor Day", date(2027, 9, 1)),
        ("between October 2026 and May 2027", date(2027, 5, 28)),
        ("through 2030", date(2030, 12, 31)),
        ("tomorrow", date(2027, 1, 15)),
    ],
)
def test_a_deadline_is_read_as_schools_write_it(words: str, last_day: date) -> None:
    found = deadlines(f"Train 12 coaches {words}.", READ_ON)
    assert [(one.words, one.ends_on) for one in found] == [(words, last_day)]


@pytest.mark.parametrize(
    "text",
    [
        "Since 2019 the district trains coaches.",
        "Beginning in August 2027, pay stipends.",
        "Send 8 people to the 2027 conference.",
        "By DATE, train 12 coaches.",
        "Increase attendance by 5%.",
        "Answer within five days of a question.",
        "Train coaches on an ongoing basis.",
        "By 13/45/2027 train 12 coaches.",
        "Improve what we did in fall 2026.",
        "Train them in 99999999999999999999 years.",
    ],
)
def test_a_date_that_sets_no_end_is_no_deadline(text: str) -> None:
    assert deadlines(text, READ_ON) == ()


@pytest.mark.parametrize(
    "text",
    [
        "grade 3", "grades 6 to 8", "Title II", "Standard 4", "K-12", "21st century", "a one-day workshop", "$500",
        "phase 2", "every two weeks", "Section 504", "the 2025 plan", "a four-year degree", "up from 9%",
    ],
)  # fmt: skip
def test_a_number_that_only_names_something_is_no_amount(text: str) -> None:
    assert amounts(text) == ()


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("12 coaches", "12"),
        ("twelve coaches", "twelve"),
        ("at least 40%", "at least 40%"),
        ("one in three", "one in three"),
        ("half of the teams", "half"),
        ("1,200 people", "1,200"),
        ("save by $40,000", "40,000"),
    ],
)
def test_an_amount_is_read_in_digits_and_words(text: str, amount: str) -> None:
    assert amounts(text) == (amount,)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("All students pass algebra by June 2027.", "“All students” leaves no room for one exception."),
        ("Raise attendance from 70% to 95% in two weeks.", "It is a large change until “in two weeks”."),
        (
            "By 2033, half of our districts accept it.",
            "“By 2033” is more than three years away, with no step before it.",
        ),
        ("Train 12 coaches by June 2024.", "“by June 2024” is over."),
        ("Train 12 coaches.", "How much and until when are needed together to weigh this."),
    ],
)
def test_what_is_not_realistic_says_why(text: str, why: str) -> None:
    assert finding(Letter.REALISTIC, text).why == why


def test_a_step_on_the_way_makes_a_far_end_realistic() -> None:
    far = "By 2033, half of our districts accept it."
    assert finding(Letter.REALISTIC, far, StepFacts("Agree on a form", date(2027, 10, 1))).is_there
    assert not finding(Letter.REALISTIC, far, StepFacts("Agree on a form", date(2026, 10, 1))).is_there


def test_the_last_date_of_the_activities_is_offered_as_the_end() -> None:
    steps = (StepFacts("Win schools", date(2027, 3, 1)), StepFacts("Train", date(2027, 5, 28)))
    said = finding(Letter.TIME_BOUND, "Run a pilot with seven schools.", *steps)
    assert (said.is_there, said.add) == (False, "If that is the end, add “by May 28, 2027”.")


def test_an_activity_with_a_lead_and_resources_carries_the_objective() -> None:
    half = StepFacts("Win schools", has_lead=True)
    whole = StepFacts("Win schools", has_lead=True, has_resources=True)
    assert not finding(Letter.ACHIEVABLE, "Give 100 teachers a laptop.", half).is_there
    assert finding(Letter.ACHIEVABLE, "Give 100 teachers a laptop.", whole).shown == (
        Shown("Win schools", "Activities"),
    )


def test_an_empty_text_has_none_of_the_five() -> None:
    assert [one.is_there for one in check(ObjectiveFacts("", READ_ON))] == [False] * 5


def test_no_advice_says_a_placeholder() -> None:
    said = [text for one in check(ObjectiveFacts("Improve.", READ_ON)) for text in (one.why, one.add)]
    assert [text for text in said if "{" in text] == []
    assert all(0 < len(text) <= 120 for pair in ADVICE.values() for text in pair)
