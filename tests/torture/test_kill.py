"""The process is killed at 200 random moments: nothing typed more than a second before is gone."""

import shutil
from pathlib import Path

import pytest

from tests.torture.killing import check, kill_while_typing, moments, prepare


@pytest.mark.torture
def test_two_hundred_kills_lose_at_most_a_second_and_close_no_meeting_by_half(tmp_path: Path) -> None:
    fresh = prepare(tmp_path / "fresh")
    closed = 0
    for number, after in enumerate(moments(7, 100, 3.0)):
        folder = tmp_path / f"typing-{number}"
        shutil.copytree(fresh, folder)
        closed += check(folder, kill_while_typing(folder, after, close_after=10_000))
        shutil.rmtree(folder)
    assert closed == 0
    # The other hundred around the moment of closing, which takes about a tenth of a second.
    for number, after in enumerate(moments(8, 100, 0.6)):
        folder = tmp_path / f"closing-{number}"
        shutil.copytree(fresh, folder)
        closed += check(folder, kill_while_typing(folder, 0.1 + after, close_after=12))
        shutil.rmtree(folder)
    assert 0 < closed < 100
