"""Evidence: received with a checksum, kept private, never half-added (EA2)."""

import os
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from zipfile import ZIP_LZMA

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse
from PIL import Image

from tests.conftest import FROZEN
from tests.submissions.builders import a_pdf, a_picture, attach, complete, send_work
from tests.submissions.files import PROGRAM
from tests.submissions.telling_files import CORE, NAME, office, parts_of
from waypost.catalog.models import EvidenceItem
from waypost.common import jobs
from waypost.common.models import AuditEntry
from waypost.people.models import Person
from waypost.submissions.actions import evidence as actions
from waypost.submissions.actions.drafts import NotOpenForWriting
from waypost.submissions.actions.evidence import NoRoomLeft, add_link, bring_back_evidence, remove_evidence
from waypost.submissions.actions.locks import NotTheirs
from waypost.submissions.actions.send import recall
from waypost.submissions.files.checks import UnusableFile, UnusableLink
from waypost.submissions.models import Enrollment, Evidence

LINK = "https://drive.example.com/file/1"


@pytest.fixture
def item(work: Enrollment) -> EvidenceItem:
    return EvidenceItem.objects.get(part__version=work.version)


def stored_files() -> list[Path]:
    return [path for path in Path(default_storage.path("evidence")).rglob("*") if path.is_file()]


def test_a_file_is_stored_under_a_random_name_with_its_checksum(work: Enrollment, item: EvidenceItem) -> None:
    file = a_pdf("my lesson.pdf", "words")
    evidence = attach(work, item, file)
    content = b"%PDF-1.7\nwords\n%%EOF\n"
    assert (evidence.name, evidence.media_type, evidence.size_bytes) == (
        "my lesson.pdf",
        "application/pdf",
        len(content),
    )
    assert evidence.sha256 == sha256(content).hexdigest()
    assert stored_files()[0].read_bytes() == content
    assert "lesson" not in str(evidence.stored_file.name)
    assert len(stored_files()[0].name) == 40


def test_a_photo_loses_its_place_and_the_checksum_is_that_of_what_is_kept(work: Enrollment, item: EvidenceItem) -> None:
    details = Image.Exif()
    details[0x010F] = "N 41 52 55"
    evidence = attach(work, item, a_picture("board", exif=details))
    kept = stored_files()[0].read_bytes()
    assert b"N 41 52 55" not in kept
    assert (evidence.sha256, evidence.hidden_details_removed) == (sha256(kept).hexdigest(), True)
    assert evidence.name == "board.jpg"


def test_a_document_loses_its_author_and_its_owner_reads_what_is_left(
    work: Enrollment, item: EvidenceItem, client: Client
) -> None:
    named = {"docProps/core.xml": CORE.format(NAME, NAME), "_xmlsignatures/sig1.xml": "<Signature/>"}
    evidence, again = (attach(work, item, ContentFile(office("word", named), name="plan.docx")) for _ in range(2))
    kept = stored_files()[0].read_bytes()
    assert not [name for name, content in parts_of(kept).items() if NAME.encode() in content]
    assert (evidence, evidence.sha256, evidence.size_bytes) == (again, sha256(kept).hexdigest(), len(kept))
    client.force_login(work.member.person)
    page = client.get(reverse("submissions_part", args=[work.uid, item.part.uid])).content.decode()
    assert "The names and other properties inside this document were taken out; what it shows stays as it was." in page
    assert "This file is signed with a name. Save a copy without the signature, then add that." in page


def test_an_office_file_that_is_broken_inside_is_not_taken(work: Enrollment, item: EvidenceItem) -> None:
    broken = office("word", {"docProps/core.xml": CORE.format(NAME, NAME)}, packing=ZIP_LZMA)
    with pytest.raises(UnusableFile, match=r"^“plan\.docx” cannot be opened as a Word document\. Save it again"):
        attach(work, item, ContentFile(broken, name="plan.docx"))
    assert not default_storage.exists("evidence")


def test_a_photo_without_hidden_details_is_kept_as_it_is(work: Enrollment, item: EvidenceItem) -> None:
    evidence = attach(work, item, a_picture())
    unchanged = sha256(a_picture().read()).hexdigest()
    assert (evidence.sha256, evidence.hidden_details_removed) == (unchanged, False)


def test_the_same_file_twice_is_one(work: Enrollment, item: EvidenceItem) -> None:
    first, second = attach(work, item, a_pdf("a.pdf", "same")), attach(work, item, a_pdf("b.pdf", "same"))
    assert first == second
    assert len(stored_files()) == 1
    assert AuditEntry.objects.filter(verb="add evidence").count() == 1


def test_a_file_that_is_not_taken_leaves_nothing(work: Enrollment, item: EvidenceItem) -> None:
    with pytest.raises(UnusableFile, match="is a program"):
        attach(work, item, ContentFile(PROGRAM, name="lesson.pdf"))
    with pytest.raises(UnusableFile, match=r"^“board\.jpg” cannot be opened as a picture"):
        attach(work, item, ContentFile(a_picture().read()[:40], name="board.jpg"))
    assert not Evidence.objects.exists()
    assert not default_storage.exists("evidence")


