"""What the district believes, what it cites, what it found so far, and what it tells others (ST1, ST7)."""

from dataclasses import fields
from decimal import Decimal

from waypost.common.actors import System
from waypost.demo.content_files import Table, content
from waypost.demo.plan import PLAN
from waypost.demo.play import Story
from waypost.demo.world import World
from waypost.governance.queries.decisions import decisions
from waypost.improvement.actions.links import (
    add_link,
    edit_link,
    lock_link,
    lock_links,
    note_first_value,
    record_finding,
)
from waypost.improvement.actions.removal import take_out
from waypost.improvement.actions.statements import add_statement, begin_theory, begin_version
from waypost.improvement.models import Link, Statement, Theory
from waypost.improvement.queries.pages import standing_links
from waypost.improvement.queries.waiting import link_waiting, links_waiting
from waypost.improvement.rules.kinds import Column, Verdict
from waypost.improvement.rules.links import LinkFields
from waypost.library.actions import add_item, cite, share_item, ship_studies, take_out_item
from waypost.library.queries import shipped
from waypost.library.rules import Audience, MemoFields, StudyFields

DISTRICT = "cedar-valley"
SHIPPING = System("studies come with Waypost")
SEEING = System("a measure may have its first value")
#: The links that stand in the first version, by their place in the file.
FIRST_LINKS = 2
#: Links that nobody locks: the date of one comes, and the number of the other.
LEFT_OPEN = (6, 8)


def library_fills(world: World) -> Story:
    """Studies come with Waypost; two districts write memos, and one takes a study out again."""
    yield world.days.at(110, "07:00")
    ship_studies(by=SHIPPING)
    yield world.days.at(80, "15:20")
    for row in content("theory")["memos"]:
        memo = add_item(by=world.people[row["by"]], organization=world.places[row["place"]], fields=_memo(row))
        if row["audience"] != Audience.DRAFT:
            share_item(by=world.people[row["by"]], item=memo, audience=Audience(row["audience"]))
    for row in content("theory")["studies"]:
        study = add_item(by=world.people[row["by"]], organization=world.places[row["place"]], fields=_study(row))
        take_out_item(by=world.people[row["by"]], item=study)


def plans_and_decisions_cite(world: World) -> Story:
    """What the strategy of an objective rests on, and what was weighed for a decision."""
    yield world.days.at(12, "10:20")
    items = shipped()
    for row in content("theory")["strategies"]:
        objective = world.plans[PLAN].objectives.get(number=row["objective"])
        cite(by=world.lead, on=objective, item=items[row["cites"]], note=row["note"])
    for row in content("theory")["weighed"]:
        found = decisions(world.lead).get(question=row["question"])
        cite(by=world.people["luis.ferrer"], on=found, item=items[row["cites"]], note=row["note"])


def theory_is_written(world: World) -> Story:
    """A first version by the lead, a second one with the committee, before anybody is invited."""
    yield world.days.at(67, "13:00")
    rows = content("theory")
    theory = begin_theory(by=world.lead, program=world.programs[DISTRICT], text=rows["first"])
    known = {"train": theory.statements.get()} | _add(world, theory, rows["statements"])
    for row in rows["links"][:FIRST_LINKS]:
        _write(world, _join(world, theory, row, known), row, days_later=20)
    lock_links(by=world.lead, theory=theory)
    yield world.days.at(65, "15:30")
    second = begin_version(by=world.people["luis.ferrer"], theory=theory, note=rows["second"]["note"])
    known = {key: second.statements.get(text=statement.text) for key, statement in known.items()}
    known |= _add(world, second, rows["second"]["statements"])
    stands = {link.number: link for link in standing_links(second)}
    for number, row in enumerate(rows["links"], 1):
        _write(world, stands.get(number) or _join(world, second, row, known), row)
    _think_better_of_it(world, second, known)
    yield world.days.at(64, "08:10")
    for link in standing_links(second).exclude(number__in=LEFT_OPEN):
        if not link.fields.missing:
            lock_link(by=world.lead, link=link, started_from=link.version)


