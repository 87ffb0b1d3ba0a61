"""A mail draft: an unsent message that Outlook and Thunderbird open for sending (R18, R20).

`X-Unsent` is what both look for. The draft has neither date nor message id nor host: those come with sending.
The same draft gives the same bytes.
"""

import re
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from hashlib import sha256
from pathlib import PurePath

from app.models.errors import Kind, KnownError

_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_DOMAIN = re.compile(r"([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z0-9-]{2,}")
_LONGEST_ADDRESS = 254


@dataclass(frozen=True, slots=True)
class Attachment:
    """A PDF to send along, with the name that the recipient sees."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Draft:
    """An unsent message to one person."""

    sender_name: str
    sender_address: str
    recipient_name: str
    recipient_address: str
    subject: str
    body: str
    attachments: tuple[Attachment, ...]


def make_draft(draft: Draft) -> bytes:
    """The draft as the bytes of an .eml file, lines ending in CRLF.

    Raises `mail_header_unsafe` for control characters in a name, the subject or a file's name, and
    `mail_address_unfit` for what is no address (RULE).
    """
    message = EmailMessage(policy=SMTP)
    message["X-Unsent"] = "1"
    if draft.sender_address:
        message["From"] = _address(draft.sender_name, draft.sender_address)
    message["To"] = _address(draft.recipient_name, draft.recipient_address)
    message["Subject"] = _safe(draft.subject)
    message.set_content(draft.body, charset="utf-8", cte="quoted-printable")
    for attachment in draft.attachments:
        name = _safe(attachment.name)
        if PurePath(name).name != name or "\\" in name:
            raise KnownError(Kind.RULE, "mail_header_unsafe")
        message.add_attachment(attachment.data, maintype="application", subtype="pdf", filename=name)
    if message.is_multipart():
        message.set_boundary(_boundary(draft))
    return message.as_bytes()


def _safe(words: str) -> str:
    if _UNSEEN.search(words):
        raise KnownError(Kind.RULE, "mail_header_unsafe")
    return words.strip()


def _address(name: str, address: str) -> Address:
    local, at, domain = address.strip().rpartition("@")
    try:
        domain = domain.encode("idna").decode()
    except UnicodeError:
        domain = ""
    fits = at and _LOCAL.fullmatch(local) and _DOMAIN.fullmatch(domain)
    if not fits or len(local) + len(domain) >= _LONGEST_ADDRESS:
        raise KnownError(Kind.RULE, "mail_address_unfit", name=_UNSEEN.sub(" ", name))
    return Address(_safe(name), local, domain)


def _boundary(draft: Draft) -> str:
    """A boundary that comes from the content alone, so that it repeats and tells nothing of the machine."""
    digest = sha256(draft.body.encode())
    for attachment in draft.attachments:
        digest.update(sha256(attachment.data).digest())
    return f"=_{digest.hexdigest()[:40]}"
