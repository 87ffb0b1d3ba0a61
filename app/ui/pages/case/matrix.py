"""The matrix of consents: who, towards which organisation, until when; with many it is turned over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, QTimer
from PySide6.QtGui import QFont, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

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
from app.ui.kit.layout import STRETCH, column, flow, holder, row
from app.ui.kit.surfaces import Card
from app.ui.kit.text import Text, quiet, strong
from app.ui.pages.case.parts import RowGround
from app.ui.saying import first_name, first_names, short_day

NOT_NEEDED = (ChipKind.NEUTRAL, "Krävs inte", "circle-dashed")
"""The cell of somebody who need not consent and has not."""
HEAD, ROW, SUM = 36, 58, 46
NAMES, WIDEST, ENDS, LEAST, MOST = 170, 240, 102, 116, 168


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
    """The card: names to the left, organisations beside each other, ends to the right.

    Where so many organisations have no room it is turned over: organisations under each other, the few who
    sign beside each other. Where they have none either (large text) it is piled: each organisation over its
    own answers. Nothing has to be scrolled to, and no word is cut.
    """

    def __init__(self, file: CaseFile, status: ConsentStatus) -> None:
        super().__init__(padding=0, spacing=0)
        self.setAccessibleName("Vem samtycker till att vem får veta")
        self._status = status
        self._lines = lines(file, status)
        self._names = {each: file.scope_name(each) for each in status.organisations}
        self._widths = [_width(each) for each in self._names.values()]
        self._first = _names_width(self._lines)
        self.turned = self.piled = False
        self._turned_needs = 0
        self._lay_out()

    def minimumSizeHint(self) -> QSize:
        """Is not kept wide by what it shows: it can be turned over."""
        return QSize(theme.px(300), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Turns itself over, when the page around it has been laid out."""
        super().resizeEvent(event)
        if self._shape() != (self.turned, self.piled):
            QTimer.singleShot(0, self, self._turn)

    def _shape(self) -> tuple[bool, bool]:
        turned = self._first + sum(self._widths) + theme.px(ENDS) + 2 > self.width()
        return turned, turned and self._turned_needs > self.width()

    def _turn(self) -> None:
        # Twice where it is piled: what it needs when turned is known once it has been.
        while (shape := self._shape()) != (self.turned, self.piled):
            self.turned, self.piled = shape
            self._lay_out()

    def _lay_out(self) -> None:
        self.empty()
        grid = QGridLayout()
        grid.setContentsMargins(1, 1, 1, 1)
        grid.setSpacing(0)
        self.body.addLayout(grid)
        (self._fill_piled if self.piled else self._fill_turned if self.turned else self._fill)(grid)
        if self.turned and not self.piled:
            self._turned_needs = grid.minimumSize().width()

    def _fill(self, grid: QGridLayout) -> None:
        heads = [_name(each, self._widths[number]) for number, each in enumerate(self._names.values())]
        _beside(grid, 0, [quiet(""), *heads, quiet("Gäller till")], HEAD)
        for number, each in enumerate(self._lines, 1):
            chips = [_chip(self._status.cell(each.who, one), each, name) for one, name in self._names.items()]
            tint, last = "attention_soft" if each.wanted else "", number == len(self._lines)
            cells = [_named(each), *chips, Text(each.end, wrap=False)]
            _beside(grid, number, cells, ROW, tints=[tint] * len(cells), thick=last)
        sums = [_sum(state, self._names[one]) for one, state in self._status.organisations.items()]
        _beside(grid, len(self._lines) + 1, [strong("Tillsammans"), *sums, quiet("")], SUM, line=False)
        ends = len(self._names) + 1
        grid.setColumnMinimumWidth(0, self._first)
        grid.setColumnMinimumWidth(ends, theme.px(ENDS))
        for number, width in enumerate(self._widths, 1):
            grid.setColumnMinimumWidth(number, width)
            grid.setColumnStretch(number, 1)
        if not self._names:
            hint = quiet("Här syns organisationerna när någon är med i gruppen.")
            hint.setContentsMargins(theme.px(12), 0, theme.px(12), theme.px(12))
            grid.addWidget(hint, len(self._lines) + 2, 0, 1, ends + 1)

    def _fill_turned(self, grid: QGridLayout) -> None:
        tints = ["", *("attention_soft" if each.wanted else "" for each in self._lines), ""]
        heads = [_named(each, end=True) for each in self._lines]
        _beside(grid, 0, [quiet(""), *heads, strong("Tillsammans")], ROW, tints=tints, thick=True)
        for number, (one, name) in enumerate(self._names.items(), 1):
            chips = [_chip(self._status.cell(each.who, one), each, name) for each in self._lines]
            cells = [Text(name), *chips, _sum(self._status.organisations[one], name)]
            _beside(grid, number, cells, SUM, tints=tints, line=number < len(self._names))
        for number in range(len(self._lines) + 1):
            grid.setColumnStretch(number, 1)

    def _fill_piled(self, grid: QGridLayout) -> None:
        firsts = first_names([each.name for each in self._lines])
        for number, each in enumerate(self._lines):
            last = number == len(self._lines) - 1
            tint = "attention_soft" if each.wanted else ""
            about = quiet(" · ".join(part for part in (each.about, _until(each)) if part), whole=True)
            words = holder(column(strong(each.name, whole=True), about, spacing=1))
            _beside(grid, number, [words], ROW, tints=[tint], thick=last)
        for number, (one, name) in enumerate(self._names.items(), 1):
            answers = [
                holder(row(quiet(first, whole=True), _chip(self._status.cell(each.who, one), each, name)))
                for first, each in zip(firsts, self._lines, strict=True)
            ]
            top = row(spacing=12)
            top.addWidget(strong(name), 1)
            top.addWidget(_sum(self._status.organisations[one], name))
            piled = holder(column(top, flow(*answers, spacing=14), spacing=6))
            line = number < len(self._names)
            _beside(grid, len(self._lines) + number - 1, [piled], ROW, line=line)


