"""The days that matter in a case, of which the coordinator is warned beforehand (R22)."""

from datetime import date

from app.models.case import Case, KeyDate
from app.models.codes import KeyDateKind
from app.models.days import days_later
from app.models.states import ENROLLED, OVER, state_on

WARN_AHEAD = 30
"""Days before a key date at which the coordinator is warned (R22)."""

ENDS = frozenset({KeyDateKind.DECISION_ENDS, KeyDateKind.SANCTION_ENDS})
"""What the SIG may rest on: when it has ended, something new must be decided."""


def coming_key_dates(case: Case, on: date, *, within: int = WARN_AHEAD) -> tuple[KeyDate, ...]:
    """The key dates of the next days, the day itself and the last one included, in order (R22).

    None in a case that is closed or declined on the day. A placement that begins closes nothing: the case
    is warned of its other dates as before.
    """
    if state_on(case, on) in OVER:
        return ()
    last = days_later(on, within)
    return tuple(sorted((each for each in case.key_dates if on <= each.date <= last), key=_order))


def ended(case: Case, on: date) -> tuple[KeyDate, ...]:
    """The ends of a decision or a sanction that have passed while the youth is enrolled, in order (R22).

    Only the latest of its kind, and only while no later one is noted: a prolonged decision has not ended.
    The date is the last day that counts.
    """
    if state_on(case, on) not in ENROLLED:
        return ()
    latest: dict[KeyDateKind, KeyDate] = {}
    for each in sorted(case.key_dates, key=_order):
        if each.kind in ENDS:
            latest[each.kind] = each
    return tuple(sorted((each for each in latest.values() if each.date < on), key=_order))


def placement(case: Case, on: date) -> KeyDate | None:
    """The beginning of the placement that a day lies in, its first and last days included, else None (R22).

    A placement ends with the first end noted on or after its beginning, and lasts while none is.
    """
    begun = [each for each in case.key_dates if each.kind is KeyDateKind.PLACEMENT_FROM and each.date <= on]
    if not begun:
        return None
    first = max(begun, key=_order)
    ends = [each.date for each in case.key_dates if each.kind is KeyDateKind.PLACEMENT_TO]
    last = min((each for each in ends if each >= first.date), default=None)
    return first if last is None or on <= last else None


def _order(key_date: KeyDate) -> date:
    return key_date.date
