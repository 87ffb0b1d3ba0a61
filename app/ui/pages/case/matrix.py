"""The matrix of consents: who, towards which organisation, until when; it scrolls between names and ends."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.models.ages import birthday
from app.models.consent_status import ConsentStatus
from app.models.cover import Cover
from app.models.required import DEFAULT_BANDS, required
from app.models.who import Who
from app.services.case_file import CaseFile
from app.ui import theme
from app.ui.consent_words import CELLS, NOT_COVERED, SUMS
from app.ui.kit.chip import Chip, ChipKind
from app.ui.kit.elided import Elided
from app.ui.kit.layout import column, row
from app.ui.kit.surfaces import Card
from app.ui.kit.text import Text, quiet, strong
from app.ui.pages.case.parts import RowGround
from app.ui.saying import first_name, short_day

NOT_NEEDED = (ChipKind.NEUTRAL, "Krävs inte", "circle-dashed")
"""The cell of somebody who need not consent and has not."""
HEAD, ROW, SUM = 36, 58, 46
NAMES, ENDS, LEAST, MOST = 170, 102, 116, 168


@dataclass(frozen=True)
class Line:
    """One person's row: the name, what is said under it, and whether it asks for attention."""

    who: Who
    name: str
    about: str
    needed: bool
    wanted: bool
    end: str


def lines(file: CaseFile, status: ConsentStatus) -> list[Line]:
    """The rows: guardians first, as on the form, then the youth."""
    people = sorted(status.persons, key=lambda who: who == Who.YOUTH)
    return [_line(file, status, who) for who in people]


def _line(file: CaseFile, status: ConsentStatus, who: Who) -> Line:
    needed = who in status.required
    name = file.name(who) if who != Who.YOUTH else f"{first_name(file.name(who))} själv"
    governing = status.governing.get(who)
    part = "" if who == Who.YOUTH else _relation(file, who)
    told = f"skrev {short_day(governing.signed, status.on)}" if governing else ""
    if who in status.excused:
        told = "behöver inte enligt beslut"
    elif not needed and not governing:
        told = _when_needed(file, status, who)
    elif needed and not governing and who == Who.YOUTH:
        told = "behöver skriva under"
    end = "–"
    if governing is not None:
        if governing.withdrawn is not None and governing.withdrawn <= status.on:
            end, told = "–", f"återkallat {short_day(governing.withdrawn, status.on)}"
        else:
            end = short_day(governing.valid_until, status.on) if governing.valid_until else "Tills vidare"
    state = status.persons[who]
    refuses = any(each == who for each, _ in status.refusals)
    wanted = needed and (state is not Cover.COVERED or refuses)
    return Line(who, name, " · ".join(each for each in (part, told) if each), needed, wanted, end)


def _relation(file: CaseFile, who: Who) -> str:
    found = next((each for each in file.case.guardians if each.key == who.key), None)
    return (found.relation if found is not None else None) or "vårdnadshavare"


def _when_needed(file: CaseFile, status: ConsentStatus, who: Who) -> str:
    for age in DEFAULT_BANDS.ages:
        turns = birthday(file.case.young_person.birth_date, age)
        if turns > status.on and who in required(file.case, turns).persons:
            return f"krävs från {short_day(turns, status.on)}"
    return "krävs inte"


