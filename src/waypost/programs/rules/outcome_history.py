"""Who did what to an outcome, in words, for the verbs of the trail (FR1). Pure."""

from collections.abc import Mapping
from typing import Any

from waypost.programs.rules.phases import ATTACHED_LABELS, AttachedState

DONE = {
    "add outcome": "added it",
    "attach work": "attached work",
    "confirm outcome": "said that it still holds",
    "follow phases": "began cycle 1, in which it is expected",
    "put back attachment": "put back attached work",
    "put back outcome": "put it back",
    "reopen outcome": "reopened it",
    "take out attachment": "took away attached work",
    "take out outcome": "took it out",
    "waive outcome": "waived it",
}


def done_words(verb: str, after: Mapping[str, Any], names: Mapping[str, str], carried_from: int | None = None) -> str:
    """ "gave it to Maya Okafor", after the name of who did it. `names` are those of people, by uid."""
    if verb == "edit outcome":
        return _edited(after, names)
    if verb == "start next cycle":
        since = f", carried from cycle {carried_from}" if carried_from else ""
        return f"began cycle {after.get('number', '')}, in which it is expected{since}"
    if verb == "add outcome" and after.get("owner"):
        return f"added it and {_given(after, names)}"
    return DONE.get(verb, verb)


def _edited(after: Mapping[str, Any], names: Mapping[str, str]) -> str:
    words = "changed its words" if {"label", "hint", "group"} & after.keys() else ""
    source = "changed what it is worked out from" if "key" in after else ""
    given = _given(after, names) if "owner" in after else ""
    return " and ".join(filter(None, (given, words, source)))


def _given(after: Mapping[str, Any], names: Mapping[str, str]) -> str:
    owner = after["owner"]
    return f"gave it to {names.get(owner, 'somebody')}" if owner else "took it from its owner"


def detail_words(verb: str, after: Mapping[str, Any], why: str) -> str:
    """The reason; of attached work what it is and how far, of new words the words."""
    if verb == "attach work":
        return f"{after.get('note', '')} ({ATTACHED_LABELS[AttachedState(after['state'])]})"
    if verb == "edit outcome" and "label" in after:
        return str(after["label"])
    return why
