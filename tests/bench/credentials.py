"""`./dev bench`: how fast credentials are signed and verified, beside software that does the same or a part of it.

Rates depend on the machine and on what else it does; the ratios of one run tell more.
"""

import json
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from openbadgeslib.ob3.contexts import document_loader
from pyld import jsonld

from tests.interop.oracle import installed_oracle, run
from tests.standards.badges import CREDENTIAL, NOW, World, badge, sign, token
from waypost.standards.openbadges.checks import Overall
from waypost.standards.openbadges.credential import build_credential

SECONDS = 2.0
NODE_TIMEOUT_SECONDS = 60
CANONICAL = {"algorithm": "URDNA2015", "format": "application/n-quads", "documentLoader": document_loader()}


@dataclass(frozen=True)
class Row:
    """One line of the table; `beside` is the rate of other software for the same work, None where there is none."""

    what: str
    rate: float
    beside: float | None = None


def rate(action: Callable[[], object]) -> float:
    """Times per second, after one run to warm up."""
    action()
    count, began = 0, time.perf_counter()
    while time.perf_counter() - began < SECONDS:
        action()
        count += 1
    return count / (time.perf_counter() - began)


def rates_of_node(signed: dict[str, Any], world: World) -> dict[str, float]:
    """Rates of `@digitalbazaar/vc` for the same credential; empty where Node is missing."""
    try:
        home = installed_oracle()
    except (pytest.skip.Exception, pytest.fail.Exception):
        return {}
    with tempfile.TemporaryDirectory() as folder:
        credential, issuers = Path(folder) / "credential.json", Path(folder) / "issuers.json"
        credential.write_text(json.dumps(signed))
        issuers.write_text(json.dumps(dict(world.resolver().did_documents)))
        contexts, instant = str(home / "contexts.json"), NOW.isoformat().replace("+00:00", "Z")
        command = ["node", "bench.mjs", str(credential), contexts, str(issuers), instant, str(SECONDS)]
        answer: dict[str, float] = json.loads(run(command, home, NODE_TIMEOUT_SECONDS))
    return answer


def measured() -> tuple[float, list[Row]]:
    """The rate of pyld alone, and our rows."""
    world = World()
    unsigned = build_credential(CREDENTIAL)
    plain, with_status, compact = badge(status=None), badge(), token(status=None)
    resolver = world.resolver()

    def verify(form: Any) -> None:
        if world.verify(form, resolver=resolver).overall is not Overall.VALID:
            raise RuntimeError("The credential to measure with does not verify.")

    node = rates_of_node(plain, world)
    return rate(lambda: jsonld.normalize(unsigned, CANONICAL)), [
        Row("sign, JSON", rate(lambda: sign(unsigned)), node.get("sign")),
        Row("verify, JSON", rate(lambda: verify(plain)), node.get("verify")),
        Row("verify, JSON with status list", rate(lambda: verify(with_status))),
        Row("sign, VC-JWT", rate(token)),
        Row("verify, VC-JWT", rate(lambda: verify(compact))),
    ]


def main() -> None:
    alone, rows = measured()
    lines = [f"{'':<32}{'per second':>12}{'beside pyld':>14}{'beside @digitalbazaar/vc':>26}"]
    lines.append(f"{'pyld alone, canonicalize once':<32}{alone:>12.1f}{1:>14.2f}{'':>26}")
    for row in rows:
        other = f"{row.rate / row.beside:.2f} ({row.beside:.1f})" if row.beside else "not measured"
        lines.append(f"{row.what:<32}{row.rate:>12.1f}{row.rate / alone:>14.2f}{other:>26}")
    sys.stdout.write("\n".join([*lines, ""]))


if __name__ == "__main__":
    main()
