"""A search field over a table, from the keyboard: the same keys on every page that has both."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from app.ui.kit.table import Table

_HELD = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)


def takes_key(event: QKeyEvent, search: QLineEdit, table: Table) -> bool:
    """Uses up a key that the page got: from the field Enter opens the first row found and Down leads to the
    rows; a letter typed anywhere on the page is searched for."""
    if search.hasFocus() and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        shown = table.shown()
        if shown:
            table.activated.emit(shown[0])
        return True
    if search.hasFocus() and event.key() == Qt.Key.Key_Down:
        table.focus_rows()
        return True
    if event.text().isprintable() and event.text().strip() and not event.modifiers() & _HELD:
        search.setFocus()
        search.insert(event.text())
        return True
    return False
