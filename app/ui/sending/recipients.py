"""The recipients of the sheet in a card: one line each, gone through with the arrows."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent

from app.models.codes import Channel
from app.models.who import Who
from app.services.gate import Override
from app.services.sending import SendingRow, SendingSheet
from app.ui import theme
from app.ui.kit.layout import clear
from app.ui.kit.surfaces import Card
from app.ui.kit.text import rule
from app.ui.sending.banners import gets
from app.ui.sending.recipient_row import AROUND, BESIDE, HOW, RecipientHeads, RecipientRow, Room

TIGHT_BELOW, NARROW_BELOW = 430, 660
"""Design pixels of the card under which the way of getting the papers stands under the name, and under which
what everybody gets alike is left out."""


class RecipientCard(Card):
    """A line a recipient; ``chosen`` and ``other_ground`` with who, ``channel_changed`` with both."""

    chosen = Signal(object)
    channel_changed = Signal(object, object)
    other_ground = Signal(object)

    def __init__(self) -> None:
        super().__init__(padding=0, spacing=0)
        self.body.setContentsMargins(1, 1, 1, 1)
        self.rows: list[RecipientRow] = []
        self._heads: RecipientHeads | None = None

    def show_sheet(
        self,
        sheet: SendingSheet,
        overrides: Mapping[Who, Override],
        channel_of: Callable[[SendingRow], Channel],
    ) -> None:
        """Shows how it stands with each recipient; the lines are made anew only where the people differ."""
        if [each.who for each in self.rows] != [each.recipient.who for each in sheet.rows]:
            self._build(sheet)
        for line, each in zip(self.rows, sheet.rows, strict=True):
            line.show_row(
                each,
                channel_of(each),
                overrides.get(line.who),
                sheet.material.on,
                gets=gets(sheet, each),
            )
        self._fit()

    def set_current(self, who: Who) -> None:
        """Shows whose copy is seen."""
        for line in self.rows:
            line.set_current(line.who == who)

    def minimumSizeHint(self) -> QSize:
        """Needs no more width than its lines at their narrowest: they give way."""
        longest = max((each.longest for each in self.rows), default=0)
        return QSize(max(longest, theme.px(HOW)) + theme.px(AROUND), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lets the lines give way in a narrow window."""
        super().resizeEvent(event)
        self._fit()

    def _build(self, sheet: SendingSheet) -> None:
        clear(self.body)
        self.rows = []
        self._heads = RecipientHeads()
        self.add(self._heads)
        for number, each in enumerate(sheet.rows):
            if number:
                self.add(rule())
            line = RecipientRow(each.recipient)
            who = line.who
            line.chosen.connect(lambda w=who: self.chosen.emit(w))
            line.moved.connect(lambda by, n=number: self._go(n + by))
            line.channel_changed.connect(lambda channel, w=who: self.channel_changed.emit(w, channel))
            line.other_ground.connect(lambda w=who: self.other_ground.emit(w))
            self.rows.append(line)
            self.add(line)

    def _go(self, number: int) -> None:
        if 0 <= number < len(self.rows):
            self.rows[number].setFocus()
            self.chosen.emit(self.rows[number].who)

    def _fit(self) -> None:
        room, longest = Room.WIDE, max((each.longest for each in self.rows), default=0)
        if self.width() < max(theme.px(NARROW_BELOW), longest + theme.px(BESIDE)):
            room = Room.TIGHT if self.width() < theme.px(TIGHT_BELOW) else Room.NARROW
        for line in self.rows:
            line.set_room(room)
        if self._heads is not None:
            self._heads.set_room(room)
