"""No address that a stranger names leads inside, keeps the server busy, or brings in more than a badge."""

import json
import socket
import ssl
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

import pytest

from tests.standards.badges import CREDENTIAL, KEY, NOW, sign
from tests.standards.loopback import HOST, Handler, LoopbackServer, answer, certificate, redirect
from waypost.standards.openbadges.checks import CheckCode, Outcome, Overall
from waypost.standards.openbadges.credential import build_credential
from waypost.standards.openbadges.issuers import IssuerKey, did_document
from waypost.standards.openbadges.resolving import FetchingResolver, GoneError, ResolveError
from waypost.standards.openbadges.verification import Verifier
from waypost.standards.safe_fetch.addresses import is_public_address, system_addresses
from waypost.standards.safe_fetch.fetching import (
    MAXIMUM_BODY_BYTES,
    MAXIMUM_REQUESTS,
    FetchError,
    SafeFetcher,
    WithdrawnError,
)
from waypost.standards.safe_fetch.timed_connections import Deadline

INSIDE = "This address is not on the public internet, so we don't ask it."


@pytest.fixture(scope="module")
def server_certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return certificate(tmp_path_factory.mktemp("tls"))


@pytest.fixture
def server(server_certificate: Path) -> Iterator[LoopbackServer]:
    running = LoopbackServer(server_certificate)
    yield running
    running.stop()


def at_loopback(_host: str, _port: int, _seconds: float) -> Sequence[str]:
    return ["127.0.0.1"]


def never_asked(host: str, _port: int, _seconds: float) -> Sequence[str]:
    raise AssertionError(host)


@pytest.fixture
def fetcher(server_certificate: Path) -> SafeFetcher:
    """A fetcher whose policy lets exactly the loopback test server through."""
    return SafeFetcher(
        Deadline.after(5),
        resolve=at_loopback,
        is_allowed=lambda address: address == "127.0.0.1",
        tls=ssl.create_default_context(cafile=str(server_certificate)),
    )


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "127.8.8.8",
        "0.0.0.0",  # noqa: S104  # a bad value on purpose
        "10.0.0.1",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "100.100.100.200",
        "168.63.129.16",
        "192.0.0.1",
        "192.0.2.1",
        "192.88.99.1",
        "198.18.0.1",
        "203.0.113.1",
        "224.0.0.1",
        "239.255.255.250",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::ffff:127.0.0.1",
        "::ffff:8.8.8.8",
        "::127.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b:1::1",
        "2001::1",
        "2001:db8::1",
        "2002:7f00:1::1",
        "fc00::1",
        "fd00:ec2::254",
        "fe80::1",
        "fe80::1%eth0",
        "fec0::1",
        "ff02::1",
        "ff0e::1",
        "localhost",
        "",
    ],
)
def test_an_address_that_is_not_public_is_never_asked(address: str) -> None:
    assert not is_public_address(address)
    fetcher = replace(SafeFetcher.for_one_verification(), resolve=lambda *_: [address])
    with pytest.raises(FetchError, match=INSIDE):
        fetcher.fetch("https://badges.example/badge.json")


@pytest.mark.parametrize("address", ["8.8.8.8", "1.1.1.1", "2606:4700:4700::1111", "2a00:1450:4001:81b::200e"])
def test_an_ordinary_public_address_is_allowed(address: str) -> None:
    assert is_public_address(address)


@pytest.mark.parametrize(
    "url",
    [
        "https://127.0.0.1/",
        "https://localhost/",
        "https://[::1]/",
        "https://[::ffff:127.0.0.1]/",
        "https://2130706433/",
        "https://0x7f000001/",
        "https://0177.0.0.1/",
        "https://127.1/",
    ],
)
def test_no_way_of_writing_loopback_gets_through_the_real_resolver(url: str) -> None:
    with pytest.raises(FetchError, match=INSIDE):
        SafeFetcher.for_one_verification().fetch(url)


@pytest.mark.parametrize(
    "url",
    [
        "http://badges.example/",
        "ftp://badges.example/",
        "file:///etc/passwd",
        "gopher://badges.example/",
        "//badges.example/",
        "https://",
        "https://user:word@badges.example/",
        "https://badges.example:22/",
        "https://badges.example:0/",
        "https://badges.example:99999/",
        "https://[::1/",
        "https://credentials.example/\r\nHost: inside",
        "https://badges.example/" + "x" * 2048,
    ],
)
def test_anything_but_a_plain_https_address_is_refused_before_any_look_up(url: str) -> None:
    with pytest.raises(FetchError):
        replace(SafeFetcher.for_one_verification(), resolve=never_asked).fetch(url)


