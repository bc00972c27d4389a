"""Saying what the parts of the plan template are called in an organization and below it (PL11)."""

from collections.abc import Mapping

from django.db import transaction

from waypost.common import audit
from waypost.common.actors import Actor
from waypost.common.conflicts import check_version
from waypost.people.models import Organization
from waypost.plans.models import PlanWording
from waypost.plans.queries.template_words import wording_at


@transaction.atomic
def word_template(
    *, by: Actor, organization: Organization, started_from: int, words: Mapping[str, str], sections: Mapping[str, bool]
) -> PlanWording:
    """Keep these words and sections in place of those from before; what is not among them comes from above.

    The organization's row is locked, also where it said nothing before. Raises EditConflict.
    """
    Organization.objects.select_for_update().get(pk=organization.pk)
    current = wording_at(organization)
    check_version(current, started_from)
    before = {"words": current.words, "sections": current.sections}
    after = {"words": dict(words), "sections": dict(sections)}
    if before == after:
        return current
    current.words, current.sections = after["words"], after["sections"]
    current.version += 1
    current.save()
    audit.record(by=by, verb="reword template", on=current, before=before, after=after)
    return current
