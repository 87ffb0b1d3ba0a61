"""A process that is killed while it saves: what it said was saved is there, whole."""

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from app.storage.verify import verify_folder
from tests.storage.binders import PASSPHRASE, new_binder, opened

ROUNDS = 30


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_what_was_saved_survives_a_kill(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    folder = tmp_path / "parm"
    new_binder(folder).close()
    writer = subprocess.Popen(
        [sys.executable, "-m", "tests.storage.writer", str(folder), "100000"],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert writer.stdout is not None
    said = [writer.stdout.readline().strip()]
    time.sleep(chance.uniform(0, 0.4))
    writer.kill()
    said += writer.stdout.read().split()
    writer.wait()
    writer.stdout.close()

    # A line may have been cut off on its way here; a case may have been saved before its line was written.
    saved = [f"w{int(each):05}" for each in said[:-1]]
    found = verify_folder(folder, passphrase=PASSPHRASE)
    assert found.problems == ()
    with opened(folder) as binder:
        assert binder.warnings == ()
        with binder.reading() as work:
            there = list(work.case_ids())
            assert there[: len(saved)] == saved
            assert len(there) <= len(said) + 1
            assert all(len(each.notes[0].text) == 17_000 for each in work.all_cases())
            assert [row.details["case"] for row in work.log_rows() if row.what == "changed"] == there
