"""Planning, moving and changing a meeting: whom it calls, when, where (R10)."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from PySide6.QtWidgets import QWidget

from app.models.circles import last_held
from app.models.codes import MeetingKind
from app.models.meeting import Meeting
from app.models.who import Who
from app.services import meetings, next_date
from app.services.case_file import CaseFile
from app.services.changes import Changes
from app.services.meetings import MeetingFacts
from app.ui.crossings import Crossings
from app.ui.desk import Desk
from app.ui.dialogs.errand import ErrandDialog
from app.ui.kit.dates import DateInput, TimeInput
from app.ui.kit.form import Field, required
from app.ui.kit.inputs import Choice, MultiChoice, TextInput, Unreadable
from app.ui.kit.swedish_dates import WEEKDAYS
from app.ui.labels import MEETING_KINDS, options
from app.ui.saying import capital, count, long_time

LENGTHS = [
    ("30", "En halv timme"),
    ("45", "45 minuter"),
    ("60", "En timme"),
    ("90", "En och en halv timme"),
    ("120", "Två timmar"),
]


def proposal(file: CaseFile) -> datetime:
    """When to meet by default: four weeks after the last meeting, else in a week at two o'clock (R10)."""
    last = last_held(file.case, file.today)
    wanted = (
        next_date.propose(last.starts)
        if last is not None
        else datetime.combine(file.today, time(14)) + timedelta(weeks=1)
    )
    while wanted.date() < file.today or next_date.holiday(wanted.date()) is not None:
        wanted += timedelta(weeks=1)
    return wanted


def whos(file: CaseFile, meeting: Meeting | None = None) -> list[tuple[str, str]]:
    """Everybody a meeting may call: the group of today, and those it calls already."""
    group = meetings.whole_group(file.case, file.now)
    called = tuple(each.who for each in meeting.called) if meeting is not None else ()
    return [(str(each), file.name(each)) for each in dict.fromkeys((*group, *called))]


def length_choices(minutes: int) -> list[tuple[str, str]]:
    """The usual lengths, and a meeting's own if it is another."""
    known = [code for code, _ in LENGTHS]
    return LENGTHS if str(minutes) in known else [*LENGTHS, (str(minutes), f"{minutes} minuter")]


class MeetingDialog(ErrandDialog):
    """Plans a meeting, or changes one that is planned; its day and time are moved elsewhere."""

    def __init__(self, parent: QWidget, desk: Desk, file: CaseFile, meeting: Meeting | None = None) -> None:
        self._file, self._meeting = file, meeting
        first = not any(each.kind is MeetingKind.START for each in file.case.meetings)
        facts = (
            MeetingFacts.of(meeting)
            if meeting is not None
            else MeetingFacts(
                starts=proposal(file),
                kind=MeetingKind.START if first and file.last_meeting is None else MeetingKind.ORDINARY,
                place=file.last_meeting.place if file.last_meeting is not None else None,
                called=meetings.whole_group(file.case, file.now),
            )
        )
        when = [
            Field("day", "Dag", DateInput(desk.clock), required, wide=False),
            Field("time", "Tid", TimeInput(), required, wide=False),
        ]
        fields = [
            Field("kind", "Slags möte", Choice(options(MEETING_KINDS)), wide=False),
            Field("minutes", "Längd", Choice(length_choices(facts.minutes)), wide=False),
            *(when if meeting is None else []),
            Field("place", "Plats", TextInput("t.ex. Skogås centrum, lokal Björken")),
            Field("called", "Vilka kallas?", MultiChoice(whos(file, meeting))),
        ]
        self._crossings = crossings = Crossings(desk, file.case.id, None if meeting is None else meeting.key)
        super().__init__(
            parent,
            desk,
            "Planera möte" if meeting is None else f"Möte {meeting.number}",
            fields,
            self._save,
            text="" if meeting is None else capital(long_time(meeting.starts, file.today)),
            primary="Planera" if meeting is None else "Spara",
            values={
                "kind": str(facts.kind),
                "minutes": str(facts.minutes),
                "day": facts.starts.date(),
                "time": facts.starts.time(),
                "place": facts.place,
                "called": [str(each) for each in facts.called or ()],
            },
            draft=("meeting", file.case.id) if meeting is None else None,
            said="Mötet är planerat." if meeting is None else "Mötet är ändrat.",
            columns=2,
            width=600,
            below=crossings,
        )
        self.form.edited.connect(lambda _: self._cross())
        self._cross()
        if meeting is None:
            self.form["day"].editingFinished.connect(self._look)
            self.form["day"].picked.connect(self._look)
            self._look()

    def _look(self) -> None:
        self.form.set_hint("day", about_day(self.form["day"], self._file))

    def _cross(self) -> None:
        form, known = self.form, self._meeting
        self._crossings.look(
            starts=known.starts if known is not None else typed_time(form["day"], form["time"]),
            minutes=int(form["minutes"].value() or 60),
            place=form["place"].value(),
            called=[Who.parse(each) for each in form["called"].value()],
        )

    def _save(self, typed: dict[str, Any]) -> Changes:
        known = self._meeting
        starts = known.starts if known is not None else datetime.combine(typed["day"], typed["time"])
        facts = MeetingFacts(
            starts=starts,
            kind=MeetingKind(typed["kind"]),
            minutes=int(typed["minutes"]),
            place=typed["place"],
            called=tuple(Who.parse(each) for each in typed["called"]),
        )
        if known is not None:
            return meetings.edit_meeting(self.desk.binder, self._file.case.id, known.key, facts)
        return meetings.plan_meeting(self.desk.binder, self._file.case.id, facts)


