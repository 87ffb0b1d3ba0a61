"""Eyes and hands on the windows: finds what is said to a screen reader, presses, types and reads it.

Nothing here reaches into a window: whatever has no name, cannot be seen or takes no keys is not found.
"""

from __future__ import annotations

from collections.abc import Callable
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from app.ui.kit.dialog import Dialog

W = TypeVar("W", bound=QWidget)
PATIENCE = 10_000
"""Milliseconds to wait for what a background job brings; no test says how fast it comes."""


class Hands:
    """One person at the keyboard. Names are as read out, with `*` for what may follow."""

    def __init__(self, qtbot: QtBot, broken: list[BaseException]) -> None:
        self.qtbot, self.broken = qtbot, broken

    # seeing

    @property
    def window(self) -> QWidget:
        """What takes the keys now: the dialog on top, else the only window."""
        dialog = QApplication.activeModalWidget()
        if dialog is not None:
            return dialog
        windows = [each for each in QApplication.topLevelWidgets() if each.isVisible()]
        (window,) = [each for each in windows if each.windowType() is Qt.WindowType.Window]
        return window

    def sees(self, name: str, kind: type[W] = QWidget) -> list[W]:  # type: ignore[assignment]
        """Everything in sight of that name."""
        here = self.window.findChildren(kind)
        found = [each for each in here if each.isVisible() and fnmatchcase(_name(each), name)]
        # A field's label has the field's own name.
        return [each for each in found if not isinstance(each, QLabel)] or found

    def find(self, name: str, kind: type[W] = QWidget) -> W:  # type: ignore[assignment]
        """The one thing of that name, when it has come into sight and can be used."""
        found: list[W] = []

        def there() -> bool:
            found[:] = [each for each in self.sees(name, kind) if each.isEnabled()]
            return len(found) == 1

        self.wait(there, lambda: f"{len(found)} things named {name!r}; in sight: {self.words()}")
        return found[0]

    def words(self) -> str:
        """Everything that stands in the window in sight, name by name."""
        shown = (each for each in self.window.findChildren(QWidget) if each.isVisible())
        return " | ".join(dict.fromkeys(filter(None, map(_name, shown))))

    def wait(self, until: Callable[[], bool], otherwise: Callable[[], str] | None = None) -> None:
        """Wait for something to be so; an error in the program ends the waiting."""
        try:
            self.qtbot.waitUntil(lambda: until() or bool(self.broken), timeout=PATIENCE)
        except Exception as error:
            raise AssertionError(otherwise() if otherwise else "it did not come") from error
        if self.broken:
            raise self.broken[0]

    def wait_for(self, words: str) -> None:
        """Wait until these words stand in the window in sight."""
        self.wait(lambda: words in self.words(), lambda: f"no {words!r} in {self.words()}")

    # doing

    def click(self, name: str, kind: type[QWidget] = QWidget) -> None:
        """Click the one thing of that name."""
        QTest.mouseClick(self.find(name, kind), Qt.MouseButton.LeftButton)
        QApplication.processEvents()

    def press(self, keys: str) -> None:
        """Press keys as "Ctrl+Return", where the focus is."""
        combination = QKeySequence(keys)[0]
        QTest.keyClick(self._in_focus(), combination.key(), combination.keyboardModifiers())
        QApplication.processEvents()

    def type(self, text: str) -> None:
        """Type where the focus is, letter by letter; pytest-qt's keyClicks knows no å, ä, ö."""
        for letter in text:
            key = Qt.Key(ord(letter.upper())) if letter.isascii() else Qt.Key.Key_unknown
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, letter)
                QApplication.sendEvent(self._in_focus(), event)
        QApplication.processEvents()

    def write(self, field: str, text: str) -> None:
        """Go to a field, and type over what stands there."""
        widget = self.find(field)
        inner = widget.focusProxy() or widget
        self._in_focus()
        inner.setFocus()
        assert isinstance(inner, QLineEdit | QPlainTextEdit), field
        inner.selectAll()
        self.type(text)

    def choose(self, field: str, option: str) -> None:
        """Go through a list of choices with the arrow until it is there."""
        widget = self.find(field, QComboBox)
        self._in_focus()
        widget.setFocus()
        QTest.keyClick(widget, Qt.Key.Key_Home)
        for _ in range(widget.count()):
            if fnmatchcase(widget.currentText(), option):
                return
            QTest.keyClick(widget, Qt.Key.Key_Down)
        raise AssertionError(f"no {option!r} in {field!r}")

    def _in_focus(self) -> QWidget:
        """What has the focus. The platform without a screen leaves no window active when a dialog closes."""
        window = self.window
        if not window.isActiveWindow():
            window.activateWindow()
            self.wait(window.isActiveWindow)
        return window.focusWidget() or window

    # dialogs

    def fill(self, said: dict[str, str]) -> None:
        """Fill the fields of a form, lists of choices and all."""
        for field, text in said.items():
            widget = self.find(field)
            if isinstance(widget, QComboBox):
                self.choose(field, text)
            else:
                self.write(field, text)

    def answer(self, title: str, button: str, said: dict[str, str] | None = None) -> None:
        """Fill in the dialog of that title and press the button; it must close."""
        dialog = self.dialog(title)
        self.fill(said or {})
        closed: list[int] = []
        dialog.finished.connect(closed.append)
        self.click(button)
        self.wait(lambda: bool(closed), lambda: f"{title!r} stays: {self.words()}")
        QApplication.processEvents()

    def dialog(self, title: str) -> Any:
        """The dialog of that title, when it is there."""
        self.wait(
            lambda: isinstance(self.window, Dialog) and fnmatchcase(self.window.accessibleName(), title),
            lambda: f"no dialog {title!r}, but {self.window.accessibleName()!r}: {self.words()}",
        )
        return self.window

    def choose_folder(self, folder: Path) -> None:
        """Answer the program's own file dialog by pasting the folder."""
        self.wait(lambda: isinstance(self.window, QFileDialog))
        dialog = self.window
        assert isinstance(dialog, QFileDialog)
        (field,) = dialog.findChildren(QLineEdit, "fileNameEdit")
        self._in_focus()
        field.setText(str(folder))
        QTest.keyClick(field, Qt.Key.Key_Return)
        self.wait(lambda: not dialog.isVisible(), lambda: "the file dialog stays")


def _name(widget: QWidget) -> str:
    return widget.accessibleName() or str(widget.property("text") or "")
