"""After a suspected leak: what is old opens nothing in reach, and one generation always works."""

import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.models.errors import KnownError
from app.services.backup import back_up, restore, verify_backup
from app.services.backups import add_place, remove_place
from app.services.binders import Binder, verify
from app.services.keep_backups import look_after
from app.services.leak import change_locks, is_pending, new_code, rekey_backups
from app.storage import generations
from tests.storage.backups import filled_binder
from tests.storage.binders import CHEAP, PASSPHRASE, PERSON, TestClock, names, opened, recovery_code
from tests.storage.rekeyer import NEW
from tests.storage.samples import small_case

REPOSITORY = Path(__file__).resolve().parents[2]
HERS = "gul båt seglar under bron"
KILLS = 100
AT_REST = ["nycklar.json", "parm.db", "parm.huvud", "parm.las"]


@pytest.fixture
def clock() -> TestClock:
    return TestClock()


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "usb").mkdir()
    return tmp_path / "usb"


@pytest.fixture
def binder(tmp_path: Path, clock: TestClock, place: Path) -> Iterator[Binder]:
    made = filled_binder(tmp_path / "parm", clock)
    add_place(made, place)
    yield made
    made.close()


def opens(folder: Path, passphrase: str) -> bool:
    try:
        Binder.open(folder, passphrase=passphrase, clock=TestClock()).close()
    except KnownError as error:
        assert error.code == "wrong_passphrase"  # noqa: PT017
        return False
    return True


def copies(place: Path) -> list[Path]:
    return sorted(place.glob("*.parmkopia"))


def test_the_old_code_and_every_old_passphrase_open_nothing_any_more(
    binder: Binder, clock: TestClock, place: Path, tmp_path: Path
) -> None:
    binder.set_passphrase("Maja Ek", HERS, cost=CHEAP)
    look_after(binder)
    clock.tick(days=1)
    look_after(binder, must=True)
    code = new_code()
    assert change_locks(binder, passphrase=NEW, code=code, cost=CHEAP) == ("Maja Ek",)
    left = rekey_backups(binder)
    assert (left.rekeyed, left.nothing) == (2, True)
    assert not is_pending(binder)
    # The one who did it works on.
    with binder.writing() as work:
        work.add(small_case("c9"))
    assert binder.persons() == (PERSON,)
    binder.close()
    assert names(binder.folder) == AT_REST
    assert [opens(binder.folder, each) for each in (PASSPHRASE, HERS, NEW)] == [False, False, True]
    with pytest.raises(KnownError, match="wrong_code"):
        Binder.open_with_code(binder.folder, code=recovery_code(), clock=clock)
    with Binder.open_with_code(binder.folder, code=code, clock=clock) as again, again.reading() as work:
        assert work.case_ids() == ["c1", "c2", "c9"]
        assert "rekeyed" in [row.what for row in work.log_rows()]
        assert work.log_broken_at() is None
    assert verify(binder.folder, passphrase=NEW).problems == ()
    for path in copies(place):
        for how in ({"passphrase": PASSPHRASE}, {"passphrase": HERS}, {"code": recovery_code()}):
            with pytest.raises(KnownError, match="wrong_"):
                verify_backup(path, **how)
        _note, found = verify_backup(path, code=code)
        assert found.problems == ()
    restore(copies(place)[0], tmp_path / "åter", clock=clock, passphrase=NEW)


def test_the_same_or_a_weak_passphrase_changes_nothing(binder: Binder) -> None:
    for passphrase, refusal in ((PASSPHRASE, "passphrase_same"), ("kort", "passphrase_too_short")):
        with pytest.raises(KnownError, match=refusal):
            change_locks(binder, passphrase=passphrase, code=new_code(), cost=CHEAP)
    binder.close()
    assert opens(binder.folder, PASSPHRASE)


def test_what_was_out_of_reach_is_listed_and_follows_later(
    binder: Binder, clock: TestClock, place: Path, tmp_path: Path
) -> None:
    look_after(binder)
    back_up(binder, tmp_path / "hemma.parmkopia")
    place.rename(tmp_path / "borta")
    code = new_code()
    change_locks(binder, passphrase=NEW, code=code, cost=CHEAP)
    left = rekey_backups(binder)
    assert (left.rekeyed, left.places, left.files) == (0, (str(place),), {})
    assert [name for name, _at in left.elsewhere] == ["hemma.parmkopia"]
    assert is_pending(binder)
    binder.close()
    (tmp_path / "borta").rename(place)
    with Binder.open(binder.folder, passphrase=NEW, clock=clock) as again:
        look_after(again)
        assert not is_pending(again)
    _note, found = verify_backup(copies(place)[0], passphrase=NEW)
    assert found.problems == ()


