"""Using what a colleague shares, with one's own part told in one's words, or hiding it (EA2, decision 0013)."""

from pathlib import Path

import pytest
from django.core.files.storage import default_storage

from tests.submissions.builders import Offer, a_pdf, attach, complete, send_work
from tests.submissions.team import THEIR_PART, share_of, share_with, use_in
from waypost.catalog.models import Criterion, EvidenceItem
from waypost.common.conflicts import EditConflict
from waypost.common.models import AuditEntry
from waypost.people.models import Person
from waypost.submissions.actions.drafts import NotOpenForWriting
from waypost.submissions.actions.evidence import NoRoomLeft, add_link, bring_back_evidence, remove_evidence
from waypost.submissions.actions.team_use import (
    CannotUse,
    hide_artifact,
    show_artifact,
    state_own_part,
    use_artifact,
)
from waypost.submissions.files.checks import UnusableFile
from waypost.submissions.models import Enrollment, Evidence, SharedArtifact, TeamPart
from waypost.submissions.queries.outline import outline_of
from waypost.submissions.queries.team_shelf import news_for, shared_by, shared_with
from waypost.submissions.rules.team import ArtifactShareState

LINK = "https://drive.example.com/file/1"


def stored_files() -> list[Path]:
    return [path for path in Path(default_storage.path("evidence")).rglob("*") if path.is_file()]


def states(reader: Person) -> list[ArtifactShareState]:
    return [row.state for row in shared_with(reader)]


def states_told(owner: Person) -> list[tuple[str, ArtifactShareState]]:
    return [row for sharing in shared_by(owner) for row in sharing.colleagues]


def test_a_link_can_be_shared_and_used(work: Enrollment, theirs: Enrollment, offer: Offer, theo: Person) -> None:
    item = outline_of(work).open_items[0]
    link = add_link(by=work.member.person, enrollment=work, item=item, url=LINK)
    used = use_in(theirs, share_with(link, offer.members[theo]))
    assert (used.url, used.is_link) == (LINK, True)


def test_the_same_artifact_stands_once_in_a_work(artifact: SharedArtifact, theirs: Enrollment) -> None:
    use_in(theirs, artifact)
    with pytest.raises(CannotUse, match="It stands under “What students showed you” already"):
        use_in(theirs, artifact, "I wrote every question in it together with the students.")
    assert theirs.evidence.get().team_part.own_part == THEIR_PART


def test_hiding_is_for_the_colleague_alone_and_can_be_undone(
    artifact: SharedArtifact, theo: Person, dana: Person
) -> None:
    share = share_of(artifact, theo)
    for action in (hide_artifact, hide_artifact):
        action(by=theo, share=share)
    assert (states(theo), states_told(dana), news_for(theo)) == (
        [ArtifactShareState.HIDDEN],
        [("Theo Park", ArtifactShareState.OFFERED)],
        [],
    )
    for action in (show_artifact, show_artifact):
        action(by=theo, share=share)
    assert states(theo) == [ArtifactShareState.OFFERED]
    verbs = AuditEntry.objects.filter(subject_uid=share.uid).order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["hide shared evidence", "show shared evidence"]


@pytest.mark.parametrize("words", ["", "Me.", "word " * 81, "x" * 50_000])
def test_ones_own_part_has_five_to_eighty_words(
    plan: Evidence, artifact: SharedArtifact, theirs: Enrollment, words: str
) -> None:
    with pytest.raises(CannotUse):
        use_in(theirs, artifact, words)
    assert not theirs.evidence.exists()


def test_an_item_that_takes_no_such_file_says_what_it_takes(artifact: SharedArtifact, theirs: Enrollment) -> None:
    item = outline_of(theirs).open_items[0]
    item.accepted_kinds = ["image", "link"]
    item.save()
    with pytest.raises(CannotUse, match=r"This is a PDF document\. Under “What students showed you” you can add"):
        use_in(theirs, artifact)


def test_a_full_item_and_a_file_of_ones_own_that_is_the_same_say_so(
    artifact: SharedArtifact, theirs: Enrollment, theo: Person
) -> None:
    item = outline_of(theirs).open_items[0]
    same = attach(theirs, item, a_pdf("mailed.pdf", "three lessons"))
    with pytest.raises(CannotUse, match="You added the same one yourself"):
        use_in(theirs, artifact)
    remove_evidence(by=theo, evidence=same)
    for _ in range(3):
        attach(theirs, item)
    with pytest.raises(NoRoomLeft):
        use_in(theirs, artifact)
    assert not TeamPart.objects.filter(evidence__enrollment=theirs).exists()


