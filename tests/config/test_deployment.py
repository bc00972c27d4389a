"""What a deployment talks to, over real connections on this machine: an S3 store and a mail server (OP4)."""

import socket
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from uuid import uuid4

import boto3
import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse
from moto.server import ThreadedMotoServer
from pytest_django import fixtures
from time_machine import Traveller

from tests.builders import build_district, person
from tests.submissions.builders import a_pdf, attach, begin, build_offer
from waypost.common import jobs
from waypost.config.environment import file_store
from waypost.people.actions.invitations import invite
from waypost.people.rules import Role
from waypost.submissions.actions.storage import clean_store
from waypost.submissions.forms.work import PartForm
from waypost.submissions.models import Evidence
from waypost.submissions.queries.outline import outline_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch, settings: fixtures.Settings) -> Iterator[str]:
    """Evidence goes to an S3 server on this machine, reached as any other is: by the usual AWS variables."""
    name = f"evidence-{uuid4()}"  # all servers of one process share their buckets
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    monkeypatch.setenv("AWS_ENDPOINT_URL_S3", f"http://{host}:{port}")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "name")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    boto3.client("s3").create_bucket(Bucket=name)
    settings.STORAGES = settings.STORAGES | {"default": file_store(f"s3://{name}")}
    yield name
    server.stop()


def test_evidence_is_kept_in_and_read_from_an_s3_store(bucket: str, client: Client) -> None:
    tree = build_district()
    dana, stan = (person(name, Role.EDUCATOR, tree.cedar) for name in ("Dana Ruiz", "Stan Ray"))
    work = begin(build_offer(tree, dana, stan), dana)
    evidence = attach(work, outline_of(work).open_items[0], a_pdf(text="Tuesday"))
    assert [kept.key for kept in boto3.resource("s3").Bucket(bucket).objects.all()] == [evidence.stored_file.name]
    client.force_login(dana)
    answer = client.get(reverse("submissions_evidence", args=[evidence.uid]))
    assert answer.getvalue() == b"%PDF-1.7\nTuesday\n%%EOF\n"
    client.force_login(stan)
    assert client.get(reverse("submissions_evidence", args=[evidence.uid])).status_code == 404


def test_a_store_that_does_not_answer_costs_one_sentence_and_no_word(
    bucket: str, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    boto3.resource("s3").Bucket(bucket).delete()  # it answers, and takes nothing
    tree = build_district()
    dana = person("Dana Ruiz", Role.EDUCATOR, tree.cedar)
    work = begin(build_offer(tree, dana), dana)
    here = next(part for part in outline_of(work).parts if part.items)
    client.force_login(dana)
    field = next(name for name in PartForm(here).fields if name.startswith("files"))
    answer = client.post(reverse("submissions_part", args=[work.uid, here.part.uid]), {field: a_pdf("plan.pdf")})
    assert answer.status_code == 422
    assert "“plan.pdf” can&#x27;t be kept just now. Your words are safe" in answer.content.decode()
    assert not Evidence.objects.exists()


def test_an_s3_store_is_cleaned_of_files_without_a_row(bucket: str, frozen_clock: Traveller) -> None:
    assert clean_store() == 0
    default_storage.save("evidence/2027-01/left-behind", ContentFile(b"no row"))
    frozen_clock.move_to("2099-01-01T00:00:00Z")
    assert clean_store() == 1
    assert not default_storage.exists("evidence/2027-01/left-behind")
    assert not Evidence.objects.exists()


class Letterbox:
    """Keeps each mail that comes, as a mail server gets it."""

    def __init__(self) -> None:
        self.mails: list[tuple[list[str], EmailMessage]] = []

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802  # an interface sets the signature
        assert isinstance(envelope.content, bytes)
        mail = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(mail, EmailMessage)
        self.mails.append((list(envelope.rcpt_tos), mail))
        return "250 taken"


@pytest.fixture
def letterbox(settings: fixtures.Settings) -> Iterator[Letterbox]:
    """Mail goes to a server on this machine."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    box = Letterbox()
    server = Controller(box, hostname="127.0.0.1", port=port)
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    yield box
    server.stop()


def test_an_invitation_reaches_a_mail_server_as_text_and_as_a_page(
    letterbox: Letterbox, settings: fixtures.Settings
) -> None:
    settings.SITE_URL = "https://waypost.example.org"
    tree = build_district()
    admin = person("Ada Admin", Role.ORGANIZATION_ADMIN, tree.district)
    invite(
        by=admin,
        email="new.coach@example.org",
        name="New Coach",
        role=Role.COACH,
        organization=tree.cedar,
    )
    jobs.run_waiting()
    [(recipients, mail)] = letterbox.mails
    text, page = mail.get_body(("plain",)), mail.get_body(("html",))
    assert recipients == ["new.coach@example.org"]
    assert text is not None
    assert page is not None
    assert "https://waypost.example.org/invitation/" in text.get_content()
    assert "https://waypost.example.org/invitation/" in page.get_content()
