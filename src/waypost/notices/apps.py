from importlib import import_module

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "waypost.notices"

    def ready(self) -> None:
        import_module("waypost.notices.tasks")
