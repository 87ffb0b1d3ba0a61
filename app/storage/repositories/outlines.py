"""Outlines of cases: what the rules look at, read for many cases at once, as rows and no object graph.

An outline has a case's attributes under the same names, so that the rules take it for one. It holds what
they need to say what presses, and nothing else: no words of anybody.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeAlias, cast

from sqlalchemy import ColumnElement, Row, Select, and_, exists, func, or_, select, tuple_
from sqlalchemy.orm import Session

from app.models.address_book import AddressBook
from app.models.codes import Answer, CaseState, FiledKind, MeetingKind, MeetingStatus, Paper
from app.models.permit import RECORD
from app.models.pressing import OVER, Answers
from app.models.records import (
    Called,
    Case,
    CaseStateChange,
    Consent,
    Contact,
    Coordinator,
    Deviation,
    Dispatch,
    Guardian,
    KeptApart,
    KeyDate,
    Meeting,
    Organisation,
    Participant,
    PlanVersion,
    Transfer,
    YoungPerson,
)

_Row: TypeAlias = Row[*tuple[Any, ...]]
_Rows: TypeAlias = Mapping[str, Sequence[_Row]]


@dataclass(slots=True)
class _Outline:
    """Attributes as a case has them; `meetings` are the planned ones and the last held."""

    id: str
    coordinator_id: str | None
    stand_in_id: str | None
    responsible_social_worker_id: str | None
    young_person: _Row
    states: Sequence[_Row]
    guardians: Sequence[_Row]
    participants: Sequence[_Row]
    consents: Sequence[_Row]
    deviations: Sequence[_Row]
    key_dates: Sequence[_Row]
    meetings: Sequence[_Row]
    kept_apart: Sequence[_Row]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseOutline:
    """One case in outline; `case` has what `pressing.Matter` needs, the rest is as there."""

    case: Case
    name: str
    code_name: str | None
    protected_identity: bool
    answers: Mapping[str, Answers]
    planned: Sequence[Meeting]
    agreed: bool
    sent_to: frozenset[str]
    filed: frozenset[FiledKind]
    form_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlines:
    """The cases in outline in order of id, and the people and places that they name."""

    cases: tuple[CaseOutline, ...]
    book: AddressBook


def outlines(session: Session, on: date, closed_since: date) -> Outlines:
    """The cases that are open on a day, or were closed since another."""
    return _outlines(session, _wanted(session, on, closed_since))


def outlines_of(session: Session, ids: Collection[str]) -> Outlines:
    """These cases, as if all were open."""
    return _outlines(session, dict.fromkeys(ids, True))


def _outlines(session: Session, wanted: Mapping[str, bool]) -> Outlines:
    """Cases by their ids; of one that is not open there is no more than how it came to that."""
    running = [each for each, is_open in wanted.items() if is_open]
    states = _of(session, _STATES, list(wanted))
    guardians = _of(session, _GUARDIANS, running)
    participants = _of(session, _PARTICIPANTS, running)
    consents = _of(session, _CONSENTS, running)
    deviations = _of(session, _DEVIATIONS, running)
    key_dates = _of(session, _KEY_DATES, running)
    planned = _grouped(session.execute(_PLANNED).all())
    kept_apart = _grouped(session.execute(_KEPT_APART).all())
    held = _of(session, _LAST_HELD, running)
    latest = {each: max(held[each], key=_order) for each in running if held[each]}
    last = {each: (each, str(row.key)) for each, row in latest.items()}
    agreed = _agreed(session, list(last.values()))
    filed = _filed(session, agreed, {last[each]: row.revision for each, row in latest.items()})
    sent = _sent(session, agreed, [each for each in last.values() if each not in agreed])
    forms = _forms(session, running)
    heads = session.execute(_HEADS.where(Case.id.in_(list(wanted))).order_by(Case.id)).all()
    named = {each.contact_id for rows in participants.values() for each in rows}
    named |= {each.responsible_social_worker_id for each in heads if each.responsible_social_worker_id}

    def case_of(head: _Row) -> CaseOutline:
        outline = _Outline(
            id=head.id,
            coordinator_id=head.coordinator_id,
            stand_in_id=head.stand_in_id,
            responsible_social_worker_id=head.responsible_social_worker_id,
            young_person=head,
            states=states[head.id],
            guardians=guardians[head.id],
            participants=participants[head.id],
            consents=consents[head.id],
            deviations=deviations[head.id],
            key_dates=key_dates[head.id],
            meetings=[*planned[head.id], *held[head.id]],
            kept_apart=kept_apart[head.id],
        )
        plan = last.get(head.id)
        return CaseOutline(
            # It answers to the same names, and no rule asks what it is.
            case=cast(Case, outline),
            name=head.name,
            code_name=head.code_name,
            protected_identity=head.protected_identity,
            answers={each.key: Answers(each.called, each.yes, each.no) for each in planned[head.id]},
            planned=cast("Sequence[Meeting]", planned[head.id]),
            agreed=plan in agreed,
            sent_to=frozenset() if plan is None else frozenset(sent.get(plan, ())),
            filed=frozenset() if plan is None else frozenset(filed.get(plan, ())),
            form_on=forms.get(head.id),
        )

    return Outlines(cases=tuple(map(case_of, heads)), book=_book(session, named))


def _order(meeting: _Row) -> tuple[datetime, int, str]:
    return meeting.starts, meeting.number, meeting.key


def _wanted(session: Session, on: date, closed_since: date) -> dict[str, bool]:
    """The ids of cases that are open on a day or were closed since another, and whether they are open."""
    change = CaseStateChange
    # One look into the index for each case: a tenth of what grouping all changes costs.
    state = (
        select(change.state)
        .where(change.case_id == Case.id, change.date <= on)
        .order_by(change.date.desc(), change.position.desc())
        .limit(1)
        .scalar_subquery()
    )
    lately = exists().where(
        change.case_id == Case.id, change.state == CaseState.CLOSED, change.date.between(closed_since, on)
    )
    asked = and_(state.in_((CaseState.CLOSED, CaseState.FOLLOWED_UP)), lately)
    statement = select(Case.id, state).where(or_(state.not_in(sorted(OVER)), asked)).order_by(Case.id)
    return {id_: CaseState(code) not in OVER for id_, code in session.execute(statement)}


def _of(session: Session, statement: Select[*tuple[Any, ...]], ids: Collection[str]) -> _Rows:
    """The rows of some cases by the case's id, which is the first of their columns."""
    column = statement.selected_columns[0]
    return _grouped(session.execute(statement.where(column.in_(ids))).all()) if ids else defaultdict(list)


