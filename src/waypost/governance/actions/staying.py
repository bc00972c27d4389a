"""Links that an edit leaves as they are, because whoever edits may not see what they lead to."""

from enum import Enum

from django.db.models import Model


class Stays(Enum):
    """Stands for such a link in the words of an edit."""

    AS_IT_IS = "as it is"


def columns_of(**links: Model | Stays | None) -> dict[str, int | None]:
    """Keys by the columns of these links, without those that stay."""
    return {f"{name}_id": link.pk if link else None for name, link in links.items() if not isinstance(link, Stays)}
