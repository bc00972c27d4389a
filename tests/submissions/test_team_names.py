"""What an educator says of their part in what a team made names nobody, also not whoever joins later (EA3)."""

import pytest

from tests.builders import BUILDER, District, person
from tests.submissions.builders import Offer, complete, role_of, send_work
from tests.submissions.team import OWN_PART, a_sharing, use_in
from waypost.people.models import Person
from waypost.people.rules import Role
from waypost.programs.actions.cohorts import invite_to_cohort
from waypost.programs.models import CohortMember
from waypost.submissions.actions.send import NotReady
from waypost.submissions.actions.team import CannotShareArtifact, change_sharing, share_evidence
from waypost.submissions.actions.team_use import state_own_part
from waypost.submissions.models import Enrollment, Evidence, SharedArtifact
from waypost.submissions.queries.outline import outline_of
from waypost.submissions.queries.team_shelf import shared_with
from waypost.submissions.rules.team import ArtifactShareState

NAMES_KIM = "I taught the lesson that Kim tried first."


def states(reader: Person) -> list[ArtifactShareState]:
    return [row.state for row in shared_with(reader)]


def kim_joins(offer: Offer, tree: District) -> CohortMember:
    kim = person("Kim Late", Role.EDUCATOR, tree.cedar)
    (member,) = invite_to_cohort(by=BUILDER, cohort=offer.cohort, educators=[role_of(kim)])
    return member


@pytest.mark.parametrize(
    "words", ["I planned it all with Theo Park.", "Nia and I planned it all.", "I, Dana, planned."]
)
def test_ones_own_part_names_nobody_of_the_cohort_chosen_or_not(
    plan: Evidence, offer: Offer, dana: Person, theo: Person, nia: Person, words: str
) -> None:
    with pytest.raises(CannotShareArtifact, match="the assessor should not know who made it"):
        share_evidence(by=dana, evidence=plan, given=a_sharing(offer.members[theo]), own_part=words + " Twice over.")
    assert not SharedArtifact.objects.exists()


def test_whoever_the_owners_part_names_is_added_only_once_it_is_told_without_the_name(
    plan: Evidence, artifact: SharedArtifact, offer: Offer, dana: Person, theo: Person, tree: District
) -> None:
    words = "I planned the lessons that Kim tried first."
    part = state_own_part(by=dana, part=plan.team_part, started_from=1, own_part=words)
    kim = person("Kim Late", Role.EDUCATOR, tree.cedar)
    (member,) = invite_to_cohort(by=BUILDER, cohort=offer.cohort, educators=[role_of(kim)])
    both = a_sharing(offer.members[theo], member)
    with pytest.raises(CannotShareArtifact, match="Your own part names “Kim”"):
        change_sharing(by=dana, artifact=artifact, started_from=1, given=both)
    assert states(kim) == []
    state_own_part(by=dana, part=part, started_from=2, own_part=OWN_PART)
    change_sharing(by=dana, artifact=artifact, started_from=1, given=both)
    assert states(kim) == [ArtifactShareState.OFFERED]


def test_whoever_joins_after_a_colleague_wrote_is_taken_out_of_their_words_before_they_send(
    artifact: SharedArtifact, theirs: Enrollment, offer: Offer, theo: Person, tree: District
) -> None:
    used = use_in(theirs, artifact, own_part=NAMES_KIM)
    complete(theirs)
    assert outline_of(theirs).gaps == []
    kim_joins(offer, tree)
    with pytest.raises(NotReady) as refusal:
        send_work(theirs)
    (gap,) = refusal.value.gaps
    assert gap.sentence == ("What students showed you: leave “Kim” out of the words about your own part in “plan.pdf”.")
    state_own_part(by=theo, part=used.team_part, started_from=1, own_part="I taught the lesson of the first hour.")
    assert send_work(theirs).attempt == 1


def test_whoever_joins_is_taken_out_of_the_owners_words_too_shared_with_or_not(
    plan: Evidence, artifact: SharedArtifact, work: Enrollment, offer: Offer, dana: Person, tree: District
) -> None:
    state_own_part(by=dana, part=plan.team_part, started_from=1, own_part=NAMES_KIM)
    kim_joins(offer, tree)
    assert "“Kim”" in outline_of(complete(work)).gaps[0].sentence


def test_what_is_with_an_assessor_asks_for_nothing_any_more(
    plan: Evidence, artifact: SharedArtifact, work: Enrollment, offer: Offer, dana: Person, tree: District
) -> None:
    state_own_part(by=dana, part=plan.team_part, started_from=1, own_part=NAMES_KIM)
    send_work(complete(work))
    kim_joins(offer, tree)
    assert outline_of(work).gaps == []
