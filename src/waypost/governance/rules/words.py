"""What somebody did, after their name, for the verbs of the trail that the page of a decision shows. Pure."""

DONE = {
    "ask question": "asked the question",
    "change decision": "changed the decision",
    "decide": "recorded the decision",
    "edit question": "changed the question",
    "say what it changed": "said what it changed",
    "open question again": "opened the question again",
    "supersede decision": "replaced it with a newer one",
    "withdraw question": "withdrew the question",
}


def done(verb: str) -> str:
    """ "recorded the decision"; another verb as it stands in the trail."""
    return DONE.get(verb, verb)
