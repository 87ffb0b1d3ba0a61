"""PySide6 gives away references to constants; before Python 3.12 the process would abort within seconds."""

import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]

MANY = """
import app.ui
from PySide6.QtCore import QObject
thing = QObject()
for _ in range(200_000):
    thing.setObjectName("x")
print("alive")
"""


def test_two_hundred_thousand_calls_that_give_none_leave_the_process_alive() -> None:
    ran = subprocess.run(
        [sys.executable, "-c", MANY], cwd=REPOSITORY, capture_output=True, text=True, check=False
    )
    assert (ran.returncode, ran.stdout) == (0, "alive\n"), ran.stderr


@pytest.mark.parametrize("constant", [None, True, False, NotImplemented])
def test_no_constant_that_qt_gives_back_can_be_used_up(constant: object) -> None:
    import app.ui  # noqa: F401

    assert sys.getrefcount(constant) > 1_000_000_000
