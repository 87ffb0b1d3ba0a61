"""A few kills in the daily run; two hundred of them are in tests/torture."""

import sys
from pathlib import Path

import pytest

from tests.torture.killing import check, kill_while_typing, prepare


@pytest.mark.long
@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is a Unix signal")
def test_two_kills_one_after_another_in_the_same_binder(tmp_path: Path) -> None:
    folder = prepare(tmp_path / "parm")
    assert not check(folder, kill_while_typing(folder, 1.3, close_after=10_000))
    assert check(folder, kill_while_typing(folder, 1.8, close_after=20))
