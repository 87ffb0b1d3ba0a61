"""The process of the windows ends as it should: what Qt and Python let go of last fits together."""

import subprocess
import sys
from pathlib import Path

from app.services.binders import Binder

ROOT = Path(__file__).resolve().parents[3]


def test_a_process_that_showed_every_tab_of_a_case_ends_well(full_binder: Binder) -> None:
    full_binder.close()
    command = [sys.executable, "-X", "faulthandler", "-m", "tests.benchmarks.cycles"]
    done = subprocess.run(
        [*command, str(full_binder.folder), "7"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
