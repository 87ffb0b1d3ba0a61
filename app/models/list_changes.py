"""Whether the contact list that people hold still says what it would say today (R9, R17)."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256

from app.models.snapshots import ContactLine, Snapshot
from app.models.who import Who

# Made once: all running cases are asked at a time.
_ENCODER = json.JSONEncoder(ensure_ascii=False)


@dataclass(frozen=True, kw_only=True)
class ListSaid(Snapshot):
    """The lines of a contact list, without its day, its recipient and its letterhead."""

    lines: tuple[ContactLine, ...]

    @property
    def says(self) -> str:
        """What tells whether two lists say the same: the order and the binder's own ids do not count."""
        words = sorted(_ENCODER.encode(_words(each)) for each in self.lines)
        return sha256("\n".join(words).encode()).hexdigest()


class ListChangeCode(StrEnum):
    """What is different on a list; `then` and `now` of `ListChange` are what stood and stands."""

    JOINED = "joined"
    LEFT = "left"
    NAME = "name"
    ROLE = "role"
    ORGANISATION = "organisation"
    PHONE = "phone"
    EMAIL = "email"
    WITHHELD = "withheld"  # how somebody is reached is no longer told, or is again


@dataclass(frozen=True, kw_only=True)
class ListChange:
    """One thing that differs between a list that was sent and the list of today."""

    code: ListChangeCode
    who: Who
    name: str
    then: str | None = None
    now: str | None = None


@dataclass(frozen=True, kw_only=True)
class ListSent:
    """A contact list that left: `to` nobody in particular where it was the whole group's copy."""

    to: Who | None
    at: datetime
    says: str


def waiting(says: str, recipients: Iterable[Who], sent: Sequence[ListSent]) -> tuple[Who, ...]:
    """Who should be given the list anew, in the order of the recipients; nobody while every list still holds.

    `says` is the list of today, `recipients` those who may have it. As soon as one of them holds another
    list than today's, those who have none yet wait with them: they were not there when it was sent. A list
    that has not left at all is not out of date.
    """
    latest = {who: _latest(who, sent) for who in recipients}
    if all(held in (None, says) for held in latest.values()):
        return ()
    return tuple(who for who, held in latest.items() if held != says)


def differences(then: Iterable[ContactLine], now: Iterable[ContactLine]) -> tuple[ListChange, ...]:
    """What differs between two lists, in the order of the one of today, then who has left.

    People are known by who they are, else by their name.
    """
    before, today = list(then), list(now)
    pairs = dict(_paired(before, today))
    found = [change for line in today for change in _of_line(pairs.get(line.person.who), line)]
    kept = {id(each) for each in pairs.values()}
    return (
        *found,
        *(
            ListChange(code=ListChangeCode.LEFT, who=each.person.who, name=each.person.name)
            for each in before
            if id(each) not in kept
        ),
    )


def _latest(who: Who, sent: Sequence[ListSent]) -> str | None:
    """What the last list said that somebody was given, or that was made for all."""
    theirs = [each for each in sent if each.to in (None, who)]
    return max(theirs, key=lambda each: each.at).says if theirs else None


def _paired(before: Sequence[ContactLine], today: Sequence[ContactLine]) -> Iterator[tuple[Who, ContactLine]]:
    by_who: Mapping[Who, ContactLine] = {each.person.who: each for each in before}
    here = {each.person.who for each in today}
    gone = {each.person.name: each for each in before if each.person.who not in here}
    for line in today:
        found = by_who.get(line.person.who) or gone.get(line.person.name)
        if found is not None:
            yield line.person.who, found


def _of_line(then: ContactLine | None, now: ContactLine) -> Iterator[ListChange]:
    who, name = now.person.who, now.person.name
    if then is None:
        yield ListChange(code=ListChangeCode.JOINED, who=who, name=name)
        return
    if then.withheld != now.withheld:
        yield ListChange(code=ListChangeCode.WITHHELD, who=who, name=name)
        return
    for code, one, other in (
        (ListChangeCode.NAME, then.person.name, now.person.name),
        (ListChangeCode.ROLE, then.person.role, now.person.role),
        (ListChangeCode.ORGANISATION, then.person.organisation, now.person.organisation),
        (ListChangeCode.PHONE, then.phone, now.phone),
        (ListChangeCode.EMAIL, then.email, now.email),
    ):
        if one != other:
            yield ListChange(code=code, who=who, name=name, then=one, now=other)


def _words(line: ContactLine) -> list[str | bool | None]:
    person = line.person
    return [person.name, person.role, person.organisation, line.phone, line.email, line.withheld]
