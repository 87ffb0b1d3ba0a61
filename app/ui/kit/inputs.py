"""What one types and chooses in; all are an :class:`Input`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol, cast

from PySide6.QtCore import QEvent, QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from app.ui import theme
from app.ui.icons import icon, pixmap
from app.ui.kit.field_icon import FieldIcon
from app.ui.kit.layout import Flow, clear
from app.ui.kit.ticks import TickBox


class Unreadable(ValueError):  # noqa: N818 - it is what the text is
    """What is typed cannot be read as a value; ``code`` is a code of app.ui.labels.PROBLEMS."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Input(Protocol):
    """What a form's field needs of its widget."""

    edited: SignalInstance

    def value(self) -> Any:
        """Reads the value; raises :class:`Unreadable`."""

    def set_value(self, value: Any) -> None:
        """Shows a value, without sending ``edited``."""

    def raw(self) -> Any:
        """Gives what is typed, readable or not, as JSON for a draft."""

    def set_raw(self, raw: Any) -> None:
        """Shows what a draft kept."""


class TextInput(QLineEdit):
    """One line of text; the value is trimmed, and empty is ``""``."""

    edited = Signal()

    def __init__(self, placeholder: str = "", *, large: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(placeholder)
        if large:
            self.setProperty("letters", "large")
        self.textEdited.connect(lambda _text: self.edited.emit())

    def value(self) -> Any:
        """Reads the trimmed text."""
        return self.text().strip()

    def set_value(self, value: Any) -> None:
        """Shows a text; None is empty."""
        self.setText("" if value is None else str(value))
        self.setCursorPosition(0)

    def raw(self) -> Any:
        """Gives the text as typed."""
        return self.text()

    def set_raw(self, raw: Any) -> None:
        """Shows the text of a draft."""
        self.setText(str(raw))


class SecretInput(TextInput):
    """A passphrase: dots, with an eye to show it; never trimmed, never drafted."""

    caps_lock = Signal(bool)
    """Sent with each letter: whether Caps Lock seems to be on."""

    def __init__(self, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(placeholder, parent=parent)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setInputMethodHints(Qt.InputMethodHint.ImhHiddenText | Qt.InputMethodHint.ImhNoPredictiveText)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._eye = QAction(self)
        self._eye.triggered.connect(self._toggle)
        FieldIcon(self, self._eye, QLineEdit.ActionPosition.TrailingPosition)
        self._tint()
        theme.changes().changed.connect(self._tint)

    def value(self) -> Any:
        """Reads it as it is."""
        return self.text()

    def raw(self) -> Any:
        """Gives nothing: a draft never holds it."""
        return ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Guesses from a letter's case and Shift whether Caps Lock is on; Qt does not tell."""
        letter = event.text()
        if letter.isalpha():
            shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.caps_lock.emit(letter.isupper() != shifted)
        elif event.key() == Qt.Key.Key_CapsLock:
            self.caps_lock.emit(False)
        super().keyPressEvent(event)

    def _toggle(self) -> None:
        hidden = self.echoMode() == QLineEdit.EchoMode.Password
        self.setEchoMode(QLineEdit.EchoMode.Normal if hidden else QLineEdit.EchoMode.Password)
        self._tint()

    def _tint(self) -> None:
        hidden = self.echoMode() == QLineEdit.EchoMode.Password
        self._eye.setIcon(icon("eye" if hidden else "eye-off", "quiet"))
        self._eye.setText("Visa lösenfrasen" if hidden else "Dölj lösenfrasen")
        self._eye.setToolTip(self._eye.text())


class TextArea(QPlainTextEdit):
    """Several lines; it grows with its text from ``lines`` to ``most`` lines. Tab leaves it."""

    edited = Signal()
    left = Signal()

    def __init__(
        self,
        placeholder: str = "",
        *,
        lines: int = 2,
        most: int = 14,
        large: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._lines, self._most, self._quiet = lines, most, False
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(0)
        if large:
            self.setProperty("letters", "large")
        self.textChanged.connect(self._changed)

    def value(self) -> Any:
        """Reads the text without space at its ends."""
        return self.toPlainText().strip()

    def set_value(self, value: Any) -> None:
        """Shows a text; None is empty."""
        self._quiet = True
        self.setPlainText("" if value is None else str(value))
        self._quiet = False

    def raw(self) -> Any:
        """Gives the text as typed."""
        return self.toPlainText()

    def set_raw(self, raw: Any) -> None:
        """Shows the text of a draft."""
        self.set_value(raw)

    def sizeHint(self) -> QSize:
        """Fits the text between its fewest and most lines."""
        line = self.fontMetrics().lineSpacing()
        shown = min(self._most, max(self._lines, round(self.document().size().height())))
        padding = theme.px(22 if self.property("letters") == "large" else 14) + 4
        return QSize(theme.px(240), shown * line + padding)

    def minimumSizeHint(self) -> QSize:
        """Is never lower than its text wants, up to its most lines."""
        return QSize(theme.px(120), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wraps anew, which may take more lines."""
        super().resizeEvent(event)
        self.updateGeometry()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tells that it was left."""
        super().focusOutEvent(event)
        self.left.emit()

    def _changed(self) -> None:
        self.updateGeometry()
        if not self._quiet:
            self.edited.emit()


class Check(TickBox):
    """A yes or no; a line of text says what yes means."""

    edited = Signal()

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.clicked.connect(lambda *_: self.edited.emit())

    def value(self) -> Any:
        """Reads whether it is ticked."""
        return self.isChecked()

    def set_value(self, value: Any) -> None:
        """Ticks it or not."""
        self.setChecked(bool(value))

    def raw(self) -> Any:
        """Gives whether it is ticked."""
        return self.isChecked()

    def set_raw(self, raw: Any) -> None:
        """Ticks it or not."""
        self.setChecked(bool(raw))


class Choice(QComboBox):
    """One of several: ``Choice([("risk", "I riskzon")], empty="Inte angivet")``; values: str or None."""

    edited = Signal()

    def __init__(
        self, options: Sequence[tuple[str, str]], *, empty: str | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._empty = empty
        self.setMinimumContentsLength(8)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.set_options(options)
        self.activated.connect(lambda _index: self.edited.emit())

    def set_options(self, options: Sequence[tuple[str, str]]) -> None:
        """Changes what there is to choose from; the choice stays if it is still there."""
        kept = self.currentData()
        self.clear()
        if self._empty is not None:
            self.addItem(self._empty, None)
        for code, text in options:
            self.addItem(text, str(code))
        self.set_value(kept)

    def value(self) -> Any:
        """Reads the code chosen; None for the empty choice."""
        return self.currentData()

    def set_value(self, value: Any) -> None:
        """Chooses a code; one that is not there chooses the first line."""
        index = self.findData(None if value is None else str(value))
        self.setCurrentIndex(max(0, index) if self.count() else -1)

    def raw(self) -> Any:
        """Gives the code."""
        return self.currentData()

    def set_raw(self, raw: Any) -> None:
        """Chooses the code of a draft."""
        self.set_value(raw)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the arrow that the style sheet cannot tint."""
        super().paintEvent(event)
        painter = QPainter(self)
        drawn = pixmap("chevron-down", "quiet", 16, self.devicePixelRatioF())
        painter.drawPixmap(self.width() - theme.px(26), (self.height() - theme.px(16)) // 2, drawn)
        painter.end()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leaves the wheel to the page: scrolling past must not change an answer."""
        event.ignore()


class MultiChoice(QWidget):
    """Any of several, as ticks that flow over lines; the value is a tuple of codes."""

    edited = Signal()

    def __init__(self, options: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = Flow(self, spacing=14)
        self._ticks: dict[str, TickBox] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set_options(options)

    def set_options(self, options: Sequence[tuple[str, str]]) -> None:
        """Changes what there is to tick; what is ticked stays if it is still there."""
        kept = self.value()
        clear(self._flow)
        self._ticks = {}
        for code, text in options:
            tick = TickBox(text)
            tick.clicked.connect(lambda *_: self.edited.emit())
            self._ticks[str(code)] = tick
            self._flow.addWidget(tick)
        for tick in self._ticks.values():
            self.setFocusProxy(tick)
            break
        self.set_value(kept)

    def value(self) -> Any:
        """Reads the codes ticked."""
        return tuple(code for code, tick in self._ticks.items() if tick.isChecked())

    def set_value(self, value: Any) -> None:
        """Ticks these codes and no others."""
        wanted = {str(code) for code in value or ()}
        for code, tick in self._ticks.items():
            tick.setChecked(code in wanted)

    def raw(self) -> Any:
        """Gives the codes ticked."""
        return list(self.value())

    def set_raw(self, raw: Any) -> None:
        """Ticks the codes of a draft."""
        self.set_value(raw)


class SearchInput(TextInput):
    """A field to search with: a magnifying glass, a cross to empty it, and Esc does so too.

    Where it is all of a window, `empties` is False and Esc is the window's.
    """

    def __init__(self, placeholder: str, parent: QWidget | None = None, *, empties: bool = True) -> None:
        super().__init__(placeholder, parent=parent)
        self._empties = empties
        self.setAccessibleName(placeholder)
        self.setClearButtonEnabled(True)
        self._glass = QAction(self)
        FieldIcon(self, self._glass, QLineEdit.ActionPosition.LeadingPosition)
        self.setMinimumWidth(theme.px(220))
        self._tint()
        theme.changes().changed.connect(self._tint)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Empties the field with Esc, and lets an empty field's Esc go on to the window."""
        if event.key() == Qt.Key.Key_Escape and self._empties and self.text():
            self.clear()
            self.edited.emit()
            return
        super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Claims Esc before the window does, while there is something to empty."""
        override = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if override and cast(QKeyEvent, event).key() == Qt.Key.Key_Escape and self._empties and self.text():
            event.accept()
            return True
        return super().event(event)

    def _tint(self) -> None:
        self._glass.setIcon(icon("search", "quiet"))
