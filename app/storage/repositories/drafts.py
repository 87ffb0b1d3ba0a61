"""Drafts: what is typed and not yet a fact, kept by the form and the record it is about."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import String, cast, delete, select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Session

from app.models.clock import Clock
from app.models.records import Draft


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A draft as it was left: `base` tells what the record was when the typing began."""

    form: str
    record: str
    base: int | None
    content: Mapping[str, Any]
    at: datetime


class Drafts:
    """The drafts of the binder within one transaction."""

    def __init__(self, session: Session, clock: Clock) -> None:
        self._session = session
        self._clock = clock

    def put(self, form: str, record: str, content: Mapping[str, Any], *, base: int | None = None) -> None:
        """Keep what is typed, in place of what was kept of the same form and record."""
        values = {"base": base, "content": dict(content), "at": self._clock()}
        statement = insert(Draft).values(form=form, record=record, **values)
        self._session.execute(
            statement.on_conflict_do_update(index_elements=[Draft.form, Draft.record], set_=values)
        )

    def get(self, form: str, record: str) -> DraftRow | None:
        """The draft of a form and record, if there is one."""
        found = self._session.execute(_ROWS.where(Draft.form == form, Draft.record == record)).one_or_none()
        return None if found is None else DraftRow(*found)

    def all(self) -> Sequence[DraftRow]:
        """All drafts, the latest first."""
        return [DraftRow(*each) for each in self._session.execute(_ROWS.order_by(Draft.at.desc()))]

    def delete(self, form: str, record: str) -> None:
        """Forget a draft; none is as good."""
        self._session.execute(delete(Draft).where(Draft.form == form, Draft.record == record))

    def delete_of_case(self, case_id: str) -> None:
        """Forget every draft about a case: what is about one names it, in its record or in a field."""
        about = Draft.record == case_id
        for mark in " :":  # what of the case it is stands after either
            about |= Draft.record.startswith(f"{case_id}{mark}", autoescape=True)
        about |= cast(Draft.content, String).contains(json.dumps(case_id), autoescape=True)
        self._session.execute(delete(Draft).where(about))


_ROWS = select(Draft.form, Draft.record, Draft.base, Draft.content, Draft.at)
