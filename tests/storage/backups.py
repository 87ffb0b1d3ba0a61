"""Backups to test with."""

from pathlib import Path

from app.models.binder import PlanVersion
from app.storage import backup
from app.storage.backup import Restored
from app.storage.backup_file import Label
from app.storage.binder import Binder
from app.storage.vault import Key
from tests.storage.binders import MORNING, PASSPHRASE, TestClock, new_binder
from tests.storage.samples import add_address_book, full_case, small_case

EMPTY = "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"
"""SHA-256 of {}"""


def filled_binder(folder: Path, clock: TestClock | None = None) -> Binder:
    """An opened binder with a full case, a plan version and a case with nothing but its youth."""
    binder = new_binder(folder, clock)
    with binder.writing() as work:
        add_address_book(work)
        work.add(full_case("c1", meetings=2))
        work.add(small_case("c2"))
        work.add(
            PlanVersion(
                case_id="c1", meeting_key="m1", version=1, agreed_at=MORNING, snapshot="{}", digest=EMPTY
            )
        )
        work.log("case_opened", case="c1")
        work.log("case_opened", case="c2")
    return binder


def backup_of(binder: Binder, path: Path) -> Path:
    """A backup of an open binder."""
    backup.make(binder, path, lambda _part: None)
    return path


def key_of(path: Path) -> tuple[Label, Key]:
    """The label and the key of a backup that `backup_of` made."""
    label, key, _slots, _person = backup.unlock(path, passphrase=PASSPHRASE)
    return label, key


def restored(path: Path, folder: Path, **how: object) -> Restored:
    """What restoring a backup as a new binder tells."""
    opened = backup.unlock(path, passphrase=PASSPHRASE)
    return backup.restore(path, folder, opened, clock=TestClock(), **how)  # type: ignore[arg-type]
