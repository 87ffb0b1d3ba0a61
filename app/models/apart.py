"""Who must not meet or read whom, and from whom papers are withheld: the record, and what it keeps (R9)."""

from collections.abc import Iterable, Iterator
from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import CaseId, Day, Record, Serial
from app.models.codes import MustNot
from app.models.days import is_current
from app.models.who import Who, WhoColumn


class KeptApart(Record):
    """Two persons who must not meet or read each other, or somebody from whom papers are withheld.

    `who` is of the case; `other` of the same, or the youth or a guardian of `other_case_id`. Without `other`
    it is the group's papers that `who` must not read: all, or those of the meeting with the key `meeting`.
    `must_not` holds codes of `MustNot`; `until` is the last day; `note` is why, and on no paper (R20).
    """

    __tablename__ = "kept_apart"

    id: Mapped[Serial] = mapped_column(init=False)
    case_id: Mapped[CaseId] = mapped_column(init=False)
    who: Mapped[Who] = mapped_column(WhoColumn)
    date: Mapped[Day]
    other: Mapped[Who | None] = mapped_column(WhoColumn, default=None)
    # Either case takes it along when it is erased. An import may bring the other case later.
    other_case_id: Mapped[str | None] = mapped_column(
        ForeignKey("case.id", ondelete="CASCADE", deferrable=True, initially="DEFERRED"),
        index=True,
        default=None,
    )
    meeting: Mapped[str | None] = mapped_column(default=None)
    must_not: Mapped[list[str]] = mapped_column(default_factory=list)
    until: Mapped[Day | None] = mapped_column(default=None)
    note: Mapped[str | None] = mapped_column(default=None)


def persons_of(pair: KeptApart) -> tuple[tuple[str, Who], ...]:
    """Those it names, each by the case they are of and the WHO there: two, or the one who gets no papers."""
    one = (pair.case_id, pair.who)
    return (one,) if pair.other is None else (one, (pair.other_case_id or pair.case_id, pair.other))


def in_force(apart: Iterable[KeptApart], on: date) -> tuple[KeptApart, ...]:
    """Those that hold on a day; the first and the last day count."""
    return tuple(each for each in apart if is_current(each.date, each.until, on))


def withheld(apart: Iterable[KeptApart], who: Who, on: date, meeting: str | None = None) -> KeptApart | None:
    """What withholds the group's papers from somebody on a day, by the coordinator's own word (R5, R9).

    All papers, or those of one meeting where `meeting` is its key.
    """
    return next(
        (
            each
            for each in in_force(apart, on)
            if each.other is None and each.who == who and each.meeting in (None, meeting)
        ),
        None,
    )


def not_to_meet(apart: Iterable[KeptApart], on: date) -> tuple[tuple[Who, Who], ...]:
    """Who must not meet whom of the same case on a day."""
    return tuple(
        (each.who, each.other)
        for each in in_force(apart, on)
        if each.other is not None and each.other_case_id is None and MustNot.MEET in each.must_not
    )


def not_to_read_about(apart: Iterable[KeptApart], who: Who, on: date) -> tuple[Who, ...]:
    """Of whom in the same case somebody must not read on a day (R9).

    Plans, minutes and lists tell of everybody in the case, if only in free text: whoever must not read of one
    in it gets none of them.
    """
    return tuple(dict.fromkeys(_unread(apart, who, on)))


def _unread(apart: Iterable[KeptApart], who: Who, on: date) -> Iterator[Who]:
    for each in in_force(apart, on):
        if each.other is None or each.other_case_id is not None:
            continue
        if each.who == who and MustNot.READ in each.must_not:
            yield each.other
        elif each.other == who and MustNot.BE_READ in each.must_not:
            yield each.who
