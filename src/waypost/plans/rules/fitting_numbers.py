"""Objectives of a plan file, each with a number of its own. Pure."""

from dataclasses import replace

from waypost.standards.implementation_plan.document import PlanDocument

HIGHEST = 99_999


def renumbered(document: PlanDocument) -> PlanDocument:
    """A number that the file gives twice, or that no plan counts to, goes on after the last; the others stay.

    Whatever names a number in the file means the first objective that has it.
    """
    taken: set[int] = set()
    last = max((block.number for block in document.objectives if _counts(block.number)), default=0)
    blocks = []
    for block in document.objectives:
        number = block.number
        if number in taken or not _counts(number):
            last += 1
            number = last
        taken.add(number)
        blocks.append(replace(block, number=number))
    return replace(document, objectives=tuple(blocks))


def _counts(number: int) -> bool:
    return 0 <= number <= HIGHEST
