"""A process that is shut in can do nothing but read, count and answer."""

import ctypes
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.services import cage

ROOT = Path(__file__).resolve().parents[2]

TRIES = """
import json, os, socket, subprocess, sys, threading
from app.services import cage
here = sys.argv[1]
free = here + "/fritt"
tries = {
    "read": lambda: open(here + "/finns").read(),
    "write": lambda: open(free, "w").write("x"),
    "connect": lambda: socket.socket().close(),
    "program": lambda: subprocess.run([sys.executable, "-c", ""], check=True),
    "become": lambda: os.execv(sys.executable, [sys.executable, "-c", ""]),
    "parent": lambda: os.kill(os.getppid(), 0),
    "remove": lambda: os.unlink(here + "/finns"),
    "memory": lambda: bytearray(cage.MEMORY + 1),
    "less memory": lambda: bytearray(cage.MEMORY // 4),
}
def outcome(act):
    try:
        act()
    except (OSError, MemoryError) as error:
        return type(error).__name__
    return "done"
if "--shut" in sys.argv:
    cage.shut_in()
    wanted = set(tries)
else:
    wanted = {"read", "write"}
found = {name: outcome(tries[name]) for name in tries if name in wanted}
sys.stdout.write(json.dumps(found))
"""


def tried(folder: Path, *words: str) -> dict[str, str]:
    (folder / "finns").write_text("här")
    done = subprocess.run(
        [sys.executable, "-c", TRIES, str(folder), *words], cwd=ROOT, capture_output=True, check=True
    )
    found: dict[str, str] = json.loads(done.stdout)
    return found


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the limits alone hold")
def test_no_file_no_connection_no_program_and_a_bound_for_memory(tmp_path: Path) -> None:
    found = tried(tmp_path, "--shut")
    assert found.pop("less memory") == "done"
    assert found.pop("memory") == "MemoryError"
    assert found == dict.fromkeys(found, "PermissionError")
    assert len(found) == 7
    assert (tmp_path / "finns").read_text() == "här"
    assert not (tmp_path / "fritt").exists()


def test_what_is_not_shut_in_could(tmp_path: Path) -> None:
    assert tried(tmp_path) == {"read": "done", "write": "done"}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has a job instead")
def test_time_and_files_are_bounded() -> None:
    asked = (
        "import resource as r; from app.services import cage; cage.shut_in();"
        "print([r.getrlimit(x)[0] for x in (r.RLIMIT_CPU, r.RLIMIT_FSIZE, r.RLIMIT_CORE)])"
    )
    done = subprocess.run([sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == [cage.SECONDS, 0, 0]


def test_the_environment_tells_nothing_of_anybody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INSATSPARM_PASSPHRASE", "hemlig")
    monkeypatch.setenv("HOME", "/home/sara")
    monkeypatch.setenv("LD_LIBRARY_PATH", "/opt/paket")
    given = cage.alone()
    assert given["LD_LIBRARY_PATH"] == "/opt/paket"
    assert set(given) <= {"SYSTEMROOT", "WINDIR", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH"}
    assert "hemlig" not in "".join(given.values())
    assert os.environ["HOME"] == "/home/sara"


@pytest.mark.skipif(ctypes.sizeof(ctypes.c_void_p) != 8, reason="the sizes of a 64-bit system")
def test_what_windows_is_given_has_the_shape_that_it_expects() -> None:
    assert ctypes.sizeof(cage._Extended) == 144
    assert cage._Basic.flags.offset == 16
    assert cage._Basic.processes.offset == 40
    assert cage._Extended.process_memory.offset == 112
