"""Micro-credentials to test with, made from the sample content."""

from tests.builders import BUILDER
from waypost.catalog.actions.publication import publish_version
from waypost.catalog.actions.samples import import_sample
from waypost.catalog.models import MicroCredentialVersion
from waypost.catalog.sample_content import load_samples
from waypost.catalog.sample_shapes import SampleMicroCredential
from waypost.people.models import Organization

SAMPLES = {sample.slug: sample for sample in load_samples()}
NEED = "Teachers asked for ways to see what students understand before a test does."


def sample(slug: str = "formative-assessment") -> SampleMicroCredential:
    return SAMPLES[slug]


def sample_draft(organization: Organization, slug: str = "formative-assessment") -> MicroCredentialVersion:
    """A complete draft that `organization` issues."""
    return import_sample(by=BUILDER, organization=organization, sample=sample(slug), need=NEED)


def sample_published(organization: Organization, slug: str = "formative-assessment") -> MicroCredentialVersion:
    """The same, published as version 1."""
    return publish_version(by=BUILDER, draft=sample_draft(organization, slug))
