from importlib import import_module

from django.apps import AppConfig


class GovernanceConfig(AppConfig):
    """Tells phases and pages below what an organization reflected on, who steers, and what was decided."""

    name = "waypost.governance"

    def ready(self) -> None:
        import_module("waypost.governance.queries.reflect_outcomes").offer_outcomes()
        import_module("waypost.governance.queries.outcomes").offer_outcomes()
        mentions = import_module("waypost.governance.queries.mentions")
        register = import_module("waypost.people.mentions").register
        register("meetings", mentions.mentions_in_meetings)
        register("decisions", mentions.mentions_in_decisions)
