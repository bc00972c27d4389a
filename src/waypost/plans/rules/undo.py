"""Which changes of a plan can be undone, from what the audit trail says of them (PL7). Pure."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any


class Undoing(StrEnum):
    """What undoing a change does."""

    PUT_BACK = "put back"
    TAKE_OUT = "take out"
    MOVE_DATE = "move date"
    RESTORE = "restore"


#: Parts that can be taken out and put back, as verbs name them.
REMOVABLE = ("activity", "alignment", "indicator", "involvement", "objective", "procedure", "team")
OPPOSITES = {"put back": Undoing.TAKE_OUT, "take out": Undoing.PUT_BACK}
#: Verbs whose values are the columns of one row, so that writing them back undoes the change.
RESTORABLE = (
    "choose team",
    "edit activity",
    "edit alignment",
    "edit columns",
    "edit indicator",
    "edit involvement",
    "edit objective",
    "edit plan",
    "edit procedure",
    "edit team",
    "record progress",
    "set what it needs",
    "undo change",
)
#: Verbs about a plan as a whole, or about several parts at once: what was done before them is no longer the last
#: thing that somebody did.
WHOLE = (
    "add steps of model",
    "adopt plan",
    "begin from template",
    "copy plan",
    "create plan",
    "import plan",
    "take from plan",
)
#: Under this name a row of the trail keeps its lists whole, so that undo finds who and what was meant.
KEPT = "kept"
#: Lists that say too little as words; rows of long ago have only these.
LISTS = frozenset({"leads", "needs", "resources", "standards"})


def undoing(verb: str, before: Mapping[str, Any] | None) -> Undoing | None:
    """What would undo a change with this verb and the values `before` it; None where nothing can."""
    action, _, part = verb.partition(" ")
    if action == "add" and part in REMOVABLE:
        return Undoing.TAKE_OUT
    if verb in OPPOSITES:
        return OPPOSITES[verb]
    if verb == "move date":
        return Undoing.MOVE_DATE if before and before.get("target_on", True) else None
    return Undoing.RESTORE if verb in RESTORABLE and before and _says_enough(before) else None


def _says_enough(before: Mapping[str, Any]) -> bool:
    return LISTS & before.keys() <= set(before.get(KEPT, ()))
