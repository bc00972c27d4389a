"""A shared vision: its versions, what people say of them, and who stands behind which (FR2)."""

from django.db import models
from django.db.models import Q

from waypost.common.models import Record
from waypost.governance.models.reflection import LONGEST_NAME, LONGEST_TITLE, somebody
from waypost.people.models import Organization, Person


class VisionVersion(Record):
    """One wording of an organization's vision; the highest number stands, and the ones before it stay as they were."""

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()
    text = models.TextField()
    what_changed = models.CharField(max_length=LONGEST_TITLE, blank=True)
    written_by = somebody()

    class Meta:
        ordering = ["organization", "-number"]
        constraints = [models.UniqueConstraint(fields=["organization", "number"], name="vision_number_once")]

    def __str__(self) -> str:
        return f"Vision of {self.organization}, version {self.number}"

    @property
    def version(self) -> int:
        """What an edit starts from."""
        return self.number


class VisionComment(Record):
    """What somebody says of one version."""

    vision = models.ForeignKey(VisionVersion, on_delete=models.CASCADE, related_name="comments")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    text = models.TextField()

    class Meta:
        ordering = ["vision", "created_at", "pk"]

    def __str__(self) -> str:
        return self.text


class Endorsement(Record):
    """Who stands behind one version: a person by themselves, or people elsewhere whom the lead recorded (`words`)."""

    vision = models.ForeignKey(VisionVersion, on_delete=models.CASCADE, related_name="endorsements")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    words = models.CharField(max_length=LONGEST_NAME, blank=True)
    people_count = models.PositiveIntegerField(default=1)
    school_count = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["vision", "created_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["vision", "person"], condition=Q(person__isnull=False), name="endorsed_once_by_a_person"
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=False) | Q(people_count__gte=1), name="endorsement_is_of_somebody"
            ),
        ]

    def __str__(self) -> str:
        return self.person.name if self.person else self.words
