"""Min plan: the youth's own page in words that a 13-year-old understands (R7, R12, R14)."""

from collections.abc import Iterator
from datetime import datetime, time

from app.documents.content import (
    Air,
    Block,
    Box,
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
    WritingLines,
)
from app.documents.papers.fitting import Room, clip, clipped, soonest
from app.documents.papers.shared import WHOLE, Copy, banner, recipient
from app.documents.words import capital, day, first_name, hours, texts, weekday
from app.models.meeting_snapshots import Helper, MyPlanSnapshot
from app.models.snapshots import PlannedAction
from app.models.who import Who

ROOMS = (
    Room(size=Size.BODY, air=Air.USUAL, letters=700),
    Room(size=Size.BODY, air=Air.USUAL, letters=400, extras=False),
    Room(size=Size.TABLE, air=Air.TIGHT, letters=250, extras=False),
    Room(size=Size.TABLE, air=Air.TIGHT, letters=110, extras=False),
    Room(size=Size.TABLE, air=Air.TIGHT, rows=16, letters=62, extras=False),
    Room(size=Size.TABLE, air=Air.TIGHT, rows=12, letters=62, extras=False),
    Room(size=Size.TABLE, air=Air.TIGHT, rows=9, letters=62, extras=False),
    Room(size=Size.TABLE, air=Air.TIGHT, rows=7, letters=48, extras=False),
    Room(size=Size.TABLE, air=Air.TIGHT, rows=5, letters=40, extras=False),
    Room(size=Size.SMALL, air=Air.TIGHT, rows=3, letters=32, extras=False),
)
"""From much room to little: the first in which all stands on one page is taken."""

MOST_GOALS = 6
LEAST_OF_A_VIEW = 160
"""Letters that the youth's own words may take in any room: they are what is cut last."""


def my_plan(plan: MyPlanSnapshot, copy: Copy = WHOLE, room: Room = ROOMS[0]) -> DocumentContent:
    """The page: what I want, what I do, who helps me with what, when we meet, whom I can tell."""
    common, words = texts("common"), texts("my_plan", plan.words)
    own = copy.person is None or copy.person.who == Who.YOUTH
    return DocumentContent(
        title=words("title"),
        subtitle=clip(plan.youth.name, room.name),
        made=datetime.combine(plan.on, time()),
        unit=plan.letterhead.unit or "",
        municipality=plan.letterhead.municipality or "",
        logo=plan.letterhead.logo,
        meta=(words("as_of", day=day(plan.on)),),
        secrecy=words("own") if own else common("secrecy"),
        recipient="" if own else recipient(clipped(copy, room.name)),
        banner=banner(copy),
        page_label=common("page"),
        blocks=tuple(_Page(plan, room).blocks()),
    )


