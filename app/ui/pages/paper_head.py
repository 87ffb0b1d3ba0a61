"""The upper part of a paper as it will print, on white whatever the look."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QSize
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui import theme

SHOWN = 0.27
"""How much of the page's height is shown: the head and where the words begin."""


class PaperHead(QWidget):
    """Draws the top of a PDF's first page as wide as there is room."""

    def __init__(self) -> None:
        super().__init__()
        self._content, self._image = b"", QImage()
        self.setAccessibleName("Så trycks brevhuvudet")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(theme.px(280))

    def show_paper(self, content: bytes) -> None:
        """Shows another paper."""
        self._content = content
        self._draw()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draws the page anew in its new width."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._draw()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Shows the page with a thin edge."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), "white")
        if not self._image.isNull():
            painter.drawImage(0, 0, self._image)
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def _draw(self) -> None:
        if not self._content or self.width() < 10:
            return
        buffer = QBuffer()
        buffer.setData(QByteArray(self._content))
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        pdf = QPdfDocument()
        pdf.load(buffer)
        points, dots = pdf.pagePointSize(0), self.devicePixelRatioF()
        wide = self.width()
        high = round(wide * points.height() / points.width())
        page = pdf.render(0, QSize(round(wide * dots), round(high * dots)))
        # The document before the buffer that it reads.
        pdf.close()
        buffer.close()
        shown = QImage(page.size(), QImage.Format.Format_RGB32)
        shown.fill("white")
        painter = QPainter(shown)
        painter.drawImage(0, 0, page)
        painter.end()
        shown = shown.copy(QRect(0, 0, shown.width(), round(shown.height() * SHOWN)))
        shown.setDevicePixelRatio(dots)
        self._image = shown
        self.setFixedHeight(round(high * SHOWN))
        self.update()
