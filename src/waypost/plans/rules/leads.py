"""Who leads an activity, read from the words that people type (PL5). Pure."""

from waypost.plans.rules.kinds import LeadKind

#: What stands behind a role that nobody holds yet.
NOBODY = "nobody named yet"


#: What people write into the cell of a lead where there is none.
_NOBODY_YET = frozenset({"", "-", "--", "?", "n/a", "na", "nobody", "none", "not yet", "open", "tba", "tbd"})


def names_nobody(text: str) -> bool:
    """Whether the words only say that nobody leads it yet."""
    return text.strip(" .").casefold() in _NOBODY_YET


def name_in(text: str, kind: str) -> str:
    """The words that name somebody: all of them, or those behind "Assessor lead:"; none of an organization."""
    if kind == LeadKind.ORGANIZATION:
        return ""
    return text.partition(":")[2].strip() if kind == LeadKind.ROLE else text


def with_name(text: str, kind: str, name: str) -> str:
    """The same lead with `name` in place of the words that were typed for it, such as an email address."""
    return f"{text.partition(':')[0].strip()}: {name}" if kind == LeadKind.ROLE else name


def is_open_role(text: str, kind: str) -> bool:
    """Whether it is a role without a name."""
    return kind == LeadKind.ROLE and not name_in(text, kind)


def why_unclear(number: int, name: str, place: str) -> str:
    """What to do where `number` people at `place` answer to a name or address; empty where that is clear."""
    if not number and "@" in name:
        return f"Nobody at {place} has the address {name}: check it, or write the name."
    if number > 1:
        return f"{number} people are called {name}: write the email address of the one you mean."
    return ""


def role_of(text: str) -> str:
    return text.partition(":")[0].strip()
