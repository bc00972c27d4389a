"""What the tests of the outbox share."""

from collections.abc import Iterator

import pytest

from waypost.notices import writers
from waypost.notices.writers import Facts, Text, Writer


@pytest.fixture(autouse=True)
def plain_letters() -> Iterator[None]:
    """A kind of letter that says one word."""

    def write(facts: Facts) -> Text:
        return Text(facts["to"], "A word", facts["word"])

    writers.register("tests.word", Writer(write))
    yield
    del writers._writers["tests.word"]
