"""Journey J1: import a plan, adopt it, re-date an activity, see an indicator move."""

import pytest

from tests.browser.conftest import PageAt
from tests.browser.reader import Reader
from tests.browser.steps import adopt_the_plan, import_a_plan, let_waypost_measure, move_a_date
from tests.browser.tools import sign_in
from tests.builders import District, build_district, person
from tests.credentials.builders import build_award
from tests.plans.builders import Planned, build_planned
from tests.submissions.builders import build_offer
from waypost.common import jobs
from waypost.people.rules import Role
from waypost.plans.actions.adoption import adopt_plan
from waypost.plans.models import Activity, Baseline, DateChange, Indicator

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

REASON = "The meeting moved to spring."
EARNED = "Educators who earned a credential in a program that serves this plan"


@pytest.fixture
def tree(transactional_db: None) -> District:
    return build_district()


@pytest.mark.parametrize("width", [1280, 390])
def test_a_lead_imports_a_plan_adopts_it_moves_a_date_and_sees_an_indicator_move(
    page_at: PageAt, tree: District, width: int
) -> None:
    lead = Reader(page_at(width))
    lead.signs_in(person("Maya Okafor", Role.PROGRAM_LEAD, tree.district), "/plans/")
    lead.sees_soundly("Here will be the plans of your organization")
    import_a_plan(lead)
    adopt_the_plan(lead)
    lead.sees_soundly("Compared with baseline 1")
    lead.opens("/")
    lead.follow("Review dates")
    move_a_date(lead, REASON)
    lead.sees_soundly(f"“{REASON}”")
    assert (Baseline.objects.count(), DateChange.objects.get().reason) == (1, REASON)
    indicator = Indicator.objects.all()[0]
    lead.press(indicator.text, role="link")
    let_waypost_measure(lead, EARNED)
    dana = person("Dana Ruiz", Role.EDUCATOR, tree.cedar)
    offer = build_offer(tree, dana, activity=Activity.objects.first())
    lead.opens("/")
    assert now_on_the_page(lead, indicator) == "0"
    build_award(offer, dana)
    jobs.run_waiting()
    lead.opens("/")
    assert now_on_the_page(lead, indicator) == "1"


def now_on_the_page(lead: Reader, indicator: Indicator) -> str:
    row = lead.page.get_by_role("row").filter(has_text=indicator.text)
    return row.locator("[data-l=Now]").inner_text().splitlines()[0]


@pytest.mark.parametrize("width", [1280, 390])
def test_a_lead_moves_a_date_with_its_reason_in_four_clicks_from_home(
    page_at: PageAt, planned: Planned, width: int
) -> None:
    """UX.md, bar 10."""
    lead = Reader(page_at(width))
    lead.signs_in(planned.lead)
    lead.count_anew()
    move_a_date(lead, REASON)
    assert (DateChange.objects.get().reason, lead.taps <= 4) == (REASON, True)


@pytest.fixture
def planned(transactional_db: None) -> Planned:
    made = build_planned()
    adopt_plan(by=made.lead, plan=made.plan, number=1)
    return made


def test_a_form_with_errors_is_accessible(page_at: PageAt, planned: Planned) -> None:
    reader = Reader(page_at(390))
    sign_in(reader.page, planned.lead)
    reader.page.goto(f"/plans/activities/{planned.activity.uid}/date/")
    reader.press("Save the new date")
    reader.sees_soundly("Please look at 2 answers again")
