"""A day of many days in one process: cases opened, written in and left, and the memory after each fifty.

Run as `python -m tests.benchmarks.cycles BINDER COUNT`; writes one number a line, MiB in use.
"""

import gc
import sys
import tempfile
from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from app.services import drafts
from app.services.case_list import case_lines
from app.ui import theme
from app.ui.pages.case.notes_tab import FORM, NotesTab
from app.ui.pages.case.page import CasePage
from app.ui.pages.entries import FIRST, entries
from app.ui.preferences import PreferenceFile
from app.ui.shell.window import Shell
from tests.storage.binders import TestClock, opened
from tests.ui.stage import Answers

EVERY = 50
TABS = ("overview", "consent", "group", "meetings", "plan", "notes", "documents")


def in_use() -> float:
    """MiB of this process that are in the machine's memory now (Linux)."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096 / 2**20


def settle() -> None:
    """What the program's own loop does between two keys."""
    QApplication.processEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def main(folder: Path, count: int) -> int:
    """Opens, writes in and leaves a case `count` times."""
    app = QApplication(["insatsparm", *theme.STYLE])
    theme.apply(app, theme.Scheme.LIGHT)
    binder = opened(folder, TestClock())
    ids = [each.id for each in case_lines(binder) if each.enrolled]

    def fail(error: BaseException) -> None:
        raise error

    with tempfile.TemporaryDirectory() as config:
        preferences = PreferenceFile(Path(config))
        shell = Shell(binder, binder.clock, entries(), Answers(), preferences, fail, lambda: None)
        shell.resume(FIRST)
        shell.show()
        for number in range(count):
            case_id = ids[number % len(ids)]
            shell.navigate("case", case_id=case_id, tab=TABS[number % len(TABS)])
            settle()
            page = shell.page("case")
            assert isinstance(page, CasePage)
            page.go_to("notes")
            assert isinstance(page.tab, NotesTab)
            assert page.tab.form is not None
            page.tab.form["text"].set_value(f"Ringde för {number}:e gången")
            page.flush()
            settle()
            drafts.forget(binder, FORM, case_id)
            shell.navigate("cases")
            settle()
            if number % EVERY == EVERY - 1:
                gc.collect()
                sys.stdout.write(f"{in_use():.2f}\n")
                sys.stdout.flush()
        shell.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2])))
