"""An organization's library of supports, locations and currencies: ours, with its own laid over them (LA4)."""

from dataclasses import replace

from waypost.people.models import Organization
from waypost.programs.models import ModelOption
from waypost.programs.rules.estimates import PartKind
from waypost.programs.shipped_options import Option, shipped_options


def library(organization: Organization) -> tuple[Option, ...]:
    """Every entry, retired ones too, by kind: ours in their order, then the organization's own by name."""
    rows = list(ModelOption.ever.filter(organization=organization).order_by("name", "pk"))
    instead = {(row.kind, row.shipped_key): row for row in rows if row.shipped_key}
    found = [_laid_over(option, instead.get((option.kind.value, option.key))) for option in shipped_options()]
    found += [_option_of(row) for row in rows if not row.shipped_key]
    order = list(PartKind)
    return tuple(sorted(found, key=lambda option: order.index(option.kind)))


def offered(organization: Organization) -> tuple[Option, ...]:
    """What a new model can be mixed from."""
    return tuple(option for option in library(organization) if not option.is_retired)


def option_called(organization: Organization, kind: str, key: str) -> Option | None:
    """The entry with this key, or None."""
    found = (option for option in library(organization) if (option.kind.value, option.key) == (kind, key))
    return next(found, None)


def row_for(organization: Organization, option: Option) -> ModelOption:
    """The stored row of an entry; of one of ours that nobody changed a new one with version 0."""
    rows = ModelOption.ever.filter(organization=organization, kind=option.kind.value)
    if option.is_ours:
        found = rows.filter(shipped_key=option.key).first()
        return found or ModelOption(organization=organization, shipped_key=option.key, version=0, **option.columns)
    return rows.get(uid=option.key)


def _laid_over(option: Option, row: ModelOption | None) -> Option:
    return option if row is None else replace(_option_of(row), key=option.key, is_ours=True)


def _option_of(row: ModelOption) -> Option:
    return Option(
        key=row.uid,
        part=row.mixed,
        about=row.about,
        needs=row.needs,
        evidence=row.evidence,
        step=row.step,
        is_ours=False,
        is_retired=row.taken_out_at is not None,
        version=row.version,
    )
