"""Step one: who came, one key each (R8, R10)."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QSizePolicy, QVBoxLayout, QWidget

from app.models.codes import AttendanceStatus
from app.models.snapshots import Person
from app.models.who import Who
from app.services import meeting_edits
from app.services.meeting_state import Chair, Seat
from app.ui import theme
from app.ui.desk import Desk
from app.ui.icons import IconView
from app.ui.kit.button import Kind
from app.ui.kit.inputs import Choice, TextInput, Unreadable
from app.ui.kit.layout import column, flow, holder, row
from app.ui.kit.page import Scroller
from app.ui.kit.surfaces import Banner, Card
from app.ui.kit.text import Text, rule
from app.ui.kit.who import Person as Somebody
from app.ui.kit.who import WhoPicker
from app.ui.meeting.held import Held
from app.ui.meeting.hint_button import HintButton
from app.ui.meeting.step import Step
from app.ui.meeting.words import ANSWERS, STATUS_ICONS, STATUSES, role_of
from app.ui.saying import first_name

WIDEST = 1100
NAME_ROOM = 230
"""Design pixels that a name has beside the six ways to come; in less they stand under the one in turn."""
_WITH_REASON = (AttendanceStatus.EXCUSED, AttendanceStatus.ABSENT)


class AttendanceStep(Step):
    """Everybody called under each other; the one in turn has the keys 1–6."""

    def __init__(self, desk: Desk, held: Held, parent: QWidget | None = None) -> None:
        super().__init__(desk, held, parent)
        self._at = 0
        self._rows: list[_SeatRow] = []
        self._title, self._told = Text("Vilka är här?", "display"), Text("", "quiet")
        self._uncalled = Banner("", kind="info")
        # The youth sees this screen: who it is stands in the case, not here (R16, R20).
        self._apart = Banner("Se Insatsgrupp i ärendet.", strong="Två av dem som står här ska hållas isär.")
        self._apart.hide()
        self._card = Card(padding=0, spacing=0)
        self._card.body.setContentsMargins(1, 1, 1, 1)
        self.rest = HintButton("Alla andra är på plats", "A", on_click=self.all_rest)
        others = [Somebody(str(each.who), each.name, role_of(each)) for each in self._may_come()]
        self.came = WhoPicker(others, placeholder="Kom någon mer? Skriv namnet")
        self.came.setAccessibleName("Lägg till någon som inte var kallad")
        self.came.picked.connect(self.add_typed)
        self.came.returnPressed.connect(self.add_typed)
        self.came.setFixedWidth(theme.px(330))
        self._scroller = Scroller(self._body())
        laid = column(spacing=0)
        laid.addWidget(self._scroller, 1)
        self.setLayout(laid)

    # as a step

    def refresh(self) -> None:
        """Shows every seat."""
        seats = self.held.now.seats
        self._at = min(self._at, max(0, len(seats) - 1))
        if [each.who for each in self._rows] != [each.who for each in seats]:
            self._build(seats)
        for number, (line, seat) in enumerate(zip(self._rows, seats, strict=True)):
            line.show_seat(seat, current=number == self._at)
        coming = [each.who for each in seats if each.status not in _WITH_REASON]
        self._apart.setVisible(self.held.agenda.meets_in_spite(coming))
        known = sum(each.status is not None for each in seats)
        here = sum(
            each.status
            in (
                AttendanceStatus.PRESENT,
                AttendanceStatus.LATE,
                AttendanceStatus.REMOTE,
                AttendanceStatus.SUBSTITUTE,
            )
            for each in seats
        )
        left = len(seats) - known
        said = f"{here} är med." if not left else f"{here} är med, {left} kvar att fråga efter."
        self._told.setText(said if seats else "")
        self.rest.setVisible(left > 0)

    def arrive(self, *, from_after: bool = False) -> None:
        """Begins at the first of whom nothing was said."""
        seats = self.held.now.seats
        self._at = next((n for n, each in enumerate(seats) if each.status is None), 0)
        self.refresh()
        self.setFocus()

    def digit(self, number: int) -> bool:
        """Says how the one in turn came; the next one is in turn then."""
        if not self._rows or not 1 <= number <= len(AttendanceStatus):
            return False
        self.attend(self._at, list(AttendanceStatus)[number - 1])
        return True

    def letter(self, text: str) -> bool:
        """A: all others are there. Any other letter begins a name."""
        if text.casefold() == "a":
            self.all_rest()
            return True
        return False

    def forward(self) -> bool:
        """Goes from a detail to the next person; on when everybody has been asked for."""
        if self.focusWidget() is self.came:
            return bool(self.came.text().strip())
        if self._rows and any(each.has_focus() for each in self._rows) and self._at + 1 < len(self._rows):
            self._turn_to(self._at + 1)
            return True
        return False

    def up_down(self, by: int) -> bool:
        """Lets the one above or below be in turn."""
        if not 0 <= self._at + by < len(self._rows):
            return False
        self._turn_to(self._at + by)
        return True

    def done(self) -> bool:
        """Everybody called has been asked for."""
        called = {each.person.who for each in self.held.agenda.chairs if each.called}
        return all(each.status is not None for each in self.held.now.seats if each.who in called)

    # what one does

    def attend(self, number: int, status: AttendanceStatus) -> None:
        """Says how somebody came, and lets a substitute be named; else the next one is in turn."""
        who = self.held.now.seats[number].who
        self._at = number
        if status is not AttendanceStatus.SUBSTITUTE and number + 1 < len(self._rows):
            self._at = number + 1
        self.held.edit(lambda now: meeting_edits.attend(now, who, status))
        if status is AttendanceStatus.SUBSTITUTE:
            self._rows[number].substitute.setFocus()
        else:
            self.setFocus()
        self._in_sight()

    def all_rest(self) -> None:
        """Says that everybody else is there."""
        self.held.edit(meeting_edits.attend_rest)
        self.setFocus()

    def add_typed(self) -> None:
        """Gives a chair to the person typed."""
        try:
            key = self.came.value()
        except Unreadable:
            self.came.show_list()
            return
        if key is None:
            return
        who = Who.parse(key)
        self._at = len(self._rows)
        self.held.edit(lambda now: meeting_edits.seat(now, who, AttendanceStatus.PRESENT))
        self.came.set_value(None)
        self._in_sight()

    # inside

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lets the six ways to come give way where they would cut the names."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        # From here and not from the rows: what changes while it is laid out is not laid out again.
        room = min(self.width() - theme.px(62), theme.px(WIDEST))
        for line in self._rows:
            line.set_tight(room)

    def _turn_to(self, number: int) -> None:
        self._at = number
        self.refresh()
        self.setFocus()
        self._in_sight()

    def _in_sight(self) -> None:
        if self._at < len(self._rows):
            self._scroller.ensureWidgetVisible(self._rows[self._at], 0, theme.px(80))

    def _may_come(self) -> list[Person]:
        agenda = self.held.agenda
        seated = {each.who for each in self.held.now.seats}
        everybody = {each.who: each for each in (*agenda.people, *agenda.others)}
        return [each for who, each in everybody.items() if who not in seated]

    def _build(self, seats: tuple[Seat, ...]) -> None:
        self._card.empty()
        self._rows = []
        chairs = {each.person.who: each for each in self.held.agenda.chairs}
        for number, seat in enumerate(seats):
            chair = chairs.get(seat.who)
            if chair is None:
                person = self.held.agenda.person(seat.who)
                if person is None:
                    continue
                chair = Chair(person=person, called=False)
            if number:
                self._card.add(rule())
            line = _SeatRow(self.held, chair)
            line.judged.connect(lambda status, n=number: self.attend(n, status))
            line.pressed.connect(lambda n=number: self._turn_to(n))
            self._rows.append(line)
            self._card.add(line)
        self._fit()
        self._card.setVisible(bool(self._rows))
        self._uncalled.setVisible(not any(each.called for each in self.held.agenda.chairs))

    def _body(self) -> QWidget:
        self._uncalled.say(
            "Gruppens medlemmar står här i stället. De som inte var med behöver du inte ta ställning till.",
            strong="Ingen var kallad till mötet.",
        )
        top = row(spacing=16)
        top.addLayout(column(self._title, self._told, spacing=2), 1)
        top.addWidget(self.rest)
        inner = QWidget()
        box = QVBoxLayout(inner)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.px(16))
        box.addLayout(top)
        box.addWidget(self._uncalled)
        box.addWidget(self._apart)
        box.addWidget(self._card)
        box.addLayout(row(IconView("user-plus", "quiet"), self.came, None, spacing=10))
        box.addStretch(1)
        inner.setMaximumWidth(theme.px(WIDEST))
        inner.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        laid = row(spacing=0)
        laid.addWidget(inner, 100)
        laid.addStretch(1)
        laid.setContentsMargins(theme.px(34), theme.px(24), theme.px(28), theme.px(20))
        return holder(laid)


class _SeatRow(QFrame):
    """One person: name and role, the six ways to come, and more where it is needed.

    Where the six have no room beside the name, only the one in turn shows them, under the name.
    """

    judged = Signal(object)
    pressed = Signal()

    def __init__(self, held: Held, chair: Chair) -> None:
        super().__init__()
        self.who = chair.person.who
        self._held, self._current, self._name = held, False, chair.person.name
        self._tight = False
        self._icon = IconView("circle", "quiet", 20)
        name = Text(chair.person.name, "large")
        about = [role_of(chair.person)]
        about += [_whole(ANSWERS[chair.answer])] if chair.answer is not None else []
        about += [] if chair.called else [_whole("inte kallad")]
        about += [_whole(f"tolk {chair.interpreter}")] if chair.interpreter else []
        told = Text("\N{NO-BREAK SPACE}· ".join(part for part in about if part), "quiet")
        self._buttons: dict[AttendanceStatus, _StatusButton] = {}
        for number, status in enumerate(AttendanceStatus, 1):
            made = _StatusButton(STATUSES[status], number)
            made.clicked.connect(lambda *_, s=status: self.judged.emit(s))
            made.setAccessibleName(f"{chair.person.name}: {STATUSES[status]}")
            self._buttons[status] = made
        self.substitute = TextInput(f"Vem kom i stället för {first_name(chair.person.name)}?")
        self.substitute.setAccessibleName("Ersättarens namn")
        organisations = list(held.agenda.organisations.items())
        self.organisation = Choice(organisations, empty="Verksamhet")
        self.organisation.setAccessibleName("Ersättarens verksamhet")
        self.substitute.setMinimumWidth(theme.px(300))
        self.organisation.setMinimumWidth(theme.px(220))
        self._home = chair.organisation_id
        self.reason = TextInput("Varför? (om det är sagt)")
        self.reason.setAccessibleName("Skäl")
        self.reason.setMinimumWidth(theme.px(420))
        self.substitute.edited.connect(self._named)
        self.organisation.edited.connect(self._named)
        self.reason.edited.connect(self._reasoned)
        self._substitute = flow(self.substitute, self.organisation)
        self._details = holder(row(spacing=8, margins=(30, 0, 0, 0)))
        details = self._details.layout()
        assert isinstance(details, QBoxLayout)
        details.addWidget(self._substitute, 1)
        details.addWidget(self.reason)
        details.addStretch(0)
        self._ways = flow(*self._buttons.values(), spacing=2)
        words = row(self._icon, 10, spacing=0)
        words.addLayout(column(name, told, spacing=0), 1)
        who = holder(words)
        # The six are on one line where they have room for it; the words take what is left.
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        who.setSizePolicy(policy)
        self._top = row(spacing=8)
        self._top.addWidget(who, 1)
        self._top.addWidget(self._ways, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setLayout(column(self._top, self._details, spacing=8, margins=(16, 9, 12, 9)))

    def has_focus(self) -> bool:
        """Tells whether one is typing a detail of this person."""
        return self.substitute.hasFocus() or self.reason.hasFocus() or self.organisation.hasFocus()

    def show_seat(self, seat: Seat, *, current: bool) -> None:
        """Shows how the person came, and whether they are in turn."""
        self._current = current
        icon, role = STATUS_ICONS[seat.status] if seat.status else ("circle", "quiet")
        self._icon.show_icon(icon, role)
        for status, button in self._buttons.items():
            button.show_for(current=current, chosen=status is seat.status)
        self._arrange()
        substituted = seat.status is AttendanceStatus.SUBSTITUTE
        reasoned = seat.status in _WITH_REASON and (current or bool(seat.reason) or self.reason.hasFocus())
        self._substitute.setVisible(substituted)
        self.reason.setVisible(reasoned)
        self._details.setVisible(substituted or reasoned)
        if not self.substitute.hasFocus() and self.substitute.text().strip() != seat.substitute_name:
            self.substitute.set_value(seat.substitute_name)
        if not self.reason.hasFocus() and self.reason.text().strip() != seat.reason:
            self.reason.set_value(seat.reason)
        self.organisation.set_value(seat.substitute_organisation or self._home)
        self.setAccessibleName(f"{self._name}, {STATUSES[seat.status] if seat.status else 'inte ifylld'}")
        self.update()

    def set_tight(self, room: int) -> None:
        """Finds out whether the six ways to come have room beside the name in so many pixels."""
        self._tight = room < self._needed() + theme.px(NAME_ROOM)
        self._arrange()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Lets this person be in turn."""
        self.pressed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Shows who is in turn."""
        if self._current:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent_soft"))
            painter.drawRect(self.rect())
            painter.fillRect(0, 0, theme.px(4), self.height(), theme.colour("accent"))
            painter.end()

    def _needed(self) -> int:
        """The room of the six beside each other, with what stands around them."""
        return sum(each.minimumWidth() + theme.px(2) for each in self._buttons.values()) + theme.px(74)

    def _arrange(self) -> None:
        """Shows all six beside the name; in a tight row under it, and of the others only what was said."""
        for button in self._buttons.values():
            button.setVisible(not self._tight or self._current or button.isChecked())
        under = self._tight and self._current
        way = QBoxLayout.Direction.TopToBottom if under else QBoxLayout.Direction.LeftToRight
        if self._top.direction() != way:
            self._top.setDirection(way)

    def _named(self) -> None:
        who = self.who
        name, organisation = self.substitute.text(), self.organisation.value()
        self._held.type(
            lambda now: meeting_edits.describe(
                now, who, substitute_name=name, substitute_organisation=organisation
            )
        )

    def _reasoned(self) -> None:
        who, reason = self.who, self.reason.text()
        self._held.type(lambda now: meeting_edits.describe(now, who, reason=reason))


def _whole(text: str) -> str:
    """Keeps a few words on one line."""
    return text.replace(" ", "\N{NO-BREAK SPACE}")


class _StatusButton(HintButton):
    """One way to come: quiet but for the person in turn, filled when it is so."""

    def __init__(self, text: str, number: int) -> None:
        super().__init__(text, str(number), Kind.QUIET, checkable=True)
        self._number = str(number)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # As wide as with its key, so that the line does not move when its turn comes.
        self.setFixedWidth(self.sizeHint().width() - theme.px(6))

    def show_for(self, *, current: bool, chosen: bool) -> None:
        """Shows the key only where it works."""
        self.setChecked(chosen)
        self._keys = self._number if current else ""
        self.updateGeometry()
        self.update()
