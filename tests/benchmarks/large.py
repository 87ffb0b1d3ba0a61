"""A binder with thousands of cases, written row by row past the services: what is measured is the reading."""

import json
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import insert, update

from app.models.address_book import Contact, Coordinator, Organisation
from app.models.binder import Dispatch, PlanVersion, SentDocument, SentList
from app.models.case import Case, CaseStateChange, Guardian, KeyDate, Note, Participant, Reminder, YoungPerson
from app.models.codes import (
    Answer,
    AttendanceStatus,
    CaseState,
    KeyDateKind,
    MeetingKind,
    MeetingStatus,
    NoteKind,
    OrganisationKind,
    Paper,
)
from app.models.consent import Consent
from app.models.consent_status import consent_status
from app.models.contact_list import contact_lines
from app.models.list_changes import ListSaid
from app.models.meeting import Attendance, Called, Meeting
from app.models.who import Who
from app.storage.binder import Binder
from app.storage.work import Work

TODAY = date(2026, 3, 4)
MEETINGS, MEMBERS, ORGANISATIONS = 12, 6, 40
OLD_LIST = "1" * 64
Rows = dict[type[Any], list[dict[str, Any]]]


def fill(binder: Binder, cases: int, running: int) -> None:
    """So many cases of a year each, of which so many are running and the others long closed."""
    rows: Rows = {
        Coordinator: [{"id": "sara", "name": binder.person, "revision": 1, "phone": "08-465 004 10"}]
    }
    rows[SentDocument] = [{"digest": "d" * 64, "content": b"%PDF"}]
    rows[SentList] = [{"digest": OLD_LIST, "lines": '{"lines":[]}'}]
    for number in range(ORGANISATIONS):
        _put(
            rows,
            Organisation,
            id=f"o{number}",
            name=f"Enhet {number}",
            kind=OrganisationKind.OTHER,
            host=False,
        )
    for number in range(ORGANISATIONS * 10):
        _put(
            rows,
            Contact,
            id=f"c{number}",
            name=f"Kontakt {number}",
            organisation_id=f"o{number % ORGANISATIONS}",
            phone_on_list=True,
            private_network=False,
            protected_identity=False,
        )
    meeting_id = 0
    for number in range(cases):
        _case(rows, number, number < running)
        members = [(number * 7 + place) % (ORGANISATIONS * 10) for place in range(MEMBERS)]
        for place, starts, planned in _meetings(number, number < running):
            meeting_id += 1
            _meeting(rows, meeting_id, number, place, starts, planned, members, number < running)
    with binder.writing() as work:
        for type_, some in rows.items():
            for first in range(0, len(some), 20_000):
                work._session.execute(insert(type_), some[first : first + 20_000])
        _let_lists_hold(work)


def _let_lists_hold(work: Work) -> None:
    """What most groups have got says what it would say today; every twelfth has an old list."""
    open_ = work.overviews.cases(TODAY, TODAY)
    for number, each in enumerate(open_.cases):
        status = consent_status(each.case, open_.book.contacts, TODAY)
        lines = ListSaid(lines=contact_lines(each.case, open_.book, status))
        if number % 12:
            work._session.add(SentList(digest=lines.says, lines=lines.to_json()))
            work._session.flush()
            statement = update(Dispatch).where(Dispatch.case_id == each.case.id, Dispatch.says.is_not(None))
            work._session.execute(statement.values(says=lines.says))


def _put(rows: Rows, type_: type[Any], **values: Any) -> None:
    if hasattr(type_, "revision"):
        values["revision"] = 1
    rows.setdefault(type_, []).append(values)