def test_one_inside_address_among_public_ones_is_enough_to_refuse(server: LoopbackServer) -> None:
    fetcher = replace(SafeFetcher.for_one_verification(), resolve=lambda *_: ["8.8.8.8", "127.0.0.1"])
    with pytest.raises(FetchError, match=INSIDE):
        fetcher.fetch(server.url("/"))
    assert server.requests == []


def test_a_document_arrives_and_the_host_is_named_as_asked(server: LoopbackServer, fetcher: SafeFetcher) -> None:
    server.pages["/a%20b?x=1"] = answer(b'{"a": 1}')
    assert fetcher.fetch(server.url("/a%20b?x=1#part")) == b'{"a": 1}'
    assert f"Host: {HOST}:{server.port}\r\n" in server.requests[0]


def test_the_name_is_looked_up_once_and_that_answer_is_used(server: LoopbackServer, fetcher: SafeFetcher) -> None:
    server.pages["/"] = answer(b"{}")
    answers = iter([["127.0.0.1"], ["10.0.0.1"]])
    assert replace(fetcher, resolve=lambda *_: next(answers)).fetch(server.url("/")) == b"{}"
    assert next(answers) == ["10.0.0.1"]


def test_a_certificate_for_another_name_is_refused(server: LoopbackServer, fetcher: SafeFetcher) -> None:
    server.pages["/"] = answer(b"{}")
    with pytest.raises(FetchError, match="does not answer"):
        fetcher.fetch(server.url("/", host="other.example"))
    assert server.requests == []


def test_a_certificate_that_nobody_vouches_for_is_refused(server: LoopbackServer, fetcher: SafeFetcher) -> None:
    with pytest.raises(FetchError, match="does not answer"):
        replace(fetcher, tls=ssl.create_default_context()).fetch(server.url("/"))
    assert server.requests == []


def test_three_redirects_are_followed_and_a_fourth_is_not(server: LoopbackServer, fetcher: SafeFetcher) -> None:
    server.pages.update({f"/{n}": redirect(f"/{n + 1}") for n in range(4)})
    server.pages["/4"] = answer(b"{}")
    assert fetcher.fetch(server.url("/1")) == b"{}"
    with pytest.raises(FetchError, match="too many times"):
        fetcher.fetch(server.url("/0"))


@pytest.mark.parametrize(
    ("location", "words"),
    [
        ("https://inside.example/", INSIDE),
        ("http://badges.example/", "https://"),
        ("file:///etc/passwd", "https://"),
        ("https://user@badges.example/", "usable"),
    ],
)
def test_a_redirect_is_checked_as_if_it_were_the_first_address(
    server: LoopbackServer, fetcher: SafeFetcher, location: str, words: str
) -> None:
    server.pages["/"] = redirect(location)
    places = {HOST: "127.0.0.1", "inside.example": "169.254.169.254"}
    with pytest.raises(FetchError, match=words):
        replace(fetcher, resolve=lambda host, *_: [places[host]]).fetch(server.url("/"))
    assert len(server.requests) == 1


def drip_body(connection: ssl.SSLSocket, _request: str) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 9999\r\n\r\n")
    drip(connection)


def drip_head(connection: ssl.SSLSocket, _request: str) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    drip(connection)


def drip_continues(connection: ssl.SSLSocket, _request: str) -> None:
    for _ in range(100):
        connection.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")
        time.sleep(0.05)


def say_nothing(_connection: ssl.SSLSocket, _request: str) -> None:
    time.sleep(5)


def drip(connection: ssl.SSLSocket) -> None:
    for _ in range(100):
        connection.sendall(b"x")
        time.sleep(0.05)


@pytest.mark.parametrize("handler", [drip_body, drip_head, drip_continues, say_nothing])
def test_a_server_that_drips_bytes_never_keeps_us_longer_than_the_deadline(
    server: LoopbackServer, fetcher: SafeFetcher, handler: Handler
) -> None:
    server.pages["/"] = handler
    started = time.monotonic()
    with pytest.raises(FetchError, match="too long"):
        replace(fetcher, deadline=Deadline.after(0.4)).fetch(server.url("/"))
    assert time.monotonic() - started < 1.5


def test_all_requests_of_one_verification_share_one_deadline(server: LoopbackServer, fetcher: SafeFetcher) -> None:
    server.pages.update({"/slow": say_nothing, "/fast": answer(b"{}")})
    late = replace(fetcher, deadline=Deadline.after(0.3))
    with pytest.raises(FetchError, match="too long"):
        late.fetch(server.url("/slow"))
    with pytest.raises(FetchError, match="too long"):
        late.fetch(server.url("/fast"))