def _width(name: str) -> int:
    wanted = QFontMetrics(theme.font(13)).horizontalAdvance(name) + theme.px(24)
    return min(theme.px(MOST), max(theme.px(LEAST), wanted))


def _names_width(rows: list[Line]) -> int:
    """What the names and what stands under them need, so that nothing of either is cut."""
    bold, small = QFontMetrics(theme.font(14, weight=QFont.Weight.DemiBold)), QFontMetrics(theme.font(13))
    wanted = [max(bold.horizontalAdvance(each.name), small.horizontalAdvance(each.about)) for each in rows]
    return min(theme.px(WIDEST), max([theme.px(NAMES), *(each + theme.px(22) for each in wanted)]))


def _name(name: str, width: int) -> QWidget:
    made = Elided(name, 13, QFont.Weight.Medium, "quiet")
    made.setMaximumWidth(width)
    return made


def _named(line: Line, *, end: bool = False) -> QWidget:
    """Who, and under it what was signed when; with ``end`` also until when it holds."""
    words = [strong(line.name), *(quiet(each) for each in (line.about.split(" · ") if end else [line.about]))]
    if end and _until(line):
        words.append(quiet(_until(line)))
    return holder(column(*words, *([STRETCH] if end else []), spacing=1))


def _until(line: Line) -> str:
    if line.end == "–":
        return ""
    return line.end if line.end == "Tills vidare" else f"till {line.end}"


def _beside(
    grid: QGridLayout,
    number: int,
    cells: Sequence[QWidget],
    high: int,
    *,
    tints: Sequence[str] = (),
    line: bool = True,
    thick: bool = False,
) -> None:
    """Puts cells beside each other on one ground, at least so many design pixels high."""
    for place, each in enumerate(cells):
        laid = row(each, margins=(12, 6, 14 if place == len(cells) - 1 else 4, 6))
        laid.addStretch(0 if not isinstance(each, Chip) else 1)
        tint = tints[place] if tints else ""
        ground = RowGround(laid, tint=tint, line=line, thick=thick)
        ground.setMinimumHeight(theme.px(high))
        grid.addWidget(ground, number, place)
        # What the grid needs is asked at once, and one that is not shown yet would count as nothing.
        ground.show()


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
