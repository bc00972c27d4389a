"""What of a work changed since feedback asked for more: what stands now, beside what was sent last (EA4)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from waypost.submissions.models import Evidence, SentEvidence, SentText
from waypost.submissions.queries.standing import Standing
from waypost.submissions.rules.states import EnrollmentState

Pieces = set[tuple[int, str]]


@dataclass(frozen=True)
class SentWork:
    """What was sent last: texts by submission and prompt, pieces with one's own part by submission and item."""

    texts: dict[tuple[int, int], str]
    pieces: dict[tuple[int, int], Pieces]


def sent_of_revised(found: Iterable[Standing]) -> SentWork:
    """Of those standings that are being revised; no query where none is, two otherwise."""
    revised = [one.submission for one in found if one.submission and one.state is EnrollmentState.REVISING]
    if not revised:
        return SentWork({}, {})
    pieces: dict[tuple[int, int], Pieces] = defaultdict(set)
    for row in SentEvidence.objects.filter(submission__in=revised).select_related("evidence"):
        pieces[row.submission_id, row.evidence.item_id].add((row.evidence_id, row.own_part))
    texts = SentText.objects.filter(submission__in=revised)
    return SentWork({(row.submission_id, row.prompt_id): row.text for row in texts}, pieces)


def as_sent(pieces: Iterable[Evidence]) -> Pieces:
    """Pieces that stand in a work now, in the form in which sent ones are kept."""
    return {(piece.pk, part.own_part if (part := getattr(piece, "team_part", None)) else "") for piece in pieces}
