"""A change of the plan above is offered: taken, taken in part, or declined with a reason (PL9)."""

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.builders import BUILDER
from tests.plans.builders import Planned, activity_of, plan_fields
from tests.plans.taking import Taken, adopt, build_taken, take
from waypost.common.conflicts import EditConflict
from waypost.common.models import AuditEntry
from waypost.plans.actions.activities import DateBeforeStart, ReasonMissing, edit_activity, redate_activity
from waypost.plans.actions.extraction import take_from_plan
from waypost.plans.actions.objectives import edit_objective
from waypost.plans.actions.offers import NoValueChosen, OfferMoved, decline_offer, take_offer
from waypost.plans.actions.removal import put_back, take_out
from waypost.plans.actions.undo import undo_change
from waypost.plans.models import Activity, DateChange, Plan
from waypost.plans.queries.history import changes_of
from waypost.plans.queries.offers import OpenOffer, offers_by_plan, open_offers
from waypost.plans.rules.fields import ActivityFields, Line, ObjectiveFields
from waypost.plans.rules.lineage import TakeChoice
from waypost.plans.rules.offers import OfferKind

pytestmark = pytest.mark.django_db
TARGET = date(2027, 2, 1)


@pytest.fixture
def taken(planned: Planned) -> Taken:
    return build_taken(planned)


def reword(activity: Activity, text: str, *resources: str) -> None:
    activity.refresh_from_db()
    leads = tuple(Line(lead.text, lead.kind) for lead in activity.leads.all())
    lines = tuple(Line(one, "space") for one in resources)
    fields = ActivityFields(text=text, leads=leads, resources=lines, anticipated_result=activity.anticipated_result)
    edit_activity(by=BUILDER, activity=activity, started_from=activity.version, fields=fields)


def change_above(taken: Taken) -> OpenOffer:
    """The district rewords and moves the activity that the school took, and adopts that."""
    reword(taken.planned.activity, "Train 14 assessors", "A room")
    activity = Activity.objects.get(pk=taken.planned.activity.pk)
    redate_activity(
        by=BUILDER, activity=activity, started_from=activity.version, target_on=TARGET, reason="Two are ill."
    )
    adopt(taken.planned.plan)
    (offer,) = open_offers(taken.extraction)
    return offer


def take_it(taken: Taken, offer: OpenOffer, *names: str) -> None:
    version = offer.here.version if offer.here else 0
    take_offer(
        by=taken.school_lead,
        extraction=taken.extraction,
        uid=offer.part.uid,
        shown=offer.baseline.number,
        started_from=version,
        names=names,
    )


def decline(taken: Taken, offer: OpenOffer, reason: str = "Ours is smaller.") -> None:
    decline_offer(
        by=taken.school_lead,
        extraction=taken.extraction,
        uid=offer.part.uid,
        shown=offer.baseline.number,
        reason=reason,
    )


def kinds_of(taken: Taken) -> list[OfferKind]:
    return [offer.kind for offer in open_offers(taken.extraction)]


def test_a_change_is_offered_only_once_it_is_adopted_there(taken: Taken) -> None:
    reword(taken.planned.activity, "Train 14 assessors")
    assert open_offers(taken.extraction) == ()
    adopt(taken.planned.plan)
    assert kinds_of(taken) == [OfferKind.CHANGED]


def test_everything_is_taken_with_the_reason_there_beside_the_date(taken: Taken) -> None:
    take_it(taken, change_above(taken), "text", "target_on", "resources")
    activity = taken.activity
    assert (activity.text, activity.target_on) == ("Train 14 assessors", TARGET)
    assert [(one.text, one.kind) for one in activity.resources.all()] == [("A room", "space")]
    change = DateChange.objects.get(activity=activity)
    assert change.reason == "Changed in the plan of Cedar Valley (baseline 2): Two are ill."
    assert (change.by, kinds_of(taken)) == (taken.school_lead, [])


def test_it_is_taken_in_part_and_the_rest_is_not_offered_again(taken: Taken) -> None:
    take_it(taken, change_above(taken), "target_on")
    assert (taken.activity.text, taken.activity.target_on) == ("Train 12 assessors", TARGET)
    assert kinds_of(taken) == []
    adopt(taken.planned.plan)
    assert kinds_of(taken) == []


