"""A page is passed over only where another of the very same shape was looked at."""

import pytest

from tests.browser.shapes import shape_of

SOUND = '<nav><a href="/">A</a></nav><main><h1 class="wp-t">T</h1><label for="x">X</label><input id="x"></main>'


@pytest.mark.parametrize(
    "planted",
    [
        SOUND.replace('<h1 class="wp-t">T</h1>', ""),
        SOUND.replace("h1", "h2"),
        SOUND.replace('<label for="x">X</label>', ""),
        SOUND.replace(' for="x"', ""),
        SOUND.replace("<input ", '<input aria-hidden="true" '),
        SOUND.replace("wp-t", "wp-u"),
        SOUND.replace("<nav>", "<nav><p>"),
    ],
)
def test_a_page_with_a_fault_of_its_own_has_a_shape_of_its_own(planted: str) -> None:
    assert shape_of(planted) != shape_of(SOUND)


def test_words_addresses_and_the_place_in_the_navigation_make_no_other_shape() -> None:
    there = SOUND.replace(">T<", ">Another title<").replace('href="/"', 'href="/there/" aria-current="page"')
    assert shape_of(there) == shape_of(SOUND)


def test_pieces_are_those_of_the_page_itself_and_tell_of_classes_and_attributes() -> None:
    pieces = shape_of('<p class="a"><main><p class="b c" hx-select="x > *"><i class="d"></main>').pieces
    assert {("p", ".b"), ("p", ".c"), ("p", "hx-select"), ("i", ".d"), ("i", "")} <= pieces
    assert ("p", ".a") not in pieces
