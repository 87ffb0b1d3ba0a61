"""Searching the free text of the binder: what the words lead to, and where each hit stands (R20)."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from unicodedata import normalize

from sqlalchemy import Select, String, cast, literal, null, select, text
from sqlalchemy.orm import Session

from app.models.records import (
    Action,
    Attachment,
    Attendance,
    Called,
    Case,
    CaseStateChange,
    Closing,
    Consent,
    Contact,
    Coordinator,
    Deviation,
    Dispatch,
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
    Reminder,
    Report,
    Wish,
    YoungPerson,
)
from app.storage import search_index
from app.storage.repositories import names
from app.storage.repositories.names import CaseName, EntryName

MOST_WORDS = 12
"""Words of a query that count: a pasted page is not looked for whole."""

_LONGEST = 2_000
_PARTS = re.compile(r'"([^"]*)"|([^"\s]+)')
_WORD = re.compile(r"[^\W_]+")
_MARKS = re.compile("(?<=[A-Za-z])[\u0300-\u036f]+")
_SWEDISH = {
    normalize("NFD", written): stands
    for letter, stands in search_index.LETTERS.items()
    for written in (letter, letter.upper())
}


@dataclass(frozen=True, slots=True)
class Hit:
    """One place where the words stand: never the words themselves (R20).

    `source` is the table; `record` the row's own key; `key` is what its page knows it by (a note's or
    meeting's key, an id); `about` is a name, a number or a code that says which one it is; `meeting` the
    key of the meeting it was written at.
    """

    source: str
    record: str
    case_id: str | None
    key: str
    day: date | None
    about: str | None
    private: bool = False
    meeting: str | None = None


def terms(typed: str) -> tuple[str, ...]:
    """The words of a query as FTS5 takes them: prefixes, and phrases where they stand in quotation marks.

    Whatever is typed, nothing of it is read as an operator; a query without letters or digits has no terms.
    """
    found: list[str] = []
    for phrase, word in _PARTS.findall(_folded(typed)):
        words = _WORD.findall(phrase or word)
        found += [f'"{" ".join(words)}"'] if phrase and words else [f'"{each}"*' for each in words]
    return tuple(dict.fromkeys(found))[:MOST_WORDS]


class Search:
    """The index of free text within one transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def hits(self, typed: str, *, most: int) -> tuple[int, tuple[Hit, ...]]:
        """How many places the words lead to, and the latest of them, at most so many.

        A place is found when every word begins a word in it, or in what names its case (name, code name,
        reference), and at least one in itself.
        """
        wanted = terms(typed)
        if not wanted:
            return 0, ()
        where, values = self._where(wanted)
        total = self._session.execute(text(f"SELECT count(*) {where}"), values).scalar_one()
        rows = self._session.execute(
            text(f"SELECT e.id, e.source, e.record, e.case_id {where} ORDER BY e.id DESC LIMIT :most"),
            {**values, "most": most},
        ).all()
        return int(total), tuple(self._placed(rows))

    def case_names(self, ids: Collection[str] | None = None) -> tuple[CaseName, ...]:
        """What every case is called, or those of some ids, in order of id."""
        return names.of_cases(self._session, ids)

    def entry_names(self) -> tuple[EntryName, ...]:
        """What everybody and every organisation of the address book is called."""
        return names.of_address_book(self._session)

    def index_anew(self) -> None:
        """Fill the index anew from the records."""
        self._session.flush()
        search_index.install(self._session.connection())

    def _where(self, wanted: Sequence[str]) -> tuple[str, dict[str, str]]:
        named = [each for each in wanted if len(wanted) > 1 and self._names_a_case(each)]
        must = [each for each in wanted if each not in named]
        first = " AND ".join(must) if must else " OR ".join(named)
        where = (
            "FROM search_text JOIN search_entry e ON e.id = search_text.rowid WHERE search_text MATCH :first"
        )
        values = {"first": first}
        for number, each in enumerate(named):
            where += (
                f" AND (e.id IN (SELECT rowid FROM search_text WHERE search_text MATCH :whole{number})"
                " OR e.case_id IN (SELECT h.case_id FROM search_text JOIN search_entry h"
                f" ON h.id = search_text.rowid WHERE search_text MATCH :head{number}))"
            )
            values |= {f"whole{number}": each, f"head{number}": f"head : {each}"}
        return where, values

    def _names_a_case(self, term: str) -> bool:
        statement = text("SELECT 1 FROM search_text WHERE search_text MATCH :head LIMIT 1")
        return self._session.execute(statement, {"head": f"head : {term}"}).first() is not None

    def _placed(self, rows: Sequence[Any]) -> Iterator[Hit]:
        known: dict[tuple[str, str], Any] = {}
        for source in {row.source for row in rows}:
            records = [row.record for row in rows if row.source == source]
            placed = self._session.execute(_PLACES[source].where(_KEYS[source].in_(records)))
            known |= {(source, str(each[0])): each for each in placed}
        for row in rows:
            found = known.get((row.source, str(row.record)))
            if found is not None:
                _, key, day, about, private, meeting = found
                yield Hit(
                    row.source,
                    str(row.record),
                    row.case_id,
                    str(key),
                    day.date() if isinstance(day, datetime) else day,
                    None if about is None else str(about),
                    bool(private),
                    meeting,
                )


