"""The case and what hangs directly on it: the youth, guardians, states, dates and the group."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.apart import KeptApart
from app.models.base import CaseId, Day, GlobalId, Record, Revised, Serial, coded, many
from app.models.codes import (
    Basis,
    CaseState,
    Channel,
    ClosingReason,
    GoalOutcome,
    IncidentKind,
    IncidentRole,
    KeyDateKind,
    Nominator,
    NoteKind,
    Outcome,
    SituationAt,
    TargetGroup,
)
from app.models.consent import Consent, Deviation, Information
from app.models.meeting import Meeting
from app.models.who import Who, WhoColumn


class Case(Revised, Record):
    """One young person's SIG, from nomination to the end of retention; may have several periods."""

    __tablename__ = "case"

    id: Mapped[GlobalId]
    code_name: Mapped[str | None] = mapped_column(default=None)
    reference: Mapped[str | None] = mapped_column(default=None)
    coordinator_id: Mapped[str | None] = mapped_column(ForeignKey("coordinator.id"), default=None)
    stand_in_id: Mapped[str | None] = mapped_column(ForeignKey("coordinator.id"), default=None)
    responsible_social_worker_id: Mapped[str | None] = mapped_column(ForeignKey("contact.id"), default=None)
    target_group: Mapped[TargetGroup | None] = mapped_column(coded(TargetGroup), default=None)
    basis: Mapped[Basis | None] = mapped_column(coded(Basis), default=None)
    life_areas: Mapped[str | None] = mapped_column(default=None)
    nominated_by: Mapped[Nominator | None] = mapped_column(coded(Nominator), default=None)

    young_person: Mapped["YoungPerson"] = relationship(
        init=False, lazy="raise", cascade="all, delete-orphan", passive_deletes=True
    )
    guardians: Mapped[list["Guardian"]] = many("Guardian.id")
    states: Mapped[list["CaseStateChange"]] = many("CaseStateChange.position")
    key_dates: Mapped[list["KeyDate"]] = many("KeyDate.id")
    deviations: Mapped[list[Deviation]] = many("Deviation.id")
    participants: Mapped[list["Participant"]] = many("Participant.id")
    wishes: Mapped[list["Wish"]] = many("Wish.id")
    information: Mapped[list[Information]] = many("Information.id")
    consents: Mapped[list[Consent]] = many("Consent.id")
    meetings: Mapped[list[Meeting]] = many("Meeting.id")
    reports: Mapped[list["Report"]] = many("Report.id")
    incidents: Mapped[list["Incident"]] = many("Incident.id")
    situations: Mapped[list["Situation"]] = many("Situation.id")
    evaluations: Mapped[list["Evaluation"]] = many("Evaluation.id")
    notes: Mapped[list["Note"]] = many("Note.id")
    attachments: Mapped[list["Attachment"]] = many("Attachment.id")
    kept_apart: Mapped[list[KeptApart]] = many("KeptApart.id", key="KeptApart.case_id")


class YoungPerson(Record):
    """The person a case is about, 13–29 years old."""

    __tablename__ = "young_person"

    case_id: Mapped[str] = mapped_column(
        ForeignKey("case.id", ondelete="CASCADE"), primary_key=True, init=False
    )
    name: Mapped[str]
    birth_date: Mapped[Day]
    identity_number: Mapped[str | None] = mapped_column(default=None)
    protected_identity: Mapped[bool] = mapped_column(default=False)
    language: Mapped[str] = mapped_column(default="sv")
    interpreter: Mapped[bool | None] = mapped_column(default=None)
    email: Mapped[str | None] = mapped_column(default=None)
    phone: Mapped[str | None] = mapped_column(default=None)
    phone_on_list: Mapped[bool] = mapped_column(default=True)
    address: Mapped[str | None] = mapped_column(default=None)
    school: Mapped[str | None] = mapped_column(default=None)
    district: Mapped[str | None] = mapped_column(default=None)
    channel: Mapped[Channel | None] = mapped_column(coded(Channel), default=None)


