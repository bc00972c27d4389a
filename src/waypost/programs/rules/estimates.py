"""What an implementation model asks of people and money, with ranges (LA4). Pure; decimals stay exact."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

NOTHING = Decimal(0)
CENT = Decimal("0.01")


class PartKind(StrEnum):
    """What a model is mixed from."""

    SUPPORT = "support"
    LOCATION = "location"
    CURRENCY = "currency"


class Goal(StrEnum):
    """What a program may want most, and what a part of a model may help with."""

    BEGIN = "begin"
    FINISH = "finish"
    PRACTICE = "practice"
    TOGETHER = "together"
    CAREER = "career"
    STAY = "stay"


GOAL_LABELS: dict[Goal, str] = {
    Goal.BEGIN: "Many educators begin",
    Goal.FINISH: "Those who begin also finish",
    Goal.PRACTICE: "Practice in classrooms changes",
    Goal.TOGETHER: "Educators learn with each other",
    Goal.CAREER: "What was earned counts in a career",
    Goal.STAY: "Educators stay",
}


class Mode(StrEnum):
    """How people meet."""

    IN_PERSON = "in person"
    ONLINE = "online"


@dataclass(frozen=True)
class Span:
    """From the low to the high end of what is expected."""

    low: Decimal = NOTHING
    high: Decimal = NOTHING

    def __add__(self, other: "Span") -> "Span":
        return Span(self.low + other.low, self.high + other.high)

    def times(self, count: Decimal | int) -> "Span":
        return Span(self.low * count, self.high * count)

    def in_cents(self) -> "Span":
        """Each end rounded by itself."""
        return Span(_cents(self.low), _cents(self.high))

    @property
    def is_nothing(self) -> bool:
        return not self.low and not self.high


@dataclass(frozen=True)
class Figures:
    """Hours and US dollars of one part; `each` is per educator, `award` per award."""

    educator_hours: Span = Span()
    staff_hours_once: Span = Span()
    staff_hours_each: Span = Span()
    money_once: Span = Span()
    money_each: Span = Span()
    money_award: Span = Span()

    def __add__(self, other: "Figures") -> "Figures":
        names = [field.name for field in fields(Figures)]
        return Figures(**{name: getattr(self, name) + getattr(other, name) for name in names})

    @property
    def has_money(self) -> bool:
        return not (self.money_once.is_nothing and self.money_each.is_nothing and self.money_award.is_nothing)


@dataclass(frozen=True)
class Part:
    """A support, location or currency as it stands in a model."""

    kind: PartKind
    name: str
    figures: Figures = Figures()
    modes: frozenset[Mode] = frozenset()
    serves: frozenset[Goal] = frozenset()


@dataclass(frozen=True)
class Size:
    """For how many educators, how many awards they are expected to earn together, and what an hour of staff costs."""

    educators: int
    awards: int
    staff_hour_usd: Decimal | None = None


@dataclass(frozen=True)
class Estimate:
    """The sums of a model: `money` that it names, `staff_money` of its staff hours, and both `together`.

    `staff_money` is None where there are hours and nobody said what one costs. `per_educator` and `per_award` share
    what it costs together; they are None where there is nobody, or nothing, to share by.
    """

    educator_hours: Span
    all_educator_hours: Span
    staff_hours: Span
    money: Span
    money_once: Span
    staff_money: Span | None
    per_educator: Span | None
    per_award: Span | None
    without_money: tuple[str, ...]

    @property
    def together(self) -> Span:
        return together(self.money, self.staff_money)

    @property
    def has_money(self) -> bool:
        return not self.together.is_nothing


def estimate(parts: Sequence[Part], size: Size) -> Estimate:
    """Adds all parts up; hours of `educator_hours` are those of one educator."""
    whole = sum((part.figures for part in parts), Figures())
    educators, awards = size.educators, size.awards
    money = whole.money_once + whole.money_each.times(educators) + whole.money_award.times(awards)
    staff_hours = whole.staff_hours_once + whole.staff_hours_each.times(educators)
    staff_money = priced(staff_hours, size.staff_hour_usd)
    whole_money = together(money, staff_money)
    return Estimate(
        educator_hours=whole.educator_hours,
        all_educator_hours=whole.educator_hours.times(educators),
        staff_hours=staff_hours,
        money=money,
        money_once=whole.money_once,
        staff_money=staff_money,
        per_educator=shared(whole_money, educators),
        per_award=shared(whole_money, awards),
        without_money=names_without_money(parts),
    )


def priced(hours: Span, hour_usd: Decimal | None) -> Span | None:
    """What hours of staff cost, in cents; None where there are some and nobody said what one costs."""
    if hours.is_nothing:
        return Span()
    return None if hour_usd is None else hours.times(hour_usd).in_cents()


def together(money: Span, staff_money: Span | None) -> Span:
    """What is known of both."""
    return money if staff_money is None else money + staff_money


def names_without_money(parts: Iterable[Part]) -> tuple[str, ...]:
    return tuple(part.name for part in parts if not part.figures.has_money)


def shared(money: Span, count: int) -> Span | None:
    """Rounded to cents, each end by itself; None where there is nothing to share it by."""
    return Span(money.low / count, money.high / count).in_cents() if count > 0 else None


def _cents(amount: Decimal) -> Decimal:
    return amount.quantize(CENT, ROUND_HALF_UP)


def dollars(amount: Decimal) -> str:
    """ "$1,200" and "$12.50"; cents only where there are any."""
    text = f"{abs(amount):,.2f}".removesuffix(".00")
    return f"\u2212${text}" if amount < 0 else f"${text}"


def hours(amount: Decimal) -> str:
    """ "1,200", "2.5"."""
    text = f"{amount:,.2f}"
    return text.rstrip("0").rstrip(".")


def money_words(span: Span) -> str:
    """ "$1,200 to $2,400"; one number where both ends are the same."""
    return dollars(span.low) if span.low == span.high else f"{dollars(span.low)} to {dollars(span.high)}"


def hours_words(span: Span) -> str:
    """ "2 to 4 hours"."""
    if span.low == span.high:
        return f"{hours(span.low)} hour{'' if span.low == 1 else 's'}"
    return f"{hours(span.low)} to {hours(span.high)} hours"


def cost_says(made: Estimate) -> str:
    """One sentence about the money of a model, also where it has none."""
    if not made.has_money:
        return "No part of this model names any money, so its cost is not known: it is not the same as free."
    says = f"{money_words(made.together)} in all{_staff_says(made)}."
    if made.without_money:
        return f"{says} Without any money of their own: {', '.join(made.without_money)}."
    return says


def _staff_says(made: Estimate) -> str:
    if made.staff_money is None:
        return ", without staff time: nobody said what an hour of staff costs"
    return "" if made.staff_money.is_nothing else f", of which {money_words(made.staff_money)} for staff time"


#: What each figure counts, after its numbers.
COUNTED = {
    "educator_hours": "for each educator",
    "staff_hours_once": "of staff for all",
    "staff_hours_each": "of staff for each educator",
    "money_once": "once",
    "money_each": "per educator",
    "money_award": "per award",
}


def figures_words(figures: Figures) -> str:
    """ "4 to 8 hours for each educator; $100 to $500 per award"; a sentence where it asks for nothing."""
    said = []
    for name, counted in COUNTED.items():
        span: Span = getattr(figures, name)
        words = money_words(span) if name.startswith("money") else hours_words(span)
        if not span.is_nothing:
            said.append(f"{words} {counted}")
    return "; ".join(said) or "no hours and no money named"