def test_a_file_uploaded_again_after_it_is_used_is_the_shared_one(artifact: SharedArtifact, theirs: Enrollment) -> None:
    used = use_in(theirs, artifact)
    assert attach(theirs, used.item, a_pdf("mailed.pdf", "three lessons")) == used
    assert len(stored_files()) == 1


def test_ones_own_part_is_told_anew_while_the_work_is_open_and_stays_as_sent(
    artifact: SharedArtifact, theirs: Enrollment, theo: Person
) -> None:
    part = use_in(theirs, artifact).team_part
    newer = "I taught the third lesson and looked at every answer afterwards."
    assert state_own_part(by=theo, part=part, started_from=1, own_part=newer).version == 2
    with pytest.raises(EditConflict):
        state_own_part(by=theo, part=part, started_from=1, own_part=THEIR_PART)
    submission = send_work(complete(theirs))
    with pytest.raises(NotOpenForWriting):
        state_own_part(by=theo, part=part, started_from=2, own_part=THEIR_PART)
    assert submission.sent_evidence.get().own_part == newer


def test_sent_work_takes_no_shared_artifact(artifact: SharedArtifact, theirs: Enrollment, theo: Person) -> None:
    item = outline_of(complete(theirs)).open_items[0]
    send_work(theirs)
    with pytest.raises(NotOpenForWriting):
        use_artifact(by=theo, share=share_of(artifact, theo), enrollment=theirs, item=item, own_part=THEIR_PART)
    assert theirs.evidence.count() == 1


def test_what_was_sent_before_it_was_shared_says_nothing_of_a_team_and_the_next_attempt_does(
    work: Enrollment, offer: Offer, theo: Person
) -> None:
    submission = send_work(complete(work))
    share_with(work.evidence.get(), offer.members[theo])
    assert submission.sent_evidence.get().own_part == ""


def test_what_was_removed_and_used_again_does_not_come_back_beside_itself(
    artifact: SharedArtifact, theirs: Enrollment, theo: Person
) -> None:
    first = use_in(theirs, artifact)
    remove_evidence(by=theo, evidence=first)
    again = use_in(theirs, artifact)
    with pytest.raises(UnusableFile, match="is there again already"):
        bring_back_evidence(by=theo, evidence=first)
    assert list(theirs.evidence.filter(removed_at=None)) == [again]


@pytest.mark.parametrize("words", ["Dana and I taught the whole of it.", "I, Theo, taught it. Nia New did more."])
def test_a_colleague_names_nobody_of_the_cohort_either(
    artifact: SharedArtifact, theirs: Enrollment, theo: Person, nia: Person, words: str
) -> None:
    with pytest.raises(CannotUse, match="the assessor should not know who made it"):
        use_in(theirs, artifact, words)
    part = use_in(theirs, artifact).team_part
    with pytest.raises(CannotUse, match="the assessor should not know who made it"):
        state_own_part(by=theo, part=part, started_from=1, own_part=words)
    assert TeamPart.objects.get(pk=part.pk).own_part == THEIR_PART


def test_what_was_removed_does_not_come_back_beside_the_same_artifact_in_another_place(
    artifact: SharedArtifact, theirs: Enrollment, theo: Person
) -> None:
    first = use_in(theirs, artifact)
    other = EvidenceItem.objects.create(
        part=first.item.part,
        position=2,
        title="What you tried next",
        text="Add one.",
        accepted_kinds=["document"],
        number_required=0,
        number_allowed=1,
    )
    Criterion.objects.filter(evidence_item=first.item).update(evidence_item=None)
    remove_evidence(by=theo, evidence=first)
    share = share_of(artifact, theo)
    again = use_artifact(by=theo, share=share, enrollment=theirs, item=other, own_part=THEIR_PART)
    with pytest.raises(UnusableFile, match="stands under “What you tried next” now"):
        bring_back_evidence(by=theo, evidence=first)
    assert list(theirs.evidence.filter(removed_at=None)) == [again]
