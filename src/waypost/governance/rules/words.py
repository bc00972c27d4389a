"""What somebody did, after their name, for the verbs of the trail that a decision shows; long words cut. Pure."""

DONE = {
    "ask question": "asked the question",
    "change decision": "changed the decision",
    "cite": "cited research",
    "decide": "recorded the decision",
    "edit question": "changed the question",
    "say what it changed": "said what it changed",
    "open question again": "opened the question again",
    "supersede decision": "replaced it with a newer one",
    "take citation out": "took out research that was cited",
    "withdraw question": "withdrew the question",
}


def done(verb: str) -> str:
    """ "recorded the decision"; another verb as it stands in the trail."""
    return DONE.get(verb, verb)


def cut(text: str, longest: int) -> str:
    """The text on one line, cut where it is too long for one."""
    line = " ".join(text.split())
    return line if len(line) <= longest else f"{line[: longest - 1]}…"
