"""What was earned, as Open Badges say it: one version of a micro-credential."""

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse

from waypost.catalog.models import MicroCredentialVersion
from waypost.catalog.queries import readable_versions
from waypost.common.actors import Public
from waypost.standards.openbadges.credential import Achievement, Alignment


def published_achievements() -> QuerySet[MicroCredentialVersion]:
    """The versions that were published once: what anybody may read."""
    return readable_versions(Public())


def achievement_of(version: MicroCredentialVersion) -> Achievement:
    """The achievement with its criteria, its tags, and the alignments that name an address."""
    place = {"slug": version.micro_credential.slug, "number": version.number}
    criteria = [f"{criterion.title}: {criterion.summary}" for criterion in version.criteria.all()]
    return Achievement(
        id=_public(reverse("achievement", kwargs=place)),
        name=version.title,
        description=version.competency or version.summary or version.title,
        criteria_narrative="\n".join(["Every criterion was demonstrated.", *criteria]),
        criteria_url=_public(reverse("micro_credential_version", kwargs=place)),
        image_url=_public(reverse("achievement_image", kwargs=place)),
        tags=tuple(tag.text for tag in version.tags.all()),
        alignments=tuple(
            Alignment(found.statement, found.url, target_framework=found.framework, target_code=found.code)
            for found in version.alignments.all()
            if found.url
        ),
    )


def _public(path: str) -> str:
    return f"{settings.PUBLIC_URL}{path}"
