"""One recipient on the sheet: who, what, how, and whether they may have it."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.models.codes import Channel
from app.services.gate import Override
from app.services.sending import SendingRow
from app.ui import theme
from app.ui.kit.button import Link
from app.ui.kit.chip import Chip, ChipKind
from app.ui.kit.inputs import Choice
from app.ui.kit.layout import column, holder, row
from app.ui.kit.text import Text
from app.ui.sending.words import CHANNELS, MAILED, chip_of, role_of, sent_line

GETS, HOW, MAY = 124, 160, 166
"""Widths of the columns in design pixels; the first takes what is left."""


class RecipientRow(QWidget):
    """A line that can be chosen; ``chosen``, ``channel_changed`` with the channel, ``other_ground``."""

    chosen = Signal()
    moved = Signal(int)
    channel_changed = Signal(object)
    other_ground = Signal()

    def __init__(self, sending: SendingRow, channel: Channel, override: Override | None, today: date) -> None:
        super().__init__()
        self.sending, self._current = sending, False
        recipient = sending.recipient
        self.who = recipient.who
        may = recipient.allowed or override is not None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        name, role = (
            Text(recipient.person.name, "strong", wrap=False),
            Text(role_of(recipient.person), "quiet"),
        )
        for label in (name, role):
            label.setWordWrap(False)
            label.setToolTip(label.text())
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.gets = Text("Egen del först + kontaktlista" if may else "–", "", wrap=True)
        self.gets.setFixedWidth(theme.px(GETS))
        self.how = Choice([(str(code), text) for code, text in CHANNELS.items()])
        self.how.setAccessibleName(f"Hur {recipient.person.name} får papperen")
        self.how.set_value(str(channel))
        self.how.setFixedWidth(theme.px(HOW))
        self.how.setEnabled(may)
        self.how.edited.connect(lambda: self.channel_changed.emit(Channel(self.how.value())))
        kind, word, icon = chip_of(recipient, override)
        chip = Chip(kind, word, icon)
        under: list[QWidget] = []
        done = sent_line(sending.sent, today)
        if done:
            under.append(Text(done, "quiet", wrap=False))
        elif not may:
            link = Link("Annan grund …", on_click=self.other_ground.emit)
            link.setAccessibleName(f"Annan grund för {recipient.person.name}")
            under.append(link)
        elif channel in MAILED and not recipient.email:
            under.append(Text("e-postadress saknas", "quiet", wrap=False))
        side = holder(column(chip, *under, spacing=2))
        side.setFixedWidth(theme.px(MAY))
        line = row(spacing=12, margins=(14, 8, 6, 8))
        people = column(name, role, spacing=1)
        line.addLayout(people, 1)
        line.addWidget(self.gets)
        line.addWidget(self.how)
        line.addWidget(side)
        self.setLayout(line)
        self.setMinimumHeight(theme.px(58))
        said = f"{recipient.person.name}, {role_of(recipient.person)}, {CHANNELS.get(channel, '')}, {word}"
        self.setAccessibleName(f"{said}, {done}" if done else said)
        self.kind: ChipKind = kind

    def set_current(self, current: bool) -> None:
        """Shows that this one's copy is seen at the right."""
        self._current = current
        self.update()

    def set_narrow(self, narrow: bool) -> None:
        """Leaves out what everybody gets alike."""
        self.gets.setVisible(not narrow)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Chooses the row."""
        self.setFocus()
        self.chosen.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Chooses with Enter and Space, and moves with the arrows."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Shows which one is chosen and where the focus is."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._current:
            painter.fillRect(self.rect(), theme.colour("accent_soft"))
            painter.fillRect(0, 0, theme.px(3), self.height(), theme.colour("accent"))
        elif self.underMouse():
            painter.fillRect(self.rect(), theme.colour("hover"))
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.drawRoundedRect(self.rect().adjusted(2, 2, -2, -2), theme.px(6), theme.px(6))
        painter.end()
