"""One of several ways to narrow a list: buttons in sight, or in a low window a list to choose from."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui import theme
from app.ui.kit.button import Button
from app.ui.kit.inputs import Choice, SearchInput
from app.ui.kit.layout import Flow

LOW_BELOW = 480
"""Design pixels: in a window lower than this, lines of buttons would leave no room for what they narrow."""


class FilterBar(QWidget):
    """A line of ways to narrow: ``show_options([("all", "Alla 53"), …], "all")``; ``chosen`` carries a key.

    ``search`` stands first on the line, and keeps its focus and text when the options are shown anew.
    """

    chosen = Signal(str)

    def __init__(self, name: str, *, search: SearchInput | None = None, width: int = 320) -> None:
        super().__init__()
        self._search, self._width, self._low = search, width, False
        self._options: tuple[tuple[str, str], ...] = ()
        self._key = ""
        self._buttons: list[Button] = []
        self._choice = Choice(())
        self._choice.setAccessibleName(name)
        self._choice.edited.connect(lambda: self.chosen.emit(self._choice.value()))
        self._choice.hide()
        self._flow = Flow(self, spacing=8)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        if search is not None:
            self._flow.addWidget(search)
        self._flow.addWidget(self._choice)
        self._show()

    def show_options(self, options: Sequence[tuple[str, str]], key: str) -> None:
        """Shows keys with their words, one of them chosen; the focus stays where the keys are the same."""
        anew = [each for each, _words in options] != [each for each, _words in self._options]
        self._options, self._key = tuple(options), key
        if anew:
            self._make_buttons()
        self._show()

    def set_low(self, low: bool) -> None:
        """Takes one line where the window is low."""
        if low is not self._low:
            self._low = low
            self._show()

    def _make_buttons(self) -> None:
        for old in self._buttons:
            self._flow.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._buttons = []
        for key, words in self._options:
            made = Button(words, checkable=True, parent=self)
            made.clicked.connect(lambda _checked, k=key: self.chosen.emit(k))
            self._flow.addWidget(made)
            self._buttons.append(made)

    def _show(self) -> None:
        if self._search is not None:
            self._search.setFixedWidth(theme.px(176 if self._low else self._width))
        self._choice.set_options(self._options)
        self._choice.set_value(self._key)
        longest = max((words for _key, words in self._options), key=len, default="")
        self._choice.setFixedWidth(self._choice.fontMetrics().horizontalAdvance(longest) + theme.px(56))
        self._choice.setVisible(self._low)
        for made, (key, words) in zip(self._buttons, self._options, strict=True):
            made.set_words(words)
            made.setChecked(key == self._key)
            made.setVisible(not self._low)
        self.updateGeometry()
