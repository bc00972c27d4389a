from importlib import import_module

from django.apps import AppConfig


class SubmissionsConfig(AppConfig):
    name = "waypost.submissions"

    def ready(self) -> None:
        import_module("waypost.submissions.tasks")
        offers = import_module("waypost.submissions.queries.offers")
        import_module("waypost.catalog.next_steps").provide(offers.next_step)
        import_module("waypost.submissions.actions.attached").offer_keeper()
