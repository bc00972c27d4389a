"""How far a theory of action is, from what is there (FR1, ST1). Pure."""

from dataclasses import dataclass

from waypost.programs.rules.outcome_states import STATE_LABELS, STATE_TONES, OutcomeState


@dataclass(frozen=True)
class TheoryFacts:
    """Numbers of the newest version: `complete` links are written in full, `unread` ones are due without a result.

    `silent` are the columns in which no statement stands yet, by their labels.
    """

    statements: int = 0
    links: int = 0
    complete: int = 0
    locked: int = 0
    unread: int = 0
    silent: tuple[str, ...] = ()

    @property
    def state(self) -> OutcomeState:
        if not self.statements:
            return OutcomeState.MISSING
        if self.unread:
            return OutcomeState.NEEDS_A_LOOK
        if not self.links or self.complete < self.links or self.silent:
            return OutcomeState.STARTED
        return OutcomeState.AGREED if self.locked == self.links else OutcomeState.IN_REVIEW

    @property
    def state_label(self) -> str:
        return STATE_LABELS[self.state]

    @property
    def tone(self) -> str:
        """Of its pill."""
        return STATE_TONES[self.state]

    @property
    def says(self) -> str:
        """One sentence of facts."""
        if not self.statements:
            return "Nothing is written yet about what leads to what."
        if self.unread:
            dates = "1 link's date has" if self.unread == 1 else f"The dates of {self.unread} links have"
            return f"{dates} come without a result."
        if not self.links:
            written = f"{self.statements} {'statement' if self.statements == 1 else 'statements'}"
            return f"{written}, and no link yet."
        all_links = f"{self.links} {'link' if self.links == 1 else 'links'}"
        silent = f" Nothing says yet “{self.silent[0]}”." if self.silent else ""
        return f"{all_links}: {self.complete} written in full, {self.locked} locked.{silent}"
