from importlib import import_module

from django.apps import AppConfig


class PlansConfig(AppConfig):
    """Says which objectives are aligned with an item of a framework."""

    name = "waypost.plans"

    def ready(self) -> None:
        uses = import_module("waypost.frameworks.uses")
        uses.register("plans", import_module("waypost.plans.queries.alignment").uses_in_plans)
        import_module("waypost.plans.export_files").register_all()
