"""What is asked to read cases in outline: each question made once, and asked of a list given as one value."""

from typing import Any

from sqlalchemy import ColumnElement, String, bindparam, func, or_, select, tuple_

from app.models.codes import Answer, MeetingKind, MeetingStatus, Paper
from app.models.permit import RECORD
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

_EACH = func.json_each(bindparam("given", type_=String)).table_valued("value")
_GIVEN = select(_EACH.c.value)
"""What a statement is asked of, as one value: a list in its text would make each list another statement."""


def _member(place: int) -> ColumnElement[Any]:
    return func.json_extract(_EACH.c.value, f"$[{place}]")


CONTACTS = select(
    Contact.id,
    Contact.name,
    Contact.organisation_id,
    Contact.private_network,
    Contact.role,
    Contact.phone,
    Contact.phone_on_list,
    Contact.email,
    Contact.protected_identity,
).where(Contact.id.in_(_GIVEN))
ORGANISATIONS = select(Organisation.id, Organisation.name, Organisation.kind, Organisation.host)
COORDINATORS = select(
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


HEADS = (
    select(
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
    )
    .join(YoungPerson, YoungPerson.case_id == Case.id)
    .where(Case.id.in_(_GIVEN))
    .order_by(Case.id)
)

STATES = select(
    CaseStateChange.case_id,
    CaseStateChange.position,
    CaseStateChange.state,
    CaseStateChange.date,
    CaseStateChange.until,
).where(CaseStateChange.case_id.in_(_GIVEN))

GUARDIANS = (
    select(
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
    )
    .where(Guardian.case_id.in_(_GIVEN))
    .order_by(Guardian.id)
)
PARTICIPANTS = (
    select(Participant.case_id, Participant.contact_id, Participant.from_, Participant.to)
    .where(Participant.case_id.in_(_GIVEN))
    .order_by(Participant.id)
)
CONSENTS = (
    select(
        Consent.case_id,
        Consent.by,
        Consent.signed,
        Consent.valid_from,
        Consent.valid_until,
        Consent.withdrawn,
        Consent.all_organisations,
        Consent.organisations,
        Consent.refused,
    )
    .where(Consent.case_id.in_(_GIVEN))
    .order_by(Consent.id)
)
DEVIATIONS = (
    select(Deviation.case_id, Deviation.not_required, Deviation.date, Deviation.until)
    .where(Deviation.case_id.in_(_GIVEN))
    .order_by(Deviation.id)
)
KEY_DATES = (
    select(KeyDate.case_id, KeyDate.kind, KeyDate.date)
    .where(KeyDate.case_id.in_(_GIVEN))
    .order_by(KeyDate.id)
)

# Hardly anybody is: all of them, rather than those of so and so many cases.
KEPT_APART = select(
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
PLANNED = select(
    *_MEETING,
    Meeting.minutes,
    Meeting.place,
    Meeting.opened_at,
    _called().label("called"),
    _called(Called.answer == Answer.YES).label("yes"),
    _called(Called.answer == Answer.NO).label("no"),
).where(Meeting.status == MeetingStatus.PLANNED)

# SQLite takes the bare columns from the row that has the one maximum.
LAST_HELD = (
    select(*_MEETING, func.max(func.printf("%s %06d %s", Meeting.starts, Meeting.number, Meeting.key)))
    .where(Meeting.status == MeetingStatus.HELD, Meeting.case_id.in_(_GIVEN))
    .group_by(Meeting.case_id, _OWN_CIRCLE)
)
"""The last held meeting of the group, and the last of a circle of its own."""

VERSIONS = select(
    _member(0).label("case_id"),
    _member(1).label("meeting_key"),
    select(func.max(PlanVersion.version))
    .where(PlanVersion.case_id == _member(0), PlanVersion.meeting_key == _member(1))
    .scalar_subquery()
    .label("version"),
)
TRANSFERS = select(Transfer.case_id, Transfer.kind, Transfer.key, Transfer.revision).where(
    tuple_(Transfer.case_id, Transfer.kind, Transfer.key).in_(select(_member(0), _member(1), _member(2)))
)
SENT = select(Dispatch.case_id, Dispatch.meeting_key, Dispatch.to, Dispatch.plan_version).where(
    tuple_(Dispatch.case_id, Dispatch.paper, Dispatch.meeting_key).in_(
        select(_member(0), _member(1), _member(2))
    ),
    Dispatch.to.is_not(None),
    Dispatch.to != RECORD,
)
FORMS = (
    select(Dispatch.case_id, func.max(Dispatch.at).label("at"))
    .where(Dispatch.case_id.in_(_GIVEN), Dispatch.paper == Paper.CONSENT_FORM)
    .group_by(Dispatch.case_id)
)
