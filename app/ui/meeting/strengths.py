"""Step three: what works, and the youth's own words, before anything new is asked (R14)."""

from __future__ import annotations

from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from app.models.codes import ViewAbsent
from app.services import meeting_edits
from app.ui import theme
from app.ui.desk import Desk
from app.ui.kit.inputs import TextArea
from app.ui.kit.layout import column, flow, holder, row
from app.ui.kit.page import Scroller
from app.ui.kit.text import Text, quiet
from app.ui.meeting.held import Held
from app.ui.meeting.hint_button import HintButton
from app.ui.meeting.step import Step
from app.ui.meeting.words import ABSENT_VIEWS
from app.ui.saying import first_name, genitive

WIDEST = 860


class StrengthsStep(Step):
    """Two texts: what went well, and what the youth wants; or why there are no own words."""

    on_key = "Ctrl+Return"

    def __init__(self, desk: Desk, held: Held, parent: QWidget | None = None) -> None:
        super().__init__(desk, held, parent)
        name = first_name(held.agenda.youth.name)
        self.strengths = TextArea("Det lilla räknas: en lektion, ett samtal, en morgon", lines=3, large=True)
        self.strengths.setAccessibleName("Det som fungerar")
        self.view = TextArea(f"Med {genitive(name)} egna ord", lines=3, large=True)
        self.view.setAccessibleName(f"{name} säger")
        self.strengths.edited.connect(self._typed)
        self.view.edited.connect(self._typed)
        self.strengths.left.connect(held.tell)
        self.view.left.connect(held.tell)
        self.reasons = {why: self._reason(n, why) for n, why in enumerate(ViewAbsent, 1)}
        self._group = QButtonGroup(self)
        self._group.setExclusive(False)
        for button in self.reasons.values():
            self._group.addButton(button)
        self._or = quiet("Eller varför orden inte finns här. Alla svar duger.")
        works, says = Text("Vad fungerar?", "display"), Text(f"Vad säger {name}?", "display")
        box = QVBoxLayout()
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.px(10))
        box.addWidget(works)
        box.addWidget(quiet("Det här står först i planen."))
        box.addWidget(self.strengths)
        box.addSpacing(theme.px(18))
        box.addWidget(says)
        box.addWidget(self.view)
        box.addWidget(self._or)
        box.addWidget(flow(*self.reasons.values(), spacing=10))
        box.addStretch(1)
        inner = holder(box)
        inner.setMaximumWidth(theme.px(WIDEST))
        wide = row(spacing=0)
        wide.addWidget(inner, 100)
        wide.addStretch(1)
        wide.setContentsMargins(theme.px(34), theme.px(24), theme.px(28), theme.px(20))
        laid = column(spacing=0)
        laid.addWidget(Scroller(holder(wide)), 1)
        self.setLayout(laid)

    def refresh(self) -> None:
        """Shows the texts and the reason."""
        now = self.held.now
        for area, text in ((self.strengths, now.strengths), (self.view, now.youth_view)):
            if not area.hasFocus() and area.toPlainText() != text:
                area.set_value(text)
        for why, button in self.reasons.items():
            button.setChecked(why is now.youth_view_absent)
        own = bool(now.youth_view.strip())
        self._or.setVisible(not own)
        for button in self.reasons.values():
            button.setVisible(not own)

    def arrive(self, *, from_after: bool = False) -> None:
        """Begins with what works."""
        self.refresh()
        (self.view if from_after else self.strengths).setFocus()

    def digit(self, number: int) -> bool:
        """Says why there are no own words."""
        if self.held.now.youth_view.strip() or not 1 <= number <= len(ViewAbsent):
            return False
        self.choose(list(ViewAbsent)[number - 1])
        return True

    def done(self) -> bool:
        """The youth's own words are there, or why not (R14)."""
        return bool(self.held.now.youth_view.strip()) or self.held.now.youth_view_absent is not None

    def choose(self, why: ViewAbsent) -> None:
        """Says why there are no own words; the same again takes it back."""
        chosen = None if self.held.now.youth_view_absent is why else why
        self.held.edit(lambda now: meeting_edits.view_absent(now, chosen))

    def _typed(self) -> None:
        strengths, view = self.strengths.toPlainText(), self.view.toPlainText()
        before = bool(self.held.now.youth_view.strip())
        self.held.type(lambda now: meeting_edits.say(now, strengths=strengths, youth_view=view))
        if before != bool(view.strip()):
            self.held.tell()

    def _reason(self, number: int, why: ViewAbsent) -> HintButton:
        made = HintButton(ABSENT_VIEWS[why], f"Alt+{number}", checkable=True)
        made.clicked.connect(lambda *_: self.choose(why))
        return made
