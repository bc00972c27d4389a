"""Taking chosen parts of the plan above as a plan of one's own, with lineage (PL9)."""

from datetime import date

import pytest

from tests.builders import BUILDER, a_department, person
from tests.plans.builders import Planned, activity_of, plan_at, plan_fields
from tests.plans.taking import Taken, adopt, build_taken, choice_of, take
from waypost.common.models import AuditEntry
from waypost.people.rules import Role
from waypost.plans.actions import extraction as extracting
from waypost.plans.actions.activities import record_progress, redate_activity
from waypost.plans.actions.dependencies import set_needs
from waypost.plans.actions.extraction import NotBelow, NothingChosen, take_from_plan, take_more
from waypost.plans.actions.objectives import add_objective, edit_objective
from waypost.plans.actions.removal import take_out
from waypost.plans.actions.taken_rows import ObjectiveGone, add_taken_activity
from waypost.plans.models import Activity, ActivityLead, Baseline, Extraction, Objective, Plan, TakenPart
from waypost.plans.queries import above
from waypost.plans.queries.lineage import lineage_of
from waypost.plans.queries.rollup import rolled_up, takers_page
from waypost.plans.rules.comparison import parts_of
from waypost.plans.rules.fields import ObjectiveFields
from waypost.plans.rules.lineage import RollUp, TakeChoice

pytestmark = pytest.mark.django_db


@pytest.fixture
def taken(planned: Planned) -> Taken:
    return build_taken(planned)


def test_a_taken_plan_has_the_chosen_parts_as_they_were_adopted(planned: Planned) -> None:
    fields = ObjectiveFields(text="Run a pilot", products=("A report", "A policy"), policy_change=False)
    edit_objective(by=BUILDER, objective=planned.objective, started_from=1, fields=fields)
    second = activity_of(planned.objective, "Score", date(2027, 1, 31), "Ana", "Tom Becker")
    set_needs(by=BUILDER, activity=second, started_from=1, needed=[planned.activity])
    record_progress(by=BUILDER, activity=planned.activity, started_from=1, progress=40)
    plan = take(adopt(planned.plan), planned.tree.cedar, [planned.objective])
    objective = plan.objectives.get()
    first, last = objective.activities.all()
    assert (objective.number, objective.text, objective.policy_change) == (1, "Run a pilot", False)
    assert [product.text for product in objective.products.all()] == ["A report", "A policy"]
    assert [(one.text, one.target_on, one.progress) for one in (first, last)] == [
        ("Train 12 assessors", date(2027, 1, 8), 0),
        ("Score", date(2027, 1, 31), 0),
    ]
    assert list(last.needs.all()) == [first]


def test_roles_and_organizations_that_lead_come_as_words_and_people_stay_behind(planned: Planned) -> None:
    planned.activity.leads.update(person=planned.lead, kind="person")
    others = [("Ana", ""), ("Assessor lead: Priya Shah", "role"), ("Northgate College", "organization")]
    for place, (text, kind) in enumerate(others, 2):
        ActivityLead.objects.create(activity=planned.activity, position=place, text=text, kind=kind)
    plan = take(adopt(planned.plan), planned.tree.cedar, [planned.objective])
    leads = plan.objectives.get().activities.get().leads.all()
    assert [(one.text, one.kind, one.person) for one in leads] == [
        ("Assessor lead", "role", None),
        ("Northgate College", "organization", None),
    ]
    bases = TakenPart.objects.filter(extraction__plan=plan).values_list("base", flat=True)
    assert ("Tom Becker" in str(list(bases)), "Priya" in str(list(bases))) == (False, False)


def test_an_objective_that_was_taken_out_meanwhile_takes_nothing_and_says_so(taken: Taken) -> None:
    part = parts_of(taken.planned.plan.baselines.get().snapshot)[taken.second.uid]
    objective = taken.objective
    take_out(by=BUILDER, part=objective)
    with pytest.raises(ObjectiveGone, match="taken out of your plan meanwhile"):
        add_taken_activity(BUILDER, taken.extraction, part, objective)


def test_a_draft_change_above_is_not_taken(planned: Planned) -> None:
    baseline = adopt(planned.plan)
    redate_activity(by=BUILDER, activity=planned.activity, started_from=1, target_on=date(2027, 2, 1), reason="Snow")
    plan = take(baseline, planned.tree.cedar, [planned.objective])
    assert plan.objectives.get().activities.get().target_on == date(2027, 1, 8)


