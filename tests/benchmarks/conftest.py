"""What is timed derives its keys as the program does."""

from collections.abc import Iterator

import pytest

from tests.storage.binders import deriving_anew


@pytest.fixture(scope="module", autouse=True)
def _derived_as_in_the_program() -> Iterator[None]:
    with deriving_anew():
        yield
