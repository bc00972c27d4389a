from importlib import import_module

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """Tells the pages of people which addresses mail does not reach; `waypost.common` finds its jobs."""

    name = "waypost.notices"

    def ready(self) -> None:
        import_module("waypost.people.deliveries").register(
            import_module("waypost.notices.queries.letters").undelivered
        )
