"""From start to the painted unlock window, against a bare PySide6 window: at most 1.3 times."""

import os
import subprocess
import sys
from pathlib import Path
from statistics import median
from time import perf_counter

from tests.storage.binders import new_binder

RUNS = 9
AT_MOST = 1.3


def timed(*words: str) -> float:
    start = perf_counter()
    subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.starts", *words],
        check=True,
        timeout=60,
        env=os.environ | {"PYTHONDONTWRITEBYTECODE": ""},
    )
    return perf_counter() - start


def test_the_unlock_window_is_there_almost_as_soon_as_a_bare_one(tmp_path: Path) -> None:
    new_binder(tmp_path / "parm").close()
    folder = str(tmp_path / "parm")
    timed("bare")
    timed("unlock", folder)
    ratio = median(timed("unlock", folder) / timed("bare") for _ in range(RUNS))
    assert ratio <= AT_MOST, f"{ratio:.2f} times"