def _case(rows: Rows, number: int, running: bool) -> None:
    """Every fifth running case has something the matter with its consents; every tenth only waits."""
    id_ = f"case{number:05}"
    begun = TODAY - timedelta(days=400 if running else 900 + number % 2000)
    age = 15 + number % 5
    born = date(TODAY.year - age, 1 + number % 12, 1 + number % 28)
    _put(rows, Case, id=id_)
    _put(
        rows,
        YoungPerson,
        case_id=id_,
        name=f"Ungdom {number}",
        birth_date=born,
        protected_identity=number % 40 == 0,
        language="sv",
        phone_on_list=True,
    )
    path = [(CaseState.NOMINATED, -40)]
    if not running or number % 10:
        path += [(CaseState.SEEKING_CONSENT, -20)]
        path += [(CaseState.ACTIVE, 0)] if not running or number % 10 > 1 else []
    if not running:
        path += [(CaseState.CLOSED, 300), (CaseState.FOLLOWED_UP, 400)]
    for position, (state, days) in enumerate(path):
        day = begun + timedelta(days=days) if not running else begun + timedelta(days=days + 30)
        _put(rows, CaseStateChange, case_id=id_, position=position, state=state, date=day)
    for key in ("eva", "omar"):
        _put(
            rows,
            Guardian,
            case_id=id_,
            key=key,
            name=f"{key.capitalize()} {number}",
            phone_on_list=True,
            protected_identity=False,
        )
    for place in range(MEMBERS):
        contact = f"c{(number * 7 + place) % (ORGANISATIONS * 10)}"
        _put(rows, Participant, case_id=id_, contact_id=contact, from_=begun)
    for place, by in enumerate((Who.YOUTH, Who.guardian("eva"), Who.guardian("omar"))):
        if running and number % 5 == 1 and place == 1:
            continue
        _put(
            rows,
            Consent,
            case_id=id_,
            key=f"s{place}",
            by=by,
            signed=begun,
            valid_from=begun,
            valid_until=TODAY + timedelta(days=200 if number % 5 != 2 else 20),
            all_organisations=True,
            organisations=[],
            refused=[],
            kinds=[],
        )
    if number % 15 == 3:
        _put(rows, KeyDate, case_id=id_, kind=KeyDateKind.OTHER, date=TODAY + timedelta(days=12))
    follow = TODAY + timedelta(days=number % 9) if running and number % 4 == 0 else None
    for place in range(1):
        _put(
            rows,
            Note,
            case_id=id_,
            key=f"n{place}",
            at=datetime.combine(begun + timedelta(days=place), time(9)),
            text=f"Ringde om steg {place}",
            kind=NoteKind.CALL,
            private=False,
            follow_up_on=follow if place == 0 else None,
        )
    if follow is not None:
        _put(rows, Reminder, case_id=id_, date=follow, text="Ringde om steg 0")
    if not running:
        _put(rows, Reminder, case_id=id_, date=begun, text="Ringde om steg 1", done=True)


def _meetings(number: int, running: bool) -> Iterator[tuple[int, datetime, bool]]:
    """Twelve meetings four weeks apart; of a running case the last is to come, for some it is late."""
    last = TODAY + timedelta(days=number % 21 - 3) if running else TODAY - timedelta(days=600 + number % 2000)
    for place in range(MEETINGS):
        day = last - timedelta(weeks=4 * (MEETINGS - 1 - place))
        ahead = running and place == MEETINGS - 1
        if not (ahead and number % 6 == 0):
            yield place, datetime.combine(day, time(9 + number % 7)), ahead


def _meeting(
    rows: Rows,
    id_: int,
    number: int,
    place: int,
    starts: datetime,
    planned: bool,
    members: list[int],
    running: bool,
) -> None:
    case_id, key = f"case{number:05}", f"m{place}"
    _put(
        rows,
        Meeting,
        id=id_,
        case_id=case_id,
        key=key,
        number=place + 1,
        kind=MeetingKind.START if place == 0 else MeetingKind.ORDINARY,
        starts=starts,
        status=MeetingStatus.PLANNED if planned else MeetingStatus.HELD,
        minutes=60,
        place="Björkskolan" if running else None,
        circle=[],
    )
    # Of the cases that are over fewer rows, and none with words: the search index makes them dear to write.
    people = [
        Who.YOUTH,
        Who.guardian("eva"),
        Who.guardian("omar"),
        *(Who.contact(f"c{each}") for each in (members if running else members[:1])),
    ]
    for place_of, who in enumerate(people if running else ()):
        _put(rows, Called, meeting_id=id_, who=who, answer=Answer.YES if place_of % 2 else None)
    if planned:
        return
    for who in people:
        _put(rows, Attendance, meeting_id=id_, who=who, status=AttendanceStatus.PRESENT)
    _put(
        rows,
        PlanVersion,
        case_id=case_id,
        meeting_key=key,
        version=place + 1,
        agreed_at=starts,
        snapshot=json.dumps({"steg": ["Gå på mattelektionen varje dag"] * 20}),
        digest="0" * 64,
    )
    for who in people:
        for paper in (Paper.PLAN, Paper.CONTACTS):
            _put(
                rows,
                Dispatch,
                case_id=case_id,
                at=starts,
                by="Sara",
                paper=paper,
                how="printed",
                document="d" * 64,
                to=str(who),
                meeting_key=key,
                plan_version=place + 1,
                says=OLD_LIST if paper is Paper.CONTACTS else None,
            )
