"""What stands on a case's time line: incidents and key dates, and the days the SIG began and ended (R22)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.models.case import Incident, KeyDate
from app.models.codes import IncidentKind, IncidentRole, KeyDateKind
from app.models.key_dates import coming_key_dates, ended
from app.models.states import Span, periods
from app.services.case_file import CaseFile
from app.ui.labels import INCIDENT_ROLES, INCIDENTS, KEY_DATES
from app.ui.saying import day, near_day

INCIDENT_ICONS = {
    IncidentKind.POLICE_REPORT: "file-text",
    IncidentKind.CONCERN_REPORT: "circle-alert",
    IncidentKind.VERDICT: "building-2",
    IncidentKind.OTHER: "info",
}
KEY_DATE_ICONS = {
    KeyDateKind.DECISION_ENDS: "calendar-clock",
    KeyDateKind.SANCTION_ENDS: "calendar-clock",
    KeyDateKind.PLACEMENT_FROM: "house",
    KeyDateKind.PLACEMENT_TO: "house",
    KeyDateKind.TRIAL: "building-2",
    KeyDateKind.RELEASE: "lock-open",
    KeyDateKind.OTHER: "flag",
}


class Sort(StrEnum):
    """What a mark on the line is; each has a shape of its own."""

    SUSPECT = "suspect"
    OTHER = "other"
    KEY_DATE = "key_date"
    EDGE = "edge"


@dataclass(frozen=True, kw_only=True)
class Event:
    """One mark: an incident or a key date by its record, or an edge of the SIG by neither."""

    on: date
    sort: Sort
    icon: str
    what: str
    more: str = ""
    incident: Incident | None = None
    key_date: KeyDate | None = None


ENDED = {KeyDateKind.DECISION_ENDS: "Beslutet upphörde", KeyDateKind.SANCTION_ENDS: "Påföljden upphörde"}


@dataclass(frozen=True)
class Near:
    """A key date that presses: in a few words for a chip, as a sentence, and what to do about it."""

    short: str
    strong: str
    text: str
    gone: bool


def near(file: CaseFile) -> Iterator[Near]:
    """What the coordinator is warned of: a decision that has run out, then thirty days ahead (R22)."""
    today = file.today
    for each in ended(file.case, today):
        short = f"{ENDED[each.kind]} {day(each.date, today)}"
        todo = "Ärendet är fortfarande i gång. Skriv in det nya datumet när beslutet är förlängt."
        yield Near(short, f"{short}.", todo, gone=True)
    for each in coming_key_dates(file.case, today):
        away = (each.date - today).days
        more = f"Om {away} dagar." if away > 1 else ""
        note = f" {each.note.rstrip('.')}." if each.note else ""
        said = f"{KEY_DATES[each.kind]} {near_day(each.date, today)}"
        yield Near(said, f"{said}.", f"{more}{note}".strip(), gone=False)


def events(file: CaseFile) -> list[Event]:
    """Everything on the line, the latest first; of one day the SIG's own edge last."""
    found = [*_incidents(file), *_key_dates(file), *_edges(file)]
    return sorted(found, key=lambda each: (each.on, each.sort is not Sort.EDGE), reverse=True)


def spans(file: CaseFile) -> tuple[Span, ...]:
    """The periods of the SIG."""
    return tuple(periods(file.case))


def incident_words(incident: Incident) -> str:
    """Says what came in: "Polisanmälan, målsägande"; a report without a role counts as suspect."""
    role = incident.role
    if role is None and incident.kind is IncidentKind.POLICE_REPORT:
        role = IncidentRole.SUSPECT
    return INCIDENTS[incident.kind] + (f", {INCIDENT_ROLES[role].lower()}" if role else "")


def _incidents(file: CaseFile) -> Iterator[Event]:
    for each in file.case.incidents:
        suspect = each.role in (None, IncidentRole.SUSPECT) and each.kind is not IncidentKind.OTHER
        yield Event(
            on=each.date,
            sort=Sort.SUSPECT if suspect else Sort.OTHER,
            icon=INCIDENT_ICONS[each.kind],
            what=incident_words(each),
            more=" · ".join(one for one in (each.source, each.note) if one),
            incident=each,
        )


def _key_dates(file: CaseFile) -> Iterator[Event]:
    for each in file.case.key_dates:
        yield Event(
            on=each.date,
            sort=Sort.KEY_DATE,
            icon=KEY_DATE_ICONS[each.kind],
            what=KEY_DATES[each.kind],
            more=each.note or "",
            key_date=each,
        )


def _edges(file: CaseFile) -> Iterator[Event]:
    for each in periods(file.case):
        yield Event(on=each.first, sort=Sort.EDGE, icon="play", what="Insatsen började")
        if each.last is not None:
            yield Event(on=each.last, sort=Sort.EDGE, icon="flag", what="Insatsen avslutades")
