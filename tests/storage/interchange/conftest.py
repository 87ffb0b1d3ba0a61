"""An empty binder that all tests of the interchange file share; what they do in it is undone."""

from collections.abc import Iterator

import pytest

from app.storage.binder import Binder
from tests.storage.binders import new_binder


@pytest.fixture(scope="module")
def binder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Binder]:
    """The binder, open as long as the module's tests run."""
    with new_binder(tmp_path_factory.mktemp("interchange") / "parm") as made:
        yield made
