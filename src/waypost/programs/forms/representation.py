"""What people type about who is involved: a small table of groups (FR3)."""

from collections.abc import Mapping
from typing import Any

from django import forms

from waypost.programs.forms.planning_forms import count
from waypost.programs.models import Representation
from waypost.programs.rules.representation import USUAL_GROUPS, Dimension, Group

#: Rows of a new table, and how many wait empty beyond those that are filled in.
ROWS, EMPTY_ROWS = 8, 4
MOST_ROWS = 200
LONGEST_PLACE = 3
#: The button that sends the form for more rows alone.
MORE = "more"


class RepresentationForm(forms.Form):
    """Groups with how many are involved, and how many work here where no list of people says it.

    Asked for more rows it comes back as it was typed, and nothing is checked yet.
    """

    grows = True

    def __init__(self, data: Any = None, *, initial: dict[str, Any]) -> None:
        wants_more = bool(data and MORE in data)
        super().__init__(None if wants_more else data, initial=initial)
        self._grow_to(_places(data or initial, more=EMPTY_ROWS if wants_more or not data else 0))
        if wants_more:
            self.initial.update({name: data.get(name) for name in self.fields})

    def _grow_to(self, places: range) -> None:
        self.places = places
        for place in (place for place in places if f"name_{place}" not in self.fields):
            self.fields[f"name_{place}"] = forms.CharField(label="Name", max_length=80, required=False)
            self.fields[f"involved_{place}"] = count("Involved", required=False)
            self.fields[f"staff_{place}"] = count("Staff", required=False)

    @property
    def together(self) -> tuple[tuple[str, ...], ...]:
        """The fields of one row count as one."""
        return tuple(tuple(field.name for field in row) for row in self.rows)

    @property
    def rows(self) -> list[tuple[Any, Any, Any]]:
        """The three fields of each group, side by side."""
        return [(self[f"name_{place}"], self[f"involved_{place}"], self[f"staff_{place}"]) for place in self.places]

    def label_of(self, name: str) -> str:
        """What a field is called away from its row."""
        return f"Group {int(name.rpartition('_')[2]) + 1}, {str(self.fields[name].label).lower()}"

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        names = [str(values.get(f"name_{place}") or "").lower() for place in self.places]
        for place, name in enumerate(names):
            counted = [values.get(f"{field}_{place}") for field in ("involved", "staff")]
            if not name and any(each is not None for each in counted):
                self.add_error(f"name_{place}", "Name the group that this number is of.")
            if name and name in names[:place]:
                self.add_error(f"name_{place}", "This group stands above already.")
        return values

    def groups(self) -> list[Group]:
        """The named groups; nobody typed means nobody involved."""
        values = self.cleaned_data
        said = [[values.get(f"{name}_{place}") for name in ("name", "involved", "staff")] for place in self.places]
        return [Group(name, involved or 0, staff) for name, involved, staff in said if name]

    @staticmethod
    def initial_of(stored: Representation) -> dict[str, Any]:
        usual = [{"group": name} for name in USUAL_GROUPS[Dimension(stored.dimension)]]
        rows = stored.rows if stored.version else usual
        names = (("name", "group"), ("involved", "involved"), ("staff", "staff"))
        return {f"{name}_{place}": row.get(key) for place, row in enumerate(rows) for name, key in names}

    def stands(self, stored: Representation) -> dict[str, Any]:
        """What stands in each row by now; rows that somebody added meanwhile get their fields here too."""
        values = self.initial_of(stored)
        self._grow_to(range(max(len(self.places), len(_places(values, more=0)))))
        return {**dict.fromkeys(self.fields), **values}


def _places(values: Mapping[str, Any], more: int) -> range:
    """Those of the rows that `values` hold, and so many `more`."""
    tails = [name.removeprefix("name_") for name in values if name.startswith("name_")]
    last = max((int(tail) for tail in tails if tail.isdecimal() and len(tail) <= LONGEST_PLACE), default=-1)
    return range(min(MOST_ROWS, max(ROWS, last + 1 + more)))
