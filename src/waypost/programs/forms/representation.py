"""What people type about who is involved: a small table of groups (FR3)."""

from typing import Any

from django import forms

from waypost.programs.forms.planning_forms import count
from waypost.programs.models import Representation
from waypost.programs.rules.representation import USUAL_GROUPS, Dimension, Group

#: Rows of a table; those beyond the usual groups wait empty.
ROWS = 8


class RepresentationForm(forms.Form):
    """Groups with how many are involved, and how many work here where no list of people says it."""

    together = tuple((f"name_{place}", f"involved_{place}", f"staff_{place}") for place in range(ROWS))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for place in range(ROWS):
            self.fields[f"name_{place}"] = forms.CharField(label="Name", max_length=80, required=False)
            self.fields[f"involved_{place}"] = count("Involved", required=False)
            self.fields[f"staff_{place}"] = count("Staff", required=False)

    @property
    def rows(self) -> list[tuple[Any, Any, Any]]:
        """The three fields of each group, side by side."""
        return [(self[f"name_{place}"], self[f"involved_{place}"], self[f"staff_{place}"]) for place in range(ROWS)]

    def label_of(self, name: str) -> str:
        """What a field is called away from its row."""
        return f"Group {int(name.rpartition('_')[2]) + 1}, {str(self.fields[name].label).lower()}"

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        names = [str(values.get(f"name_{place}") or "").lower() for place in range(ROWS)]
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
        said = [[values[f"{name}_{place}"] for name in ("name", "involved", "staff")] for place in range(ROWS)]
        return [Group(name, involved or 0, staff) for name, involved, staff in said if name]

    @staticmethod
    def initial_of(stored: Representation) -> dict[str, Any]:
        usual = [{"group": name} for name in USUAL_GROUPS[Dimension(stored.dimension)]]
        rows = stored.rows if stored.version else usual
        names = (("name", "group"), ("involved", "involved"), ("staff", "staff"))
        padded = [*rows[:ROWS], *({} for _ in range(ROWS - len(rows)))]
        return {f"{name}_{place}": row.get(key) for place, row in enumerate(padded) for name, key in names}
