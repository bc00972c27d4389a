"""Choices that keep what stands there though whoever edits may not see it, such as an objective of a draft plan.

It is named in neutral words and carries no uid; saving with it leaves the link as it is by then (`Stays`).
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.forms.models import ModelChoiceIterator

from waypost.common.models import Record
from waypost.governance.actions.staying import Stays
from waypost.ui.forms import ModelChoice

#: What the form sends for it.
AS_IT_IS = "as-it-is"

if TYPE_CHECKING:
    AnyIterator = ModelChoiceIterator[Any]
else:
    AnyIterator = ModelChoiceIterator


class WithWhatStays(AnyIterator):
    """The choices, and what stays as it is where there is such."""

    field: "KeptChoice"

    def __iter__(self) -> Iterator[Any]:
        yield from super().__iter__()
        if self.field.hides:
            yield AS_IT_IS, f"As it is: {self.field.unseen}"


class KeptChoice(ModelChoice):
    """One object by its uid, of those that the viewer may see. `unseen` names another one that `keep` finds there."""

    iterator = WithWhatStays

    def __init__(self, queryset: QuerySet[Any], *, unseen: str, **kwargs: Any) -> None:
        self.hides, self.keeps, self.unseen = False, False, unseen
        self.offered = queryset
        super().__init__(queryset, to_field_name="uid", required=False, **kwargs)

    def keep(self, stands: Record | None) -> str:
        """What the form sends for that which stands there: its uid, or the words for what the viewer may not see."""
        self.keeps = True
        if stands is None:
            return ""
        if self.offered.filter(pk=stands.pk).exists():
            return stands.uid
        self.hides = True
        return AS_IT_IS

    def to_python(self, value: Any) -> Any:
        """Whoever opened the form while something hidden stood there sends that, be it gone by now or not."""
        return Stays.AS_IT_IS if self.keeps and value == AS_IT_IS else super().to_python(value)