def _grouped(rows: Iterable[_Row]) -> _Rows:
    found: dict[str, list[_Row]] = defaultdict(list)
    for row in rows:
        found[row.case_id].append(row)
    return found


def _agreed(session: Session, pairs: Collection[tuple[str, str]]) -> dict[tuple[str, str], int]:
    """The latest version of the plan of each of these meetings, as case and key, that has one."""
    version = PlanVersion
    named = tuple_(version.case_id, version.meeting_key)
    statement = select(version.case_id, version.meeting_key, func.max(version.version)).where(
        named.in_(pairs)
    )
    rows: Iterable[_Row] = session.execute(statement.group_by(version.case_id, version.meeting_key))
    return {(case_id, key): number for case_id, key, number in rows}


def _filed(
    session: Session, versions: Mapping[tuple[str, str], int], held: Mapping[tuple[str, str], int]
) -> Mapping[tuple[str, str], set[FiledKind]]:
    """What the record has of these meetings: the latest version of the plan, the latest wording of minutes.

    Both are by case and meeting key: the version of the plan, the revision of the meeting.
    """
    wanted = {(case_id, FiledKind.MINUTES, key): (key, revision) for (case_id, key), revision in held.items()}
    for (case_id, key), version in versions.items():
        wanted[case_id, FiledKind.PLAN, str(version)] = (key, 0)
    named = tuple_(Transfer.case_id, Transfer.kind, Transfer.key)
    statement = select(Transfer.case_id, Transfer.kind, Transfer.key, Transfer.revision)
    found: dict[tuple[str, str], set[FiledKind]] = defaultdict(set)
    for case_id, kind, key, revision in session.execute(statement.where(named.in_(list(wanted)))):
        meeting, current = wanted[case_id, kind, key]
        if revision == current:
            found[case_id, meeting].add(kind)
    return found


def _sent(
    session: Session, agreed: Collection[tuple[str, str]], talked: Collection[tuple[str, str]]
) -> Mapping[tuple[str, str], set[str]]:
    """To whom the plans of some meetings have gone, and of those that only talked the minutes."""
    named = tuple_(Dispatch.case_id, Dispatch.meeting_key)
    wanted = or_(
        and_(Dispatch.paper == Paper.PLAN, named.in_(agreed)),
        and_(Dispatch.paper == Paper.MINUTES, named.in_(talked)),
    )
    statement = select(Dispatch.case_id, Dispatch.meeting_key, Dispatch.to).where(
        wanted, Dispatch.to.is_not(None), Dispatch.to != RECORD
    )
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    rows: Iterable[_Row] = session.execute(statement)
    for case_id, key, to in rows:
        found[case_id, key].add(to)
    return found


