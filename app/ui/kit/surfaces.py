"""What things lie on: cards, lists of rows, calm banners, and the empty state that says what belongs here."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QLayout, QScrollArea, QVBoxLayout, QWidget

from app.ui import theme
from app.ui.icons import IconView
from app.ui.kit.button import Button, OwnPress
from app.ui.kit.layout import STRETCH, clear, column, row, widgets_in
from app.ui.kit.text import Text, restyle, rule


class Card(QFrame):
    """A white surface with an edge: ``Card(widget, layout, …)`` puts its content under each other."""

    def __init__(
        self,
        *items: QWidget | QLayout | int | None,
        padding: int = 16,
        spacing: int = 8,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.body = column(*items, spacing=spacing, margins=padding)
        self.setLayout(self.body)

    def add(self, *items: QWidget | QLayout) -> None:
        """Adds more under the rest."""
        for item in items:
            if isinstance(item, QLayout):
                self.body.addLayout(item)
            else:
                self.body.addWidget(item)

    def empty(self) -> None:
        """Takes everything out."""
        clear(self.body)


class Row(QWidget):
    """One line of :class:`Rows`; ``chosen`` is sent on click, Enter and Space when ``active``."""

    chosen = Signal()

    def __init__(
        self,
        layout: QLayout,
        *,
        active: bool = False,
        name: str = "",
        record: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._active, self._marked, self.record = active, False, record
        self._own = OwnPress()
        # Drawn anew when the pointer comes or goes, without each of its events asking here.
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setLayout(layout)
        if name:
            self.setAccessibleName(name)
        if active:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    def mark(self) -> None:
        """Shows that this is the one that was looked for; it can take the focus from now on."""
        self._marked = True
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Takes a press."""
        self._own.press(event)
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Leaves alone the second press of a click on what was here before."""
        if self._own.began(event):
            super().mouseDoubleClickEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Chooses the row."""
        if (
            self._own.release()
            and self._active
            and event.button() == Qt.MouseButton.LeftButton
            and self.rect().contains(event.position().toPoint())
        ):
            self.chosen.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Chooses the row with Enter or Space; the arrows go to the next one that can be chosen."""
        if self._active and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit()
            return
        if self._active and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            there = self._beside(1 if event.key() == Qt.Key.Key_Down else -1)
            if there is not None:
                there.setFocus(Qt.FocusReason.TabFocusReason)
                around: QWidget | None = there
                while around is not None and not isinstance(around, QScrollArea):
                    around = around.parentWidget()
                if around is not None:
                    around.ensureWidgetVisible(there)
                return
        super().keyPressEvent(event)

    def _beside(self, way: int) -> Row | None:
        parent = self.parentWidget()
        around = None if parent is None else parent.layout()
        rows = [
            each
            for each in (() if around is None else widgets_in(around))
            if isinstance(each, Row) and each._active and not each.isHidden()
        ]
        there = rows.index(self) + way if self in rows else -1
        return rows[there] if 0 <= there < len(rows) else None

    def paintEvent(self, event: QPaintEvent) -> None:
        """Shows that it can be pressed, and where the focus is."""
        if not self._active and not self._marked:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._marked or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent_soft" if self._marked else "hover"))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), theme.px(6), theme.px(6))
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.drawRoundedRect(self.rect().adjusted(2, 2, -2, -2), theme.px(6), theme.px(6))
        painter.end()


class Rows(Card):
    """A card of rows with thin lines between them: ``rows.add_row(row(...), active=True)``."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(padding=0, spacing=0, parent=parent)
        self.body.setContentsMargins(1, 1, 1, 1)

    def add_row(
        self,
        layout: QLayout,
        *,
        active: bool = False,
        name: str = "",
        record: str = "",
        padding: tuple[int, int] = (12, 10),
    ) -> Row:
        """Adds a row; ``padding`` is (sides, top and bottom) in design pixels, ``record`` whose it is."""
        if self.body.count():
            self.body.addWidget(rule())
        layout.setContentsMargins(
            theme.px(padding[0]), theme.px(padding[1]), theme.px(padding[0]), theme.px(padding[1])
        )
        made = Row(layout, active=active, name=name, record=record)
        self.body.addWidget(made)
        return made


_BARS = {"attention": "attention_bar", "stop": "stop", "done": "done"}
"""The colour of a banner's bar where it is not the accent's."""


class Banner(QFrame):
    """A calm message with a bar to its left; ``kind`` is "info", "attention", "stop" or "done"."""

    def __init__(
        self,
        text: str,
        *,
        strong: str = "",
        kind: str = "attention",
        actions: tuple[QWidget, ...] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "banner")
        self._strong, self._text = Text(strong, "strong"), Text(text)
        words = column(self._strong, self._text, spacing=2)
        line = row(spacing=16, margins=(16, 12, 14, 12))
        line.addLayout(words, 1)
        for action in actions:
            line.addWidget(action, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setLayout(line)
        self.say(text, strong=strong, kind=kind)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the bar within the round corners: the style sheet would hook it around them."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = QPainterPath()
        edge.addRoundedRect(QRectF(self.rect()), theme.px(8), theme.px(8))
        painter.setClipPath(edge)
        bar = _BARS.get(str(self.property("kind")), "accent")
        painter.fillRect(0, 0, theme.px(4), self.height(), theme.colour(bar))
        painter.end()

    def say(self, text: str, *, strong: str = "", kind: str | None = None) -> None:
        """Changes the message; screen readers hear both lines as one."""
        self._strong.setText(strong)
        self._strong.setVisible(bool(strong))
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self.setAccessibleName(f"{strong} {text}".strip())
        if kind is not None:
            self.setProperty("kind", kind)
            restyle(self)


class EmptyState(QWidget):
    """Says what belongs in an empty place and offers the first step."""

    def __init__(
        self, icon: str, heading: str, text: str, action: Button | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(f"{heading}. {text}")
        self._heading, self._text = Text(heading, "section"), Text(text, "quiet")
        centre = Qt.AlignmentFlag.AlignHCenter
        box = QVBoxLayout(self)
        box.setContentsMargins(theme.px(24), theme.px(40), theme.px(24), theme.px(40))
        box.setSpacing(theme.px(8))
        box.addStretch(1)
        box.addWidget(IconView(icon, "quiet", 36), 0, centre)
        words = QWidget()
        words.setLayout(column(self._heading, self._text, spacing=6))
        words.setMaximumWidth(theme.px(420))
        for label in (self._heading, self._text):
            label.setAlignment(centre)
        centred = row(STRETCH, words, STRETCH)
        # The words take the width there is, up to their own.
        centred.setStretch(1, 1000)
        box.addLayout(centred)
        if action is not None:
            box.addSpacing(theme.px(8))
            box.addLayout(row(STRETCH, action, STRETCH))
        box.addStretch(2)

    def say(self, heading: str, text: str) -> None:
        """Changes the words, as when a search finds nothing."""
        self._heading.setText(heading)
        self._text.setText(text)
        self.setAccessibleName(f"{heading}. {text}")
