"""Invented cases to fill a binder with."""

import hashlib
from datetime import date, datetime, timedelta

from app.models.codes import (
    AttendanceStatus,
    CaseState,
    ClosingReason,
    GoalOutcome,
    IncidentKind,
    KeyDateKind,
    MeetingKind,
    MeetingStatus,
    MustNot,
    OrganisationKind,
    Outcome,
    SituationAt,
)
from app.models.records import (
    Action,
    Attachment,
    Attendance,
    Called,
    Case,
    CaseStateChange,
    Closing,
    ClosingGoal,
    Consent,
    Contact,
    Coordinator,
    Deviation,
    Evaluation,
    FollowUp,
    Goal,
    Guardian,
    Incident,
    Information,
    KeptApart,
    KeyDate,
    Meeting,
    Note,
    Organisation,
    Participant,
    Report,
    Situation,
    Wish,
    YoungPerson,
)
from app.models.who import Who
from app.storage.work import Work

SCAN = b"%PDF-1.7 en skannad blankett " * 400
START = date(2025, 9, 1)


def add_address_book(work: Work) -> None:
    """A coordinator, two organisations and three contacts."""
    work.add(Coordinator(id="k1", name="Samordnare Prov"))
    work.add(Organisation(id="o1", name="Provskolan", kind=OrganisationKind.SCHOOL))
    work.add(Organisation(id="o2", name="Provpolisen", kind=OrganisationKind.POLICE))
    for number in range(1, 4):
        work.add(
            Contact(id=f"p{number}", name=f"Kontakt Nummer{number}", organisation_id=f"o{1 + number % 2}")
        )


def small_case(id_: str, name: str = "Kim Prov") -> Case:
    """A case with nothing but its youth."""
    case = Case(id=id_)
    case.young_person = YoungPerson(name=name, birth_date=date(2009, 5, 17))
    return case


def full_case(id_: str, meetings: int = 12, actions: int = 8) -> Case:
    """A case with something of every kind, and that many meetings with that many actions each."""
    case = small_case(id_)
    case.coordinator_id = "k1"
    case.guardians = [Guardian(key=f"g{n}", name=f"Vårdnadshavare {n}") for n in (1, 2)]
    closed = CaseStateChange(position=1, state=CaseState.CLOSED, date=START + timedelta(400))
    closed.closing = Closing(reason=ClosingReason.GOALS_MET)
    closed.closing.goal_outcomes = [ClosingGoal(goal="m1-mål0", outcome=GoalOutcome.MET)]
    case.states = [CaseStateChange(position=0, state=CaseState.ACTIVE, date=START), closed]
    case.key_dates = [KeyDate(kind=KeyDateKind.TRIAL, date=START)]
    case.deviations = [
        Deviation(ground="SoL", not_required=["guardian:g2"], decided_by="Chef Prov", date=START)
    ]
    case.participants = [Participant(contact_id=f"p{n}", from_=START) for n in (1, 2, 3)]
    case.wishes = [Wish(about="Tränaren", wanted=True, date=START)]
    case.information = [Information(to=Who.YOUTH, date=START)]
    case.consents = [
        Consent(key=f"s{n}", by=Who.YOUTH, signed=START, valid_from=START, organisations=["o1", "o2"])
        for n in (1, 2)
    ]
    case.meetings = [_meeting(number, actions) for number in range(1, meetings + 1)]
    case.reports = [Report(action="m1-å0", date=START)]
    case.incidents = [Incident(date=START, kind=IncidentKind.POLICE_REPORT)]
    case.situations = [Situation(at=SituationAt.INTAKE, date=START, values={"debts": "no"})]
    case.evaluations = [Evaluation(date=START, answers={"heard": 5})]
    case.kept_apart = [
        KeptApart(
            who=Who.guardian("g1"),
            other=Who.guardian("g2"),
            must_not=[str(MustNot.MEET)],
            date=START,
            note="Kontaktförbud",
        )
    ]
    case.notes = [Note(key=f"n{n}", at=datetime(2025, 10, n, 9), text="Ringde om tiden.") for n in (1, 2, 3)]
    case.attachments = [
        Attachment(
            name="samtycke.pdf",
            media_type="application/pdf",
            content=SCAN,
            digest=hashlib.sha256(SCAN).hexdigest(),
        )
    ]
    return case


def _meeting(number: int, actions: int) -> Meeting:
    meeting = Meeting(
        key=f"m{number}",
        number=number,
        kind=MeetingKind.ORDINARY,
        starts=datetime(2025, 9, 1, 13) + timedelta(days=30 * number),
        status=MeetingStatus.HELD,
        notes="Vi talade om praktiken.",
    )
    meeting.called = [Called(who=Who.contact(f"p{n}")) for n in (1, 2, 3)]
    meeting.attendance = [
        Attendance(who=Who.contact(f"p{n}"), status=AttendanceStatus.PRESENT) for n in (1, 2, 3)
    ]
    if number > 1:
        meeting.follow_ups = [
            FollowUp(action=f"m{number - 1}-å{n}", outcome=Outcome.DONE) for n in range(actions)
        ]
    for place in range(2):
        goal = Goal(
            key=f"m{number}-mål{place}", position=place, life_area="leisure", goal="En meningsfull fritid"
        )
        goal.actions = [
            Action(key=f"m{number}-å{n}", position=n, what="Provar på träning", responsible=Who.contact("p1"))
            for n in range(place, actions, 2)
        ]
        meeting.goals.append(goal)
    return meeting