def test_a_place_that_is_given_up_is_no_longer_waited_for(
    binder: Binder, place: Path, tmp_path: Path
) -> None:
    look_after(binder)
    place.rename(tmp_path / "borta")
    change_locks(binder, passphrase=NEW, code=new_code(), cost=CHEAP)
    assert rekey_backups(binder).places == (str(place),)
    remove_place(binder, str(place))
    assert rekey_backups(binder).nothing
    assert not is_pending(binder)


def test_twice_in_a_row_the_older_backups_follow_too(binder: Binder, place: Path, tmp_path: Path) -> None:
    look_after(binder)
    place.rename(tmp_path / "borta")
    change_locks(binder, passphrase=NEW, code=new_code(), cost=CHEAP)
    change_locks(binder, passphrase=HERS, code=new_code(), cost=CHEAP)
    (tmp_path / "borta").rename(place)
    assert rekey_backups(binder).rekeyed == 1
    _note, found = verify_backup(copies(place)[0], passphrase=HERS)
    assert found.problems == ()


def test_a_damaged_backup_is_told_and_left(binder: Binder, place: Path) -> None:
    look_after(binder)
    (path,) = copies(place)
    harmed = bytearray(path.read_bytes())
    harmed[90_000] ^= 1
    path.write_bytes(harmed)
    change_locks(binder, passphrase=NEW, code=new_code(), cost=CHEAP)
    left = rekey_backups(binder)
    assert list(left.files) == [str(path)]
    assert path.read_bytes() == harmed
    assert is_pending(binder)
    assert [name for name in names(binder.folder) if name.startswith(".")] == []


@pytest.mark.parametrize(
    "step", [each if each == 3 else pytest.param(each, marks=pytest.mark.long) for each in range(6)]
)
def test_stopped_at_each_step_one_generation_works(
    binder: Binder, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    """Every change of a name on the disk is a step; what comes after one is never done."""
    code = new_code()
    done = 0
    rename, replace = Path.rename, Path.replace

    def counted(act: object) -> object:
        def perform(path: Path, target: Path) -> Path:
            nonlocal done
            if "nasta" not in str(path):
                return act(path, target)  # type: ignore[operator, no-any-return]
            if done == step:
                raise KeyboardInterrupt
            done += 1
            return act(path, target)  # type: ignore[operator, no-any-return]

        return perform

    monkeypatch.setattr(Path, "rename", counted(rename))
    monkeypatch.setattr(Path, "replace", counted(replace))
    try:
        change_locks(binder, passphrase=NEW, code=code, cost=CHEAP)
        stopped = False
    except KeyboardInterrupt:
        stopped = True
    monkeypatch.undo()
    binder._abandon()
    folder = binder.folder
    old, new = opens(folder, PASSPHRASE), opens(folder, NEW)
    assert old != new
    assert names(folder) == AT_REST
    passphrase = NEW if new else PASSPHRASE
    assert verify(folder, passphrase=passphrase).problems == ()
    by_code = code if new else recovery_code()
    with Binder.open_with_code(folder, code=by_code, clock=TestClock()) as again, again.reading() as work:
        assert work.case_ids() == ["c1", "c2"]
        assert ("rekeyed" in [row.what for row in work.log_rows()]) is new
    assert stopped or new


@pytest.mark.skipif(sys.platform == "win32", reason="kills as POSIX does")
@pytest.mark.long
def test_killed_at_any_moment_one_generation_works(tmp_path: Path) -> None:
    with filled_binder(tmp_path / "mall"):
        pass
    for number in range(KILLS):
        folder = tmp_path / f"parm{number}"
        shutil.copytree(tmp_path / "mall", folder)
        code = new_code()
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.storage.rekeyer", str(folder), code],
            cwd=REPOSITORY,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        time.sleep(0.9 * (number + 0.5) / KILLS)
        process.kill()
        said, _ = process.communicate()
        old, new = opens(folder, PASSPHRASE), opens(folder, NEW)
        assert old != new
        assert new or "done" not in said
        assert verify(folder, passphrase=NEW if new else PASSPHRASE).problems == ()
        assert names(folder) == AT_REST


def test_a_full_disk_leaves_the_old_generation(binder: Binder, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_folder: Path) -> None:
        raise KnownError(5, "disk_full")  # type: ignore[arg-type]

    monkeypatch.setattr(generations, "swap", full)
    with pytest.raises(KnownError, match="disk_full"):
        change_locks(binder, passphrase=NEW, code=new_code(), cost=CHEAP)
    with binder.writing() as work:
        work.add(small_case("c9"))
    binder.close()
    assert names(binder.folder) == AT_REST
    with opened(binder.folder) as again, again.reading() as work:
        assert "c9" in work.case_ids()
