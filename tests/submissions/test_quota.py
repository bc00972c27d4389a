"""Evidence fits within bounds, so that nobody fills the disk; what does not fit costs no text (EA2)."""

from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse

from tests.builders import BUILDER, District
from tests.races import at_once
from tests.submissions.builders import Offer, a_pdf, attach, begin, build_version, complete, send_work
from tests.submissions.team import use_in
from waypost.catalog.models import EvidenceItem
from waypost.people.models import Person
from waypost.programs.actions.programs import curate_credential
from waypost.submissions.actions.enroll import enroll
from waypost.submissions.actions.evidence import NoRoomLeft, add_link, bring_back_evidence, remove_evidence
from waypost.submissions.actions.send import recall
from waypost.submissions.files import quota
from waypost.submissions.files.checks import UnusableFile
from waypost.submissions.files.quota import MOST_IN_A_DAY, MOST_KEPT, Amount, refusal
from waypost.submissions.models import Enrollment, Evidence, SharedArtifact
from waypost.submissions.queries.evidence import amounts, removed_evidence
from waypost.submissions.queries.outline import outline_of

ZONE = "America/Chicago"
NONE = Amount(0, 0)
KEPT_SENTENCE = (
    "“plan.pdf” does not fit: this micro-credential holds 100 files and links with 1 MB, of at most 100 files and links"
    " with 2000 MB. Removed ones count for 30 days. Put several into one, or add a smaller copy."
)
DAY_SENTENCE = (
    "“plan.pdf” does not fit into today: you added 60 files and links with 1 MB, of at most 60 files and links with"
    " 1000 MB. Everything else is saved; add this one tomorrow."
)


@pytest.fixture
def item(work: Enrollment) -> EvidenceItem:
    return EvidenceItem.objects.get(part__version=work.version)


@pytest.mark.parametrize(
    ("size_bytes", "kept", "today", "expected"),
    [
        (1, NONE, NONE, None),
        (1, Amount(99, MOST_KEPT.size_bytes - 1), Amount(59, MOST_IN_A_DAY.size_bytes - 1), None),
        (1, Amount(100, 1_000_000), NONE, KEPT_SENTENCE),
        (1, NONE, Amount(60, 1_000_000), DAY_SENTENCE),
        (1, Amount(100, 1_000_000), Amount(60, 1_000_000), KEPT_SENTENCE),
    ],
)
def test_one_more_fits_or_one_sentence_says_why_not(
    size_bytes: int, kept: Amount, today: Amount, expected: str | None
) -> None:
    assert refusal("“plan.pdf”", size_bytes, kept=kept, today=today) == expected


@pytest.mark.parametrize(("kept", "today"), [(MOST_KEPT.size_bytes, 0), (0, MOST_IN_A_DAY.size_bytes)])
def test_a_file_that_is_one_byte_too_large_does_not_fit(kept: int, today: int) -> None:
    assert refusal("“plan.pdf”", 1, kept=Amount(1, kept), today=Amount(1, today)) is not None
    assert refusal("This link", 0, kept=Amount(1, kept), today=Amount(1, today)) is None


def test_what_was_removed_counts_and_can_be_brought_back_for_thirty_days_links_and_sent_files_too(
    work: Enrollment, item: EvidenceItem, dana: Person, frozen_clock: time_machine.Traveller
) -> None:
    link = add_link(by=dana, enrollment=work, item=item, url="https://drive.example.com/file/1")
    evidence = attach(work, item)
    recall(by=dana, submission=send_work(complete(work)))
    for piece in (link, evidence):
        remove_evidence(by=dana, evidence=piece)
    frozen_clock.shift(timedelta(days=30))
    assert (amounts(work)[0], removed_evidence(work).count()) == (Amount(2, evidence.size_bytes), 2)
    frozen_clock.shift(timedelta(seconds=1))
    assert (amounts(work)[0], removed_evidence(work).count()) == (NONE, 0)
    for piece in (link, evidence):
        with pytest.raises(UnusableFile, match=r"was removed more than 30 days ago\. Add it again\."):
            bring_back_evidence(by=dana, evidence=piece)


