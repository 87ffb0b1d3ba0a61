"""The meetings of a demo case: who came, what was said and agreed, what was moved, and the next one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from app.models.ages import is_minor
from app.models.codes import Answer, AttendanceStatus, MeetingKind, MeetingStatus, ViewAbsent
from app.services.demo.days import at, is_workday
from app.services.demo.group import Member, seated
from app.services.demo.story import Line, Story
from app.services.demo.town import Town
from app.services.demo.words import Filling, texts

Tree = dict[str, Any]

_EMPTY: Tree = {"circle": [], "called": [], "attendance": [], "follow_ups": [], "goals": []}

_CAME = (
    (AttendanceStatus.PRESENT, 80),
    (AttendanceStatus.REMOTE, 4),
    (AttendanceStatus.LATE, 3),
    (AttendanceStatus.SUBSTITUTE, 4),
    (AttendanceStatus.EXCUSED, 7),
    (AttendanceStatus.ABSENT, 2),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What the meetings of one case have in common."""

    members: Sequence[Member]
    guardians: Sequence[str]
    born: date
    coordinator: str
    place: str
    hour: int
    lines: Sequence[Line]
    marks: frozenset[str]
    interpreter: str | None
    brief: bool
    """Whether only what history needs is made: a long binder has sixty thousand meetings."""

    def family(self, on: date) -> list[str]:
        """The youth, and the guardians of a minor."""
        return ["youth", *(self.guardians if is_minor(self.born, on) else ())]

    def around(self, on: date) -> list[str]:
        """All who are asked to a meeting."""
        return [*self.family(on), *(each.who for each in self.members if each.is_there(on))]


