"""What a coordinator should see first: what presses in all her cases, the week's meetings, and how many.

Read for the whole binder at once, in as many questions for five thousand cases as for twenty.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from app.documents.words import listed
from app.models.address_book import AddressBook
from app.models.after_closing import LAPSES, MONTHS, months_later
from app.models.apart import persons_of
from app.models.case import Case
from app.models.clashes import clashes
from app.models.codes import CaseState
from app.models.consent_status import consent_status
from app.models.continuity import IN_SIGHT, many_sent
from app.models.meeting import Meeting
from app.models.pressing import Cause, Matter, Part, Pressing, Step, part_of
from app.models.states import ENROLLED, OVER
from app.models.steps import pressing
from app.models.who import Who, WhoKind
from app.services.contact_lists import lists_behind
from app.storage.binder import Binder
from app.storage.repositories.outlines import CaseOutline, Outlines
from app.storage.repositories.overviews import Begun, NoteRow
from app.storage.repositories.reminders import ReminderRow
from app.storage.work import Work

FEW = 2
"""So many cases at most has a binder that is led through its beginning."""

ONE_DESK = 40
"""So many cases at most are read whole even where it has to be soon: two coordinators' caseload."""

TO_MOVE = timedelta(days=7)
"""So long before a meeting one is to see that it brings two together: all who are called need to know."""

