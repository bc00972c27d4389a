"""Shared team artifacts: one stored file in several works, each with the person's own part (EA2, decision 0013)."""

import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.core.files.storage import default_storage

from tests.builders import BUILDER, District, a_department, person
from tests.conftest import FROZEN
from tests.submissions.builders import Offer, attach, begin, complete, role_of, send_work
from tests.submissions.team import OWN_PART, THEIR_PART, WHAT, a_sharing, share_of, share_with, use_in
from waypost.common import jobs
from waypost.common.conflicts import EditConflict
from waypost.common.models import AuditEntry
from waypost.people.actions.people import end_role
from waypost.people.models import Person
from waypost.people.rules import Role
from waypost.programs.actions.cohorts import invite_to_cohort
from waypost.programs.models import CohortMember
from waypost.submissions.actions.evidence import bring_back_evidence, remove_evidence
from waypost.submissions.actions.locks import NotTheirs
from waypost.submissions.actions.team import (
    ArtifactOffer,
    CannotShareArtifact,
    change_sharing,
    share_evidence,
    stop_sharing_artifact,
)
from waypost.submissions.actions.team_use import (
    NoLongerShared,
    hide_artifact,
    state_own_part,
    use_artifact,
)
from waypost.submissions.models import ArtifactShare, Enrollment, Evidence, SharedArtifact, TeamPart
from waypost.submissions.queries.evidence import readable_evidence
from waypost.submissions.queries.outline import outline_of
from waypost.submissions.queries.team import colleagues, offered_to
from waypost.submissions.queries.team_shelf import shared_by, shared_with
from waypost.submissions.rules.team import ArtifactShareState


def stored_files() -> list[Path]:
    return [path for path in Path(default_storage.path("evidence")).rglob("*") if path.is_file()]


def states(reader: Person) -> list[ArtifactShareState]:
    return [row.state for row in shared_with(reader)]


def states_told(owner: Person) -> list[tuple[str, ArtifactShareState]]:
    return [row for sharing in shared_by(owner) for row in sharing.colleagues]


def may_open(reader: Person, evidence: Evidence) -> bool:
    return readable_evidence(reader).filter(pk=evidence.pk).exists()


def is_offered(reader: Person) -> bool:
    return offered_to(reader).exists()


def test_only_those_who_were_chosen_see_it_and_nothing_else_of_the_owner(
    work: Enrollment, plan: Evidence, artifact: SharedArtifact, theo: Person, nia: Person, tree: District
) -> None:
    another = attach(work, plan.item)
    stranger = person("Stan Lee", Role.EDUCATOR, tree.other_school)
    assert [may_open(reader, plan) for reader in (theo, nia, stranger)] == [True, False, False]
    assert may_open(theo, another) is False
    assert [len(shared_with(reader)) for reader in (theo, nia, stranger)] == [1, 0, 0]


def test_colleagues_are_those_of_the_cohort_today_by_name_and_namesakes_by_school(
    offer: Offer, work: Enrollment, theo: Person, nia: Person, tree: District
) -> None:
    namesake = person("Theo  Park", Role.EDUCATOR, tree.juniper)
    namesake.name = "Theo Park"
    namesake.save()
    invite_to_cohort(by=BUILDER, cohort=offer.cohort, educators=[role_of(namesake)])
    assert [one.label for one in colleagues(work)] == [
        "Nia New",
        "Theo Park, Cedar Elementary",
        "Theo Park, Juniper Middle",
    ]
    CohortMember.objects.filter(person=theo).update(organization=a_department(tree.cedar))
    assert "Theo Park, Cedar Elementary" in [one.label for one in colleagues(work)]
    offer.members[theo].left_at = FROZEN
    offer.members[theo].save()
    assert [one.label for one in colleagues(work)] == ["Nia New", "Theo Park"]


def test_sharing_keeps_the_statement_and_the_owners_part_and_leaves_a_row(
    plan: Evidence, artifact: SharedArtifact, offer: Offer, theo: Person
) -> None:
    assert artifact.statement_number == 1
    assert "Faces and voices of students are removed" in artifact.statement
    assert artifact.statement.endswith("also holds for the colleagues I chose.")
    assert (plan.team_part.own_part, plan.team_part.artifact) == (OWN_PART, artifact)
    row = AuditEntry.objects.get(verb="share evidence")
    assert row.after == {"description": WHAT, "colleagues": [offer.members[theo].uid], "evidence": plan.uid}


