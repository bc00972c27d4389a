from importlib import import_module

from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "waypost.plans"

    def ready(self) -> None:
        import_module("waypost.plans.export_files").register_all()
