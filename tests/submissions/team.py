"""What a team shares, made through the actions that its pages call."""

from html import unescape

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.submissions.builders import a_pdf, attach
from waypost.people.models import Person
from waypost.programs.models import CohortMember
from waypost.submissions.actions.team import ArtifactOffer, share_evidence
from waypost.submissions.actions.team_use import use_artifact
from waypost.submissions.models import ArtifactShare, Enrollment, Evidence, SharedArtifact
from waypost.submissions.queries.outline import outline_of
from waypost.submissions.queries.statement import team_statement

OWN_PART = "I planned the first two lessons and sorted the answers."
THEIR_PART = "I taught the third lesson and wrote the questions for it."
WHAT = "The three fraction lessons of our grade"
FOUND = "This PDF names its author, and the assessor could read it."
TEAM = reverse("submissions_team")


def a_sharing(*members: CohortMember, description: str = WHAT) -> ArtifactOffer:
    return ArtifactOffer(members, description, team_statement())


def share_with(evidence: Evidence, *members: CohortMember, description: str = WHAT) -> SharedArtifact:
    """Its owner shares a piece with colleagues, given by their membership of the cohort."""
    given = a_sharing(*members, description=description)
    return share_evidence(by=evidence.enrollment.member.person, evidence=evidence, given=given, own_part=OWN_PART)


def share_of(artifact: SharedArtifact, person: Person) -> ArtifactShare:
    return artifact.shares.select_related("member").get(member__person=person)


def use_in(work: Enrollment, artifact: SharedArtifact, own_part: str = THEIR_PART) -> Evidence:
    """A colleague uses it for the first open item of their work."""
    person = work.member.person
    return use_artifact(
        by=person,
        share=share_of(artifact, person),
        enrollment=work,
        item=outline_of(work).open_items[0],
        own_part=own_part,
    )


def signed_in(reader: Person) -> Client:
    client = Client()
    client.force_login(reader)
    return client


def read(reader: Person, address: str) -> str:
    answer = signed_in(reader).get(address)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def queries_of(reader: Person, address: str) -> int:
    client = signed_in(reader)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def part_address(work: Enrollment) -> str:
    return reverse("submissions_part", args=[work.uid, outline_of(work).parts[1].part.uid])


def use_address(artifact: SharedArtifact, reader: Person) -> str:
    return reverse("submissions_use", args=[share_of(artifact, reader).uid])


def place_in(work: Enrollment) -> str:
    return f"{work.uid}:{outline_of(work).open_items[0].uid}"


def named_pdf(work: Enrollment) -> Evidence:
    """A PDF document that names its author."""
    return attach(work, outline_of(work).open_items[0], a_pdf("named.pdf", "<< /Author (Dana Ruiz) >>"))
