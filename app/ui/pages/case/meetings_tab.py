"""The meetings of a case: those to come with their answers, and those that were (R10)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QGridLayout, QLayout, QWidget

from app.models.codes import Answer, AttendanceStatus, MeetingKind, MeetingStatus
from app.models.meeting import Called, Meeting
from app.models.rhythm import rhythm
from app.services import meetings, next_date
from app.ui import theme
from app.ui.crossings import Crossings
from app.ui.dialogs.meeting import MeetingDialog, MoveDialog, proposal
from app.ui.kit.button import Button
from app.ui.kit.chip import Chip, ChipKind
from app.ui.kit.elided import Elided
from app.ui.kit.inputs import Choice
from app.ui.kit.layout import STRETCH, column, flow, row
from app.ui.kit.surfaces import Banner, Card, EmptyState, Rows
from app.ui.kit.text import Text, quiet, strong
from app.ui.labels import ANSWERS, MEETING_KINDS, options
from app.ui.pages.case import errands, paper_errands
from app.ui.pages.case.parts import Columns, Tab, heading, link, titled_card
from app.ui.saying import count, day, genitive, long_time, weekday_time

AWAY = (AttendanceStatus.EXCUSED, AttendanceStatus.ABSENT)


class MeetingsTab(Tab):
    """Shows the coming meetings first, each with what one can do about it."""

    def build(self) -> None:
        """Lays out the meetings to come, the rhythm, and what has been."""
        planned = [each for each in self.file.meetings if each.status is MeetingStatus.PLANNED]
        been = [each for each in reversed(self.file.meetings) if each.status is not MeetingStatus.PLANNED]
        self.plan_button = Button(
            "Planera möte",
            icon="calendar-days",
            on_click=lambda: MeetingDialog(self, self.desk, self.file).open(),
        )
        main = column(heading("Kommande möten", self.plan_button), spacing=8)
        for banner in self._warnings():
            main.addWidget(banner)
        for each in planned:
            main.addWidget(self._planned(each))
        if not planned:
            card = Card(padding=0)
            card.add(
                EmptyState(
                    "calendar-days",
                    "Inget möte är planerat",
                    "Gruppen träffas var fjärde vecka. "
                    f"Förslag: {long_time(proposal(self.file), self.file.today)}.",
                )
            )
            main.addWidget(card)
        main.addStretch(1)
        side = column(self._held(been), STRETCH, spacing=18)
        self.body.addWidget(Columns(main, side, side_width=340))

    def _warnings(self) -> list[QWidget]:
        kept = rhythm(self.file.case, self.file.today)
        if kept is None:
            return []
        if kept.alarm:
            since = day(kept.since, self.file.today)
            return [
                Banner(
                    "Gruppen ska träffas minst var femte vecka.",
                    strong=f"{kept.days} dagar sedan mötet {since}.",
                )
            ]
        if kept.next_too_late:
            return [
                Banner(
                    "Det blir mer än fem veckor mellan mötena.", strong="Nästa möte ligger för långt bort."
                )
            ]
        return []

    def _planned(self, meeting: Meeting) -> Card:
        file, desk = self.file, self.desk
        begun, late = meeting.opened_at is not None, meeting.starts < file.now
        title = f"{_kind(meeting)}, {long_time(meeting.starts, file.today)}"
        about = [meeting.place or "Plats saknas", count(meeting.minutes, "minut", "minuter")]
        holiday = next_date.holiday(meeting.starts.date())
        if holiday:
            about.append(holiday.lower())
        head = row(spacing=8)
        head.addLayout(column(Text(title, "section"), quiet(" · ".join(about)), spacing=2), 1)
        if begun:
            head.addWidget(Chip(ChipKind.INFO, "Pågår", "play"))
        elif late:
            head.addWidget(Chip(ChipKind.ATTENTION, "Inte hållet än", "clock"))
        buttons: list[QWidget] = [
            Button(
                "Fortsätt mötet" if begun else "Öppna mötesläget",
                icon="presentation",
                on_click=lambda: errands.hold(desk, file, meeting.key),
            )
        ]
        if not begun:
            buttons += [
                Button(
                    "Bjud in och kalla",
                    icon="send",
                    on_click=self.do(lambda: paper_errands.invite(self, desk, file, meeting)),
                ),
                Button(
                    "Inför mötet",
                    icon="list-checks",
                    on_click=self.do(lambda: paper_errands.show_briefing(self, desk, file, meeting)),
                ),
                Button("Flytta …", on_click=lambda: MoveDialog(self, desk, file, meeting).open()),
                Button("Ändra", on_click=lambda: MeetingDialog(self, desk, file, meeting).open()),
                Button("Ställ in", on_click=self._cancel(meeting)),
            ]
        card = Card(head, padding=16, spacing=12)
        crossings = Crossings(desk, file.case.id, meeting.key)
        if meeting.starts.date() >= file.today:
            crossings.look(
                starts=meeting.starts,
                minutes=meeting.minutes,
                place=meeting.place,
                called=[each.who for each in meeting.called],
            )
        if not crossings.isHidden():
            card.add(crossings)
        card.add(self._answers(meeting, begun))
        # What belongs together stays together where it has no room on one line.
        card.add(flow(*(flow(*some, spacing=10) for some in (buttons[:3], buttons[3:]) if some), spacing=10))
        return card

    def _answers(self, meeting: Meeting, begun: bool) -> QLayout:
        """Who is called and what they said, each with a choice beside the name."""
        said = [each.answer for each in meeting.called]
        yes, no = said.count(Answer.YES), said.count(Answer.NO)
        total = count(len(said), "kallad", "kallade")
        if yes or no:
            total += f" · {yes} kommer" + (f" · {no} kan inte" if no else "")
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.px(28))
        grid.setVerticalSpacing(theme.px(6))
        half = (len(meeting.called) + 1) // 2
        for number, each in enumerate(meeting.called):
            grid.addLayout(self._answer(meeting, each, begun), number % half, number // half)
        for number in (0, 1):
            grid.setColumnStretch(number, 1)
        return column(quiet(total), grid, spacing=6)

    def _answer(self, meeting: Meeting, called: Called, begun: bool) -> QLayout:
        name = self.file.name(called.who)
        choice = Choice(options(ANSWERS))
        choice.set_value(str(called.answer or Answer.NONE))
        choice.setAccessibleName(f"{genitive(name)} svar")
        choice.setFixedWidth(choice.fontMetrics().horizontalAdvance("Inget svar") + theme.px(76))
        choice.setEnabled(not begun)
        choice.edited.connect(self._record(meeting, called, choice))
        words = row(Elided(name), spacing=8)
        words.setStretch(0, 1)
        words.addWidget(choice)
        return words

    def _record(self, meeting: Meeting, called: Called, choice: Choice) -> Callable[[], None]:
        def act() -> None:
            answer = Answer(choice.value())
            self.desk.shell.changed(
                meetings.record_answer(self.desk.binder, self.file.case.id, meeting.key, called.who, answer)
            )

        return self.do(act)

    def _cancel(self, meeting: Meeting) -> Callable[[], None]:
        desk, case_id = self.desk, self.file.case.id

        def act() -> None:
            desk.shell.changed(meetings.cancel_meeting(desk.binder, case_id, meeting.key))

            def undo() -> None:
                desk.shell.changed(meetings.restore_meeting(desk.binder, case_id, meeting.key))

            desk.shell.say("Mötet är inställt. Kom ihåg att säga till alla som är kallade.", undo=undo)

        return self.do(act)

    def _held(self, been: list[Meeting]) -> QLayout:
        if not been:
            return titled_card("Tidigare möten", quiet("Här syns mötena när de är hållna."))
        rows = Rows()
        for each in been:
            rows.add_row(self._been(each), record=each.key)
        return column(heading("Tidigare möten"), rows, spacing=6)

    def _been(self, meeting: Meeting) -> QLayout:
        file = self.file
        there = sum(each.status not in AWAY for each in meeting.attendance)
        told = {
            MeetingStatus.HELD: f"{there} var med" if there else "hållet",
            MeetingStatus.CANCELLED: "ställdes in",
            MeetingStatus.MOVED: "flyttades",
        }.get(meeting.status, "")
        made = column(
            strong(_kind(meeting)), quiet(f"{weekday_time(meeting.starts, file.today)} · {told}"), spacing=1
        )
        if meeting.status is not MeetingStatus.HELD:
            return made
        kind = _kind(meeting).lower()
        told_all = self.do(lambda: errands.show_minutes(self, self.desk, file, meeting.key))
        links: list[QWidget] = [link("Anteckningar", told_all, f"Anteckningar från {kind}")]
        version = next((each for each in reversed(file.plans) if each.meeting_key == meeting.key), None)
        if version is not None:
            show = self.do(lambda: errands.show_plan(self, self.desk, file, version))
            links.append(link("Planen", show, f"Planen från {kind}"))
        send = self.do(lambda: errands.send(self.desk, file, meeting.key))
        links.append(link("Skicka", send, f"Skicka från {kind}"))
        made.addWidget(flow(*links, spacing=14))
        return made

    def first_focus(self) -> QWidget | None:
        """The button that plans a meeting."""
        return self.plan_button


def _kind(meeting: Meeting) -> str:
    words = MEETING_KINDS[meeting.kind]
    return words if meeting.kind is MeetingKind.START else f"{words} {meeting.number}"