class _Page:
    def __init__(self, plan: MyPlanSnapshot, room: Room) -> None:
        self._plan, self._room = plan, room
        self._words = texts("my_plan", plan.words)

    def blocks(self) -> Iterator[Block]:
        yield from self._want()
        yield from self._do()
        yield from self._help()
        yield from self._meet()
        yield self._wrong()

    def _clip(self, words: str) -> str:
        return clip(words, self._room.letters)

    def _want(self) -> Iterator[Block]:
        yield Heading(self._words("want.heading"))
        view, goals = (self._plan.view or "").strip(), self._plan.goals
        if view:
            said = clip(view, max(self._room.letters, LEAST_OF_A_VIEW))
            quoted = said if said[0] in "”\"“'’»«" else self._words("want.quote", words=said)
            yield Paragraph((Span(quoted, Look.EMPHASIS),), self._room.size)
        if goals:
            yield Listing(tuple(Item(self._clip(goal)) for goal in goals[: min(MOST_GOALS, self._room.rows)]))
        if not view and not goals:
            yield WritingLines(self._words("want.none"), 2)

    def _do(self) -> Iterator[Block]:
        yield Heading(self._words("do.heading"))
        steps = soonest(self._plan.steps, self._room.rows)
        if not steps:
            yield Paragraph(self._words("do.none"))
            return
        yield Listing(tuple(Item(self._own(step), ticked=False) for step in steps))
        yield from self._rest(len(self._plan.steps) - len(steps))

    def _own(self, step: PlannedAction) -> str:
        what = self._clip(step.what)
        if step.due is None:
            return self._words("do.next", what=what)
        return self._words("do.due", what=what, due=day(step.due, self._plan.on))

    def _help(self) -> Iterator[Block]:
        yield Heading(self._words("help.heading"))
        every = [step for helper in self._plan.helpers for step in helper.steps]
        kept = self._kept_of_each()
        rows = [row for helper in self._plan.helpers if (row := self._helper(helper, kept))]
        if not rows:
            yield Paragraph(self._words("help.none"))
            return
        columns = (Column(self._words("help.who"), 32), Column(self._words("help.what"), 68))
        yield Table(columns, tuple(rows), air=self._room.air)
        yield from self._rest(len(every) - len(kept))

    def _kept_of_each(self) -> set[str]:
        """The steps that there is room for: the first of each helper, then those that are due first."""
        firsts = [step.key for helper in self._plan.helpers for step in soonest(helper.steps, 1)]
        kept = firsts[: self._room.rows]
        others = [step for helper in self._plan.helpers for step in helper.steps if step.key not in firsts]
        return {*kept, *(step.key for step in soonest(others, self._room.rows - len(kept)))}

    def _helper(self, helper: Helper, kept: set[str]) -> tuple[Cell, Cell] | None:
        told = [self._step(step) for step in helper.steps if step.key in kept]
        if not told and helper.purpose and self._room.extras and not helper.steps:
            told = [self._clip(helper.purpose)]
        if not told:
            return None
        size = Size.SMALL if self._room.size is Size.SMALL else Size.TABLE
        who = [Paragraph((Span(clip(helper.person.name, self._room.name), Look.STRONG),), self._room.size)]
        if helper.person.role and not self._room.cuts:
            who.append(Paragraph((Span(self._clip(helper.person.role), Look.QUIET),), size))
        return Cell(tuple(who)), Cell(tuple(Paragraph(each, self._room.size) for each in told))

    def _step(self, step: PlannedAction) -> str:
        what = self._clip(step.what)
        if step.due is None:
            return self._words("help.next", what=what)
        return self._words("help.due", what=what, due=day(step.due, self._plan.on))

    def _rest(self, count: int) -> Iterator[Block]:
        if count > 0:
            said = self._words("rest.one") if count == 1 else self._words("rest.many", count=count)
            yield Paragraph((Span(said, Look.QUIET),), Size.TABLE)

    def _meet(self) -> Iterator[Block]:
        yield Heading(self._words("meet.heading"))
        meeting, head = self._plan.next_meeting, self._plan.letterhead
        if meeting is None:
            yield Paragraph(self._words("meet.none"))
            return
        gaps = {
            "day": capital(weekday(meeting.starts.date(), self._plan.on)),
            "hours": hours(meeting.starts, meeting.minutes),
        }
        if meeting.place:
            yield Paragraph(self._words("meet.when", place=self._clip(meeting.place).rstrip("."), **gaps))
        elif self._plan.place_withheld and head.coordinator:
            yield Paragraph(self._words("meet.place_from", name=first_name(head.coordinator), **gaps))
        elif self._plan.place_withheld:
            yield Paragraph(self._words("meet.place_told", **gaps))
        else:
            yield Paragraph(self._words("meet.when_without_place", **gaps))

    def _wrong(self) -> Box:
        head, lines = self._plan.letterhead, []
        if head.coordinator and head.phone:
            call = self._words(
                "wrong.call", name=clip(head.coordinator, self._room.name), phone=clip(head.phone, 40)
            )
            lines += [Paragraph((Span(call, Look.STRONG),), Size.NAME), Paragraph(self._words("wrong.why"))]
        elif head.coordinator:
            name = clip(head.coordinator, self._room.name)
            lines.append(Paragraph(self._words("wrong.person", name=name)))
        else:
            lines.append(Paragraph(self._words("wrong.nobody")))
        lines.append(Paragraph(self._words("wrong.emergency")))
        return Box(self._words("wrong.title"), tuple(lines))
