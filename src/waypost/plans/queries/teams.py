"""The teams of a plan: who leads them, who is in them, and which places are open (PL1)."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch

from waypost.plans.models import Plan, Team, TeamMember
from waypost.plans.rules.teams import Place, open_places, open_words

#: Prefetches of a team with all that its line reads.
MEMBERS = Prefetch("members", TeamMember.objects.select_related("person"))
TEAMS = Prefetch("teams", Team.objects.select_related("lead").prefetch_related(MEMBERS))


@dataclass(frozen=True)
class TeamLine:
    """A team as the plan's page shows it."""

    team: Team
    places: tuple[Place, ...]

    @property
    def open_places(self) -> tuple[Place, ...]:
        return open_places(self.places)

    @property
    def open_words(self) -> str:
        """ "1 place open: data analyst"; empty where all are taken."""
        return open_words(self.places)


def team_line(team: Team) -> TeamLine:
    """Reads the team's members: prefetch MEMBERS."""
    return TeamLine(team, places_of(team.members.all()))


def team_lines(plan: Plan) -> tuple[TeamLine, ...]:
    """The teams of a plan that was read with TEAMS."""
    return tuple(team_line(team) for team in plan.teams.all())


def places_of(members: Iterable[TeamMember]) -> tuple[Place, ...]:
    """Each place with the name of whoever holds it."""
    return tuple(Place(member.expertise, member.said) for member in members)
