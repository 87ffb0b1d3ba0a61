"""The frame of every page: a title, what it is about, its actions, and a body that scrolls."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QLayout, QScrollArea, QVBoxLayout, QWidget

from app.ui import theme
from app.ui.kit.command import Command
from app.ui.kit.layout import Flow, column, row
from app.ui.kit.text import Text

MARGIN = 28
TITLE_ROOM = 200
"""Design pixels that what stands under the title needs beside the actions."""


class Page(QWidget):
    """A page of the main window. A page of one's own inherits it, fills ``body`` and overrides what it needs.

    ``refresh()`` reads from the binder anew; ``arrive(**args)`` takes what ``shell.navigate`` was given
    (called before the page shows, then ``refresh()``); ``concerned_by(changes)`` says whether a change makes
    it read again; ``flush()`` saves drafts at once (lock, close, leaving); ``state()`` gives the arguments
    that lead back here (words and ids only, kept in the binder); ``first_focus()`` is the widget that has
    the focus on arrival; ``back()`` returns True when Esc was used up inside the page.
    """

    def __init__(
        self, title: str, *, subtitle: str = "", scrolls: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.title = title
        self.setAccessibleName(title)
        self._title = Text(title, "page-title", wrap=False)
        self._subtitle = Text(subtitle, "quiet")
        self._subtitle.setVisible(bool(subtitle))
        self.action_row = Flow(spacing=10)
        self.chips = Flow(spacing=10)
        self.header = row(spacing=16, margins=(MARGIN, 22, MARGIN, 14))
        self.chips.addWidget(self._title)
        self.header.addLayout(column(self.chips, self._subtitle, spacing=2), 1)
        self.header.addLayout(self.action_row)
        self.body = QVBoxLayout()
        self.body.setContentsMargins(theme.px(MARGIN), 0, theme.px(MARGIN), theme.px(MARGIN))
        self.body.setSpacing(theme.px(16))
        outer = column(spacing=0)
        outer.addLayout(self.header)
        if scrolls:
            inner = QWidget()
            inner.setProperty("role", "body")
            inner.setLayout(self.body)
            self.scroller = Scroller(inner)
            outer.addWidget(self.scroller, 1)
        else:
            outer.addLayout(self.body, 1)
        self.setLayout(outer)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Sets the actions under the title where they would press it together."""
        super().resizeEvent(event)
        self._arrange()

    def event(self, event: QEvent) -> bool:
        """Sets them anew when their words have changed."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._arrange()
        return super().event(event)

    def _arrange(self) -> None:
        title = max(theme.px(TITLE_ROOM), self._title.sizeHint().width()) + theme.px(16)
        tight = self.width() < self.action_row.sizeHint().width() + title + theme.px(2 * MARGIN)
        way = QBoxLayout.Direction.TopToBottom if tight else QBoxLayout.Direction.LeftToRight
        if self.header.direction() != way:
            self.header.setDirection(way)

    def set_title(self, title: str, subtitle: str | None = None) -> None:
        """Changes the title, and the line under it if given."""
        self.title = title
        self._title.setText(title)
        self.setAccessibleName(title)
        if subtitle is not None:
            self._subtitle.setText(subtitle)
            self._subtitle.setVisible(bool(subtitle))

    def add(self, *items: QWidget | QLayout) -> None:
        """Adds to the body, from the top down."""
        for item in items:
            if isinstance(item, QLayout):
                self.body.addLayout(item)
            else:
                self.body.addWidget(item)

    def act(self, *buttons: QWidget) -> None:
        """Adds buttons to the right of the title; the primary one last."""
        for button in buttons:
            self.action_row.addWidget(button)

    def arrive(self, **args: Any) -> None:
        """Takes what one came for; the plain page needs nothing."""

    def refresh(self) -> None:
        """Reads from the binder anew."""

    def concerned_by(self, changes: Any) -> bool:
        """Says whether ``Changes`` make this page read again; all do unless a page knows better."""
        return True

    def flush(self) -> None:
        """Saves what is typed but not yet saved."""

    def state(self) -> Mapping[str, str]:
        """Gives the arguments that lead back to this page as it is."""
        return {}

    def in_sight(self) -> QWidget:
        """Gives the part that is shown, where a page has several."""
        return self

    def commands(self) -> Sequence[Command]:
        """Gives what can be done here beside what can be done anywhere, for *Sök eller gör*."""
        return ()

    def case_in_view(self) -> str | None:
        """Gives the id of the case one looks at, for what is written down about it from anywhere."""
        return self.state().get("case_id") or None

    def first_focus(self) -> QWidget | None:
        """Gives the widget to have the focus on arrival."""
        return None

    def back(self) -> bool:
        """Uses up Esc inside the page, if there is something to leave."""
        return False


class Scroller(QScrollArea):
    """Scrolls a widget up and down, without a frame, and keeps what has the focus in sight."""

    def __init__(self, inner: QWidget, parent: QWidget | None = None, *, margin: int = MARGIN) -> None:
        """``margin``: the design pixels at the right of the content, out of which the bar takes its room."""
        super().__init__(parent)
        self._margin = margin
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner.setAutoFillBackground(False)
        self.setWidget(inner)
        self._inner = inner
        self.verticalScrollBar().rangeChanged.connect(self._make_room)

    def _make_room(self, _least: int, most: int) -> None:
        """Gives the bar its room out of the margin, so that the content keeps its right edge."""
        layout = self._inner.layout()
        if layout is not None:
            margins = layout.contentsMargins()
            bar = self.verticalScrollBar().sizeHint().width() if most else 0
            margins.setRight(max(0, theme.px(self._margin) - bar))
            layout.setContentsMargins(margins)
