"""What a verification says: one check after the other, each with an outcome and a sentence."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from waypost.standards.openbadges.reading import BadgeKind, Carrier


class CheckCode(StrEnum):
    """Stable names of the checks, in the order in which a report lists them."""

    CONTEXTS = "contexts"
    SCHEMA = "schema"
    SIGNATURE = "signature"
    HOSTED = "hosted"  # Open Badges 2.0: the copy that its issuer serves stands in for a signature
    KEY = "key"
    ISSUER = "issuer"
    STATUS = "status"
    DATES = "dates"
    RECIPIENT = "recipient"


class Outcome(StrEnum):
    """How one check came out."""

    PASS = "pass"  # noqa: S105  # a name, not a secret
    NOT_VALID = "not_valid"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"


class Overall(StrEnum):
    """The answer to: is this badge good?"""

    VALID = "valid"
    NOT_VALID = "not_valid"
    UNKNOWN = "unknown"
    UNREADABLE = "unreadable"


@dataclass(frozen=True)
class Check:
    """One check. `sentence` is plain US English for anyone; `details` are more such, for whoever mends the badge."""

    code: CheckCode
    outcome: Outcome
    sentence: str
    details: tuple[str, ...] = ()


@dataclass(frozen=True)
class BadgeSummary:
    """What the badge says about itself. Only as true as the checks beside it; texts are a stranger's."""

    id: str
    name: str
    description: str
    criteria: str
    issuer_id: str
    issuer_name: str
    recipient_name: str
    valid_from: datetime | None
    valid_until: datetime | None


@dataclass(frozen=True)
class Report:
    """The result of a verification; `badge`, `kind` and `carrier` are None where nothing could be read."""

    overall: Overall
    sentence: str
    checks: tuple[Check, ...] = ()
    badge: BadgeSummary | None = None
    kind: BadgeKind | None = None
    carrier: Carrier | None = None

    def outcome(self, code: CheckCode) -> Outcome | None:
        """How the check `code` came out; None where it was not made."""
        return next((check.outcome for check in self.checks if check.code is code), None)

    def as_json(self) -> dict[str, object]:
        """The report as plain JSON values, for machines."""
        return {
            "overall": self.overall.value,
            "sentence": self.sentence,
            "kind": self.kind.value if self.kind else None,
            "carrier": self.carrier.value if self.carrier else None,
            "checks": [
                {
                    "code": check.code.value,
                    "outcome": check.outcome.value,
                    "sentence": check.sentence,
                    "details": list(check.details),
                }
                for check in self.checks
            ],
        }


def passed(code: CheckCode, sentence: str) -> Check:
    return Check(code, Outcome.PASS, sentence)


def not_valid(code: CheckCode, sentence: str) -> Check:
    return Check(code, Outcome.NOT_VALID, sentence)


def unknown(code: CheckCode, sentence: str) -> Check:
    return Check(code, Outcome.UNKNOWN, sentence)


def not_applicable(code: CheckCode, sentence: str) -> Check:
    return Check(code, Outcome.NOT_APPLICABLE, sentence)


def overall_of(checks: tuple[Check, ...]) -> Overall:
    """One answer from all checks.

    Whether this site knows the issuer does not decide it: an unknown issuer's badge can be a good badge.
    """
    outcomes = {check.outcome for check in checks if check.code is not CheckCode.ISSUER}
    if Outcome.NOT_VALID in outcomes:
        return Overall.NOT_VALID
    return Overall.UNKNOWN if Outcome.UNKNOWN in outcomes else Overall.VALID


def deciding_check(overall: Overall, checks: tuple[Check, ...]) -> Check | None:
    """The first check that decided `overall`; None where all hold.

    A signature that could not be checked only follows from a key that could not be had, which says more.
    """
    wanted = {Overall.NOT_VALID: Outcome.NOT_VALID, Overall.UNKNOWN: Outcome.UNKNOWN}.get(overall)
    found = [check for check in checks if check.outcome is wanted and check.code is not CheckCode.ISSUER]
    return min(
        found, key=lambda check: check.outcome is Outcome.UNKNOWN and check.code is CheckCode.SIGNATURE, default=None
    )


def headline(overall: Overall, checks: tuple[Check, ...]) -> str:
    """The one sentence above the checks: the first reason, or that everything holds."""
    decided = deciding_check(overall, checks)
    return decided.sentence if decided else "This credential is valid."
