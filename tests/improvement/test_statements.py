"""Statements, versions, and taking parts out and back."""

from decimal import Decimal

import pytest

from tests.builders import BUILDER
from tests.improvement.builders import BY_MEASURE, Believed, locked, second_link, written
from tests.improvement.conftest import Meter
from tests.library.builders import study_at
from waypost.common.conflicts import EditConflict
from waypost.improvement.actions import statements
from waypost.improvement.actions.links import ReasonMissing, Unlinkable, add_link
from waypost.improvement.actions.removal import put_back, take_out
from waypost.improvement.actions.statements import add_statement, begin_theory, begin_version, edit_statement
from waypost.improvement.models import LaterEdit, Link, Statement, Theory
from waypost.improvement.queries import access
from waypost.improvement.queries.pages import standing_links
from waypost.improvement.queries.removed import just_taken_out, removed_parts
from waypost.improvement.rules.kinds import Column
from waypost.library.actions import cite


def test_who_begins_a_theory_that_has_begun_adds_to_it(believed: Believed) -> None:
    theory = begin_theory(by=believed.member, program=believed.program, text="make awards count")
    assert theory == believed.theory
    assert (Theory.objects.count(), Statement.objects.filter(column="do").count()) == (1, 2)


def test_a_theory_holds_forty_statements_and_no_more(believed: Believed) -> None:
    for number in range(statements.MOST_STATEMENTS - 3):
        add_statement(by=BUILDER, theory=believed.theory, column=Column.RESULT, text=f"result {number}")
    with pytest.raises(statements.TooManyStatements):
        add_statement(by=BUILDER, theory=believed.theory, column=Column.RESULT, text="one more")
    assert Statement.objects.count() == statements.MOST_STATEMENTS


def test_a_statement_is_reworded_by_one_at_a_time(believed: Believed) -> None:
    change = {"column": Column.DO, "text": "pair every educator with a coach"}
    edit_statement(by=BUILDER, statement=believed.coach, started_from=1, **change)  # type: ignore[arg-type]  # a test's shorthand
    with pytest.raises(EditConflict):
        edit_statement(by=BUILDER, statement=believed.coach, started_from=1, column=Column.DO, text="Mine")
    believed.coach.refresh_from_db()
    assert believed.coach.text == "pair every educator with a coach"


def test_words_of_a_locked_link_change_with_a_reason_and_stay_in_sight(believed: Believed) -> None:
    locked(written(believed.link))
    with pytest.raises(ReasonMissing):
        edit_statement(by=BUILDER, statement=believed.coach, started_from=1, column=Column.DO, text="train")
    edit_statement(
        by=believed.lead, statement=believed.coach, started_from=1, column=Column.DO, text="train", reason="No coaches"
    )
    edit = LaterEdit.objects.get()
    assert (edit.link, edit.before, edit.after) == (believed.link, "give every educator a named coach", "train")


def test_data_that_no_job_has_seen_yet_lock_a_statement_and_its_link(believed: Believed, meter: Meter) -> None:
    """The page says that it is locked from the first value on; the job that notes it runs once a day."""
    written(believed.link, BY_MEASURE)
    meter.value = Decimal(50)
    with pytest.raises(ReasonMissing):
        edit_statement(by=BUILDER, statement=believed.revise, started_from=1, column=Column.EDUCATORS, text="rest")
    with pytest.raises(ReasonMissing):
        take_out(by=BUILDER, part=believed.link)
    edit_statement(
        by=BUILDER, statement=believed.revise, started_from=1, column=Column.EDUCATORS, text="rest", reason="Shorter"
    )
    assert LaterEdit.objects.get().is_after_data


def test_a_statement_of_a_locked_link_that_moves_says_from_where(believed: Believed) -> None:
    locked(written(believed.link))
    edit_statement(
        by=BUILDER, statement=believed.revise, started_from=1, column=Column.RESULT, text=believed.revise.text,
        reason="It is what we want",
    )  # fmt: skip
    edit = LaterEdit.objects.get()
    assert (edit.before, edit.after) == (
        "then educators … revise after feedback",
        "so that … revise after feedback",
    )


