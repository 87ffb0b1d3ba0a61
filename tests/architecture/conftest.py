"""What the tests of the architecture have parsed is let go when they are over."""

from collections.abc import Iterator

import pytest

from tests.architecture import sources


@pytest.fixture(scope="package", autouse=True)
def _nothing_parsed_is_kept() -> Iterator[None]:
    """Half a million things, through which every later look for garbage would go."""
    yield
    sources.nodes.cache_clear()
    sources.tree.cache_clear()
