"""The values of what presses in a case: a step, why, by which day, and what the rules look at to tell it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property

from app.models.address_book import AddressBook
from app.models.case import Case
from app.models.circles import order_of
from app.models.codes import CaseState, FiledKind, MeetingStatus
from app.models.consent_status import ConsentStatus
from app.models.days import days_later
from app.models.meeting import Meeting
from app.models.states import change_on
from app.models.who import Who


class Part(StrEnum):
    """How soon a step is wanted: the parts of the overview, in order."""

    LATE = "late"
    TODAY = "today"
    THIS_WEEK = "this_week"
    LATER = "later"


def part_of(due: date, today: date) -> Part:
    """In which part a step belongs that is wanted by a day; a week ends on Sunday."""
    if due < today:
        return Part.LATE
    if due == today:
        return Part.TODAY
    sunday = days_later(today, 6 - today.weekday())
    return Part.THIS_WEEK if due <= sunday else Part.LATER


class Step(StrEnum):
    """One errand, with a button of its own."""

    GO_ON_MEETING = "go_on_meeting"
    HOLD_MEETING = "hold_meeting"
    SEND_PLAN = "send_plan"
    SEND_MINUTES = "send_minutes"
    SEND_LIST = "send_list"
    ADD_GUARDIAN = "add_guardian"
    BUILD_GROUP = "build_group"
    SEE_CONSENT = "see_consent"
    PRINT_FORM = "print_form"
    RECORD_SIGNATURE = "record_signature"
    ACTIVATE = "activate"
    PLAN_MEETING = "plan_meeting"
    MOVE_MEETING = "move_meeting"
    SEE_ANSWERS = "see_answers"
    SEE_MEETING = "see_meeting"
    SEE_DATES = "see_dates"
    SEE_GROUP = "see_group"
    TRANSFER = "transfer"
    TICK_OFF = "tick_off"
    CHOOSE_STAND_IN = "choose_stand_in"
    SEE_BINDER = "see_binder"
    FOLLOW_UP = "follow_up"
    REOPEN = "reopen"
    SEE_PLAN = "see_plan"


class Cause(StrEnum):
    """Why a step presses; each names its fields of `Pressing`."""

    MEETING_ON = "meeting_on"  # `meeting` was opened and is not closed
    MEETING = "meeting"  # `meeting` is today, or should have been held; `persons` come, `no` do not
    PLAN_UNSENT = "plan_unsent"  # the plan of `meeting` has gone to nobody
    PLAN_PARTLY_SENT = "plan_partly_sent"  # nor has it to `persons`, who may have it
    MINUTES_UNSENT = "minutes_unsent"  # `meeting` of the group only talked, and nobody has its minutes
    LIST_CHANGED = "list_changed"  # the contact list sent last `on` is another now: `persons` wait (R9)
    NO_GUARDIAN = "no_guardian"  # a minor has none recorded
    NO_GROUP = "no_group"  # nobody is a member
    REFUSED = "refused"  # `who` refuses one in the group (R3)
    NOT_SIGNED = "not_signed"  # `who` must consent and have not
    WITHDRAWN = "withdrawn"  # `who` took it back
    EXPIRED = "expired"  # the consent of `who` ran out
    OUTSIDE_SCOPE = "outside_scope"  # `who` have not named all in the group, from `on`
    BIRTHDAY = "birthday"  # `on` the youth turns `age` and `who` must consent
    RUNS_OUT = "runs_out"  # `on` is the last day of the consents of `who`
    DEVIATION_ENDS = "deviation_ends"  # `on` is the last day of a decision that lets `who` off
    COVERED = "covered"  # all is ready for the case to begin
    PAUSE_ENDS = "pause_ends"  # `on` is the last day of a planned pause
    PAUSE_OVER = "pause_over"  # it was `on`
    NO_NEXT = "no_next"  # no meeting is planned, `days` since the last
    NO_FIRST = "no_first"  # none is planned and none was held, `days` since it began
    NEXT_TOO_LATE = "next_too_late"  # `meeting` comes more than five weeks after the last
    UNANSWERED = "unanswered"  # `persons` have not answered to `meeting`, the next working day
    MUST_NOT_MEET = "must_not_meet"  # `meeting` brings two together who must not meet (R9)
    KEY_DATE = "key_date"  # a day that matters is `on`
    DECISION_ENDED = "decision_ended"  # what the SIG rests on ended `on`
    AFTER_CLOSING = "after_closing"  # `on` it is `months` months since the case was closed
    MANY_SENT = "many_sent"  # an organisation has sent `persons` to the case, a new one `on` (R8)
    NOT_TRANSFERRED = "not_transferred"  # the `papers` of `meeting` are not in the record yet (R19)
    REMINDER = "reminder"  # her own
    NO_STAND_IN = "no_stand_in"  # nobody takes over, in `persons` cases with this one (R7)
    BINDER = "binder"  # the binder itself needs something


@dataclass(frozen=True, kw_only=True)
class Pressing:
    """One next step in one case, why, and by which day; of `due` the past is late."""

    step: Step
    cause: Cause
    due: date
    who: tuple[Who, ...] = ()
    on: date | None = None
    meeting: Meeting | None = None
    persons: int = 0
    no: int = 0
    days: int = 0
    months: int = 0
    age: int = 0
    papers: tuple[FiledKind, ...] = ()


@dataclass(frozen=True, slots=True)
class Answers:
    """How those who are called to a meeting have answered (R10)."""

    called: int = 0
    yes: int = 0
    no: int = 0

    @property
    def silent(self) -> int:
        """How many have not answered."""
        return self.called - self.yes - self.no


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A held meeting and what came of it.

    `agreed` says whether it has a plan, `sent_to` to whom that as it is now, or else its minutes, has gone
    (WHO texts), `filed` what of it the record has.
    """

    meeting: Meeting
    agreed: bool = False
    sent_to: frozenset[str] = frozenset()
    filed: frozenset[FiledKind] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Matter:
    """What the rules look at in one case at one moment.

    Of the meetings of `case` it is enough to have the planned ones, the last held of the group, and the last
    of a circle of its own: `held` are these two, in order of time. `form_on` is the day a consent form was
    made last; `answers` are by the keys of planned meetings.
    """

    now: datetime
    case: Case
    book: AddressBook
    status: ConsentStatus
    held: tuple[Held, ...] = ()
    form_on: date | None = None
    answers: Mapping[str, Answers] = field(default_factory=dict)

    @property
    def today(self) -> date:
        """The day of that moment."""
        return self.now.date()

    @cached_property
    def state(self) -> CaseState | None:
        """The case's state on the day."""
        return self.entered[0]

    @cached_property
    def entered(self) -> tuple[CaseState | None, date]:
        """The state and the day the case entered it."""
        change = change_on(self.case, self.today)
        return (None, self.today) if change is None else (change.state, change.date)

    @cached_property
    def planned(self) -> tuple[Meeting, ...]:
        """The planned meetings in order of time, those that should have been held first."""
        found = [each for each in self.case.meetings if each.status is MeetingStatus.PLANNED]
        return tuple(sorted(found, key=order_of))

    @cached_property
    def last(self) -> Meeting | None:
        """The last held meeting."""
        return self.held[-1].meeting if self.held else None
