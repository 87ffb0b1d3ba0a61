"""Outlines of cases: what the rules look at, read for many cases at once, as rows and no object graph.

An outline has a case's attributes under the same names, so that the rules take it for one. It holds what
they need to say what presses, and nothing else: no words of anybody.
"""

import json
from collections import defaultdict, namedtuple
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from typing import Any, TypeAlias, cast

from sqlalchemy import Select
from sqlalchemy.orm import Session

from app.models.address_book import AddressBook
from app.models.circles import order_of
from app.models.codes import FiledKind, Paper
from app.models.pressing import Answers, Held
from app.models.records import (
    Case,
    Contact,
    Coordinator,
    Meeting,
    Organisation,
)
from app.storage.repositories.outline_questions import (
    CONSENTS,
    CONTACTS,
    COORDINATORS,
    DEVIATIONS,
    FORMS,
    GUARDIANS,
    HEADS,
    KEPT_APART,
    KEY_DATES,
    LAST_HELD,
    ORGANISATIONS,
    PARTICIPANTS,
    PLANNED,
    SENT,
    STATES,
    TRANSFERS,
    VERSIONS,
    WANTED,
)

_Row: TypeAlias = Any
"""A named tuple. A result's own rows look each name up anew, and the rules took twice as long with them."""
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
    held: tuple[Held, ...]
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
    states = _of(session, STATES, list(wanted))
    guardians = _of(session, GUARDIANS, running)
    participants = _of(session, PARTICIPANTS, running)
    consents = _of(session, CONSENTS, running)
    deviations = _of(session, DEVIATIONS, running)
    key_dates = _of(session, KEY_DATES, running)
    planned = _grouped(_rows(session, PLANNED))
    kept_apart = _grouped(_rows(session, KEPT_APART))
    held = _of(session, LAST_HELD, running)
    lately = {(id_, str(each.key)): each.revision for id_, rows in held.items() for each in rows}
    agreed = _agreed(session, lately)
    filed = _filed(session, agreed, lately)
    sent = _sent(session, agreed, [each for each in lately if each not in agreed])
    forms = _forms(session, running)
    heads = list(_rows(session, HEADS, wanted))
    named = {each.contact_id for rows in participants.values() for each in rows}
    named |= {each.responsible_social_worker_id for each in heads if each.responsible_social_worker_id}

    def held_of(row: _Row) -> Held:
        key = row.case_id, row.key
        return Held(
            meeting=row,
            agreed=key in agreed,
            sent_to=sent[key],
            filed=frozenset(filed.get(key, ())),
        )

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
        return CaseOutline(
            # It answers to the same names, and no rule asks what it is.
            case=cast(Case, outline),
            name=head.name,
            code_name=head.code_name,
            protected_identity=head.protected_identity,
            answers={each.key: Answers(each.called, each.yes, each.no) for each in planned[head.id]},
            planned=cast("Sequence[Meeting]", planned[head.id]),
            held=tuple(map(held_of, sorted(held[head.id], key=order_of))),
            form_on=forms.get(head.id),
        )

    return Outlines(cases=tuple(map(case_of, heads)), book=_book(session, named))


def _wanted(session: Session, on: date, closed_since: date) -> dict[str, bool]:
    """The ids of cases that are open on a day or were closed since another, and whether they are open."""
    rows = session.connection().execute(WANTED, {"on": on, "since": closed_since})
    return {id_: bool(is_open) for id_, is_open in rows}


def _of(session: Session, statement: Select[*tuple[Any, ...]], ids: Collection[str]) -> _Rows:
    """The rows of some cases by the case's id."""
    return _grouped(_rows(session, statement, ids))


def _rows(
    session: Session, statement: Select[*tuple[Any, ...]], given: Collection[object] = ()
) -> Iterator[_Row]:
    """The rows of one of the outline's questions, asked of what is given."""
    # Past the session's own way with rows, which is made for records.
    rows = session.connection().execute(statement, {"given": json.dumps(list(given))})
    return map(partial(tuple.__new__, _shape(statement)), rows.all())


@cache
def _shape(statement: Select[*tuple[Any, ...]]) -> type[Any]:
    return namedtuple("_Shape", [each["name"] for each in statement.column_descriptions])


def _grouped(rows: Iterable[_Row]) -> _Rows:
    found: dict[str, list[_Row]] = defaultdict(list)
    for row in rows:
        found[row.case_id].append(row)
    return found


def _agreed(session: Session, pairs: Collection[tuple[str, str]]) -> dict[tuple[str, str], int]:
    """The latest version of the plan of each of these meetings, as case and key, that has one."""
    rows = _rows(session, VERSIONS, pairs)
    return {(case_id, key): number for case_id, key, number in rows if number is not None}


def _filed(
    session: Session, versions: Mapping[tuple[str, str], int], held: Mapping[tuple[str, str], int]
) -> Mapping[tuple[str, str], set[FiledKind]]:
    """What the record has of these meetings: the latest version of the plan, the latest wording of minutes.

    Both are by case and meeting key: the version of the plan, the revision of the meeting.
    """
    wanted = {(case_id, FiledKind.MINUTES, key): (key, revision) for (case_id, key), revision in held.items()}
    for (case_id, key), version in versions.items():
        wanted[case_id, FiledKind.PLAN, str(version)] = (key, 0)
    found: dict[tuple[str, str], set[FiledKind]] = defaultdict(set)
    for case_id, kind, key, revision in _rows(session, TRANSFERS, wanted):
        meeting, current = wanted[case_id, kind, key]
        if revision == current:
            found[case_id, meeting].add(kind)
    return found


def _sent(
    session: Session, agreed: Mapping[tuple[str, str], int], talked: Collection[tuple[str, str]]
) -> Mapping[tuple[str, str], frozenset[str]]:
    """To whom the latest plans of some meetings have gone, and of those that only talked the minutes."""
    wanted: list[tuple[str, Paper, str, int | None]] = [
        (case_id, Paper.PLAN, key, version) for (case_id, key), version in agreed.items()
    ]
    wanted += [(case_id, Paper.MINUTES, key, None) for case_id, key in talked]
    return {(case_id, key): frozenset(to) for case_id, key, to in _rows(session, SENT, wanted)}


def _forms(session: Session, ids: Collection[str]) -> Mapping[str, date]:
    """The day on which a consent form was made last, by case."""
    return {case_id: at.date() for case_id, at in _rows(session, FORMS, ids) if at is not None}


def _book(session: Session, contact_ids: Collection[str]) -> AddressBook:
    """The address book in outline: these contacts, all organisations and coordinators."""
    contacts = _rows(session, CONTACTS, contact_ids)
    coordinators = _rows(session, COORDINATORS)
    organisations = _rows(session, ORGANISATIONS)
    return AddressBook(
        contacts=cast("Mapping[str, Contact]", {each.id: each for each in contacts}),
        organisations=cast("Mapping[str, Organisation]", {each.id: each for each in organisations}),
        coordinators=cast("Mapping[str, Coordinator]", {each.id: each for each in coordinators}),
    )
