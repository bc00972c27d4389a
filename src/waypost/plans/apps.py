from importlib import import_module

from django.apps import AppConfig


class PlansConfig(AppConfig):
    """Says which objectives are aligned with an item of a framework, and which cite an item of the library."""

    name = "waypost.plans"

    def ready(self) -> None:
        uses = import_module("waypost.frameworks.uses")
        uses.register("plans", import_module("waypost.plans.queries.alignment").uses_in_plans)
        library = import_module("waypost.library.uses")
        library.register("plans", import_module("waypost.plans.queries.citing").objectives_citing)
        import_module("waypost.plans.export_files").register_all()
