"""Who acts or looks when it is not a signed-in person."""

from dataclasses import dataclass
from typing import Protocol


class Actor(Protocol):
    """Anyone who may stand in an audit row: a person, the public, or the system with a reason."""

    @property
    def audit_id(self) -> str: ...


@dataclass(frozen=True)
class Public:
    """Somebody without an account."""

    @property
    def audit_id(self) -> str:
        return "public"


@dataclass(frozen=True)
class System:
    """Waypost itself, which has to say why it acts or looks."""

    reason: str

    @property
    def audit_id(self) -> str:
        return f"system:{self.reason}"