def theory_meets_data(world: World) -> list[Story]:
    """Measures have their first values, people write down what they found, and one threshold moves in sight."""
    rows = content("theory")["links"]
    found = [(number, finding) for number, row in enumerate(rows, 1) for finding in row.get("findings", ())]
    edited = [(number, row["edited"]) for number, row in enumerate(rows, 1) if "edited" in row]
    return [
        _first_values_come(world),
        *(_finding_comes(world, number, finding) for number, finding in found),
        *(_threshold_moves(world, number, edit) for number, edit in edited),
    ]


def _first_values_come(world: World) -> Story:
    yield world.days.at(19, "06:00")
    for uid in links_waiting(SEEING):
        link = link_waiting(SEEING, uid)
        if link is not None:
            note_first_value(by=SEEING, link=link)


def _finding_comes(world: World, number: int, finding: list[str]) -> Story:
    ago, verdict, text = int(finding[0]), finding[1], finding[2]
    yield world.days.at(ago, "16:00")
    link = _link(world, number)
    by = link.owner or world.lead
    record_finding(by=by, link=link, verdict=Verdict(verdict), text=text, found_on=world.days.on(ago))


def _threshold_moves(world: World, number: int, edit: list[str]) -> Story:
    ago, words, reason = int(edit[0]), edit[1], edit[2]
    yield world.days.at(ago, "11:30")
    link = _link(world, number)
    written = {name: getattr(link, name) for name in LinkFields.__dataclass_fields__}
    changed = LinkFields(**{**written, "threshold_words": words})
    edit_link(by=world.people["luis.ferrer"], link=link, started_from=link.version, fields=changed, reason=reason)


def _add(world: World, theory: Theory, rows: list[Table]) -> dict[str, Statement]:
    return {
        row["key"]: add_statement(by=world.lead, theory=theory, column=Column(row["column"]), text=row["text"])
        for row in rows
    }


def _join(world: World, theory: Theory, row: Table, known: dict[str, Statement]) -> Link:
    cause, effect = (known[key] for key in row["joins"])
    return add_link(by=world.lead, theory=theory, cause=cause, effect=effect)


def _write(world: World, link: Link, row: Table, days_later: int = 0) -> None:
    """The second version reads some links earlier than the first one would have."""
    texts = {field.name: row[field.name] for field in fields(LinkFields) if isinstance(row.get(field.name), str)}
    typed = {
        **texts,
        "threshold": Decimal(row["threshold"]) if "threshold" in row else None,
        "reads_on": world.days.on(row["reads_on"] + days_later) if "reads_on" in row else None,
        "owner_id": world.people[row["owner"]].pk if "owner" in row else None,
    }
    edit_link(by=world.lead, link=link, started_from=link.version, fields=LinkFields(**typed))
    items = shipped() if "cites" in row and not days_later else {}
    for key, note in row.get("cites", ()) if items else ():
        cite(by=world.lead, on=link, item=items[key], note=note)


def _think_better_of_it(world: World, theory: Theory, known: dict[str, Statement]) -> None:
    """A statement that is a step of the launch, and a link that nobody believed."""
    rows = {row["key"]: row for row in content("theory")["second"]["statements"]}
    take_out(by=world.lead, part=known["party"], reason=rows["party"]["taken_out"])
    link = add_link(by=world.lead, theory=theory, cause=known["train"], effect=known["revise"])
    take_out(by=world.lead, part=link, reason="Training is about beginning.")


def _link(world: World, number: int) -> Link:
    """Of the version that is edited today."""
    newest = world.programs[DISTRICT].theories.latest("number")
    return standing_links(newest).get(number=number)


def _memo(row: Table) -> MemoFields:
    names = [field.name for field in fields(MemoFields) if field.name in row]
    return MemoFields(**{**{name: row[name] for name in names}, "tags": tuple(row["tags"])})


def _study(row: Table) -> StudyFields:
    return StudyFields(**{field.name: row[field.name] for field in fields(StudyFields) if field.name in row})
