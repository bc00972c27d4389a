from importlib import import_module

from django.apps import AppConfig


class CredentialsConfig(AppConfig):
    """Tells `submissions` which awards stand; `waypost.common` finds its jobs, which hear of concluded reviews."""

    name = "waypost.credentials"

    def ready(self) -> None:
        awards = import_module("waypost.credentials.queries.awards")
        import_module("waypost.submissions.standing_awards").provide(awards.earned_days)
