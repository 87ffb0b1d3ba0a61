"""The start in two stages, the errors, and the command line's way to the windows."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app import __main__ as door
from app.models.errors import Kind, KnownError
from app.services.binders import Binder
from app.ui import program
from app.ui.error_window import ErrorWindow, report_of
from app.ui.preferences import PreferenceFile
from tests.storage.binders import opened
from tests.ui.stage import Answers, clock

ROOT = Path(__file__).resolve().parents[2]

PAINTED = """
import sys
from pathlib import Path
from app.ui import program
from app.ui.preferences import PreferenceFile
import app.ui.program as module

module.load_the_rest = lambda: None
windows = program.Program(["insatsparm"], PreferenceFile())
heavy = ("sqlalchemy", "sqlcipher3", "reportlab", "cryptography", "argon2", "pikepdf", "zxcvbn", "alembic")

def painted():
    print(sorted(name for name in heavy if name in sys.modules), "app.services" in sys.modules)
    windows.app.exit(0)

windows.start(Path(sys.argv[1]))
windows.door.painted.connect(painted)
sys.exit(windows.run())
"""

LOADED = """
import sys, threading
from app.ui import program
program.load_the_rest()
for thread in threading.enumerate():
    if thread.name == "import":
        thread.join()
print("app.ui.shell.window" in sys.modules, "app.ui.pages.entries" in sys.modules)
"""


def run(code: str, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_until_the_unlock_window_is_painted_nothing_but_qt_is_loaded(tmp_path: Path) -> None:
    done = run(PAINTED, str(tmp_path))
    assert done.stdout.strip() == "[] False", done.stderr
    assert done.returncode == 0


@pytest.mark.long
def test_the_rest_is_loaded_beside_the_window() -> None:
    done = run(LOADED)
    assert done.stdout.strip() == "True True", done.stderr


def test_other_words_go_to_the_command_line_without_qt() -> None:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "app", "verify", "/finns/inte"],
        cwd=ROOT,
        input="",
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert "PySide6" not in done.stderr
    assert "app.cli" in done.stderr


def test_the_lock_ends_the_process_and_starts_a_fresh_one_at_the_same_binder(
    qtbot: QtBot, qapp: QApplication, binder: Binder, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[tuple[object, ...]] = []
    quits: list[bool] = []
    hook = sys.excepthook
    monkeypatch.setattr("PySide6.QtCore.QProcess.startDetached", lambda *words: started.append(words))
    monkeypatch.setattr(qapp, "quit", lambda: quits.append(True), raising=False)
    windows = program.Program(["insatsparm"], PreferenceFile(), clock)
    try:
        windows.open_shell(binder)
        assert windows.shell is not None
        assert windows.shell.isVisible()
        assert windows.preferences.read().last == str(binder.folder)
        with qtbot.waitSignal(windows.shell.locked):
            windows.shell.lock()
        executable, words, folder = started[0]
        assert (executable, folder) == (sys.executable, str(ROOT))
        assert words == ["-m", "app", "open", str(binder.folder)]
        # Another process can open it: the lock of this one is let go.
        opened(binder.folder, clock).close()
    finally:
        sys.excepthook = hook
        if windows.shell is not None:
            windows.shell.deleteLater()


def test_without_a_screen_it_is_said_in_words() -> None:
    environment = {
        name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")
    }
    environment.pop("QT_QPA_PLATFORM", None)
    done = subprocess.run(
        [sys.executable, "-m", "app"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 5
    assert done.stderr.strip() == door.NO_SCREEN


def test_a_screen_that_does_not_answer_is_said_in_words() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "app"],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "finns-inte"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 5
    assert done.stderr.strip().endswith(door.NO_SCREEN)


def test_a_folder_that_is_not_there_is_told(capfd: pytest.CaptureFixture[str]) -> None:
    assert door.main(["open", "/finns/inte"]) == 5
    assert capfd.readouterr().err == "Mappen /finns/inte finns inte.\n"


def broken(secret: str) -> None:
    elin = secret
    try:
        raise KnownError(Kind.RULE, "x", name=elin)
    except KnownError as error:
        raise ValueError(f"Elin Holm {elin}") from error


def test_a_report_says_where_and_nothing_of_whom() -> None:
    with pytest.raises(ValueError, match="Elin") as caught:
        broken("20110308-2390")
    report = report_of(caught.value)
    assert "ValueError" in report
    assert "KnownError" in report
    assert "tests/ui/test_program.py" in report.replace(os.sep, "/")
    assert " broken\n" in report
    for secret in ("Elin", "Holm", "2390", str(Path.home()), str(ROOT)):
        assert secret not in report


def test_the_error_window_saves_its_report_where_one_says(qtbot: QtBot, tmp_path: Path) -> None:
    answers = Answers(path=tmp_path / "rapport.txt")
    window = ErrorWindow(None, ValueError("Elin Holm"), answers)
    qtbot.addWidget(window)
    window.save.click()
    assert "ValueError" in (tmp_path / "rapport.txt").read_text(encoding="utf-8")
    answers.path = tmp_path / "finns inte" / "rapport.txt"
    window.save.click()
    assert "kunde inte sparas" in window.text.text()
