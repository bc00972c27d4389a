"""Counting words the way that writers see them beside a text; static/ui/app.js says the same while they type."""

from dataclasses import dataclass


@dataclass(frozen=True)
class WordLimits:
    """Bounds of a text, in words; zero means none."""

    minimum: int = 0
    maximum: int = 0

    @property
    def asked(self) -> str:
        """The bounds as words that follow a count: "of 150 to 300 words"."""
        if self.minimum and self.maximum:
            return f"of {self.minimum} to {self.maximum} words"
        if self.minimum:
            return f"of at least {self.minimum} words"
        if self.maximum:
            return f"of up to {self.maximum} words"
        return "words"

    def says(self, text: str) -> str:
        """One line on where `text` stands: "26 of 150 to 300 words"."""
        count = count_words(text)
        over = count - self.maximum if self.maximum else 0
        return f"{count} {self.asked}" + (f": {over} over" if over > 0 else "")


def count_words(text: str) -> int:
    """Runs of characters between white space."""
    return len(text.split())
