"""How the pages of the address book say days, meetings, papers, and where somebody is used."""

from __future__ import annotations

from datetime import date

from app.models.codes import AttendanceStatus
from app.services.contacts_list import GroupRow, MetRow, SentRow
from app.services.entry_uses import Uses
from app.ui.labels import DISPATCHES, MEETING_KINDS, PAPERS
from app.ui.saying import count, day, listed

ATTENDED = {
    AttendanceStatus.PRESENT: "på plats",
    AttendanceStatus.LATE: "kom sen",
    AttendanceStatus.REMOTE: "på länk",
    AttendanceStatus.SUBSTITUTE: "skickade ersättare",
    AttendanceStatus.EXCUSED: "anmälde förhinder",
    AttendanceStatus.ABSENT: "kom inte",
}
_PLACES = {
    "participant": "grupper",
    "case": "som ansvarig socialsekreterare",
    "attendance": "mötens närvaro",
    "called": "kallelser",
    "meeting": "mindre mötens krets",
    "action": "steg i planer",
    "consent": "samtycken",
    "deviation": "beslut om avvikelse",
    "kept_apart": "dem som ska hållas isär",
    "information": "vem som har fått information",
    "report": "nytt om steg",
    "evaluation": "utvärderingar",
    "dispatch": "det som har skickats",
    "contact": "personer i adressboken",
    "merging": "sammanslagningar",
}


def span(first: date, last: date | None, today: date) -> str:
    """Says from when to when: "sedan 12 januari", "12 januari–3 mars"."""
    if last is None:
        return f"från {day(first, today)}" if first > today else f"sedan {day(first, today)}"
    return f"{day(first, today)}–{day(last, today)}"


def membership(group: GroupRow, today: date) -> str:
    """Says from when to when somebody is in a group, which is no more when its case is over."""
    if group.over and group.to is None:
        return f"från {day(group.from_, today)}, ärendet pågår inte längre"
    return span(group.from_, group.to, today)


def met_line(met: MetRow, today: date) -> tuple[str, str]:
    """Says which meeting, and how somebody was there."""
    how = "kom som ersättare" if met.instead else ATTENDED[met.status]
    return f"{MEETING_KINDS[met.kind]} {day(met.starts.date(), today)}", f"{met.youth} · {how}"


def sent_line(sent: SentRow, today: date) -> tuple[str, str]:
    """Says which paper, when and how."""
    version = f", version {sent.plan_version}" if sent.plan_version else ""
    how = DISPATCHES.get(sent.how, sent.how).lower()
    return f"{PAPERS[sent.paper]}{version}", f"{sent.youth} · {how} {day(sent.at.date(), today)}"


def said_uses(found: Uses) -> str:
    """Says where an entry is used, and what to do instead of removing it."""
    places = [_PLACES.get(each, "andra uppgifter") for each in found.places]
    cases = f" i {count(len(found.cases), 'ärende', 'ärenden')}" if found.cases else ""
    said = f"Finns bland {listed(dict.fromkeys(places))}{cases}."
    if "contact" in found.places:
        return f"{said} Flytta först personerna till en annan organisation, eller slå ihop de två."
    return (
        f"{said} Det som har hänt ska gå att läsa också sedan. Den som slutar får en sista dag i gruppen, "
        "och den som står två gånger slås ihop."
    )
