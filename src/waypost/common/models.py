"""What every stored object has, and the audit trail."""

from collections.abc import Collection, Mapping
from typing import Any

from django.db import models

from waypost.common import clock
from waypost.common.ids import new_uid


class Record(models.Model):
    """A stored object with a public id (`uid`, used in addresses) and the instant of its making."""

    uid = models.CharField(max_length=12, unique=True, default=new_uid, editable=False)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        abstract = True

    @property
    def trail_label(self) -> str:
        """The kind of object, such as `plans.activity`; names it in audit rows."""
        return self._meta.label_lower

    def validate_unique(self, exclude: Collection[str] | None = None) -> None:
        """A `uid` is drawn and never typed: whether it is taken, the database alone looks."""
        super().validate_unique({*(exclude or ()), "uid"})

    @property
    def label(self) -> str:
        """The same, of a model that has no field of this name."""
        return self.trail_label

    def as_stored(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Values of the audit trail, which JSON holds, as columns of this object hold them; others are left out."""
        columns = {field.attname: field for field in self._meta.concrete_fields}
        return {name: columns[name].to_python(value) for name, value in values.items() if name in columns}


class AuditEntry(models.Model):
    """Who did what to which object, when, from what to what, and why (OP6). Rows are never changed or deleted."""

    at = models.DateTimeField(default=clock.now, editable=False)
    actor = models.CharField(max_length=200)
    verb = models.CharField(max_length=60)
    subject_label = models.CharField(max_length=80)
    subject_uid = models.CharField(max_length=12)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    why = models.TextField(blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["subject_label", "subject_uid", "-at"], name="audit_by_subject"),
            models.Index(fields=["actor", "-at"], name="audit_by_actor"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor} {self.verb} {self.subject_label} {self.subject_uid}"
