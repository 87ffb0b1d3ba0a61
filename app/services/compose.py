"""From records to the snapshots that papers are made of: names written out, what may not be said left out."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.models.actions import Agreed, all_agreed, in_order, times_carried
from app.models.address_book import AddressBook
from app.models.case import Case, Guardian
from app.models.codes import MeetingStatus
from app.models.contact_list import is_hidden_school
from app.models.cover import cover_on
from app.models.meeting import Action, Attendance, Goal, Meeting
from app.models.required import DEFAULT_BANDS
from app.models.snapshots import (
    Attended,
    FollowedUp,
    Letterhead,
    NextMeeting,
    Person,
    PlannedAction,
    PlannedArea,
    PlannedGoal,
    PlanSnapshot,
    Words,
)
from app.models.who import Who, WhoKind


@dataclass(frozen=True)
class Setting:
    """What a binder says of itself on its papers: letterhead, words, and its life areas by key in order.

    `demo` says that all in it is invented.
    """

    letterhead: Letterhead = field(default_factory=Letterhead)
    words: Words = field(default_factory=Words)
    areas: Mapping[str, str] = field(default_factory=dict)
    demo: bool = False


def person(case: Case, book: AddressBook, who: Who) -> Person:
    """A person as a paper names them.

    Who has a protected identity is named without organisation, and so is who works at the school of a youth
    who has one (R9).
    """
    match who.kind:
        case WhoKind.YOUTH:
            return Person(who=who, name=case.young_person.name)
        case WhoKind.GUARDIAN:
            guardian = guardian_of(case, who.key)
            return Person(who=who, name=guardian.name, role=guardian.relation)
        case WhoKind.CONTACT:
            contact = book.contacts[who.key]
            organisation = None if contact.protected_identity else book.organisation_of(who.key)
            return Person(
                who=who,
                name=contact.name,
                role=contact.role,
                organisation=None if organisation is None else _said_of(case, organisation.name),
            )
        case WhoKind.COORDINATOR:
            coordinator = book.coordinators[who.key]
            return Person(
                who=who, name=coordinator.name, role=coordinator.title, organisation=coordinator.unit
            )


def _said_of(case: Case, organisation: str) -> str | None:
    return None if is_hidden_school(case, organisation) else organisation


def guardian_of(case: Case, key: str) -> Guardian:
    """The guardian of a case with that key; StopIteration where the case has none (a broken record)."""
    return next(each for each in case.guardians if each.key == key)


def place_is_secret(case: Case) -> bool:
    """Whether a meeting's place would tell where a person with protected identity is to be found (R9)."""
    return case.young_person.protected_identity or any(each.protected_identity for each in case.guardians)


def plan_snapshot(
    case: Case,
    meeting: Meeting,
    book: AddressBook,
    *,
    setting: Setting,
    version: int,
    replaces: int | None = None,
) -> PlanSnapshot:
    """The plan as the meeting's records have it, with the cover on the meeting's day (R5, R14, R15)."""
    day = meeting.starts.date()
    agreed = all_agreed(case.meetings)
    followed = [agreed[each.action].meeting for each in meeting.follow_ups if each.action in agreed]
    return PlanSnapshot(
        case_reference=case.reference,
        youth=person(case, book, Who.YOUTH),
        meeting_number=meeting.number,
        meeting_kind=meeting.kind,
        meeting_starts=meeting.starts,
        version=version,
        replaces=replaces,
        letterhead=setting.letterhead,
        words=setting.words,
        strengths=meeting.strengths,
        youth_view=meeting.youth_view,
        youth_view_absent=meeting.youth_view_absent,
        areas=_areas(case, meeting, book, setting.areas, agreed),
        follow_ups_of=max((each.starts.date() for each in followed), default=None),
        follow_ups=_follow_ups(case, meeting, book, agreed),
        attendance=tuple(_attended(case, book, each) for each in meeting.attendance),
        circle=tuple(Who.parse(each) for each in meeting.circle),
        next_meeting=_next_meeting(case, meeting),
        covered=cover_on(case, book.contacts, day, DEFAULT_BANDS).covered,
    )


def _areas(
    case: Case,
    meeting: Meeting,
    book: AddressBook,
    names: Mapping[str, str],
    agreed: Mapping[str, Agreed],
) -> tuple[PlannedArea, ...]:
    goals_of: dict[str, list[Goal]] = {key: [] for key in names}
    for goal in meeting.goals:
        goals_of.setdefault(goal.life_area, []).append(goal)
    return tuple(
        PlannedArea(
            key=key,
            name=names.get(key, key),
            goals=tuple(
                PlannedGoal(
                    key=goal.key,
                    goal=goal.goal,
                    long_term=goal.long_term,
                    actions=tuple(_planned(case, book, action, agreed) for action in in_order(goal.actions)),
                )
                for goal in goals
            ),
        )
        for key, goals in goals_of.items()
        if goals
    )


def _planned(case: Case, book: AddressBook, action: Action, agreed: Mapping[str, Agreed]) -> PlannedAction:
    return PlannedAction(
        key=action.key,
        what=action.what,
        responsible=person(case, book, action.responsible),
        due=action.due,
        documented=action.documented,
        times_carried=times_carried(case, action.key, agreed=agreed),
    )


def _follow_ups(
    case: Case, meeting: Meeting, book: AddressBook, agreed: Mapping[str, Agreed]
) -> tuple[FollowedUp, ...]:
    return tuple(
        FollowedUp(
            action=each.action,
            what=agreed[each.action].action.what,
            responsible=person(case, book, agreed[each.action].action.responsible),
            outcome=each.outcome,
            note=each.note,
            done_on=each.done_on,
            times_carried=times_carried(case, each.action, before=meeting, agreed=agreed),
        )
        for each in meeting.follow_ups
        if each.action in agreed
    )


def _attended(case: Case, book: AddressBook, attendance: Attendance) -> Attended:
    name, organisation_id = attendance.substitute_name, attendance.substitute_organisation
    if attendance.substitute_contact is not None:
        contact = book.contacts[attendance.substitute_contact]
        name = contact.name
        organisation_id = None if contact.protected_identity else contact.organisation_id
    return Attended(
        person=person(case, book, attendance.who),
        status=attendance.status,
        substitute=name,
        substitute_organisation=None
        if organisation_id is None
        else _said_of(case, book.organisations[organisation_id].name),
    )


def _next_meeting(case: Case, meeting: Meeting) -> NextMeeting | None:
    coming = [
        each
        for each in case.meetings
        if each.starts > meeting.starts and each.status in (MeetingStatus.PLANNED, MeetingStatus.HELD)
    ]
    if not coming:
        return None
    following = min(coming, key=lambda each: (each.starts, each.number))
    return NextMeeting(
        starts=following.starts,
        minutes=following.minutes,
        place=None if place_is_secret(case) else following.place,
    )
