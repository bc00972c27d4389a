"""Sample content becomes a draft through the actions that editors use, and nothing of it is lost."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from tests.builders import BUILDER, build_district
from tests.catalog.builders import NEED, SAMPLES, sample, sample_draft, sample_published
from waypost.catalog.actions.samples import SAMPLE_AUTHORS, import_sample, import_stack
from waypost.catalog.models import MicroCredential, MicroCredentialVersion
from waypost.catalog.queries import anatomy_of, version
from waypost.catalog.rules import Level, quality_checks
from waypost.catalog.sample_content import load_stacks
from waypost.common.actors import System

pytestmark = pytest.mark.django_db


def read(draft: MicroCredentialVersion) -> MicroCredentialVersion:
    return version(System("a test"), draft.uid)


@pytest.mark.parametrize("slug", sorted(SAMPLES))
def test_a_sample_is_complete_as_soon_as_it_is_a_draft(slug: str) -> None:
    draft = read(sample_draft(build_district().district, slug))
    assert [check.sentence for check in quality_checks(anatomy_of(draft)) if not check.is_met] == []


def test_every_field_of_a_sample_stands_in_its_draft() -> None:
    draft, source = read(sample_draft(build_district().district)), sample()
    assert (draft.title, draft.competency, draft.key_method) == (
        source.title,
        source.competency,
        source.key_method.text,
    )
    assert (draft.estimated_hours, draft.minimum_weeks, draft.maximum_weeks) == (Decimal(12), 4, 6)
    assert (draft.need, draft.authors) == (NEED, SAMPLE_AUTHORS)
    assert [tag.text for tag in draft.tags.all()] == sorted(source.tags)
    assert [(c.name, c.text) for c in draft.components.all()] == [(c.name, c.text) for c in source.components]
    assert [r.author_names for r in draft.research_sources.all()] == [list(r.authors) for r in source.research]
    assert [r.address for r in draft.research_sources.all()] == [r.link for r in source.research]
    assert [(s.what, s.hours) for s in draft.time_steps.all()] == [(s.what, Decimal(s.hours)) for s in source.time]
    assert [a.statement for a in draft.alignments.all()] == [a.statement for a in source.alignments]


def test_prompts_and_evidence_items_stand_in_three_parts_in_their_order() -> None:
    draft, source = read(sample_draft(build_district().district)), sample()
    overview, evidence, reflection = draft.parts.all()
    assert [p.text for p in overview.prompts.all()] == [p.prompt for p in source.overview]
    assert [p.text for p in reflection.prompts.all()] == [p.prompt for p in source.reflection]
    assert [i.things_to_include for i in evidence.evidence_items.all()] == [list(i.include) for i in source.evidence]
    assert [i.accepted_kinds for i in evidence.evidence_items.all()] == [list(i.accepts) for i in source.evidence]


def test_each_criterion_looks_at_what_the_sample_says_and_has_its_three_texts() -> None:
    draft, source = read(sample_draft(build_district().district)), sample()
    titles = {part.key: part.title for part in source.parts}
    looks_at = [(c.prompt or c.evidence_item) for c in draft.criteria.all()]
    assert [str(target) for target in looks_at] == [titles[c.part] for c in source.criteria]
    texts = [{d.level: d.text for d in c.descriptors.all()} for c in draft.criteria.all()]
    assert texts == [{level: getattr(c, level) for level in Level} for c in source.criteria]


def test_a_sample_whose_slug_is_taken_changes_nothing() -> None:
    tree = build_district()
    sample_draft(tree.district)
    with pytest.raises(ValidationError, match="already exists"):
        import_sample(by=BUILDER, organization=tree.other_district, sample=sample(), need=NEED)
    assert MicroCredential.objects.count() == 1


def test_a_sample_stack_holds_its_members_in_their_order() -> None:
    tree = build_district()
    for slug in SAMPLES:
        sample_published(tree.district, slug)
    source = load_stacks()[2]
    stack = import_stack(by=BUILDER, organization=tree.district, sample=source)
    assert [m.micro_credential.slug for m in stack.memberships.all()] == list(source.members)
    assert (stack.required, stack.is_ordered, stack.outcome) == (source.required, source.ordered, source.outcome)
