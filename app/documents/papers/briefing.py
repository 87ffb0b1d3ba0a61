"""Inför mötet: the coordinator's own page the day before, with lines to write on (R8, R10, R11, R22)."""

from collections.abc import Iterator, Sequence
from datetime import datetime, time

from app.documents.content import (
    Air,
    Block,
    Cell,
    Column,
    DocumentContent,
    Heading,
    Item,
    Listing,
    Look,
    Paragraph,
    Size,
    Span,
    Table,
    TwoColumns,
    WritingLines,
)
from app.documents.papers.action_plan import CARRIED_SHOWN
from app.documents.papers.fitting import ALL, Room, clip, soonest
from app.documents.papers.shared import Copy, banner, case_line
from app.documents.words import capital, day, first_name, hours, listed, ordinal, texts, weekday
from app.models.codes import Standing
from app.models.meeting_snapshots import Ahead, BriefingSnapshot, Expected, Helper, NewsLine, OpenStep
from app.models.snapshots import Person
from app.models.who import Who

LINE = 52
"""So many small letters fit in one line of a step."""

ROOMS = (
    Room(size=Size.TABLE, air=Air.ROOMY, letters=400, lines=9),
    Room(size=Size.TABLE, air=Air.USUAL, letters=300, lines=7),
    Room(size=Size.TABLE, air=Air.USUAL, letters=200, lines=4),
    Room(size=Size.TABLE, air=Air.TIGHT, letters=120, lines=4),
    Room(size=Size.SMALL, air=Air.TIGHT, letters=80, lines=3),
    Room(size=Size.SMALL, air=Air.TIGHT, letters=LINE, lines=2),
    Room(size=Size.SMALL, air=Air.TIGHT, rows=24, letters=LINE, lines=2, extras=False),
    Room(size=Size.SMALL, air=Air.TIGHT, rows=18, letters=LINE, lines=2, extras=False),
    Room(size=Size.SMALL, air=Air.TIGHT, rows=12, letters=LINE, lines=2, extras=False),
    Room(size=Size.SMALL, air=Air.TIGHT, rows=8, letters=36, lines=2, extras=False),
    Room(size=Size.SMALL, air=Air.TIGHT, rows=4, letters=30, lines=2, extras=False),
)
"""From much room to little: the first in which all stands on one page is taken."""

FEW = 8
"""With little room no more names or things to see to than these are listed."""

_STEPS = (57, 17, 12, 14)


def briefing(before: BriefingSnapshot, copy: Copy, room: Room = ROOMS[0]) -> DocumentContent:
    """The page; always working material, whoever's copy it is."""
    common, words = texts("common"), texts("briefing", before.words)
    meeting = common(f"meeting.{before.meeting_kind}", number=before.meeting_number)
    return DocumentContent(
        title=words("title"),
        subtitle=words(
            "subtitle", name=clip(before.youth.name, room.name), meeting=meeting[:1].lower() + meeting[1:]
        ),
        made=datetime.combine(before.on, time()),
        unit=before.letterhead.unit or "",
        municipality=before.letterhead.municipality or "",
        logo=before.letterhead.logo,
        meta=(
            _when(before, room),
            case_line(before.case_reference, common(f"standing.{Standing.WORKING}")),
        ),
        secrecy=common("secrecy"),
        recipient=words("own"),
        banner=banner(copy),
        page_label=common("page"),
        blocks=tuple(_Page(before, room).blocks()),
    )


def _when(before: BriefingSnapshot, room: Room) -> str:
    words, meeting = texts("briefing", before.words), before.meeting
    gaps = {
        "day": capital(weekday(meeting.starts.date(), before.on)),
        "hours": hours(meeting.starts, meeting.minutes),
    }
    place = clip(meeting.place or "", min(room.letters, 120))
    if before.place_withheld:
        place = words("place_withheld")
    return ", ".join(part for part in (words("when", **gaps), place) if part)


