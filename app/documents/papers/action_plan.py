"""Åtgärdsplan: what works, what was agreed by life area, how it went, who was there, when next (R11–R15)."""

from collections.abc import Iterator
from datetime import date

from app.documents.content import (
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
    TwoColumns,
    Words,
)
from app.documents.papers.shared import WHOLE, Copy, banner, case_line, recipient, whom_to_ask
from app.documents.words import capital, day, first_name, hours, listed, ordinal, texts, weekday
from app.models.codes import AttendanceStatus, MeetingKind, Outcome
from app.models.snapshots import Attended, FollowedUp, Person, PlannedAction, PlannedGoal, PlanSnapshot
from app.models.who import Who

CARRIED_SHOWN = 3
"""From the third time on a paper says how often a step has come along (R11)."""

_CARRIED_ON = (Outcome.PARTLY, Outcome.ONGOING, Outcome.NOT_DONE)
_STEPS = (46, 24, 14, 16)
_FOLLOWED = (42, 20, 38)


def action_plan(plan: PlanSnapshot, copy: Copy = WHOLE, *, boxes: bool = True) -> DocumentContent:
    """The plan, whole, or as one person's copy that begins with that person's own steps.

    The whole plan ends with `boxes` for each person's steps, to cut out, unless they are left out.
    """
    paper = PlanParts(plan)
    common, words = texts("common"), texts("action_plan")
    meta = [common(f"meeting.{plan.meeting_kind}", number=plan.meeting_number)]
    meta[0] += f", {day(plan.meeting_starts.date())}"
    meta.append(
        case_line(
            plan.case_reference,
            words("version_line", version=plan.version),
            common(f"standing.{copy.standing}"),
        )
    )
    if plan.replaces is not None:
        meta.insert(1, words("replaces", version=plan.replaces))
    blocks: list[Block] = [paper.own(copy.person)] if copy.person else []
    blocks += paper.body()
    if copy.person is None and boxes:
        blocks += paper.everybody()
    return DocumentContent(
        title=capital(plan.words.plan),
        subtitle=words("for_youth", name=plan.youth.name),
        made=plan.meeting_starts,
        unit=plan.letterhead.unit or "",
        municipality=plan.letterhead.municipality or "",
        logo=plan.letterhead.logo,
        meta=tuple(meta),
        secrecy=common("secrecy"),
        recipient=recipient(copy),
        banner=banner(copy),
        page_label=common("page"),
        blocks=tuple(blocks),
    )


