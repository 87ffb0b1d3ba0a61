"""What is timed is done as in the program."""

from collections.abc import Iterator

import pytest

from tests.storage.binders import as_in_the_program


@pytest.fixture(scope="module", autouse=True)
def _nothing_is_spared() -> Iterator[None]:
    with as_in_the_program():
        yield
