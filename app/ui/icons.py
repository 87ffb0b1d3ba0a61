"""The icons (Lucide, ISC licence, see resources/icons/LICENSE), tinted to the palette in force."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui import theme

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "icons"


def icon(name: str, role: str = "ink", size: int = 18) -> QIcon:
    """Makes an icon of the set in the colour of a palette token; make it again when the look has changed."""
    return QIcon(pixmap(name, role, size, 2.0))


def pixmap(name: str, role: str = "ink", size: int = 18, ratio: float = 1.0) -> QPixmap:
    """Draws an icon at a design size, for a screen with ``ratio`` device pixels a pixel."""
    return _draw(name, theme.colour(role).name(), theme.px(size), ratio)


@lru_cache(maxsize=512)
def _draw(name: str, colour: str, side: int, ratio: float) -> QPixmap:
    text = (FOLDER / f"{name}.svg").read_text(encoding="utf-8").replace("currentColor", colour)
    for length in ("width", "height"):
        text = re.sub(rf'(<svg[^>]*?\s{length}=)"[^"]*"', rf'\1"{round(side * ratio)}"', text, count=1)
    drawn = QPixmap()
    drawn.loadFromData(text.encode(), "SVG")
    drawn.setDevicePixelRatio(ratio)
    return drawn


class Mark(QWidget):
    """The program's own mark, in its own colours."""

    SIDE = 44

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Gives the scaled side, square."""
        return QSize(theme.px(self.SIDE), theme.px(self.SIDE))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the mark."""
        painter = QPainter(self)
        drawn = _draw("insatsparm", "", theme.px(self.SIDE), self.devicePixelRatioF())
        painter.drawPixmap(0, 0, drawn)
        painter.end()


class IconView(QWidget):
    """Shows one icon beside words; it says nothing itself, so screen readers pass it by."""

    def __init__(self, name: str, role: str = "ink", size: int = 18, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._role, self._size = name, role, size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_icon(self, name: str, role: str | None = None) -> None:
        """Changes the icon, and its colour if one is given."""
        self._name, self._role = name, role or self._role
        self.update()

    def sizeHint(self) -> QSize:
        """Gives the scaled side, square."""
        return QSize(theme.px(self._size), theme.px(self._size))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the icon in the colour in force."""
        painter = QPainter(self)
        drawn = pixmap(self._name, self._role, self._size, self.devicePixelRatioF())
        side = theme.px(self._size)
        painter.drawPixmap((self.width() - side) // 2, (self.height() - side) // 2, drawn)
        painter.end()
