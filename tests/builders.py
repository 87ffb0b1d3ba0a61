"""Records made in one line, so that a test shows only what it is about.

`a_case()` is a case in order: Elin, born 2010-06-01 (so 15 in March 2026), two guardians, a coordinator,
and a group of police, school and a coach without an organisation. All names are invented.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from app.models.address_book import Contact, Coordinator, Organisation
from app.models.case import Case, CaseStateChange, Guardian, Participant, Report, YoungPerson
from app.models.codes import CaseState, MeetingKind, MeetingStatus, OrganisationKind, Outcome
from app.models.consent import Consent, Deviation
from app.models.meeting import Action, FollowUp, Goal, Meeting
from app.models.who import Who

TODAY = date(2026, 3, 4)
"""The day most tests happen on: a Wednesday."""


def an_organisation(id: str, *, name: str = "", host: bool = False) -> Organisation:
    """An organisation; its kind follows from well-known ids."""
    kinds = {"police": OrganisationKind.POLICE, "school": OrganisationKind.SCHOOL}
    kind = kinds.get(id, OrganisationKind.SOCIAL_SERVICES if host else OrganisationKind.OTHER)
    return Organisation(id=id, name=name or id.capitalize(), kind=kind, host=host)


def a_contact(id: str, organisation: str | None = None, **fields: Any) -> Contact:
    """A contact, in an organisation or in none."""
    fields.setdefault("name", f"Kontakt {id}")
    return Contact(id=id, organisation_id=organisation, **fields)


def a_coordinator(id: str = "sara", **fields: Any) -> Coordinator:
    """A coordinator."""
    fields.setdefault("name", "Sara Samordnare")
    return Coordinator(id=id, **fields)


def by_id(*records: Any) -> dict[str, Any]:
    """Global records by their ids."""
    return {each.id: each for each in records}


CONTACTS: dict[str, Contact] = by_id(
    a_contact(
        "ake", "police", name="Åke Örn", role="kommunpolis", email="ake@example.se", phone="08-465 004 10"
    ),
    a_contact("zofia", "school", name="Zofia Żółć", role="rektor", email="zofia@example.se"),
    a_contact("lars", None, name="Lars Blom", role="tränare", private_network=True, phone="070-174 06 10"),
)
ORGANISATIONS: dict[str, Organisation] = by_id(
    an_organisation("police", name="Polisen"),
    an_organisation("school", name="Björkskolan"),
    an_organisation("social", name="Ungdomsenheten", host=True),
)
COORDINATORS: dict[str, Coordinator] = by_id(
    a_coordinator(), a_coordinator("nils", name="Nils Ersättare", phone="08-465 004 12")
)


def a_guardian(key: str, **fields: Any) -> Guardian:
    """A guardian."""
    fields.setdefault("name", f"Vårdnadshavare {key}")
    return Guardian(key=key, **fields)


def a_participant(
    contact: str, from_: date = date(2026, 1, 12), to: date | None = None, **fields: Any
) -> Participant:
    """A member of the group."""
    return Participant(contact_id=contact, from_=from_, to=to, **fields)


def a_consent(
    by: Who | str,
    organisations: Iterable[str] | str = "all",
    *,
    key: str = "",
    signed: date = date(2026, 1, 12),
    valid_from: date | None = None,
    valid_until: date | None = date(2026, 12, 31),
    withdrawn: date | None = None,
    refused: Iterable[str] = (),
) -> Consent:
    """A consent by a WHO, for named organisations or for "all" in the group when it was signed."""
    who = Who.parse(by) if isinstance(by, str) else by
    return Consent(
        key=key or f"{who}-{signed}",
        by=who,
        signed=signed,
        valid_from=valid_from or signed,
        valid_until=valid_until,
        all_organisations=organisations == "all",
        organisations=[] if organisations == "all" else list(organisations),
        refused=list(refused),
        withdrawn=withdrawn,
    )


def a_deviation(*not_required: str, on: date = date(2026, 1, 12), until: date | None = None) -> Deviation:
    """A decision that lets persons off."""
    return Deviation(
        ground="Bedömd mognad",
        not_required=list(not_required),
        decided_by="Enhetschefen",
        date=on,
        until=until,
    )


def a_case(
    id: str = "elin",
    *,
    born: date = date(2010, 6, 1),
    guardians: Sequence[Guardian] | None = None,
    participants: Sequence[Participant] | None = None,
    consents: Sequence[Consent] = (),
    deviations: Sequence[Deviation] = (),
    states: Sequence[tuple[CaseState, date] | tuple[CaseState, date, date]] = (
        (CaseState.ACTIVE, date(2026, 1, 12)),
    ),
    meetings: Sequence[Meeting] = (),
    reports: Sequence[Report] = (),
    youth: dict[str, Any] | None = None,
    **fields: Any,
) -> Case:
    """A case; what is not given is in order, but for consents, of which there are none."""
    case = Case(id=id, **{"coordinator_id": "sara", **fields})
    case.young_person = YoungPerson(**{"name": "Elin Holm", "birth_date": born, **(youth or {})})
    case.guardians = (
        [a_guardian("eva", name="Eva Holm"), a_guardian("omar", name="Omar Holm")]
        if guardians is None
        else list(guardians)
    )
    case.participants = (
        [a_participant("ake"), a_participant("zofia"), a_participant("lars")]
        if participants is None
        else list(participants)
    )
    case.consents = list(consents)
    case.deviations = list(deviations)
    case.states = [
        CaseStateChange(position=n, state=each[0], date=each[1], until=each[2] if len(each) > 2 else None)
        for n, each in enumerate(states)
    ]
    case.meetings = list(meetings)
    case.reports = list(reports)
    return case


def a_covered_case(id: str = "elin", **fields: Any) -> Case:
    """A case where the youth and both guardians have consented to everybody in the group."""
    fields.setdefault("consents", [a_consent(who) for who in ("youth", "guardian:eva", "guardian:omar")])
    return a_case(id, **fields)


def an_action(key: str, responsible: Who | str = "youth", **fields: Any) -> Action:
    """A step."""
    fields.setdefault("what", f"Steg {key}")
    fields.setdefault("position", 0)
    who = Who.parse(responsible) if isinstance(responsible, str) else responsible
    return Action(key=key, responsible=who, **fields)


def a_goal(key: str, *actions: Action, life_area: str = "leisure", **fields: Any) -> Goal:
    """A goal with its steps, in order."""
    fields.setdefault("goal", f"Mål {key}")
    fields.setdefault("position", 0)
    goal = Goal(key=key, life_area=life_area, **fields)
    for position, action in enumerate(actions):
        action.position = position
    goal.actions = list(actions)
    return goal


def a_follow_up(action: str, outcome: Outcome, **fields: Any) -> FollowUp:
    """A verdict."""
    return FollowUp(action=action, outcome=outcome, **fields)


def a_meeting(
    number: int,
    on: date | datetime,
    *goals: Goal,
    follow_ups: Sequence[FollowUp] = (),
    kind: MeetingKind = MeetingKind.ORDINARY,
    status: MeetingStatus = MeetingStatus.HELD,
    **fields: Any,
) -> Meeting:
    """A meeting at 14.00 unless a time is given; held unless said otherwise."""
    starts = on if isinstance(on, datetime) else datetime.combine(on, time(14))
    fields.setdefault("key", f"m{number}")
    meeting = Meeting(number=number, kind=kind, starts=starts, status=status, **fields)
    for position, goal in enumerate(goals):
        goal.position = position
    meeting.goals = list(goals)
    meeting.follow_ups = list(follow_ups)
    meeting.called = []
    meeting.attendance = []
    return meeting


def days(count: int) -> timedelta:
    """So many days."""
    return timedelta(days=count)
