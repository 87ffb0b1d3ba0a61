"""Looking after the backups: what is due is made, read through, cleared out and restored for a trial."""

import shutil
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from app.models.backups import Copy, is_due, kept, rehearsal_is_due
from app.models.errors import Kind, KnownError
from app.services import leak
from app.services.backup import Made, Pulse, build, restore_opened, silent, unfinished
from app.services.backups import (
    Kept,
    State,
    binder_id,
    file_name,
    is_changed,
    listed,
    put_state,
    read_state,
)
from app.storage import backup, carry, erasures
from app.storage.backup_file import Label, read_label
from app.storage.binder import Binder
from app.storage.delivery import deliver
from app.storage.disk import explaining, write_whole
from app.storage.vault import Key, Slots


@dataclass(frozen=True, slots=True)
class Outcome:
    """What it came to: a new backup, where it arrived and where not (codes), records that were restored."""

    made: Made | None = None
    arrived: tuple[str, ...] = ()
    trouble: Mapping[str, str] = field(default_factory=dict)
    rehearsed_rows: int | None = None


def look_after(binder: Binder, pulse: Pulse = silent, *, must: bool = False) -> Outcome:
    """Do what is due: read through what was carried, make a backup, clear out, restore one for a trial.

    With `must` one is made in any case. A place that is away is left for the next time and told in the
    outcome. KnownError RULE `no_backup_place`, DAMAGED `backup_not_whole`, ENVIRONMENT where the binder's own
    disk refuses.
    """
    with binder.reading() as work:
        state = read_state(work)
    if not state.places:
        if must:
            raise KnownError(Kind.RULE, "no_backup_place")
        return Outcome()
    if leak.is_pending(binder):
        leak.rekey_backups(binder)
    must = carry.left_undone(binder.folder) or must
    own = binder_id(binder)
    there = {place: listed(Path(place), own, state) for place in state.places}
    state.trouble = {place: "place_missing" for place, copies in there.items() if copies is None}
    pulse(0.02)
    for copies in there.values():
        _read_through_newest(binder, copies or [], state)
    with binder.reading() as work:
        changed = is_changed(work, state)
    due = [
        place
        for place, copies in there.items()
        if copies is not None and (must or _is_due(binder, copies, state, changed=changed))
    ]
    made = _make(binder, due, own, state, lambda part: pulse(0.05 + 0.75 * part)) if due else None
    arrived = tuple(place for place in due if place not in state.trouble)
    for place in arrived:
        _clear_out(Path(place), own, state)
    rows = _rehearse(binder, own, state)
    pulse(0.98)
    _remember(binder, state, made if arrived else None, len(arrived), rows)
    pulse(1.0)
    return Outcome(made if arrived else None, arrived, dict(state.trouble), rows)


def close(binder: Binder) -> bool:
    """Close the binder; tells whether a copy of it is laid out to be carried to its places (`carry`)."""
    places: list[str] = []
    with suppress(KnownError), binder.reading() as work:
        state = read_state(work)
        if is_changed(work, state):
            places = state.places
    own, made = binder_id(binder), binder.clock()
    binder.close()
    return bool(places) and carry.lay_out(binder, file_name(own, made), places)


def carry_out(folder: Path) -> dict[str, str | None]:
    """Carry the copy that `close` laid out, without any key: each place and why it did not get there."""
    return carry.carry(folder.absolute())


# inside


def _make(binder: Binder, due: list[str], own: str, state: State, pulse: Pulse) -> Made | None:
    local = unfinished(binder)
    try:
        made = build(binder, local, lambda part: pulse(part * 0.7))
        name = file_name(own, made.receipt.made)
        with binder.writing() as work:
            erased = work.erasures.sealed(own)
        for number, place in enumerate(due):
            pulse(0.7 + 0.3 * number / len(due))
            try:
                deliver(local, Path(place) / name, lambda _part: pulse(0.85))
                erasures.write_beside(Path(place), own, erased)
                _add_receipt(Path(place), own, made)
            except KnownError as error:
                state.trouble[place] = error.code
            else:
                state.trouble.pop(place, None)
                state.reached[place] = made.receipt.made.isoformat()
                state.last, state.entries = made.receipt.made.isoformat(), made.receipt.entries
                state.verified[str(Path(place) / name)] = made.receipt.made.isoformat()
    finally:
        local.unlink(missing_ok=True)
    return made


