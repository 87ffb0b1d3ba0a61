"""Commands run in this process, as the installed program would run them."""

import io
import json
import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest

from app.cli.main import main
from tests.storage.binders import PASSPHRASE, TestClock, closed_binder, new_binder
from tests.storage.interchange.samples import full

NOW = datetime(2026, 3, 4, 9, 0)


@dataclass
class Done:
    """What a command left: its exit status, and the lines of its result and of its messages."""

    status: int
    out: list[str]
    err: list[str]

    @property
    def json(self):
        """The one line of the result, read."""
        (line,) = self.out
        return json.loads(line)


@pytest.fixture
def run(capfdbinary):
    """Runs one command line; what it writes is UTF-8."""

    def command(*words):
        status = main([str(word) for word in words], TestClock(NOW))
        out, err = capfdbinary.readouterr()
        return Done(status, out.decode().splitlines(), err.decode().splitlines())

    return command


@pytest.fixture
def typed(monkeypatch):
    """Puts lines on standard input."""

    def lines(*each):
        stream = io.TextIOWrapper(io.BytesIO("".join(f"{line}\n" for line in each).encode()), "utf-8")
        monkeypatch.setattr("sys.stdin", stream)

    return lines


@pytest.fixture
def secret(tmp_path) -> Path:
    """A file with the passphrase, as a Windows editor leaves it."""
    file = tmp_path / "lösenfras.txt"
    file.write_bytes(b"\xef\xbb\xbf" + PASSPHRASE.encode() + b"\r\nsecond line")
    return file


@pytest.fixture
def folder(tmp_path) -> Path:
    """The folder of an empty, closed binder."""
    return closed_binder(tmp_path / "parm")


@pytest.fixture
def file(tmp_path) -> Path:
    """An interchange file."""
    path = tmp_path / "full.json"
    path.write_text(json.dumps(full()), encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def _filled(tmp_path_factory) -> Path:
    """A closed binder into which `import` has taken the file; made once, and only ever copied."""
    room = tmp_path_factory.mktemp("filled")
    new_binder(room / "parm").close()
    (room / "phrase").write_text(PASSPHRASE, encoding="utf-8")
    (room / "full.json").write_text(json.dumps(full()), encoding="utf-8")
    words = ("import", room / "parm", room / "full.json", "--passphrase-file", room / "phrase")
    assert main([str(word) for word in words], TestClock(NOW)) == 0
    return room / "parm"


@pytest.fixture
def filled(_filled, file, tmp_path) -> Path:
    """The folder of a binder that holds the file, which lies beside it."""
    return shutil.copytree(_filled, tmp_path / "parm")
