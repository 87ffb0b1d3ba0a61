"""A meeting as it is held: what it is about, and how far it has come; frozen values without a screen.

`Agenda` is what the meeting starts from and does not change; `Proceedings` is all that is said and agreed
at it. Every edit (`app.services.meeting_edits`) makes new proceedings of old ones; undoing one
(`app.services.meeting_undo`) leaves what was said after it.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from app.models.actions import too_many
from app.models.codes import Answer, AttendanceStatus, MeetingKind, Outcome, ViewAbsent
from app.models.snapshots import Person
from app.models.who import Who

CARRIED = frozenset({Outcome.PARTLY, Outcome.ONGOING, Outcome.NOT_DONE, Outcome.CHANGED})
"""The verdicts after which an action goes on in the new plan (R11)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What was said of an action, or of the one it carries on, at an earlier meeting."""

    on: date
    outcome: Outcome
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """A report that came between the meetings (R11)."""

    on: date
    by: str | None = None
    outcome: Outcome | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """An open action to follow up, with all that is known of it.

    `history` is the earliest first, `news` too; `proposed` is the verdict that the latest news gave.
    `agreed_on` is the day it was first agreed, `times_carried` how often it has been carried over since.
    """

    key: str
    what: str
    responsible: Person
    goal_key: str
    goal: str
    long_term: str | None
    life_area: str
    agreed_on: date
    due: date | None = None
    documented: str | None = None
    times_carried: int = 0
    history: tuple[Told, ...] = ()
    news: tuple[News, ...] = ()

    @property
    def proposed(self) -> Outcome | None:
        """The verdict that stands ready (R11)."""
        return next((each.outcome for each in reversed(self.news) if each.outcome is not None), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chair:
    """Somebody who was called, or sits in the group: who, and the answer beforehand."""

    person: Person
    called: bool = True
    answer: Answer | None = None
    interpreter: str | None = None
    organisation_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Agenda:
    """What a meeting starts from.

    `areas` are the life areas' names by key, in order; `people` are those who can answer for a step and
    `others` the address book's rest, who may have come all the same. `apart` are those who must not meet
    (R9). `last_plan_on` is the day of the plan
    that is followed up, None at a first meeting.
    """

    case_id: str
    key: str
    number: int
    kind: MeetingKind
    starts: datetime
    minutes: int
    place: str | None
    youth: Person
    opened_at: datetime
    chairs: tuple[Chair, ...] = ()
    people: tuple[Person, ...] = ()
    others: tuple[Person, ...] = ()
    organisations: Mapping[str, str] = field(default_factory=dict)
    areas: Mapping[str, str] = field(default_factory=dict)
    promises: tuple[Promise, ...] = ()
    last_plan_on: date | None = None
    proposal: "Next | None" = None
    apart: tuple[tuple[Who, Who], ...] = ()

    def promise(self, key: str) -> Promise:
        """The open action of that key."""
        return next(each for each in self.promises if each.key == key)

    def meets_in_spite(self, whos: Collection[Who]) -> bool:
        """Whether two who must not meet are both among some."""
        return any(one in whos and other in whos for one, other in self.apart)

    def person(self, who: Who) -> Person | None:
        """Somebody by name, of all who can be meant here."""
        everybody = (*self.people, *(each.person for each in self.chairs), *self.others)
        return next((each for each in everybody if each.who == who), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """Whether a person came; without a status nothing is said of it yet.

    A substitute is a contact (`substitute_contact`, its id) or a name, perhaps with an organisation's id.
    """

    who: Who
    status: AttendanceStatus | None = None
    substitute_contact: str | None = None
    substitute_name: str = ""
    substitute_organisation: str | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What was said of one open action; `outcome` None as long as nothing was."""

    action: str
    outcome: Outcome | None = None
    note: str = ""
    done_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """An action as agreed now; `due` None means by the next meeting (R12)."""

    key: str
    what: str
    responsible: Who
    due: date | None = None
    order: int | None = None
    documented: str = ""
    carried_from: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """A goal as agreed now; `continues` is the key it had at the meeting before (R12)."""

    key: str
    life_area: str
    goal: str
    long_term: str | None = None
    continues: str | None = None
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Next:
    """The meeting to plan when this one is closed; `key` where it is planned already (R10)."""

    starts: datetime | None
    minutes: int = 60
    place: str = ""
    needed: tuple[Who, ...] = ()
    key: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Proceedings:
    """All that has been said and agreed so far; `typing` are half-written fields by name, `step` is 0–4.

    `next` None: no meeting is planned after this one.
    """

    seats: tuple[Seat, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    strengths: str = ""
    youth_view: str = ""
    youth_view_absent: ViewAbsent | None = None
    notes: str = ""
    private_notes: str = ""
    aims: tuple[Aim, ...] = ()
    next: Next | None = None
    typing: Mapping[str, str] = field(default_factory=dict)
    step: int = 0

    @property
    def steps(self) -> tuple[Step, ...]:
        """Every step agreed now, in the plan's order."""
        return tuple(step for aim in self.aims for step in aim.steps)

    @property
    def unjudged(self) -> tuple[str, ...]:
        """The open actions of which nothing has been said."""
        return tuple(each.action for each in self.verdicts if each.outcome is None)

    @property
    def too_many(self) -> bool:
        """Whether there are more steps than a person can carry (R12)."""
        return too_many(len(self.steps))

    def verdict(self, action: str) -> Verdict:
        """What has been said of one open action."""
        return next(each for each in self.verdicts if each.action == action)

    def seat(self, who: Who) -> Seat | None:
        """Where a person sits, if there."""
        return next((each for each in self.seats if each.who == who), None)

    def carried(self, action: str) -> Step | None:
        """The step that carries an open action on, if there is one."""
        return next((each for each in self.steps if each.carried_from == action), None)

    def aim_of(self, step: str) -> Aim:
        """The goal that a step belongs to."""
        return next(aim for aim in self.aims if any(each.key == step for each in aim.steps))


@dataclass(frozen=True, slots=True)
class Sitting:
    """A meeting in progress."""

    agenda: Agenda
    proceedings: Proceedings