def about_day(field: DateInput, file: CaseFile) -> str:
    """Says which weekday a typed day is, whether a public holiday, and how far from the last meeting."""
    try:
        day = field.value()
    except Unreadable:
        return ""
    if day is None:
        return ""
    said = capital(WEEKDAYS[day.weekday()])
    last = last_held(file.case, file.today)
    holiday = next_date.holiday(day)
    if holiday:
        return f"{said}, {holiday.lower()}"
    if last is None or day <= last.starts.date():
        return said
    weeks, days = divmod((day - last.starts.date()).days, 7)
    if weeks and not days:
        return f"{said}, {count(weeks, 'vecka', 'veckor')} efter förra mötet"
    return f"{said}, {count((day - last.starts.date()).days, 'dag', 'dagar')} efter förra mötet"


def typed_time(day: DateInput, at: TimeInput) -> datetime | None:
    """The day and the time typed, None while either cannot be read."""
    try:
        typed, hour = day.value(), at.value()
    except Unreadable:
        return None
    return None if typed is None or hour is None else datetime.combine(typed, hour)


class MoveDialog(ErrandDialog):
    """Moves a planned meeting to another day and time."""

    def __init__(self, parent: QWidget, desk: Desk, file: CaseFile, meeting: Meeting) -> None:
        self._file, self._meeting = file, meeting
        self._crossings = crossings = Crossings(desk, file.case.id, meeting.key)
        super().__init__(
            parent,
            desk,
            "Flytta mötet",
            [
                Field("day", "Ny dag", DateInput(desk.clock), required, wide=False),
                Field("time", "Ny tid", TimeInput(), required, wide=False),
                Field("place", "Plats", TextInput()),
            ],
            self._move,
            text=f"Mötet ligger {long_time(meeting.starts, file.today)}. Alla som är kallade behöver få veta "
            "den nya tiden, och svaren börjar om.",
            primary="Flytta",
            values={
                "day": meeting.starts.date(),
                "time": meeting.starts.time(),
                "place": meeting.place,
            },
            said="Mötet är flyttat.",
            columns=2,
            below=crossings,
        )
        self.form.edited.connect(lambda _: self._cross())
        self.form["day"].editingFinished.connect(self._look)
        self.form["day"].picked.connect(self._look)
        self._look()
        self._cross()

    def _look(self) -> None:
        self.form.set_hint("day", about_day(self.form["day"], self._file))

    def _cross(self) -> None:
        self._crossings.look(
            starts=typed_time(self.form["day"], self.form["time"]),
            minutes=self._meeting.minutes,
            place=self.form["place"].value(),
            called=[each.who for each in self._meeting.called],
        )

    def _move(self, typed: dict[str, Any]) -> Changes:
        starts = datetime.combine(typed["day"], typed["time"])
        return meetings.move_meeting(
            self.desk.binder, self._file.case.id, self._meeting.key, starts, place=typed["place"]
        )
