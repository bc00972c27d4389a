"""What a team shares, made through the actions that its pages call."""

from waypost.people.models import Person
from waypost.programs.models import CohortMember
from waypost.submissions.actions.team import Sharing, share_evidence
from waypost.submissions.actions.team_use import use_artifact
from waypost.submissions.models import ArtifactShare, Enrollment, Evidence, SharedArtifact
from waypost.submissions.queries.outline import outline_of
from waypost.submissions.queries.statement import team_statement

OWN_PART = "I planned the first two lessons and sorted the answers."
THEIR_PART = "I taught the third lesson and wrote the questions for it."
WHAT = "The three fraction lessons of our grade"


def a_sharing(*members: CohortMember, description: str = WHAT) -> Sharing:
    return Sharing(members, description, team_statement())


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
