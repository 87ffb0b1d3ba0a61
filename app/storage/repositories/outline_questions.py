"""What is asked to read cases in outline: each question made once, and asked of a list given as one value."""

import json
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    JSON,
    ColumnElement,
    Date,
    Dialect,
    Select,
    String,
    bindparam,
    false,
    func,
    select,
    text,
    true,
    tuple_,
    type_coerce,
    union_all,
)
from sqlalchemy.orm import aliased
from sqlalchemy.types import TypeDecorator

from app.models.codes import Answer, CaseState, MeetingStatus
from app.models.meeting import OWN_CIRCLE
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
from app.models.states import OVER

_EACH = func.json_each(bindparam("given", type_=String)).table_valued("value")
_GIVEN = select(_EACH.c.value)
"""What a statement is asked of, as one value: a list in its text would make each list another statement."""

_ON = bindparam("on", type_=Date)
"""The day for which the states of the cases are asked."""


def _member(place: int) -> ColumnElement[Any]:
    return func.json_extract(_EACH.c.value, f"$[{place}]")


def _state_of(case_id: Any) -> ColumnElement[CaseState]:
    """The state of a case on the day asked for: one look into the index, a tenth of what grouping costs."""
    change = aliased(CaseStateChange)
    return (
        select(change.state)
        .where(change.case_id == case_id, change.date <= _ON)
        .order_by(change.date.desc(), change.position.desc())
        .limit(1)
        .scalar_subquery()
    )


WANTED = union_all(
    select(Case.id, true().label("open")).where(_state_of(Case.id).not_in(sorted(OVER))),
    select(CaseStateChange.case_id, false())
    .where(
        # In so many words, or it is not seen that the index of the closed holds them all.
        text("state = 'closed'"),
        CaseStateChange.date.between(bindparam("since", type_=Date), _ON),
        _state_of(CaseStateChange.case_id).in_((CaseState.CLOSED, CaseState.FOLLOWED_UP)),
    )
    .distinct(),
)
"""The cases that are open on a day, and those closed since another that still are."""

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


def _called(*conditions: ColumnElement[bool]) -> ColumnElement[int]:
    return select(func.count()).where(Called.meeting_id == Meeting.id, *conditions).scalar_subquery()


def _of_cases(record: Any, *columns: Any) -> Select[*tuple[Any, ...]]:
    """Columns of the rows that the given cases have of a record, in the order in which they were noted."""
    statement = select(record.case_id, *columns).where(record.case_id.in_(_GIVEN))
    return statement.order_by(record.case_id, record.id)


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

GUARDIANS = _of_cases(
    Guardian,
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
PARTICIPANTS = _of_cases(Participant, Participant.contact_id, Participant.from_, Participant.to)


@lru_cache(maxsize=2_000)
def _listed(text: str) -> tuple[str, ...]:
    return tuple(json.loads(text))


class _Listed(TypeDecorator[tuple[str, ...]]):
    """Names in a list: the consents of one group name the same, and most refuse nobody."""

    impl = String
    cache_ok = True

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[str, ...] | None:  # noqa: ARG002
        return None if value is None else _listed(value)


CONSENTS = _of_cases(
    Consent,
    Consent.by,
    Consent.signed,
    Consent.valid_from,
    Consent.valid_until,
    Consent.withdrawn,
    Consent.all_organisations,
    type_coerce(Consent.organisations, _Listed).label("organisations"),
    type_coerce(Consent.refused, _Listed).label("refused"),
)
DEVIATIONS = _of_cases(Deviation, Deviation.not_required, Deviation.date, Deviation.until)
KEY_DATES = _of_cases(KeyDate, KeyDate.kind, KeyDate.date)

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


def _last_held(condition: str) -> Select[*tuple[Any, ...]]:
    """The last held meeting of each case that fits a condition: a look into an index for each."""
    each = aliased(Meeting)
    found = (
        select(each.id)
        .where(each.case_id == _EACH.c.value, each.status == MeetingStatus.HELD, text(condition))
        .order_by(each.starts.desc(), each.number.desc(), each.key.desc())
        .limit(1)
    )
    return select(found.scalar_subquery()).select_from(_EACH)


LAST_HELD = select(*_MEETING).where(
    Meeting.id.in_(union_all(_last_held(f"NOT ({OWN_CIRCLE})"), _last_held(f"({OWN_CIRCLE})")))
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
SENT = select(
    _member(0).label("case_id"),
    _member(2).label("meeting_key"),
    select(func.json_group_array(Dispatch.to, type_=JSON))
    .where(
        Dispatch.case_id == _member(0),
        Dispatch.paper == _member(1),
        Dispatch.meeting_key == _member(2),
        Dispatch.plan_version.is_not_distinct_from(_member(3)),
        Dispatch.to.is_not(None),
        Dispatch.to != RECORD,
    )
    .scalar_subquery()
    .label("to"),
)
"""To whom a version of the plan of each of these meetings has gone; without one, to whom what has none."""

FORMS = select(
    _EACH.c.value.label("case_id"),
    # The latest by its index, in so many words: the index of all papers would be searched from end to end.
    select(Dispatch.at)
    .where(Dispatch.case_id == _EACH.c.value, text("paper = 'consent_form'"))
    .order_by(Dispatch.at.desc())
    .limit(1)
    .scalar_subquery()
    .label("at"),
)
