"""Step four: what is agreed now, life area by life area, beside what was agreed last time (R12, R13)."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from app.services import meeting_edits
from app.services.meeting_state import Aim
from app.ui import theme
from app.ui.desk import Desk
from app.ui.icons import IconView
from app.ui.kit.inputs import TextInput
from app.ui.kit.layout import UNBOUND, clear, column, holder, row
from app.ui.kit.page import Scroller
from app.ui.kit.surfaces import Banner
from app.ui.kit.text import Text, quiet, section
from app.ui.meeting.goal_card import GoalCard
from app.ui.meeting.held import Held
from app.ui.meeting.side_list import Item, SideList
from app.ui.meeting.step import Step
from app.ui.meeting.words import NOT_YET, OUTCOME_ICONS, VERDICTS
from app.ui.saying import count, first_name, genitive

TIGHT_BELOW = 820
"""Design pixels: in less, a step's four fields take two lines."""


class GoalsStep(Step):
    """The life areas at the left; in the middle the goals of one; beside them the last plan's."""

    def __init__(self, desk: Desk, held: Held, parent: QWidget | None = None) -> None:
        super().__init__(desk, held, parent)
        self._areas = list(held.agenda.areas)
        self._at = 0
        self._cards: list[GoalCard] = []
        self._list = SideList(250)
        self._list.chosen.connect(self.go_to)
        self._title = Text("", "display")
        self._many = Banner("", kind="attention")
        self._goals = column(spacing=12)
        self.goal = TextInput(large=True)
        self.goal.edited.connect(self._typed)
        self.goal.returnPressed.connect(self._agree)
        self._before = QVBoxLayout()
        self._before.setSpacing(theme.px(10))
        self._before.setContentsMargins(0, 0, 0, 0)
        self._beside = holder(self._before)
        self.setLayout(self._laid())
        for keys, by in (("Ctrl+Down", 1), ("Ctrl+Up", -1), ("Ctrl+PgDown", 1), ("Ctrl+PgUp", -1)):
            QShortcut(QKeySequence(keys), self, lambda b=by: self._area_by(b))

    # as a step

    def refresh(self) -> None:
        """Shows the areas, and the goals of the one chosen."""
        now, area = self.held.now, self._area
        steps = count(len(now.steps), "steg", "steg")
        self._list.show_items(
            f"Livsområden · {steps} i planen", [self._item(each) for each in self._areas], self._at
        )
        self._title.setText(self.held.agenda.areas[area])
        self._many.setVisible(now.too_many)
        name = first_name(self.held.agenda.youth.name)
        own = len([each for each in now.steps if not each.responsible.key])
        self._many.say(
            "Många steg på en gång kan bli för mycket. Vad är viktigast till nästa möte?",
            strong=f"{len(now.steps)} steg i planen, varav {own} är {genitive(name)}.",
        )
        aims = [each for each in now.aims if each.life_area == area]
        if [each.key for each in self._cards] != [each.key for each in aims]:
            self._build(aims)
        for card, aim in zip(self._cards, aims, strict=True):
            card.show_aim(aim, self.held.agenda.starts.date())
        self.goal.setPlaceholderText("Ett mål till inom området" if aims else "Vad vill ni nå här?")
        self.goal.setAccessibleName(f"Nytt mål, {self.held.agenda.areas[area]}")
        typed = now.typing.get(f"goal:{area}", "")
        if not self.goal.hasFocus() and self.goal.text() != typed:
            self.goal.setText(typed)
        self._show_before()

    def arrive(self, *, from_after: bool = False) -> None:
        """Begins at the first area that has a goal, else at the first."""
        used = {each.life_area for each in self.held.now.aims}
        if not from_after:
            self._at = next((n for n, each in enumerate(self._areas) if each in used), 0)
        self.refresh()
        self._focus()

    def backward(self) -> bool:
        """Goes to the life area before."""
        return self._area_by(-1)

    def up_down(self, by: int) -> bool:
        """Goes up and down among the areas."""
        return self._area_by(by)

    def done(self) -> bool:
        """Something is agreed."""
        return bool(self.held.now.steps)

    def set_narrow(self, narrow: bool) -> None:
        """Puts the last plan above the new one, and makes the list narrower."""
        self._list.set_width(200 if narrow else 250)
        direction = QBoxLayout.Direction.BottomToTop if narrow else QBoxLayout.Direction.LeftToRight
        if self._split.direction() != direction:
            self._split.setDirection(direction)
        self._beside.setMaximumWidth(UNBOUND if narrow else theme.px(300))
        self._beside.setMinimumWidth(0 if narrow else theme.px(250))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Gives the fields of a step a line more where four have no room beside each other."""
        super().resizeEvent(event)
        for card in self._cards:
            card.set_tight(self._tight)

    @property
    def _tight(self) -> bool:
        return self.width() < theme.px(TIGHT_BELOW)

    def forward(self) -> bool:
        """Lets Enter in a goal's words lead to its steps."""
        for card in self._cards:
            if card.words.hasFocus():
                card.entry.what.setFocus()
                return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Takes the Enter that agreed a goal: it must not lead on to the closing too."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if enter and not shift and any(card.entry.has_focus() for card in self._cards):
            return
        super().keyPressEvent(event)

    # what one does

    def go_to(self, number: int) -> None:
        """Speaks of another life area."""
        self._at = number
        self.refresh()
        self._focus()

    @property
    def _area(self) -> str:
        return self._areas[self._at]

    def _agree(self) -> None:
        goal, area = self.goal.text().strip(), self._area
        if not goal:
            return
        self.goal.clear()
        self.held.edit(
            lambda now: meeting_edits.keep_typing(meeting_edits.add_aim(now, area, goal), f"goal:{area}", "")
        )
        self._cards[-1].entry.what.setFocus()

    def _typed(self) -> None:
        name, text = f"goal:{self._area}", self.goal.text()
        self.held.type(lambda now: meeting_edits.keep_typing(now, name, text))

    # inside

    def _area_by(self, by: int) -> bool:
        if not 0 <= self._at + by < len(self._areas):
            return False
        self.go_to(self._at + by)
        return True

    def _focus(self) -> None:
        (self._cards[0].entry.what if self._cards else self.goal).setFocus()

    def _item(self, area: str) -> Item:
        steps = [step for aim in self.held.now.aims if aim.life_area == area for step in aim.steps]
        goals = [aim for aim in self.held.now.aims if aim.life_area == area]
        icon, role = ("target", "accent") if goals else ("minus", "quiet")
        state = f"{count(len(goals), 'mål', 'mål')}, {count(len(steps), 'steg', 'steg')}"
        return Item(
            self.held.agenda.areas[area], icon, role, aside=str(len(steps)) if goals else "", state=state
        )

    def _build(self, aims: list[Aim]) -> None:
        clear(self._goals)
        self._cards = []
        for aim in aims:
            card = GoalCard(self.desk, self.held, aim)
            card.set_tight(self._tight)
            card.done_here.connect(self.goal.setFocus)
            self._cards.append(card)
            self._goals.addWidget(card)

    def _show_before(self) -> None:
        clear(self._before)
        promises = [each for each in self.held.agenda.promises if each.life_area == self._area]
        self._beside.setVisible(bool(promises))
        if not promises:
            return
        self._before.addWidget(section("Förra gången, och vad som hände"))
        for promise in promises:
            verdict = self.held.now.verdict(promise.key)
            icon, role = NOT_YET if verdict.outcome is None else OUTCOME_ICONS[verdict.outcome]
            said = "inte uppföljt" if verdict.outcome is None else VERDICTS[verdict.outcome].lower()
            said = f"{first_name(promise.responsible.name)} · {said}"
            said += f": {verdict.note}" if verdict.note else ""
            line = row(spacing=8)
            mark = column(2, IconView(icon, role, 16), None, spacing=0)
            line.addLayout(mark)
            line.addLayout(column(Text(promise.what), quiet(said), spacing=0), 1)
            self._before.addLayout(line)
        self._before.addStretch(1)

    def _laid(self) -> QBoxLayout:
        middle = column(self._title, spacing=12)
        middle.addWidget(self._many)
        middle.addLayout(self._goals)
        middle.addLayout(row(IconView("plus", "quiet", 20), self.goal, spacing=10))
        middle.addStretch(1)
        self._split = row(spacing=24)
        self._split.addLayout(middle, 1)
        self._split.addWidget(self._beside)
        inner = holder(self._split)
        self._split.setContentsMargins(0, 0, theme.px(14), theme.px(12))
        laid = row(self._list, spacing=28)
        laid.addWidget(Scroller(inner), 1)
        laid.setContentsMargins(theme.px(34), theme.px(24), theme.px(14), theme.px(8))
        return laid
