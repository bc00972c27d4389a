"""What people type about decisions, and what they look for in the log."""

from typing import Any

from django import forms

from waypost.governance.forms.committee_fields import LONGEST_TEXT, WHO_HELP, day, line, text
from waypost.governance.models import Committee, Decision
from waypost.governance.queries.committees import MEET, working
from waypost.governance.queries.decisions import DecisionSearch, replaceable
from waypost.governance.queries.replacing import replaceable_offer
from waypost.governance.rules.decisions import AnswerFields, DecisionState, QuestionFields
from waypost.people.models import Person
from waypost.plans.rules.kinds import choices
from waypost.ui.forms import CHOOSE_ONE, ModelChoice

LONGEST_SEARCH = 200
FIND_HELP = "Words of it. After the button, the list above holds those that match, and what you typed stays."
QUESTION = ("question", "options", "consulted", "who")
ANSWER = ("decision", "reason", "decided_by", "decided_on", "consulted", "review_on")


class QuestionForm(forms.Form):
    """A question while it is open."""

    question = text("Question", "What has to be decided, as a question.", required=True, rows=2)
    options = text("Options considered", "One on each line, with a word on what speaks for or against it.", rows=4)
    consulted = text("Who is consulted", "Names or groups: two teachers of the pilot schools, the association.", rows=2)
    who = line("Who prepares it", f"{WHO_HELP} May stay empty.", required=False)

    def asked(self) -> QuestionFields:
        return QuestionFields(**{name: self.cleaned_data[name] for name in QUESTION})

    @staticmethod
    def initial_of(decision: Decision) -> dict[str, Any]:
        words = {name: getattr(decision, name) for name in ("question", "options", "consulted")}
        return {**words, "who": decision.said}


class NewQuestionForm(QuestionForm):
    """With the committee that will decide."""

    def __init__(self, data: Any = None, *, person: Person, chosen: str = "") -> None:
        super().__init__(data, initial={"committee": chosen})
        found = working(person, MEET)
        is_one = found.count() == 1
        self.fields["committee"] = ModelChoice(
            found, label="Committee", to_field_name="uid", empty_label=None if is_one else CHOOSE_ONE
        )
        self.order_fields(("committee", *QUESTION))


class AnswerForm(forms.Form):
    """What was decided."""

    decision = text("Decision", "In one or two sentences.", required=True)
    reason = text("Reason", "Why this and not another option.", required=True)
    decided_by = text("Who decided", "The committee by consensus, or names.", required=True, rows=2)
    consulted = text("Who was consulted", "Names or groups that were asked before.", rows=2)
    decided_on = day("Decided on", required=True)
    review_on = day("Look at it again on", "Then it comes back to an agenda by itself. May stay empty.")

    def answered(self) -> AnswerFields:
        return AnswerFields(**{name: self.cleaned_data[name] for name in ANSWER})

    def offer_to_replace(self, person: Person, committee: Committee, decision: Decision | None) -> None:
        """A field for the decision that this one replaces, where there is any; where there are many, with a search."""
        found = replaceable(person, decision, committee.organization_id)
        words = str(self.data.get("find", "")).strip()
        offer = replaceable_offer(found, committee, words, str(self.data.get("replaces", "")))
        if not offer.choices:
            return
        field = ModelChoice(found, label="Replaces", to_field_name="uid", required=False)
        field.choices = [("", "No earlier decision"), *offer.choices]
        self.fields["replaces"] = field
        if offer.has_more:
            self.fields["find"] = line("Find an earlier decision", FIND_HELP, required=False)
        self.offer = offer

    def clean(self) -> None:
        """Whoever looks for a decision chooses it next, with all that they typed."""
        words = self.cleaned_data.get("find")
        if words and not self.cleaned_data.get("replaces"):
            said = "Choose one that holds these words, or empty the search below."
            none = "No decision that stands holds these words: try others, or empty this field."
            self.add_error(*(("replaces", said) if self.offer.is_found else ("find", none)))

    @property
    def replaced(self) -> Decision | None:
        found: Decision | None = self.cleaned_data.get("replaces")
        return found

    @staticmethod
    def initial_of(decision: Decision) -> dict[str, Any]:
        return {name: getattr(decision, name) for name in ANSWER}


class ItemDecisionForm(AnswerForm):
    """A decision recorded under an agenda item, with its question in one go."""

    question = forms.CharField(label="Question", max_length=LONGEST_TEXT, widget=forms.Textarea({"rows": 2}))
    options = text("Options considered", "One on each line.", rows=3)
    field_order = ("question", "options", *ANSWER)

    def asked(self, who: str) -> QuestionFields:
        typed = self.cleaned_data
        return QuestionFields(typed["question"], typed["options"], typed["consulted"], who)


class SearchForm(forms.Form):
    """Filters of the log; what can't be read as a filter narrows nothing."""

    words = forms.CharField(label="Words", required=False, max_length=LONGEST_SEARCH)
    year = forms.TypedChoiceField(label="Year", required=False, coerce=int, empty_value=None)
    state = forms.ChoiceField(label="State", required=False, choices=[("", "All states"), *choices(DecisionState)])

    def __init__(self, data: Any, *, years: list[int]) -> None:
        super().__init__(data)
        field = self.fields["year"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", "All years"), *((str(year), str(year)) for year in years)]

    @property
    def is_narrowed(self) -> bool:
        """Whether the log leaves anything out."""
        return self.search != DecisionSearch()

    @property
    def search(self) -> DecisionSearch:
        self.is_valid()
        typed = self.cleaned_data
        state = typed.get("state")
        return DecisionSearch(typed.get("words", ""), typed.get("year"), DecisionState(state) if state else None)
