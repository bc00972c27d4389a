"""The consent and student privacy statement that is accepted with each submission (EA2)."""

from functools import cache

from waypost.catalog.sample_content import load_privacy_statement
from waypost.catalog.sample_shapes import PrivacyStatement
from waypost.submissions.rules.texts import AcceptedStatement


@cache
def privacy_statement() -> PrivacyStatement:
    """The statement as it stands in this release."""
    return load_privacy_statement()


def accepted_statement() -> AcceptedStatement:
    """Its number and all its words, as they are kept with a submission."""
    statement = privacy_statement()
    lines = [f"- {line.text}" for line in statement.lines]
    words = [statement.title, statement.introduction, *lines, statement.consent, statement.after_sending]
    return AcceptedStatement(statement.number, "\n".join([*words, statement.acceptance]))


#: What the owner of an artifact accepts for the colleagues of their team, below the same lines.
TEAM_ACCEPTANCE = "I have looked at it once more, and each line of the statement also holds for the colleagues I chose."


def team_statement() -> AcceptedStatement:
    """The statement's number, and the words that are kept with a shared artifact."""
    statement = privacy_statement()
    words = [statement.title, statement.introduction, *(f"- {line.text}" for line in statement.lines)]
    return AcceptedStatement(statement.number, "\n".join([*words, statement.consent, TEAM_ACCEPTANCE]))
