"""Ideas that principals wrote into a sheet: brought in, and one of its lines put right so far."""

import csv
import io

from waypost.demo.content_files import content
from waypost.demo.world import World
from waypost.plans.actions.imports import keep_import
from waypost.plans.actions.mending import mend_import
from waypost.plans.rules.import_mends import set_day
from waypost.standards.implementation_plan.any_file import read_any


def ideas_are_sorted(world: World) -> None:
    ideas = content("plan")["ideas"]
    stream = io.StringIO(newline="")
    csv.writer(stream).writerows(ideas["rows"])
    kept = keep_import(
        by=world.lead,
        organization=world.places["cedar-valley"],
        file_name=ideas["file_name"],
        document=read_any(stream.getvalue().encode()),
    )
    day = world.days.on(ideas["day"])
    mend_import(
        by=world.lead,
        plan_import=kept,
        started_from=kept.version,
        key=ideas["answer"],
        answer=lambda document, question: set_day(document, question, day),
    )
