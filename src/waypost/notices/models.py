"""What Waypost owes people by mail, the school calendars that say on which mornings, and how often they want it."""

from django.db import models

from waypost.common import clock
from waypost.common.models import Record
from waypost.notices.rules.digests import RHYTHM_LABELS
from waypost.people.models import Organization, Person


class Letter(Record):
    """One mail for one occasion. It waits while `due_at` is set; then it was sent, given up, or no longer wanted.

    Its text is never kept: it may hold a link that opens an account. `facts` is what the text is made of when it goes
    out; they are emptied once it is out.
    """

    #: names the occasion, such as `invitation:UID:1`
    key = models.CharField(max_length=120, unique=True)
    #: names the writer that makes the text (`writers.py`)
    kind = models.CharField(max_length=40)
    facts = models.JSONField(default=dict)
    to = models.EmailField(max_length=254)
    subject = models.CharField(max_length=200, blank=True)
    due_at = models.DateTimeField(null=True, blank=True, default=clock.now, db_index=True)
    #: once it was tried, no try after this instant
    deadline_at = models.DateTimeField()
    tries = models.PositiveIntegerField(default=0)
    #: what the mail server answered last, empty unless it refused
    trouble = models.CharField(max_length=300, blank=True)
    #: the mail server knows no such mailbox, so another try would help only with another address
    is_address_refused = models.BooleanField(default=False)
    sent_at = models.DateTimeField(null=True, blank=True)
    gave_up_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["to"], name="letters_by_address")]

    def __str__(self) -> str:
        return f"{self.key} to {self.to}"


class SchoolCalendar(Record):
    """The days off of one organization and of all below it that keep none of their own.

    US federal holidays stand in it up to the day `holidays_through`; None until they were put in.
    """

    organization = models.OneToOneField(Organization, on_delete=models.CASCADE, related_name="school_calendar")
    holidays_through = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return f"School calendar of {self.organization}"


class DayOff(Record):
    """A day or a span of days without school, both ends counted; weekends need none."""

    calendar = models.ForeignKey(SchoolCalendar, on_delete=models.CASCADE, related_name="days_off")
    first_on = models.DateField()
    last_on = models.DateField()
    name = models.CharField(max_length=200)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["first_on", "last_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(last_on__gte=models.F("first_on")), name="day_off_ends_after_it_begins"
            )
        ]

    def __str__(self) -> str:
        return self.name


class DigestChoice(Record):
    """How often somebody wants the digest; whoever never chose gets it each school-day morning."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="digest_choice")
    rhythm = models.CharField(max_length=20, choices=[(rhythm.value, label) for rhythm, label in RHYTHM_LABELS.items()])

    def __str__(self) -> str:
        return f"{self.person}: {self.rhythm}"
