"""Cells of tables, `<c-td>` and its like: written out when a template is loaded, not each time it is drawn (0030).

A page of tables has hundreds of them, and a component costs some 0.07 ms.

    <c-tr group>                                   a row that heads those below it
    <c-th span="4" scope="rowgroup">               a heading of a row; of several with that scope
    <c-td label="Now" number>                      `label` stands before it on a phone
    <c-td full> <c-td nowrap> <c-td class="…">     `full` as wide as the phone; `main`, `chart`, `time`: see FLAGS
    <c-td :nowrap="line.day">                      where that holds
"""

import re
from collections.abc import Iterator

from django.template import TemplateSyntaxError
from django_cotton import cotton_loader
from django_cotton.compiler_regex import CottonCompiler

#: The element of each component, and the roles that keep tables tables where styles make blocks of them.
ROLES = {"td": "cell", "th": "rowheader", "tr": "row", "tbody": "rowgroup"}
#: What an attribute without a value adds to the classes.
FLAGS = {
    "td": {
        "number": "wp-n",
        "main": "wp-n wp-n--main",
        "full": "wp-full",
        "chart": "wp-w",
        "time": "wp-w wp-w--time",
        "nowrap": "wp-nowrap",
    },
    "tr": {"group": "wp-group"},
}
#: Attributes with a value, as HTML calls them.
VALUES = {"td": {"span": "colspan", "label": "data-l"}, "th": {"span": "colspan"}}
TAG = re.compile(r"<(/?)c-(td|th|tr|tbody)\b((?:[^>\"]|\"[^\"]*\")*)>")
ATTRIBUTE = re.compile(r"(:?[\w-]+)(?:=\"([^\"]*)\")?")
VARIABLE = re.compile(r"\{\{(.+?)\}\}")
YES = "1"


class Loader(cotton_loader.Loader):  # type: ignore[misc]  # the library ships no types
    """Loads templates as django-cotton does, with cells written out."""

    def __init__(self, *given: object) -> None:
        super().__init__(*given)
        self.cotton_compiler = Compiler()


class Compiler(CottonCompiler):  # type: ignore[misc]  # the library ships no types
    """Compiles what is left of components after cells are written out."""

    def process(self, html: str) -> str:
        compiled: str = super().process(with_cells(html))
        return compiled


def with_cells(source: str) -> str:
    """`source` with plain cells. Raises TemplateSyntaxError for an attribute that cells do not have."""
    return TAG.sub(lambda found: _written_out(*found.groups()), source)


def _written_out(closes: str, name: str, attributes: str) -> str:
    if closes:
        return f"</{name}>"
    given = {found[1]: YES if found[2] is None else found[2] for found in ATTRIBUTE.finditer(attributes)}
    scope = f' scope="{given.pop("scope", "row")}"' if name == "th" else ""
    classes = " ".join(_classes(name, given))
    others = "".join(_other(name, key, value) for key, value in given.items())
    return f'<{name} role="{ROLES[name]}"{scope}{f" class={_quoted(classes)}" if classes else ""}{others}>'


def _classes(name: str, given: dict[str, str]) -> Iterator[str]:
    """What makes up the class, taken out of what is `given`."""
    for flag, words in FLAGS.get(name, {}).items():
        if given.pop(flag, ""):
            yield words
        if asked := given.pop(f":{flag}", ""):
            yield f"{{% if {asked} %}}{words}{{% endif %}}"
    if name == "td" and (own := given.pop("class", "")):
        yield own


def _other(name: str, key: str, value: str) -> str:
    try:
        attribute = VALUES.get(name, {})[key]
    except KeyError:
        raise TemplateSyntaxError(f"A cell c-{name} has no attribute {key}.") from None
    if asked := VARIABLE.fullmatch(value):
        return f"{{% if {asked[1]} %}} {attribute}={_quoted(value)}{{% endif %}}"
    return f" {attribute}={_quoted(value)}" if value else ""


def _quoted(value: str) -> str:
    return f'"{value}"'
