"""How the meeting mode says codes, days and numbers at the table."""

from __future__ import annotations

from app.models.codes import Answer, AttendanceStatus, Outcome, ViewAbsent
from app.models.snapshots import Person
from app.models.who import WhoKind
from app.ui.labels import OUTCOMES as LABELS
from app.ui.saying import nth
from app.ui.words import word

STEPS = ("Närvaro", "Uppföljning", "Det som fungerar", "Nya mål", "Nästa möte")

OUTCOMES = {
    Outcome.DONE: "Klart",
    Outcome.PARTLY: "Delvis",
    Outcome.ONGOING: "Pågår",
    Outcome.NOT_DONE: "Inte gjort",
    Outcome.CHANGED: "Ändra",
    Outcome.DROPPED: "Stryk",
}
"""On the buttons: what one does."""

VERDICTS = LABELS
"""In sentences: what was said."""

OUTCOME_ICONS = {
    Outcome.DONE: ("circle-check", "done"),
    Outcome.PARTLY: ("circle-dot", "attention"),
    Outcome.ONGOING: ("hourglass", "accent"),
    Outcome.NOT_DONE: ("circle-dashed", "attention"),
    Outcome.CHANGED: ("pen-line", "accent"),
    Outcome.DROPPED: ("circle-slash", "quiet"),
}
NOT_YET = ("circle", "quiet")

STATUSES = {
    AttendanceStatus.PRESENT: "På plats",
    AttendanceStatus.LATE: "Kom sen",
    AttendanceStatus.REMOTE: "På länk",
    AttendanceStatus.SUBSTITUTE: "Ersättare",
    AttendanceStatus.EXCUSED: "Förhinder",
    AttendanceStatus.ABSENT: "Kom inte",
}
STATUS_ICONS = {
    AttendanceStatus.PRESENT: ("circle-check", "done"),
    AttendanceStatus.LATE: ("clock", "done"),
    AttendanceStatus.REMOTE: ("link", "done"),
    AttendanceStatus.SUBSTITUTE: ("refresh-cw", "accent"),
    AttendanceStatus.EXCUSED: ("calendar-clock", "quiet"),
    AttendanceStatus.ABSENT: ("minus", "quiet"),
}

ANSWERS = {Answer.YES: "sa ja", Answer.NO: "sa nej", Answer.NONE: "har inte svarat"}

ABSENT_VIEWS = {
    ViewAbsent.DID_NOT_WANT: "Ville inte säga något i dag",
    ViewAbsent.NOT_PRESENT: "Var inte med",
    ViewAbsent.ANOTHER_WAY: "Berättar på annat sätt",
}

NOT_DISCUSSED = "Togs inte upp på mötet"

_ORDINALS = (
    "",
    "första",
    "andra",
    "tredje",
    "fjärde",
    "femte",
    "sjätte",
    "sjunde",
    "åttonde",
    "nionde",
    "tionde",
)


def nth_time(times_carried: int) -> str:
    """Says how many times a step stands in a plan: carried over twice is "tredje gången" (R11)."""
    times = times_carried + 1
    ordinal = _ORDINALS[times] if times < len(_ORDINALS) else nth(times)
    return f"{ordinal} gången"


def role_of(person: Person) -> str:
    """Says what somebody is: "kommunpolis, Polisen", "mamma", "ungdom"."""
    parts = [part for part in (person.role, person.organisation) if part]
    if person.who.kind is WhoKind.YOUTH:
        parts = [word("ungdom")]
    elif person.who.kind is WhoKind.GUARDIAN and not parts:
        parts = ["vårdnadshavare"]
    elif person.who.kind is WhoKind.COORDINATOR and not person.role:
        parts = ["samordnare"]
    return ", ".join(parts)


def named(person: Person) -> str:
    """Says a name with the role after it."""
    role = role_of(person)
    return f"{person.name}, {role}" if role else person.name


def lower_first(text: str) -> str:
    """Lets a sentence go on in another: "Komma i gång" becomes "komma i gång", "ADHD" stays."""
    return text[:1].lower() + text[1:] if len(text) > 1 and text[1:2].islower() else text
