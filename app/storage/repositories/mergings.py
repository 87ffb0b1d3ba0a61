"""Merges of the address book: who stands for whom now, and what each of them changed."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.codes import EntryKind
from app.models.records import Merging, MergingStep


def standing(session: Session, kind: EntryKind) -> dict[str, str]:
    """By the id of each entry that was merged away, the id of the one that stands for it now."""
    rows = session.execute(
        select(Merging.gone, Merging.kept).where(Merging.kind == kind, Merging.undone_at.is_(None))
    )
    direct: dict[str, str] = {row.gone: row.kept for row in rows}

    def end(key: str) -> str:
        seen = {key}
        while key in direct and direct[key] not in seen:
            key = direct[key]
            seen.add(key)
        return key

    return {gone: end(gone) for gone in direct}


def of_entry(session: Session, kind: EntryKind, key: str) -> Sequence[Merging]:
    """The merges that stand and made others part of an entry, the latest first."""
    statement = select(Merging).where(Merging.kind == kind, Merging.kept == key, Merging.undone_at.is_(None))
    return session.scalars(statement.order_by(Merging.id.desc())).all()


def steps_of(session: Session, merging_id: int) -> Sequence[MergingStep]:
    """What a merge changed, in the order in which it did."""
    statement = select(MergingStep).where(MergingStep.merging_id == merging_id)
    return session.scalars(statement.order_by(MergingStep.id)).all()
