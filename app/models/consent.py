"""Consents to exchange information, deviations from who must give them, and what people were told."""

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import CaseId, Day, Record, Revised, Serial
from app.models.who import Who, WhoColumn


class Consent(Revised, Record):
    """One person's signed consent (R2); days are inclusive, `withdrawn` counts from that day on.

    `organisations` holds organisation ids, `contact:ID` and `guardian:ID`; with `all_organisations`
    it is empty and the scope is the organisations in the group on the day of signing. `refused` holds
    organisation ids.
    """

    __tablename__ = "consent"
    __table_args__ = (UniqueConstraint("case_id", "key"),)

    id: Mapped[Serial] = mapped_column(init=False)
    case_id: Mapped[CaseId] = mapped_column(init=False)
    key: Mapped[str]
    by: Mapped[Who] = mapped_column(WhoColumn)
    signed: Mapped[Day]
    valid_from: Mapped[Day]
    valid_until: Mapped[Day | None] = mapped_column(default=None)
    all_organisations: Mapped[bool] = mapped_column(default=False)
    organisations: Mapped[list[str]] = mapped_column(default_factory=list)
    refused: Mapped[list[str]] = mapped_column(default_factory=list)
    purpose: Mapped[str | None] = mapped_column(default=None)
    kinds: Mapped[list[str]] = mapped_column(default_factory=list)
    withdrawn: Mapped[Day | None] = mapped_column(default=None)
    note: Mapped[str | None] = mapped_column(default=None)


class Deviation(Record):
    """A decision that some persons need not consent in this case (R1); days are inclusive."""

    __tablename__ = "deviation"

    id: Mapped[Serial] = mapped_column(init=False)
    case_id: Mapped[CaseId] = mapped_column(init=False)
    ground: Mapped[str]
    not_required: Mapped[list[str]]
    decided_by: Mapped[str]
    date: Mapped[Day]
    until: Mapped[Day | None] = mapped_column(default=None)


class Information(Record):
    """Who was told what SIG is, when, how and in what language (R6)."""

    __tablename__ = "information"

    id: Mapped[Serial] = mapped_column(init=False)
    case_id: Mapped[CaseId] = mapped_column(init=False)
    to: Mapped[Who] = mapped_column(WhoColumn)
    date: Mapped[Day]
    language: Mapped[str | None] = mapped_column(default=None)
    interpreter: Mapped[bool | None] = mapped_column(default=None)
    how: Mapped[str | None] = mapped_column(default=None)
    understood: Mapped[bool | None] = mapped_column(default=None)