class Guardian(Revised, Record):
    """A legal guardian; all that are current on a day count (R1). Days are inclusive."""

    __tablename__ = "guardian"
    __table_args__ = (UniqueConstraint("case_id", "key"),)

    id: Mapped[Serial] = mapped_column(init=False)
    case_id: Mapped[CaseId] = mapped_column(init=False)
    key: Mapped[str]
    name: Mapped[str]
    relation: Mapped[str | None] = mapped_column(default=None)
    from_: Mapped[Day | None] = mapped_column("from", default=None)
    to: Mapped[Day | None] = mapped_column(default=None)
    email: Mapped[str | None] = mapped_column(default=None)
    phone: Mapped[str | None] = mapped_column(default=None)
    phone_on_list: Mapped[bool] = mapped_column(default=True)
    language: Mapped[str | None] = mapped_column(default=None)
    interpreter: Mapped[bool | None] = mapped_column(default=None)
    protected_identity: Mapped[bool] = mapped_column(default=False)
    channel: Mapped[Channel | None] = mapped_column(coded(Channel), default=None)


class CaseStateChange(Record):
    """The case entered a state on a day, for a reason (R21).

    A pause has a last day, and `call` is the person whom the youth calls meanwhile (R10).
    """

    __tablename__ = "case_state_change"
    __table_args__ = (
        # What state each of thousands of cases is in is read from the index alone.
        Index("ix_case_state_change_latest", "case_id", "date", "position", "state"),
        # Which were closed of late, among all that ever changed.
        Index("ix_case_state_change_closed", "date", "case_id", sqlite_where=text("state = 'closed'")),
    )

    id: Mapped[Serial] = mapped_column(init=False)
    case_id: Mapped[CaseId] = mapped_column(init=False)
    position: Mapped[int]
    state: Mapped[CaseState] = mapped_column(coded(CaseState))
    date: Mapped[Day]
    reason: Mapped[str | None] = mapped_column(default=None)
    until: Mapped[Day | None] = mapped_column(default=None)
    call: Mapped[Who | None] = mapped_column(WhoColumn, default=None)
    closing: Mapped["Closing | None"] = relationship(
        init=False, lazy="raise", cascade="all, delete-orphan", passive_deletes=True
    )


class Closing(Record):
    """How a period ended (R24); belongs to a change to the state closed."""

    __tablename__ = "closing"

    state_change_id: Mapped[int] = mapped_column(
        ForeignKey("case_state_change.id", ondelete="CASCADE"), primary_key=True, init=False
    )
    reason: Mapped[ClosingReason] = mapped_column(coded(ClosingReason))
    note: Mapped[str | None] = mapped_column(default=None)
    continued_support: Mapped[str | None] = mapped_column(default=None)
    goal_outcomes: Mapped[list["ClosingGoal"]] = many("ClosingGoal.id")


class ClosingGoal(Record):
    """How one goal stood when the period ended."""

    __tablename__ = "closing_goal"

    id: Mapped[Serial] = mapped_column(init=False)
    closing_id: Mapped[int] = mapped_column(
        ForeignKey("closing.state_change_id", ondelete="CASCADE"), index=True, init=False
    )
    goal: Mapped[str]
    outcome: Mapped[GoalOutcome] = mapped_column(coded(GoalOutcome))


class KeyDate(Record):
    """A day that matters: end of the decision or sanction, placement, trial, release (R22)."""

    __tablename__ = "key_date"

    id: Mapped[Serial] = mapped_column(init=False)
    case_id: Mapped[CaseId] = mapped_column(init=False)
    kind: Mapped[KeyDateKind] = mapped_column(coded(KeyDateKind))
    date: Mapped[Day]
    note: Mapped[str | None] = mapped_column(default=None)


class Participant(Revised, Record):
    """A contact's membership of the group; `to` is the last day (R7)."""

    __tablename__ = "participant"

    id: Mapped[Serial] = mapped_column(init=False)
    case_id: Mapped[CaseId] = mapped_column(init=False)
    contact_id: Mapped[str] = mapped_column(ForeignKey("contact.id"), index=True)
    from_: Mapped[Day] = mapped_column("from")
    to: Mapped[Day | None] = mapped_column(default=None)
    purpose: Mapped[str | None] = mapped_column(default=None)
    mandate: Mapped[bool | None] = mapped_column(default=None)
    wanted_by_youth: Mapped[bool | None] = mapped_column(default=None)