class Matrix(Card):
    """The card: names to the left, organisations in the middle (they scroll sideways), ends to the right."""

    def __init__(self, file: CaseFile, status: ConsentStatus) -> None:
        super().__init__(padding=0, spacing=0)
        self.setAccessibleName("Vem samtycker till att vem får veta")
        rows, organisations = lines(file, status), list(status.organisations)
        names, ends, cells = column(spacing=0), column(spacing=0), column(spacing=0)
        widths = [self._width(file.scope_name(each)) for each in organisations]
        names.addWidget(_head(""))
        ends.addWidget(_head("Gäller till"))
        cells.addWidget(_ground([_title(file.scope_name(each)) for each in organisations], widths, HEAD))
        for number, each in enumerate(rows):
            tint = "attention_soft" if each.wanted else ""
            last = number == len(rows) - 1
            names.addWidget(_named(each, tint, last))
            ends.addWidget(_end(each, tint, last))
            chips = [_chip(status.cell(each.who, one), each, file.scope_name(one)) for one in organisations]
            cells.addWidget(_ground(chips, widths, ROW, tint=tint, thick=last))
        names.addWidget(_fixed(RowGround(row(strong("Tillsammans"), margins=(12, 0, 8, 0)), line=False), SUM))
        ends.addWidget(_fixed(RowGround(row(None), line=False), SUM))
        sums = [_sum(state, file.scope_name(each)) for each, state in status.organisations.items()]
        cells.addWidget(_ground(sums, widths, SUM, line=False))
        self._lay_out(names, cells, ends, organisations)

    def _lay_out(
        self, names: QVBoxLayout, cells: QVBoxLayout, ends: QVBoxLayout, organisations: list[str]
    ) -> None:
        left, right, middle = QWidget(), QWidget(), QWidget()
        left.setLayout(names)
        right.setLayout(ends)
        middle.setLayout(cells)
        left.setFixedWidth(theme.px(NAMES))
        right.setFixedWidth(theme.px(ENDS))
        self.sideways = Sideways(middle)
        self.sideways.setVisible(bool(organisations))
        box = QHBoxLayout()
        box.setContentsMargins(1, 1, 1, 1)
        box.setSpacing(0)
        box.addWidget(left, 0, Qt.AlignmentFlag.AlignTop)
        box.addWidget(self.sideways, 1)
        if not organisations:
            hint = quiet("Här syns organisationerna när någon är med i gruppen.")
            hint.setContentsMargins(theme.px(12), 0, 0, 0)
            box.addWidget(hint, 1)
        box.addWidget(right, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(box)

    @staticmethod
    def _width(name: str) -> int:
        wanted = QFontMetrics(theme.font(13)).horizontalAdvance(name) + theme.px(24)
        return min(theme.px(MOST), max(theme.px(LEAST), wanted))


class Sideways(QScrollArea):
    """Scrolls sideways with Shift and the wheel, the bar below, or the arrow keys; as high as it needs."""

    def __init__(self, inner: QWidget) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName("Organisationer, rulla i sidled med pilarna")
        self.viewport().setAutoFillBackground(False)
        self._inner = inner
        self.setWidget(inner)
        # Qt turns the ground on for a widget that scrolls: the card's own is meant.
        inner.setAutoFillBackground(False)
        inner.installEventFilter(self)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keeps its height when the bar comes or goes."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self._fit()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scrolls with the arrows."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        way = steps.get(Qt.Key(event.key()))
        if way is None:
            super().keyPressEvent(event)
            return
        bar = self.horizontalScrollBar()
        bar.setValue(bar.value() + way * theme.px(LEAST))

    def _fit(self) -> None:
        bar = self.horizontalScrollBar().sizeHint().height()
        needed = self._inner.minimumSizeHint().width() > self.width()
        self.setFixedHeight(self._inner.sizeHint().height() + (bar if needed else 0))


def _fixed(widget: QWidget, high: int) -> QWidget:
    widget.setFixedHeight(theme.px(high))
    return widget


def _head(text: str) -> QWidget:
    return _fixed(RowGround(row(quiet(text), margins=(12, 0, 8, 0))), HEAD)


def _title(name: str) -> QWidget:
    return Elided(name, 13, QFont.Weight.Medium, "quiet")


def _named(line: Line, tint: str, last: bool) -> QWidget:
    words = column(
        None,
        Elided(line.name, 14, QFont.Weight.DemiBold),
        Elided(line.about, 13, role="quiet"),
        None,
        spacing=2,
    )
    laid = row(words, margins=(12, 0, 8, 0))
    return _fixed(RowGround(laid, tint=tint, thick=last), ROW)


def _end(line: Line, tint: str, last: bool) -> QWidget:
    return _fixed(
        RowGround(row(Text(line.end, wrap=False), margins=(12, 0, 8, 0)), tint=tint, thick=last), ROW
    )


def _chip(state: Cover, line: Line, organisation: str) -> Chip:
    kind, words, icon = CELLS[state] if line.needed or state is not Cover.MISSING else NOT_NEEDED
    made = Chip(kind, words, icon)
    made.setAccessibleName(f"{line.name}, {organisation}: {words}")
    return made


def _sum(state: Cover, organisation: str) -> Chip:
    kind, words, icon = SUMS.get(state, NOT_COVERED)
    made = Chip(kind, words, icon if kind is not ChipKind.DONE else "check")
    made.setAccessibleName(f"Tillsammans, {organisation}: {words}")
    return made


def _ground(
    items: list[QWidget] | list[Chip],
    widths: list[int],
    high: int,
    *,
    tint: str = "",
    line: bool = True,
    thick: bool = False,
) -> QWidget:
    laid = QHBoxLayout()
    laid.setContentsMargins(0, 0, 0, 0)
    laid.setSpacing(0)
    for item, width in zip(items, widths, strict=True):
        cell = QWidget()
        cell.setLayout(
            row(item, None, margins=(12, 0, 4, 0))
            if isinstance(item, Chip)
            else row(item, margins=(12, 0, 4, 0))
        )
        cell.setMinimumWidth(width)
        laid.addWidget(cell, 1)
    return _fixed(RowGround(laid, tint=tint, line=line, thick=thick), high)
