"""Backups that make themselves: when, where, what stays, what is told, and what a lock leaves behind."""

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from app.models.backups import DAILY, REHEARSAL, Standing
from app.models.errors import KnownError
from app.services.backup import restore, verify_backup
from app.services.backups import add_place, backup_status, kept_copies, remove_place
from app.services.binders import Binder, verify
from app.services.keep_backups import carry_out, close, look_after
from app.storage import carry
from app.storage.disk import Lock
from app.storage.entry import LOCK
from tests.storage.backups import filled_binder
from tests.storage.binders import PASSPHRASE, TestClock, names, opened
from tests.storage.samples import small_case


@pytest.fixture
def clock() -> TestClock:
    return TestClock()


@pytest.fixture
def places(tmp_path: Path) -> tuple[Path, Path]:
    found = tmp_path / "usb", tmp_path / "server"
    for each in found:
        each.mkdir()
    return found


@pytest.fixture
def binder(tmp_path: Path, clock: TestClock, places: tuple[Path, Path]) -> Iterator[Binder]:
    """A filled binder whose backups go to two places."""
    made = filled_binder(tmp_path / "parm", clock)
    for each in places:
        add_place(made, each)
    yield made
    made.close()


def copies(place: Path) -> list[str]:
    return [name for name in names(place) if name.endswith(".parmkopia")]


def work_on(binder: Binder, id_: str) -> None:
    with binder.writing() as work:
        work.add(small_case(id_))
        work.log("case_opened", case=id_)


def test_a_binder_without_places_says_so_and_makes_none(tmp_path: Path) -> None:
    with filled_binder(tmp_path / "parm") as binder:
        assert backup_status(binder).standing is Standing.NO_PLACE
        assert look_after(binder).made is None
        with pytest.raises(KnownError, match="no_backup_place"):
            look_after(binder, must=True)


def test_the_first_is_made_at_once_in_both_places_and_tried(
    binder: Binder, places: tuple[Path, Path]
) -> None:
    assert backup_status(binder).standing is Standing.NEVER
    done = look_after(binder)
    assert done.made is not None
    assert done.arrived == tuple(map(str, places))
    assert done.trouble == {}
    assert done.rehearsed_rows == done.made.rows
    for place in places:
        (name,) = copies(place)
        _note, found = verify_backup(place / name, passphrase=PASSPHRASE)
        assert found.problems == ()
        (kvitton,) = [each for each in names(place) if each.endswith("kvitton.txt")]
        assert (place / kvitton).read_text("utf-8") == done.made.receipt.line() + "\n"
    status = backup_status(binder)
    assert (status.standing, status.days) == (Standing.FINE, 0)
    assert status.rehearsed_rows == done.made.rows
    with binder.reading() as work:
        assert [row.what for row in work.log_rows()][-2:] == ["backup_made", "backup_rehearsed"]
    assert [name for name in names(binder.folder) if name.startswith(".")] == []


def test_the_next_is_made_a_day_later_and_only_when_something_is_new(
    binder: Binder, clock: TestClock, places: tuple[Path, Path]
) -> None:
    look_after(binder)
    clock.tick(days=1)
    assert look_after(binder).made is None
    work_on(binder, "c9")
    clock.at = clock.at - timedelta(days=1) + DAILY - timedelta(minutes=1)
    assert look_after(binder).made is None
    clock.tick(minutes=1)
    assert look_after(binder).made is not None
    assert len(copies(places[0])) == 2
    assert look_after(binder, must=True).made is not None


def test_what_is_only_typed_is_news_too(binder: Binder, clock: TestClock) -> None:
    look_after(binder)
    clock.tick(days=1)
    with binder.writing() as work:
        work.drafts.put("window", "resume", {"page": "cases"})
    assert look_after(binder).made is None
    with binder.writing() as work:
        work.drafts.put("note", "c1", {"text": "halv mening"})
    assert look_after(binder).made is not None


def test_a_place_that_is_away_is_told_and_tried_again(
    binder: Binder, clock: TestClock, places: tuple[Path, Path]
) -> None:
    usb, server = places
    server.rename(server.with_name("borta"))
    done = look_after(binder)
    assert done.arrived == (str(usb),)
    assert done.trouble == {str(server): "place_missing"}
    assert backup_status(binder).standing is Standing.PLACE_MISSING
    clock.tick(hours=1)
    assert look_after(binder).arrived == ()
    server.with_name("borta").rename(server)
    done = look_after(binder)
    assert (done.arrived, done.trouble) == ((str(server),), {})
    assert backup_status(binder).standing is Standing.FINE


