"""The page on which anyone verifies anything, and what it never does: reach inside."""

import json
import socket
import ssl
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NoReturn

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.credentials.builders import Earned, share
from tests.credentials.test_pages import words
from tests.standards.badges import CREDENTIAL, FIXTURES, KEY, sign
from tests.standards.loopback import HOST, Handler, LoopbackServer, answer, certificate, redirect
from waypost.credentials.actions import outings
from waypost.credentials.queries.awards import current_credential
from waypost.credentials.queries.pages import baked_png, baked_svg
from waypost.credentials.views import verify as view
from waypost.standards.openbadges.credential import StatusEntry, build_credential
from waypost.standards.safe_fetch.fetching import SafeFetcher
from waypost.standards.safe_fetch.timed_connections import Deadline

pytestmark = pytest.mark.django_db
INSIDE = "This address is not on the public internet, so we don&#x27;t ask it."


@pytest.fixture(autouse=True)
def empty_cache(db: None) -> None:
    cache.clear()


@pytest.fixture(scope="module")
def server_certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return certificate(tmp_path_factory.mktemp("tls"))


@pytest.fixture
def server(server_certificate: Path) -> Iterator[LoopbackServer]:
    running = LoopbackServer(server_certificate)
    yield running
    running.stop()


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> NoReturn:
        raise OSError("there is no network")

    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.fixture