def _read_through_newest(binder: Binder, copies: list[Kept], state: State) -> None:
    """Read the newest copy of a place with the key, if nobody has: it was carried after the closing."""
    newest = max(copies, key=lambda each: each.made, default=None)
    if newest is None:
        return
    place = str(newest.path.parent)
    if newest.verified:
        return
    try:
        label = read_label(newest.path)
        path = newest.path
        note, found = binder.with_keys(lambda _folder, key, _slots: backup.look_through(path, label, key))
    except KnownError as error:
        state.trouble[place] = error.code if error.kind is Kind.ENVIRONMENT else "copy_damaged"
        return
    if found.problems:
        state.trouble[place] = "copy_damaged"
        return
    state.verified[str(newest.path)] = binder.clock().replace(microsecond=0).isoformat()
    state.reached[place] = max(state.reached.get(place, ""), newest.made.isoformat())
    if state.last is None or newest.made.isoformat() > state.last:
        state.last, state.entries = newest.made.isoformat(), note.entries


def _is_due(binder: Binder, copies: list[Kept], state: State, *, changed: bool) -> bool:
    whole = [each.made for each in copies if each.verified or str(each.path) in state.verified]
    last = max(whole, default=None)
    behind = last is not None and state.last is not None and last.isoformat() < state.last
    return is_due(now=binder.clock(), last=last, changed=changed or behind)


def _clear_out(place: Path, own: str, state: State) -> None:
    copies = listed(place, own, state) or []
    stay = kept(Copy(each.path.name, each.made, each.verified) for each in copies)
    for each in copies:
        if each.path.name not in stay:
            with suppress(OSError):
                each.path.unlink()


def _rehearse(binder: Binder, own: str, state: State) -> int | None:
    """Restore the newest verified copy in a folder of its own, encrypted all the time, and count."""
    last = None if state.rehearsed is None else datetime.fromisoformat(state.rehearsed)
    now = binder.clock().replace(microsecond=0)
    if not rehearsal_is_due(now=now, last=last):
        return None
    copies = [each for place in state.places for each in listed(Path(place), own, state) or ()]
    newest = max((each for each in copies if each.verified), key=lambda each: each.made, default=None)
    if newest is None:
        return None
    room = Path(tempfile.mkdtemp(prefix="insatsparm-prov-"))
    try:
        rows = _restored_rows(binder, newest.path, room / "parm")
    except KnownError as error:
        if error.kind is Kind.ENVIRONMENT:
            return None
        state.rehearsal_failed = True
        return None
    finally:
        shutil.rmtree(room, ignore_errors=True)
    state.rehearsed, state.rehearsed_rows, state.rehearsal_failed = now.isoformat(), rows, False
    return rows


def _restored_rows(binder: Binder, path: Path, folder: Path) -> int:
    label: Label = read_label(path)
    slots = label.read_slots()

    def opened(_folder: Path, key: Key, _slots: Slots) -> tuple[Label, Key, Slots, str]:
        slots.check_seal(key)
        return label, key, slots, binder.person

    done = restore_opened(path, folder, binder.with_keys(opened), clock=binder.clock)
    if done.note.rows is not None and done.note.rows != done.rows:
        raise KnownError(Kind.DAMAGED, "backup_damaged")
    return done.rows


def _remember(binder: Binder, state: State, made: Made | None, places: int, rows: int | None) -> None:
    with binder.writing() as work:
        # Places may have been chosen anew meanwhile.
        state.places = read_state(work).places
        before = read_state(work)
        newest = sorted(state.verified.items(), key=lambda each: each[1])[-200:]
        state.verified = dict(newest)
        put_state(work, state)
        if made is not None:
            work.log("backup_made", detail={"places": places, "entries": made.receipt.entries})
        if rows is not None:
            work.log("backup_rehearsed", detail={"rows": rows})
        elif state.rehearsal_failed and not before.rehearsal_failed:
            work.log("rehearsal_failed")


def _add_receipt(place: Path, own: str, made: Made) -> None:
    """Add the receipt to those in the place: one line each, and they outlive the backups."""
    path = place / f"insatsparm-{own[:8]}-kvitton.txt"
    with explaining():
        before = path.read_bytes() if path.is_file() else b""
    write_whole(path, before + made.receipt.line().encode() + b"\n")
