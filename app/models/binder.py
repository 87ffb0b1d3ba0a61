"""The binder's own memory: plan versions, what was sent, drafts, the log, settings and import marks."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, LargeBinary, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import CaseId, Record, Serial, coded
from app.models.codes import Channel, Paper, Standing


class PlanVersion(Record):
    """The action plan as agreed at a meeting, fixed (R15).

    `snapshot` is the canonical JSON of a `PlanSnapshot`, `digest` its SHA-256. `version` counts from 1 in
    the case; a correction names the version it `replaces`.
    """

    __tablename__ = "plan_version"
    __table_args__ = (
        UniqueConstraint("case_id", "version"),
        Index("ix_plan_version_meeting", "case_id", "meeting_key", "version"),
    )

    id: Mapped[Serial] = mapped_column(init=False)
    case_id: Mapped[CaseId]
    meeting_key: Mapped[str]
    version: Mapped[int]
    agreed_at: Mapped[datetime]
    snapshot: Mapped[str]
    digest: Mapped[str]
    replaces: Mapped[int | None] = mapped_column(default=None)


class SentDocument(Record):
    """The bytes of a paper that left the binder, as they were before encryption (R15)."""

    __tablename__ = "sent_document"

    digest: Mapped[str] = mapped_column(primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True, deferred_raiseload=True)


class Picture(Record):
    """The bytes of a logotype as papers bear it, cleaned on the way in; kept while a plan shows it (R15)."""

    __tablename__ = "picture"

    digest: Mapped[str] = mapped_column(primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)


class SentList(Record):
    """What a contact list said when it left, whoever got it on whichever day, so that changes show (R9).

    `lines` is the canonical JSON of a `ListSaid`, `digest` tells whether two lists say the same.
    """

    __tablename__ = "sent_list"

    digest: Mapped[str] = mapped_column(primary_key=True)
    lines: Mapped[str]


class Dispatch(Record):
    """A paper was made, printed or sent: to whom, how, when and on which ground (R17).

    `to` is a WHO text, `record` for the host's own record, or null for the whole copy. `how` is
    `printed`, `drafted`, `saved`, `handed_over`, or `messaged` for the words of a text message.
    `meeting_key` and `plan_version` say which plan it was, `says` what a contact list said.
    """

    __tablename__ = "dispatch"
    # To whom a plan has gone and when a form was made, for all running cases at once.
    __table_args__ = (
        Index("ix_dispatch_paper", "case_id", "paper", "meeting_key", "to", "at", "plan_version"),
        # The consent forms, which lie far from the plans in the index above.
        Index("ix_dispatch_form", "case_id", "at", sqlite_where=text("paper = 'consent_form'")),
        # What everybody's contact list says: found without looking at the papers of years.
        Index("ix_dispatch_says", "case_id", "to", "at", "says", sqlite_where=text("says IS NOT NULL")),
    )

    id: Mapped[Serial] = mapped_column(init=False)
    case_id: Mapped[CaseId]
    at: Mapped[datetime]
    by: Mapped[str]
    paper: Mapped[Paper] = mapped_column(coded(Paper))
    how: Mapped[str]
    document: Mapped[str] = mapped_column(ForeignKey("sent_document.digest"))
    to: Mapped[str | None] = mapped_column(index=True, default=None)
    to_name: Mapped[str | None] = mapped_column(default=None)
    channel: Mapped[Channel | None] = mapped_column(coded(Channel), default=None)
    encrypted: Mapped[bool] = mapped_column(default=False)
    ground: Mapped[str | None] = mapped_column(default=None)
    reason: Mapped[str | None] = mapped_column(default=None)
    standing: Mapped[Standing] = mapped_column(coded(Standing), default=Standing.ESTABLISHED)
    meeting_key: Mapped[str | None] = mapped_column(default=None)
    plan_version: Mapped[int | None] = mapped_column(default=None)
    secret: Mapped[str | None] = mapped_column(default=None)
    says: Mapped[str | None] = mapped_column(ForeignKey("sent_list.digest"), default=None)


class Draft(Record):
    """What is typed in a form and not yet a fact; never indexed, logged or exported.

    `form` and `record` name the place; `base` tells what the record was when the typing began.
    """

    __tablename__ = "draft"

    form: Mapped[str] = mapped_column(primary_key=True)
    record: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    base: Mapped[int | None] = mapped_column(default=None)
    content: Mapped[dict[str, Any]] = mapped_column(default_factory=dict)


class LogEntry(Record):
    """One line of the log, a link of a hash chain over salted digests (trust.md, promise 4).

    `detail` and its `salt` may be erased by retention; `detail_digest` stays and keeps the chain whole.
    """

    __tablename__ = "log_entry"
    __table_args__ = (Index("ix_log_entry_at", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    by: Mapped[str]
    what: Mapped[str]
    salt: Mapped[str | None]
    detail: Mapped[str | None]
    detail_digest: Mapped[str]
    previous: Mapped[str]
    digest: Mapped[str]


class Setting(Record):
    """One choice of the binder, as JSON."""

    __tablename__ = "setting"

    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[Any] = mapped_column(default=None)


class ImportMark(Record):
    """The digest of a record as it was imported, so that a later import knows whether it was changed here."""

    __tablename__ = "import_mark"

    path: Mapped[str] = mapped_column(primary_key=True)
    digest: Mapped[str]
