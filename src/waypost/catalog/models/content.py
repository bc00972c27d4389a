"""What an editor writes."""

from django.db import models

from waypost.common.models import Record

BOOKKEEPING = {"id", "uid", "created_at", "revision", "number", "state", "change_note", "published_at", "retired_at"}


class Content(Record):
    """A stored object that an editor writes; `revision` guards against two people editing at once."""

    revision = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True

    def content(self) -> dict[str, object]:
        """What the editor gave, by the name of the field: no links to other objects and no bookkeeping."""
        fields = [field for field in self._meta.concrete_fields if not field.is_relation]
        return {field.name: getattr(self, field.name) for field in fields if field.name not in BOOKKEEPING}