class Meetings:
    """Makes the meetings of one case one after the other."""

    def __init__(self, setting: Setting, town: Town, chance: Random, fill: Filling) -> None:
        self._setting, self._town, self._chance, self.fill = setting, town, chance, fill
        self.story = Story(chance, setting.lines, fill, stubborn="stubborn" in setting.marks)
        self.made: list[Tree] = []
        self._number = 0
        self._members: dict[str, Member] = {}
        for each in setting.members:
            self._members.setdefault(each.who, each)

    def hold(self, days: Sequence[date], after: date, *, closes: bool) -> None:
        """The held meetings; `after` is the day for what the last one agrees on."""
        for place, day in enumerate(days):
            due = days[place + 1] if place + 1 < len(days) else after
            last = closes and place == len(days) - 1
            kind = MeetingKind.START if place == 0 else MeetingKind.CLOSING if last else MeetingKind.ORDINARY
            if place == 2 and self._chance.random() < (0.1 if self._setting.brief else 0.4):
                self._moved(day, place + 1)
            self._held(day, due, kind, last=last)

    def extra(self, day: date) -> None:
        """A small meeting between two others, about one thing, for its circle alone (R16)."""
        setting = self._setting
        circle = ["youth", *setting.guardians[:1], f"coordinator:{setting.coordinator}"]
        self._number += 1
        self.made.append(
            _EMPTY
            | {
                "id": f"mote-{self._number}",
                "number": self._number,
                "kind": MeetingKind.SMALL.value,
                "starts": at(day, 16),
                "minutes": 30,
                "place": setting.place,
                "status": MeetingStatus.HELD.value,
                "circle": circle,
                "notes": self.fill(texts("life")["meeting"]["small"]),
                "attendance": [{"who": each, "status": AttendanceStatus.PRESENT.value} for each in circle],
            }
        )

    def plan(self, day: date, hour: int, *, kind: MeetingKind | None = None) -> None:
        """The next meeting, with those who are asked and what they answer."""
        self._number += 1
        first = not any(each["status"] == MeetingStatus.HELD.value for each in self.made)
        self.made.append(
            _EMPTY
            | {
                "id": f"mote-{self._number}",
                "number": self._number,
                "kind": (kind or (MeetingKind.START if first else MeetingKind.ORDINARY)).value,
                "starts": at(day, hour),
                "minutes": 60,
                "place": self._setting.place,
                "status": MeetingStatus.PLANNED.value,
                "called": [self._called(each) for each in self._setting.around(day)],
            }
        )

    def _held(self, day: date, due: date, kind: MeetingKind, *, last: bool) -> None:
        setting, chance = self._setting, self._chance
        self._number += 1
        name = f"mote-{self._number}"
        first = kind is MeetingKind.START
        attendance = [self._came(who, first=first) for who in setting.around(day)]
        attendance.append(
            {"who": f"coordinator:{setting.coordinator}", "status": AttendanceStatus.PRESENT.value}
        )
        follow_ups = self.story.follow_up(day, last=last)
        guardian = setting.guardians[0] if setting.guardians and is_minor(setting.born, due) else None
        seats = seated(setting.members, due, guardian=guardian, coordinator=setting.coordinator)
        most = 2 if first or setting.brief else 3
        goals = [] if last else self.story.agree(name, due, seats, most=most)
        youth_came = attendance[0]["status"] not in (
            AttendanceStatus.EXCUSED.value,
            AttendanceStatus.ABSENT.value,
        )
        made: Tree = _EMPTY | {
            "id": name,
            "number": self._number,
            "kind": kind.value,
            "starts": at(day, setting.hour),
            "minutes": 60,
            "place": setting.place,
            "status": MeetingStatus.HELD.value,
        }
        pool = texts("life")["meeting"]
        if setting.interpreter and not setting.brief:
            made["called"] = [
                {"who": each, "answer": Answer.YES.value, "interpreter": setting.interpreter}
                for each in setting.guardians
            ]
        strengths = self.fill(chance.choice(pool["strengths_first"])) if first else self.story.strengths()
        if strengths and (youth_came or not first):
            made["strengths"] = strengths
        made |= self._view(youth_came, first=first)
        if not setting.brief and chance.random() < 0.6:
            made["notes"] = self.fill(
                chance.choice(pool["notes"] if setting.interpreter is None else pool["notes_interpreter"])
            )
        if not setting.brief and chance.random() < 0.15:
            made["private_notes"] = self.fill(chance.choice(pool["private"]))
        self.made.append(made | {"attendance": attendance, "follow_ups": follow_ups, "goals": goals})

    def _view(self, youth_came: bool, *, first: bool) -> Tree:
        if not youth_came:
            return {"youth_view_absent": ViewAbsent.NOT_PRESENT.value}
        if self._chance.random() < 0.06:
            reason = self._chance.choice((ViewAbsent.DID_NOT_WANT, ViewAbsent.ANOTHER_WAY))
            return {"youth_view_absent": reason.value}
        said = None if first else self.story.voice()
        return {"youth_view": said or self._chance.choice(texts("life")["meeting"]["voice_first"])}

    def _came(self, who: str, *, first: bool) -> Tree:
        chance = self._chance
        if who == "youth":
            absent = not first and chance.random() < 0.08
            status = AttendanceStatus.ABSENT if absent else AttendanceStatus.PRESENT
            return {"who": who, "status": status.value}
        shares = [share for _, share in _CAME]
        status = chance.choices([each for each, _ in _CAME], shares)[0]
        member = self._members.get(who)
        if status is AttendanceStatus.SUBSTITUTE and (member is None or not member.worker.organisation):
            status = AttendanceStatus.PRESENT
        made: Tree = {"who": who, "status": status.value}
        if status is AttendanceStatus.SUBSTITUTE and member is not None:
            made["substitute"] = self._stand_in(member)
        elif status is AttendanceStatus.EXCUSED:
            made["reason"] = chance.choice(texts("life")["meeting"]["excused"])
        return made

    def _stand_in(self, member: Member) -> Any:
        """A colleague of the address book, where there is one, else somebody by name."""
        taken = {each.worker.id for each in self._setting.members}
        colleagues = [
            each
            for each in self._town.workers
            if each.organisation == member.worker.organisation and each.id not in taken
        ]
        if colleagues and self._chance.random() < 0.5:
            return f"contact:{self._chance.choice(colleagues).id}"
        names = texts("people")["workers"]
        name = f"{self._chance.choice(names['women'])} {self._chance.choice(names['surnames'])}"
        return {"name": name, "organisation": member.worker.organisation}

    def _called(self, who: str) -> Tree:
        setting = self._setting
        answer = self._chance.choices((Answer.YES, Answer.NONE, Answer.NO), (70, 18, 12))[0]
        if who == "youth":
            answer = Answer.YES
        made: Tree = {"who": who, "answer": answer.value}
        if setting.interpreter and who in setting.guardians:
            made["interpreter"] = setting.interpreter
        return made

    def _moved(self, day: date, number: int) -> None:
        """A meeting that was to be a week earlier and was moved or cancelled."""
        earlier = day - timedelta(days=7)
        if not is_workday(earlier):
            return
        moved = self._chance.random() < 0.7
        status = MeetingStatus.MOVED if moved else MeetingStatus.CANCELLED
        words = texts("life")["meeting"]["moved" if moved else "cancelled"]
        self.made.append(
            _EMPTY
            | {
                "id": f"mote-{number}-{'flyttat' if moved else 'installt'}",
                "number": number,
                "kind": MeetingKind.ORDINARY.value,
                "starts": at(earlier, self._setting.hour),
                "minutes": 60,
                "place": self._setting.place,
                "status": status.value,
                "notes": self.fill(words),
            }
        )
