"""No list of choices begins with a row of dashes: the empty choice says what to do (`ui.forms.ModelChoice`)."""

import ast
from collections.abc import Iterable, Iterator

from tests.architecture.sources import Source, product_sources

DASHES = "ModelChoiceField"
ITS_PLACE = "src/waypost/ui/forms.py"


def dashed(sources: Iterable[Source]) -> list[str]:
    return [
        f"{source.path}:{line} lets an empty choice read as dashes: use ui.forms.ModelChoice."
        for source in sources
        if source.path != ITS_PLACE
        for line in sorted(lines_of_dashes(source.tree))
    ]


def lines_of_dashes(tree: ast.Module) -> Iterator[int]:
    """Where Django's own field is made without saying its empty choice, or is built upon."""
    for node in ast.walk(tree):
        says = isinstance(node, ast.Call) and any(keyword.arg == "empty_label" for keyword in node.keywords)
        made = [node.func] if isinstance(node, ast.Call) else node.bases if isinstance(node, ast.ClassDef) else []
        fields = (each for each in made if isinstance(each, ast.Attribute) and each.attr == DASHES)
        yield from (each.lineno for each in fields if not says)


def test_no_list_of_choices_begins_with_dashes() -> None:
    assert dashed(product_sources()) == []


def test_a_planted_list_of_dashes_is_found() -> None:
    planted = 'place = forms.ModelChoiceField(None, label="Place")\nclass Place(forms.ModelChoiceField): ...\n'
    assert dashed([Source("src/waypost/plans/forms.py", planted)]) == [
        "src/waypost/plans/forms.py:1 lets an empty choice read as dashes: use ui.forms.ModelChoice.",
        "src/waypost/plans/forms.py:2 lets an empty choice read as dashes: use ui.forms.ModelChoice.",
    ]
