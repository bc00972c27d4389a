from importlib import import_module

from django.apps import AppConfig


class ProgramsConfig(AppConfig):
    """Hears when people change schools, and says which activities of plans it carries out and which outcomes it has."""

    name = "waypost.programs"

    def ready(self) -> None:
        import_module("waypost.programs.actions.schools").listen()
        import_module("waypost.programs.queries.outcomes").offer_outcomes()
        import_module("waypost.programs.queries.phase_activities").offer_phases()
        uses = import_module("waypost.plans.uses")
        uses.register("programs", import_module("waypost.programs.queries.programs").names_of_programs)
        advice = import_module("waypost.plans.date_advice")
        advice.register("programs", import_module("waypost.programs.queries.planning").advice_on_dates)
        import_module("waypost.programs.queries.planning_outcomes").offer_outcomes()
