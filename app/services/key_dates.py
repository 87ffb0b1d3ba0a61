"""The days that matter in a case: noted, changed, taken away (R22)."""

from dataclasses import dataclass
from datetime import date

from app.models.case import Case, KeyDate
from app.models.codes import KeyDateKind
from app.models.errors import Kind, KnownError
from app.services import checks
from app.services.changes import Changes
from app.storage.binder import Binder


@dataclass(frozen=True, kw_only=True)
class KeyDateFacts:
    """A key date as it is typed; a day that has been is as good as one to come."""

    kind: KeyDateKind
    date: date
    note: str | None = None

    @classmethod
    def of(cls, key_date: KeyDate) -> "KeyDateFacts":
        """The key date as it stands."""
        return cls(kind=key_date.kind, date=key_date.date, note=key_date.note)


def add_key_date(binder: Binder, case_id: str, facts: KeyDateFacts) -> Changes:
    """Note a day that matters, of which the coordinator is warned beforehand; its number is among the ids.

    A placement changes no state: it closes nothing (R22).
    """
    with binder.writing() as work:
        case = work.case(case_id)
        made = KeyDate(kind=facts.kind, date=facts.date, note=checks.line(facts.note))
        case.key_dates.append(made)
        work.flush()
        work.log("key_date_added", case=case_id, detail=_said(made))
        return Changes.of("key_date", ids=(case_id, str(made.id)))


def edit_key_date(binder: Binder, case_id: str, key_date_id: int, facts: KeyDateFacts) -> Changes:
    """Change a key date, as when a trial is put off; the day before goes into the log."""
    with binder.writing() as work:
        found = key_date(work.case(case_id), key_date_id)
        work.log("key_date_changed", case=case_id, detail=_said(found))
        found.kind = facts.kind
        found.date = facts.date
        found.note = checks.line(facts.note)
    return Changes.of("key_date", ids=(case_id, str(key_date_id)))


def remove_key_date(binder: Binder, case_id: str, key_date_id: int) -> Changes:
    """Take away a day that was noted by mistake or no longer holds; none is as good."""
    with binder.writing() as work:
        case = work.case(case_id)
        for each in [one for one in case.key_dates if one.id == key_date_id]:
            case.key_dates.remove(each)
            work.log("key_date_removed", case=case_id, detail=_said(each))
    return Changes.of("key_date", ids=(case_id,))


def key_date(case: Case, key_date_id: int) -> KeyDate:
    """The key date of that number; KnownError RULE `no_such_key_date`."""
    for each in case.key_dates:
        if each.id == key_date_id:
            return each
    raise KnownError(Kind.RULE, "no_such_key_date")


def _said(key_date: KeyDate) -> dict[str, str | int]:
    return {"kind": str(key_date.kind), "on": str(key_date.date)}
