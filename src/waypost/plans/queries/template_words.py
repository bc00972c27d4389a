"""Which words of the plan template hold for an organization: the one place that pages, forms and files ask (PL11)."""

from waypost.people.models import Organization
from waypost.plans.models import PlanWording
from waypost.plans.rules.template_words import TemplateWords, wording_of, words_from


def words_for(organization: Organization) -> TemplateWords:
    """Its own words, and those of the organizations above it where it says nothing; one query."""
    return _words_along(_way_to(organization))


def words_above(organization: Organization) -> TemplateWords:
    """What would hold if it said nothing itself."""
    return _words_along(_way_to(organization)[:-1])


def wording_at(organization: Organization) -> PlanWording:
    """What it says itself; something new, version 0, where it never said anything."""
    found = PlanWording.objects.filter(organization=organization).first()
    return found or PlanWording(organization=organization, version=0)


def _words_along(paths: list[str]) -> TemplateWords:
    rows = PlanWording.objects.filter(organization__path__in=paths).order_by("organization__path")
    return words_from([wording_of(words, sections) for words, sections in rows.values_list("words", "sections")])


def _way_to(organization: Organization) -> list[str]:
    """The paths from the top of the tree down to it."""
    step, path = Organization.steplen, organization.path
    return [path[:length] for length in range(step, len(path) + 1, step)]
