"""An activity as pages about a whole plan know it. Pure."""

from dataclasses import dataclass

from waypost.plans.rules.activities import ActivityFacts, ActivityStatus


@dataclass(frozen=True, slots=True)
class Step:
    """What the rules look at, and where it stands in the plan. `places` are the organizations that lead it.

    `pk`, `objective_id` and `team_id` are keys of stored rows; `target_text` holds words that name no full date.
    """

    pk: int
    objective_id: int
    team_id: int | None
    target_text: str
    facts: ActivityFacts
    status: ActivityStatus
    days_past_date: int = 0
    places: tuple[str, ...] = ()
