"""The header of a case, which stays: who, how old, in what state, what may be shared, what to do next."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from app.models.ages import age_on, birthday
from app.models.codes import CaseState
from app.models.states import pause_on
from app.services.case_file import CaseFile
from app.services.next_step import NextStep, Step
from app.ui import consent_words, theme
from app.ui.kit.button import Button, Kind
from app.ui.kit.chip import Chip, ChipKind
from app.ui.kit.elided import Elided
from app.ui.kit.layout import STRETCH, Flow, clear, column, holder, row
from app.ui.kit.page import MARGIN
from app.ui.kit.swedish_dates import WEEKDAYS
from app.ui.kit.text import Text
from app.ui.labels import STATES
from app.ui.pages.case.events import near
from app.ui.pages.case.tabs import ROOM, Tabs
from app.ui.saying import day, first_name, genitive, short_day, weekday_time
from app.ui.words import say

STATE_CHIPS = {
    CaseState.ACTIVE: (ChipKind.DONE, "circle-dot"),
    CaseState.DORMANT: (ChipKind.NEUTRAL, "moon"),
    CaseState.PAUSED: (ChipKind.NEUTRAL, "pause"),
    CaseState.SEEKING_CONSENT: (ChipKind.INFO, "signature"),
    CaseState.QUEUED: (ChipKind.NEUTRAL, "hourglass"),
    CaseState.ASSESSED: (ChipKind.NEUTRAL, "search"),
    CaseState.NOMINATED: (ChipKind.NEUTRAL, "lightbulb"),
    CaseState.CLOSED: (ChipKind.NEUTRAL, "archive"),
    CaseState.FOLLOWED_UP: (ChipKind.NEUTRAL, "archive"),
    CaseState.DECLINED: (ChipKind.NEUTRAL, "circle-slash"),
}


def state_chip(state: CaseState | None) -> tuple[ChipKind, str, str]:
    """How a state looks: kind, words and icon."""
    if state is None:
        return ChipKind.NEUTRAL, "Inget läge", "circle-dashed"
    kind, icon = STATE_CHIPS[state]
    return kind, STATES[state], icon


def age_words(file: CaseFile) -> str:
    """Says the age, and the birthday where it is near: "14 år · fyller 15 söndag 8 mars"."""
    born, today = file.case.young_person.birth_date, file.today
    age = age_on(born, today)
    turns = birthday(born, age + 1)
    away = (turns - today).days
    if birthday(born, age) == today:
        return f"{age} år i dag"
    if away <= 45:
        weekday = f"{WEEKDAYS[turns.weekday()]} " if away < 14 else ""
        return f"{age} år · fyller {age + 1} {weekday}{day(turns, today)}"
    return f"{age} år"


def step_words(file: CaseFile, step: NextStep) -> tuple[str, str]:
    """Says the one thing to do: the button's words and icon."""
    who = first_name(file.name(step.who)) if step.who is not None else ""
    match step.step:
        case Step.ADD_GUARDIAN:
            return "Lägg till vårdnadshavare", "user-plus"
        case Step.BUILD_GROUP:
            return "Bygg gruppen", "users-round"
        case Step.PRINT_FORM:
            return (f"Skriv ut {genitive(who)} blankett" if who else "Skriv ut blankett"), "printer"
        case Step.RECORD_SIGNATURE:
            return (
                f"Registrera {genitive(who)} underskrift" if who else "Registrera underskrift"
            ), "signature"
        case Step.SEE_CONSENT:
            return "Se samtycket", "signature"
        case Step.ACTIVATE:
            return "Gör ärendet aktivt", "play"
        case Step.PLAN_MEETING:
            return "Planera möte", "calendar-days"
        case Step.HOLD_MEETING:
            return "Öppna mötesläget", "presentation"
        case Step.GO_ON_MEETING:
            return "Fortsätt mötet", "presentation"
        case Step.SEND_PLAN:
            return "Skicka planen", "send"
        case Step.SEE_PLAN:
            return say("Se {åtgärdsplanen}"), "list-checks"
        case Step.REOPEN:
            return "Öppna ärendet igen", "rotate-cw"
        case Step.MOVE_MEETING | Step.SEE_ANSWERS:
            return "Se mötet", "calendar-days"
        case Step.SEE_DATES:
            return "Se händelserna", "calendar-clock"
        case Step.SEE_GROUP | Step.CHOOSE_STAND_IN:
            return "Se gruppen", "users-round"
        case Step.TRANSFER:
            return "Se dokumenten", "file-text"
        case _:
            return "Se ärendet", "folder"


