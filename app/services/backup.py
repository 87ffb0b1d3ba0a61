"""One backup at a time: made into a file, looked through, restored as a new binder (trust.md, promise 3)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex

from app.models.clock import Clock
from app.models.errors import Kind, KnownError
from app.storage import backup, erasures
from app.storage.backup import Restored as Restored
from app.storage.backup_file import Label, Note, read_label
from app.storage.binder import Binder
from app.storage.delivery import deliver
from app.storage.disk import UNFINISHED, explaining_reading
from app.storage.receipts import Receipt as Receipt
from app.storage.receipts import parse
from app.storage.recovery import canonical
from app.storage.vault import Key, Slots
from app.storage.verify import Findings as Findings

Pulse = Callable[[float], object]
_LARGEST_TEXT = 10_000_000


@dataclass(frozen=True, slots=True)
class Made:
    """A backup that was made: how much it holds, and its receipt."""

    pages: int
    rows: int
    receipt: Receipt


def silent(_part: float) -> None:
    """Hears how far something is, and does nothing."""


def back_up(binder: Binder, out: Path, pulse: Pulse = silent) -> Made:
    """Make a backup of an open binder in a file, in place of an older one; logged.

    It is made and looked through beside the binder first. KnownError ENVIRONMENT where the disk refuses.
    """
    local = unfinished(binder)
    try:
        made = build(binder, local, lambda part: pulse(part * 0.8))
        deliver(local, out.absolute(), lambda part: pulse(0.8 + part * 0.2))
    finally:
        local.unlink(missing_ok=True)
    with binder.writing() as work:
        work.log("backup_made", detail={"file": out.name, "entries": made.receipt.entries})
    return made


def build(binder: Binder, target: Path, pulse: Pulse) -> Made:
    """Make a backup in a new file beside the binder, looked through; errors as `back_up`."""
    found = backup.make(binder, target, pulse)
    label = read_label(target)
    note = binder.with_keys(lambda _folder, key, _slots: label.note(key))
    return Made(found.pages, found.rows, Receipt(label.binder, note.made, note.entries, note.digest))


def unfinished(binder: Binder) -> Path:
    """A new name in the binder's folder for a file that is being made; the next opening clears it away."""
    return binder.folder / f".kopia.{token_hex(4)}{UNFINISHED}"


def verify_backup(
    path: Path,
    *,
    passphrase: str | None = None,
    code: str | None = None,
    receipts: tuple[Receipt, ...] = (),
) -> tuple[Note, Findings]:
    """What is to be said of a backup; changes nothing.

    KnownError SECRET for a wrong passphrase or code, DAMAGED where it cannot be opened at all.
    """
    label, key, _slots, _person = backup.unlock(path, passphrase=passphrase, code=code)
    return backup.look_through(path, label, key, receipts)


def restore(
    path: Path,
    folder: Path,
    *,
    clock: Clock,
    passphrase: str | None = None,
    code: str | None = None,
    at_hand: Binder | None = None,
    pulse: Pulse = silent,
) -> Restored:
    """Make a new binder of a backup; what exists is never overwritten.

    What retention has erased since is erased again: as the list beside the backup says, and the binder
    `at_hand` if it is the same one. KnownError as `backup.unlock` and `backup.restore`.
    """
    opened = backup.unlock(path, passphrase=passphrase, code=code)
    return backup.restore(
        path,
        folder,
        opened,
        clock=clock,
        erasures=list(_lists(path, opened[0].binder, at_hand)),
        pulse=pulse,
    )


def is_code(secret: str) -> bool:
    """Whether what somebody typed has the form of a recovery code, check letters and all."""
    try:
        canonical(secret)
    except KnownError:
        return False
    return True


def restore_with(
    path: Path,
    folder: Path,
    secret: str,
    *,
    clock: Clock,
    at_hand: Binder | None = None,
    pulse: Pulse = silent,
) -> Restored:
    """As `restore`, with a passphrase or the recovery code, whichever it is."""
    by_code = is_code(secret)
    return restore(
        path,
        folder,
        clock=clock,
        passphrase=None if by_code else secret,
        code=secret if by_code else None,
        at_hand=at_hand,
        pulse=pulse,
    )


def restore_opened(
    path: Path, folder: Path, opened: tuple[Label, Key, Slots, str], *, clock: Clock
) -> Restored:
    """Restore in a rehearsal, with keys that are at hand."""
    return backup.restore(path, folder, opened, clock=clock, rehearsal=True)


def _lists(path: Path, binder: str, at_hand: Binder | None) -> Iterable[bytes]:
    beside = erasures.read_beside(path.absolute().parent, binder)
    if beside is not None:
        yield beside
    if at_hand is not None and binder == at_hand.with_keys(lambda _folder, _key, slots: slots.binder):
        with at_hand.writing() as work:
            yield work.erasures.sealed(binder)


def read_receipts(path: Path) -> tuple[Receipt, ...]:
    """The receipts in a text file; KnownError DAMAGED `no_receipt` where there is none."""
    with explaining_reading():
        if path.stat().st_size > _LARGEST_TEXT:
            raise KnownError(Kind.DAMAGED, "no_receipt")
        content = path.read_bytes()
    found = parse(content.decode("utf-8", "replace"))
    if not found:
        raise KnownError(Kind.DAMAGED, "no_receipt")
    return found
