"""A plan's year (issue 3): from the template and a file to the school that takes a part, on a phone without scripts."""

from datetime import date
from pathlib import Path

import pytest

from tests.browser.conftest import PageAt
from tests.browser.plan_year import (
    MOVED_TO,
    PLAN,
    REWORDED,
    SLIPPED,
    change_words_and_adopt_again,
    dates_in,
    import_with_an_unsure_line,
    link_for_a_coach,
    open_again,
    sample_with_an_unsure_line,
    slip,
    take_a_part,
    take_every_file,
    take_the_words_alone,
    write_from_the_template,
)
from tests.browser.reader import Reader
from tests.browser.steps import adopt_the_plan
from tests.builders import District, build_district, person
from waypost.people.rules import Role
from waypost.plans.models import Activity, DateChange

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def tree(transactional_db: None) -> District:
    return build_district()


def test_a_district_and_a_school_live_a_plan_s_year_on_a_phone_without_scripts(
    page_at: PageAt, tree: District, tmp_path: Path, mails: Path
) -> None:
    lead, school, tom = [Reader(page_at(390, javascript=False)) for _ in range(3)]
    lead.signs_in(person("Maya Okafor", Role.PROGRAM_LEAD, tree.district), "/plans/")
    write_from_the_template(lead)
    import_with_an_unsure_line(lead, sample_with_an_unsure_line(tmp_path))
    adopt_the_plan(lead)
    school.signs_in(person("School Lead", Role.PROGRAM_LEAD, tree.cedar), "/plans/")
    take_a_part(school)
    slip(lead)
    lead.follow("Compare everything")
    lead.sees(SLIPPED)
    lead.follow(PLAN)
    change_words_and_adopt_again(lead)
    school.opens(school.page.url)
    take_the_words_alone(school)
    taken = Activity.objects.get(taken_part__isnull=False, text=REWORDED)
    assert (taken.target_on, DateChange.objects.get().reason) == (date(2027, 2, 12), SLIPPED)
    answer_the_mail(tom, link_for_a_coach(tree, mails))
    lead.opens(lead.page.url)
    lead.sees("Half of it is written.")
    sees_every_file_again(lead, tmp_path)


def sees_every_file_again(lead: Reader, folder: Path) -> None:
    """Four formats come back as plans that hold what moved; a PDF is tagged, and a calendar holds its day."""
    files = take_every_file(lead, folder)
    assert set(files) == {".docx", ".xlsx", ".csv", ".json", ".pdf", ".ics"}
    for suffix in (".docx", ".xlsx", ".csv", ".json"):
        open_again(lead, files[suffix])
    assert Activity.objects.filter(text=REWORDED, target_on=MOVED_TO, taken_part__isnull=True).count() == 1 + 4
    assert b"/StructTreeRoot" in files[".pdf"].read_bytes()
    assert (f"Due: {REWORDED}", MOVED_TO) in dates_in(files[".ics"]).items()


def answer_the_mail(coach: Reader, address: str) -> None:
    """Who leads the activity says how far it is, without signing in."""
    coach.opens(address)
    coach.fill("How much is done, in percent", "50")
    coach.fill("Note", "Half of it is written.")
    coach.press("Send progress")
    coach.sees("Your answer is in.")
