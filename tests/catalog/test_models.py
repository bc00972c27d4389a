"""What the database itself refuses."""

import pytest
from django.db import IntegrityError, transaction

from tests.builders import build_district
from waypost.catalog.models import Criterion, MicroCredential, MicroCredentialVersion, SubmissionPart
from waypost.catalog.rules import PartKind, VersionState
from waypost.common import clock

pytestmark = pytest.mark.django_db


def new_version(credential: MicroCredential, number: int, state: VersionState) -> MicroCredentialVersion:
    published_at = None if state == VersionState.DRAFT else clock.now()
    return MicroCredentialVersion.objects.create(
        micro_credential=credential, number=number, state=state, title="A title", published_at=published_at
    )


def new_credential() -> MicroCredential:
    return MicroCredential.objects.create(organization=build_district().district, slug="a-title")


@pytest.mark.parametrize("state", [VersionState.DRAFT, VersionState.PUBLISHED])
def test_a_second_version_in_the_same_open_state_is_refused(state: VersionState) -> None:
    credential = new_credential()
    new_version(credential, 1, state)
    with pytest.raises(IntegrityError), transaction.atomic():
        new_version(credential, 2, state)
    assert credential.versions.count() == 1


def test_versions_may_be_retired_one_after_the_other() -> None:
    credential = new_credential()
    new_version(credential, 1, VersionState.RETIRED)
    new_version(credential, 2, VersionState.RETIRED)
    assert credential.versions.count() == 2


def test_a_published_version_without_its_date_is_refused() -> None:
    credential = new_credential()
    with pytest.raises(IntegrityError), transaction.atomic():
        MicroCredentialVersion.objects.create(
            micro_credential=credential, number=1, state=VersionState.PUBLISHED, title="A title"
        )


def test_a_prompt_with_word_counts_out_of_order_is_refused() -> None:
    version = new_version(new_credential(), 1, VersionState.DRAFT)
    part = SubmissionPart.objects.create(version=version, position=1, kind=PartKind.OVERVIEW, title="Overview")
    with pytest.raises(IntegrityError), transaction.atomic():
        part.prompts.create(position=1, title="Your goal", text="What?", minimum_words=200, maximum_words=100)


def test_a_criterion_looks_at_a_prompt_or_at_an_evidence_item_never_at_both() -> None:
    version = new_version(new_credential(), 1, VersionState.DRAFT)
    part = SubmissionPart.objects.create(version=version, position=1, kind=PartKind.OVERVIEW, title="Overview")
    prompt = part.prompts.create(position=1, title="Your goal", text="What?", minimum_words=1, maximum_words=2)
    item = part.evidence_items.create(position=1, title="The check", text="Add it.")
    with pytest.raises(IntegrityError), transaction.atomic():
        Criterion.objects.create(
            version=version, part=part, prompt=prompt, evidence_item=item, position=1, title="Fits", summary="It fits."
        )
