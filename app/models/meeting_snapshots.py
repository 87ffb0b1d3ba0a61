"""What the papers around a meeting are made of: its minutes, its invitations, and the pages for two readers.

Frozen values like those of `snapshots`, with every name written out.
"""

from dataclasses import dataclass, field
from datetime import date

from app.models.codes import MeetingKind, Outcome, ViewAbsent
from app.models.snapshots import (
    Letterhead,
    NextMeeting,
    Person,
    PlannedAction,
    PlanSnapshot,
    Snapshot,
    Words,
)


@dataclass(frozen=True, kw_only=True)
class MinutesSnapshot(Snapshot):
    """What was said at a held meeting: all that its plan holds, and the notes for those who may know (R16).

    `plan.version` is 0 where the meeting fixed no plan. `place` is None where it would tell where somebody
    is (R9). Private notes have no field here.
    """

    plan: PlanSnapshot
    minutes: int = 60
    place: str | None = None
    notes: str | None = None


@dataclass(frozen=True, kw_only=True)
class Helper:
    """Somebody in the group and what they do for the youth: their steps, else why they are there (R7)."""

    person: Person
    steps: tuple[PlannedAction, ...] = ()
    purpose: str | None = None


@dataclass(frozen=True, kw_only=True)
class MyPlanSnapshot(Snapshot):
    """The youth's own page on a day: what is open, as far as the youth may know of it (R12, R14, R16).

    `view` are the youth's latest words, `goals` those that live on; `place_withheld` says that the next
    meeting has a place which is not written down (R9).
    """

    youth: Person
    on: date
    view: str | None = None
    goals: tuple[str, ...] = ()
    steps: tuple[PlannedAction, ...] = ()
    helpers: tuple[Helper, ...] = ()
    next_meeting: NextMeeting | None = None
    place_withheld: bool = False
    letterhead: Letterhead = field(default_factory=Letterhead)
    words: Words = field(default_factory=Words)


@dataclass(frozen=True, kw_only=True)
class InvitationSnapshot(Snapshot):
    """A planned meeting as somebody is called or invited to it (R10, R20, R27).

    `initials` are the youth's, for professionals only, and None where they would say too much; `family`
    chooses the warm words of an invitation; `interpreter` that one is booked for the recipient.
    """

    on: date
    meeting: NextMeeting
    initials: str | None = None
    family: bool = False
    interpreter: bool = False
    place_withheld: bool = False
    letterhead: Letterhead = field(default_factory=Letterhead)
    words: Words = field(default_factory=Words)


@dataclass(frozen=True, kw_only=True)
class NewsLine:
    """What somebody told of a step between two meetings (R11)."""

    on: date
    by: str | None = None
    outcome: Outcome | None = None
    note: str | None = None


@dataclass(frozen=True, kw_only=True)
class OpenStep:
    """A step that waits for its verdict, with the news of it."""

    action: PlannedAction
    agreed_on: date
    news: tuple[NewsLine, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Ahead:
    """Something to see to: a code of the consents' warnings or of a key date, whom or what, and when."""

    code: str
    name: str | None = None
    on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Expected:
    """Somebody called to a meeting, and the interpreter who is booked for them."""

    person: Person
    interpreter: str | None = None


@dataclass(frozen=True, kw_only=True)
class BriefingSnapshot(Snapshot):
    """What the coordinator wants to know the day before a meeting, on her page alone.

    `newcomers` have come since the last meeting; `view_on` is the day of the youth's last words.
    """

    case_reference: str | None
    youth: Person
    on: date
    meeting_number: int
    meeting_kind: MeetingKind
    meeting: NextMeeting
    place_withheld: bool = False
    coming: tuple[Expected, ...] = ()
    declined: tuple[Expected, ...] = ()
    silent: tuple[Expected, ...] = ()
    newcomers: tuple[Helper, ...] = ()
    open: tuple[OpenStep, ...] = ()
    ahead: tuple[Ahead, ...] = ()
    view: str | None = None
    view_absent: ViewAbsent | None = None
    view_on: date | None = None
    letterhead: Letterhead = field(default_factory=Letterhead)
    words: Words = field(default_factory=Words)
