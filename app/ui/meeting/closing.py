"""Step five: when the group meets next, who is needed, and closing (R10, R15)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, time

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.models.errors import KnownError
from app.models.rhythm import MOST_DAYS
from app.models.who import Who
from app.services import apart, meeting_edits
from app.services.hold_meeting import Closed
from app.services.meeting_state import Next
from app.services.next_date import holiday, propose
from app.ui import theme
from app.ui.desk import Desk
from app.ui.icons import IconView
from app.ui.kit.button import Kind, Link
from app.ui.kit.dates import DateInput, TimeInput
from app.ui.kit.inputs import Check, MultiChoice, TextInput, Unreadable
from app.ui.kit.layout import clear, column, holder, row
from app.ui.kit.page import Scroller
from app.ui.kit.surfaces import Card
from app.ui.kit.swedish_dates import WEEKDAYS, say_date, say_time
from app.ui.kit.text import Text, quiet, section
from app.ui.meeting.held import Held
from app.ui.meeting.hint_button import HintButton
from app.ui.meeting.step import Step
from app.ui.meeting.words import NOT_DISCUSSED
from app.ui.saying import count, first_name, genitive

WITH_PLAN = "Planen får ett versionsnummer och ändras inte efter det. Sedan väljer du vilka som får den."
WITHOUT_PLAN = "Inget mål är satt, så det blir ingen plan. Sedan väljer du vilka som får anteckningarna."


class ClosingStep(Step):
    """The next meeting at the left; at the right what is closed, and what is missing with a way there."""

    on_words = "Avsluta mötet"
    on_key = "Ctrl+Return"

    def __init__(
        self,
        desk: Desk,
        held: Held,
        *,
        go: Callable[[int], object],
        closed: Callable[[Closed], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(desk, held, parent)
        self._go, self._closed = go, closed
        self.day, self.at = DateInput(desk.clock, large=True), TimeInput()
        self.at.setProperty("letters", "large")
        self.place = TextInput("Där det passar familjen", large=True)
        self.none = Check("Planera inget möte nu")
        people = {each.person.who: each.person for each in held.agenda.chairs}
        people |= {each.who: each for each in held.agenda.people}
        options = [(str(who), each.name) for who, each in people.items()]
        self.needed = MultiChoice(options)
        self._why, self._after = quiet(""), quiet("")
        self._form = self._next_form()
        self._summary = QVBoxLayout()
        self._summary.setSpacing(theme.px(12))
        self._summary.setContentsMargins(0, 0, 0, 0)
        for signal in (self.day.edited, self.day.picked, self.at.edited, self.place.edited):
            signal.connect(self._typed)
        self.needed.edited.connect(self._typed)
        self.none.edited.connect(self._typed)
        self.day.editingFinished.connect(held.tell)
        self.close_button = HintButton(
            "Avsluta mötet", "Ctrl+Return", Kind.PRIMARY, large=True, on_click=self.close_meeting
        )
        self.setLayout(self._laid())

    # as a step

    def refresh(self) -> None:
        """Shows the next meeting and what closing does."""
        coming = self.held.now.next
        self.none.setChecked(coming is None)
        planned = coming is not None and coming.key is not None
        self._form.setVisible(coming is not None)
        self.none.setVisible(not planned)
        if coming is not None:
            # Who is called to a planned meeting has been called: that is changed under Möten.
            self.needed.setEnabled(not planned)
            if not any(each.hasFocus() for each in (self.day, self.at, self.place)):
                self._fill(coming)
            self.needed.set_value([str(each) for each in coming.needed])
        self._why.setText(self._reason(coming))
        self._show_summary()

    def arrive(self, *, from_after: bool = False) -> None:
        """Has the button in focus: most often all is as proposed."""
        self.close_button.setFocus()
        self.refresh()

    def done(self) -> bool:
        """The meeting is not closed as long as one is here."""
        return False

    # what one does

    def close_meeting(self) -> None:
        """Closes; where steps were not followed up it asks first, and says what becomes of them (R11)."""
        left = len(self.held.now.unjudged)
        if not self._readable():
            return
        if not left:
            self._close(None)
            return
        one = left == 1
        self.desk.questions.confirm(
            self,
            f"{left} steg från förra planen är inte {'uppföljt' if one else 'uppföljda'}",
            f"Inget försvinner: {'det' if one else 'de'} följer med i den nya planen, och där står"
            f" ”{NOT_DISCUSSED.lower()}”.",
            yes="Avsluta ändå",
            then=lambda: self._close(NOT_DISCUSSED),
        )

    # inside

    def _close(self, not_discussed: str | None) -> None:
        try:
            closed = self.held.close(not_discussed=not_discussed)
        except KnownError as error:
            self.desk.shell.problem(error)
            return
        self._closed(closed)

    def _readable(self) -> bool:
        if self.none.isChecked():
            return True
        for widget in (self.day, self.at):
            try:
                value = widget.value()
            except Unreadable:
                value = None
            if value is None:
                widget.setFocus()
                self._why.setText(
                    "Skriv dag och tid för nästa möte, eller kryssa för att inget möte planeras nu."
                )
                return False
        return True

    def _fill(self, coming: Next) -> None:
        self.day.set_value(coming.starts.date() if coming.starts else None)
        self.at.set_value(coming.starts.time() if coming.starts else None)
        self.place.set_value(coming.place)

    def _typed(self) -> None:
        if self.none.isChecked():
            self.held.edit(lambda now: meeting_edits.plan_next(now, None))
            return
        agenda = self.held.agenda
        before = self.held.now.next or agenda.proposal
        if before is None:
            needed = tuple(each.person.who for each in agenda.chairs)
            before = Next(starts=propose(agenda.starts), minutes=agenda.minutes, needed=needed)
        if self.held.now.next is None:
            back = before
            self.held.edit(lambda now: meeting_edits.plan_next(now, back))
            return
        try:
            day, at = self.day.value(), self.at.value()
        except Unreadable:
            return
        starts = datetime.combine(day, at or time(agenda.starts.hour, agenda.starts.minute)) if day else None
        needed = tuple(Who.parse(each) for each in self.needed.value())
        coming = replace(before, starts=starts, place=self.place.value(), needed=needed)
        self.held.edit(lambda now: meeting_edits.plan_next(now, coming), undoable=False)

    def _reason(self, coming: Next | None) -> str:
        agenda = self.held.agenda
        if coming is None:
            return "Bestäm nästa möte senare, under Möten i ärendet."
        planned = agenda.proposal if coming.key is not None else None
        if planned is not None and coming.starts == planned.starts:
            return "Mötet är redan planerat. Ändra dag eller tid här om det ska flyttas."
        if coming.starts is None:
            return "Skriv en dag, till exempel 1 april eller +4v."
        day = coming.starts.date()
        if (name := holiday(day)) is not None:
            return f"Den dagen är {name.lower()}. Välj hellre en annan."
        between = (day - agenda.starts.date()).days
        if between <= 0:
            return "Nästa möte behöver ligga efter det här."
        if between > MOST_DAYS:
            return f"Det är {between} dagar till dess. Mer än fem veckor mellan möten är för länge."
        if planned is not None and planned.starts is not None:
            before = say_date(planned.starts.date(), agenda.starts.date())
            at = say_time(planned.starts.time())
            return f"Mötet flyttas från {before} kl. {at}. Alla behöver få veta det."
        said = WEEKDAYS[day.weekday()]
        if agenda.proposal is not None and coming.starts == agenda.proposal.starts:
            weeks = {2: "två", 3: "tre", 4: "fyra", 5: "fem"}[between // 7]
            moved = "" if between == 28 else ", eftersom det annars blir en röd dag"
            return f"{weeks.capitalize()} veckor efter det här mötet, samma veckodag och tid{moved}."
        return f"{said.capitalize()}, {count(between, 'dag', 'dagar')} efter det här mötet."

    def _show_summary(self) -> None:
        clear(self._summary)
        now, agenda = self.held.now, self.held.agenda
        self._after.setText(WITH_PLAN if now.aims else WITHOUT_PLAN)
        name = first_name(agenda.youth.name)
        left = len(now.unjudged)
        judged = len(now.verdicts) - left
        called = {each.person.who for each in agenda.chairs if each.called}
        unasked = sum(each.status is None for each in now.seats if each.who in called)
        here = sum(each.status is not None for each in now.seats)
        if unasked:
            self._line(False, f"Närvaro saknas för {unasked} av {len(called)}", 0)
        else:
            self._line(True, f"Närvaro för {count(here, 'person', 'personer')}")
        if left:
            followed = "uppföljt" if left == 1 else "uppföljda"
            self._line(False, f"{left} av {len(now.verdicts)} steg är inte {followed}", 1)
        elif judged:
            followed = "uppföljt" if judged == 1 else "uppföljda"
            self._line(True, f"{judged} steg från förra planen är {followed}")
        if now.youth_view.strip():
            self._line(True, f"{genitive(name)} egna ord är med")
        elif now.youth_view_absent is not None:
            self._line(True, f"Varför {genitive(name)} egna ord saknas är skrivet")
        else:
            self._line(False, f"{genitive(name)} egna ord saknas, och inget skäl är valt", 2)
        if not now.strengths.strip():
            self._line(False, "Inget skrivet om det som fungerar", 2)
        carried = sum(each.carried_from is not None for each in now.steps)
        said = f"{count(len(now.aims), 'mål', 'mål')} och {count(len(now.steps), 'steg', 'steg')}"
        said += f", {carried} från förra planen" if carried else ""
        if now.steps:
            self._line(True, said)
        else:
            self._line(False, "Inga nya steg är bestämda", 3)
        bare = [each.goal for each in now.aims if not each.steps]
        if bare and now.steps:
            self._line(False, f"Målet ”{bare[0]}” har inga steg", 3)
        half = [text for text in now.typing.values() if text.strip()]
        if half:
            self._line(False, f"Halvskrivet: ”{half[0].split(chr(10))[0]}”", 3)
        coming = now.next
        if coming is not None and coming.starts is not None:
            on = say_date(coming.starts.date(), agenda.starts.date(), weekday=True)
            self._line(True, f"Nästa möte {on} kl. {say_time(coming.starts.time())}")
            self._warn_of_those_apart(coming, coming.starts)

    def _warn_of_those_apart(self, coming: Next, starts: datetime) -> None:
        """Says that the next meeting brings two together who must not meet; not who, for all see it (R9)."""
        found = apart.meetings_of(
            self.desk.binder,
            self.held.agenda.case_id,
            coming.key,
            starts=starts,
            minutes=coming.minutes,
            place=coming.place,
            called=coming.needed,
        )
        if any(each.beside is None for each in found):
            self._line(False, "Två av dem som behövs då ska hållas isär, se Insatsgrupp i ärendet")
        elif found:
            self._line(False, "Två som ska hållas isär har möten nära varandra den dagen, se Översikt")

    def _line(self, fine: bool, text: str, step: int | None = None) -> None:
        icon, role = ("check", "done") if fine else ("circle-alert", "attention")
        line = row(spacing=10)
        line.addLayout(column(2, IconView(icon, role, 18), None, spacing=0))
        line.addWidget(Text(text, "large"), 1)
        if step is not None:
            link = Link("Gå dit", on_click=lambda: self._go(step))
            link.setAccessibleName(f"Gå dit: {text}")
            line.addWidget(link)
        self._summary.addLayout(line)

    def _next_form(self) -> QWidget:
        when = row(spacing=12)
        when.addLayout(column(quiet("Dag"), self.day, spacing=4), 3)
        when.addLayout(column(quiet("Tid"), self.at, spacing=4), 2)
        for widget, said in ((self.day, "Dag"), (self.at, "Tid"), (self.place, "Plats")):
            widget.setAccessibleName(f"Nästa möte: {said.lower()}")
        laid = column(when, spacing=12)
        laid.addLayout(column(quiet("Plats"), self.place, spacing=4))
        laid.addLayout(column(quiet("Vilka behövs?"), self.needed, spacing=4))
        return holder(laid)

    def _laid(self) -> QVBoxLayout:
        left = column(Text("Nästa möte", "display"), self._why, spacing=6)
        left.addSpacing(theme.px(8))
        left.addWidget(self._form)
        left.addWidget(self.none)
        left.addStretch(1)
        card = Card(section("När du avslutar"), padding=20, spacing=14)
        card.add(self._summary)
        card.add(self._after)
        card.add(self.close_button)
        right = column(card, None, spacing=0)
        both = row(spacing=40)
        both.addLayout(left, 5)
        both.addLayout(right, 4)
        both.setContentsMargins(theme.px(34), theme.px(24), theme.px(34), theme.px(20))
        inner = holder(both)
        inner.setMaximumWidth(theme.px(1240))
        laid = column(spacing=0)
        laid.addWidget(Scroller(inner), 1)
        return laid
