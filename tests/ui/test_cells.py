"""Components of cells are written out as plain HTML."""

import pytest
from django.template import Context, Template, TemplateSyntaxError
from django.template.loader import get_template

from waypost.ui.cells import with_cells

GIVEN = {"name": "A & B", "count": 2, "nothing": ""}


@pytest.mark.parametrize(
    ("cell", "drawn"),
    [
        ("<c-td>", '<td role="cell">'),
        ("<c-td number>", '<td role="cell" class="wp-n">'),
        ('<c-td main="1" label="Now">', '<td role="cell" class="wp-n wp-n--main" data-l="Now">'),
        ('<c-td number="" full class="wp-wide">', '<td role="cell" class="wp-full wp-wide">'),
        ("<c-td time nowrap>", '<td role="cell" class="wp-w wp-w--time wp-nowrap">'),
        ("<c-td chart>", '<td role="cell" class="wp-w">'),
        ('<c-td label="{{ name }}" full>', '<td role="cell" class="wp-full" data-l="A &amp; B">'),
        ('<c-td label="{{ nothing }}" span="{{ count }}">', '<td role="cell" colspan="2">'),
        ('<c-td label="{{ name|lower }}" :nowrap="count">', '<td role="cell" class="wp-nowrap" data-l="a &amp; b">'),
        ('<c-td label="A > B">', '<td role="cell" data-l="A > B">'),
        ("<c-th>", '<th role="rowheader" scope="row">'),
        (
            '<c-th scope="rowgroup" span="{% if count %}4{% endif %}">',
            '<th role="rowheader" scope="rowgroup" colspan="4">',
        ),
        ("<c-tr>", '<tr role="row">'),
        ("<c-tr group>", '<tr role="row" class="wp-group">'),
        ("<c-tbody>", '<tbody role="rowgroup">'),
        ("</c-td></c-th></c-tr></c-tbody>", "</td></th></tr></tbody>"),
    ],
)
def test_a_cell_is_plain_html(cell: str, drawn: str) -> None:
    html = Template(with_cells(cell)).render(Context(GIVEN))
    assert sorted(html.replace(' class=""', "").split()) == sorted(drawn.split())


def test_what_only_begins_like_a_cell_stays() -> None:
    assert with_cells('<c-table caption="Rows"><c-tabs>') == '<c-table caption="Rows"><c-tabs>'


@pytest.mark.parametrize("cell", ['<c-td lable="Now">', '<c-tr label="Now">', "<c-th number>", "<c-tbody group>"])
def test_a_mistyped_attribute_is_an_error(cell: str) -> None:
    with pytest.raises(TemplateSyntaxError, match="has no attribute"):
        with_cells(cell)


def test_pages_are_loaded_that_way() -> None:
    table = get_template("programs/_outcomes.html").template  # type: ignore[attr-defined]  # the library ships no types
    assert '<td role="cell" data-l="Phase">' in table.source
