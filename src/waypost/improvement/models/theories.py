"""A theory of action: statements in columns, the links between them, and what was found (ST1)."""

from django.db import models
from django.db.models import Q

from waypost.common.models import Record
from waypost.improvement.rules.kinds import COLUMN_LABELS, COMPARISON_LABELS, SOURCE_LABELS, VERDICT_LABELS
from waypost.improvement.rules.links import LONGEST_STATEMENT, LinkFields, sentence
from waypost.library.models import Citation
from waypost.people.models import Person
from waypost.plans.models.parts import LONGEST_KIND, Part, measured_number
from waypost.programs.models import Program


class Theory(Record):
    """One version of what a program believes. The one with the highest number is edited; earlier ones are read."""

    program = models.ForeignKey(Program, on_delete=models.PROTECT, related_name="theories")
    number = models.PositiveIntegerField()
    note = models.TextField(blank=True)
    begun_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["program", "number"]
        constraints = [models.UniqueConstraint(fields=["program", "number"], name="version_of_a_theory_once")]

    def __str__(self) -> str:
        return f"Version {self.number}"


class Statement(Part):
    """What we do, what educators do then, or what comes of it."""

    theory = models.ForeignKey(Theory, on_delete=models.CASCADE, related_name="statements")
    column = models.CharField(
        max_length=LONGEST_KIND, choices=[(key.value, label) for key, label in COLUMN_LABELS.items()]
    )
    text = models.CharField(max_length=LONGEST_STATEMENT)

    class Meta:
        ordering = ["theory", "pk"]

    def __str__(self) -> str:
        return self.text


class Link(Part):
    """One statement leads to another. All of it but its owner is written before data arrive.

    `locked_at` is when a person locked it (`locked_by` may have left since); `value_seen_at` when its measure first
    had a value. Its date locks it too.
    """

    theory = models.ForeignKey(Theory, on_delete=models.CASCADE, related_name="links")
    number = models.PositiveIntegerField()
    cause = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="leads_to")
    effect = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="follows_from")
    assumption = models.TextField(blank=True)
    question = models.TextField(blank=True)
    feedback = models.TextField(blank=True)
    source_kind = models.CharField(
        max_length=LONGEST_KIND, blank=True, choices=[(key.value, label) for key, label in SOURCE_LABELS.items()]
    )
    source_key = models.CharField(max_length=100, blank=True)
    source_text = models.TextField(blank=True)
    comparison = models.CharField(
        max_length=LONGEST_KIND, blank=True, choices=[(key.value, label) for key, label in COMPARISON_LABELS.items()]
    )
    threshold = measured_number()
    threshold_words = models.TextField(blank=True)
    reads_on = models.DateField(null=True, blank=True)
    owner = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    locked_at = models.DateTimeField(null=True, blank=True, editable=False)
    locked_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    value_seen_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["theory", "number"]
        constraints = [
            models.UniqueConstraint(fields=["theory", "number"], name="link_number_once_in_a_theory"),
            models.UniqueConstraint(
                fields=["cause", "effect"], condition=Q(taken_out_at__isnull=True), name="two_statements_joined_once"
            ),
        ]

    def __str__(self) -> str:
        return sentence((self.cause.column, self.cause.text), (self.effect.column, self.effect.text))

    @property
    def fields(self) -> LinkFields:
        """What is written about it, as one value."""
        return LinkFields(**{name: getattr(self, name) for name in LinkFields.__dataclass_fields__})


class LaterEdit(Record):
    """A part of a link that was changed after it was locked: what stood before stays in sight.

    `is_after_data` says whether its number could be read by then, its date had come, or something had been found.
    """

    link = models.ForeignKey(Link, on_delete=models.CASCADE, related_name="later_edits")
    part = models.CharField(max_length=LONGEST_KIND)
    before = models.TextField()
    after = models.TextField()
    reason = models.TextField()
    is_after_data = models.BooleanField()
    edited_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["link", "pk"]

    def __str__(self) -> str:
        return f"{self.part}: was {self.before}"


class LinkFinding(Record):
    """What people found about a link that no measure reads; the newest one counts, the others stay."""

    link = models.ForeignKey(Link, on_delete=models.CASCADE, related_name="findings")
    verdict = models.CharField(
        max_length=LONGEST_KIND, choices=[(key.value, label) for key, label in VERDICT_LABELS.items()]
    )
    text = models.TextField()
    found_on = models.DateField()
    found_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["link", "found_on", "pk"]

    def __str__(self) -> str:
        return self.text


class LinkCitation(Citation):
    """Research from the library that speaks for or against a link."""

    link = models.ForeignKey(Link, on_delete=models.CASCADE, related_name="citations")

    class Meta:
        ordering = ["link", "pk"]
        constraints = [models.UniqueConstraint(fields=["link", "item"], name="item_cited_once_on_a_link")]
