"""What one presses: four kinds of button with an icon and the key that does the same, and a link."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QShortcutEvent,
)
from PySide6.QtWidgets import QApplication, QPushButton, QSizePolicy, QWidget

from app.ui import theme
from app.ui.icons import pixmap
from app.ui.kit.text import key_text


class OwnPress:
    """Tells a double click that was begun here from one begun on what stood here before."""

    def __init__(self) -> None:
        self._at: int | None = None
        self._down = False

    def press(self, event: QMouseEvent) -> None:
        """Remembers a press."""
        self._at, self._down = event.timestamp(), True

    def release(self) -> bool:
        """Forgets that it is pressed, and tells whether it was."""
        down, self._down = self._down, False
        return down

    def began(self, event: QMouseEvent) -> bool:
        """Tells whether the first press was here too."""
        return self._at is not None and event.timestamp() - self._at <= 2 * QApplication.doubleClickInterval()


class _Pressed(QPushButton):
    def __init__(self, text: str, parent: QWidget | None) -> None:
        super().__init__(text, parent)
        self._own = OwnPress()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Takes a press."""
        self._own.press(event)
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Takes the second press, unless the first was for another that has gone from under the pointer."""
        if self._own.began(event):
            super().mouseDoubleClickEvent(event)


class Kind(StrEnum):
    """PRIMARY once a page at most; SECONDARY has an edge; QUIET has none; DANGER loses data."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    QUIET = "quiet"
    DANGER = "danger"


