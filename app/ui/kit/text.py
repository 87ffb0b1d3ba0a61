"""Words on the screen: one class, and a short function for each way of saying them."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetricsF, QKeySequence
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from app.ui import theme


class Text(QLabel):
    """A text in one of the theme's manners; plain text always, so that no name is read as markup.

    Roles: "" (body), page-title, section, strong, quiet, problem, brand, display, large, code, field, key.
    ``whole`` is for words beside others: it asks for one line, and wraps only where that has no room.
    """

    def __init__(
        self,
        text: str = "",
        role: str = "",
        *,
        wrap: bool = True,
        whole: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._whole = whole
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setWordWrap(wrap)
        if wrap:
            policy = self.sizePolicy()
            policy.setHorizontalPolicy(QSizePolicy.Policy.Preferred)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        """Asks for one line where it is to be whole: of words that wrap Qt asks for twenty letters' width."""
        hint = super().sizeHint()
        if not self._whole:
            return hint
        around = 2 * self.margin() + self.contentsMargins().left() + self.contentsMargins().right()
        words = ceil(QFontMetricsF(self.font()).horizontalAdvance(self.text())) + 1
        width = max(hint.width(), words + around)
        return QSize(width, self.heightForWidth(width))

    def set_role(self, role: str) -> None:
        """Changes the manner."""
        if self.property("role") != role:
            self.setProperty("role", role)
            restyle(self)


def title(text: str) -> Text:
    """Makes a page's title."""
    return Text(text, "page-title")


def section(text: str) -> Text:
    """Makes the title of a section of a page."""
    return Text(text, "section")


def quiet(text: str, *, whole: bool = False) -> Text:
    """Makes a quiet, smaller text beside or under something."""
    return Text(text, "quiet", whole=whole)


def strong(text: str, *, whole: bool = False) -> Text:
    """Makes a text of the body's size in semibold."""
    return Text(text, "strong", whole=whole)


def rule() -> QFrame:
    """Makes a thin horizontal line."""
    line = QFrame()
    line.setProperty("role", "line")
    line.setFixedHeight(1)
    return line


def key_text(keys: str) -> str:
    """Says a key sequence as the keyboard does: ``Return`` is ``Enter``, arrows and Esc by their caps."""
    shown = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText) if keys else ""
    return shown.replace("Return", "Enter").replace("PgUp", "Page Up").replace("PgDown", "Page Down")


def restyle(widget: QWidget) -> None:
    """Lets the style sheet look again after a dynamic property has changed; one not yet shown looks later."""
    if not widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        return
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


def grid(steps: float) -> int:
    """Gives a distance of the 8 px grid, scaled: ``grid(2)`` is 16 px at 100 %."""
    return theme.px(8 * steps)
