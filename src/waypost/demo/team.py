"""Teams share what they made: offered, put out of sight, used, and kept or gone once its owner stops."""

from waypost.demo.content_files import Table, content
from waypost.demo.play import Story
from waypost.demo.world import World
from waypost.people.models import Person
from waypost.programs.queries.cohorts import members
from waypost.submissions.actions.team import ArtifactOffer, share_evidence, stop_sharing_artifact
from waypost.submissions.actions.team_use import hide_artifact, use_artifact
from waypost.submissions.models import ArtifactShare, Evidence
from waypost.submissions.queries.places import places_for
from waypost.submissions.queries.standing import own_enrollments
from waypost.submissions.queries.statement import team_statement
from waypost.submissions.queries.team import offered_to

AFTER_SCHOOL = "17:30"


def teams_share(world: World) -> list[Story]:
    """One story for each artifact."""
    return [_story(world, row) for row in content("team")["shared"]]


def _story(world: World, row: Table) -> Story:
    yield world.days.at(row["on"], AFTER_SCHOOL)
    evidence = _share(world, row)
    for ago, who, own_part in row["uses"]:
        yield world.days.at(ago, AFTER_SCHOOL)
        _use(world.people[who], evidence, own_part)
    for ago, who in row["hides"]:
        yield world.days.at(ago, AFTER_SCHOOL)
        hide_artifact(by=world.people[who], share=_share_with(world.people[who], evidence))
    if "stops" in row:
        yield world.days.at(row["stops"], AFTER_SCHOOL)
        stop_sharing_artifact(by=world.people[row["owner"]], artifact=evidence.shared_artifact)


def _share(world: World, row: Table) -> Evidence:
    """The owner shares the first piece that stands in their work."""
    owner, cohort = world.people[row["owner"]], world.cohorts[row["cohort"]]
    work = own_enrollments(owner).get(member__cohort=cohort, micro_credential__slug=row["slug"])
    evidence: Evidence = work.evidence.filter(removed_at=None)[0]
    chosen = list(members(cohort).filter(person__in=[world.people[who] for who in row["colleagues"]]))
    given = ArtifactOffer(chosen, row["what"], team_statement())
    share_evidence(by=owner, evidence=evidence, given=given, own_part=row["own_part"])
    return evidence


def _use(person: Person, evidence: Evidence, own_part: str) -> None:
    place = places_for(person, evidence, used=())[0]
    share = _share_with(person, evidence)
    use_artifact(by=person, share=share, enrollment=place.enrollment, item=place.item, own_part=own_part)


def _share_with(person: Person, evidence: Evidence) -> ArtifactShare:
    return offered_to(person).select_related("member").get(artifact__evidence=evidence)
