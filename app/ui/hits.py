"""How a hit of the search is said, and where it leads: its place, never its words (R20)."""

from __future__ import annotations

from datetime import date
from typing import Any

from app.models.codes import NoteKind, Paper
from app.services.search import Hit
from app.ui.labels import NOTE_ICONS, NOTE_KINDS, PAPERS
from app.ui.saying import day
from app.ui.words import say

_ICONS = {
    "meeting": "calendar-days",
    "called": "calendar-days",
    "attendance": "calendar-days",
    "follow_up": "list-checks",
    "goal": "target",
    "action": "list-checks",
    "report": "message-square",
    "participant": "users-round",
    "guardian": "users-round",
    "wish": "users-round",
    "kept_apart": "users-round",
    "consent": "signature",
    "deviation": "signature",
    "information": "signature",
    "key_date": "flag",
    "incident": "flag",
    "reminder": "calendar-clock",
    "dispatch": "send",
    "attachment": "paperclip",
    "contact": "contact",
    "organisation": "building-2",
    "coordinator": "user-round",
}
_TABS = {
    "guardian": "overview",
    "deviation": "consent",
    "information": "consent",
    "consent": "consent",
    "participant": "group",
    "wish": "group",
    "kept_apart": "group",
    "meeting": "meetings",
    "called": "meetings",
    "attendance": "meetings",
    "follow_up": "plan",
    "goal": "plan",
    "action": "plan",
    "report": "plan",
    "key_date": "events",
    "incident": "events",
    "note": "notes",
    "reminder": "notes",
    "attachment": "documents",
    "dispatch": "documents",
}
_WORDS = {
    "case": "Kodnamn och beteckning",
    "young_person": "{Ungdomens} uppgifter",
    "guardian": "Vårdnadshavaren {about}",
    "case_state_change": "Ändrat läge {when}",
    "closing": "Avslut {when}",
    "key_date": "Viktigt datum {when}",
    "deviation": "Avvikelse {when}",
    "information": "Information {when}",
    "consent": "Samtycke {when}",
    "participant": "Varför {about} är med",
    "wish": "Önskemål {when}",
    "kept_apart": "Hålls isär {when}",
    "meeting": "Möte {about}, {when}",
    "called": "Kallade till möte {about}, {when}",
    "attendance": "Närvaro vid möte {about}, {when}",
    "follow_up": "Uppföljning vid möte {about}, {when}",
    "goal": "Mål från möte {about}, {when}",
    "action": "Steg från möte {about}, {when}",
    "report": "Nytt om ett steg {when}",
    "incident": "Händelse {when}",
    "evaluation": "Utvärdering {when}",
    "note": "{kind} {when}",
    "attachment": "Bilaga",
    "reminder": "Påminnelse till {when}",
    "dispatch": "{kind} {when}",
    "contact": "{about}",
    "organisation": "{about}",
    "coordinator": "Samordnaren {about}",
}


def words(hit: Hit, today: date) -> str:
    """Says where the hit stands: "Samtal 3 mars"."""
    kind = "Utskick"
    if hit.source == "note":
        kind = NOTE_KINDS[NoteKind(hit.about or NoteKind.NOTE)]
    elif hit.source == "dispatch" and hit.about:
        kind = PAPERS[Paper(hit.about)]
    when = day(hit.day, today) if hit.day else ""
    return say(_WORDS[hit.source], about=hit.about, when=when, kind=kind)


def icon(hit: Hit) -> str:
    """Gives the icon of the place."""
    if hit.source == "note":
        return NOTE_ICONS[NoteKind(hit.about or NoteKind.NOTE)]
    return _ICONS.get(hit.source, "folder")


def target(hit: Hit) -> tuple[str, dict[str, Any]]:
    """Gives the page and its arguments that show the very place."""
    if hit.case_id is not None:
        tab = _TABS.get(hit.source, "overview")
        # Among these stand records of more than one kind.
        named = tab == "events" or hit.source == "reminder"
        at = f"{hit.source} {hit.key}" if named else hit.key
        return "case", {"case_id": hit.case_id, "tab": tab, "at": at, "near": hit.meeting or ""}
    if hit.source in ("contact", "organisation"):
        return hit.source, {"entry": hit.key}
    return ("binder" if hit.source == "coordinator" else "overview"), {"at": hit.key}
