"""Which links cite an item of the library, of the newest versions that a viewer may read (ST7)."""

from django.urls import reverse

from waypost.improvement.models import LinkCitation
from waypost.improvement.queries.access import READ, is_newest
from waypost.library.models import LibraryItem
from waypost.library.uses import Use, register
from waypost.people.queries import within_branches
from waypost.people.viewers import Viewer


def links_citing(viewer: Viewer, item: LibraryItem) -> list[Use]:
    """One query, however many links there are."""
    stands = {f"link__{part}taken_out_at": None for part in ("", "cause__", "effect__")}
    within = within_branches(viewer, READ, "link__theory__program__organization")
    found = LinkCitation.objects.filter(within, is_newest("link__theory__"), item=item, **stands)
    rows = found.select_related("link__cause", "link__effect", "link__theory__program").order_by("pk")
    return [_use(citation) for citation in rows]


def offer_uses() -> None:
    """Let the library ask."""
    register("improvement", links_citing)


def _use(citation: LinkCitation) -> Use:
    link = citation.link
    program = link.theory.program
    url = f"{reverse('theory', args=[program.uid])}?link={link.number}#link"
    return Use(str(link), f"Theory of action, {program.name}", url, citation.note)
