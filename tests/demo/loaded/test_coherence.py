"""What the demo says in one place agrees with what it shows in another."""

from datetime import date
from statistics import median
from zoneinfo import ZoneInfo

from waypost.assessment.models import Review
from waypost.assessment.queries.overview import queue_numbers
from waypost.demo.school_days import SATURDAY
from waypost.demo.world import ZONE
from waypost.governance.queries.committee_pages import committee_page
from waypost.governance.queries.committees import committees
from waypost.insight.queries.funnel import funnel_page
from waypost.insight.queries.revising import revising
from waypost.people.queries import person_called
from waypost.plans.models import Indicator
from waypost.programs.queries.cohorts import cohorts_in_numbers
from waypost.programs.queries.programs import curated, programs

TO_FEEDBACK = "Weekdays from sending evidence to feedback, median"


def test_the_weekdays_to_feedback_that_were_noted_are_those_of_the_reviews(db: None) -> None:
    measurements = Indicator.objects.get(text=TO_FEEDBACK).measurements.all()
    noted = [int(measurement.value) for measurement in measurements]
    assert noted == [middle_until(measurement.measured_on) for measurement in measurements]
    assert len(noted) == 2


def test_few_wait_past_reply_by_beside_an_indicator_that_met_its_target(db: None) -> None:
    lead = person_called("maya.okafor@cedarvalley.example")
    assert lead is not None
    total, _ = queue_numbers(lead)
    assert (total.past_reply_by_count, total.waiting_count) == (2, 11)


def test_progress_lists_cohorts_and_micro_credentials_as_the_program_does(db: None) -> None:
    lead = person_called("maya.okafor@cedarvalley.example")
    assert lead is not None
    program = programs(lead).get(cohorts__name="Fall cohort")
    titles = [offer.title for offer in curated(program)]  # type: ignore[attr-defined]  # the query annotates it
    for page in (funnel_page(lead, program), revising(lead, program)):
        _, by_cohort, by_credential = ([line.name for line in table.lines] for table in page.breakdowns)
        assert by_cohort == [cohort.name for cohort, _ in cohorts_in_numbers(lead, program)]
        assert [title for title in by_credential if title in titles] == titles


def test_whoever_sits_in_a_committee_and_has_an_account_opens_it(db: None) -> None:
    lead = person_called("maya.okafor@cedarvalley.example")
    assert lead is not None
    pages = [committee_page(lead, found) for found in committees(lead)]
    seated = [row for page in pages for row in page.members if row.line.facts.speaks and row.line.member.person_id]
    assert [row.line.facts.name for row in seated if row.cannot_open] == []
    assert len(seated) == 6
    assert [row.line.facts.name for page in pages for row in page.by_name] == ["Yolanda Price"]


def middle_until(day: date) -> float:
    """The median of the weekdays to each decision up to `day`."""
    zone = ZoneInfo(ZONE)
    decided = Review.objects.filter(decided_at__isnull=False).select_related("submission")
    spans = [
        (review.submission.sent_at.astimezone(zone).date(), review.decided_at.astimezone(zone).date())
        for review in decided
        if review.decided_at
    ]
    return median(weekdays(sent, answered) for sent, answered in spans if answered <= day)


def weekdays(first: date, last: date) -> int:
    """The weekdays after `first` up to `last`."""
    days = (date.fromordinal(number) for number in range(first.toordinal() + 1, last.toordinal() + 1))
    return sum(day.weekday() < SATURDAY for day in days)
