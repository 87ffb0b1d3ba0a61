"""What papers are made of: frozen values with every name written out, so that they can be made again.

A snapshot holds what was true on its day. Its canonical JSON (sorted keys, no spaces, UTF-8) is what a
plan version stores and signs by its digest (R15).
"""

import dataclasses
import json
import types
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum
from functools import cache
from hashlib import sha256
from typing import Any, Self, Union, get_args, get_origin, get_type_hints

from app.models.codes import AttendanceStatus, MeetingKind, Outcome, ViewAbsent
from app.models.who import Who


@dataclass(frozen=True, kw_only=True)
class Snapshot:
    """A value that can be written as canonical JSON and read back without loss."""

    def to_json(self) -> str:
        """The canonical text of the snapshot."""
        return json.dumps(_plain(self), ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Read a text that `to_json` wrote; a field that has come since gets its default."""
        value = _typed(cls, json.loads(text))
        assert isinstance(value, cls)
        return value

    @property
    def digest(self) -> str:
        """SHA-256 of the canonical text, in hexadecimal digits."""
        return digest_of(self.to_json())


def digest_of(text: str) -> str:
    """SHA-256 of a snapshot's canonical text, in hexadecimal digits."""
    return sha256(text.encode()).hexdigest()


def _plain(value: Any) -> Any:
    kind: Any = type(value)
    if kind in _AS_THEY_ARE:
        return value
    if kind is tuple:
        return [_plain(each) for each in value]
    if kind is Who:
        return str(value)
    names = _fields_of(kind)
    if names is not None:
        return {name: _plain(getattr(value, name)) for name in names}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    return value


_AS_THEY_ARE = frozenset({str, int, bool, type(None)})


@cache
def _fields_of(kind: type[object]) -> tuple[str, ...] | None:
    """The names of what a snapshot says, None for what is no snapshot: asked for in every word of a plan."""
    return tuple(each.name for each in dataclasses.fields(kind)) if dataclasses.is_dataclass(kind) else None


def _typed(kind: Any, value: Any) -> Any:
    origin = get_origin(kind)
    if value is None:
        return None
    if origin in (Union, types.UnionType):
        return _typed(next(each for each in get_args(kind) if each is not type(None)), value)
    if origin is tuple:
        return tuple(_typed(get_args(kind)[0], each) for each in value)
    if kind is Who:
        return Who.parse(value)
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        hints: Mapping[str, Any] = get_type_hints(kind)
        return kind(**{name: _typed(hints[name], each) for name, each in value.items()})
    if kind in (date, datetime):
        return kind.fromisoformat(value)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(value)
    return value


@dataclass(frozen=True, kw_only=True)
class Words:
    """The binder's own words where places differ: `plan` is åtgärdsplan or handlingsplan, `youth` ungdom,
    deltagare or klient (all in lower case, indefinite form)."""

    plan: str = "åtgärdsplan"
    youth: str = "ungdom"


@dataclass(frozen=True, kw_only=True)
class Logo:
    """A logotype by the digest of its bytes, with its size in pixels."""

    digest: str
    width: int
    height: int


@dataclass(frozen=True, kw_only=True)
class Letterhead:
    """Who sends a paper: unit, municipality, logotype, and the coordinator to ask."""

    unit: str | None = None
    municipality: str | None = None
    coordinator: str | None = None
    coordinator_title: str | None = None
    phone: str | None = None
    email: str | None = None
    logo: Logo | None = None


@dataclass(frozen=True, kw_only=True)
class Person:
    """A person as a paper names them; `role` may be a relation ("mamma") or a title ("rektor")."""

    who: Who
    name: str
    role: str | None = None
    organisation: str | None = None


@dataclass(frozen=True, kw_only=True)
class PlannedAction:
    """One step of a plan: who does what by when, and how it is followed up (R12)."""

    key: str
    what: str
    responsible: Person
    due: date | None = None
    documented: str | None = None
    times_carried: int = 0


@dataclass(frozen=True, kw_only=True)
class PlannedGoal:
    """A goal with its steps, in the order they were agreed."""

    key: str
    goal: str
    long_term: str | None = None
    actions: tuple[PlannedAction, ...] = ()


@dataclass(frozen=True, kw_only=True)
class PlannedArea:
    """A life area with the goals agreed under it; an area without goals is not in the plan."""

    key: str
    name: str
    goals: tuple[PlannedGoal, ...] = ()


@dataclass(frozen=True, kw_only=True)
class FollowedUp:
    """The verdict on a step of an earlier plan (R11); `times_carried` counts how often it had been carried
    over before this meeting."""

    action: str
    what: str
    responsible: Person
    outcome: Outcome
    note: str | None = None
    done_on: date | None = None
    times_carried: int = 0


@dataclass(frozen=True, kw_only=True)
class Attended:
    """Who was there, and how; a substitute by name and organisation."""

    person: Person
    status: AttendanceStatus
    substitute: str | None = None
    substitute_organisation: str | None = None


@dataclass(frozen=True, kw_only=True)
class NextMeeting:
    """When and where the group meets next; without `place` where it would tell where somebody is (R9)."""

    starts: datetime
    minutes: int = 60
    place: str | None = None


@dataclass(frozen=True, kw_only=True)
class PlanSnapshot(Snapshot):
    """The action plan as agreed at one meeting (R14, R15).

    `follow_ups_of` is the day of the plan that was followed up; `covered` whether the consents covered
    the whole group on the meeting's day (R5), None when nothing was known of it.
    """

    case_reference: str | None
    youth: Person
    meeting_number: int
    meeting_kind: MeetingKind
    meeting_starts: datetime
    version: int
    replaces: int | None = None
    letterhead: Letterhead = field(default_factory=Letterhead)
    words: Words = field(default_factory=Words)
    strengths: str | None = None
    youth_view: str | None = None
    youth_view_absent: ViewAbsent | None = None
    areas: tuple[PlannedArea, ...] = ()
    follow_ups_of: date | None = None
    follow_ups: tuple[FollowedUp, ...] = ()
    attendance: tuple[Attended, ...] = ()
    circle: tuple[Who, ...] = ()
    next_meeting: NextMeeting | None = None
    covered: bool | None = None

    def actions_of(self, who: Who) -> tuple[PlannedAction, ...]:
        """The steps that one person answers for, in the plan's order."""
        return tuple(
            action
            for area in self.areas
            for goal in area.goals
            for action in goal.actions
            if action.responsible.who == who
        )


@dataclass(frozen=True, kw_only=True)
class ContactLine:
    """One person of the contact list; what may not be on it is None already (R9)."""

    person: Person
    phone: str | None = None
    email: str | None = None
    withheld: bool = False


@dataclass(frozen=True, kw_only=True)
class ContactListSnapshot(Snapshot):
    """The contact list of one group on one day (R9)."""

    case_reference: str | None
    youth: Person
    on: date
    lines: tuple[ContactLine, ...]
    letterhead: Letterhead = field(default_factory=Letterhead)
    words: Words = field(default_factory=Words)


@dataclass(frozen=True, kw_only=True)
class ConsentFormSnapshot(Snapshot):
    """A consent form to sign by hand (R1, R2).

    `signers` have a line each; `organisations` are the names that may exchange information, in order,
    `ticked` those that are marked beforehand; `kinds` are the kinds of information. `sanction` says that the
    SIG is part of one: then it is not voluntary in the same words (R22).
    """

    case_reference: str | None
    youth: Person
    on: date
    signers: tuple[Person, ...]
    organisations: tuple[str, ...]
    ticked: tuple[str, ...] = ()
    purpose: str | None = None
    kinds: tuple[str, ...] = ()
    sanction: bool = False
    valid_from: date | None = None
    valid_until: date | None = None
    letterhead: Letterhead = field(default_factory=Letterhead)
    words: Words = field(default_factory=Words)
