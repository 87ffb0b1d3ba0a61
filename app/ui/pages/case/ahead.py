"""What is coming in a case, and what has been: the days that change what may be shared, and the time line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from app.models.ages import birthday
from app.models.codes import MeetingKind, MeetingStatus, Paper
from app.models.required import DEFAULT_BANDS, required
from app.models.who import Who
from app.services.case_file import CaseFile
from app.ui.labels import (
    CLOSING_REASONS,
    DISPATCHES,
    KEY_DATES,
    MEETING_KINDS,
    NOTE_ICONS,
    NOTE_KINDS,
    PAPERS,
    STATES,
)
from app.ui.pages.case.events import events
from app.ui.saying import capital, day, first_name, first_names, genitive, listed

YEARS_AHEAD = timedelta(days=3 * 366)


@dataclass(frozen=True)
class Coming:
    """A day to come, and what happens on it."""

    on: date
    text: str


def coming(file: CaseFile) -> list[Coming]:
    """The days that change what may be shared, and the days that matter, in order (R4, R22)."""
    found = [*_birthdays(file), *_ends(file), *_renewals(file), *_deviations(file), *_key_dates(file)]
    return sorted(
        (each for each in found if file.today <= each.on <= file.today + YEARS_AHEAD),
        key=lambda each: each.on,
    )


def _birthdays(file: CaseFile) -> Iterator[Coming]:
    youth = first_name(file.case.young_person.name)
    for age in DEFAULT_BANDS.ages:
        turns = birthday(file.case.young_person.birth_date, age)
        if turns <= file.today:
            continue
        needed = required(file.case, turns).persons
        alone = needed == (Who.YOUTH,)
        yield Coming(turns, f"{youth} fyller {age} och samtycker {'ensam' if alone else 'själv'}")


def _ends(file: CaseFile) -> Iterator[Coming]:
    by_day: dict[date, list[str]] = {}
    for who, consent in file.status.governing.items():
        if consent.valid_until is not None and consent.withdrawn is None:
            by_day.setdefault(consent.valid_until, []).append(file.name(who))
    for last, people in by_day.items():
        names = [genitive(each) for each in first_names(people)]
        noun = "samtycke" if len(people) == 1 else "samtycken"
        yield Coming(last, f"{capital(listed(names))} {noun} går ut")


def _renewals(file: CaseFile) -> Iterator[Coming]:
    for consent in file.case.consents:
        if consent.valid_from > file.today and consent.withdrawn is None:
            name = first_name(file.name(consent.by))
            yield Coming(consent.valid_from, f"{genitive(name)} nya samtycke börjar gälla")


def _deviations(file: CaseFile) -> Iterator[Coming]:
    for each in file.case.deviations:
        if each.until is not None:
            people = [file.name(Who.parse(one)) for one in each.not_required]
            yield Coming(each.until, f"Sista dagen som {listed(first_names(people))} inte behöver samtycka")


def _key_dates(file: CaseFile) -> Iterator[Coming]:
    for each in file.case.key_dates:
        yield Coming(each.date, f"{KEY_DATES[each.kind]}{f': {each.note}' if each.note else ''}")


@dataclass(frozen=True)
class Happened:
    """One line of the time line: when, an icon of the set, what, and more about it.

    ``tab`` is where one sees it, ``private`` says that it is not for the group.
    """

    at: datetime
    icon: str
    what: str
    more: str = ""
    tab: str = ""
    timed: bool = False
    private: bool = False


def happened(file: CaseFile) -> list[Happened]:
    """Everything that has been in the case, the latest first."""
    found = [
        *_states(file),
        *_consents(file),
        *_meetings(file),
        *_sent(file),
        *_members(file),
        *_notes(file),
        *_told(file),
        *_came_in(file),
    ]
    return sorted(found, key=lambda each: each.at, reverse=True)


def _at(when: date) -> datetime:
    return datetime.combine(when, time.min)


def _states(file: CaseFile) -> Iterator[Happened]:
    for each in file.case.states:
        more = each.reason or ""
        if each.closing is not None:
            more = CLOSING_REASONS[each.closing.reason]
        if each.until is not None:
            more = f"till {day(each.until, file.today)}{f' · {more}' if more else ''}"
        yield Happened(_at(each.date), "flag", STATES[each.state], more)


def _consents(file: CaseFile) -> Iterator[Happened]:
    for each in file.case.consents:
        name = first_name(file.name(each.by))
        until = f"till {day(each.valid_until, file.today)}" if each.valid_until else "utan slutdatum"
        refuses = [file.scope_name(one) for one in each.refused]
        what = f"{name} skrev under samtycke" if not refuses else f"{name} sa nej till {listed(refuses)}"
        yield Happened(_at(each.signed), "signature", what, until, "consent")
        if each.withdrawn is not None:
            yield Happened(_at(each.withdrawn), "undo-2", f"{name} tog tillbaka sitt samtycke", "", "consent")


def _meetings(file: CaseFile) -> Iterator[Happened]:
    for each in file.meetings:
        kind = MEETING_KINDS[each.kind]
        numbered = kind if each.kind is MeetingKind.START else f"{kind} {each.number}"
        if each.status is MeetingStatus.HELD:
            there = sum(one.status not in ("excused", "absent") for one in each.attendance)
            steps = sum(len(goal.actions) for goal in each.goals)
            more = ", ".join(
                text
                for text in (f"{there} var med" if there else "", f"{steps} steg" if steps else "")
                if text
            )
            yield Happened(each.starts, "users-round", numbered, more, "plan", timed=True)
        elif each.status is MeetingStatus.CANCELLED and each.starts <= file.now:
            yield Happened(each.starts, "circle-x", f"{numbered} ställdes in", "", "meetings", timed=True)


def _sent(file: CaseFile) -> Iterator[Happened]:
    groups: dict[tuple[datetime, Paper, str], list[str]] = {}
    for each in file.dispatches:
        key = (each.at.replace(second=0, microsecond=0), each.paper, each.how)
        groups.setdefault(key, []).append(each.to_name or "")
    for (at, paper, how), names in groups.items():
        people = [name for name in names if name]
        to = (
            listed(first_names(people))
            if 0 < len(people) <= 3
            else (f"{len(people)} personer" if people else "")
        )
        what = f"{PAPERS[paper]}: {DISPATCHES.get(how, how).lower()}"
        yield Happened(at, "send", what, f"till {to}" if to else "", "documents", timed=True)


def _members(file: CaseFile) -> Iterator[Happened]:
    for each in file.case.participants:
        contact = file.book.contacts[each.contact_id]
        organisation = file.book.organisation_of(contact.id)
        about = ", ".join(one for one in (contact.role, organisation.name if organisation else None) if one)
        yield Happened(_at(each.from_), "user-plus", f"{contact.name} kom med i gruppen", about, "group")
        if each.to is not None and each.to <= file.today:
            yield Happened(_at(each.to), "log-out", f"{contact.name} slutade i gruppen", about, "group")


def _notes(file: CaseFile) -> Iterator[Happened]:
    for each in file.case.notes:
        kind = NOTE_KINDS[each.kind] if each.kind else NOTE_KINDS[next(reversed(NOTE_KINDS))]
        icon = NOTE_ICONS[each.kind] if each.kind else "sticky-note"
        what = f"{kind} med {each.with_}" if each.with_ else kind
        yield Happened(
            each.at, icon, what, each.text.split("\n", 1)[0], "notes", timed=True, private=each.private
        )


def _told(file: CaseFile) -> Iterator[Happened]:
    by_day: dict[date, list[str]] = {}
    for each in file.case.information:
        by_day.setdefault(each.date, []).append(file.name(each.to))
    for on, people in by_day.items():
        yield Happened(
            _at(on), "info", f"{listed(first_names(people))} fick veta vad en insatsgrupp är", "", "consent"
        )


def _came_in(file: CaseFile) -> Iterator[Happened]:
    """What came in about the youth, never for the group; and the key dates that have been (R16, R22)."""
    for each in events(file):
        if each.incident is not None:
            source = each.incident.source or ""
            yield Happened(_at(each.on), each.icon, each.what, source, "events", private=True)
        elif each.key_date is not None and each.on <= file.today:
            yield Happened(_at(each.on), each.icon, each.what, each.more, "events", private=True)
