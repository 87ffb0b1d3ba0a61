"""Who may know what was said at a meeting: the group, or a small meeting's own circle (R16)."""

from collections.abc import Iterable
from datetime import date, datetime

from app.models.case import Case
from app.models.codes import MeetingKind, MeetingStatus
from app.models.meeting import Meeting
from app.models.who import Who, WhoKind


def circle_of(meeting: Meeting) -> frozenset[Who] | None:
    """The persons a meeting was for, coordinators left out; None for a meeting of the whole group.

    A meeting of any kind that names a circle keeps to it.
    """
    if meeting.kind is not MeetingKind.SMALL and not meeting.circle:
        return None
    named = (Who.parse(each) for each in meeting.circle)
    return frozenset(who for who in named if who.kind is not WhoKind.COORDINATOR)


def is_of_the_group(meeting: Meeting) -> bool:
    """Whether a meeting was one of the whole group."""
    return circle_of(meeting) is None


def may_know(who: Who, meeting: Meeting) -> bool:
    """Whether what was agreed at a meeting is for a person of the group; a coordinator may know all."""
    circle = circle_of(meeting)
    return circle is None or who in circle or who.kind is WhoKind.COORDINATOR


def is_shared_with(meeting: Meeting, other: Meeting) -> bool:
    """Whether all who sit at `other` may know what `meeting` agreed."""
    circle, listeners = circle_of(meeting), circle_of(other)
    return circle is None or (listeners is not None and listeners <= circle)


def order_of(meeting: Meeting) -> tuple[datetime, int, str]:
    """By what meetings are put in order: time, then number, then key."""
    return meeting.starts, meeting.number, meeting.key


def held(meetings: Iterable[Meeting], *, before: Meeting | None = None) -> tuple[Meeting, ...]:
    """The held meetings in order, those before another if one is given."""
    return tuple(
        each
        for each in sorted(meetings, key=order_of)
        if each.status is MeetingStatus.HELD
        and (before is None or (each is not before and order_of(each) < order_of(before)))
    )


def latest_held(meetings: Iterable[Meeting]) -> tuple[Meeting, ...]:
    """The last held meeting of the group and the last of a circle of its own, in order."""
    found = {is_of_the_group(each): each for each in held(meetings)}
    return tuple(sorted(found.values(), key=order_of))


def last_held(case: Case, on: date | None = None) -> Meeting | None:
    """The last held meeting of the group, until and with a day if one is given."""
    return next(
        (
            each
            for each in reversed(held(case.meetings))
            if is_of_the_group(each) and (on is None or each.starts.date() <= on)
        ),
        None,
    )


def next_planned(case: Case, after: datetime) -> Meeting | None:
    """The first planned meeting of the group that starts at a time or later."""
    coming = (
        each
        for each in case.meetings
        if each.status is MeetingStatus.PLANNED and is_of_the_group(each) and each.starts >= after
    )
    return min(coming, key=order_of, default=None)
