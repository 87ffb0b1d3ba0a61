"""The frame of every dialog: a title, a calm text, a body, and two buttons with words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QDialog, QLayout, QWidget

from app.ui import theme
from app.ui.kit import help_key
from app.ui.kit.button import Button, Kind
from app.ui.kit.layout import column, holder, row
from app.ui.kit.page import Scroller
from app.ui.kit.text import Text

AROUND = 190
"""Design pixels that title, text and buttons take of a dialog's height."""
NOT_OVER = 620
"""Pixels that a dialog over nothing is high at most."""


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
        self.body = column(spacing=14, margins=2)
        self._inside = holder(self.body)
        self.room = Room(self._inside, self)
        self.primary = Button(primary, kind, on_click=self._submit)
        self.primary.setToolTip(f"{primary} (Ctrl+Enter)")
        self.cancel = Button(cancel, on_click=self.reject)
        self.cancel.setVisible(bool(cancel))
        self.buttons = row(None, self.cancel, self.primary, spacing=10)
        outer = column(self.heading, self.text, spacing=10, margins=24)
        outer.addSpacing(theme.px(6))
        outer.addWidget(self.room, 1)
        self.under = column(spacing=6)
        outer.addLayout(self.under)
        outer.addSpacing(theme.px(10))
        outer.addLayout(self.buttons)
        self.setLayout(outer)
        wanted = theme.px(width)
        self.setMinimumWidth(
            wanted if parent is None else min(wanted, max(320, parent.width() - theme.px(16)))
        )
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

    def add_below(self, widget: QWidget) -> None:
        """Adds something between body and buttons, in sight however long the body is."""
        self.under.addWidget(widget)

    def showEvent(self, event: QShowEvent) -> None:
        """Takes the height that its body wants and the window it lies over has."""
        super().showEvent(event)
        self.fit()

    def fit(self) -> None:
        """Takes the height that the body wants now, as far as the window it lies over is high."""
        # A question has its words alone: an empty body would be a hole between them and the buttons.
        self.room.setVisible(self.body.count() > 0)
        # From the inside out: each remembers what those in it wanted before.
        self.room.updateGeometry()
        for layout in (*self.inner_layouts(), self.body, self.layout()):
            if layout is not None:
                layout.activate()
        over = self.parentWidget()
        most = over.height() - theme.px(16) if over is not None else NOT_OVER
        wanted = self.sizeHint().expandedTo(self.minimumSize())
        # Not adjustSize: it stops at two thirds of the screen.
        self.resize(wanted.width(), min(wanted.height(), most))

    def inner_layouts(self) -> Sequence[QLayout | None]:
        """Gives the layouts inside the body that must be asked anew before it, innermost first."""
        return ()

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


class Room(Scroller):
    """A dialog's body: as high as its content if the window under it lets it, else it scrolls."""

    def __init__(self, inner: QWidget, dialog: QWidget) -> None:
        super().__init__(inner, margin=2)
        self._content, self._dialog = inner, dialog

    def sizeHint(self) -> QSize:
        """Wants its content's size, as far as the window it lies over is high."""
        over = self._dialog.parentWidget()
        most = (over.height() if over is not None else NOT_OVER + 20) - theme.px(AROUND)
        inner = self._content
        width = max(inner.minimumSizeHint().width(), self._dialog.minimumWidth() - theme.px(48))
        wanted = inner.heightForWidth(width) if inner.hasHeightForWidth() else inner.sizeHint().height()
        return QSize(width, max(theme.px(24), min(wanted, most)))

    def minimumSizeHint(self) -> QSize:
        """Can be low: it scrolls."""
        width = min(self._content.minimumSizeHint().width(), self._dialog.minimumWidth() - theme.px(48))
        return QSize(width, min(theme.px(120), self.sizeHint().height()))
