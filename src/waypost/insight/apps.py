from importlib import import_module

from django.apps import AppConfig


class InsightConfig(AppConfig):
    """Offers measures to indicators and counts to programs; `waypost.common` finds its jobs, which hear of awards."""

    name = "waypost.insight"

    def ready(self) -> None:
        import_module("waypost.insight.queries.measures").offer_measures()
        import_module("waypost.insight.queries.funnel").offer_counts()