class Wish(Record):
    """Whom the youth wants in the group, or does not (R7); `about` is free text or a name."""

    __tablename__ = "wish"

    id: Mapped[Serial] = mapped_column(init=False)
    case_id: Mapped[CaseId] = mapped_column(init=False)
    about: Mapped[str]
    wanted: Mapped[bool]
    date: Mapped[Day]
    note: Mapped[str | None] = mapped_column(default=None)


class Report(Record):
    """News of an action between two meetings (R11); `action` is the action's key."""

    __tablename__ = "report"

    id: Mapped[Serial] = mapped_column(init=False)
    case_id: Mapped[CaseId] = mapped_column(init=False)
    action: Mapped[str]
    date: Mapped[Day]
    by: Mapped[Who | None] = mapped_column(WhoColumn, default=None)
    outcome: Mapped[Outcome | None] = mapped_column(coded(Outcome), default=None)
    note: Mapped[str | None] = mapped_column(default=None)


class Incident(Record):
    """What came in about the youth, dated."""

    __tablename__ = "incident"

    id: Mapped[Serial] = mapped_column(init=False)
    case_id: Mapped[CaseId] = mapped_column(init=False)
    date: Mapped[Day]
    kind: Mapped[IncidentKind] = mapped_column(coded(IncidentKind))
    role: Mapped[IncidentRole | None] = mapped_column(coded(IncidentRole), default=None)
    source: Mapped[str | None] = mapped_column(default=None)
    note: Mapped[str | None] = mapped_column(default=None)


class Situation(Record):
    """How the youth had it at one time; `values` maps a `SituationValue` to a `SituationAnswer`."""

    __tablename__ = "situation"

    id: Mapped[Serial] = mapped_column(init=False)
    case_id: Mapped[CaseId] = mapped_column(init=False)
    at: Mapped[SituationAt] = mapped_column(coded(SituationAt))
    date: Mapped[Day]
    values: Mapped[dict[str, str]] = mapped_column(default_factory=dict)


class Evaluation(Record):
    """The youth's or another's answers on a day; each is 1–5."""

    __tablename__ = "evaluation"

    id: Mapped[Serial] = mapped_column(init=False)
    case_id: Mapped[CaseId] = mapped_column(init=False)
    date: Mapped[Day]
    by: Mapped[Who | None] = mapped_column(WhoColumn, default=None)
    answers: Mapped[dict[str, int]] = mapped_column(default_factory=dict)
    comment: Mapped[str | None] = mapped_column(default=None)


class Note(Revised, Record):
    """What the coordinator wrote down between meetings; a private one is never for the group (R16)."""

    __tablename__ = "note"
    __table_args__ = (UniqueConstraint("case_id", "key"),)

    id: Mapped[Serial] = mapped_column(init=False)
    case_id: Mapped[CaseId] = mapped_column(init=False)
    key: Mapped[str]
    at: Mapped[datetime]
    text: Mapped[str]
    kind: Mapped[NoteKind | None] = mapped_column(coded(NoteKind), default=None)
    with_: Mapped[str | None] = mapped_column("with", default=None)
    private: Mapped[bool] = mapped_column(default=False)
    follow_up_on: Mapped[Day | None] = mapped_column(default=None)


class Attachment(Record):
    """A received file, such as a scanned consent; the bytes are loaded only when asked for."""

    __tablename__ = "attachment"

    id: Mapped[Serial] = mapped_column(init=False)
    case_id: Mapped[CaseId] = mapped_column(init=False)
    name: Mapped[str]
    media_type: Mapped[str]
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True, deferred_raiseload=True)
    digest: Mapped[str]
    consent: Mapped[str | None] = mapped_column(default=None)


class Reminder(Record):
    """The coordinator's own dated line, with or without a case."""

    __tablename__ = "reminder"

    id: Mapped[Serial] = mapped_column(init=False)
    date: Mapped[Day]
    text: Mapped[str]
    case_id: Mapped[str | None] = mapped_column(
        ForeignKey("case.id", ondelete="CASCADE"), index=True, default=None
    )
    done: Mapped[bool | None] = mapped_column(default=None)
