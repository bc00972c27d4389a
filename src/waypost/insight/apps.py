from importlib import import_module

from django.apps import AppConfig


class InsightConfig(AppConfig):
    """Offers its measures to the indicators of plans; `waypost.common` finds its jobs, which hear of awards."""

    name = "waypost.insight"

    def ready(self) -> None:
        import_module("waypost.insight.queries.measures").offer_measures()
