"""The demo beside itself times twenty, with a log of 2,000 decisions: what its busiest pages cost.

The copies are written straight into the database: this is a measure, not the demo.
"""

import sys
from collections.abc import Iterator
from copy import copy
from itertools import cycle, islice
from typing import Any

from django.db import transaction
from django.db.models import Model, QuerySet
from django.db.models.base import ModelState
from django.urls import reverse

from tests.bench.pages import ask
from tests.bench.plans import Cost, cost_of
from tests.demo.walking import client_of, walkers
from waypost.assessment.models import Review, Score
from waypost.common.ids import new_uid
from waypost.common.models import AuditEntry
from waypost.config.granian import settle
from waypost.credentials.models import Award, Revocation
from waypost.governance.models import ActionItem, Decision, Initiative, Stakeholder
from waypost.people.models import Person, RoleAssignment
from waypost.people.rules import Role
from waypost.plans.models import Activity, ActivityDependency, ActivityLead, DateChange, ProgressNote
from waypost.programs.models import CohortMember, Cycle
from waypost.submissions.models import Draft, Enrollment, Evidence, SentEvidence, SentText, Submission

TIMES = 20
DECISIONS = 2_000
#: Copies stand behind all rows before them in a list that is put in order by hand.
BEHIND = 1_000
EDUCATORS = Person.objects.filter(role_assignments__role=Role.EDUCATOR, role_assignments__ended_at=None).distinct()
#: What is multiplied, each after what it hangs on; what hangs on nothing that is copied stays where it is.
COPIED: tuple[QuerySet[Any], ...] = (
    EDUCATORS,
    RoleAssignment.objects.filter(role=Role.EDUCATOR, ended_at=None),
    *(model.objects.all() for model in (CohortMember, Enrollment, Draft, Evidence, Submission, SentText, SentEvidence)),
    *(model.objects.all() for model in (Review, Score, Award, Revocation)),
    *(model.objects.all() for model in (Activity, ActivityLead, ActivityDependency, ProgressNote, DateChange)),
    *(model.objects.all() for model in (Initiative, Stakeholder, ActionItem)),
)


class Twins:
    """One copy of stored rows: each points to the copies of what was copied before it."""

    def __init__(self, round_number: int) -> None:
        self._behind = round_number * BEHIND
        self._keys: dict[tuple[type[Model], int], int] = {}
        self._uids: dict[str, str] = {}

    def of(self, rows: QuerySet[Any]) -> None:
        originals = list(rows.order_by("pk"))
        for row, twin in zip(originals, rows.model.objects.bulk_create(map(self._twin, originals)), strict=True):
            self._keys[rows.model, row.pk] = twin.pk
            self._uids[getattr(row, "uid", "")] = getattr(twin, "uid", "")

    def of_trail(self) -> None:
        """The rows of the audit trail about what was copied."""
        entries = AuditEntry.objects.filter(subject_uid__in=list(self._uids)).order_by("pk")
        twins = [_fresh(entry, subject_uid=self._uids[entry.subject_uid]) for entry in entries]
        AuditEntry.objects.bulk_create(twins)

    def _twin(self, row: Any) -> Any:
        changed: dict[str, Any] = {}
        for field in row._meta.concrete_fields:
            value = getattr(row, field.attname)
            if field.related_model is not None:
                changed[field.attname] = self._keys.get((field.related_model, value), value)
            elif field.name == "position":
                changed["position"] = value + self._behind
            elif field.unique and not field.primary_key:
                changed[field.attname] = f"{new_uid()}@copies.example" if field.name == "email" else new_uid()
        return _fresh(row, **changed)


def _fresh(row: Any, **changed: Any) -> Any:
    twin = copy(row)
    twin.pk, twin._state = None, ModelState()
    for name, value in changed.items():
        setattr(twin, name, value)
    return twin


@transaction.atomic
def multiply() -> None:
    """All that is COPIED stands TIMES times then, and the log holds DECISIONS."""
    sources = [(rows.model, list(rows.values_list("pk", flat=True))) for rows in COPIED]
    for round_number in range(1, TIMES):
        twins = Twins(round_number)
        for model, keys in sources:
            twins.of(model.objects.filter(pk__in=keys))
        twins.of_trail()
    decided = list(Decision.objects.filter(superseded_by=None))
    missing = DECISIONS - Decision.objects.count()
    Decision.objects.bulk_create(_fresh(row, uid=new_uid()) for row in islice(cycle(decided), missing))


def addresses() -> dict[tuple[str, str], str]:
    """Of each page by role and name."""
    program = Cycle.objects.filter(closed_at=None).order_by("pk")[0].program
    phases = Cycle.objects.get(program=program, closed_at=None).phases.order_by("position")
    pages = {
        "phases": reverse("program_phases", args=[program.uid]),
        "key elements": reverse("program_elements", args=[program.uid]),
        **{f"phase {phase.position}": reverse("phase", args=[phase.uid]) for phase in phases},
        "programs": reverse("programs"),
        "decisions": reverse("decisions"),
        "decisions, searched": f"{reverse('decisions')}?words=assessors",
    }
    return {(role, name): path for role in ("lead", "committee") for name, path in {"overview": "/", **pages}.items()}


def costs(rounds: int) -> Iterator[tuple[tuple[str, str], Cost]]:
    """Each page is asked for once before it is measured."""
    clients = {role: client_of(email) for role, email in walkers().items() if role in ("lead", "committee")}
    for (role, name), path in addresses().items():
        ask(clients[role], path)
        yield (role, name), cost_of([ask(clients[role], path) for _ in range(rounds)])


def main(rounds: int) -> None:
    settle()
    once = dict(costs(rounds))
    multiply()
    settle()
    many = dict(costs(rounds))
    head = f"{'the demo':>33}{f'times {TIMES}':>33}"
    units = f"{'median':>8}{'p95 ms':>8}{'queries':>9}{'kB gz':>8}" * 2
    rows = [f"{name:<22}{role:<11}{once[role, name]}{cost}" for (role, name), cost in many.items()]
    sys.stdout.write("\n".join([f"{'':<33}{head}", f"{'':<33}{units}", *rows, ""]))