class CaseHead(QFrame):
    """The header: the name first, then what one must know, and one primary button."""

    acted = Signal()
    """Sent when the primary button is pressed."""
    meeting_wanted = Signal()
    state_wanted = Signal()
    consent_wanted = Signal()
    events_wanted = Signal()

    def __init__(self, tabs: tuple[str, ...]) -> None:
        super().__init__()
        self.setProperty("role", "head")
        self._known = holder(Flow(spacing=12))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self._known.setSizePolicy(policy)
        self._wide, self._meets = 0, False
        self.tabs = Tabs(tabs)
        self.meeting = Button("", icon="calendar-days", on_click=self.meeting_wanted.emit)
        self.primary = Button("", Kind.PRIMARY, on_click=self.acted.emit)
        self._name = Elided("", 22, QFont.Weight.Bold)
        self._name.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._line = row(self._name, self._known, STRETCH, self.meeting, self.primary, spacing=12)
        # What one must know takes all the room there is before the empty space does.
        self._line.setStretch(1, 1000)
        self._line.setContentsMargins(theme.px(ROOM), 0, 0, 0)
        self._box = column(self._line, self.tabs, spacing=8, margins=(MARGIN - ROOM, 16, MARGIN, 0))
        self.setLayout(self._box)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Puts what one must know beside the name, or under it where there is no room.

        Where even the name would have to give way, the next meeting does: it stands under Möten too.
        """
        super().resizeEvent(event)
        least = self._name.sizeHint().width() + self.primary.sizeHint().width() + theme.px(24)
        room = self.width() - 2 * theme.px(MARGIN) - least
        self.meeting.setVisible(self._meets and room >= self.meeting.sizeHint().width())
        asked = [each.sizeHint().width() for each in (self.meeting, self.primary) if not each.isHidden()]
        wanted = self._name.sizeHint().width() + self._wide + sum(asked)
        beside = self.width() - 2 * theme.px(MARGIN) - theme.px(48) >= wanted
        self._known.setContentsMargins(0 if beside else theme.px(ROOM), 0, 0, 0)
        if beside is not (self._line.indexOf(self._known) >= 0):
            if beside:
                self._box.removeWidget(self._known)
                self._line.insertWidget(1, self._known, 1000)
            else:
                self._line.removeWidget(self._known)
                self._box.insertWidget(1, self._known)

    def show_file(self, file: CaseFile, step: NextStep) -> None:
        """Shows a case and the one thing to do."""
        case = file.case
        flow = self._known.layout()
        assert flow is not None
        clear(flow)
        self._name.say(case.young_person.name)
        about = f"({case.code_name}) · {age_words(file)}" if case.code_name else age_words(file)
        words = Text(about, "quiet", wrap=False)
        kind, said, icon = state_chip(file.state)
        pause = pause_on(file.case, file.today)
        if pause is not None and pause.until is not None:
            said = f"{said} till {short_day(pause.until, file.today)}"
        state = PressedChip(kind, said, icon, self.state_wanted.emit, "Ändra läge")
        consent = PressedChip(
            *consent_words.chip(file.status, file.signers, file.today),
            self.consent_wanted.emit,
            "Visa samtycket",
        )
        shown: list[QWidget] = [words, state, consent]
        pressing = next(near(file), None)
        if pressing is not None:
            kind = ChipKind.ATTENTION if pressing.gone else ChipKind.INFO
            events = self.events_wanted.emit
            shown.append(PressedChip(kind, pressing.short, "calendar-clock", events, "Visa händelser"))
        if case.young_person.protected_identity:
            shown.append(Chip(ChipKind.ATTENTION, "Skyddade personuppgifter", "shield-check"))
        for widget in shown:
            flow.addWidget(_on_line(widget))
        self._put_in_order([each for each in shown if isinstance(each, PressedChip)])
        self._wide = sum(each.sizeHint().width() + theme.px(14) for each in shown)
        coming = file.next_meeting
        self._meets = coming is not None and step.step not in (Step.HOLD_MEETING, Step.GO_ON_MEETING)
        if coming is not None:
            late = coming.starts < file.now
            said = weekday_time(coming.starts, file.today)
            self.meeting.set_words(f"Skulle ha hållits {said}" if late else f"Nästa möte: {said}")
        text, icon = step_words(file, step)
        self.primary.set_words(text)
        self.primary.set_icon(icon)
        self.resizeEvent(QResizeEvent(self.size(), self.size()))
        self.setAccessibleName(f"{case.young_person.name}, {about}")

    def _put_in_order(self, chips: list[PressedChip]) -> None:
        """Lets Tab go as one reads: chips that were made just now come before the buttons and the tabs."""
        before = self.previousInFocusChain()
        while before not in (None, self) and (
            self.isAncestorOf(before) or before.focusPolicy() == Qt.FocusPolicy.NoFocus
        ):
            before = before.previousInFocusChain()
        if before not in (None, self):
            for first, then in pairwise([before, *chips]):
                QWidget.setTabOrder(first, then)


class PressedChip(Button):
    """A chip that leads somewhere when it is pressed."""

    def __init__(
        self, kind: ChipKind, text: str, icon: str, on_click: Callable[[], object], tip: str
    ) -> None:
        self.chip = Chip(kind, text, icon)
        super().__init__("", Kind.QUIET, tip=tip, on_click=on_click)
        self.setAccessibleName(f"{text}. {tip}")
        self.chip.setParent(self)
        self.chip.move(theme.px(3), theme.px(3))
        self.chip.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        """Fits the chip and a ring around it."""
        hint = self.chip.sizeHint()
        return QSize(hint.width() + theme.px(6), hint.height() + theme.px(6))


def _on_line(widget: QWidget) -> QWidget:
    made = holder(row(widget))
    made.setFixedHeight(theme.px(32))
    return made
