"""What each object of a plan is called in its history, by uid."""

from waypost.plans.models import (
    Activity,
    AlignmentRow,
    DateProposal,
    Indicator,
    Involvement,
    Measurement,
    Objective,
    Plan,
    Procedure,
    TakenPart,
    Team,
)


def names_of(plan: Plan, *, with_fed: bool) -> dict[str, str]:
    """Every object that the plan holds or once held; `with_fed` those that Waypost measured too."""
    names = {plan.uid: plan.title}
    names |= dict(Indicator.ever.filter(plan=plan).values_list("uid", "text"))
    numbered = Objective.ever.filter(plan=plan).values_list("uid", "number")
    names |= {uid: f"Objective {number}" for uid, number in numbered}
    names |= dict(Activity.ever.filter(objective__plan=plan).values_list("uid", "text"))
    proposed = DateProposal.objects.filter(activity__objective__plan=plan)
    names |= dict(proposed.values_list("uid", "activity__text"))
    measured = Measurement.ever.filter(indicator__plan=plan)
    measured = measured if with_fed else measured.filter(source_key="")
    names |= dict(measured.values_list("uid", "indicator__text"))
    names |= dict(AlignmentRow.ever.filter(plan=plan).values_list("uid", "state_priority"))
    names |= dict(Team.ever.filter(plan=plan).values_list("uid", "topic"))
    names |= dict(Procedure.ever.filter(plan=plan).values_list("uid", "stage"))
    names |= dict(Involvement.ever.filter(plan=plan).values_list("uid", "who"))
    return names | _names_of_taken(plan)


def _names_of_taken(plan: Plan) -> dict[str, str]:
    """Parts of the plan above, about which somebody decided here."""
    found = TakenPart.objects.filter(extraction__plan=plan)
    rows = found.values_list("uid", "activity__text", "objective__text", "base__text")
    return {uid: next((text for text in texts if text), "") for uid, *texts in rows}


def names_in(whole: Plan, *, with_fed: bool) -> dict[str, str]:
    """What it holds now, of a plan that was read with everything in it: no query."""
    names = {whole.uid: whole.title} | {row.uid: row.state_priority for row in whole.alignment_rows.all()}
    names |= {team.uid: team.topic for team in whole.teams.all()}
    names |= {procedure.uid: procedure.stage for procedure in whole.procedures.all()}
    names |= {row.uid: row.who for row in whole.involvements.all()}
    for indicator in whole.indicators.all():
        measured = [row for row in indicator.measurements.all() if with_fed or not row.source_key]
        names |= {row.uid: indicator.text for row in (indicator, *measured)}
    for objective in whole.objectives.all():
        names[objective.uid] = f"Objective {objective.number}"
        for activity in objective.activities.all():
            names |= {row.uid: activity.text for row in (activity, *activity.date_proposals.all())}
    return names
