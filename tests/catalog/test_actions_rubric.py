"""Criteria: what they look at, what each level says, and that published rubrics stay."""

import pytest

from tests.builders import BUILDER, build_district
from tests.catalog.builders import sample_draft, sample_published
from waypost.catalog.actions.drafts import VersionIsFrozen
from waypost.catalog.actions.rubric import StrangeTarget, Target, add_criterion, edit_criterion
from waypost.catalog.models import Criterion
from waypost.catalog.rules import Level
from waypost.common.conflicts import EditConflict
from waypost.common.models import AuditEntry

pytestmark = pytest.mark.django_db
TEXTS = {Level.DEMONSTRATED: "All.", Level.PROGRESSING: "Some.", Level.NOT_YET: "None so far."}


def edit(criterion: Criterion, target: Target, started_from: int) -> None:
    edit_criterion(
        by=BUILDER,
        criterion=criterion,
        target=target,
        title="Seen",
        summary="It is seen.",
        texts=TEXTS,
        started_from=started_from,
    )


def texts_of(criterion: Criterion) -> dict[str, str]:
    return {descriptor.level: descriptor.text for descriptor in criterion.descriptors.all()}


def test_an_edit_changes_target_and_texts_and_the_row_keeps_both() -> None:
    draft = sample_draft(build_district().district)
    criterion = draft.criteria.all()[0]
    before, part = texts_of(criterion), draft.parts.all()[2]
    edit(criterion, part, started_from=criterion.revision)
    criterion.refresh_from_db()
    assert (criterion.looks_at, criterion.title, texts_of(criterion)) == (part, "Seen", TEXTS)
    row = AuditEntry.objects.get(verb="edit criterion")
    assert row.before is not None
    assert row.after is not None
    assert (row.before["levels"], row.after["levels"]) == (before, TEXTS)


def test_the_second_editor_of_a_criterion_is_told_and_overwrites_nothing() -> None:
    draft = sample_draft(build_district().district)
    criterion = draft.criteria.all()[0]
    before = texts_of(criterion)
    with pytest.raises(EditConflict):
        edit(criterion, criterion.part, started_from=criterion.revision - 1)
    assert texts_of(criterion) == before


def test_a_criterion_looks_only_at_its_own_version() -> None:
    tree = build_district()
    draft, other = sample_draft(tree.district), sample_draft(tree.district, "family-engagement")
    with pytest.raises(StrangeTarget):
        add_criterion(
            by=BUILDER, draft=draft, target=other.parts.all()[0], title="Seen", summary="It is seen.", texts=TEXTS
        )
    assert not draft.criteria.filter(title="Seen").exists()


def test_the_rubric_of_a_published_version_stays_as_it_is() -> None:
    published = sample_published(build_district().district)
    criterion = published.criteria.all()[0]
    before = texts_of(criterion)
    with pytest.raises(VersionIsFrozen):
        edit(criterion, criterion.part, started_from=criterion.revision)
    with pytest.raises(VersionIsFrozen):
        add_criterion(
            by=BUILDER, draft=published, target=criterion.part, title="Seen", summary="It is seen.", texts=TEXTS
        )
    assert texts_of(criterion) == before
    assert published.criteria.count() == 6
