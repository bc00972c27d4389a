"""What makes two pages that somebody sent the same (decision 0029)."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.forms import Form
from django.http import HttpRequest
from django.test import RequestFactory

from tests.builders import build_district, person
from waypost.people.actions.saved_forms import SentPage
from waypost.people.models import Person
from waypost.people.rules import Role
from waypost.people.sent_pages import sent_page
from waypost.ui.editing import FormPage

PAGE = FormPage("Attach a file", Form(), "/", also="another")


@pytest.fixture
def lead(db: None) -> Person:
    return person("Maya Okafor", Role.PROGRAM_LEAD, build_district().district)


def posted(by: Person, address: str = "/add/", **fields: Any) -> HttpRequest:
    request = RequestFactory().post(address, {"once": "token", **fields})
    request.user = by
    return request


def sent(request: HttpRequest) -> SentPage:
    found = sent_page(request, PAGE)
    assert found
    return found


def small(content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("survey.csv", content)


def on_disk(content: bytes) -> TemporaryUploadedFile:
    file = TemporaryUploadedFile("survey.csv", "text/csv", len(content), None)
    file.write(content)
    file.seek(0)
    return file


@pytest.mark.parametrize("kept", [small, on_disk])
def test_a_file_is_the_same_only_where_its_content_is_and_can_still_be_read(lead: Person, kept: Any) -> None:
    contents = [b"11,12", b"11,13", b"11,12"]
    requests, files = [posted(lead) for _ in contents], [kept(content) for content in contents]
    for request, file in zip(requests, files, strict=True):
        request.FILES["file"] = file
    first, corrected, again = map(sent, requests)
    assert (first.content == corrected.content, first.content == again.content) == (False, True)
    assert [file.read() for file in files] == contents
    for file in files:
        file.close()


def test_what_follows_a_question_mark_belongs_to_the_address(lead: Person) -> None:
    first, other = (sent(posted(lead, address)) for address in ("/add/?to=a", "/add/?to=b"))
    assert (first.key == other.key, first.content == other.content) == (False, False)


def test_the_second_button_and_the_token_are_no_content(lead: Person) -> None:
    first, other = sent(posted(lead, name="Buses")), sent(posted(lead, name="Buses", another="1", once="again-x"))
    assert (first.key == other.key, first.content == other.content) == (False, True)
    assert (first.is_meant, other.is_meant) == (False, True)


def test_a_page_without_a_token_is_none(lead: Person) -> None:
    assert sent_page(posted(lead, once=""), PAGE) is None