def outside(server_certificate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The loopback server under HOST stands for the internet; every other name leads to itself, as numbers do."""

    def resolve(host: str, _port: int, _seconds: float) -> Sequence[str]:
        return ["127.0.0.1"] if host == HOST else [host]

    def for_one_verification() -> SafeFetcher:
        tls = ssl.create_default_context(cafile=str(server_certificate))
        # What is inside goes by the other loopback addresses.
        return SafeFetcher(Deadline.after(1.0), resolve=resolve, is_allowed=lambda found: found == "127.0.0.1", tls=tls)

    monkeypatch.setattr(SafeFetcher, "for_one_verification", for_one_verification)


def check(text: str = "", file: tuple[str, bytes] | None = None, address: str = "127.0.0.1") -> Any:
    data: dict[str, object] = {"text": text}
    if file is not None:
        data["file"] = SimpleUploadedFile(*file)
    return Client(REMOTE_ADDR=address).post(reverse("verify"), data)


def test_a_file_in_every_form_and_pasted_text_are_valid(earned: Earned, no_network: None) -> None:
    credential = current_credential(earned.award)
    answers = [
        check(file=("a.json", credential.document.encode())),
        check(file=("a.jwt", credential.token.encode())),
        check(file=("a.png", baked_png(earned.award))),
        check(file=("a.svg", baked_svg(earned.award))),
        check(credential.document),
        check(f"  {credential.token}\n"),
    ]
    assert [response.status_code for response in answers] == [200] * 6
    assert ["This credential is valid." in words(response) for response in answers] == [True] * 6


def test_every_check_is_explained_in_words(earned: Earned, no_network: None) -> None:
    page = words(check(current_credential(earned.award).document))
    for title in (
        "Its words are known here (holds)",
        "It is complete (holds)",
        "It was not changed (holds)",
        "It leads to its issuer (holds)",
        "The issuer is known here (holds)",
        "It was not withdrawn (holds)",
        "Its dates fit (holds)",
        "Its holder was not checked (not asked)",
    ):
        assert title in page


def test_a_link_to_a_shared_page_or_file_is_checked_without_a_request(earned: Earned, no_network: None) -> None:
    share(earned.award)
    page = reverse("credential", kwargs={"uid": earned.award.uid})
    file = reverse("credential_json", kwargs={"uid": earned.award.uid, "number": 1})
    for link in (f"http://testserver{page}", f"https://waypost.invalid{page}", f"https://waypost.invalid{file}"):
        assert "This credential is valid." in words(check(link))


def test_a_link_to_a_private_page_says_no_more_than_one_to_nowhere(earned: Earned, no_network: None) -> None:
    private = f"http://testserver{reverse('credential', kwargs={'uid': earned.award.uid})}"
    for link in (
        private,
        "http://testserver/credentials/222222222222/",
        "http://testserver/plans/",
        "http://testserver/x",
    ):
        response = check(link)
        assert response.status_code == 422
        assert "does not lead to a credential that its holder shares" in words(response)
        assert link in response.content.decode()


def test_a_changed_copy_is_not_valid_and_what_was_pasted_stays(earned: Earned, no_network: None) -> None:
    text = current_credential(earned.award).document.replace("Checking for", "Mastery of")
    response = check(text)
    assert response.status_code == 200
    assert "This credential is not valid." in words(response)
    assert "Its signature does not hold (does not hold)" in words(response)
    assert "Mastery of Understanding" in response.context["form"]["text"].value()


def test_a_word_added_after_signing_is_not_valid(earned: Earned, no_network: None) -> None:
    document = json.loads(current_credential(earned.award).document)
    document["credentialSubject"]["endorsedByTheGovernor"] = "yes"
    assert "holds words that its signature does not cover" in words(check(json.dumps(document)))


@pytest.mark.parametrize(
    ("file", "says"),
    [
        (("a.txt", b"hello"), "We read JSON, VC-JWT, PNG and SVG credentials, and links to one."),
        (("a.json", b"{"), "This file is not complete JSON."),
        (("a.png", b"\x89PNG\r\n\x1a\n"), "This image is damaged."),
        (("a.svg", b"<!DOCTYPE svg [<!ENTITY a 'b'>]><svg>&a;</svg>"), "declares its own document type"),
        (("a.json", b""), "This is not a credential."),
    ],
)
def test_what_can_not_be_read_gets_one_clear_sentence(file: tuple[str, bytes], says: str, no_network: None) -> None:
    response = check(file=file)
    assert response.status_code == 422
    assert says in words(response)


def test_nothing_or_two_things_are_asked_for_again(no_network: None) -> None:
    for response in (check(), check("text", ("a.json", b"{}"))):
        assert response.status_code == 422
        assert "Give one thing to check: a link, a text, or a file." in words(response)


def test_a_file_over_5_mb_is_not_read(no_network: None) -> None:
    response = check(file=("a.png", b"\x89PNG\r\n\x1a\n" + b"\0" * (5 * 1024 * 1024)))
    assert (response.status_code, "This file is larger than 5 MB." in words(response)) == (422, True)


def test_other_issuers_credentials_are_checked_too(no_network: None) -> None:
    page = words(check(file=("a.json", (FIXTURES / "did-key.json").read_bytes())))
    assert "It was not changed (holds)" in page
    assert "The issuer is not known here (unknown)" in page


def test_many_checks_in_a_minute_are_asked_to_wait(monkeypatch: pytest.MonkeyPatch, no_network: None) -> None:
    monkeypatch.setattr(view, "CHECKS", 2)
    answers = [check("hello") for _ in range(3)]
    assert [response.status_code for response in answers] == [422, 422, 429]
    assert "Wait a minute, then check this one again." in words(answers[2])
    assert answers[2].context["form"]["text"].value() == "hello"


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "127.1", "0.0.0.0"])  # noqa: S104  # a bad value on purpose
def test_a_link_to_this_machine_is_never_asked(server: LoopbackServer, host: str) -> None:
    response = check(server.url("/secret", host))
    assert response.status_code == 422
    assert INSIDE in response.content.decode() or "This address does not answer." in words(response)
    assert server.requests == []


@pytest.mark.parametrize("host", ["10.0.0.1", "192.168.1.1", "169.254.169.254", "[fd00:ec2::254]", "100.100.100.200"])
def test_a_link_to_a_private_or_metadata_address_is_never_asked(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> NoReturn:
        raise AssertionError("a connection was tried")

    monkeypatch.setattr(socket, "create_connection", refuse)
    assert INSIDE in check(f"https://{host}/latest/meta-data/").content.decode()


def test_a_redirect_inside_is_not_followed(server: LoopbackServer, outside: None) -> None:
    server.pages["/credential"] = redirect(server.url("/secret", "127.0.0.2"))
    assert INSIDE in check(server.url("/credential")).content.decode()
    assert [request.split(" ")[1] for request in server.requests] == ["/credential"]


def test_a_redirect_to_no_address_gets_one_clear_sentence(server: LoopbackServer, outside: None) -> None:
    server.pages["/credential"] = redirect("https://[")
    assert "This address sends us on to one that is not usable." in words(check(server.url("/credential")))


def test_a_status_list_inside_is_not_asked(server: LoopbackServer, outside: None) -> None:
    did = f"did:key:{KEY.public_multibase}"
    inside = StatusEntry(server.url("/list", "127.0.0.2"), 1)
    page = words(check(json.dumps(signed_by(did, status=inside))))
    assert "It was not changed (holds)" in page
    assert "We can&#x27;t tell whether it was withdrawn (unknown)" in page
    assert server.requests == []


def test_a_did_inside_is_not_asked(server: LoopbackServer, outside: None) -> None:
    for host in (f"127.0.0.2%3A{server.port}", "intranet%3A8443", "169.254.169.254"):
        page = words(check(json.dumps(signed_by(f"did:web:{host}:issuers:a", status=None))))
        assert "We can&#x27;t tell whether it leads to its issuer (unknown)" in page
    assert server.requests == []


def signed_by(did: str, *, status: StatusEntry | None) -> dict[str, Any]:
    issuer = replace(CREDENTIAL.issuer, did=did)
    return sign(build_credential(replace(CREDENTIAL, issuer=issuer, status=status)), did=did)


def test_an_address_that_never_answers_does_not_hold_a_worker(server: LoopbackServer, outside: None) -> None:
    def hang(_connection: ssl.SSLSocket, _request: str) -> None:
        server.stopped.wait(30)

    handler: Handler = hang
    server.pages["/credential"] = handler
    began = time.perf_counter()
    response = check(server.url("/credential"))
    assert "This address took too long to answer." in words(response)
    assert time.perf_counter() - began < 5


def test_a_link_to_a_credential_elsewhere_is_fetched_and_checked(server: LoopbackServer, outside: None) -> None:
    served = json.dumps(signed_by(f"did:key:{KEY.public_multibase}", status=None)).encode()
    server.pages["/credential"] = answer(served)
    assert "This credential is valid." in words(check(server.url("/credential")))
    server.pages["/page"] = answer(b"<html>", kind="text/html")
    refused = check(server.url("/page"))
    assert refused.status_code == 422
    assert "Download the credential from there, and give us the file." in words(refused)


def test_a_link_that_is_no_address_gets_one_clear_sentence(no_network: None) -> None:
    response = check("https://[")
    assert (response.status_code, "This is not a usable address." in words(response)) == (422, True)


@pytest.fixture
def credential_elsewhere(server: LoopbackServer, outside: None) -> str:
    served = json.dumps(signed_by(f"did:key:{KEY.public_multibase}", status=None)).encode()
    server.pages["/credential"] = answer(served)
    return server.url("/credential")


def test_one_client_asks_outside_only_so_often(
    credential_elsewhere: str, server: LoopbackServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outings, "BY_ONE_CLIENT", 2)
    answers = [check(credential_elsewhere) for _ in range(3)]
    assert [response.status_code for response in answers] == [200, 200, 429]
    assert outings.YOURS in words(answers[2])
    assert answers[2].context["form"]["text"].value() == credential_elsewhere
    assert len(server.requests) == 2
    assert check(credential_elsewhere, address="198.51.100.7").status_code == 200


@pytest.mark.parametrize("limit", ["BY_ALL", "AT_ONCE"])
def test_all_clients_together_ask_outside_only_so_often(
    credential_elsewhere: str, server: LoopbackServer, monkeypatch: pytest.MonkeyPatch, limit: str
) -> None:
    monkeypatch.setattr(outings, limit, 0)
    response = check(credential_elsewhere)
    assert (response.status_code, outings.EVERYBODYS in words(response)) == (429, True)
    assert server.requests == []


def test_the_number_of_a_certificate_is_answered_by_where_its_address_stands(earned: Earned, no_network: None) -> None:
    response = check(earned.award.number)
    assert response.status_code == 422
    assert "scan the QR code of the certificate, or type the address that stands below it." in words(response)
    assert response.context["form"]["text"].value() == earned.award.number


def test_a_limit_reached_says_nothing_about_what_needs_no_request(
    earned: Earned, no_network: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outings, "BY_ALL", 0)
    assert "This credential is valid." in words(check(current_credential(earned.award).document))
