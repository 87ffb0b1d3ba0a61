"""The tabs of a case: as many names as there is room for, and the rest in a menu beside them."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QMenu, QTabBar

from app.ui import theme
from app.ui.kit.button import Button, Kind

GAPS = (26, 22, 18, 14, 10)
"""Design pixels between two tabs: the widest that lets all be seen, else the first and a menu."""
ROOM = 6
"""Design pixels beside a word for the ring; the first tab stands so far out that its word does not."""


class Tabs(QTabBar):
    """The names of the tabs, underlined where one is; arrows, Ctrl+Tab and Alt with a digit change it.

    Those that have no room stand in the menu *Fler*; the one that one is on is always in sight.
    """

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__()
        self._gap = GAPS[0]
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(False)
        self.setAccessibleName("Flikar")
        self.setProperty("role", "tabs")
        for number, name in enumerate(names, 1):
            self.addTab(name)
            self.setTabToolTip(number - 1, f"{name} (Alt+{number})")
        self.more = Button("Fler", Kind.QUIET, icon="chevron-down", on_click=self.show_rest, parent=self)
        self.more.setAccessibleName("Fler flikar")
        self.more.hide()

    def setCurrentIndex(self, index: int) -> None:
        """Brings the tab one goes to into sight."""
        super().setCurrentIndex(index)
        self._fit()

    def tabSizeHint(self, index: int) -> QSize:
        """Leaves room for the semibold of the tab one is on."""
        width = self._words(index) + theme.px(self._gap) + (theme.px(ROOM) if index == 0 else 0)
        return QSize(width, super().tabSizeHint(index).height())

    def minimumSizeHint(self) -> QSize:
        """Needs no more room than the menu and a tab: the rest gives way."""
        return QSize(theme.px(200), super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Moves the names closer before any of them has to go into the menu."""
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the names, and a ring around the one that the arrows move from."""
        super().paintEvent(event)
        if not self.hasFocus():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("accent"), 2))
        painter.drawRoundedRect(self.ring(), theme.px(6), theme.px(6))
        painter.end()

    def ring(self) -> QRectF:
        """Gives where the ring is: around the word, over the line that underscores it."""
        place = self.tabRect(self.currentIndex())
        bold = QFontMetrics(theme.font(14, weight=QFont.Weight.DemiBold))
        width, height = bold.horizontalAdvance(self.tabText(self.currentIndex())), bold.height()
        left = place.left() + (theme.px(ROOM) if self.currentIndex() == 0 else 0)
        middle = (self.height() - theme.px(3)) / 2
        return QRectF(left, middle - height / 2, width, height).adjusted(
            -theme.px(ROOM - 1), -theme.px(3), theme.px(ROOM - 1), theme.px(3)
        )

    def rest(self) -> list[int]:
        """The numbers of the tabs that stand in the menu."""
        return [each for each in range(self.count()) if not self.isTabVisible(each)]

    def show_rest(self) -> None:
        """Opens the menu of the tabs that have no room."""
        menu = QMenu(self)
        for number in self.rest():
            action = menu.addAction(f"{self.tabText(number)}\tAlt+{number + 1}")
            action.triggered.connect(lambda _checked=False, n=number: self.setCurrentIndex(n))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height())))

    def _fit(self) -> None:
        words = [self._words(each) for each in range(self.count())]
        each_has = (self.width() - theme.px(ROOM) - sum(words)) / max(1, self.count())
        gap = next((one for one in GAPS if theme.px(one) <= each_has), None)
        shown = set(range(self.count()))
        if gap is None:
            room = self.width() - theme.px(ROOM) - self.more.sizeHint().width()
            shown = _first([one + theme.px(GAPS[0]) for one in words], self.currentIndex(), room)
        self._space(GAPS[0] if gap is None else gap)
        for number in range(self.count()):
            if self.isTabVisible(number) is not (number in shown):
                self.setTabVisible(number, number in shown)
        self.more.setVisible(gap is None)
        if gap is None:
            ends = max(self.tabRect(number).right() for number in shown)
            self.more.resize(self.more.sizeHint())
            self.more.move(ends - theme.px(12), (self.height() - self.more.height()) // 2)

    def _space(self, gap: int) -> None:
        if gap != self._gap:
            self._gap = gap
            self.setStyleSheet(f"QTabBar::tab {{ margin-right: {theme.px(gap)}px; }}")

    def _words(self, index: int) -> int:
        bold = QFontMetrics(theme.font(14, weight=QFont.Weight.DemiBold))
        return bold.horizontalAdvance(self.tabText(index)) + theme.px(1)


def _first(widths: list[int], current: int, room: int) -> set[int]:
    """The first that fit, and the current one, for which others make room."""
    shown = {current}
    taken = widths[current]
    for number, width in enumerate(widths):
        if number == current:
            continue
        if taken + width > room:
            break
        shown.add(number)
        taken += width
    return shown
