"""Frameworks from a file: looked at first, then exactly that, once (PL6)."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.builders import District, person
from tests.frameworks.builders import TABLE, TITLE, framework_at, item_called
from tests.shared_data import shared_data
from waypost.common.models import AuditEntry
from waypost.frameworks.actions import FileMoved, apply_upload
from waypost.frameworks.models import Framework, FrameworkItem, FrameworkUpload
from waypost.frameworks.queries import planned_upload
from waypost.people.models import Person
from waypost.people.rules import Role

pytestmark = pytest.mark.django_db
NEWER = """code,statement,parent,grades
L,Language,,
L.1,Conventions of spoken English,L,"1,2"
L.1.a,Print all letters,L.1,1
L.3,Choose words,L,3
"""


@pytest.fixture
def browser(lead: Person) -> Client:
    client = Client()
    client.force_login(lead)
    return client


def upload(client: Client, content: bytes, title: str = TITLE, at: str = "cedar-valley") -> str:
    """The text of the preview, or of the form that says what to do about the file."""
    data = {"file": SimpleUploadedFile("standards.csv", content), "title": title, "organization": at}
    return client.post(reverse("framework_upload"), data, follow=True).content.decode()


def confirm(client: Client) -> str:
    kept = FrameworkUpload.objects.latest("pk")
    data = {"shown": planned_upload(kept).digest}
    return client.post(reverse("framework_preview", args=[kept.uid]), data, follow=True).content.decode()


def standing() -> list[tuple[str, str, int, int]]:
    rows = FrameworkItem.objects.filter(withdrawn_at=None).order_by("position")
    return [(row.code, row.parent.code if row.parent else "", row.depth, row.below_count) for row in rows]


def test_a_table_is_shown_first_and_then_brought_in(browser: Client, lead: Person, tree: District) -> None:
    preview = upload(browser, TABLE.encode())
    assert "Nothing is changed yet. Language standards is new for Cedar Valley, with 4 items." in preview
    assert "Print all letters" in preview
    assert Framework.objects.count() == 0
    assert "Language standards is in: plans can name its standards now." in confirm(browser)
    assert standing() == [("L", "", 0, 3), ("L.1", "L", 1, 1), ("L.1.a", "L.1", 2, 0), ("L.2", "L", 1, 0)]
    framework = Framework.objects.get()
    assert (framework.organization, framework.title) == (tree.district, TITLE)
    row = AuditEntry.objects.get(verb="import framework", actor=lead.audit_id)
    assert (row.subject_uid, (row.after or {})["added"]) == (framework.uid, 4)


def test_a_case_package_is_brought_in_under_its_own_name(browser: Client) -> None:
    upload(browser, shared_data("case", "SmartLevelFramework.json").read_bytes(), title="")
    confirm(browser)
    framework = Framework.objects.get()
    assert (framework.title, framework.creator, framework.items.count()) == ("SmartLevel Test", "OpenSALT Testing", 14)


def test_a_later_file_shows_what_is_added_changed_and_withdrawn(browser: Client, tree: District) -> None:
    framework = framework_at(tree.district)
    preview = upload(browser, NEWER.encode())
    assert "1 added, 1 changed, 1 withdrawn, 2 left as they are." in preview
    assert "Now: Conventions of English" in preview
    confirm(browser)
    assert standing() == [("L", "", 0, 3), ("L.1", "L", 1, 1), ("L.1.a", "L.1", 2, 0), ("L.3", "L", 1, 0)]
    assert item_called(framework, "L.2").withdrawn_at is not None
    changes = AuditEntry.objects.filter(verb="change framework item")
    assert sorted([*(row.after or {})] for row in changes) == [["statement"], ["withdrawn_at"]]


def test_what_was_withdrawn_comes_back_as_the_same_item(tree: District) -> None:
    framework = framework_at(tree.district)
    before = item_called(framework, "L.2").uid
    framework_at(tree.district, NEWER)
    framework_at(tree.district)
    again = item_called(framework, "L.2")
    assert (again.uid, again.withdrawn_at) == (before, None)


def test_the_same_file_twice_changes_nothing(browser: Client, tree: District) -> None:
    framework_at(tree.district)
    rows = AuditEntry.objects.count()
    assert "This file changes nothing." in upload(browser, TABLE.encode())
    framework_at(tree.district)
    assert AuditEntry.objects.count() == rows + 1


def test_a_preview_is_confirmed_once(browser: Client, lead: Person) -> None:
    upload(browser, TABLE.encode())
    kept = FrameworkUpload.objects.get()
    shown = planned_upload(kept).digest
    apply_upload(by=lead, upload=kept, shown=shown)
    with pytest.raises(FileMoved, match="confirmed already"):
        apply_upload(by=lead, upload=kept, shown=shown)
    assert browser.get(reverse("framework_preview", args=[kept.uid])).status_code == 404
    assert bytes(FrameworkUpload.objects.get().content) == b""


def test_what_changed_meanwhile_is_shown_again_and_nothing_is_done(browser: Client, tree: District) -> None:
    upload(browser, NEWER.encode())
    kept = FrameworkUpload.objects.get()
    shown = planned_upload(kept).digest
    framework_at(tree.district)
    answer = browser.post(reverse("framework_preview", args=[kept.uid]), {"shown": shown})
    assert answer.status_code == 422
    assert "Something changed since this list was made" in answer.content.decode()
    assert FrameworkItem.objects.filter(code="L.3").count() == 0


def test_a_file_that_cannot_be_read_gives_one_sentence_and_is_not_kept(browser: Client) -> None:
    page = upload(browser, b"{broken")
    assert "The JSON of this file is damaged: download it again, and try once more." in page
    assert FrameworkUpload.objects.count() == 0


def test_a_table_needs_a_name(browser: Client) -> None:
    page = upload(browser, TABLE.encode(), title="")
    assert "A CSV file does not say its name: write the name of the framework." in page


def test_a_lead_brings_nothing_in_for_another_district(browser: Client) -> None:
    upload(browser, TABLE.encode(), at="stony-brook")
    assert FrameworkUpload.objects.count() == 0


def test_a_teammate_does_not_confirm_my_file(browser: Client, tree: District) -> None:
    upload(browser, TABLE.encode())
    teammate = Client()
    teammate.force_login(person("Second Lead", Role.PROGRAM_LEAD, tree.district))
    kept = FrameworkUpload.objects.get()
    address = reverse("framework_preview", args=[kept.uid])
    assert teammate.post(address, {"shown": planned_upload(kept).digest}).status_code == 404
    assert Framework.objects.count() == 0


def test_a_framework_that_is_kept_above_already_is_pointed_out(browser: Client, tree: District) -> None:
    framework_at(tree.state)
    assert "Prairie State keeps this framework already" in upload(browser, TABLE.encode())