def test_using_it_takes_the_same_stored_file_with_ones_own_part(
    plan: Evidence, artifact: SharedArtifact, theirs: Enrollment, theo: Person, dana: Person
) -> None:
    used = use_in(theirs, artifact)
    assert (used.stored_file.name, used.sha256, used.size_bytes) == (
        plan.stored_file.name,
        plan.sha256,
        plan.size_bytes,
    )
    assert (used.team_part.own_part, used.team_part.artifact) == (THEIR_PART, artifact)
    assert len(stored_files()) == 1
    assert (states(theo), states_told(dana)) == ([ArtifactShareState.USED], [("Theo Park", ArtifactShareState.USED)])
    assert AuditEntry.objects.filter(verb="use shared evidence", subject_uid=used.uid).count() == 1


def test_pressing_twice_shares_once_and_uses_once(
    plan: Evidence, artifact: SharedArtifact, offer: Offer, theirs: Enrollment, theo: Person
) -> None:
    assert share_with(plan, offer.members[theo]) == artifact
    assert use_in(theirs, artifact) == use_in(theirs, artifact)
    assert (SharedArtifact.objects.count(), ArtifactShare.objects.count(), TeamPart.objects.count()) == (1, 1, 2)


def test_stopped_before_use_it_is_gone_for_the_colleague(
    plan: Evidence, artifact: SharedArtifact, theirs: Enrollment, dana: Person, theo: Person
) -> None:
    for _ in range(2):
        stop_sharing_artifact(by=dana, artifact=artifact)
    assert (may_open(theo, plan), states(theo), states_told(dana)) == (
        False,
        [],
        [("Theo Park", ArtifactShareState.ENDED)],
    )
    with pytest.raises(NoLongerShared):
        use_in(theirs, artifact)
    assert not theirs.evidence.exists()
    assert AuditEntry.objects.filter(verb="stop sharing").count() == 1


def test_stopped_after_use_it_stays_with_the_colleague(
    plan: Evidence, artifact: SharedArtifact, theirs: Enrollment, dana: Person, theo: Person
) -> None:
    used = use_in(theirs, artifact)
    stop_sharing_artifact(by=dana, artifact=artifact)
    assert (may_open(theo, plan), may_open(theo, used)) == (False, True)
    assert (states(theo), states_told(dana)) == ([ArtifactShareState.KEPT], [("Theo Park", ArtifactShareState.KEPT)])
    assert send_work(complete(theirs)).sent_evidence.get().evidence == used


def test_stopped_after_sending_what_was_sent_stays_whole(
    artifact: SharedArtifact, theirs: Enrollment, dana: Person
) -> None:
    used = use_in(theirs, artifact)
    submission = send_work(complete(theirs))
    stop_sharing_artifact(by=dana, artifact=artifact)
    sent = submission.sent_evidence.get()
    assert (sent.evidence, sent.own_part) == (used, THEIR_PART)
    with used.stored_file.open("rb") as file:
        assert file.read() == b"%PDF-1.7\nthree lessons\n%%EOF\n"


def test_removed_by_its_owner_it_is_offered_to_nobody_new_and_bringing_it_back_offers_it_again(
    plan: Evidence, artifact: SharedArtifact, theirs: Enrollment, dana: Person, theo: Person
) -> None:
    remove_evidence(by=dana, evidence=plan)
    assert (states(theo), may_open(theo, plan)) == ([], False)
    with pytest.raises(NoLongerShared):
        use_in(theirs, artifact)
    bring_back_evidence(by=dana, evidence=plan)
    assert (states(theo), may_open(theo, plan)) == ([ArtifactShareState.OFFERED], True)


def test_a_file_goes_only_with_the_last_work_that_holds_it(
    plan: Evidence,
    artifact: SharedArtifact,
    theirs: Enrollment,
    dana: Person,
    theo: Person,
    frozen_clock: time_machine.Traveller,
) -> None:
    used = use_in(theirs, artifact)
    remove_evidence(by=dana, evidence=plan)
    frozen_clock.shift(timedelta(days=31))
    jobs.run("submissions.purge_removed_files")
    plan.refresh_from_db()
    assert (plan.stored_file.name, len(stored_files())) == ("", 1)
    remove_evidence(by=theo, evidence=used)
    frozen_clock.shift(timedelta(days=31))
    jobs.run("submissions.purge_removed_files")
    assert stored_files() == []


