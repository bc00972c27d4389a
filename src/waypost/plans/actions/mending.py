"""Lines of a plan file that are put right before anything is created from it (PL11)."""

from collections.abc import Callable
from dataclasses import asdict

from django.db import transaction

from waypost.common import audit
from waypost.common.conflicts import check_version
from waypost.people.models import Person
from waypost.plans.actions.documents import freeze, thaw
from waypost.plans.actions.imports import as_a_plan_holds_it, check_importable
from waypost.plans.models import PlanImport
from waypost.plans.rules.import_lines import Question, questions
from waypost.plans.rules.import_mends import Mended, still_settled
from waypost.standards.implementation_plan.document import PlanDocument


class NothingToMend(Exception):
    """The question was answered, or the plan was created, in the meantime."""

    def __init__(self) -> None:
        super().__init__("This was settled in the meantime: look at the lines as they stand now.")


@transaction.atomic
def mend_import(
    *,
    by: Person,
    plan_import: PlanImport,
    started_from: int,
    key: str,
    answer: Callable[[PlanDocument, Question], Mended],
) -> PlanImport:
    """Take one answer over into what will be created.

    Raises EditConflict, NothingToMend, or NothingToImport where the answer leaves no plan to create.
    """
    current = _locked(plan_import, started_from)
    document = thaw(current.document)
    question = next((each for each in questions(document, current.settled) if each.key == key), None)
    if question is None:
        raise NothingToMend
    mended = answer(document, question)
    fitting = as_a_plan_holds_it(mended.document)
    check_importable(fitting, where="in your answer, then save it")
    _take_over(current, fitting, mended, key)
    audit.record(
        by=by,
        verb="settle line of plan file",
        on=current,
        before={"place": mended.mend.place, "said": mended.mend.said},
        after={"now": mended.mend.now},
    )
    return _saved(current)


@transaction.atomic
def read_import_again(*, by: Person, plan_import: PlanImport, started_from: int) -> PlanImport:
    """Take every answer back: the plan stands as the file says it. Raises EditConflict or NothingToMend."""
    current = _locked(plan_import, started_from)
    if current.as_read is None:
        raise NothingToMend
    count = len(current.mends)
    current.document, current.as_read, current.settled, current.mends = current.as_read, None, [], []
    audit.record(by=by, verb="read plan file again", on=current, before={"answers": count}, after={"answers": 0})
    return _saved(current)


def _take_over(current: PlanImport, document: PlanDocument, mended: Mended, key: str) -> None:
    if current.as_read is None:
        current.as_read = current.document
    current.document = freeze(document)
    current.settled = still_settled(current.settled, mended)
    if mended.is_settled:
        current.settled.append(key)
    current.mends.append(asdict(mended.mend))


def _locked(plan_import: PlanImport, started_from: int) -> PlanImport:
    current = PlanImport.objects.select_for_update().get(pk=plan_import.pk)
    if current.plan_id is not None:
        raise NothingToMend
    check_version(current, started_from)
    return current


def _saved(current: PlanImport) -> PlanImport:
    current.version += 1
    current.save(update_fields=["document", "as_read", "settled", "mends", "version"])
    return current
