"""A form whose texts somebody else will read."""

from abc import abstractmethod
from collections.abc import Iterable

from django import forms

from waypost.common.kind_words import better_words


class KindWordsForm(forms.Form):
    """Words that close a door are caught once, before they are sent, and never stop it (BP10).

    The page offers "Send it as it is" as a button named `as_it_is`.
    """

    as_it_is = forms.BooleanField(required=False, widget=forms.HiddenInput)

    @abstractmethod
    def written(self) -> Iterable[str]:
        """The texts that somebody else will read, as far as they are valid."""

    @property
    def kinder_words(self) -> dict[str, str]:
        """Better words for those that close a door, unless the writer pressed "Send it as it is"."""
        is_sent_as_it_is = getattr(self, "cleaned_data", {}).get("as_it_is")
        return {} if is_sent_as_it_is else better_words("\n".join(self.written()))