def test_with_no_place_in_reach_days_without_a_backup_are_counted(
    binder: Binder, clock: TestClock, places: tuple[Path, Path]
) -> None:
    look_after(binder)
    for each in places:
        shutil.rmtree(each)
    work_on(binder, "c9")
    clock.tick(days=8)
    assert look_after(binder).made is None
    status = backup_status(binder)
    assert (status.standing, status.days) == (Standing.OLD, 8)
    assert [each.trouble for each in status.places] == ["place_missing"] * 2


def test_a_place_that_fails_while_it_is_written_keeps_the_others(
    binder: Binder, places: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.services import keep_backups
    from app.storage.delivery import deliver

    def failing(source: Path, target: Path, pulse: object) -> None:
        if target.parent == places[0]:
            raise KnownError(5, "disk_full")  # type: ignore[arg-type]
        deliver(source, target)

    monkeypatch.setattr(keep_backups, "deliver", failing)
    done = look_after(binder)
    assert done.trouble == {str(places[0]): "disk_full"}
    assert copies(places[0]) == []
    assert len(copies(places[1])) == 1


def test_old_ones_are_cleared_out_but_nothing_that_is_not_ours(
    binder: Binder, clock: TestClock, places: tuple[Path, Path]
) -> None:
    look_after(binder)
    (first,) = copies(places[0])
    for number in range(1, 40):
        made = clock.at - timedelta(days=number)
        older = first.replace(f"{clock.at:%Y-%m-%d}", f"{made:%Y-%m-%d}")
        (places[0] / older).write_bytes(b"x")
    for other in ("insatsparm-00000000-2020-01-01-080000.parmkopia", f"{first}.bak", "semester.jpg"):
        (places[0] / other).write_bytes(b"x")
    clock.tick(days=1)
    look_after(binder, must=True)
    there = names(places[0])
    assert "insatsparm-00000000-2020-01-01-080000.parmkopia" in there
    assert f"{first}.bak" in there
    assert "semester.jpg" in there
    ours = [each for each in kept_copies(binder) if each.path.parent == places[0]]
    days = ["3/3", "3/2", "3/1", "2/28", "2/27", "2/26", "2/25"]
    weeks = ["2/22", "2/15", "2/8"]  # the last two days of other weeks are among the seven
    assert [f"{each.made.month}/{each.made.day}" for each in ours] == [*days, *weeks, "1/31"]
    assert [each.verified for each in ours][:3] == [True, True, False]


def test_a_trial_is_made_each_month_and_a_damaged_copy_fails_it(
    binder: Binder, clock: TestClock, places: tuple[Path, Path]
) -> None:
    look_after(binder)
    clock.at += REHEARSAL
    assert look_after(binder).rehearsed_rows is not None
    for each in places:
        path = each / copies(each)[-1]
        harmed = bytearray(path.read_bytes())
        harmed[40_000] ^= 8
        path.write_bytes(harmed)
    clock.at += REHEARSAL
    assert look_after(binder).rehearsed_rows is None
    assert backup_status(binder).standing is Standing.REHEARSAL_FAILED
    with binder.reading() as work:
        assert [row.what for row in work.log_rows()][-1] == "rehearsal_failed"
    work_on(binder, "c9")
    clock.tick(minutes=1)
    assert look_after(binder, must=True).rehearsed_rows is not None
    assert backup_status(binder).standing is Standing.FINE


def test_a_lock_leaves_a_copy_that_is_carried_without_a_key_and_read_later(
    binder: Binder, clock: TestClock, places: tuple[Path, Path], tmp_path: Path
) -> None:
    look_after(binder)
    work_on(binder, "c9")
    clock.tick(hours=2)
    assert close(binder)
    order = (binder.folder / carry.ORDER).read_bytes()
    for word in (b"Kim", b"Prov", PASSPHRASE.encode()):
        assert word not in order
    assert carry_out(binder.folder) == dict.fromkeys(map(str, places))
    assert carry_out(binder.folder) == {}
    assert names(binder.folder) == ["nycklar.json", "parm.db", "parm.huvud", "parm.las"]
    carried = places[1] / copies(places[1])[-1]
    _note, found = verify_backup(carried, passphrase=PASSPHRASE)
    assert found.problems == ()
    restore(carried, tmp_path / "åter", clock=clock, passphrase=PASSPHRASE)
    with opened(tmp_path / "åter") as again, again.reading() as work:
        assert "c9" in work.case_ids()
    with opened(binder.folder, clock) as later:
        assert [each.verified for each in kept_copies(later)] == [False, False, True, True]
        assert look_after(later).made is None
        assert all(each.verified for each in kept_copies(later))
        assert backup_status(later).last == clock.at


def test_a_lock_without_news_leaves_nothing(binder: Binder) -> None:
    look_after(binder)
    assert not close(binder)
    assert carry_out(binder.folder) == {}


def test_a_copy_of_a_binder_that_is_worked_in_again_is_not_carried(
    binder: Binder, clock: TestClock, places: tuple[Path, Path]
) -> None:
    assert close(binder)
    with opened(binder.folder, clock) as again:
        work_on(again, "c9")
        assert carry_out(binder.folder) == {}
        assert copies(places[0]) == []
        look_after(again)
        assert len(copies(places[0])) == 1


def test_a_copy_that_nobody_carried_is_made_when_the_binder_opens(
    binder: Binder, clock: TestClock, places: tuple[Path, Path]
) -> None:
    look_after(binder)
    work_on(binder, "c9")
    clock.tick(hours=18)
    assert close(binder)
    clock.tick(minutes=1)
    with opened(binder.folder, clock) as again:
        assert look_after(again).made is not None
        assert not (binder.folder / carry.ORDER).exists()
    assert len(copies(places[0])) == 2


def test_a_copy_that_was_damaged_on_its_way_is_told_and_replaced(
    binder: Binder, clock: TestClock, places: tuple[Path, Path]
) -> None:
    assert close(binder)
    carry_out(binder.folder)
    path = places[0] / copies(places[0])[0]
    harmed = bytearray(path.read_bytes())
    harmed[50_000] ^= 1
    path.write_bytes(harmed)
    clock.tick(minutes=5)
    with opened(binder.folder, clock) as again:
        done = look_after(again)
        assert done.arrived == (str(places[0]),)
        assert backup_status(again).standing is Standing.FINE


def test_an_order_that_was_tampered_with_carries_nothing_elsewhere(
    binder: Binder, places: tuple[Path, Path], tmp_path: Path
) -> None:
    assert close(binder)
    order = binder.folder / carry.ORDER
    whole = order.read_bytes()
    for content in (b"", b"[]", whole[:-9], b"{" * 100_000):
        order.write_bytes(content)
        assert carry_out(binder.folder) == {}
    order.write_bytes(whole.replace(b'"name": "insats', b'"name": "../insats'))
    with pytest.raises(KnownError):
        carry_out(binder.folder)
    assert names(tmp_path) == ["parm", "server", "usb"]


def test_where_backups_may_not_go(binder: Binder, places: tuple[Path, Path], tmp_path: Path) -> None:
    remove_place(binder, str(places[1]))
    for folder, code in (
        (binder.folder, "inside_binder"),
        (tmp_path / "saknas", "no_such_file"),
        (places[0], "place_taken"),
    ):
        with pytest.raises(KnownError, match=code):
            add_place(binder, folder)
    add_place(binder, places[1])
    (tmp_path / "tredje").mkdir()
    with pytest.raises(KnownError, match="too_many_places"):
        add_place(binder, tmp_path / "tredje")
    assert names(places[1]) == []


def test_what_was_erased_is_listed_beside_the_backups_and_erased_again(
    binder: Binder, clock: TestClock, places: tuple[Path, Path], tmp_path: Path
) -> None:
    look_after(binder)
    older = places[0] / copies(places[0])[0]
    with binder.writing() as work:
        work.erase_case("c1")
        work.log("case_erased")
    clock.tick(days=1)
    look_after(binder)
    assert restore(older, tmp_path / "åter", clock=clock, passphrase=PASSPHRASE).erased == 1
    # Where there is no list beside it, the binder at hand knows.
    alone = tmp_path / "ensam"
    alone.mkdir()
    moved = Path(shutil.copy(older, alone))
    assert restore(moved, tmp_path / "utan", clock=clock, passphrase=PASSPHRASE).erased == 0
    with_it = restore(moved, tmp_path / "med", clock=clock, passphrase=PASSPHRASE, at_hand=binder)
    assert with_it.erased == 1


def test_a_stopped_backup_leaves_nothing_and_the_binder_goes_on(
    binder: Binder, places: tuple[Path, Path]
) -> None:
    class StopError(Exception):
        pass

    def stop(part: float) -> None:
        if part > 0.2:
            raise StopError

    with pytest.raises(StopError):
        look_after(binder, stop)
    assert [names(each) for each in places] == [[], []]
    assert [name for name in names(binder.folder) if name.startswith(".")] == []
    work_on(binder, "c9")


def test_carrying_does_not_keep_anybody_from_opening(binder: Binder) -> None:
    assert close(binder)
    with Lock(binder.folder / LOCK):
        assert len(carry_out(binder.folder)) == 2
    assert verify(binder.folder, passphrase=PASSPHRASE).problems == ()
