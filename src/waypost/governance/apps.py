from importlib import import_module

from django.apps import AppConfig


class GovernanceConfig(AppConfig):
    """Tells programs and pages below what an organization reflected on, who steers, and what was decided."""

    name = "waypost.governance"

    def ready(self) -> None:
        import_module("waypost.governance.queries.reflect_outcomes").offer_outcomes()
        import_module("waypost.governance.queries.outcomes").offer_outcomes()
        import_module("waypost.governance.queries.involved").offer_members()
        uses = import_module("waypost.library.uses")
        uses.register("decisions", import_module("waypost.governance.queries.citing").decisions_citing)
        mentions = import_module("waypost.governance.queries.mentions")
        register = import_module("waypost.people.mentions").register
        register("meetings", mentions.mentions_in_meetings)
        register("decisions", mentions.mentions_in_decisions)
