"""How windows say how it stands with the backups."""

from __future__ import annotations

from datetime import date, datetime

from app.models.backups import BackupStatus, PlaceState, Standing
from app.models.errors import Kind as ErrorKind
from app.models.errors import KnownError
from app.services.wording import explain
from app.ui import saying
from app.ui.kit.chip import ChipKind
from app.ui.kit.swedish_dates import say_time


def headline(status: BackupStatus) -> str:
    """Says the main thing in a few words."""
    match status.standing:
        case Standing.NO_PLACE:
            return "Inga säkerhetskopior görs"
        case Standing.NEVER:
            return "Ingen säkerhetskopia är gjord än"
        case Standing.REHEARSAL_FAILED:
            return "Den senaste säkerhetskopian gick inte att återställa"
        case Standing.OLD:
            return f"Ingen säkerhetskopia på {saying.count(status.days, 'dag', 'dagar')}"
        case Standing.PLACE_MISSING:
            return "En av platserna går inte att nå"
    return "Säkerhetskopiorna är i ordning"


def about(status: BackupStatus, today: date) -> str:
    """Says what to know or do about it, in a sentence or two."""
    match status.standing:
        case Standing.NO_PLACE:
            return (
                "Går datorn sönder är allt i pärmen borta. Välj en mapp på ett USB-minne eller på kommunens"
                " server."
            )
        case Standing.NEVER:
            return "Den första görs strax. Du kan också göra den nu."
        case Standing.REHEARSAL_FAILED:
            return "Gör en ny nu. Den prövas genast."
        case Standing.OLD:
            return (
                "Ingen av platserna har gått att nå. Sätt i USB-minnet eller anslut till nätet, så görs en."
            )
        case Standing.PLACE_MISSING:
            return "Kopior görs till den andra så länge. Den som saknas får en så fort den går att nå."
    assert status.last is not None
    return f"Den senaste gjordes {moment(status.last, today)} och är genomläst."


def notice_text(status: BackupStatus) -> str:
    """Says it in the overview, in one sentence; empty where nothing presses."""
    return f"{headline(status)}." if status.presses else ""


def place_chip(place: PlaceState, today: date) -> tuple[ChipKind, str]:
    """Says how it stands with one place."""
    if place.trouble is not None:
        away = place.trouble == "place_missing"
        return ChipKind.ATTENTION, "Går inte att nå" if away else "Kopian kom inte fram"
    if place.last is None:
        return ChipKind.NEUTRAL, "Ingen kopia än"
    return ChipKind.DONE, f"Kopia {moment(place.last, today)}"


def place_trouble(place: PlaceState) -> str:
    """Says why the last backup did not get there; empty where it did."""
    return "" if place.trouble is None else explain(KnownError(ErrorKind.ENVIRONMENT, place.trouble))


def moment(when: datetime, today: date) -> str:
    """Says a time as one does among colleagues: "i dag 14.12", "4 mars 14.12"."""
    return f"{saying.near_day(when.date(), today)} {say_time(when.time())}"


def size(count: int) -> str:
    """Says how large a file is."""
    if count < 1_000_000:
        return f"{max(1, round(count / 1000))} kB"
    return f"{count / 1_000_000:.1f} MB".replace(".", ",")
