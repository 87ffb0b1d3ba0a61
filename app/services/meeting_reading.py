"""From records to the values a meeting is held with."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from app.models.actions import OpenAction, open_actions
from app.models.address_book import AddressBook
from app.models.apart import not_to_meet
from app.models.base import new_key
from app.models.case import Case
from app.models.circles import circle_of, next_planned
from app.models.codes import MeetingKind
from app.models.days import later
from app.models.family import guardians_in_circle
from app.models.group import members
from app.models.meeting import Attendance, FollowUp, Goal, Meeting
from app.models.snapshots import Person
from app.models.who import Who, WhoKind
from app.services.compose import person
from app.services.meeting_state import (
    Agenda,
    Aim,
    Chair,
    News,
    Next,
    Proceedings,
    Promise,
    Seat,
    Step,
    Told,
    Verdict,
)
from app.services.meetings import whole_group
from app.services.next_date import propose
from app.services.settings import areas_of
from app.storage.work import Work

DRAFT = "meeting"
"""The form whose draft keeps what is typed at a meeting and is no record yet."""


def draft_record(case_id: str, meeting_key: str) -> str:
    """The record that a meeting's draft is about."""
    return f"{case_id}:{meeting_key}"


def read_agenda(work: Work, case: Case, meeting: Meeting) -> Agenda:
    """What a meeting starts from, as the binder has it now."""
    book = work.address_book()
    day = meeting.starts.date()
    chairs = _chairs(case, meeting, book)
    people = _people(case, meeting, book, day)
    known = {each.who for each in people} | {each.person.who for each in chairs}
    others = [Who.contact(each) for each in book.contacts]
    others += [Who.coordinator(each) for each in book.coordinators]
    promises = open_actions(case, before=meeting)
    return Agenda(
        case_id=case.id,
        key=meeting.key,
        number=meeting.number,
        kind=meeting.kind,
        starts=meeting.starts,
        minutes=meeting.minutes,
        place=meeting.place,
        youth=person(case, book, Who.YOUTH),
        opened_at=meeting.opened_at or work.now,
        chairs=chairs,
        people=people,
        others=_by_name(person(case, book, who) for who in others if who not in known),
        organisations={each.id: each.name for each in book.organisations.values()},
        areas=areas_of(work, case, day),
        promises=tuple(_promise(case, book, each) for each in promises),
        last_plan_on=max((each.meeting.starts.date() for each in promises), default=None),
        proposal=_proposal(case, meeting),
        apart=not_to_meet(case.kept_apart, day),
    )


def read_proceedings(work: Work, case: Case, meeting: Meeting, agenda: Agenda) -> Proceedings:
    """How far a meeting has come, as its rows and its draft have it."""
    kept = work.drafts.get(DRAFT, draft_record(case.id, meeting.key))
    draft: Mapping[str, Any] = {} if kept is None else kept.content
    notes: Mapping[str, str] = draft.get("notes", {})
    said = {each.action: each for each in meeting.follow_ups}
    seats = {each.who: _seat(each) for each in meeting.attendance}
    for chair in agenda.chairs:
        seats.setdefault(chair.person.who, Seat(who=chair.person.who))
    order = [each.person.who for each in agenda.chairs]
    return Proceedings(
        seats=tuple(sorted(seats.values(), key=lambda each: _place(order, each.who))),
        verdicts=tuple(_verdict(each.key, said.get(each.key), notes) for each in agenda.promises),
        strengths=meeting.strengths or "",
        youth_view=meeting.youth_view or "",
        youth_view_absent=meeting.youth_view_absent,
        notes=meeting.notes or "",
        private_notes=meeting.private_notes or "",
        aims=tuple(_aim(each) for each in meeting.goals),
        next=_next_of(draft["next"]) if "next" in draft else agenda.proposal,
        typing=dict(draft.get("typing", {})),
        step=int(draft.get("step", 0)),
    )


def continued(goals: Iterable[Goal]) -> tuple[Aim, ...]:
    """The goals that live on, as this meeting's own, without steps yet (R12)."""
    return tuple(
        Aim(
            key=new_key(),
            life_area=each.life_area,
            goal=each.goal,
            long_term=each.long_term,
            continues=each.key,
        )
        for each in goals
    )