def test_what_a_colleague_removed_does_not_take_the_file_from_its_owner(
    plan: Evidence, artifact: SharedArtifact, theirs: Enrollment, theo: Person, frozen_clock: time_machine.Traveller
) -> None:
    remove_evidence(by=theo, evidence=use_in(theirs, artifact))
    frozen_clock.shift(timedelta(days=31))
    jobs.run("submissions.purge_removed_files")
    plan.refresh_from_db()
    assert [path.name in str(plan.stored_file.name) for path in stored_files()] == [True]


def test_an_erased_owner_takes_nothing_out_of_a_colleagues_work(
    work: Enrollment, artifact: SharedArtifact, theirs: Enrollment, theo: Person
) -> None:
    used = use_in(theirs, artifact)
    work.delete()
    old = (FROZEN - timedelta(days=2)).timestamp()
    os.utime(stored_files()[0], (old, old))
    jobs.run("submissions.clean_store")
    used.refresh_from_db()
    assert (used.team_part.artifact.evidence, len(stored_files())) == (None, 1)
    assert [(row.state, row.owner) for row in shared_with(theo)] == [(ArtifactShareState.KEPT, "A colleague")]


def test_a_colleague_who_left_the_cohort_is_offered_nothing_and_keeps_what_they_use(
    plan: Evidence, artifact: SharedArtifact, offer: Offer, theo: Person, dana: Person
) -> None:
    offer.members[theo].left_at = FROZEN
    offer.members[theo].save()
    assert (states(theo), may_open(theo, plan), states_told(dana)) == (
        [],
        False,
        [("Theo Park", ArtifactShareState.ENDED)],
    )


def test_who_has_it_can_be_changed_and_adding_somebody_asks_for_the_statement(
    artifact: SharedArtifact, offer: Offer, dana: Person, theo: Person, nia: Person
) -> None:
    both = [offer.members[theo], offer.members[nia]]
    with pytest.raises(CannotShareArtifact, match="tick the line on student privacy"):
        change_sharing(by=dana, artifact=artifact, started_from=1, given=ArtifactOffer(both, WHAT, None))
    change_sharing(by=dana, artifact=artifact, started_from=1, given=a_sharing(*both))
    change_sharing(by=dana, artifact=artifact, started_from=2, given=ArtifactOffer(both[1:], "Our three lessons", None))
    assert states_told(dana) == [("Nia New", ArtifactShareState.OFFERED), ("Theo Park", ArtifactShareState.ENDED)]
    change_sharing(by=dana, artifact=artifact, started_from=3, given=a_sharing(*both))
    assert (states(theo), states(nia)) == ([ArtifactShareState.OFFERED], [ArtifactShareState.OFFERED])
    assert AuditEntry.objects.filter(verb="change sharing").count() == 3


def test_two_windows_that_share_differently_meet_a_conflict(
    plan: Evidence, artifact: SharedArtifact, offer: Offer, dana: Person, theo: Person, nia: Person
) -> None:
    both = a_sharing(offer.members[theo], offer.members[nia])
    with pytest.raises(EditConflict):
        share_evidence(by=dana, evidence=plan, given=both, own_part=OWN_PART)
    change_sharing(by=dana, artifact=artifact, started_from=1, given=both)
    with pytest.raises(EditConflict):
        change_sharing(by=dana, artifact=artifact, started_from=1, given=a_sharing(offer.members[nia]))
    assert change_sharing(by=dana, artifact=artifact, started_from=1, given=both).version == 2


def test_nobody_outside_the_cohort_can_be_chosen(plan: Evidence, offer: Offer, dana: Person, tree: District) -> None:
    other = person("Olga Other", Role.EDUCATOR, tree.cedar)
    member = invite_to_cohort(by=BUILDER, cohort=offer.cohort, educators=[role_of(other)])[0]
    member.left_at = FROZEN
    member.save()
    for stranger in (member, offer.members[dana]):
        with pytest.raises(CannotShareArtifact, match="no longer in your cohort"):
            share_with(plan, stranger)
    with pytest.raises(CannotShareArtifact, match="Choose at least one colleague"):
        share_with(plan)
    assert not SharedArtifact.objects.exists()


def test_a_whole_cohort_is_no_team(plan: Evidence, offer: Offer, tree: District) -> None:
    many = [person(f"Educator {number}", Role.EDUCATOR, tree.cedar) for number in range(16)]
    members = invite_to_cohort(by=BUILDER, cohort=offer.cohort, educators=[role_of(one) for one in many])
    with pytest.raises(CannotShareArtifact, match="Choose up to 15 colleagues"):
        share_with(plan, *members)
    assert share_with(plan, *members[:15]).shares.count() == 15


