"""Pages that are pictures, under each other: scrolled, zoomed and turned by mouse or keys."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QTransform, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from app.ui import theme

LEAST, MOST = 0.1, 2.0
"""The smallest and largest scale, in pixels of the screen to one of the picture."""
GAP = 14


class Sheets(QAbstractScrollArea):
    """Shows pictures as pages, fitted to the width until one zooms; ``in_sight`` tells where one is."""

    in_sight = Signal(int)
    """Sent with the page's place, from zero, when another one is in the middle."""

    def __init__(self) -> None:
        super().__init__()
        self._images: list[QImage] = []
        self._drawn: dict[int, tuple[QSize, QImage]] = {}
        self._scale: float | None = None
        self._current = -1
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Dokument")
        self.verticalScrollBar().valueChanged.connect(self._look)

    @property
    def images(self) -> Sequence[QImage]:
        """The pages as they are turned."""
        return tuple(self._images)

    def show_pages(self, images: Sequence[QImage]) -> None:
        """Shows other pages."""
        self._images, self._current = list(images), -1
        pages = "1 sida" if len(images) == 1 else f"{len(images)} sidor"
        self.setAccessibleDescription(pages)
        self._lay_out()

    def zoom(self, factor: float) -> None:
        """Makes the pages larger or smaller around what is in the middle."""
        self._keeping(min(MOST, max(LEAST, self._shown_scale() * factor)))

    def fit(self) -> None:
        """Fits the pages to the width again."""
        self._keeping(None)

    def turn(self) -> None:
        """Turns every page a quarter to the right."""
        turned = QTransform().rotate(90)
        self._images = [each.transformed(turned) for each in self._images]
        self._lay_out()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Home and End lead to the ends; the rest as in every list."""
        bar = self.verticalScrollBar()
        if event.key() == Qt.Key.Key_Home:
            bar.setValue(bar.minimum())
        elif event.key() == Qt.Key.Key_End:
            bar.setValue(bar.maximum())
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zooms with Ctrl, scrolls without."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(1.2 if event.angleDelta().y() > 0 else 1 / 1.2)
            event.accept()
        else:
            super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fits anew."""
        super().resizeEvent(event)
        self._lay_out()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Draws what comes into sight."""
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the pages in sight, each made smaller once and kept while it is there."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), theme.colour("rail"))
        across, down = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        seen = QRect(across, down, self.viewport().width(), self.viewport().height())
        places = self._places()
        self._drawn = {at: kept for at, kept in self._drawn.items() if places[at].intersects(seen)}
        for at, place in enumerate(places):
            if place.intersects(seen):
                target = place.translated(-across, -down)
                painter.drawImage(target, self._made(at, place.size()))
                painter.setPen(theme.colour("line"))
                painter.drawRect(target.adjusted(-1, -1, 0, 0))
        painter.end()

    def _made(self, at: int, size: QSize) -> QImage:
        wanted = size * self.devicePixelRatioF()
        kept = self._drawn.get(at)
        if kept is None or kept[0] != wanted:
            smooth = Qt.TransformationMode.SmoothTransformation
            made = self._images[at].scaled(wanted, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
            kept = self._drawn[at] = (wanted, made)
        return kept[1]

    def _keeping(self, scale: float | None) -> None:
        """Takes another scale, with the same part of the pages in the middle."""
        bar = self.verticalScrollBar()
        half = self.viewport().height() / 2
        part = (bar.value() + half) / max(1, bar.maximum() + 2 * half)
        self._scale = scale
        self._lay_out()
        bar.setValue(round(part * (bar.maximum() + 2 * half) - half))

    def _shown_scale(self) -> float:
        if self._scale is not None:
            return self._scale
        widest = max((each.width() for each in self._images), default=1)
        return max(LEAST, min(MOST, (self.viewport().width() - 2 * theme.px(GAP)) / widest))

    def _places(self) -> list[QRect]:
        scale, gap = self._shown_scale(), theme.px(GAP)
        sizes = [QSize(round(each.width() * scale), round(each.height() * scale)) for each in self._images]
        whole = max(self.viewport().width(), max((each.width() for each in sizes), default=0) + 2 * gap)
        found, top = [], gap
        for size in sizes:
            size = size.expandedTo(QSize(1, 1))
            found.append(QRect((whole - size.width()) // 2, top, size.width(), size.height()))
            top += size.height() + gap
        return found

    def _lay_out(self) -> None:
        self._drawn.clear()
        places, gap = self._places(), theme.px(GAP)
        high = places[-1].bottom() + gap if places else 0
        wide = max((each.width() for each in places), default=0) + 2 * gap
        for bar, whole, shown in (
            (self.verticalScrollBar(), high, self.viewport().height()),
            (self.horizontalScrollBar(), wide, self.viewport().width()),
        ):
            bar.setRange(0, max(0, whole - shown))
            bar.setPageStep(shown)
            bar.setSingleStep(theme.px(40))
        self._look()
        self.viewport().update()

    def _look(self) -> None:
        if not self._images:
            return
        middle = self.verticalScrollBar().value() + self.viewport().height() // 2
        places = self._places()
        now = max((at for at, place in enumerate(places) if place.top() <= middle), default=0)
        if now != self._current:
            self._current = now
            self.in_sight.emit(now)
