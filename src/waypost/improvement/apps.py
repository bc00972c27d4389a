from importlib import import_module

from django.apps import AppConfig


class ImprovementConfig(AppConfig):
    """Says which links cite an item of the library, and how far a program's theory of action is."""

    name = "waypost.improvement"

    def ready(self) -> None:
        import_module("waypost.improvement.queries.citing").offer_uses()
        import_module("waypost.improvement.queries.outcomes").offer_outcomes()
