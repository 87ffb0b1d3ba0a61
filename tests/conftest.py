"""What every test stands on: a home of its own, no screen, and examples that repeat.

Set before anything imports Qt: nothing that a test does may touch the home, the settings or the
temporary folder of whoever runs it.
"""

import atexit
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

_PLENTY = 6 * 1024**3  # bytes; the tests of every day write less than one of them
_TOUCHED_BY_QT = (
    "QT_STYLE_OVERRIDE",
    "QT_SCALE_FACTOR",
    "QT_FONT_DPI",
    "QT_QPA_PLATFORMTHEME",
    "QT_PLUGIN_PATH",
)


def _move_into_a_home_of_our_own() -> Path:
    """Point home, XDG, AppData and temp folders at a new empty folder that is removed at the end.

    In memory where there is plenty of it: thousands of commits would each wait for the disk. What is
    measured lies on the disk, as a binder does.
    """
    memory = Path("/dev/shm")
    plenty = memory.is_dir() and os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > _PLENTY
    in_memory = plenty and "--benchmark-enable" not in sys.argv
    room = Path(tempfile.mkdtemp(prefix="pt-", dir=memory if in_memory else None)).resolve()
    folders = {
        "HOME": "home",
        "USERPROFILE": "home",
        "APPDATA": "home/AppData/Roaming",
        "LOCALAPPDATA": "home/AppData/Local",
        "XDG_CONFIG_HOME": "home/.config",
        "XDG_DATA_HOME": "home/.local/share",
        "XDG_STATE_HOME": "home/.local/state",
        "XDG_CACHE_HOME": "home/.cache",
        "XDG_RUNTIME_DIR": "run",
        "TMPDIR": "tmp",
        "TEMP": "tmp",
        "TMP": "tmp",
    }
    for variable, folder in folders.items():
        path = room / folder
        path.mkdir(parents=True, exist_ok=True)
        path.chmod(0o700)
        os.environ[variable] = str(path)
    tempfile.tempdir = None
    # atexit and not a fixture: pytest itself still writes below temp when the last fixture is gone.
    atexit.register(shutil.rmtree, room, ignore_errors=True)
    return room


ROOM = _move_into_a_home_of_our_own()

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
for _name in _TOUCHED_BY_QT:
    os.environ.pop(_name, None)
# Some fifty processes are started besides, and each would compile the whole program anew.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False
os.environ["LC_ALL"] = "C.UTF-8"
os.environ["TZ"] = "Europe/Stockholm"
if hasattr(time, "tzset"):
    time.tzset()

import pytest  # noqa: E402
from hypothesis import HealthCheck, Phase, configuration, settings  # noqa: E402

configuration.set_hypothesis_home_dir(ROOM / "hypothesis")
settings.register_profile(
    "default",
    max_examples=40,
    deadline=None,
    derandomize=True,
    database=None,
    # Without the phase that explains: it makes a failure take minutes.
    phases=[Phase.explicit, Phase.generate, Phase.target, Phase.shrink],
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile(
    "long", parent=settings.get_profile("default"), max_examples=1000, derandomize=False
)
settings.load_profile("default")


@pytest.fixture(scope="session", autouse=True)
def _settings_of_qt_stay_in_the_test_home() -> None:
    """Qt's own settings files (the file dialog writes one) go below the test's home on every system."""
    from PySide6.QtCore import QSettings

    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    for kind in (QSettings.Format.IniFormat, QSettings.Format.NativeFormat):
        for scope in (QSettings.Scope.UserScope, QSettings.Scope.SystemScope):
            QSettings.setPath(kind, scope, str(ROOM / "home" / "qt-settings"))


@pytest.fixture(scope="session", autouse=True)
def _what_is_the_same_is_done_once() -> Iterator[None]:
    """Over a thousand tests open a binder, and a hundred make its papers: keys, statements, drawn pages.

    Each half of the time of all went to the same ones. That the same content is drawn to the same bytes is
    tested in tests/documents, which draw anew.
    """
    from tests.documents.drawn_once import drawn_once
    from tests.storage.binders import sparing

    with sparing(), drawn_once():
        yield


@pytest.fixture(autouse=True)
def _no_window_outlives_its_test() -> Iterator[None]:
    """Without a running event loop nobody else sees to what `deleteLater` has asked for.

    A window that stays is dressed anew with each change of the look that a later test makes.
    """
    yield
    if "PySide6.QtWidgets" in sys.modules:
        from PySide6.QtCore import QEvent
        from PySide6.QtWidgets import QApplication

        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What lies in tests/benchmarks and tests/torture carries that marker and stays out of the daily run."""
    here = Path(__file__).parent
    for item in items:
        room = item.path.relative_to(here).parts[0]
        if room in ("benchmarks", "torture"):
            item.add_marker("benchmark" if room == "benchmarks" else "torture")
