"""The demo binder that the pictures and the tests of the hard sizes are taken of."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.services.demo import home, make
from tests.pictures.stage import TODAY, Still


@pytest.fixture(scope="session")
def binder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demo binder of all the cases that the pictures need, closed; its passphrase is the demo's.

    It is made once for all: whoever opens it opens a copy.
    """
    folder = tmp_path_factory.mktemp("bilder") / "parm"
    made, _code = make.new_demo(folder, passphrase=home.PASSPHRASE, clock=Still(TODAY), today=TODAY)
    made.close()
    return folder