def _chairs(case: Case, meeting: Meeting, book: AddressBook) -> tuple[Chair, ...]:
    called = {each.who: each for each in meeting.called}
    # Where nobody was called (an imported or hurried meeting) the group's own chairs stand ready.
    whos = tuple(called) or whole_group(case, meeting.starts)
    if not any(each.kind is WhoKind.COORDINATOR for each in whos) and case.coordinator_id is not None:
        whos = (*whos, Who.coordinator(case.coordinator_id))
    return tuple(
        Chair(
            person=person(case, book, who),
            called=who in called,
            answer=called[who].answer if who in called else None,
            interpreter=called[who].interpreter if who in called else None,
            organisation_id=book.contacts[who.key].organisation_id if who.kind is WhoKind.CONTACT else None,
        )
        for who in dict.fromkeys(whos)
    )


def _people(case: Case, meeting: Meeting, book: AddressBook, day: date) -> tuple[Person, ...]:
    """Who can answer for a step (R12): the youth, the guardians, the members, the coordinators; in a small
    meeting its circle only (R16)."""
    found = [Who.YOUTH]
    found += [Who.guardian(each.key) for each in guardians_in_circle(case, day)]
    found += [Who.contact(each.contact_id) for each in members(case, day)]
    circle = circle_of(meeting)
    if circle is not None:
        found = [who for who in found if who in circle]
    found += [Who.coordinator(each) for each in (case.coordinator_id, case.stand_in_id) if each is not None]
    return tuple(person(case, book, who) for who in dict.fromkeys(found))


def _by_name(people: Iterable[Person]) -> tuple[Person, ...]:
    return tuple(sorted(people, key=lambda each: each.name.casefold()))


def _promise(case: Case, book: AddressBook, each: OpenAction) -> Promise:
    first = min((verdict.on for verdict in each.history), default=None)
    agreed = each.meeting.starts.date()
    return Promise(
        key=each.action.key,
        what=each.action.what,
        responsible=person(case, book, each.action.responsible),
        goal_key=each.goal.key,
        goal=each.goal.goal,
        long_term=each.goal.long_term,
        life_area=each.goal.life_area,
        agreed_on=agreed if first is None else min(agreed, first),
        due=each.action.due,
        documented=each.action.documented,
        times_carried=each.times_carried,
        history=tuple(Told(on=one.on, outcome=one.outcome, note=one.note) for one in each.history),
        news=tuple(
            News(
                on=one.date,
                by=None if one.by is None else person(case, book, one.by).name,
                outcome=one.outcome,
                note=one.note,
            )
            for one in each.news
        ),
    )


def _proposal(case: Case, meeting: Meeting) -> Next | None:
    """The meeting that is planned already, else one by the rhythm; none after the last (R10)."""
    needed = tuple(each.who for each in meeting.called) or whole_group(case, meeting.starts)
    planned = next_planned(case, later(meeting.starts, timedelta(minutes=1)))
    if planned is not None and circle_of(meeting) is None:
        return Next(
            key=planned.key,
            starts=planned.starts,
            minutes=planned.minutes,
            place=planned.place or "",
            needed=tuple(each.who for each in planned.called),
        )
    if meeting.kind is MeetingKind.CLOSING or circle_of(meeting) is not None:
        return None
    return Next(
        starts=propose(meeting.starts), minutes=meeting.minutes, place=meeting.place or "", needed=needed
    )


def _place(order: list[Who], who: Who) -> int:
    return order.index(who) if who in order else len(order)


def _seat(row: Attendance) -> Seat:
    return Seat(
        who=row.who,
        status=row.status,
        substitute_contact=row.substitute_contact,
        substitute_name=row.substitute_name or "",
        substitute_organisation=row.substitute_organisation,
        reason=row.reason or "",
    )


def _verdict(action: str, row: FollowUp | None, notes: Mapping[str, str]) -> Verdict:
    if row is None:
        return Verdict(action=action, note=notes.get(action, ""))
    return Verdict(action=action, outcome=row.outcome, note=row.note or "", done_on=row.done_on)


def _aim(goal: Goal) -> Aim:
    return Aim(
        key=goal.key,
        life_area=goal.life_area,
        goal=goal.goal,
        long_term=goal.long_term,
        continues=goal.continues,
        steps=tuple(
            Step(
                key=each.key,
                what=each.what,
                responsible=each.responsible,
                due=each.due,
                order=each.order,
                documented=each.documented or "",
                carried_from=each.carried_from,
            )
            for each in sorted(goal.actions, key=lambda one: one.position)
        ),
    )


def _next_of(kept: Mapping[str, Any] | None) -> Next | None:
    if kept is None:
        return None
    return Next(
        starts=None if kept["starts"] is None else datetime.fromisoformat(kept["starts"]),
        minutes=kept["minutes"],
        place=kept["place"],
        needed=tuple(Who.parse(each) for each in kept["needed"]),
        key=kept["key"],
    )
