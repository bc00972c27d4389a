"""Links: joined, written before data arrive, locked, changed in sight, and read."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
import time_machine

from tests.builders import BUILDER
from tests.improvement.builders import AHEAD, BY_MEASURE, BY_PROTOCOL, Believed, locked, second_link, written
from tests.improvement.conftest import Meter
from tests.library.builders import study_at
from waypost.common import clock
from waypost.common.conflicts import EditConflict
from waypost.common.models import AuditEntry
from waypost.improvement.actions.links import (
    DateNotAhead,
    LinkIncomplete,
    MeasureReads,
    ReasonMissing,
    Unlinkable,
    add_link,
    edit_link,
    lock_links,
    record_finding,
)
from waypost.improvement.actions.statements import add_statement
from waypost.improvement.models import LaterEdit, Link, LinkCitation
from waypost.improvement.rules.kinds import Column, Verdict
from waypost.improvement.tasks import see_first_value, see_first_values
from waypost.library.actions import cite, take_citation_out


def test_a_circle_is_refused_with_one_sentence_and_changes_nothing(believed: Believed) -> None:
    again = add_statement(by=BUILDER, theory=believed.theory, column=Column.EDUCATORS, text="try again")
    add_link(by=BUILDER, theory=believed.theory, cause=believed.revise, effect=again)
    with pytest.raises(Unlinkable, match="lead in a circle"):
        add_link(by=BUILDER, theory=believed.theory, cause=again, effect=believed.revise)
    with pytest.raises(Unlinkable, match="does not lead to itself"):
        add_link(by=BUILDER, theory=believed.theory, cause=again, effect=again)
    with pytest.raises(Unlinkable, match="to the right"):
        add_link(by=BUILDER, theory=believed.theory, cause=again, effect=believed.coach)
    with pytest.raises(Unlinkable, match="linked already"):
        add_link(by=BUILDER, theory=believed.theory, cause=believed.coach, effect=believed.revise)
    assert Link.objects.count() == 2


def test_chains_branch_and_join(believed: Believed) -> None:
    second_link(believed)
    link = add_link(by=BUILDER, theory=believed.theory, cause=believed.coach, effect=believed.lessons)
    assert (link.number, Link.objects.count()) == (3, 3)


def test_before_data_everything_changes_silently(believed: Believed) -> None:
    link = written(believed.link)
    edit_link(
        by=believed.lead, link=link, started_from=link.version, fields=replace(BY_PROTOCOL, threshold_words="All")
    )
    link.refresh_from_db()
    assert (link.threshold_words, LaterEdit.objects.count()) == ("All", 0)


def test_a_locked_link_changes_only_with_a_reason_and_shows_what_stood_before(believed: Believed) -> None:
    link = locked(written(believed.link), believed.lead)
    changed = replace(BY_PROTOCOL, threshold_words="Half name their coach")
    with pytest.raises(ReasonMissing):
        edit_link(by=believed.lead, link=link, started_from=link.version, fields=changed, reason="  ")
    assert LaterEdit.objects.count() == 0
    edit_link(by=believed.lead, link=link, started_from=link.version, fields=changed, reason="Fewer coaches came")
    edit = LaterEdit.objects.get()
    assert not edit.is_after_data
    assert (edit.part, edit.before, edit.after, edit.reason, edit.edited_by) == (
        "threshold",
        "Most name their coach",
        "Half name their coach",
        "Fewer coaches came",
        believed.lead,
    )


def test_another_owner_is_no_later_edit(believed: Believed) -> None:
    link = locked(written(believed.link), believed.lead)
    fields = replace(BY_PROTOCOL, owner_id=believed.member.pk)
    edit_link(by=believed.lead, link=link, started_from=link.version, fields=fields)
    link.refresh_from_db()
    assert (link.owner, LaterEdit.objects.count()) == (believed.member, 0)


def test_a_link_is_locked_only_once_it_is_written_in_full(believed: Believed) -> None:
    with pytest.raises(LinkIncomplete, match="assumption, burning question, feedback, source, threshold and date"):
        locked(believed.link, believed.lead)
    first = locked(written(believed.link), believed.lead)
    again = locked(first, believed.member)
    assert (again.locked_by, again.locked_at) == (believed.lead, clock.now())


def test_all_links_that_are_written_are_locked_together(believed: Believed) -> None:
    second_link(believed)
    written(believed.link)
    assert lock_links(by=believed.lead, theory=believed.theory) == 1
    assert Link.objects.exclude(locked_at=None).get() == believed.link


def test_a_date_that_has_come_locks_a_link_by_itself(believed: Believed, frozen_clock: time_machine.Traveller) -> None:
    link = written(believed.link)
    frozen_clock.move_to("2027-03-02T15:00:00Z")
    with pytest.raises(ReasonMissing):
        edit_link(by=BUILDER, link=link, started_from=link.version, fields=replace(BY_PROTOCOL, assumption="Other"))


def test_a_date_that_is_past_is_not_written(believed: Believed) -> None:
    with pytest.raises(DateNotAhead):
        written(believed.link, replace(BY_PROTOCOL, reads_on=date(2027, 1, 14)))
    believed.link.refresh_from_db()
    assert believed.link.reads_on is None


def test_a_measure_with_a_value_locks_a_link_by_itself(believed: Believed, meter: Meter) -> None:
    link = written(believed.link, BY_MEASURE)
    meter.value = Decimal(3)
    lower = replace(BY_MEASURE, threshold=Decimal(3))
    with pytest.raises(ReasonMissing):
        edit_link(by=BUILDER, link=link, started_from=link.version, fields=lower)
    edit_link(by=believed.lead, link=link, started_from=link.version, fields=lower, reason="A smaller cohort")
    link.refresh_from_db()
    edit = LaterEdit.objects.get()
    assert (edit.before, edit.after, edit.is_after_data) == ("At least 40 educators", "At least 3 educators", True)
    assert link.value_seen_at == clock.now()


def test_a_link_does_not_unlock_when_its_value_goes_away(believed: Believed, meter: Meter) -> None:
    link = written(believed.link, BY_MEASURE)
    meter.value = Decimal(3)
    see_first_values()
    see_first_value(uid=link.uid)
    meter.value = None
    link.refresh_from_db()
    with pytest.raises(ReasonMissing):
        edit_link(by=BUILDER, link=link, started_from=link.version, fields=replace(BY_MEASURE, threshold=Decimal(1)))


def test_a_job_sees_no_first_value_where_there_is_none(believed: Believed, meter: Meter) -> None:
    link = written(believed.link, BY_MEASURE)
    see_first_value(uid=link.uid)
    see_first_value(uid="unknown")
    link.refresh_from_db()
    assert link.value_seen_at is None


def test_whoever_writes_with_data_at_hand_says_why(believed: Believed, meter: Meter) -> None:
    meter.value = Decimal(50)
    with pytest.raises(ReasonMissing):
        written(believed.link, BY_MEASURE)
    edit_link(by=BUILDER, link=believed.link, started_from=1, fields=BY_MEASURE, reason="Nobody had written it down")
    assert LaterEdit.objects.get(part="threshold").before == "nothing"


def test_two_people_at_once_lose_nothing(believed: Believed) -> None:
    edit_link(by=BUILDER, link=believed.link, started_from=1, fields=BY_PROTOCOL)
    with pytest.raises(EditConflict):
        edit_link(by=BUILDER, link=believed.link, started_from=1, fields=replace(BY_PROTOCOL, question="Mine?"))
    believed.link.refresh_from_db()
    assert believed.link.question == BY_PROTOCOL.question


def test_a_finding_by_hand_says_who_and_when_and_locks_the_link(believed: Believed) -> None:
    found = {"verdict": Verdict.SUPPORTED, "text": "17 of 20 named their coach.", "found_on": date(2027, 1, 12)}
    with pytest.raises(LinkIncomplete):
        record_finding(by=believed.member, link=believed.link, **found)  # type: ignore[arg-type]  # a test's shorthand
    link = written(believed.link)
    finding = record_finding(by=believed.member, link=link, **found)  # type: ignore[arg-type]  # a test's shorthand
    link.refresh_from_db()
    assert (finding.found_by, finding.found_on, finding.verdict) == (believed.member, date(2027, 1, 12), "supported")
    assert link.locked_by == believed.member


def test_a_measure_takes_no_finding_by_hand_and_no_finding_lies_ahead(believed: Believed, meter: Meter) -> None:
    link = written(believed.link, BY_MEASURE)
    with pytest.raises(MeasureReads):
        record_finding(by=BUILDER, link=link, verdict=Verdict.SUPPORTED, text="So", found_on=date(2027, 1, 12))
    other = written(second_link(believed))
    with pytest.raises(DateNotAhead):
        record_finding(by=BUILDER, link=other, verdict=Verdict.SUPPORTED, text="So", found_on=AHEAD)


def test_an_item_is_cited_once_on_a_link_and_taken_out_again(believed: Believed) -> None:
    item = study_at(believed.tree.district)
    cite(by=believed.lead, on=believed.link, item=item, note="First")
    cite(by=believed.lead, on=believed.link, item=item, note="Second")
    assert LinkCitation.objects.get().note == "Second"
    cite(by=believed.lead, on=believed.link, item=item, note="Second")
    take_citation_out(by=believed.lead, on=believed.link, citation=LinkCitation.objects.get())
    trail = AuditEntry.objects.filter(subject_uid=believed.link.uid, verb__contains="cit").order_by("pk")
    first, second = "Coaching in pairs: First", "Coaching in pairs: Second"
    assert list(trail.values_list("verb", "before", "after")) == [
        ("cite", None, {"cited": first}),
        ("cite", {"cited": first}, {"cited": second}),
        ("take citation out", {"cited": second}, {"cited": ""}),
    ]
    assert not LinkCitation.objects.exists()


def test_a_count_of_nothing_is_no_data_until_its_date(
    believed: Believed, meter: Meter, frozen_clock: time_machine.Traveller
) -> None:
    meter.value = Decimal(0)
    link = written(believed.link, BY_MEASURE)
    see_first_value(uid=link.uid)
    link.refresh_from_db()
    assert (link.value_seen_at, LaterEdit.objects.count()) == (None, 0)
    frozen_clock.move_to("2027-03-02T15:00:00Z")
    see_first_value(uid=link.uid)
    link.refresh_from_db()
    assert link.value_seen_at == clock.now()
