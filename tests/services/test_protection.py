"""What the platform forbids for the process that has a binder open."""

import subprocess
import sys

import pytest

SCRIPT = """
import resource, sys
from pathlib import Path
from app.services.protection import forbid_dumps
forbid_dumps()
assert resource.getrlimit(resource.RLIMIT_CORE) == (0, 0)
if sys.platform == "linux":
    import ctypes
    assert ctypes.CDLL(None).prctl(3, 0, 0, 0, 0) == 0
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no core dumps to forbid")
def test_no_core_dump_is_left_and_nobody_attaches() -> None:
    subprocess.run([sys.executable, "-c", SCRIPT], check=True)