_ORDER = {cause: place for place, cause in enumerate(Cause)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One step in one case, of her own, or of the binder.

    `name` and `code_name` are the youth's, None where the line is about no case; `names` those of the persons
    in `pressing.who`. A reminder has her own `text`, or the `note` that asked for it, and its `number`;
    an organisation that sent many its `text`. Two who must not meet are its `text`, and `beside` is when the
    second's meeting starts where they are called to one each.
    """

    pressing: Pressing
    case_id: str | None = None
    name: str | None = None
    code_name: str | None = None
    protected: bool = False
    names: Mapping[Who, str] = field(default_factory=dict)
    text: str = ""
    number: int = 0
    note: NoteRow | None = None
    beside: datetime | None = None

    @property
    def key(self) -> tuple[str, ...]:
        """What tells a line from all others, also after the list was read anew."""
        step = self.pressing
        meeting = step.meeting.key if step.meeting is not None else ""
        return self.case_id or "", step.cause, str(step.on or ""), meeting, str(self.number), self.text


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekMeeting:
    """A planned meeting of the coming week; the place of one with protected identity is not told."""

    case_id: str
    key: str
    name: str
    starts: datetime
    place: str | None
    opened: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How many cases stand how; `lacking` are those whose group meets though consent is lacking."""

    active: int = 0
    resting: int = 0
    seeking: int = 0
    queued: int = 0
    before: int = 0
    lacking: int = 0

    @property
    def running(self) -> int:
        """How many are enrolled or about to be."""
        return self.active + self.resting + self.seeking


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """The overview of a moment: the lines by part in order, the coming seven days, the numbers.

    `begun` is how far a binder has come that has hardly begun, else None; `first_case` is then its only one.
    `whole` is False where something was left for later (`overview(…, soon=True)`).
    """

    now: datetime
    person: str
    lines: Mapping[Part, tuple[Line, ...]]
    week: tuple[WeekMeeting, ...]
    counts: Counts
    begun: Begun | None
    whole: bool
    first_case: str | None

    @property
    def today(self) -> date:
        """The day it was read on."""
        return self.now.date()


def overview(binder: Binder, notices: Sequence[Line] = (), *, soon: bool = False) -> Overview:
    """Read the overview; `notices` are lines of the binder itself, such as that a backup is due.

    Where many are read and it has to be `soon`, it is not `whole`: no contact list is compared with what
    was sent, nor is it seen who came anew to the last meetings. That is a third of the reading, and presses
    least.
    """
    now = binder.clock()
    with binder.reading() as work:
        found = work.overviews.cases(now.date(), months_later(now.date(), -MONTHS[-1] - LAPSES))
        reminders = work.reminders()
        notes = work.overviews.notes_to_follow_up() if reminders else {}
        matters = [(each, _matter(each, found, now)) for each in found.cases]
        whole = not soon or len(found.cases) <= ONE_DESK
        own = [line for each, matter in matters for line in _of_case(each, matter)]
        lines = [
            *notices,
            *own,
            *(_of_lists(work, found, matters, own) if whole else ()),
            *(_of_faces(work, found, matters, now.date()) if whole else ()),
            *_of_those_apart(work, found, now.date()),
            *_of_stand_ins(work, matters, now.date()),
            *(_reminder(each, notes.get(each.id)) for each in reminders),
        ]
        begun = work.overviews.begun(binder.person) if len(found.cases) <= FEW else None
    return Overview(
        now=now,
        person=binder.person,
        lines=_sorted(lines, now.date()),
        week=tuple(_week(found, now)),
        counts=_counts(matters),
        begun=None if begun is not None and begun.meeting else begun,
        whole=whole,
        first_case=next((each.case.id for each in found.cases), None),
    )


def _matter(outline: CaseOutline, found: Outlines, now: datetime) -> Matter:
    return Matter(
        now=now,
        case=outline.case,
        book=found.book,
        status=consent_status(outline.case, found.book.contacts, now.date(), through=False),
        held=outline.held,
        form_on=outline.form_on,
        answers=outline.answers,
    )


def _of_case(outline: CaseOutline, matter: Matter) -> Iterator[Line]:
    for each in pressing(matter):
        names = names_in(matter.case) if each.who else {}
        yield _line(outline, each, {who: names.get(who, "?") for who in each.who})


def _line(outline: CaseOutline, step: Pressing, names: Mapping[Who, str], text: str = "") -> Line:
    return Line(
        pressing=step,
        case_id=outline.case.id,
        name=outline.name,
        code_name=outline.code_name,
        protected=outline.protected_identity,
        names=names,
        text=text,
    )


def names_in(case: Case) -> dict[Who, str]:
    """The names of the youth and the guardians."""
    guardians = {Who.guardian(each.key): each.name for each in case.guardians}
    return {Who.YOUTH: case.young_person.name, **guardians}


def _of_faces(
    work: Work, found: Outlines, matters: Sequence[tuple[CaseOutline, Matter]], today: date
) -> Iterator[Line]:
    """Organisations that sent one more new person to the last meeting (R8)."""
    by_id = {
        outline.case.id: outline
        for outline, matter in matters
        if matter.last is not None and today - matter.last.starts.date() < timedelta(days=IN_SIGHT)
    }
    for each in many_sent(work.overviews.seen(by_id), today):
        organisation = found.book.organisations.get(each.organisation_id)
        if organisation is not None:
            step = Pressing(
                step=Step.SEE_GROUP,
                cause=Cause.MANY_SENT,
                due=today + timedelta(days=6 - today.weekday()),
                on=each.on,
                persons=each.persons,
            )
            yield _line(by_id[each.case_id], step, {}, organisation.name)


def _of_those_apart(work: Work, found: Outlines, today: date) -> Iterator[Line]:
    """Coming meetings that bring two together who must not meet (R9); asked only where some are noted."""
    apart = [pair for each in found.cases for pair in each.case.kept_apart]
    by_id = {each.case.id: each for each in found.cases} if apart else {}
    for clash in clashes(apart, work.gatherings(apart, today) if apart else ()):
        mine, at = by_id.get(clash.one.case_id), clash.one
        meeting = None if mine is None else next((each for each in mine.planned if each.key == at.key), None)
        if mine is None or meeting is None:
            continue
        step = Pressing(
            step=Step.SEE_MEETING,
            cause=Cause.MUST_NOT_MEET,
            due=max(today, at.starts.date() - TO_MOVE),
            meeting=meeting,
        )
        text = listed([_name_of(each, by_id, found.book) for each in persons_of(clash.pair)])
        beside = None if clash.together else clash.other.starts
        yield replace(_line(mine, step, {}, text), beside=beside)


def _name_of(person: tuple[str, Who], by_id: Mapping[str, CaseOutline], book: AddressBook) -> str:
    case_id, who = person
    if who.kind is WhoKind.CONTACT:
        return book.contacts[who.key].name if who.key in book.contacts else "?"
    if who.kind is WhoKind.COORDINATOR:
        return book.coordinators[who.key].name if who.key in book.coordinators else "?"
    return names_in(by_id[case_id].case).get(who, "?") if case_id in by_id else "?"


def _of_lists(
    work: Work, found: Outlines, matters: Sequence[tuple[CaseOutline, Matter]], own: Sequence[Line]
) -> Iterator[Line]:
    """Contact lists that have changed since they were sent (R9), where none goes with a plan anyway."""
    unsent = {each.case_id for each in own if each.pressing.cause is Cause.PLAN_UNSENT}
    asked = {
        outline.case.id: (outline, matter)
        for outline, matter in matters
        if matter.state not in OVER and outline.case.id not in unsent
    }
    statuses = [(matter.case, matter.status) for _, matter in asked.values()]
    for each in lists_behind(work, statuses, found.book):
        outline, matter = asked[each.case.id]
        step = Pressing(
            step=Step.SEND_LIST,
            cause=Cause.LIST_CHANGED,
            due=matter.today + timedelta(days=6 - matter.today.weekday()),
            on=each.last_sent.date(),
            persons=len(each.waiting),
        )
        yield _line(outline, step, {})


def _of_stand_ins(work: Work, matters: Sequence[tuple[CaseOutline, Matter]], today: date) -> Iterator[Line]:
    """One line for all cases in which nobody takes over, where the binder has somebody who could (R7)."""
    bare = [
        outline
        for outline, matter in matters
        if matter.state in ENROLLED and outline.case.stand_in_id is None
    ]
    if bare and len(work.coordinators()) > 1:
        first = min(bare, key=lambda each: each.name.casefold())
        step = Pressing(
            step=Step.CHOOSE_STAND_IN,
            cause=Cause.NO_STAND_IN,
            due=today + timedelta(days=7),
            persons=len(bare),
        )
        yield _line(first, step, {})


def _reminder(row: ReminderRow, note: NoteRow | None) -> Line:
    return Line(
        pressing=Pressing(step=Step.TICK_OFF, cause=Cause.REMINDER, due=row.date, on=row.date),
        case_id=row.case_id,
        name=row.name,
        code_name=row.code_name,
        protected=row.protected_identity,
        # A note's own words may tell of health or crime: the line says which note it is (R20).
        text="" if note is not None else row.text,
        number=row.id,
        note=note,
    )


def _sorted(lines: Sequence[Line], today: date) -> Mapping[Part, tuple[Line, ...]]:
    parts: dict[Part, list[Line]] = {each: [] for each in Part}
    for each in sorted(lines, key=_order):
        parts[part_of(each.pressing.due, today)].append(each)
    return {part: tuple(some) for part, some in parts.items()}


def _order(line: Line) -> tuple[date, datetime, int, str, str]:
    step = line.pressing
    at = step.meeting.starts if step.cause is Cause.MEETING and step.meeting is not None else datetime.max
    return step.due, at, _ORDER[step.cause], (line.name or "").casefold(), line.text


def _week(found: Outlines, now: datetime) -> Iterator[WeekMeeting]:
    last = now.date() + timedelta(days=6)
    coming: list[tuple[CaseOutline, Meeting]] = [
        (outline, each)
        for outline in found.cases
        for each in outline.planned
        if now.date() <= each.starts.date() <= last
    ]
    for outline, each in sorted(coming, key=lambda one: (one[1].starts, one[0].name)):
        yield WeekMeeting(
            case_id=outline.case.id,
            key=each.key,
            name=outline.name,
            starts=each.starts,
            place=None if outline.protected_identity else each.place,
            opened=each.opened_at is not None,
        )


def _counts(matters: Sequence[tuple[CaseOutline, Matter]]) -> Counts:
    states = [matter.state for _, matter in matters]
    lacking = sum(matter.state in ENROLLED and not matter.status.covered for _, matter in matters)
    return Counts(
        active=states.count(CaseState.ACTIVE),
        resting=states.count(CaseState.DORMANT) + states.count(CaseState.PAUSED),
        seeking=states.count(CaseState.SEEKING_CONSENT),
        queued=states.count(CaseState.QUEUED),
        before=states.count(CaseState.NOMINATED) + states.count(CaseState.ASSESSED),
        lacking=lacking,
    )