def _folded(typed: str) -> str:
    """A query as the index has the words: Swedish letters by their stand-ins, other marks on a to z gone."""
    spelled = normalize("NFD", typed[:_LONGEST])
    for letter, stands in _SWEDISH.items():
        spelled = spelled.replace(letter, stands)
    return normalize("NFC", _MARKS.sub("", spelled))


def _place(key: Any, shown: Any, day: Any = None, about: Any = None, private: Any = None) -> Select[Any]:
    blank = null()
    return select(
        key.label("record"),
        cast(shown, String).label("key"),
        (blank if day is None else day).label("day"),
        (blank if about is None else about).label("about"),
        (literal(0) if private is None else private).label("private"),
        (Meeting.key if about is Meeting.number else blank).label("meeting"),
    )


_KEYS: dict[str, Any] = {
    "case": Case.id,
    "young_person": YoungPerson.case_id,
    "guardian": Guardian.id,
    "case_state_change": CaseStateChange.id,
    "closing": Closing.state_change_id,
    "key_date": KeyDate.id,
    "deviation": Deviation.id,
    "information": Information.id,
    "consent": Consent.id,
    "participant": Participant.id,
    "wish": Wish.id,
    "kept_apart": KeptApart.id,
    "meeting": Meeting.id,
    "called": Called.id,
    "attendance": Attendance.id,
    "follow_up": FollowUp.id,
    "goal": Goal.id,
    "action": Action.id,
    "report": Report.id,
    "incident": Incident.id,
    "evaluation": Evaluation.id,
    "note": Note.id,
    "attachment": Attachment.id,
    "reminder": Reminder.id,
    "dispatch": Dispatch.id,
    "contact": Contact.id,
    "organisation": Organisation.id,
    "coordinator": Coordinator.id,
}
_PLACES: dict[str, Select[Any]] = {
    "case": _place(Case.id, Case.id),
    "young_person": _place(YoungPerson.case_id, YoungPerson.case_id),
    "guardian": _place(Guardian.id, Guardian.key, None, Guardian.name),
    "case_state_change": _place(
        CaseStateChange.id, CaseStateChange.id, CaseStateChange.date, CaseStateChange.state
    ),
    "closing": _place(Closing.state_change_id, Closing.state_change_id, CaseStateChange.date).join(
        CaseStateChange, CaseStateChange.id == Closing.state_change_id
    ),
    "key_date": _place(KeyDate.id, KeyDate.id, KeyDate.date, KeyDate.kind),
    "deviation": _place(Deviation.id, Deviation.id, Deviation.date),
    "information": _place(Information.id, Information.id, Information.date),
    "consent": _place(Consent.id, Consent.key, Consent.signed),
    "participant": _place(Participant.id, Participant.contact_id, None, Contact.name).join(
        Contact, Contact.id == Participant.contact_id
    ),
    "wish": _place(Wish.id, Wish.id, Wish.date),
    "kept_apart": _place(KeptApart.id, KeptApart.id, KeptApart.date),
    "meeting": _place(Meeting.id, Meeting.key, Meeting.starts, Meeting.number),
    "called": _place(Called.id, Meeting.key, Meeting.starts, Meeting.number).join(
        Meeting, Meeting.id == Called.meeting_id
    ),
    "attendance": _place(Attendance.id, Meeting.key, Meeting.starts, Meeting.number).join(
        Meeting, Meeting.id == Attendance.meeting_id
    ),
    "follow_up": _place(FollowUp.id, FollowUp.action, Meeting.starts, Meeting.number).join(
        Meeting, Meeting.id == FollowUp.meeting_id
    ),
    "goal": _place(Goal.id, Goal.key, Meeting.starts, Meeting.number).join(
        Meeting, Meeting.id == Goal.meeting_id
    ),
    "action": _place(Action.id, Action.key, Meeting.starts, Meeting.number)
    .join(Goal, Goal.id == Action.goal_id)
    .join(Meeting, Meeting.id == Goal.meeting_id),
    "report": _place(Report.id, Report.action, Report.date),
    "incident": _place(Incident.id, Incident.id, Incident.date),
    "evaluation": _place(Evaluation.id, Evaluation.id, Evaluation.date),
    "note": _place(Note.id, Note.key, Note.at, Note.kind, Note.private),
    "attachment": _place(Attachment.id, Attachment.id),
    "reminder": _place(Reminder.id, Reminder.id, Reminder.date),
    "dispatch": _place(Dispatch.id, Dispatch.id, Dispatch.at, Dispatch.paper),
    "contact": _place(Contact.id, Contact.id, None, Contact.name),
    "organisation": _place(Organisation.id, Organisation.id, None, Organisation.name),
    "coordinator": _place(Coordinator.id, Coordinator.id, None, Coordinator.name),
}