def test_a_statement_does_not_move_to_the_left_of_what_leads_to_it(believed: Believed) -> None:
    second_link(believed)
    with pytest.raises(Unlinkable, match="to the right"):
        edit_statement(by=BUILDER, statement=believed.lessons, started_from=1, column=Column.DO, text="lessons")
    believed.lessons.refresh_from_db()
    assert (believed.lessons.column, believed.lessons.version) == ("result", 1)


def test_a_statement_takes_its_links_with_it_and_brings_them_back(believed: Believed) -> None:
    second_link(believed)
    take_out(by=believed.lead, part=believed.revise)
    assert list(standing_links(believed.theory)) == []
    put_back(by=believed.lead, part=believed.revise)
    assert standing_links(believed.theory).count() == 2


def test_what_comes_back_may_close_no_circle(believed: Believed) -> None:
    again = add_statement(
        by=BUILDER, theory=believed.theory, column=Column.EDUCATORS, text="again", after=believed.revise
    )
    link = Link.objects.get(effect=again)
    take_out(by=BUILDER, part=link)
    add_link(by=BUILDER, theory=believed.theory, cause=again, effect=believed.revise)
    with pytest.raises(Unlinkable, match="circle"):
        put_back(by=BUILDER, part=link)
    assert Link.ever.get(pk=link.pk).taken_out_at is not None


def test_a_statement_that_comes_back_may_close_no_circle(believed: Believed) -> None:
    one, two = (
        add_statement(by=BUILDER, theory=believed.theory, column=Column.EDUCATORS, text=text) for text in ("one", "two")
    )
    add_link(by=BUILDER, theory=believed.theory, cause=believed.revise, effect=one)
    add_link(by=BUILDER, theory=believed.theory, cause=one, effect=two)
    take_out(by=BUILDER, part=one)
    with pytest.raises(Unlinkable, match="circle"):
        add_link(by=BUILDER, theory=believed.theory, cause=two, effect=believed.revise)


def test_a_link_comes_back_only_between_statements_that_stand(believed: Believed) -> None:
    take_out(by=BUILDER, part=believed.link)
    take_out(by=BUILDER, part=believed.coach)
    with pytest.raises(Unlinkable, match="put the statement back first"):
        put_back(by=BUILDER, part=believed.link)
    put_back(by=BUILDER, part=believed.coach)
    assert put_back(by=BUILDER, part=believed.link).taken_out_at is None


def test_a_locked_link_leaves_with_a_reason_only(believed: Believed) -> None:
    locked(written(believed.link))
    for part in (believed.link, believed.coach):
        with pytest.raises(ReasonMissing):
            take_out(by=believed.lead, part=part)
    take_out(by=believed.lead, part=believed.link, reason="The program ended")
    (row,) = removed_parts(believed.theory)
    assert (row.kind, row.why, row.who) == ("link", "The program ended", "Maya Okafor")


def test_undo_is_offered_to_the_one_who_took_it_out(believed: Believed) -> None:
    take_out(by=believed.lead, part=believed.link)
    offered = just_taken_out(believed.lead, believed.theory)
    assert offered is not None
    assert (offered[0].uid, offered[1]) == (believed.link.uid, 10)
    assert just_taken_out(believed.member, believed.theory) is None


def test_a_new_version_takes_the_words_along_and_no_lock(believed: Believed) -> None:
    link = written(believed.link)
    cite(by=BUILDER, on=link, item=study_at(believed.tree.district), note="It fits")
    locked(link)
    following = begin_version(by=believed.lead, theory=believed.theory, note="Coaches were too few")
    copied = following.links.get()
    assert (following.number, copied.threshold_words, copied.locked_at, copied.reads_on) == (
        2,
        "Most name their coach",
        None,
        None,
    )
    assert (copied.citations.get().note, str(copied)) == ("It fits", str(link))
    assert begin_version(by=believed.member, theory=believed.theory, note="Again") == following


def test_an_earlier_version_is_read_and_never_edited(believed: Believed) -> None:
    begin_version(by=believed.lead, theory=believed.theory, note="Revisited")
    assert not access.links(believed.lead).filter(pk=believed.link.pk).exists()
    assert not access.statements(believed.lead).filter(pk=believed.coach.pk).exists()
    assert access.removable(believed.lead, "link", believed.link.uid) is None
    assert access.theories(believed.lead).count() == 2
