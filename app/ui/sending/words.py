"""How the sending sheet says what somebody gets, whether they may, and what has gone."""

from __future__ import annotations

from datetime import date

from app.models.binder import Dispatch
from app.models.codes import Channel
from app.models.permit import Allowed, Block, Blocked, Ground
from app.models.snapshots import Person
from app.models.who import WhoKind
from app.services.gate import Override, Recipient
from app.ui.kit.chip import ChipKind
from app.ui.kit.swedish_dates import say_time
from app.ui.labels import CHANNELS as SAID_CHANNELS
from app.ui.saying import near_day
from app.ui.words import say, word

CHANNELS = {
    each: SAID_CHANNELS[each]
    for each in (Channel.ENCRYPTED_MAIL, Channel.SECURE_MAIL, Channel.LETTER, Channel.BY_HAND)
}
"""The channels that carry papers, in the words of the whole program."""

MAILED = (Channel.ENCRYPTED_MAIL, Channel.SECURE_MAIL)

_GROUNDS = {
    Ground.CONSENT: "Samtycke",
    Ground.OWN_COPY: "Eget exemplar",
    Ground.GUARDIAN: "Vårdnadshavare",
    Ground.OWN_UNIT: "Egen enhet",
    Ground.RECORD: "Egen akt",
    Ground.NO_SECRETS: "Ja",
}
_BLOCKS = {
    Block.CONSENT_MISSING: "Samtycke saknas",
    Block.REFUSED: "Nekad i samtycket",
    Block.OUTSIDE_SCOPE: "Utanför samtycket",
    Block.NOT_IN_GROUP: "Inte med i gruppen",
    Block.NOT_IN_CIRCLE: "Var inte i kretsen",
    Block.GUARDIAN_OF_ADULT: "{Ungdomen} är vuxen",
    Block.WITHHELD: "Får inte papperen",
    Block.MUST_NOT_READ: "Ska hållas isär",
    Block.NOT_FOR_ALL: "Inte till alla",
}
_HOW = {
    "printed": "Utskrivet",
    "drafted": "E-postutkast",
    "saved": "Sparat krypterat",
    "messaged": "Sms kopierat",
}


def role_of(person: Person) -> str:
    """Says what somebody is, in the fewest words."""
    if person.who.kind is WhoKind.YOUTH:
        return word("ungdom")
    if person.who.kind is WhoKind.GUARDIAN:
        return person.role or "vårdnadshavare"
    return ", ".join(part for part in (person.role, person.organisation) if part)


def chip_of(recipient: Recipient, override: Override | None) -> tuple[ChipKind, str, str]:
    """Says whether somebody may have the papers: the chip's kind, its word and its icon."""
    if override is not None:
        return ChipKind.ATTENTION, "Annan grund", "pen-line"
    if isinstance(recipient.decision, Blocked):
        return ChipKind.STOP, say(_BLOCKS[recipient.decision.reason]), "x"
    assert isinstance(recipient.decision, Allowed)
    if recipient.decision.outside_osl:
        return ChipKind.ATTENTION, "Utanför sekretesslagen", "circle-alert"
    return ChipKind.DONE, _GROUNDS[recipient.decision.ground], "check"


def said_of_ground(recipient: Recipient, override: Override | None) -> str:
    """Says in a sentence why somebody may have the papers, or what stands in the way."""
    if override is not None:
        return f"{override.ground}: {override.reason}"
    if isinstance(recipient.decision, Blocked):
        return f"{recipient.why}."
    if recipient.decision.outside_osl:
        return "Har ingen tystnadsplikt enligt lag. Lämna ut med förbehåll, eller be om ett löfte om tystnad."
    return ""


def sent_line(sent: tuple[Dispatch, ...], today: date) -> str:
    """Says what last went: "Utskrivet i dag 14.20", or nothing."""
    if not sent:
        return ""
    last = sent[0]
    return f"{_HOW.get(last.how, 'Lämnat')} {near_day(last.at.date(), today)} {say_time(last.at.time())}"


def older_line(older: Dispatch | None) -> str:
    """Says which plan they hold that a correction has replaced: "Har version 1", or nothing."""
    return "" if older is None else f"Har version {older.plan_version}"
