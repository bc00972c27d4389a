"""A decision out of the log, as lists of choices call it."""

from waypost.common.days import full_day
from waypost.governance.forms.kept import KeptChoice
from waypost.governance.models import Decision
from waypost.governance.rules.words import cut

LONGEST_CHOICE = 100


class DecisionChoice(KeptChoice):
    """What was decided, and on which day; an open question by its words."""

    def label_from_instance(self, obj: Decision) -> str:
        day = f" ({full_day(obj.decided_on)})" if obj.decided_on else ""
        return f"{cut(obj.decision or obj.question, LONGEST_CHOICE)}{day}"
