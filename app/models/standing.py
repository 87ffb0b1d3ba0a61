"""What a document is in law, and whether it stands in social services' own record yet (R19)."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import CaseId, Record, Serial, coded
from app.models.codes import FiledKind, Standing


class Transfer(Record):
    """A document of a case was transferred to social services' own record (R19).

    `key` is a plan's version, a meeting's key, a note's key or an attachment's number. `revision` is the
    record's at the time: what has changed since is to be transferred anew.
    """

    __tablename__ = "transfer"
    __table_args__ = (UniqueConstraint("case_id", "kind", "key"),)

    id: Mapped[Serial] = mapped_column(init=False)
    case_id: Mapped[CaseId]
    kind: Mapped[FiledKind] = mapped_column(coded(FiledKind))
    key: Mapped[str]
    at: Mapped[datetime]
    by: Mapped[str]
    revision: Mapped[int] = mapped_column(default=0)


@dataclass(frozen=True, kw_only=True)
class Status:
    """A document's standing, since when and by whom; `changed` says that it was changed after its transfer.

    `since` is None where nobody noted the day it came.
    """

    standing: Standing
    since: datetime | None = None
    by: str | None = None
    changed: bool = False


def status_of(before: Status, transfer: Transfer | None, revision: int = 0) -> Status:
    """What a document is now: as it was before, unless this very state of it was transferred (R19)."""
    if transfer is None:
        return before
    if transfer.revision != revision:
        return Status(standing=before.standing, since=before.since, by=before.by, changed=True)
    return Status(standing=Standing.TRANSFERRED, since=transfer.at, by=transfer.by)
