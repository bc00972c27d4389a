"""What the page of a theory shows: statements, links with what is known of each, and the picture."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet

from waypost.common import clock
from waypost.common.days import day_in
from waypost.improvement.models import LaterEdit, Link, LinkCitation, LinkFinding, Statement, Theory
from waypost.improvement.queries import access
from waypost.improvement.queries.next_steps import NextStep, next_step
from waypost.improvement.queries.values import LinkValue, link_values
from waypost.improvement.rules.drawing import Drawing, drawing
from waypost.improvement.rules.kinds import COLUMN_LABELS, COLUMNS, VERDICT_LABELS, Column, Verdict
from waypost.improvement.rules.layers import Arrow, Node
from waypost.improvement.rules.links import Lock, count_sentence, is_found_before, list_said, lock_of, verdict_of_value
from waypost.improvement.rules.words import describe, source_said, threshold_said, value_said, waiting_said
from waypost.library.models import Citation, LibraryItem
from waypost.library.queries import readable_of
from waypost.people.queries import may
from waypost.people.viewers import Viewer
from waypost.programs.models import Program


@dataclass(frozen=True)
class LinkLine:
    """A link with what is written and what is known of it, as its viewer may see it.

    `rows_url` is empty where there is no page of rows or the viewer may not see them. `finding` is the one that counts
    now, None where a measure reads the link; `earlier_findings` are all others. `citations` come with the item where
    the viewer may read it, or might before it was taken out.
    """

    link: Link
    verdict: Verdict
    says: str
    source: str
    threshold: str
    lock: Lock | None
    is_due: bool
    needs_look: bool
    rows_url: str
    finding: LinkFinding | None
    earlier_findings: tuple[LinkFinding, ...]
    citations: tuple[tuple[Citation, LibraryItem | None], ...]

    @property
    def verdict_label(self) -> str:
        return VERDICT_LABELS[self.verdict]

    @property
    def is_found_before_lock(self) -> bool:
        """Whether what counts was found on a day on which the threshold could still be written."""
        zone = self.link.theory.program.organization.timezone
        locked_on = day_in(self.link.locked_at, zone) if self.link.locked_at else None
        return self.finding is not None and is_found_before(self.finding.found_on, locked_on, self.link.reads_on)

    @property
    def missing(self) -> str:
        """ "threshold and date"; empty where all is written."""
        return list_said(self.link.fields.missing)


@dataclass(frozen=True)
class TheoryPage:
    """`opened` is the link whose card stands beside the outline; None where there is no link."""

    program: Program
    theory: Theory | None
    versions: tuple[Theory, ...]
    columns: tuple[tuple[str, str, tuple[Statement, ...]], ...]
    lines: tuple[LinkLine, ...]
    opened: LinkLine | None
    drawing: Drawing | None
    may_edit: bool
    today: date

    @property
    def counts(self) -> str:
        return count_sentence([line.verdict for line in self.lines])

    @property
    def describes(self) -> str:
        """The picture in words."""
        return describe(sum(len(rows) for _, _, rows in self.columns), len(self.lines), self.counts)

    @property
    def statement_count(self) -> int:
        return sum(len(rows) for _, _, rows in self.columns)

    @property
    def is_current(self) -> bool:
        return self.theory is not None and self.theory.number == self.versions[0].number

    @property
    def next_step(self) -> NextStep | None:
        """What comes next while the theory is young."""
        columns = [(Column(key), rows) for key, _, rows in self.columns]
        links = [line.link for line in self.lines]
        return next_step(self.program.uid, columns, links, is_locked=any(line.lock for line in self.lines))

    @property
    def all_locked(self) -> bool:
        return bool(self.lines) and all(line.lock for line in self.lines)


def theory_page(viewer: Viewer, program: Program, version: str = "", opened: str = "") -> TheoryPage:
    """The page of a program from `access.programs(viewer)`; a version or link that is none gives the nearest thing."""
    versions = tuple(access.theories(viewer).filter(program=program))
    theory = next((each for each in versions if str(each.number) == version), versions[0] if versions else None)
    today = clock.today(program.organization.timezone)
    statements = list(Statement.objects.filter(theory=theory).order_by("pk")) if theory else []
    lines = link_lines(viewer, program, theory, today) if theory else ()
    shown = _opened(lines, opened)
    is_current = theory is not None and theory.number == versions[0].number
    return TheoryPage(
        program=program,
        theory=theory,
        versions=versions,
        columns=_columns(statements),
        lines=lines,
        opened=shown,
        drawing=_drawing(statements, lines, shown) if statements else None,
        may_edit=(is_current or not versions) and may(viewer, access.EDIT, program.organization),
        today=today,
    )


def standing_links(theory: Theory) -> QuerySet[Link]:
    """The links of a theory between statements that stand, with both."""
    found = Link.objects.filter(theory=theory, cause__taken_out_at=None, effect__taken_out_at=None)
    return found.select_related("cause", "effect").order_by("number")


def link_lines(viewer: Viewer, program: Program, theory: Theory, today: date) -> tuple[LinkLine, ...]:
    """Every link that stands, with what is known of it."""
    links = list(
        standing_links(theory)
        .select_related("owner", "locked_by", "theory__program__organization")
        .prefetch_related(
            Prefetch("later_edits", LaterEdit.objects.select_related("edited_by")),
            Prefetch("findings", LinkFinding.objects.select_related("found_by")),
            Prefetch("citations", LinkCitation.objects.order_by("pk")),
        )
    )
    keys = {link.source_key for link in links if link.fields.is_measured and link.source_key}
    values = link_values(viewer, program.activity.objective.plan, keys, today)
    cited = dict(readable_of(viewer, [citation for link in links for citation in link.citations.all()]))
    return tuple(_line(link, values, cited, today) for link in links)


def _line(
    link: Link, values: Mapping[str, LinkValue], cited: Mapping[Citation, LibraryItem | None], today: date
) -> LinkLine:
    fields = link.fields
    value = values.get(link.source_key) if fields.is_measured else None
    is_due = fields.reads_on is not None and fields.reads_on <= today
    findings = list(link.findings.all())
    finding = findings[-1] if findings and not fields.is_measured else None
    lock = lock_of(
        locked_at=link.locked_at,
        value_seen_at=link.value_seen_at,
        reads_on=link.reads_on,
        today=today,
        has_value=value is not None and value.has_data,
    )
    unit = value.measure.unit if value else ""
    return LinkLine(
        link=link,
        verdict=_verdict(link, value, finding, is_due=is_due),
        says=_says(link, value, finding, is_due=is_due),
        source=source_said(fields, value.measure.label if value else ""),
        threshold=threshold_said(fields, unit) if fields.has_threshold else "",
        lock=lock,
        is_due=is_due,
        needs_look=is_due and finding is None and not (value is not None and value.can_be_read),
        rows_url=value.rows_url if value else "",
        finding=finding,
        earlier_findings=tuple(each for each in findings if each is not finding),
        citations=tuple((citation, cited[citation]) for citation in link.citations.all()),
    )


def _verdict(link: Link, value: LinkValue | None, finding: LinkFinding | None, *, is_due: bool) -> Verdict:
    if value is not None:
        return verdict_of_value(value.value, link.comparison, link.threshold, is_due=is_due)
    return Verdict(finding.verdict) if finding else Verdict.NOT_YET_KNOWN


def _says(link: Link, value: LinkValue | None, finding: LinkFinding | None, *, is_due: bool) -> str:
    fields = link.fields
    if value is not None:
        unit, is_left_out = value.measure.unit, value.is_left_out
        return value_said(value.value, unit, fields, is_due=is_due, is_left_out=is_left_out)
    return finding.text if finding else waiting_said(fields, is_due=is_due)


def _opened(lines: Sequence[LinkLine], number: str) -> LinkLine | None:
    """The link that was asked for, else the first that needs a look, else the first one."""
    asked = next((line for line in lines if str(line.link.number) == number), None)
    waiting = next((line for line in lines if line.needs_look), None)
    return asked or waiting or (lines[0] if lines else None)


def _columns(statements: Sequence[Statement]) -> tuple[tuple[str, str, tuple[Statement, ...]], ...]:
    return tuple(
        (column.value, COLUMN_LABELS[column], tuple(each for each in statements if each.column == column))
        for column in COLUMNS
    )


def _drawing(statements: Sequence[Statement], lines: Sequence[LinkLine], opened: LinkLine | None) -> Drawing:
    nodes = [Node(each.pk, each.column, each.text) for each in statements]
    arrows = [
        Arrow(line.link.number, line.link.cause_id, line.link.effect_id, line.verdict.value, is_open=line is opened)
        for line in lines
    ]
    return drawing(nodes, arrows)