def test_all_requests_of_one_verification_share_one_budget(server: LoopbackServer, fetcher: SafeFetcher) -> None:
    server.pages["/a"] = answer(b"{}")
    for _ in range(MAXIMUM_REQUESTS):
        fetcher.fetch(server.url("/a"))
    with pytest.raises(FetchError, match="more addresses than any real credential"):
        fetcher.fetch(server.url("/a"))
    assert len(server.requests) == MAXIMUM_REQUESTS


def test_a_caller_is_asked_for_leave_before_each_request(server: LoopbackServer, fetcher: SafeFetcher) -> None:
    server.pages.update({"/a": redirect("/b"), "/b": answer(b"{}")})
    asked: list[int] = []
    replace(fetcher, admit=lambda: asked.append(len(server.requests))).fetch(server.url("/a"))
    assert asked == [0, 1]


def test_a_name_that_is_never_found_ends_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    def never_in_time(*_: object, **__: object) -> list[object]:
        time.sleep(2)
        return []

    monkeypatch.setattr("socket.getaddrinfo", never_in_time)
    with pytest.raises(TimeoutError):
        system_addresses("badges.example", 443, 0.1)


def test_a_name_that_does_not_exist_gets_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def not_found(*_: object, **__: object) -> NoReturn:
        raise socket.gaierror(socket.EAI_NONAME, "no such name")

    monkeypatch.setattr("socket.getaddrinfo", not_found)
    with pytest.raises(FetchError, match="does not answer"):
        SafeFetcher.for_one_verification().fetch("https://badges.invalid/")


def test_the_largest_body_arrives_and_one_byte_more_does_not(server: LoopbackServer, fetcher: SafeFetcher) -> None:
    server.pages.update({"/most": answer(b"x" * MAXIMUM_BODY_BYTES), "/more": answer(b"x" * (MAXIMUM_BODY_BYTES + 1))})
    assert len(fetcher.fetch(server.url("/most"))) == MAXIMUM_BODY_BYTES
    with pytest.raises(FetchError, match="more than 256 KB"):
        fetcher.fetch(server.url("/more"))


@pytest.mark.parametrize(
    "kind", ["application/json", "application/ld+json; charset=utf-8", "application/vc+jwt", "APPLICATION/JWT"]
)
def test_json_and_jwt_types_are_accepted(server: LoopbackServer, fetcher: SafeFetcher, kind: str) -> None:
    server.pages["/"] = answer(b"{}", kind=kind)
    assert fetcher.fetch(server.url("/")) == b"{}"


@pytest.mark.parametrize(
    ("handler", "words"),
    [
        (answer(b"<html>", kind="text/html"), "something else"),
        (answer(b"", kind="image/png"), "something else"),
        (answer(b"", extra="Content-Encoding: gzip\r\n"), "packed"),
        (answer(b"{}", status="404 Not Found"), "no such document"),
        (answer(b"{}", status="500 Oh"), "no such document"),
        (answer(b"{}", status="302 Found"), "no such document"),
        (lambda connection, _: connection.sendall(b"SSH-2.0-server\r\n"), "does not answer"),
        (lambda connection, _: connection.sendall(b""), "does not answer"),
    ],
)
def test_anything_else_gets_one_sentence(
    server: LoopbackServer, fetcher: SafeFetcher, handler: Handler, words: str
) -> None:
    server.pages["/"] = handler
    with pytest.raises(FetchError, match=words):
        fetcher.fetch(server.url("/"))


def test_a_resolver_over_the_network_verifies_a_badge(server: LoopbackServer, fetcher: SafeFetcher) -> None:
    did = f"did:web:{HOST}%3A{server.port}"
    server.pages["/.well-known/did.json"] = answer(
        json.dumps(did_document(did, [IssuerKey(KEY.public_multibase)])).encode(), kind="application/did+json"
    )
    credential = replace(CREDENTIAL, issuer=replace(CREDENTIAL.issuer, did=did), status=None)
    signed = json.dumps(sign(build_credential(credential), did=did)).encode()
    report = Verifier(FetchingResolver(fetcher), NOW).verify(signed)
    assert (report.overall, report.outcome(CheckCode.KEY)) == (Overall.VALID, Outcome.PASS)
    assert len(server.requests) == 1


def test_what_can_not_be_fetched_is_a_resolve_error(server: LoopbackServer, fetcher: SafeFetcher) -> None:
    server.pages.update({"/gone": answer(b"", status="410 Gone"), "/list": answer(b"[]")})
    resolver = FetchingResolver(fetcher)
    with pytest.raises(WithdrawnError):
        fetcher.fetch(server.url("/gone"))
    with pytest.raises(GoneError):
        resolver.document(server.url("/gone"))
    with pytest.raises(ResolveError):
        resolver.document(server.url("/list"))
    with pytest.raises(ResolveError):
        resolver.did_document("did:example:123")
