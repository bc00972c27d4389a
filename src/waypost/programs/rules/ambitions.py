"""How far a program wants to go, and what each way asks of an organization (FR3). Pure."""

from dataclasses import dataclass
from enum import StrEnum


class Ambition(StrEnum):
    """What the program is to do to the professional learning that is there."""

    COMPLEMENT = "complement"
    TRANSITION = "transition"
    SYSTEM = "system"


@dataclass(frozen=True)
class Asks:
    """An ambition in a few words, what it means, and what it asks for."""

    label: str
    means: str
    asks: tuple[str, ...]


ASKS: dict[Ambition, Asks] = {
    Ambition.COMPLEMENT: Asks(
        "Complement what is there",
        "Micro-credentials stand beside the workshops and courses of today. Nothing ends because of them.",
        (
            "A few micro-credentials that answer a need people already name.",
            "One person who keeps the program going, a few hours a week.",
            "A word from leaders that taking part is welcome and nobody has to.",
        ),
    ),
    Ambition.TRANSITION: Asks(
        "Move over step by step",
        "Each year a part of the hours that people sit through gives way to competency that they show in practice.",
        (
            "A list of what ends when, agreed with those who run it today.",
            "Time inside the working day, since the old hours make room for the new.",
            "Assessors and coaches for a number of educators that grows each year.",
            "An early word with those who count hours for license renewal or pay.",
        ),
    ),
    Ambition.SYSTEM: Asks(
        "Change the system",
        "Shown competency becomes the way the organization hires, supports, advances and pays its educators.",
        (
            "A board, a superintendent and an association who say so in public, and stay with it for years.",
            "Changed rules: evaluation, career steps, pay and license renewal that recognize what was shown.",
            "Lasting money in the yearly budget rather than a grant alone.",
            "Data that show early whether it works, for whom, and where it does not yet.",
        ),
    ),
}