def test_a_declined_offer_comes_back_only_when_it_changes_there_again(taken: Taken) -> None:
    offer = change_above(taken)
    decline(taken, offer)
    assert (taken.activity.text, kinds_of(taken)) == ("Train 12 assessors", [])
    entry = AuditEntry.objects.get(verb="decline offer")
    assert (entry.why, entry.actor) == ("Ours is smaller.", taken.school_lead.audit_id)
    reword(taken.planned.activity, "Train 16 assessors", "A room")
    adopt(taken.planned.plan)
    (again,) = open_offers(taken.extraction)
    assert [(value.name, value.base, value.here) for value in again.values] == [
        ("text", "Train 14 assessors", "Train 12 assessors")
    ]


def test_to_decline_needs_a_reason_and_to_take_a_value(taken: Taken) -> None:
    offer = change_above(taken)
    with pytest.raises(ReasonMissing):
        decline(taken, offer, " ")
    with pytest.raises(NoValueChosen):
        take_it(taken, offer, "setback")
    assert (taken.activity.version, kinds_of(taken)) == (1, [OfferKind.CHANGED])


def test_what_the_school_changed_itself_is_shown_with_all_three_values(taken: Taken) -> None:
    reword(taken.activity, "Train our 3 assessors")
    values = {value.name: value for value in change_above(taken).values}
    mine = values["text"]
    assert (mine.base, mine.there, mine.here, mine.is_own) == (
        "Train 12 assessors",
        "Train 14 assessors",
        "Train our 3 assessors",
        True,
    )
    assert values["target_on"].is_own is False


def test_an_objective_is_taken_with_its_products(taken: Taken) -> None:
    fields = ObjectiveFields(text="Run a pilot with 9 schools", products=("A report",), policy_change=True)
    edit_objective(by=BUILDER, objective=taken.planned.objective, started_from=1, fields=fields)
    adopt(taken.planned.plan)
    (offer,) = open_offers(taken.extraction)
    take_it(taken, offer, *(value.name for value in offer.values))
    objective = taken.objective
    assert (objective.text, objective.policy_change) == ("Run a pilot with 9 schools", True)
    assert [product.text for product in objective.products.all()] == ["A report"]


def test_a_new_activity_there_is_added_here_with_its_lineage(taken: Taken) -> None:
    new = activity_of(taken.planned.objective, "Tell the families", TARGET, "Priya")
    adopt(taken.planned.plan)
    (offer,) = open_offers(taken.extraction)
    assert offer.kind is OfferKind.ADDED
    take_it(taken, offer)
    added = taken.objective.activities.get(text="Tell the families")
    assert (added.target_on, added.position, added.taken_part.from_activity) == (TARGET, 3, new)
    assert list(added.leads.all()) == []
    assert kinds_of(taken) == []


def test_a_new_activity_that_is_declined_comes_back_when_it_changes(taken: Taken) -> None:
    new = activity_of(taken.planned.objective, "Tell the families", TARGET)
    adopt(taken.planned.plan)
    (offer,) = open_offers(taken.extraction)
    decline(taken, offer)
    assert (kinds_of(taken), taken.objective.activities.count()) == ([], 2)
    reword(new, "Tell all families")
    adopt(taken.planned.plan)
    (again,) = open_offers(taken.extraction)
    take_it(taken, again)
    assert taken.objective.activities.get(text="Tell all families").taken_part.from_activity == new


def test_what_was_left_when_the_plan_was_taken_is_not_offered(taken: Taken) -> None:
    only = TakeChoice(frozenset({taken.planned.objective.uid}), frozenset({taken.second.uid}), 0)
    plan = take_from_plan(
        by=BUILDER,
        baseline=taken.planned.plan.baselines.get(),
        organization=taken.planned.tree.juniper,
        fields=plan_fields(),
        choice=only,
    )
    change_above(taken)
    assert open_offers(plan.extraction) == ()


