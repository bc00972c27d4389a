from importlib import import_module
from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.module_loading import autodiscover_modules


class CommonConfig(AppConfig):
    """Finds the jobs of every package, and keeps the table of recurring ones in line with them."""

    name = "waypost.common"

    def ready(self) -> None:
        autodiscover_modules("tasks")
        post_migrate.connect(schedule_recurring, sender=self)


def schedule_recurring(**_: Any) -> None:
    """Bring the recurring jobs up to date after each migration."""
    import_module("waypost.common.jobs").schedule_recurring()