def test_a_file_that_a_colleague_shares_takes_no_room_of_whoever_uses_it(
    work: Enrollment, theirs: Enrollment, artifact: SharedArtifact, plan: Evidence, dana: Person, theo: Person
) -> None:
    use_in(theirs, artifact)
    assert amounts(theirs) == (Amount(1, 0), Amount(1, 0))
    assert amounts(work) == (Amount(1, plan.size_bytes), Amount(1, plan.size_bytes))


def test_a_day_begins_at_midnight_of_the_program_and_counts_all_work_of_a_person(
    work: Enrollment, item: EvidenceItem, dana: Person, theo: Person, offer: Offer, frozen_clock: time_machine.Traveller
) -> None:
    evidence = attach(work, item)
    other = begin(offer, theo)
    attach(other, outline_of(other).open_items[0])
    assert amounts(work)[1] == Amount(1, evidence.size_bytes)
    frozen_clock.shift(timedelta(hours=14, minutes=59))
    assert amounts(work)[1] == Amount(1, evidence.size_bytes)
    frozen_clock.shift(timedelta(minutes=1))
    assert amounts(work)[1] == NONE


def test_what_does_not_fit_leaves_no_file_and_costs_no_text(
    work: Enrollment, item: EvidenceItem, dana: Person, monkeypatch: pytest.MonkeyPatch, client: Client
) -> None:
    monkeypatch.setattr(quota, "MOST_IN_A_DAY", Amount(1, 1_000_000))
    attach(work, item)
    with pytest.raises(NoRoomLeft, match="does not fit into today"):
        attach(work, item)
    with pytest.raises(NoRoomLeft, match=r"^This link does not fit into today"):
        add_link(by=dana, enrollment=work, item=item, url="https://drive.example.com/file/1")
    client.force_login(dana)
    address = reverse("submissions_part", args=[work.uid, item.part.uid])
    link = f"link-{item.uid}"
    answer = client.post(address, {f"files-{item.uid}": [a_pdf()], link: "https://drive.example.com/file/2"})
    page = answer.content.decode()
    assert (answer.status_code, "https://drive.example.com/file/2" in page) == (422, True)
    assert page.count("does not fit into today") == 4  # in the summary and at the field, of the file and the link
    assert [path.is_file() for path in Path(default_storage.path("evidence")).rglob("*")].count(True) == 1


def test_the_limits_are_said_before_anything_is_added(work: Enrollment, item: EvidenceItem, client: Client) -> None:
    client.force_login(work.member.person)
    page = client.get(reverse("submissions_part", args=[work.uid, item.part.uid])).content.decode()
    assert "Up to 60 files and links a day, 100 in all." in page


@pytest.mark.django_db(transaction=True)
def test_two_works_of_one_person_in_the_same_moment_share_one_day(
    work: Enrollment, offer: Offer, dana: Person, tree: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(quota, "MOST_IN_A_DAY", Amount(1, 1_000_000))
    works = [work, second_work(offer, dana, tree)]
    items = [outline_of(one).open_items[0] for one in works]

    def add(place: int) -> str:
        try:
            return attach(works[place], items[place]).name
        except NoRoomLeft as full:
            return str(full)[:20]

    assert sorted(at_once(lambda: add(0), lambda: add(1))) == ["responses.pdf", "“responses.pdf” does"]
    assert Evidence.objects.count() == 1


def second_work(offer: Offer, dana: Person, tree: District) -> Enrollment:
    """Another micro-credential of the same person."""
    more = build_version(tree).micro_credential
    curate_credential(by=BUILDER, program=offer.program, micro_credential=more, reason="More")
    return enroll(by=dana, member=offer.members[dana], micro_credential=more)