def test_a_part_taken_out_there_is_taken_out_here_with_its_reason(taken: Taken) -> None:
    take_out(by=BUILDER, part=taken.planned.activity, reason="The state trains them.")
    adopt(taken.planned.plan)
    (offer,) = open_offers(taken.extraction)
    here = taken.activity
    adopt(taken.plan)
    take_it(taken, offer)
    entry = AuditEntry.objects.get(verb="take out", subject_uid=here.uid)
    assert entry.why == "Taken out of the plan of Cedar Valley (baseline 2): The state trains them."
    assert (taken.objective.activities.count(), kinds_of(taken)) == (1, [])
    put_back(by=BUILDER, part=here)
    assert kinds_of(taken) == [OfferKind.TAKEN_OUT]


def test_a_part_taken_out_there_may_stay_here(taken: Taken) -> None:
    take_out(by=BUILDER, part=taken.planned.activity, reason="The state trains them.")
    adopt(taken.planned.plan)
    (offer,) = open_offers(taken.extraction)
    decline(taken, offer)
    assert (kinds_of(taken), taken.objective.activities.count()) == ([], 2)


def test_a_second_click_and_an_old_page_take_nothing(taken: Taken) -> None:
    offer = change_above(taken)
    reword(taken.planned.activity, "Train 16 assessors")
    adopt(taken.planned.plan)
    with pytest.raises(OfferMoved):
        take_it(taken, offer, "text")
    (newer,) = open_offers(taken.extraction)
    take_it(taken, newer, "text")
    with pytest.raises(OfferMoved):
        take_it(taken, newer, "text")
    with pytest.raises(OfferMoved):
        decline(taken, newer)
    assert taken.activity.text == "Train 16 assessors"


def test_a_part_that_a_teammate_changed_meanwhile_is_not_written_over(taken: Taken) -> None:
    offer = change_above(taken)
    reword(taken.activity, "Train our 3 assessors")
    with pytest.raises(EditConflict):
        take_it(taken, offer, "text")
    assert (taken.activity.text, kinds_of(taken)) == ("Train our 3 assessors", [OfferKind.CHANGED])


def test_a_date_that_does_not_fit_here_saves_nothing(taken: Taken) -> None:
    Activity.objects.filter(pk=taken.activity.pk).update(start_on=date(2027, 5, 1), target_on=date(2027, 6, 1))
    offer = change_above(taken)
    with pytest.raises(DateBeforeStart):
        take_it(taken, offer, "text", "target_on")
    assert (taken.activity.text, kinds_of(taken)) == ("Train 12 assessors", [OfferKind.CHANGED])


def test_history_shows_what_was_taken_and_undo_works_as_for_edits(taken: Taken) -> None:
    take_it(taken, change_above(taken), "target_on")
    changes = changes_of(taken.school_lead, taken.plan, None).changes
    assert [(change.done, change.what) for change in changes[:2]] == [
        ("took a change of the plan above", "Train 12 assessors"),
        ("moved the date", "Train 12 assessors"),
    ]
    entry = AuditEntry.objects.get(verb="move date", subject_uid=taken.activity.uid)
    undo_change(by=taken.school_lead, plan=taken.plan, entry=entry)
    assert taken.activity.target_on == date(2027, 1, 8)


def test_nothing_is_offered_once_the_plan_above_is_gone_or_no_longer_above(taken: Taken) -> None:
    change_above(taken)
    elsewhere = Plan.objects.get(pk=taken.plan.pk)
    elsewhere.organization = taken.planned.tree.other_school
    elsewhere.save()
    assert open_offers(taken.extraction) == ()
    elsewhere.organization = taken.planned.tree.cedar
    elsewhere.save()
    taken.planned.plan.baselines.all().delete()
    taken.planned.plan.delete()
    assert open_offers(taken.extraction) == ()


def test_offers_of_many_plans_ask_no_more_than_those_of_one(
    taken: Taken, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    baseline = taken.planned.plan.baselines.get()
    for _ in range(4):
        take(baseline, taken.planned.tree.juniper, [taken.planned.objective])
    change_above(taken)
    found = list(type(taken.extraction).objects.select_related("plan__organization", "source__organization"))
    with django_assert_num_queries(3):
        assert len(offers_by_plan(found)) == 5
