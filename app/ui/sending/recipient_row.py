"""One recipient on the sheet: who, what, how, and whether they may have it."""

from __future__ import annotations

from datetime import date
from enum import Enum, auto

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.models.codes import Channel
from app.services.gate import Override, Recipient
from app.services.sending import SendingRow
from app.ui import theme
from app.ui.kit.button import Link
from app.ui.kit.chip import Chip, ChipKind
from app.ui.kit.inputs import Choice
from app.ui.kit.layout import UNBOUND, column, holder, row
from app.ui.kit.text import Text, quiet, rule, strong
from app.ui.sending.words import CHANNELS, MAILED, chip_of, older_line, role_of, sent_line

GETS, HOW, MAY = 112, 188, 190
"""Widths of the columns in design pixels; the first takes what is left."""
AROUND = 24
"""What a line has around itself."""
BESIDE = GETS + HOW + MAY + AROUND + 3 * 12
"""What a line has beside the name, with the gaps between."""


class Room(Enum):
    """How much a line can have beside its name: all, how the papers go, or nothing."""

    WIDE = auto()
    NARROW = auto()
    TIGHT = auto()


class RecipientHeads(QWidget):
    """The line over the recipients that says what each column is."""

    def __init__(self) -> None:
        super().__init__()
        self._gets, self._how, self._may = quiet("Får"), quiet("Hur"), quiet("Får delas?")
        for label, width in ((self._gets, GETS), (self._how, HOW), (self._may, MAY)):
            label.setFixedWidth(theme.px(width))
        line = row(spacing=12, margins=(14, 8, 6, 8))
        line.addWidget(quiet("Mottagare"), 1)
        for label in (self._gets, self._how, self._may):
            line.addWidget(label)
        self.setLayout(column(line, rule(), spacing=0))

    def set_room(self, room: Room) -> None:
        """Leaves out the columns that the rows leave out."""
        for label in (self._gets, self._may):
            label.setVisible(room is Room.WIDE)
        self._how.setVisible(room is not Room.TIGHT)


class RecipientRow(QWidget):
    """A line that can be chosen; ``chosen``, ``channel_changed`` with the channel, ``other_ground``."""

    chosen = Signal()
    moved = Signal(int)
    channel_changed = Signal(object)
    other_ground = Signal()

    def __init__(self, recipient: Recipient) -> None:
        super().__init__()
        self.who = recipient.who
        self._name, self._role, self._current = recipient.person.name, role_of(recipient.person), False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.setMinimumHeight(theme.px(58))
        self.gets = Text("", "")
        self.gets.setFixedWidth(theme.px(GETS))
        self.how = Choice([(str(code), text) for code, text in CHANNELS.items()])
        self.how.setAccessibleName(f"Hur {self._name} får papperen")
        self.how.setFixedWidth(theme.px(HOW))
        self.how.edited.connect(lambda: self.channel_changed.emit(Channel(self.how.value())))
        self._chip, self._older = Chip(ChipKind.NEUTRAL, ""), Chip(ChipKind.ATTENTION, "")
        self._under = Text("", "quiet", wrap=False)
        self._link = Link("Annan grund …", on_click=self.other_ground.emit)
        self._link.setAccessibleName(f"Annan grund för {self._name}")
        self._side = holder(column(self._chip, self._older, self._under, self._link, spacing=2))
        self._line = row(spacing=12, margins=(14, 8, 6, 8))
        self._words = strong(self._name), quiet(self._role)
        self._people = column(*self._words, spacing=1)
        self._line.addLayout(self._people, 1)
        self._line.addWidget(self.gets)
        self._line.addWidget(self.how)
        self.setLayout(self._line)
        self._room: Room | None = None
        self.set_room(Room.WIDE)

    def show_row(
        self, sending: SendingRow, channel: Channel, override: Override | None, today: date, *, gets: str
    ) -> None:
        """Shows how it stands: what they get and how, whether they may, and what has gone."""
        recipient = sending.recipient
        may = recipient.allowed or override is not None
        self.gets.setText(gets if may else "–")
        self.how.set_value(str(channel))
        self.how.setEnabled(may)
        kind, word, icon = chip_of(recipient, override)
        self._chip.say(kind, word, icon)
        older = older_line(sending.older)
        self._older.say(ChipKind.ATTENTION, older, "clock")
        self._older.setVisible(bool(older))
        done = sent_line(sending.sent, today) if not older else ""
        lacking = may and channel in MAILED and not recipient.email
        self._under.setText(done or ("e-postadress saknas" if lacking else ""))
        self._under.setVisible(bool(self._under.text()))
        self._link.setVisible(not done and not may)
        said = [self._name, self._role, CHANNELS.get(channel, ""), word, older, done]
        self.setAccessibleName(", ".join(each for each in said if each))

    def set_current(self, current: bool) -> None:
        """Shows that this one's copy is seen at the right."""
        self._current = current
        self.update()

    @property
    def longest(self) -> int:
        """The pixels that the longest word of name and role needs: it is not to be cut."""
        return max(each.minimumSizeHint().width() for each in self._words)

    def set_room(self, room: Room) -> None:
        """Leaves out what everybody gets alike, and puts under the name whether they may have it, at last
        how it goes too: a name that is cut could be anybody's."""
        if room is self._room:
            return
        self._room, wide = room, room is Room.WIDE
        self.gets.setVisible(wide)
        (self._line if wide else self._people).addWidget(self._side)
        self._side.setMinimumWidth(theme.px(MAY) if wide else 0)
        self._side.setMaximumWidth(theme.px(MAY) if wide else UNBOUND)
        if room is Room.TIGHT:
            self._people.addWidget(self.how)
        else:
            self._line.insertWidget(2, self.how)

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