@pytest.mark.parametrize(("months", "then"), [(0, date(2027, 1, 8)), (2, date(2027, 3, 8)), (None, None)])
def test_dates_are_kept_moved_or_left(planned: Planned, months: int | None, then: date | None) -> None:
    plan = take(adopt(planned.plan), planned.tree.cedar, [planned.objective], months)
    assert plan.objectives.get().activities.get().target_on == then


def test_what_was_not_chosen_is_left_and_remembered_as_left(taken: Taken) -> None:
    baseline = taken.planned.plan.baselines.get()
    only = TakeChoice(frozenset({taken.planned.objective.uid}), frozenset({taken.second.uid}), 0)
    plan = take_from_plan(
        by=BUILDER, baseline=baseline, organization=taken.planned.tree.juniper, fields=plan_fields(), choice=only
    )
    assert [one.text for one in plan.objectives.get().activities.all()] == ["Score the pilot"]
    left = TakenPart.objects.get(extraction__plan=plan, activity=None, objective=None)
    assert (left.from_activity, left.base) == (taken.planned.activity, None)


def test_one_row_of_the_trail_says_what_was_taken_from_where(taken: Taken) -> None:
    entry = AuditEntry.objects.get(verb="take from plan")
    assert entry.subject_uid == taken.plan.uid
    assert entry.after is not None
    assert (entry.after["from"], entry.after["baseline"], entry.after["months"]) == (taken.planned.plan.uid, 1, 0)
    assert entry.after["rows"][taken.activity.uid] == taken.planned.activity.uid
    assert len(entry.after["rows"]) == 3


def test_nothing_chosen_makes_no_plan(planned: Planned) -> None:
    baseline = adopt(planned.plan)
    with pytest.raises(NothingChosen):
        take(baseline, planned.tree.cedar, [])
    assert Plan.objects.count() == 1


@pytest.mark.parametrize("where", ["district", "other_school", "state"])
def test_only_an_organization_below_takes(planned: Planned, where: str) -> None:
    baseline = adopt(planned.plan)
    with pytest.raises(NotBelow):
        take(baseline, getattr(planned.tree, where), [planned.objective])
    assert Plan.objects.count() == 1


