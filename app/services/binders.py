"""Making, opening, checking and re-locking a binder: storage's doors with the rules of a good passphrase."""

from dataclasses import replace
from pathlib import Path

from app.models.clock import Clock
from app.services import search
from app.services.passphrase import refuse_weak
from app.storage.binder import Binder as Binder  # windows name the type through this door
from app.storage.disk import undone_on_failure as undone_on_failure
from app.storage.entry import persons_by_code as persons_by_code
from app.storage.receipts import Receipt
from app.storage.vault import Cost
from app.storage.verify import Findings as Findings
from app.storage.verify import Problem, verify_folder, verify_open


def create(
    folder: Path, *, passphrase: str, person: str, clock: Clock, cost: Cost | None = None
) -> tuple[Binder, str]:
    """A new, opened binder and its recovery code, which is shown this once.

    KnownError RULE for a weak passphrase, ENVIRONMENT where the place will not do.
    """
    refuse_weak(passphrase, personal=(person,))
    return Binder.create(folder, passphrase=passphrase, person=person, clock=clock, cost=cost)


def open_binder(folder: Path, *, passphrase: str, clock: Clock) -> Binder:
    """The binder of a folder; errors as `Binder.open`."""
    return Binder.open(folder, passphrase=passphrase, clock=clock)


def open_with_code(folder: Path, *, code: str, clock: Clock) -> Binder:
    """The binder of a folder by its recovery code; errors as `Binder.open_with_code`."""
    return Binder.open_with_code(folder, code=code, clock=clock)


def verify(folder: Path, *, passphrase: str, receipts: tuple[Receipt, ...] = ()) -> Findings:
    """What is to be said of a closed binder; changes and logs nothing. Errors as `Binder.open`."""
    return verify_folder(folder, passphrase=passphrase, receipts=receipts)


def verify_opened(binder: Binder) -> Findings:
    """What is to be said of the binder one works in; takes a second or two, so not in a window's thread.

    An index of free text that differs is made anew, and told as `search_mended`.
    """
    found = verify_open(binder)
    if all(each.code != "search_differs" for each in found.problems):
        return found
    search.index_anew(binder)
    told = (Problem("search_mended") if each.code == "search_differs" else each for each in found.problems)
    return replace(found, problems=tuple(told))


def change_passphrase(binder: Binder, passphrase: str, *, cost: Cost | None = None) -> None:
    """Give the person who has the binder open another passphrase; KnownError RULE for a weak one."""
    refuse_weak(passphrase, personal=(binder.person,))
    binder.set_passphrase(binder.person, passphrase, cost=cost)


def recover(
    folder: Path,
    *,
    code: str,
    passphrase: str,
    clock: Clock,
    person: str | None = None,
    cost: Cost | None = None,
) -> Binder:
    """The binder of a folder by its recovery code, with a new passphrase for a person, else for the first.

    KnownError RULE for a weak passphrase, before anything is touched; else as `Binder.open_with_code`.
    """
    refuse_weak(passphrase, personal=(person,) if person else ())
    binder = Binder.open_with_code(folder, code=code, clock=clock, person=person)
    try:
        change_passphrase(binder, passphrase, cost=cost)
    except BaseException:
        binder.close()
        raise
    return binder
