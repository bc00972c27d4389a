"""What credentials announces to the packages above. Each is announced once, in the transaction of its change."""

from dataclasses import dataclass

from waypost.credentials.models import Award, Revocation


@dataclass(frozen=True)
class AwardIssued:
    """An educator holds a signed credential."""

    award: Award


@dataclass(frozen=True)
class AwardRevoked:
    """An award no longer stands."""

    award: Award
    revocation: Revocation