def test_a_taking_that_breaks_off_leaves_nothing(planned: Planned, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(_rows: object) -> None:
        raise RuntimeError

    baseline = adopt(planned.plan)
    before = (Plan.objects.count(), Objective.objects.count(), AuditEntry.objects.count())
    monkeypatch.setattr(extracting, "save_lists", breaks)
    with pytest.raises(RuntimeError):
        take(baseline, planned.tree.cedar, [planned.objective])
    assert (Plan.objects.count(), Objective.objects.count(), AuditEntry.objects.count()) == before
    assert Extraction.objects.count() == 0


def test_a_school_takes_from_the_nearest_plan_above_and_never_a_draft(planned: Planned) -> None:
    tree = planned.tree
    school_lead = person("School Lead", Role.PROGRAM_LEAD, tree.cedar)
    states = plan_at(tree.state)
    assert list(above.plans_above(school_lead)) == []
    adopt(states)
    assert list(above.plans_above(school_lead)) == [states]
    adopt(planned.plan)
    assert list(above.plans_above(school_lead)) == [planned.plan]
    assert list(above.plans_above(planned.lead)) == [states]
    assert list(above.plans_above(planned.stranger)) == [states]


def test_readers_and_strangers_take_nothing(planned: Planned) -> None:
    adopt(planned.plan)
    committee = person("Reader", Role.COMMITTEE_MEMBER, planned.tree.cedar)
    principal = person("Principal", Role.PRINCIPAL, planned.tree.cedar)
    reach = [list(above.plans_to_take(someone)) for someone in (committee, principal, planned.stranger)]
    assert reach == [[], [], []]


def test_a_district_lead_takes_for_schools_but_not_past_a_nearer_plan(planned: Planned) -> None:
    tree = planned.tree
    department = a_department(tree.cedar)
    adopt(planned.plan)
    places = above.places_to_take_for(planned.lead, planned.plan)
    assert list(places) == [tree.cedar, department, tree.juniper]
    adopt(plan_at(tree.cedar))
    assert list(above.places_to_take_for(planned.lead, planned.plan)) == [tree.cedar, tree.juniper]


def test_each_line_says_where_it_came_from_with_a_link_for_who_reads_there(taken: Taken) -> None:
    own = activity_of(taken.objective, "Meet each Friday", date(2027, 4, 1))
    school, district = (lineage_of(who, taken.plan) for who in (taken.school_lead, taken.planned.lead))
    assert school is not None
    assert district is not None
    words = "From: objective 1 of the plan of Cedar Valley"
    assert [(school.of(uid).words, school.of(uid).url) for uid in (taken.objective.uid, taken.activity.uid)] == [
        (words, "")
    ] * 2
    assert school.of(own.uid).words == "Written here"
    assert district.of(taken.objective.uid).url == f"/plans/objectives/{taken.planned.objective.uid}/"
    assert district.of(taken.activity.uid).url == f"/plans/activities/{taken.planned.activity.uid}/"
    assert (district.origin.words, district.origin.url) == (
        "Implementation plan, 2026-27, the plan of Cedar Valley",
        f"/plans/{taken.planned.plan.uid}/",
    )


def test_a_part_taken_out_above_and_not_adopted_is_told_only_to_who_reads_there(taken: Taken) -> None:
    take_out(by=BUILDER, part=taken.planned.activity, reason="Done elsewhere")
    school, district = (lineage_of(who, taken.plan) for who in (taken.school_lead, taken.planned.lead))
    assert school is not None
    assert district is not None
    found = [one.of(taken.activity.uid).words.partition("Valley")[2] for one in (school, district)]
    assert (found, district.of(taken.activity.uid).url) == (["", ", taken out there"], "")


def test_the_words_stay_when_the_plan_above_is_deleted(taken: Taken) -> None:
    Baseline.objects.filter(plan=taken.planned.plan).delete()
    taken.planned.plan.delete()
    lineage = lineage_of(taken.planned.lead, taken.plan)
    assert lineage is not None
    assert lineage.origin.words == "Implementation plan, 2026-27, the plan of Cedar Valley, no longer there"
    assert lineage.of(taken.activity.uid).words == "From: objective 1 of the plan of Cedar Valley, no longer there"
    assert lineage.of(taken.activity.uid).url == ""
    assert Activity.objects.filter(objective__plan=taken.plan).count() == 2


def test_progress_of_those_who_took_it_rolls_up_beside_ones_own(taken: Taken) -> None:
    other = take(taken.planned.plan.baselines.get(), taken.planned.tree.juniper, [taken.planned.objective])
    for activity in Activity.objects.filter(objective__plan=other):
        record_progress(by=BUILDER, activity=activity, started_from=1, progress=100, completed_on=date(2027, 1, 7))
    record_progress(by=BUILDER, activity=taken.activity, started_from=1, progress=50)
    found = rolled_up(taken.planned.lead, taken.planned.plan)
    assert found.whole == RollUp(2, 1, 62)
    assert found.parts == {
        taken.planned.objective.uid: RollUp(2, 1, 62),
        taken.planned.activity.uid: RollUp(2, 1, 75),
        taken.second.uid: RollUp(2, 1, 50),
    }
    assert Activity.objects.get(pk=taken.planned.activity.pk).progress == 0


def test_an_objective_counts_what_a_school_added_and_not_what_it_took_out(taken: Taken) -> None:
    own = activity_of(taken.objective, "Meet each Friday", date(2027, 4, 1))
    record_progress(by=BUILDER, activity=own, started_from=1, progress=80)
    take_out(by=BUILDER, part=taken.activity)
    found = rolled_up(taken.planned.lead, taken.planned.plan)
    assert found.parts[taken.planned.objective.uid] == RollUp(1, 0, 40)
    assert taken.planned.activity.uid not in found.parts
    take_out(by=BUILDER, part=taken.objective)
    assert rolled_up(taken.planned.lead, taken.planned.plan).whole is None


def test_readers_see_only_adopted_plans_of_their_branch_roll_up(taken: Taken) -> None:
    committee = person("Reader", Role.COMMITTEE_MEMBER, taken.planned.tree.district)
    juniper = person("Juniper Lead", Role.PROGRAM_LEAD, taken.planned.tree.juniper)
    assert rolled_up(committee, taken.planned.plan).whole is None
    adopt(taken.plan)
    found = [rolled_up(someone, taken.planned.plan).whole for someone in (committee, juniper, taken.planned.stranger)]
    assert found == [RollUp(1, 0, 0), None, None]


def test_there_is_one_row_for_each_plan_that_took_something(taken: Taken) -> None:
    record_progress(by=BUILDER, activity=taken.activity, started_from=1, progress=100, completed_on=date(2027, 1, 7))
    take(taken.planned.plan.baselines.get(), taken.planned.tree.juniper, [taken.planned.objective])
    lead, plan = taken.planned.lead, taken.planned.plan
    rows = [
        [(row.plan.organization.name, row.activity_count, row.done_count, row.progress) for row in page.page]
        for page in (takers_page(lead, plan, of, None) for of in ("", taken.planned.activity.uid, "nothing"))
    ]
    assert rows == [
        [("Cedar Elementary", 2, 1, 50), ("Juniper Middle", 2, 0, 0)],
        [("Cedar Elementary", 1, 1, 100), ("Juniper Middle", 1, 0, 0)],
        [],
    ]


def test_a_state_counts_districts_and_each_line_links_to_the_one_right_above(planned: Planned) -> None:
    tree = planned.tree
    states = plan_at(tree.state)
    objective = add_objective(by=BUILDER, plan=states, fields=ObjectiveFields(text="Grow"))
    activity_of(objective, "Fund it", date(2027, 5, 1))
    districts = take(adopt(states), tree.district, [objective])
    schools = take(adopt(districts), tree.cedar, districts.objectives.all())
    part = TakenPart.objects.get(objective=schools.objectives.get())
    assert part.from_objective == districts.objectives.get()
    state_lead = person("State Lead", Role.PROGRAM_LEAD, tree.state)
    assert [row.plan for row in takers_page(state_lead, states, "", None).page] == [districts]
    assert [row.plan for row in takers_page(state_lead, districts, "", None).page] == [schools]


def test_choices_name_every_activity(taken: Taken) -> None:
    assert len(choice_of(taken.planned.plan.baselines.get(), [taken.planned.objective]).activities) == 3


def more(taken: Taken, *chosen: str) -> None:
    baseline = taken.planned.plan.baselines.last()
    assert baseline is not None
    take_more(by=taken.school_lead, extraction=taken.extraction, baseline=baseline, chosen=chosen)


def test_a_school_takes_another_objective_later_behind_its_own(taken: Taken) -> None:
    own = add_objective(by=BUILDER, plan=taken.plan, fields=ObjectiveFields(text="Ours"))
    policy = taken.planned.plan.objectives.get(number=2)
    more(taken, policy.uid, policy.activities.get().uid)
    objectives = list(taken.plan.objectives.all())
    assert [(one.number, one.text) for one in objectives] == [
        (1, "Run a pilot with 7 to 12 schools"),
        (own.number, "Ours"),
        (3, "Write a policy"),
    ]
    assert [one.text for one in objectives[2].activities.all()] == ["Draft it"]
    assert objectives[2].taken_part.from_objective == policy


def test_what_was_left_at_first_is_taken_later_and_offered_from_then_on(taken: Taken) -> None:
    only = TakeChoice(frozenset({taken.planned.objective.uid}), frozenset(), 1)
    plan = take_from_plan(
        by=BUILDER,
        baseline=taken.planned.plan.baselines.get(),
        organization=taken.planned.tree.juniper,
        fields=plan_fields(),
        choice=only,
    )
    later = Taken(taken.planned, taken.school_lead, taken.second, plan)
    more(later, taken.second.uid)
    activity = later.objective.activities.get()
    assert (activity.text, activity.target_on, activity.position) == ("Score the pilot", date(2027, 4, 1), 1)
    row = TakenPart.objects.get(extraction__plan=plan, activity=activity)
    assert (row.from_activity, row.base is None) == (taken.second, False)


def test_a_second_click_and_what_is_there_already_take_nothing(taken: Taken) -> None:
    policy = taken.planned.plan.objectives.get(number=2)
    more(taken, policy.uid)
    for chosen in ((policy.uid,), (taken.planned.objective.uid, taken.second.uid), ("nothing",)):
        with pytest.raises(NothingChosen):
            more(taken, *chosen)
    assert (taken.plan.objectives.count(), AuditEntry.objects.filter(verb="take from plan").count()) == (2, 2)
