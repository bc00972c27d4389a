"""The phases of a program as the side bar shows them: a ring and words each (UX.md, Navigation)."""

from django.urls import reverse

from waypost.programs.queries.phase_lines import CycleShown
from waypost.ui.navigation import PhaseLink, PhaseNav


def phase_links(shown: CycleShown, current: str = "") -> PhaseNav:
    """`current` is the uid of the phase whose page is open. The closed cycle of a program has none."""
    return PhaseNav(
        PhaseLink(
            one.phase.short_name,
            reverse("phase", args=[one.phase.uid]),
            one.words,
            one.progress.percent,
            is_current=one.phase.uid == current,
        )
        for one in shown.phases
    )