def test_an_item_that_is_full_says_so_and_keeps_nothing(work: Enrollment, item: EvidenceItem, dana: Person) -> None:
    for _ in range(3):
        attach(work, item)
    with pytest.raises(NoRoomLeft, match="holds 3 already"):
        attach(work, item)
    with pytest.raises(NoRoomLeft):
        add_link(by=dana, enrollment=work, item=item, url=LINK)
    assert (Evidence.objects.count(), len(stored_files())) == (3, 3)


def test_a_link_is_kept_once_and_never_opened(work: Enrollment, item: EvidenceItem, dana: Person) -> None:
    first = add_link(by=dana, enrollment=work, item=item, url=f" {LINK} ")
    assert add_link(by=dana, enrollment=work, item=item, url=LINK) == first
    assert (first.url, first.is_link, Evidence.objects.count()) == (LINK, True, 1)
    with pytest.raises(UnusableLink):
        add_link(by=dana, enrollment=work, item=item, url="http://localhost/")


def test_an_item_that_takes_no_links_says_what_it_takes(work: Enrollment, item: EvidenceItem, dana: Person) -> None:
    item.accepted_kinds = ["document", "video"]
    item.save()
    with pytest.raises(UnusableLink, match=r"Links cannot be added here\. You can add a document or a video\."):
        add_link(by=dana, enrollment=work, item=item, url=LINK)


def test_removing_can_be_undone_and_both_leave_a_row(work: Enrollment, item: EvidenceItem, dana: Person) -> None:
    evidence = attach(work, item)
    for action in (remove_evidence, remove_evidence, bring_back_evidence, bring_back_evidence):
        action(by=dana, evidence=evidence)
    evidence.refresh_from_db()
    assert evidence.removed_at is None
    verbs = AuditEntry.objects.filter(subject_uid=evidence.uid).order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["add evidence", "remove evidence", "bring back evidence"]


def test_what_was_removed_does_not_squeeze_into_a_full_item(work: Enrollment, item: EvidenceItem, dana: Person) -> None:
    removed = attach(work, item)
    remove_evidence(by=dana, evidence=removed)
    for _ in range(3):
        attach(work, item)
    with pytest.raises(NoRoomLeft):
        bring_back_evidence(by=dana, evidence=removed)


def test_sent_work_takes_no_evidence_and_gives_none_away(work: Enrollment, item: EvidenceItem, dana: Person) -> None:
    send_work(complete(work))
    with pytest.raises(NotOpenForWriting):
        attach(work, item)
    with pytest.raises(NotOpenForWriting):
        remove_evidence(by=dana, evidence=work.evidence.get())
    assert (work.evidence.filter(removed_at=None).count(), len(stored_files())) == (1, 1)


def test_a_teammate_cannot_touch_the_evidence_of_another(work: Enrollment, item: EvidenceItem, theo: Person) -> None:
    evidence = attach(work, item)
    for action in (remove_evidence, bring_back_evidence):
        with pytest.raises(NotTheirs):
            action(by=theo, evidence=evidence)
    with pytest.raises(NotTheirs):
        actions.add_file(by=theo, enrollment=work, item=item, file=a_pdf())
    assert (work.evidence.get().removed_at, len(stored_files())) == (None, 1)


def test_a_job_deletes_files_that_a_killed_request_left_behind(work: Enrollment, item: EvidenceItem) -> None:
    attach(work, item)
    kept = stored_files()[0]
    orphan = Path(default_storage.path(default_storage.save("evidence/2027-01/orphan", a_pdf())))
    young = Path(default_storage.path(default_storage.save("evidence/2027-01/young", a_pdf())))
    for path, age in ((kept, timedelta(days=2)), (orphan, timedelta(days=2)), (young, timedelta(hours=1))):
        os.utime(path, ((FROZEN - age).timestamp(), (FROZEN - age).timestamp()))
    jobs.run("submissions.clean_store")
    jobs.run("submissions.clean_store")
    assert sorted(stored_files()) == sorted([kept, young])


def test_removed_files_go_after_thirty_days_unless_they_were_sent(
    work: Enrollment, item: EvidenceItem, dana: Person, frozen_clock: time_machine.Traveller
) -> None:
    recall(by=dana, submission=send_work(complete(work)))
    sent, never_sent = work.evidence.get(), attach(work, item)
    for evidence in (sent, never_sent):
        remove_evidence(by=dana, evidence=evidence)
    frozen_clock.shift(timedelta(days=30, seconds=1))
    jobs.run("submissions.purge_removed_files")
    assert [path.name in str(sent.stored_file.name) for path in stored_files()] == [True]
    with pytest.raises(UnusableFile, match="removed more than 30 days ago"):
        bring_back_evidence(by=dana, evidence=never_sent)
