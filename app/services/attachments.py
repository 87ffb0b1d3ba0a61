"""Scans that belong to a case, such as a signed form: taken in by their bytes, kept, saved again, removed."""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from app.models.case import Attachment, Case
from app.models.errors import Kind, KnownError
from app.services import checks, consents
from app.services.changes import Changes
from app.services.files import new_file, read_at_most, refuse_inside
from app.services.record_transfer import attachment_back, attachment_removed
from app.storage.binder import Binder

LARGEST = 15 * 1024 * 1024
"""Bytes of the largest scan: in base64 it is the 20 MB that an interchange file may hold."""

LONGEST_NAME = 200
_BEGINNINGS = (
    (b"%PDF-", "application/pdf"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
)


@dataclass(frozen=True, kw_only=True, repr=False)
class Scan:
    """A file that was received: its name without a folder, its bytes, and the consent it shows."""

    name: str
    content: bytes
    consent: str | None = None


def read_scan(path: Path, *, consent: str | None = None) -> Scan:
    """Read a file from the disk; KnownError RULE `attachment_too_large`, ENVIRONMENT where it cannot be."""
    content = read_at_most(path, LARGEST)
    _refuse_large(content)
    return Scan(name=path.name, content=content, consent=consent)


def media_type(content: bytes) -> str:
    """What a file is by its first bytes, whatever its name says; KnownError RULE `attachment_odd`."""
    for beginning, kind in _BEGINNINGS:
        if content.startswith(beginning):
            return kind
    raise KnownError(Kind.RULE, "attachment_odd")


def add_attachment(binder: Binder, case_id: str, scan: Scan) -> Changes:
    """Keep a scan in the case; its number is among the ids. It is stored as it came, and never opened here.

    KnownError RULE `attachment_odd`, `attachment_too_large`, `no_such_consent`, or `attachment_twice` with
    the `name` under which the same bytes are there; one sheet may show the consents of several.
    """
    kind = media_type(scan.content)
    _refuse_large(scan.content)
    digest = sha256(scan.content).hexdigest()
    with binder.writing() as work:
        case = work.case(case_id)
        if scan.consent is not None:
            consents.consent(case, scan.consent)
        for each in case.attachments:
            if (each.digest, each.consent) == (digest, scan.consent):
                raise KnownError(Kind.RULE, "attachment_twice", name=each.name)
        made = Attachment(
            name=_name(scan.name),
            media_type=kind,
            content=scan.content,
            digest=digest,
            consent=scan.consent,
        )
        case.attachments.append(made)
        work.flush()
        attachment_back(work, case_id, made)
        work.log("attachment_added", case=case_id, detail={"digest": made.digest})
        return Changes.of("consent", "attachment", ids=(case_id, str(made.id)))


def scan_of(binder: Binder, case_id: str, attachment_id: int) -> Scan:
    """A scan with its bytes, as it came; KnownError RULE `no_such_attachment`."""
    with binder.reading() as work:
        found = attachment(work.case(case_id), attachment_id)
        content = work.attachment_content(attachment_id)
    return Scan(name=found.name, content=content, consent=found.consent)


def remove_attachment(binder: Binder, case_id: str, attachment_id: int) -> Changes:
    """Take a scan away; that it was there, and its digest, stays in the log."""
    with binder.writing() as work:
        case = work.case(case_id)
        found = attachment(case, attachment_id)
        attachment_removed(work, case_id, found)
        case.attachments.remove(found)
        work.log("attachment_removed", case=case_id, detail={"digest": found.digest})
    return Changes.of("consent", "attachment", ids=(case_id,))


def save_copy(binder: Binder, case_id: str, attachment_id: int, path: Path) -> None:
    """Write a scan to a file, in plain, as the owner's own copy: not gated, but logged."""
    refuse_inside(binder.folder, path)
    scan = scan_of(binder, case_id, attachment_id)
    with new_file(path) as file:
        file.write(scan.content)
        with binder.writing() as work:
            digest = sha256(scan.content).hexdigest()
            work.log("attachment_saved", case=case_id, detail={"digest": digest})


def printed(binder: Binder, case_id: str, attachment_id: int) -> Changes:
    """Note that a scan was printed: the owner's own copy, not gated, but logged."""
    with binder.writing() as work:
        found = attachment(work.case(case_id), attachment_id)
        work.log("attachment_printed", case=case_id, detail={"digest": found.digest})
    return Changes.of("attachment", ids=(case_id,))


def attachment(case: Case, attachment_id: int) -> Attachment:
    """The scan of that number; KnownError RULE `no_such_attachment`."""
    for each in case.attachments:
        if each.id == attachment_id:
            return each
    raise KnownError(Kind.RULE, "no_such_attachment")


def _name(value: str) -> str:
    """A file's name without what is not seen: signs that turn the writing could make it look like another."""
    seen = "".join(letter if letter.isprintable() else " " for letter in value)
    return checks.name(seen)[-LONGEST_NAME:]


def _refuse_large(content: bytes) -> None:
    if len(content) > LARGEST:
        raise KnownError(Kind.RULE, "attachment_too_large", largest=LARGEST // 1024 // 1024)
