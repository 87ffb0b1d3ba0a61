"""Pieces that the tabs of a case share: two columns, text that gives way, facts, and the tab itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLayout, QVBoxLayout, QWidget

from app.services.case_file import CaseFile
from app.ui import theme
from app.ui.desk import Desk
from app.ui.kit.button import Button, Kind, Link
from app.ui.kit.elided import Elided
from app.ui.kit.layout import UNBOUND, Flow, clear, column, holder, row, widgets_in
from app.ui.kit.page import MARGIN, Scroller
from app.ui.kit.surfaces import Card, Row
from app.ui.kit.text import Text, quiet

SIDE = 300
NARROW = 820
"""Below this many design pixels the second column goes under the first."""


class Columns(QWidget):
    """A wide and a narrow column beside each other; under each other where the window is narrow."""

    def __init__(self, main: QLayout, side: QLayout, *, side_width: int = SIDE) -> None:
        super().__init__()
        self._side, self._width = holder(side), side_width
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(theme.px(20))
        self._box.addWidget(holder(main), 1)
        self._box.addWidget(self._side, 0, Qt.AlignmentFlag.AlignTop)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Puts the columns where there is room for them."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        narrow = self.width() < theme.px(NARROW)
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._side.setMinimumWidth(0 if narrow else theme.px(self._width))
        self._side.setMaximumWidth(UNBOUND if narrow else theme.px(self._width))
        self._box.setAlignment(self._side, Qt.AlignmentFlag.AlignTop if not narrow else Qt.AlignmentFlag(0))
        if self._box.direction() != way:
            self._box.setDirection(way)


class Tab(QWidget):
    """One tab of a case: ``build()`` lays out what ``self.file`` says, each time the case has been read."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._file: CaseFile | None = None
        self.body = QVBoxLayout()
        side = theme.px(MARGIN)
        self.body.setContentsMargins(side, theme.px(18), side, side)
        self.body.setSpacing(theme.px(16))
        inner = QWidget()
        inner.setProperty("role", "body")
        inner.setLayout(self.body)
        self.scroller = Scroller(inner)
        self.setLayout(column(self.scroller, spacing=0))

    @property
    def file(self) -> CaseFile:
        """The case as it was read last."""
        assert self._file is not None
        return self._file

    def show_file(self, file: CaseFile) -> None:
        """Shows a case; the place in the page and the focus stay where they were.

        Raises what ``flush()`` raises, before anything is taken away: what is typed stays in sight.
        """
        if self._file is not None:
            self.flush()
        same = self._file is not None and self._file.case.id == file.case.id
        at = self.scroller.verticalScrollBar().value() if same else 0
        focused = self._focused() if same else None
        before = list(widgets_in(self.body)) if focused is not None else []
        self._file = file
        clear(self.body)
        self.build()
        self.body.addStretch(1)
        self.scroller.verticalScrollBar().setValue(at)
        if focused is not None:
            self._focus(focused, before)

    def build(self) -> None:
        """Fills ``body``."""

    def reveal(self, record: str) -> Row | None:
        """Brings the row of a record into sight, marks it and gives it, if it is here."""
        rows = [each for each in self.findChildren(Row) if each.record == record and not each.isHidden()]
        if not rows:
            return None
        found = rows[0]
        found.mark()
        # When what was just laid out has found its place.
        QTimer.singleShot(0, found, lambda: self.scroller.ensureWidgetVisible(found, 0, theme.px(80)))
        return found

    def first_focus(self) -> QWidget | None:
        """Gives the widget to have the focus on arrival."""
        return None

    def flush(self) -> None:
        """Saves what is typed but not yet saved."""

    def do(self, act: Callable[[], object]) -> Callable[[], None]:
        """Wraps what a button does, so that a refusal is said in words."""

        def run() -> None:
            try:
                act()
            except Exception as error:
                self.desk.shell.problem(error)

        return run

    def _focused(self) -> str | None:
        widget = self.window().focusWidget() if self.isVisible() else None
        return widget.accessibleName() if widget is not None and self.isAncestorOf(widget) else None

    def _focus(self, name: str, before: Sequence[QWidget]) -> None:
        """Puts the focus on what bears the name now, else where it is on arrival."""
        # What was laid out before is still a child until it is let go, and bears the same names.
        found = (each for each in self.findChildren(QWidget) if not each.isHidden())
        there = (each for each in found if not any(old is each or old.isAncestorOf(each) for old in before))
        open_ones = (each for each in there if each.focusPolicy() != Qt.FocusPolicy.NoFocus)
        same = next((each for each in open_ones if name and each.accessibleName() == name), None)
        wanted = same or self.first_focus()
        if wanted is not None:
            wanted.setFocus(Qt.FocusReason.OtherFocusReason)


def heading(text: str, *right: QWidget) -> QLayout:
    """A section's title with what one can do about it to the right."""
    return apart(Text(text, "section", wrap=False), *right)


def apart(title: QWidget, *right: QWidget) -> QLayout:
    """A title, and to the right what one can do; that goes under the title where it has no room."""
    laid = Flow(spacing=8, apart=bool(right))
    laid.addWidget(title)
    if right:
        laid.addWidget(holder(row(*right, spacing=8)) if len(right) > 1 else right[0])
    return laid


def bold(text: str) -> Elided:
    """A line in semibold that gives way."""
    return Elided(text, 14, QFont.Weight.DemiBold)


def quiet_line(text: str) -> Elided:
    """A quiet line that gives way."""
    return Elided(text, 13, role="quiet")


def icon_button(name: str, icon: str, on_click: Callable[[], object]) -> Button:
    """A button of an icon alone, with its words in the tooltip and for screen readers."""
    made = Button("", Kind.QUIET, icon=icon, tip=name, on_click=on_click)
    made.setAccessibleName(name)
    return made


def link(text: str, on_click: Callable[[], object], name: str = "") -> Link:
    """A link whose spoken name says what it is about."""
    made = Link(text, on_click=on_click)
    made.setAccessibleName(name or text)
    return made


def facts(pairs: Sequence[tuple[str, str]]) -> QLayout:
    """Facts under each other: a quiet name, what it is beneath; empty ones are left out."""
    box = column(spacing=10)
    for name, value in pairs:
        if value:
            box.addLayout(column(quiet(name), Text(value), spacing=1))
    return box


def titled_card(title: str, *items: QWidget | QLayout, actions: Sequence[QWidget] = ()) -> QLayout:
    """A card under its title, as in the side column."""
    return column(heading(title, *actions), Card(*items, padding=16, spacing=10), spacing=6)


class RowGround(QWidget):
    """The ground of a row in a card: tinted where the row asks for attention, with a line under it."""

    def __init__(self, layout: QLayout, *, tint: str = "", line: bool = True, thick: bool = False) -> None:
        super().__init__()
        self._tint, self._line, self._thick = tint, line, thick
        self.setLayout(layout)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the tint and the line."""
        painter = QPainter(self)
        if self._tint:
            ground = theme.colour(self._tint)
            ground.setAlphaF(0.45)
            painter.fillRect(self.rect(), ground)
        if self._line:
            high = 2 if self._thick else 1
            painter.fillRect(0, self.height() - high, self.width(), high, theme.colour("line"))
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        """Draws anew in another palette."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.update()
