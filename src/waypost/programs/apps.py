from importlib import import_module

from django.apps import AppConfig


class ProgramsConfig(AppConfig):
    """Hears when people change schools."""

    name = "waypost.programs"

    def ready(self) -> None:
        import_module("waypost.programs.actions.schools").listen()