def test_what_comes_from_a_colleague_is_shared_on_by_them_alone(
    artifact: SharedArtifact, theirs: Enrollment, offer: Offer, nia: Person
) -> None:
    used = use_in(theirs, artifact)
    with pytest.raises(CannotShareArtifact, match="Ask them to share it"):
        share_with(used, offer.members[nia])


def test_what_was_removed_cannot_be_shared(plan: Evidence, offer: Offer, dana: Person, theo: Person) -> None:
    remove_evidence(by=dana, evidence=plan)
    with pytest.raises(CannotShareArtifact, match="Bring it back first"):
        share_with(plan, offer.members[theo])


def test_nobody_acts_for_another(
    plan: Evidence, artifact: SharedArtifact, offer: Offer, theirs: Enrollment, theo: Person, nia: Person
) -> None:
    given, share = a_sharing(offer.members[nia]), share_of(artifact, theo)
    item, part = outline_of(theirs).open_items[0], plan.team_part
    own = begin(offer, nia)
    with pytest.raises(NotTheirs):
        share_evidence(by=theo, evidence=plan, given=given, own_part=OWN_PART)
    with pytest.raises(NotTheirs):
        change_sharing(by=theo, artifact=artifact, started_from=1, given=given)
    with pytest.raises(NotTheirs):
        stop_sharing_artifact(by=theo, artifact=artifact)
    with pytest.raises(NotTheirs):
        use_artifact(by=nia, share=share, enrollment=own, item=item, own_part=THEIR_PART)
    with pytest.raises(NotTheirs):
        hide_artifact(by=nia, share=share)
    with pytest.raises(NotTheirs):
        state_own_part(by=theo, part=part, started_from=1, own_part=THEIR_PART)
    assert (TeamPart.objects.count(), share_of(artifact, theo).ended_at) == (1, None)


def test_the_two_ways_to_ask_whether_it_is_offered_agree(
    plan: Evidence, artifact: SharedArtifact, dana: Person, theo: Person
) -> None:
    assert (is_offered(theo), may_open(theo, plan)) == (True, True)
    remove_evidence(by=dana, evidence=plan)
    assert (is_offered(theo), may_open(theo, plan)) == (False, False)


def test_the_same_sharing_with_another_part_of_ones_own_meets_a_conflict(
    plan: Evidence, artifact: SharedArtifact, offer: Offer, dana: Person, theo: Person
) -> None:
    given = a_sharing(offer.members[theo])
    assert share_evidence(by=dana, evidence=plan, given=given, own_part=OWN_PART) == artifact
    with pytest.raises(EditConflict):
        share_evidence(by=dana, evidence=plan, given=given, own_part=THEIR_PART)
    assert TeamPart.objects.get(evidence=plan).own_part == OWN_PART


def leave_the_cohort(offer: Offer, owner: Person) -> None:
    CohortMember.objects.filter(pk=offer.members[owner].pk).update(left_at=FROZEN)


def close_the_account(offer: Offer, owner: Person) -> None:
    Person.objects.filter(pk=owner.pk).update(is_active=False)


def lose_the_role(offer: Offer, owner: Person) -> None:
    end_role(by=BUILDER, assignment=role_of(owner), why="Moved away")


@pytest.mark.parametrize("go", [leave_the_cohort, close_the_account, lose_the_role])
def test_an_owner_who_is_gone_shares_nothing_any_more_and_takes_nothing_away(
    plan: Evidence,
    artifact: SharedArtifact,
    theirs: Enrollment,
    offer: Offer,
    dana: Person,
    theo: Person,
    go: Callable[[Offer, Person], None],
) -> None:
    used = use_in(theirs, artifact)
    go(offer, dana)
    assert (is_offered(theo), may_open(theo, plan), may_open(theo, used)) == (False, False, True)
    assert (states(theo), states_told(dana)) == ([ArtifactShareState.KEPT], [("Theo Park", ArtifactShareState.KEPT)])


def test_an_owner_who_left_the_cohort_finds_nobody_there_to_choose(
    plan: Evidence, offer: Offer, dana: Person, theo: Person
) -> None:
    leave_the_cohort(offer, dana)
    with pytest.raises(CannotShareArtifact, match="no longer in your cohort"):
        share_with(plan, offer.members[theo])
