"""Beside the list: the meetings of the coming seven days, and how many cases stand how."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QWidget

from app.services.overview import Counts, Overview, WeekMeeting
from app.ui.desk import Desk
from app.ui.kit.elided import Elided
from app.ui.kit.layout import STRETCH, column, row
from app.ui.kit.surfaces import Card, Row, Rows
from app.ui.kit.swedish_dates import WEEKDAYS, say_time
from app.ui.kit.text import Text, quiet, section
from app.ui.pages.case.parts import link
from app.ui.saying import capital, near_day

MOST = 7
"""Meetings that are shown before one goes to the list of all."""

SATURDAY = 5


def week(desk: Desk, seen: Overview) -> QLayout:
    """The week's meetings by day; a workday without any says so."""
    card = Card(padding=14, spacing=2)
    left = MOST
    for number in range(7):
        on = seen.today + timedelta(days=number)
        meetings = [each for each in seen.week if each.starts.date() == on]
        if not meetings and on.weekday() >= SATURDAY:
            continue
        if left <= 0:
            break
        heading = quiet(_day(on, seen.today))
        heading.setContentsMargins(4, 0 if number == 0 else 6, 0, 0)
        card.add(heading)
        if not meetings:
            none = quiet("inga möten")
            none.setContentsMargins(4, 0, 0, 0)
            card.add(none)
        for each in meetings[:left]:
            card.add(_meeting(desk, each))
        left -= len(meetings)
    if left < 0:
        card.add(row(link(f"Visa alla {len(seen.week)}", lambda: desk.shell.navigate("meetings")), STRETCH))
    return column(section("Veckan"), card, spacing=8)


def _meeting(desk: Desk, each: WeekMeeting) -> Row:
    time = Text(say_time(each.starts.time()), "strong", wrap=False)
    said = f"{each.name}, {each.place}" if each.place else each.name
    about = column(Elided(each.name), spacing=0)
    if each.place:
        place = quiet(each.place)
        place.setWordWrap(True)
        about.addWidget(place)
    line = row(spacing=8, margins=(4, 3, 4, 3))
    line.addWidget(time, 0, Qt.AlignmentFlag.AlignTop)
    line.addLayout(about, 1)
    made = Row(line, active=True, name=f"{_spoken(each)}: {said}")
    made.chosen.connect(lambda: desk.shell.navigate("case", case_id=each.case_id, tab="meetings"))
    return made


def _spoken(each: WeekMeeting) -> str:
    return f"{capital(WEEKDAYS[each.starts.weekday()])} {say_time(each.starts.time())}"


def _day(on: date, today: date) -> str:
    near = near_day(on, today)
    weekday = WEEKDAYS[on.weekday()]
    return (
        f"{capital(near)}, {weekday}"
        if near in ("i dag", "i morgon")
        else f"{capital(weekday)} {on.day}/{on.month}"
    )


def standing(desk: Desk, counts: Counts) -> QLayout:
    """How many cases stand how; each number leads to its list."""
    rows = Rows()
    for words, number, group in _numbers(counts):
        line = row(Text(words, wrap=False), STRETCH, Text(str(number), "strong", wrap=False))
        made = rows.add_row(line, active=True, name=f"{words}: {number}")
        made.chosen.connect(_going(desk, group))
    return column(section("Läget"), rows, spacing=8)


def _numbers(counts: Counts) -> Iterator[tuple[str, int, str]]:
    yield "Aktiva", counts.active, "active"
    yield "Vilande och pausade", counts.resting, "resting"
    yield "Samtycke inhämtas", counts.seeking, "seeking"
    if counts.lacking:
        yield "Samtycke saknas", counts.lacking, "lacking"
    yield "I kö", counts.queued, "queued"
    if counts.before:
        yield "Föreslagna", counts.before, "proposed"


def _going(desk: Desk, group: str) -> Callable[[], None]:
    return lambda: desk.shell.navigate("cases", group=group)


def side(desk: Desk, seen: Overview) -> list[QLayout | QWidget]:
    """Both under each other."""
    return [week(desk, seen), standing(desk, seen.counts)]