def _forms(session: Session, ids: Collection[str]) -> Mapping[str, date]:
    """The day on which a consent form was made last, by case."""
    statement = select(Dispatch.case_id, func.max(Dispatch.at)).where(
        Dispatch.case_id.in_(ids), Dispatch.paper == Paper.CONSENT_FORM
    )
    rows = session.execute(statement.group_by(Dispatch.case_id))
    return {case_id: at.date() for case_id, at in rows}


def _book(session: Session, contact_ids: Collection[str]) -> AddressBook:
    """The address book in outline: these contacts, all organisations and coordinators."""
    contacts = session.execute(_CONTACTS.where(Contact.id.in_(contact_ids)))
    coordinators = session.execute(_COORDINATORS)
    organisations = session.execute(
        select(Organisation.id, Organisation.name, Organisation.kind, Organisation.host)
    )
    return AddressBook(
        contacts=cast("Mapping[str, Contact]", {each.id: each for each in contacts}),
        organisations=cast("Mapping[str, Organisation]", {each.id: each for each in organisations}),
        coordinators=cast("Mapping[str, Coordinator]", {each.id: each for each in coordinators}),
    )


_CONTACTS = select(
    Contact.id,
    Contact.name,
    Contact.organisation_id,
    Contact.private_network,
    Contact.role,
    Contact.phone,
    Contact.phone_on_list,
    Contact.email,
    Contact.protected_identity,
)
_COORDINATORS = select(
    Coordinator.id,
    Coordinator.name,
    Coordinator.title,
    Coordinator.unit,
    Coordinator.phone,
    Coordinator.email,
)

_OWN_CIRCLE = or_(Meeting.kind == MeetingKind.SMALL, func.json_array_length(Meeting.circle) > 0)


def _called(*conditions: ColumnElement[bool]) -> ColumnElement[int]:
    return select(func.count()).where(Called.meeting_id == Meeting.id, *conditions).scalar_subquery()


_HEADS = select(
    Case.id,
    Case.code_name,
    Case.coordinator_id,
    Case.stand_in_id,
    Case.responsible_social_worker_id,
    YoungPerson.name,
    YoungPerson.birth_date,
    YoungPerson.protected_identity,
    YoungPerson.phone,
    YoungPerson.phone_on_list,
    YoungPerson.email,
    YoungPerson.school,
).join(YoungPerson, YoungPerson.case_id == Case.id)

_STATES = select(
    CaseStateChange.case_id,
    CaseStateChange.position,
    CaseStateChange.state,
    CaseStateChange.date,
    CaseStateChange.until,
)

_GUARDIANS = select(
    Guardian.case_id,
    Guardian.key,
    Guardian.name,
    Guardian.from_,
    Guardian.to,
    Guardian.relation,
    Guardian.phone,
    Guardian.phone_on_list,
    Guardian.email,
    Guardian.protected_identity,
).order_by(Guardian.id)
_PARTICIPANTS = select(
    Participant.case_id, Participant.contact_id, Participant.from_, Participant.to
).order_by(Participant.id)
_CONSENTS = select(
    Consent.case_id,
    Consent.by,
    Consent.signed,
    Consent.valid_from,
    Consent.valid_until,
    Consent.withdrawn,
    Consent.all_organisations,
    Consent.organisations,
    Consent.refused,
).order_by(Consent.id)
_DEVIATIONS = select(Deviation.case_id, Deviation.not_required, Deviation.date, Deviation.until).order_by(
    Deviation.id
)
_KEY_DATES = select(KeyDate.case_id, KeyDate.kind, KeyDate.date).order_by(KeyDate.id)

# Hardly anybody is: all of them, rather than those of so and so many cases.
_KEPT_APART = select(
    KeptApart.case_id,
    KeptApart.who,
    KeptApart.other,
    KeptApart.other_case_id,
    KeptApart.meeting,
    KeptApart.must_not,
    KeptApart.date,
    KeptApart.until,
    KeptApart.note,
).order_by(KeptApart.id)

_MEETING = (
    Meeting.case_id,
    Meeting.key,
    Meeting.number,
    Meeting.kind,
    Meeting.starts,
    Meeting.status,
    Meeting.circle,
    Meeting.revision,
)
_PLANNED = select(
    *_MEETING,
    Meeting.minutes,
    Meeting.place,
    Meeting.opened_at,
    _called().label("called"),
    _called(Called.answer == Answer.YES).label("yes"),
    _called(Called.answer == Answer.NO).label("no"),
).where(Meeting.status == MeetingStatus.PLANNED)

# SQLite takes the bare columns from the row that has the one maximum.
_LAST_HELD = (
    select(*_MEETING, func.max(func.printf("%s %06d %s", Meeting.starts, Meeting.number, Meeting.key)))
    .where(Meeting.status == MeetingStatus.HELD)
    .group_by(Meeting.case_id, _OWN_CIRCLE)
)
"""The last held meeting of the group, and the last of a circle of its own."""
