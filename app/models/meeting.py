"""Meetings and what is agreed at them: attendance, follow-ups, goals and actions."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import CaseId, Record, Revised, Serial, coded, many
from app.models.codes import Answer, AttendanceStatus, MeetingKind, MeetingStatus, Outcome, ViewAbsent
from app.models.who import Who, WhoColumn

OWN_CIRCLE = "kind = 'small' OR circle <> '[]'"
"""Which meetings were for a circle of their own, as the database asks it: see `circles.circle_of` (R16)."""


class Meeting(Revised, Record):
    """A meeting of the group, or of a circle of it; in progress while planned and `opened_at` is set.

    `starts` is local time, `minutes` the planned length. `circle` holds WHO texts.
    """

    __tablename__ = "meeting"
    __table_args__ = (
        UniqueConstraint("case_id", "key"),
        # The planned ones of all cases, and the last held of some, without a look at the others' words.
        Index("ix_meeting_status", "status", "case_id", "starts"),
        # The few meetings that were not for the whole group (R16).
        Index("ix_meeting_circle", "case_id", "starts", sqlite_where=text(OWN_CIRCLE)),
    )

    id: Mapped[Serial] = mapped_column(init=False)
    case_id: Mapped[CaseId] = mapped_column(init=False)
    key: Mapped[str]
    number: Mapped[int]
    kind: Mapped[MeetingKind] = mapped_column(coded(MeetingKind))
    starts: Mapped[datetime] = mapped_column(index=True)
    status: Mapped[MeetingStatus] = mapped_column(coded(MeetingStatus))
    minutes: Mapped[int] = mapped_column(default=60)
    place: Mapped[str | None] = mapped_column(default=None)
    circle: Mapped[list[str]] = mapped_column(default_factory=list)
    strengths: Mapped[str | None] = mapped_column(default=None)
    youth_view: Mapped[str | None] = mapped_column(default=None)
    youth_view_absent: Mapped[ViewAbsent | None] = mapped_column(coded(ViewAbsent), default=None)
    notes: Mapped[str | None] = mapped_column(default=None)
    private_notes: Mapped[str | None] = mapped_column(default=None)
    opened_at: Mapped[datetime | None] = mapped_column(default=None)
    closed_at: Mapped[datetime | None] = mapped_column(default=None)

    called: Mapped[list["Called"]] = many("Called.id")
    attendance: Mapped[list["Attendance"]] = many("Attendance.id")
    follow_ups: Mapped[list["FollowUp"]] = many("FollowUp.id")
    goals: Mapped[list["Goal"]] = many("Goal.position")


class Called(Record):
    """A person who was invited or called to a meeting, and the answer (R10)."""

    __tablename__ = "called"
    __table_args__ = (Index("ix_called_answer", "meeting_id", "answer"),)

    id: Mapped[Serial] = mapped_column(init=False)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"), init=False)
    who: Mapped[Who] = mapped_column(WhoColumn)
    answer: Mapped[Answer | None] = mapped_column(coded(Answer), default=None)
    interpreter: Mapped[str | None] = mapped_column(default=None)


class Attendance(Record):
    """Whether a person came to a meeting.

    A substitute is either a contact (`substitute_contact`, its id) or a name, perhaps with an
    organisation's id.
    """

    __tablename__ = "attendance"

    id: Mapped[Serial] = mapped_column(init=False)
    meeting_id: Mapped[int] = mapped_column(
        ForeignKey("meeting.id", ondelete="CASCADE"), index=True, init=False
    )
    who: Mapped[Who] = mapped_column(WhoColumn, index=True)
    status: Mapped[AttendanceStatus] = mapped_column(coded(AttendanceStatus))
    substitute_contact: Mapped[str | None] = mapped_column(ForeignKey("contact.id"), index=True, default=None)
    substitute_name: Mapped[str | None] = mapped_column(default=None)
    substitute_organisation: Mapped[str | None] = mapped_column(
        ForeignKey("organisation.id"), index=True, default=None
    )
    reason: Mapped[str | None] = mapped_column(default=None)


class FollowUp(Record):
    """The verdict on one action of an earlier plan, given at this meeting (R11)."""

    __tablename__ = "follow_up"

    id: Mapped[Serial] = mapped_column(init=False)
    meeting_id: Mapped[int] = mapped_column(
        ForeignKey("meeting.id", ondelete="CASCADE"), index=True, init=False
    )
    action: Mapped[str]
    outcome: Mapped[Outcome] = mapped_column(coded(Outcome))
    note: Mapped[str | None] = mapped_column(default=None)
    done_on: Mapped[date | None] = mapped_column(default=None)


class Goal(Record):
    """A goal as it stood at one meeting; `continues` is the key of the same goal at an earlier one (R12)."""

    __tablename__ = "goal"

    id: Mapped[Serial] = mapped_column(init=False)
    meeting_id: Mapped[int] = mapped_column(
        ForeignKey("meeting.id", ondelete="CASCADE"), index=True, init=False
    )
    key: Mapped[str]
    position: Mapped[int]
    life_area: Mapped[str]
    goal: Mapped[str]
    long_term: Mapped[str | None] = mapped_column(default=None)
    continues: Mapped[str | None] = mapped_column(default=None)
    actions: Mapped[list["Action"]] = many("Action.position")


class Action(Record):
    """Who does what by when, and how it is documented (R12).

    `order` is the coordinator's own, `position` the place in the list; `carried_from` is the key of
    the action that this one carries on (R11).
    """

    __tablename__ = "action"

    id: Mapped[Serial] = mapped_column(init=False)
    goal_id: Mapped[int] = mapped_column(ForeignKey("goal.id", ondelete="CASCADE"), index=True, init=False)
    key: Mapped[str]
    position: Mapped[int]
    what: Mapped[str]
    responsible: Mapped[Who] = mapped_column(WhoColumn)
    due: Mapped[date | None] = mapped_column(default=None)
    order: Mapped[int | None] = mapped_column(default=None)
    documented: Mapped[str | None] = mapped_column(default=None)
    carried_from: Mapped[str | None] = mapped_column(default=None)
