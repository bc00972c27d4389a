"""Writing the audit trail: one row for every change, in the transaction of the change."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction

from waypost.common.actors import Actor
from waypost.common.models import AuditEntry, Record


def record(
    *,
    by: Actor,
    verb: str,
    on: Record,
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
    why: str = "",
) -> AuditEntry:
    """Write the row. Raises RuntimeError outside a transaction: a change and its row stand or fall together."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("An audit row belongs to the transaction of its change.")
    return AuditEntry.objects.create(
        actor=by.audit_id,
        verb=verb,
        subject_label=on.trail_label,
        subject_uid=on.uid,
        before=plain(before),
        after=plain(after),
        why=why,
    )


def record_each(*, by: Actor, verb: str, changes: Iterable[tuple[Record, Mapping[str, object]]]) -> None:
    """Write one row for each object and what stands after, as `record` would, in few statements."""
    record_changes(by=by, verb=verb, changes=((on, None, after) for on, after in changes))


def record_changes(
    *, by: Actor, verb: str, changes: Iterable[tuple[Record, Mapping[str, object] | None, Mapping[str, object]]]
) -> None:
    """The same for each object, what stood before, and what stands after."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("An audit row belongs to the transaction of its change.")
    AuditEntry.objects.bulk_create(
        AuditEntry(
            actor=by.audit_id,
            verb=verb,
            subject_label=on.trail_label,
            subject_uid=on.uid,
            before=plain(before),
            after=plain(after),
        )
        for on, before, after in changes
    )


def plain(values: Mapping[str, object] | None) -> Any:
    """Dates, decimals and the like as JSON would hold them."""
    return None if values is None else json.loads(json.dumps(dict(values), cls=DjangoJSONEncoder))