class Button(_Pressed):
    """A button drawn in the theme: ``Button("Spara", Kind.PRIMARY, icon="check", keys="Ctrl+S")``.

    ``keys`` becomes the shortcut and is shown on a key cap; ``show_keys=False`` moves it to the tooltip, and
    with ``bound=False`` they are only shown: the window answers them everywhere.
    ``large`` is for the meeting mode. ``checkable`` buttons look primary while checked. Enter presses it
    as Space does.
    """

    def __init__(
        self,
        text: str,
        kind: Kind = Kind.SECONDARY,
        *,
        icon: str = "",
        keys: str = "",
        show_keys: bool = True,
        bound: bool = True,
        large: bool = False,
        checkable: bool = False,
        tip: str = "",
        on_click: Callable[[], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self.kind = kind
        self._icon, self._keys, self._show_keys, self._large = icon, keys, show_keys, large
        self._hovered, self._bound = False, bound
        self.setCheckable(checkable)
        self.setAutoDefault(False)
        self.setAccessibleName(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        if keys and bound:
            self.setShortcut(QKeySequence(keys))
        shown = f"{tip or text} ({key_text(keys)})" if keys else tip
        self.setToolTip(shown)
        if on_click is not None:
            self.clicked.connect(lambda *_: on_click())

    def set_words(self, text: str) -> None:
        """Changes the text and what a screen reader says; the shortcut stays."""
        self.setText(text)
        self.setAccessibleName(text)
        if self._keys and self._bound:
            self.setShortcut(QKeySequence(self._keys))
        self.updateGeometry()

    def set_icon(self, name: str) -> None:
        """Changes the icon."""
        self._icon = name
        self.updateGeometry()
        self.update()

    def show_keys(self, shown: bool) -> None:
        """Shows the key cap, or leaves it to the tooltip where there is no room."""
        if shown is not self._show_keys:
            self._show_keys = shown
            self.updateGeometry()
            self.update()

    def width_with(self, keys: bool) -> int:
        """Tells the width with the key cap or without."""
        kept, self._show_keys = self._show_keys, keys
        width = self.sizeHint().width()
        self._show_keys = kept
        return width

    def sizeHint(self) -> QSize:
        """Fits icon, text and key cap."""
        px = theme.px
        width = QFontMetrics(self._font()).horizontalAdvance(self.text()) if self.text() else 0
        if self._icon:
            width += px(18) + (px(8) if self.text() else 0)
        if self._badge():
            width += px(8) + self._badge_width()
        side = px(18 if self._large else 13) if self.text() else px(9)
        height = px(48 if self._large else 34)
        return QSize(max(width + 2 * side, height if not self.text() else 0), height)

    def minimumSizeHint(self) -> QSize:
        """Never cuts its text."""
        return self.sizeHint()

    def event(self, event: QEvent) -> bool:
        """Acts at once on its shortcut: Qt waits a moment, and what is typed meanwhile goes astray."""
        if isinstance(event, QShortcutEvent) and not event.isAmbiguous():
            self.click()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Lets Enter press the button that has the focus."""
        if (
            event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        ):
            self.click()
            return
        super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Brightens."""
        self._hovered = True
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Calms down."""
        self._hovered = False
        super().leaveEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws ground, focus ring, icon, text and key cap."""
        px = theme.px
        ground, edge, ink = self._colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(edge, 1) if edge else Qt.PenStyle.NoPen)
        painter.setBrush(ground if ground else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(frame, px(6), px(6))
        if self.hasFocus():
            filled = self._filled()
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("on_accent" if filled else "accent"), 2))
            inset = 3.0 if filled else 1.0
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), px(5), px(5))
        hint = self.sizeHint()
        side = px(18 if self._large else 13) if self.text() else (hint.width() - px(18)) / 2
        x = side + max(0, (self.width() - hint.width()) / 2)
        if self._icon:
            drawn = pixmap(self._icon, self._icon_token(), 18, self.devicePixelRatioF())
            painter.drawPixmap(round(x), round((self.height() - px(18)) / 2), drawn)
            x += px(18) + px(8)
        font = self._font()
        painter.setFont(font)
        painter.setPen(ink)
        width = QFontMetrics(font).horizontalAdvance(self.text())
        painter.drawText(QRectF(x, 0, width + 2, self.height()), Qt.AlignmentFlag.AlignVCenter, self.text())
        if self._badge():
            self._draw_badge(painter, x + width + px(8), ink)
        painter.end()

    def _filled(self) -> bool:
        return self.isEnabled() and (self.kind in (Kind.PRIMARY, Kind.DANGER) or self.isChecked())

    def _icon_token(self) -> str:
        if not self.isEnabled():
            return "quiet"
        if self.kind is Kind.DANGER:
            return "on_stop"
        return "on_accent" if self._filled() else "ink"

    def _colours(self) -> tuple[QColor | None, QColor | None, QColor]:
        get = theme.colour
        if not self.isEnabled():
            return get("neutral_soft"), get("line"), get("quiet")
        stronger = 112 if not theme.look().palette.dark else 108
        if self.kind is Kind.DANGER:
            ground = get("stop")
            return (ground.lighter(stronger) if self._hovered else ground), None, get("on_stop")
        if self._filled():
            ground = get("accent")
            if self.isDown():
                ground = ground.darker(112)
            return (ground.lighter(stronger) if self._hovered else ground), None, get("on_accent")
        if self.kind is Kind.QUIET:
            return (get("hover") if self._hovered or self.isDown() else None), None, get("ink")
        return get("hover" if self._hovered or self.isDown() else "card"), get("edge"), get("ink")

    def _font(self) -> QFont:
        return theme.font(17 if self._large else 14, weight=QFont.Weight.Medium)

    def _badge(self) -> str:
        return key_text(self._keys) if self._keys and self._show_keys else ""

    def _badge_font(self) -> QFont:
        return theme.font(11)

    def _badge_width(self) -> int:
        return QFontMetrics(self._badge_font()).horizontalAdvance(self._badge()) + theme.px(10)

    def _draw_badge(self, painter: QPainter, x: float, ink: QColor) -> None:
        px = theme.px
        height = px(18)
        box = QRectF(x, (self.height() - height) / 2, self._badge_width(), height)
        edge = QColor(ink)
        edge.setAlphaF(0.35)
        painter.setPen(QPen(edge, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), px(4), px(4))
        painter.setFont(self._badge_font())
        painter.setPen(ink if self._filled() else theme.colour("quiet"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._badge())


class Link(_Pressed):
    """An underlined word in a text that does something: ``Link("Glömt lösenfrasen?", on_click=recover)``."""

    INK = "accent"

    def __init__(
        self, text: str, *, on_click: Callable[[], object] | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(text, parent)
        self.setAutoDefault(False)
        self.setAccessibleName(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        if on_click is not None:
            self.clicked.connect(lambda *_: on_click())

    def sizeHint(self) -> QSize:
        """Fits the text and its focus ring."""
        metrics = QFontMetrics(theme.font())
        return QSize(metrics.horizontalAdvance(self.text()) + theme.px(8), metrics.height() + theme.px(8))

    def minimumSizeHint(self) -> QSize:
        """Never cuts its text."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Lets Enter follow the link."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws underlined accent text, and the ring when it has the focus."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), theme.px(4), theme.px(4))
        font = theme.font()
        font.setUnderline(True)
        painter.setFont(font)
        painter.setPen(theme.colour(self.INK if self.isEnabled() else "quiet"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        painter.end()
