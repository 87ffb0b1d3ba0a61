"""The frame of every dialog: a title, a calm text, a body, and two buttons with words."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QLayout, QWidget

from app.ui import theme
from app.ui.kit import help_key
from app.ui.kit.button import Button, Kind
from app.ui.kit.layout import column, row
from app.ui.kit.text import Text


class Dialog(QDialog):
    """A dialog over its parent. Fill ``body``, override ``submit``, then ``open()`` (never ``exec``).

    Enter in a one-line field and Ctrl+Enter anywhere press the primary button, Esc cancels. ``submit``
    checks and acts; it returns True when the dialog may close (then ``accepted`` is sent), False to stay.
    """

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        text: str = "",
        *,
        primary: str = "Spara",
        cancel: str = "Avbryt",
        kind: Kind = Kind.PRIMARY,
        width: int = 480,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Insatspärmen")
        self.setAccessibleName(title)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.heading, self.text = Text(title, "page-title"), Text(text)
        self.text.setVisible(bool(text))
        self.body = column(spacing=14)
        self.primary = Button(primary, kind, on_click=self._submit)
        self.primary.setToolTip(f"{primary} (Ctrl+Enter)")
        self.cancel = Button(cancel, on_click=self.reject)
        self.cancel.setVisible(bool(cancel))
        self.buttons = row(None, self.cancel, self.primary, spacing=10)
        outer = column(self.heading, self.text, spacing=10, margins=24)
        outer.addSpacing(theme.px(6))
        outer.addLayout(self.body, 1)
        outer.addSpacing(theme.px(10))
        outer.addLayout(self.buttons)
        self.setLayout(outer)
        self.setMinimumWidth(theme.px(width))
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self._submit)
        help_key.bind(self)

    def add(self, *items: QWidget | QLayout) -> None:
        """Adds to the body."""
        for item in items:
            if isinstance(item, QLayout):
                self.body.addLayout(item)
            else:
                self.body.addWidget(item)

    def submit(self) -> bool:
        """Checks and acts; True lets the dialog close."""
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Makes Enter press the primary button, wherever a field did not take it."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._submit()
            return
        super().keyPressEvent(event)

    def _submit(self) -> None:
        if self.primary.isEnabled() and self.submit():
            self.accept()
