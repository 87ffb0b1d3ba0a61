"""Advice on a passphrase while it is typed."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.ui import theme
from app.ui.kit.inputs import SecretInput
from app.ui.kit.layout import column
from app.ui.kit.text import quiet

ADVICE = {
    "too_short": "Ta minst tolv tecken.",
    "personal": "Undvik namn och sådant som andra vet om dig.",
    "common": "Undvik vanliga lösenord och ord som står ensamma.",
    "dates": "Undvik årtal och datum.",
    "repeats": "Undvik upprepningar och rader som 1234.",
    "keyboard": "Undvik tangenter som ligger i rad.",
    "more_words": "Fyra ord som inte hör ihop är lätta att minnas och svåra att gissa.",
}
VERDICTS = (
    "Alldeles för lätt att gissa.",
    "För lätt att gissa.",
    "Nästan stark nog.",
    "Stark.",
    "Mycket stark.",
)
_PAUSE = 150


class Strength(QWidget):
    """Five small bars and one sentence under a passphrase field; it waits for a pause in the typing."""

    def __init__(self, field: SecretInput) -> None:
        super().__init__()
        self._field, self._personal = field, ""
        self._bars, self._words = _Bars(), quiet("")
        self.setLayout(column(self._bars, self._words, spacing=5))
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE)
        self._timer.timeout.connect(self.judge)
        field.edited.connect(self._timer.start)
        self._words.setText(ADVICE["more_words"])

    def for_person(self, name: str) -> None:
        """Tells whose passphrase it is, so that her name is no part of it."""
        self._personal = name

    def judge(self) -> None:
        """Shows how strong it is now, and what would help most."""
        from app.services.passphrase import strength

        typed = self._field.value()
        if not typed:
            self._bars.show_score(0, enough=False)
            self._words.setText(ADVICE["more_words"])
            return
        found = strength(typed, personal=(self._personal,))
        self._bars.show_score(found.score + 1, enough=found.acceptable)
        score = found.score if found.acceptable else min(found.score, 2)
        advice = " ".join(ADVICE[code] for code in found.advice[:2] if code in ADVICE)
        self._words.setText(f"{VERDICTS[score]} {advice}".strip())

    def text(self) -> str:
        """Tells the advice in sight."""
        return self._words.text()


class _Bars(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._score, self._enough = 0, False
        self.setFixedHeight(theme.px(5))

    def show_score(self, score: int, *, enough: bool) -> None:
        self._score, self._enough = score, enough
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(200), theme.px(5))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        gap = theme.px(4)
        width = (self.width() - 4 * gap) / 5
        for number in range(5):
            lit = number < self._score
            painter.setBrush(theme.colour(("done" if self._enough else "attention_bar") if lit else "line"))
            box = QRectF(number * (width + gap), 0, width, self.height())
            painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        painter.end()
