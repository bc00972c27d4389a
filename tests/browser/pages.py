"""Which pages the sweep visits, and as whom: every page of `tests/access/table.py`, so a new row there is enough.

A page for certain roles is visited as each of them. A page for everybody looks the same to all and is visited once,
as somebody who is signed in (and once without an account where it is public), unless it stands in DIFFERS_BY_ROLE.
"""

from tests.access.rows import Row
from tests.access.table import TABLE
from waypost.people.gates import PUBLIC
from waypost.people.rules import Role

DIFFERS_BY_ROLE = {"home"}
#: Answers that are not pages: a health check for machines, documents of issuers, and files to keep.
NOT_A_PAGE = {
    "healthz",
    "achievement",
    "achievement_image",
    "credential_badge_png",
    "credential_badge_svg",
    "credential_certificate",
    "credential_json",
    "credential_jwt",
    "decision_log_file",
    "issuer_did",
    "issuer_keys",
    "issuer_profile",
    "phase_attachment",
    "plan_export_file",
    "plan_file_schema",
    "plan_word_template",
    "program_budget_file",
    "status_list",
    "submissions_evidence",
    "theory_picture",
}
SOMEBODY = Role.PROGRAM_LEAD

#: None is somebody without an account.
Visitor = Role | None


def visitors(name: str, row: Row) -> list[Visitor]:
    """As whom to visit one address, in a settled order; nobody where it shows no page."""
    if row.method != "GET" or name in NOT_A_PAGE:
        return []
    without_account: list[Visitor] = [None] if row.who == PUBLIC and (row.anonymous or row.status) == 200 else []
    if row.status != 200:
        return without_account
    if isinstance(row.who, frozenset) or row.sees is not None or name in DIFFERS_BY_ROLE:
        return without_account + sorted(row.welcome)
    return [*without_account, SOMEBODY]


PAGES: dict[str, list[Visitor]] = {name: who for name, row in TABLE.items() if (who := visitors(name, row))}
