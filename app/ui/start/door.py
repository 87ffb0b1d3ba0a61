"""The window as it is seen first: plain widgets, painted before anything else is loaded."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from app.ui import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QPaintEvent

TITLE = "Insatspärmen"


class Door(QFrame):
    """The first window; ``painted`` is sent once it has been seen, and then ``furnish`` gives it its steps.

    Until then it shows the unlocking of ``folder`` as it will be and takes what is typed. Nothing here asks
    for the namespace ``Qt`` or a widget of the kit: either costs a tenth of the start.
    """

    painted = Signal()

    def __init__(self, folder: Path | None) -> None:
        super().__init__()
        self.setWindowTitle(TITLE)
        self.setProperty("role", "paper")
        self.resize(960, 720)
        self.setMinimumSize(480, 420)
        self._painted = False
        self._steps: QWidget | None = None
        self._room = QVBoxLayout(self)
        self._room.setContentsMargins(0, 0, 0, 0)
        self._room.setSpacing(0)
        self.first = FirstSight(folder) if folder is not None else None
        if self.first is not None:
            self._room.addWidget(self.first)

    def furnish(self, steps: QWidget) -> None:
        """Puts the steps in the place of the first sight."""
        self._steps = steps
        self._room.addWidget(steps)
        if self.first is not None:
            self.first.hide()
            self.first.deleteLater()
            self.first = None

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tells when it is painted the first time: then the rest may be loaded."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            self.painted.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closes if the steps let it."""
        event.setAccepted(self._steps is None or self._steps.close())


class FirstSight(QWidget):
    """The unlocking in labels and a field, each where the real step will have it."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        px = theme.px
        self.hurried = False
        """Whether Enter was pressed already."""
        self.field = QLineEdit()
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setProperty("letters", "large")
        self.field.setAccessibleName("Lösenfras")
        self.field.returnPressed.connect(self._hurry)
        card = QFrame()
        card.setProperty("role", "card")
        _under(
            card,
            _label(folder.name, "large"),
            2,
            _label(str(folder), "quiet"),
            12,
            _label("Lösenfras", "field"),
            4,
            self.field,
            12,
            _beside(_label("Glömt lösenfrasen?", "link"), None, _label("Lås upp", "pressed-soon")),
            margin=20,
        )
        step = QWidget()
        step.setMaximumWidth(px(520))
        others = ("Öppna en annan pärm", "Ny pärm", "Återställ från säkerhetskopia")
        links = _beside(*(_label(each, "link") for each in others), None)
        # The mark comes with the icons.
        _under(step, 56, _label("Lås upp pärmen", "display"), 16, card, 14, links)
        middle = QHBoxLayout()
        middle.setContentsMargins(px(28), 0, px(28), 0)
        middle.addStretch(1)
        middle.addWidget(step, 1000)
        middle.addStretch(1)
        room = QVBoxLayout(self)
        room.setContentsMargins(0, 0, 0, 0)
        room.setSpacing(0)
        brand = _label(TITLE, "brand")
        brand.setContentsMargins(px(28), px(22), 0, px(8))
        room.addWidget(brand)
        room.addSpacing(px(12))
        room.addLayout(middle)
        room.addStretch(1)
        self.field.setFocus()

    def _hurry(self) -> None:
        self.hurried = True


def _label(text: str, role: str) -> QLabel:
    # For the moment it is seen: that a name is no markup is said with a constant of Qt, too.
    made = QLabel(text.replace("<", "‹"))
    made.setProperty("role", role)
    return made


def _under(widget: QWidget, *items: QWidget | QHBoxLayout | int, margin: int = 0) -> None:
    box = QVBoxLayout(widget)
    box.setContentsMargins(*(theme.px(margin) if margin else 0,) * 4)
    box.setSpacing(0)
    for item in items:
        if isinstance(item, int):
            box.addSpacing(theme.px(item))
        elif isinstance(item, QHBoxLayout):
            box.addLayout(item)
        else:
            box.addWidget(item)


def _beside(*items: QWidget | None) -> QHBoxLayout:
    box = QHBoxLayout()
    box.setSpacing(theme.px(12))
    for item in items:
        if item is None:
            box.addStretch(1)
        else:
            box.addWidget(item)
    return box
