"""How far the theory of action of a program is, for the phases (FR1)."""

from django.urls import reverse

from waypost.improvement.queries import access
from waypost.improvement.queries.listing import facts_of
from waypost.people.queries import may
from waypost.people.viewers import Viewer
from waypost.programs.models import Program
from waypost.programs.outcomes import Outcome, Standing, register

KEY = "improvement.theory_of_action"


def standing(viewer: Viewer, program: Program) -> Standing:
    """Two queries about the theory and one about its owner, whatever there is."""
    facts = facts_of([program])[program.pk]
    url = reverse("theory", args=[program.uid]) if may(viewer, access.READ, program.organization) else ""
    return Standing(facts.state, facts.says, url, access.owner_of_theory(program))


OUTCOME = Outcome(
    key=KEY,
    label="Theory of action",
    hint="What you do, what it leads to, and how you will know: each link with a threshold set before data arrive.",
    standing=standing,
)


def offer_outcomes() -> None:
    """Offer it to every phase."""
    register(OUTCOME)
