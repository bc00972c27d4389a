"""A load that is interrupted leaves nothing behind, and one that would mix with other people does not begin."""

import pytest

from tests.builders import person
from tests.demo.census import census
from waypost.demo import loading
from waypost.demo.loading import Outcome, load_demo

pytestmark = pytest.mark.django_db


class Interrupted(BaseException):
    """Control-C, or a power cut."""


def test_an_interrupted_load_leaves_an_empty_waypost(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise Interrupted

    empty = census()
    monkeypatch.setattr(loading, "plan_is_adopted", interrupted)
    with pytest.raises(Interrupted):
        load_demo()
    assert census() == empty


def test_a_waypost_with_people_of_its_own_is_left_alone() -> None:
    person("Olive Marsh")
    before = census()
    assert load_demo() is Outcome.IN_USE
    assert census() == before
