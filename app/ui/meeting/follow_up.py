"""Step two: every open action of the last plan, one at a time (R11)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from app.models.codes import Outcome
from app.models.who import Who
from app.services import meeting_edits
from app.services.meeting_state import Promise
from app.services.meeting_state import Step as AgreedStep
from app.ui import theme
from app.ui.desk import Desk
from app.ui.kit.chip import Chip, ChipKind
from app.ui.kit.dates import DateInput
from app.ui.kit.inputs import TextInput, Unreadable
from app.ui.kit.layout import Flow, column, flow, holder, row
from app.ui.kit.page import Scroller
from app.ui.kit.surfaces import Card, EmptyState
from app.ui.kit.swedish_dates import say_date
from app.ui.kit.text import Text, quiet
from app.ui.kit.who import Person as Choice
from app.ui.kit.who import WhoPicker
from app.ui.meeting.held import Held
from app.ui.meeting.hint_button import HintButton
from app.ui.meeting.side_list import Item, SideList
from app.ui.meeting.step import Step
from app.ui.meeting.words import (
    NOT_YET,
    OUTCOME_ICONS,
    OUTCOMES,
    VERDICTS,
    lower_first,
    named,
    nth_time,
    role_of,
)
from app.ui.saying import short_day

WIDEST = 760


class FollowUpStep(Step):
    """The open actions at the left, the one that is spoken of at the right."""

    def __init__(self, desk: Desk, held: Held, parent: QWidget | None = None) -> None:
        super().__init__(desk, held, parent)
        self._at = 0
        self._shown = ""
        self._list = SideList()
        self._list.chosen.connect(self.go_to)
        self._above, self._what, self._who = quiet(""), Text("", "display"), Text("", "large")
        self._chip = Chip(ChipKind.ATTENTION, "", "rotate-cw")
        self._news = Card(padding=18, spacing=4)
        self._verdicts = {outcome: self._button(n, outcome) for n, outcome in enumerate(Outcome, 1)}
        self._why_label = quiet("Varför, på en rad")
        self.why = TextInput(large=True)
        self.why.setAccessibleName("Varför, på en rad")
        self.why.edited.connect(self._typed)
        self.why.editingFinished.connect(held.tell)
        self._changed = _Changed(desk, held)
        self._done_on = _DoneOn(desk, held)
        self._before = quiet("")
        # In its place from the start: the first widget would be a window of its own for a moment.
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._work())
        self._stack.addWidget(self._empty())
        self._stack.setCurrentIndex(0 if held.agenda.promises else 1)

    # as a step

    def refresh(self) -> None:
        """Shows the list, and the action that is spoken of."""
        promises = self.held.agenda.promises
        if not promises:
            return
        self._at = min(self._at, len(promises) - 1)
        today = self.held.agenda.starts.date()
        last = self.held.agenda.last_plan_on
        since = f"Steg från {say_date(last, today)}" if last else "Steg"
        self._list.show_items(
            f"{since} · {self._at + 1} av {len(promises)}", [self._item(each) for each in promises], self._at
        )
        self._show(promises[self._at], today)

    def arrive(self, *, from_after: bool = False) -> None:
        """Begins at the first action without a verdict, or at the last when one comes back."""
        promises = self.held.agenda.promises
        left = self.held.now.unjudged
        if from_after and promises:
            self._at = len(promises) - 1
        elif left:
            self._at = next(n for n, each in enumerate(promises) if each.key == left[0])
        self.refresh()
        self.setFocus()

    def forward(self) -> bool:
        """Goes to the next action; Enter alone takes the verdict that stands ready from the news."""
        promises = self.held.agenda.promises
        if not promises:
            return False
        promise = promises[self._at]
        if self.held.now.verdict(promise.key).outcome is None and promise.proposed is not None:
            self.judge(promise.proposed)
            return True
        if self._at + 1 >= len(promises):
            return False
        self.go_to(self._at + 1)
        return True

    def backward(self) -> bool:
        """Goes to the action before."""
        if not self.held.agenda.promises or self._at == 0:
            return False
        self.go_to(self._at - 1)
        return True

    def up_down(self, by: int) -> bool:
        """Goes up and down in the list."""
        wanted = self._at + by
        if not 0 <= wanted < len(self.held.agenda.promises):
            return False
        self.go_to(wanted)
        return True

    def digit(self, number: int) -> bool:
        """Gives the verdict of that number."""
        if not self.held.agenda.promises or not 1 <= number <= len(Outcome):
            return False
        self.judge(list(Outcome)[number - 1])
        return True

    def done(self) -> bool:
        """Nothing is left when every action has its verdict (R11)."""
        return not self.held.now.unjudged

    def set_narrow(self, narrow: bool) -> None:
        """Makes the list and the margins narrower."""
        self._list.set_width(200 if narrow else 300)
        self._laid.setSpacing(theme.px(22 if narrow else 34))
        side = theme.px(22 if narrow else 34)
        self._laid.setContentsMargins(side, theme.px(28), theme.px(14), theme.px(12))

    # what one does

    def go_to(self, number: int) -> None:
        """Speaks of another action."""
        self._at = number
        self.refresh()
        self.setFocus()

    def judge(self, outcome: Outcome) -> None:
        """Gives the verdict, and lets one say why."""
        agenda = self.held.agenda
        key = agenda.promises[self._at].key
        day = agenda.starts.date()
        self.held.edit(lambda now: meeting_edits.judge(now, agenda, key, outcome, on=day))
        if outcome is Outcome.CHANGED:
            self._changed.what.setFocus()
            self._changed.what.selectAll()
        else:
            self.why.setFocus()

    # inside

    def _typed(self) -> None:
        key, text = self.held.agenda.promises[self._at].key, self.why.text()
        self.held.type(lambda now: meeting_edits.note_why(now, key, text))

    def _item(self, promise: Promise) -> Item:
        outcome = self.held.now.verdict(promise.key).outcome
        icon, role = NOT_YET if outcome is None else OUTCOME_ICONS[outcome]
        state = "inte uppföljd än" if outcome is None else VERDICTS[outcome]
        return Item(promise.what, icon, role, state=state)

    def _show(self, promise: Promise, today: date) -> None:
        area = self.held.agenda.areas.get(promise.life_area, promise.life_area)
        self._above.setText(f"{area} · mål: {lower_first(promise.goal)}")
        self._what.setText(promise.what)
        due = f" · skulle vara klart {say_date(promise.due, today)}" if promise.due else ""
        self._who.setText(f"{named(promise.responsible)}{due}")
        self._chip.setVisible(promise.times_carried > 0)
        kind = ChipKind.ATTENTION if promise.times_carried > 1 else ChipKind.NEUTRAL
        self._chip.say(kind, nth_time(promise.times_carried), "rotate-cw")
        self._show_news(promise, today)
        verdict = self.held.now.verdict(promise.key)
        for outcome, button in self._verdicts.items():
            button.setChecked(outcome is verdict.outcome)
        if self._shown != promise.key or not self.why.hasFocus():
            if self.why.text() != verdict.note:
                self.why.set_value(verdict.note)
            self._shown = promise.key
        self._done_on.show_for(promise.key, verdict.done_on, visible=verdict.outcome is Outcome.DONE)
        carried = self.held.now.carried(promise.key)
        self._changed.show_for(carried if verdict.outcome is Outcome.CHANGED else None)
        told = [
            f"{short_day(each.on, today)} {VERDICTS[each.outcome].lower()}"
            + (f" ({each.note})" if each.note else "")
            for each in promise.history
        ]
        self._before.setText("Tidigare: " + " → ".join([*told, "i dag"]) if told else "")
        self._before.setVisible(bool(told))

    def _show_news(self, promise: Promise, today: date) -> None:
        self._news.empty()
        self._news.setVisible(bool(promise.news))
        if not promise.news:
            return
        self._news.add(quiet("Sedan sist"))
        for each in promise.news:
            said = f"{short_day(each.on, today)}"
            said += f" {each.by}:" if each.by else ":"
            verdict = "" if each.outcome is None else VERDICTS[each.outcome].lower()
            if each.note:
                said += f" ”{each.note}”" + (f" ({verdict})" if verdict else "")
            else:
                said += f" {verdict}"
            self._news.add(Text(said, "large"))
        if promise.proposed is not None and self.held.now.verdict(promise.key).outcome is None:
            self._news.add(quiet(f"Enter tar förslaget: {VERDICTS[promise.proposed].lower()}"))

    def _button(self, number: int, outcome: Outcome) -> HintButton:
        made = HintButton(OUTCOMES[outcome], str(number), large=True, checkable=True)
        made.clicked.connect(lambda *_: self.judge(outcome))
        return made

    def _work(self) -> QWidget:
        said = Flow(spacing=10)
        said.addWidget(self._who)
        said.addWidget(self._chip)
        self._who.setWordWrap(False)
        head = holder(column(self._above, self._what, spacing=4))
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, theme.px(8), theme.px(16))
        right.setSpacing(theme.px(22))
        about = column(head, spacing=4)
        about.addLayout(said)
        right.addLayout(about)
        right.addWidget(self._news)
        right.addWidget(flow(*self._verdicts.values(), spacing=8))
        right.addWidget(self._changed)
        right.addLayout(column(row(self._why_label, None, self._done_on), self.why, spacing=6))
        right.addWidget(self._before)
        right.addStretch(1)
        inner = _Readable(right)
        wide = holder(row(inner, None))
        self._laid = row(self._list, spacing=34)
        self._laid.addWidget(Scroller(wide), 1)
        return holder(self._laid)

    def _empty(self) -> QWidget:
        if self.held.agenda.last_plan_on is None and self.held.agenda.number == 1:
            text = (
                "Det här är det första mötet. Nästa gång börjar ni med att följa upp det ni bestämmer i dag."
            )
            return EmptyState("list-checks", "Ingen tidigare plan att följa upp", text)
        text = "Inget steg från tidigare planer är öppet. Gå vidare till det som fungerar."
        return EmptyState("list-checks", "Allt är uppföljt", text)


class _Readable(QWidget):
    """Keeps lines at a readable width and fills it where there is room."""

    def __init__(self, layout: QVBoxLayout) -> None:
        super().__init__()
        self.setLayout(layout)
        self.setMaximumWidth(theme.px(WIDEST))

    def sizeHint(self) -> QSize:
        return QSize(theme.px(WIDEST), super().sizeHint().height())


class _Changed(QWidget):
    """The new wording, person and day of an action that is changed."""

    def __init__(self, desk: Desk, held: Held) -> None:
        super().__init__()
        self._held = held
        self._step = ""
        people = [Choice(str(each.who), each.name, role_of(each)) for each in held.agenda.people]
        self.what, self.who = TextInput(large=True), WhoPicker(people, large=True)
        self.due = DateInput(desk.clock, placeholder="till nästa möte", large=True)
        for widget, name in ((self.what, "Vad"), (self.who, "Vem"), (self.due, "Senast")):
            widget.setAccessibleName(f"Ändrat steg: {name.lower()}")
        self.what.edited.connect(self._what_typed)
        self.who.edited.connect(self._who_typed)
        self.who.picked.connect(self._who_typed)
        self.due.edited.connect(self._due_typed)
        self.due.picked.connect(self._due_typed)
        line = row(spacing=10)
        line.addLayout(column(quiet("Ändras till"), self.what, spacing=6), 3)
        line.addLayout(column(quiet("Vem"), self.who, spacing=6), 2)
        line.addLayout(column(quiet("Senast"), self.due, spacing=6), 2)
        self.setLayout(line)

    def show_for(self, step: AgreedStep | None) -> None:
        self.setVisible(step is not None)
        if step is None:
            self._step = ""
            return
        if self._step != step.key:
            self._step = step.key
            self.what.set_value(step.what)
            self.who.set_value(str(step.responsible))
            self.due.set_value(step.due)

    def _what_typed(self) -> None:
        if self.what.value():
            self._change(what=self.what.value())

    def _who_typed(self) -> None:
        key = _read(self.who.value)
        if key is not None:
            self._change(responsible=Who.parse(key))

    def _due_typed(self) -> None:
        try:
            self._change(due=self.due.value())
        except Unreadable:
            return

    def _change(self, **told: object) -> None:
        step = self._step
        if step:
            self._held.type(lambda now: meeting_edits.change_step(now, step, **told))


class _DoneOn(QWidget):
    """The day something was done; the meeting's unless another is typed."""

    def __init__(self, desk: Desk, held: Held) -> None:
        super().__init__()
        self._held, self._key = held, ""
        self.day = DateInput(desk.clock, past=True)
        self.day.setAccessibleName("Klart den")
        self.day.edited.connect(self._typed)
        self.day.picked.connect(self._typed)
        self.setLayout(row(quiet("klart den"), self.day, spacing=8))

    def show_for(self, key: str, day: date | None, *, visible: bool) -> None:
        self.setVisible(visible)
        if not self.day.hasFocus() or key != self._key:
            self._key = key
            self.day.set_value(day)

    def _typed(self) -> None:
        key = self._key
        try:
            day = self.day.value()
        except Unreadable:
            return
        self._held.type(lambda now: meeting_edits.done_on(now, key, day))


def _read(value: Callable[[], object]) -> str | None:
    try:
        found = value()
    except Unreadable:
        return None
    return None if found is None else str(found)
