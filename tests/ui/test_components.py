"""A mistyped attribute of a component would be silent; here it is an error.

A component declares its attributes in `<c-vars>`: one without a default must be given, any other may be.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.template import Context, Node, NodeList, Template
from django.template.loader import get_template
from django_cotton.compiler_regex import CottonCompiler
from django_cotton.templatetags._component import CottonComponentNode
from django_cotton.templatetags._slot import CottonSlotNode
from django_cotton.templatetags._vars import CottonVarsNode

from waypost.ui.charts import Tone

TONES = {
    "pill": {*Tone},
    "notice": {"info", "done", "late", "error"},
}
STATES = {"check": {"done", "half", "next"}, "step": {"done", "current", "next"}}


def our_templates() -> list[str]:
    """Every template of ours, by the name that Django loads it by."""
    folders = [Path(app.path) / "templates" for app in apps.get_app_configs() if app.name.startswith("waypost.")]
    return sorted(str(path.relative_to(folder)) for folder in folders for path in folder.rglob("*.html"))


def compiled(name: str) -> Template:
    return get_template(name).template  # type: ignore[attr-defined, no-any-return]  # the library ships no types


def from_string(source: str) -> Template:
    return Template(CottonCompiler().process(source))


def uses(name: str) -> list[CottonComponentNode]:
    return [node for node in _walk(compiled(name).nodelist) if isinstance(node, CottonComponentNode)]


def _walk(nodes: NodeList) -> Iterator[Node]:
    for node in nodes:
        yield node
        for attribute in node.child_nodelists:
            yield from _walk(getattr(node, attribute, None) or NodeList())


def declared(component: str) -> tuple[set[str], set[str]]:
    """The attributes that `component` needs, and all that it knows."""
    nodes = compiled(f"cotton/{component.replace('-', '_')}.html").nodelist
    (variables,) = [node for node in nodes if isinstance(node, CottonVarsNode)]
    needed = set(variables.empty_vars)
    return needed, needed | {variable.exclude_key for variable in variables._prepared_vars}


def given(use: CottonComponentNode) -> set[str]:
    slots = {node.slot_name for node in use.nodelist if isinstance(node, CottonSlotNode)}
    return slots | {key.lstrip(":") for key in use.attrs}


def mistakes(use: CottonComponentNode) -> list[str]:
    needed, known = declared(use.component_name)
    unknown = [f"<c-{use.component_name}> does not know {name}" for name in sorted(given(use) - known)]
    return unknown + [f"<c-{use.component_name}> needs {name}" for name in sorted(needed - given(use))]


@pytest.mark.parametrize("name", our_templates())
def test_every_use_of_a_component_names_its_attributes_rightly(name: str) -> None:
    assert [mistake for use in uses(name) for mistake in mistakes(use)] == []


@pytest.mark.parametrize("name", our_templates())
def test_every_tone_and_state_that_is_written_out_exists(name: str) -> None:
    for use in uses(name):
        tone, state = (str(use.attrs.get(key, "{{")).strip("\"'") for key in ("tone", "state"))
        assert "{{" in tone or tone in TONES[use.component_name]
        assert "{{" in state or "{%" in state or state in STATES[use.component_name]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('<c-pill tone="done">Done</c-pill>', []),
        ('<c-pill tune="done">Done</c-pill>', ["<c-pill> does not know tune"]),
        ('<c-fact trem="Issued by">x</c-fact>', ["<c-fact> does not know trem", "<c-fact> needs term"]),
        ('<c-row :title="title"><c-slot name="actoin">x</c-slot></c-row>', ["<c-row> does not know actoin"]),
    ],
)
def test_a_mistyped_attribute_is_found(source: str, expected: list[str]) -> None:
    uses_of_it = [node for node in _walk(from_string(source).nodelist) if isinstance(node, CottonComponentNode)]
    assert [mistake for use in uses_of_it for mistake in mistakes(use)] == expected


def test_a_component_sees_no_name_of_the_page_around_it() -> None:
    page = from_string('{{ detail }}: <c-row title="One" />')
    assert page.render(Context({"detail": "leak"})).count("leak") == 1