class PlanParts:
    """The parts that a plan and the minutes of its meeting have in common: one story, told once."""

    def __init__(self, plan: PlanSnapshot) -> None:
        self._plan = plan
        self._words = texts("action_plan")
        self._on = plan.meeting_starts.date()

    def own(self, person: Person) -> Box:
        """The box with one person's own steps."""
        title = self._words("responsibility.title", name=person.name)
        actions = self._plan.actions_of(person.who)
        if actions:
            return Box(title, (Listing(tuple(self._step(action) for action in actions)),))
        kind = "youth" if person.who == Who.YOUTH else "other"
        return Box(title, (Paragraph(self._words(f"responsibility.none_{kind}")),))

    def _step(self, action: PlannedAction) -> Item:
        if action.due is None:
            return Item(self._words("responsibility.step_next", what=action.what), ticked=False)
        due = day(action.due, self._on)
        return Item(self._words("responsibility.step_due", what=action.what, due=due), ticked=False)

    def body(self) -> Iterator[Block]:
        """The plan itself, the same in every copy."""
        if self._plan.meeting_kind is MeetingKind.SMALL:
            yield Paragraph((Span(self._words("small_meeting"), Look.QUIET),))
        yield self.works_and_view()
        yield from self.areas()
        yield from self.followed()
        yield from self.attendance()
        yield from self.next()

    def works_and_view(self) -> TwoColumns:
        """What works, and beside it the youth's own words or why there are none (R14)."""
        name = first_name(self._plan.youth.name)
        return TwoColumns(
            (Heading(self._words("works.heading")), self._works()),
            (Heading(self._words("view.heading", name=name)), self._view()),
        )

    def _works(self) -> Paragraph:
        if self._plan.strengths:
            return Paragraph(self._plan.strengths)
        return Paragraph((Span(self._words("works.none"), Look.QUIET),))

    def _view(self) -> Paragraph:
        view = (self._plan.youth_view or "").strip()
        if view:
            quoted = view if view[0] in "”\"“'’»«" else self._words("view.quote", words=view)
            return Paragraph((Span(quoted, Look.EMPHASIS),))
        reason = self._plan.youth_view_absent or "none"
        name = first_name(self._plan.youth.name)
        return Paragraph((Span(self._words(f"view.{reason}", name=name), Look.QUIET),))

    def areas(self) -> Iterator[Block]:
        """The goals and their steps by life area (R12, R13)."""
        areas = [area for area in self._plan.areas if area.goals]
        if not areas:
            yield Heading(self._words("steps.heading"))
            yield Paragraph(self._words("steps.no_areas"))
        for area in areas:
            alone = len(area.goals) == 1
            yield Heading(area.name, area.goals[0].goal if alone else "")
            for goal in area.goals:
                if not alone:
                    yield Heading(goal.goal, level=2)
                yield from self._goal(goal)

    def _goal(self, goal: PlannedGoal) -> Iterator[Block]:
        if goal.long_term:
            long_term = self._words("steps.long_term", goal=goal.long_term)
            yield Paragraph((Span(long_term, Look.QUIET),), Size.TABLE)
        if not goal.actions:
            yield Paragraph((Span(self._words("steps.no_steps"), Look.QUIET),), Size.TABLE)
            return
        titles = ("what", "who", "due", "followed")
        columns = [
            Column(self._words(f"steps.{title}"), share) for title, share in zip(titles, _STEPS, strict=True)
        ]
        yield Table(tuple(columns), tuple(self._row(action) for action in goal.actions))

    def _row(self, action: PlannedAction) -> tuple[Cell, ...]:
        what: Words = action.what
        if action.times_carried >= CARRIED_SHOWN:
            carried = self._words("steps.carried", time=ordinal(action.times_carried))
            what = (Span(f"{action.what} "), Span(f"· {carried}", Look.QUIET))
        return (
            Cell.of(what),
            Cell.of(self._person(action.responsible)),
            Cell.of(self._due(action.due)),
            Cell.of(action.documented or self._words("steps.next_meeting")),
        )

    def _due(self, due: date | None) -> str:
        return day(due, self._on) if due else self._words("steps.next_meeting")

    @staticmethod
    def _person(person: Person) -> str:
        if person.who == Who.YOUTH:
            return first_name(person.name)
        role = person.role or person.organisation
        return f"{person.name}, {role}" if role else person.name

    def followed(self) -> Iterator[Block]:
        """The verdict on each step of last time, where any was followed up (R11)."""
        if not self._plan.follow_ups:
            return
        before = self._plan.follow_ups_of
        heading = self._words("followed.heading", day=day(before, self._on)) if before else ""
        yield Heading(heading or self._words("followed.heading_unknown"))
        columns = (
            Column(self._words("steps.what"), _FOLLOWED[0]),
            Column(self._words("steps.who"), _FOLLOWED[1]),
            Column(self._words("followed.how"), _FOLLOWED[2]),
        )
        yield Table(columns, tuple(self._verdict(each) for each in self._plan.follow_ups))

    def _verdict(self, step: FollowedUp) -> tuple[Cell, ...]:
        parts: list[str] = []
        if step.note:
            parts.append(step.note)
        times = step.times_carried + 1
        if step.outcome in _CARRIED_ON and times >= CARRIED_SHOWN:
            parts.append(self._words("steps.carried", time=ordinal(times)))
        verdict: Words = self._words(f"outcome.{step.outcome}")
        if parts:
            verdict = (Span(f"{verdict} · {', '.join(parts)}"),)
        who = step.responsible
        name = first_name(who.name) if who.who == Who.YOUTH else who.name
        return (Cell.of(step.what), Cell.of(name), Cell.of(verdict))

    def attendance(self) -> Iterator[Block]:
        """Who was there and who was not, in words; nothing where nobody was ticked."""
        if not self._plan.attendance:
            return
        yield Heading(self._words("attendance.heading"))
        groups: dict[str, list[str]] = {"there": [], "excused": [], "absent": []}
        for each in self._plan.attendance:
            group = each.status if each.status in groups else "there"
            groups[group].append(self._attended(each))
        for group, names in groups.items():
            if names:
                label = Span(f"{self._words(f'attendance.{group}')}: ", Look.STRONG)
                yield Paragraph((label, Span(f"{listed(names)}.")))

    def _attended(self, each: Attended) -> str:
        """A name and in brackets what to know: "Zofia Żółć (rektor, på länk)"."""
        name, about = each.person.name, [each.person.role or each.person.organisation or ""]
        if each.person.who == Who.YOUTH:
            name, about = first_name(name), []
        if each.status in (AttendanceStatus.LATE, AttendanceStatus.REMOTE):
            about.append(self._words(f"attendance.{each.status}"))
        if each.status is AttendanceStatus.SUBSTITUTE and each.substitute:
            about = [each.substitute_organisation or "", self._words("attendance.substitute", name=name)]
            name = each.substitute
        told = ", ".join(part for part in about if part)
        return f"{name} ({told})" if told else name

    def next(self) -> Iterator[Block]:
        """When the group meets next, and whom to ask."""
        yield Heading(self._words("next.heading"))
        meeting = self._plan.next_meeting
        if meeting is None:
            when = self._words("next.none")
        else:
            gaps = {
                "day": capital(weekday(meeting.starts.date(), self._on)),
                "hours": hours(meeting.starts, meeting.minutes),
            }
            if meeting.place:
                when = self._words("next.when", place=meeting.place.rstrip("."), **gaps)
            else:
                when = self._words("next.when_without_place", **gaps)
        contact = whom_to_ask(self._plan.letterhead)
        if contact:
            when += " " + self._words("next.ask", contact=contact)
        yield Paragraph(when)

    def everybody(self) -> Iterator[Block]:
        """A box for each person with steps of their own, to cut out or to go through aloud."""
        people: dict[Who, Person] = {}
        for area in self._plan.areas:
            for goal in area.goals:
                for action in goal.actions:
                    people.setdefault(action.responsible.who, action.responsible)
        if people:
            yield Heading(self._words("responsibility.heading"))
        for person in people.values():
            steps = tuple(self._step(action) for action in self._plan.actions_of(person.who))
            yield Box(self._person(person), (Listing(steps),), quiet=True)
