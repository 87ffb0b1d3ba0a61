"""An icon inside a field that follows the text size; Qt's own stays at sixteen pixels."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, QSize
from PySide6.QtGui import QAction, QPainter
from PySide6.QtWidgets import QLineEdit, QToolButton

from app.ui import theme

SIDE = 16
AROUND = 4


class FieldIcon(QObject):
    """Adds an action to a field and draws its icon as large as the text asks for."""

    def __init__(self, field: QLineEdit, action: QAction, position: QLineEdit.ActionPosition) -> None:
        super().__init__(field)
        field.addAction(action, position)
        self._field, self._leads = field, position is QLineEdit.ActionPosition.LeadingPosition
        self._button = next(
            each for each in field.findChildren(QToolButton) if each.defaultAction() is action
        )
        self._placing = False
        self._button.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Paints in the button's place, and takes it back to its size where Qt has set another."""
        if watched is self._button and event.type() == QEvent.Type.Paint:
            self._paint()
            return True
        if watched is self._button and event.type() in (QEvent.Type.Move, QEvent.Type.Resize):
            self._place()
        return False

    def _place(self) -> None:
        if self._placing:
            return
        self._placing = True
        field, wide = self._field, theme.px(SIDE + 2 * AROUND)
        more = max(0, wide - (SIDE + 2 * AROUND))
        left = theme.px(AROUND) if self._leads else field.width() - wide - theme.px(AROUND)
        self._button.setGeometry(QRect(left, 0, wide, field.height()))
        margins = field.textMargins()
        if self._leads:
            margins.setLeft(more)
        else:
            margins.setRight(more)
        if margins != field.textMargins():
            field.setTextMargins(margins)
        self._placing = False

    def _paint(self) -> None:
        side = theme.px(SIDE)
        box = QRect(0, 0, side, side)
        box.moveCenter(self._button.rect().center())
        painter = QPainter(self._button)
        painter.drawPixmap(
            box, self._button.icon().pixmap(QSize(side, side), self._button.devicePixelRatioF())
        )
        painter.end()