class _Page:
    def __init__(self, before: BriefingSnapshot, room: Room) -> None:
        self._before, self._room = before, room
        self._words = texts("briefing", before.words)
        self._few = ALL if room.extras else min(FEW, max(3, room.rows // 3))
        self._of_a_view = max(room.letters, 90)

    def blocks(self) -> Iterator[Block]:
        yield TwoColumns(
            (Heading(self._words("people.heading")), *self._people()),
            (
                Heading(self._words("ahead.heading")),
                self._ahead(),
                Heading(self._words("view.heading", name=clip(first_name(self._before.youth.name), 40))),
                self._view(),
            ),
        )
        yield from self._steps()
        yield WritingLines(self._words("write.label"), self._room.lines)

    def _clip(self, words: str) -> str:
        return clip(words, self._room.letters)

    def _day(self, told: Ahead | NewsLine) -> str:
        return "" if told.on is None else day(told.on, self._before.on)

    def _people(self) -> Iterator[Paragraph]:
        before = self._before
        groups = (("declined", before.declined), ("silent", before.silent), ("coming", before.coming))
        for group, people in groups:
            if people:
                yield self._named(group, [self._expected(each) for each in people])
        if before.newcomers:
            yield self._named("newcomers", [self._newcomer(each) for each in before.newcomers])
        if not any(people for _, people in groups):
            yield Paragraph((Span(self._words("people.nobody"), Look.QUIET),), self._room.size)

    def _named(self, group: str, names: Sequence[str]) -> Paragraph:
        shown = list(names[: self._few])
        if len(names) > len(shown):
            shown[-1] = f"+{len(names) - len(shown) + 1}"
        label = Span(f"{self._words(f'people.{group}')}: ", Look.STRONG)
        return Paragraph((label, Span(f"{listed(shown)}.")), self._room.size)

    def _expected(self, each: Expected) -> str:
        name = self._name(each.person)
        if not each.interpreter:
            return name
        return f"{name} ({self._words('people.interpreter', told=self._clip(each.interpreter))})"

    def _newcomer(self, each: Helper) -> str:
        about = ", ".join(part for part in (each.person.role, each.person.organisation) if part)
        name = self._clip(each.person.name)
        return f"{name} ({self._clip(about)})" if about else name

    def _name(self, person: Person) -> str:
        return self._clip(first_name(person.name) if person.who == Who.YOUTH else person.name)

    def _ahead(self) -> Paragraph | Listing:
        told = self._before.ahead[: self._few]
        if not told:
            return Paragraph((Span(self._words("ahead.none"), Look.QUIET),), self._room.size)
        return Listing(tuple(Item(self._to_see_to(each)) for each in told))

    def _to_see_to(self, each: Ahead) -> str:
        return self._words(f"ahead.{each.code}", name=self._clip(each.name or ""), day=self._day(each))

    def _view(self) -> Paragraph:
        before = self._before
        on = "" if before.view_on is None else day(before.view_on, before.on)
        if before.view:
            said = self._words("view.quote", words=self._clip(before.view.strip('”"“ ')), day=on)
            return Paragraph((Span(said, Look.EMPHASIS),), self._room.size)
        said = self._words(f"view.{before.view_absent or 'none'}", day=on)
        return Paragraph((Span(said, Look.QUIET),), self._room.size)

    def _steps(self) -> Iterator[Block]:
        steps = self._before.open
        yield Heading(self._words("steps.heading"), str(len(steps)) if steps else "")
        if not steps:
            yield Paragraph(self._words("steps.none"))
            return
        kept = {each.key for each in soonest([each.action for each in steps], self._room.rows)}
        shown = [each for each in steps if each.action.key in kept]
        titles = ("what", "who", "due", "how")
        columns = tuple(
            Column(self._words(f"steps.{title}"), share) for title, share in zip(titles, _STEPS, strict=True)
        )
        yield Table(columns, tuple(map(self._row, shown)), air=self._room.air)
        if len(shown) < len(steps):
            more = self._words("steps.more", count=len(steps) - len(shown))
            yield Paragraph((Span(more, Look.QUIET),), self._room.size)

    def _row(self, step: OpenStep) -> tuple[Cell, ...]:
        action, size = step.action, self._room.size
        what = [Span(self._clip(action.what))]
        if action.times_carried + 1 >= CARRIED_SHOWN:
            again = self._words("steps.carried", time=ordinal(action.times_carried + 1))
            what.append(Span(f" · {again}", Look.QUIET))
        due = day(action.due, self._before.on) if action.due else self._words("steps.next_meeting")
        told = [Paragraph(tuple(what), size)]
        news = step.news[-2 if self._room.extras else -1 :]
        told += [Paragraph((Span(self._news(each), Look.EMPHASIS),), size) for each in news]
        return (
            Cell(tuple(told)),
            Cell((Paragraph(self._name(action.responsible), size),)),
            Cell((Paragraph(due, size),)),
            Cell(()),
        )

    def _news(self, news: NewsLine) -> str:
        said = (
            []
            if news.outcome is None
            else [texts("action_plan", self._before.words)(f"outcome.{news.outcome}")]
        )
        if news.note:
            said.append(clip(news.note, max(self._room.letters - 16, 16)))
        gaps = {"day": self._day(news), "said": ". ".join(said) or self._words("steps.nothing_said")}
        if news.by:
            return self._words("steps.told_by", name=clip(first_name(news.by), 40), **gaps)
        return self._words("steps.told", **gaps)
