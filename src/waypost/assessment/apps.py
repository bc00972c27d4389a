from importlib import import_module

from django.apps import AppConfig


class AssessmentConfig(AppConfig):
    """Tells `submissions` what became of what was sent, so that everybody sees one state, and who may read evidence."""

    name = "waypost.assessment"

    def ready(self) -> None:
        facts = import_module("waypost.assessment.queries.facts")
        import_module("waypost.submissions.review_facts").provide(facts.review_facts)
        reviews = import_module("waypost.assessment.queries.reviews")
        import_module("waypost.submissions.evidence_readers").provide(reviews.submissions_assigned_to)
