"""How long the server takes for each page of the demo: every page that each role reaches by links, several times."""

import gzip
import math
import re
import statistics
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.test import Client

from tests.demo.walking import Opened, client_of, close_file, walk_of, walkers
from waypost.config.granian import settle

SLOWEST = 25
ASSET = re.compile(r'(?:href|src)="/static/([^"]+)"')
KB = 1000


@dataclass
class Measure:
    """One kind of page as one role sees it: milliseconds of work and of waiting, queries, bytes when compressed."""

    role: str
    kind: str
    is_page: bool
    work: list[float] = field(default_factory=list)
    passed: list[float] = field(default_factory=list)
    queries: int = 0
    size: int = 0
    assets: int = 0

    def add(self, answer: "Answer") -> None:
        self.work.append(answer.work)
        self.passed.append(answer.passed)
        self.queries = max(self.queries, answer.queries)
        self.size = max(self.size, len(gzip.compress(answer.content)) if self.is_page else 0)


@dataclass(frozen=True)
class Answer:
    """What came back, after so many milliseconds of the processor, and of the clock."""

    content: bytes
    work: float
    passed: float
    queries: int


def ask(client: Client, path: str) -> Answer:
    """One request as the server has it: with a new connection to the database."""
    count = 0

    def counted(execute: Any, *arguments: Any) -> Any:
        nonlocal count
        count += 1
        return execute(*arguments)

    connection.close()
    work, passed = time.process_time(), time.perf_counter()
    with connection.execute_wrapper(counted):
        response = client.get(path)
        content = response.getvalue()
    work, passed = time.process_time() - work, time.perf_counter() - passed
    close_file(response)
    return Answer(content, work * 1000, passed * 1000, count)


def p95(values: list[float]) -> float:
    return sorted(values)[math.ceil(len(values) * 0.95) - 1]


def measured(role: str, email: str | None, rounds: int) -> Iterator[Measure]:
    """The walk itself is not measured: it warms up, and what it keeps is nothing that a web server would look over."""
    client = client_of(email)
    kinds: dict[str, list[Opened]] = {}
    for visit in walk_of(email):
        kinds.setdefault(visit.kind, []).append(visit)
    settle()
    for kind, visits in kinds.items():
        measure = Measure(role, kind, is_page=visits[0].is_page)
        for visit in visits * rounds:
            measure.add(answer := ask(client, visit.path))
            measure.assets = max(measure.assets, assets_of(answer.content) if measure.is_page else 0)
        yield measure


def assets_of(page: bytes) -> int:
    """Bytes of the styles, scripts and icons that a page names, as the server sends them when compressed."""
    names = set(ASSET.findall(page.decode()))
    return sum(_sent(Path(settings.STATIC_ROOT) / name) for name in names)


def _sent(file: Path) -> int:
    compressed = file.with_name(f"{file.name}.gz")
    return (compressed if compressed.exists() else file).stat().st_size


def everybody(rounds: int) -> Iterator[Measure]:
    for role, email in walkers().items():
        yield from measured(role, email, rounds)


def line(measure: Measure) -> str:
    what = measure.kind if measure.is_page else f"{measure.kind} (file)"
    times = f"{statistics.median(measure.work):>9.0f}{p95(measure.work):>9.0f}{p95(measure.passed):>10.0f}"
    return f"{what[:44]:<46}{measure.role:<11}{times}{measure.queries:>9}{measure.size / KB:>9.1f}"


def main(rounds: int) -> None:
    """Milliseconds are those of the processor, so that other work on the machine counts little; wall is the clock's."""
    measures = sorted(everybody(rounds), key=lambda measure: -p95(measure.work))
    pages = [measure for measure in measures if measure.is_page]
    heads = f"{'':<46}{'':<11}{'median ms':>9}{'p95 ms':>9}{'p95 wall':>10}{'queries':>9}{'kB gz':>9}"
    over = sum(p95(measure.work) > 100 for measure in pages)
    first = max(pages, key=lambda measure: measure.size + measure.assets)
    later = max(pages, key=lambda measure: measure.size)
    sys.stdout.write(
        "\n".join(
            [
                f"{len(pages)} pages and {len(measures) - len(pages)} files, {rounds} rounds; the slowest:",
                heads,
                *map(line, measures[:SLOWEST]),
                f"pages over 100 ms at p95: {over}",
                f"largest first view: {(first.size + first.assets) / KB:.1f} kB gzipped ({first.kind}, {first.role})",
                f"largest next view: {later.size / KB:.1f} kB gzipped ({later.kind}, {later.role})",
                "",
            ]
        )
    )
