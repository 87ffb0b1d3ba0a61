"""A binder from its making to its mending: who gets in, and what is told apart on the way."""

import json
import os
import random
import shutil
import subprocess
import sys
import threading
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm import Session
from sqlcipher3 import dbapi2 as sqlcipher

from app.models.errors import Kind, KnownError
from app.storage import database, head, schema, vault
from app.storage.binder import Binder
from app.storage.database import DATABASE
from app.storage.entry import LOCK
from app.storage.head import HEAD
from app.storage.recovery import new_code
from app.storage.vault import SLOTS, Cost, Slots
from app.storage.work import Work
from tests.storage.binders import CHEAP, PASSPHRASE, PERSON, TestClock, names, new_binder, recovery_code
from tests.storage.samples import small_case

CLOCK = TestClock()


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed binder with one case; made once, and only ever copied."""
    path = tmp_path_factory.mktemp("closed") / "parm"
    with new_binder(path) as binder, binder.writing() as work:
        work.add(small_case("c1"))
        work.log("changed", case="c1")
    return path


@pytest.fixture
def folder(closed: Path, tmp_path: Path) -> Path:
    """A closed binder with one case."""
    return shutil.copytree(closed, tmp_path / "parm")


def opened(folder: Path, passphrase: str = PASSPHRASE) -> Binder:
    return Binder.open(folder, passphrase=passphrase, clock=CLOCK)


def refusal(call) -> tuple[str, Kind]:
    with pytest.raises(KnownError) as refused:
        call()
    return refused.value.code, refused.value.kind


def deeds(binder: Binder) -> list[str]:
    with binder.reading() as work:
        return [row.what for row in work.log_rows()]


def test_a_new_binder_is_made_opened_and_logged(tmp_path: Path) -> None:
    folder = tmp_path / "parm"
    binder, code = Binder.create(folder, passphrase="x", person="Ada Ek", clock=CLOCK, cost=CHEAP)
    with binder:
        assert (binder.person, binder.folder, binder.persons()) == ("Ada Ek", folder, ("Ada Ek",))
        assert binder.warnings == ()
        assert deeds(binder) == ["binder_created", "opened"]
    assert names(folder) == sorted([DATABASE, SLOTS, HEAD, LOCK])
    assert names(tmp_path) == ["parm"]
    if sys.platform != "win32":
        assert folder.stat().st_mode & 0o777 == 0o700
        assert {each.stat().st_mode & 0o777 for each in folder.iterdir()} == {0o600}
    with Binder.open_with_code(folder, code=code.lower().replace("-", ""), clock=CLOCK) as again:
        assert deeds(again) == ["binder_created", "opened", "opened"]


def test_nothing_is_overwritten_and_nothing_half_done_is_left(tmp_path: Path, monkeypatch) -> None:
    def create(folder: Path) -> None:
        Binder.create(folder, passphrase="x", person="Ada", clock=CLOCK, cost=CHEAP)

    (tmp_path / "annat").mkdir()
    (tmp_path / "annat" / "brev.txt").write_text("mitt")
    assert refusal(lambda: create(tmp_path / "annat")) == ("in_the_way", Kind.ENVIRONMENT)
    monkeypatch.setattr(
        vault, "write_slots", lambda *_: (_ for _ in ()).throw(KnownError(Kind.ENVIRONMENT, "disk_full"))
    )
    assert refusal(lambda: create(tmp_path / "djupt" / "parm")) == ("disk_full", Kind.ENVIRONMENT)
    assert names(tmp_path) == ["annat"]
    assert names(tmp_path / "annat") == ["brev.txt"]


@pytest.mark.parametrize("given", [False, True])
@pytest.mark.parametrize("at", ["tables", "closing", "opening"])
def test_a_disk_that_fills_up_at_any_step_leaves_no_binder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: str, given: bool
) -> None:
    def full(*_: object, **__: object) -> None:
        raise sqlcipher.OperationalError("database or disk is full")

    def full_when_opened(work: Work, what: str, **more: Any) -> None:
        return full() if what == "opened" else log(work, what, **more)

    log = Work.log
    if at == "tables":  # the commit of the tables: there is nothing that closing could read
        monkeypatch.setattr(schema, "upgrade", full)
    elif at == "closing":
        monkeypatch.setattr(database, "checkpoint", full)
    else:
        monkeypatch.setattr(Work, "log", full_when_opened)
    folder = tmp_path / "djupt" / "parm"
    if given:
        folder.mkdir(parents=True)

    def create() -> None:
        Binder.create(folder, passphrase="x", person="Ada", clock=CLOCK, cost=CHEAP)[0].close()

    assert refusal(create) == ("disk_full", Kind.ENVIRONMENT)
    assert names(tmp_path) == (["djupt"] if given else [])
    assert not given or names(folder) == []
    monkeypatch.undo()
    create()
    opened(folder, "x").close()


def test_what_another_program_put_there_meanwhile_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_slots = vault.write_slots

    def meanwhile(build: Path, slots: Slots) -> None:
        write_slots(build, slots)
        (tmp_path / "parm").mkdir()
        (tmp_path / "parm" / "brev.txt").write_text("någon annans")

    monkeypatch.setattr(vault, "write_slots", meanwhile)
    create = lambda: Binder.create(tmp_path / "parm", passphrase="x", person="Ada", clock=CLOCK, cost=CHEAP)  # noqa: E731
    assert refusal(create) == ("in_the_way", Kind.ENVIRONMENT)
    assert names(tmp_path) == ["parm"]
    assert names(tmp_path / "parm") == ["brev.txt"]


def test_what_was_saved_is_there_when_it_is_opened_again(folder: Path) -> None:
    with opened(folder) as binder, binder.reading() as work:
        assert work.case("c1").young_person.name == "Kim Prov"
        assert work.log_broken_at() is None


def test_wrong_passphrase_damage_no_binder_newer_and_elsewhere_are_told_apart(
    folder: Path, tmp_path: Path
) -> None:
    assert refusal(lambda: opened(folder, "fel")) == ("wrong_passphrase", Kind.SECRET)
    wrong = new_code()
    assert refusal(lambda: Binder.open_with_code(folder, code=wrong, clock=CLOCK)) == (
        "wrong_code",
        Kind.SECRET,
    )
    assert refusal(lambda: Binder.open_with_code(folder, code="x", clock=CLOCK)) == (
        "code_mistyped",
        Kind.SECRET,
    )
    assert refusal(lambda: opened(tmp_path / "ingen")) == ("no_such_file", Kind.ENVIRONMENT)
    assert refusal(lambda: opened(tmp_path)) == ("not_a_binder", Kind.DAMAGED)
    assert refusal(lambda: opened(folder / SLOTS)) == ("not_a_binder", Kind.DAMAGED)
    with opened(folder):
        assert refusal(lambda: opened(folder)) == ("binder_open_elsewhere", Kind.ENVIRONMENT)
    # No refusal leaves the binder locked.
    opened(folder).close()


def test_another_process_is_refused_kindly(folder: Path) -> None:
    script = (
        "import sys; from datetime import datetime; from pathlib import Path\n"
        "from app.storage.binder import Binder; from app.models.errors import KnownError\n"
        "try: Binder.open(Path(sys.argv[1]), passphrase=sys.argv[2], clock=datetime.now)\n"
        "except KnownError as error: sys.stdout.write(error.code)\n"
    )
    command = [sys.executable, "-c", script, str(folder), PASSPHRASE]
    with opened(folder):
        assert subprocess.run(command, capture_output=True, check=True).stdout == b"binder_open_elsewhere"
    opened(folder).close()


def test_a_flipped_salt_is_found_however_it_is_opened(folder: Path) -> None:
    content = bytearray((folder / DATABASE).read_bytes())
    for place in range(16):
        content[place] ^= 4
        (folder / DATABASE).write_bytes(content)
        assert refusal(lambda: opened(folder)) == ("salt_damaged", Kind.DAMAGED)
        content[place] ^= 4
    content[7] ^= 1
    (folder / DATABASE).write_bytes(content)
    code = recovery_code()
    assert refusal(lambda: Binder.open_with_code(folder, code=code, clock=CLOCK)) == (
        "salt_damaged",
        Kind.DAMAGED,
    )


def test_a_binder_of_a_newer_program_is_refused_and_left_alone(folder: Path) -> None:
    with opened(folder) as binder:
        key = binder._key
    connection = database.connect(folder / DATABASE, key)
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    before = (folder / DATABASE).read_bytes()
    assert refusal(lambda: opened(folder)) == ("binder_newer", Kind.DAMAGED)
    assert (folder / DATABASE).read_bytes() == before


def test_who_changes_her_passphrase_gets_in_with_the_new_one_only(folder: Path) -> None:
    with opened(folder) as binder:
        binder.set_passphrase(PERSON, "en helt ny fras", cost=CHEAP)
        assert deeds(binder)[-1] == "passphrase_changed"
    assert refusal(lambda: opened(folder)) == ("wrong_passphrase", Kind.SECRET)
    opened(folder, "en helt ny fras").close()


def test_each_coordinator_has_a_way_in_and_her_name_in_the_log(folder: Path) -> None:
    with opened(folder) as binder:
        binder.set_passphrase("Bo Ås", "bos egen fras", cost=CHEAP)
        assert binder.persons() == (PERSON, "Bo Ås")
    with opened(folder, "bos egen fras") as binder:
        assert binder.person == "Bo Ås"
        with binder.reading() as work:
            assert (work.log_rows()[-1].what, work.log_rows()[-1].by) == ("opened", "Bo Ås")
        binder.remove_person(PERSON)
        assert refusal(lambda: binder.remove_person("Bo Ås")) == ("last_person", Kind.RULE)
        assert refusal(lambda: binder.remove_person("Ingen")) == ("no_such_person", Kind.RULE)
    assert refusal(lambda: opened(folder)) == ("wrong_passphrase", Kind.SECRET)


def test_a_passphrase_that_could_not_be_written_changes_nothing(folder: Path, monkeypatch) -> None:
    def full(*_: object) -> None:
        raise KnownError(Kind.ENVIRONMENT, "disk_full")

    with opened(folder) as binder:
        before = deeds(binder)
        with monkeypatch.context() as patched:
            patched.setattr(vault, "write_slots", full)
            assert refusal(lambda: binder.set_passphrase(PERSON, "ny", cost=CHEAP))[0] == "disk_full"
        assert deeds(binder) == before
    opened(folder).close()


def test_a_passphrase_whose_line_in_the_log_could_not_be_written_changes_nothing(
    folder: Path, monkeypatch
) -> None:
    def full(_session: Session) -> None:
        raise KnownError(Kind.ENVIRONMENT, "disk_full")

    with opened(folder) as binder:
        before = deeds(binder)
        with monkeypatch.context() as patched:
            patched.setattr(Session, "commit", full)
            assert refusal(lambda: binder.set_passphrase(PERSON, "ny", cost=CHEAP))[0] == "disk_full"
            assert refusal(lambda: binder.set_passphrase("Bo Ås", "bo", cost=CHEAP))[0] == "disk_full"
        assert (deeds(binder), binder.persons()) == (before, (PERSON,))
        binder.set_passphrase("Bo Ås", "bos egen fras", cost=CHEAP)
    for phrase in (PASSPHRASE, "bos egen fras"):
        opened(folder, phrase).close()


def test_of_two_threads_that_change_passphrases_neither_loses_the_others(folder: Path, monkeypatch) -> None:
    with opened(folder) as binder:

        def meanwhile() -> Cost:
            binder.set_passphrase("Bo Ås", "bos egen fras", cost=CHEAP)
            return CHEAP

        monkeypatch.setattr(vault, "calibrated", meanwhile)
        assert refusal(lambda: binder.set_passphrase(PERSON, "ny"))[0] == "changed_meanwhile"
        assert binder.persons() == (PERSON, "Bo Ås")
    for phrase in (PASSPHRASE, "bos egen fras"):
        opened(folder, phrase).close()


@pytest.mark.parametrize("harm", ["missing", "damaged", "removed_slot", "newer"])
def test_a_lost_file_of_slots_is_mended_with_the_code(folder: Path, harm: str) -> None:
    slots = folder / SLOTS
    if harm == "missing":
        slots.unlink()
    elif harm == "damaged":
        slots.write_bytes(slots.read_bytes().replace(b"4", b"5", 1))
    else:
        body = json.loads(slots.read_bytes())
        body |= {"slots": []} if harm == "removed_slot" else {"version": 9}
        del body["checksum"]
        slots.write_bytes(vault._canonical(body | {"checksum": vault._checksum(body)}))
    with pytest.raises(KnownError):
        opened(folder)
    if harm == "newer":
        code = recovery_code()
        assert refusal(lambda: Binder.open_with_code(folder, code=code, clock=CLOCK))[0] == "binder_newer"
        return
    with Binder.open_with_code(folder, code=recovery_code(), clock=CLOCK) as binder:
        assert binder.person == PERSON
        binder.set_passphrase(binder.person, "en helt ny fras", cost=CHEAP)
    opened(folder, "en helt ny fras").close()


def test_a_wrong_code_is_wrong_without_slots_too(folder: Path) -> None:
    (folder / SLOTS).unlink()
    code = new_code()
    assert refusal(lambda: Binder.open_with_code(folder, code=code, clock=CLOCK)) == (
        "wrong_code",
        Kind.SECRET,
    )


# the tail


def crashed(folder: Path, copy: Path, commits: int = 5) -> None:
    """Leave in `copy` what is on the disk when the power goes after some commits."""
    with opened(folder) as binder:
        for number in range(commits):
            with binder.writing() as work:
                work.add(small_case(f"x{number}"))
                work.log("changed", case=f"x{number}")
        shutil.copytree(folder, copy)


def test_after_a_crash_all_that_was_committed_is_there(folder: Path, tmp_path: Path) -> None:
    crashed(folder, tmp_path / "kopia")
    with opened(tmp_path / "kopia") as binder:
        assert binder.warnings == ()
        with binder.reading() as work:
            assert len(work.case_ids()) == 6


def test_a_tail_that_was_torn_in_an_unfinished_commit_is_nothing_to_speak_of(
    folder: Path, tmp_path: Path
) -> None:
    crashed(folder, tmp_path / "kopia")
    wal = tmp_path / "kopia" / f"{DATABASE}-wal"
    with wal.open("ab") as file:
        file.write(os.urandom(3000))
    with opened(tmp_path / "kopia") as binder:
        assert binder.warnings == ()
        with binder.reading() as work:
            assert len(work.case_ids()) == 6


def test_a_lost_tail_is_told_once_and_logged(folder: Path, tmp_path: Path) -> None:
    copy = tmp_path / "kopia"
    crashed(folder, copy)
    wal = copy / f"{DATABASE}-wal"
    content = bytearray(wal.read_bytes())
    content[len(content) // 2] ^= 1
    wal.write_bytes(content)
    with opened(copy) as binder:
        assert binder.warnings == ("tail_lost",)
        with binder.reading() as work:
            lost = 6 - len(work.case_ids())
            told = [row for row in work.log_rows() if row.what == "tail_lost"]
        assert lost > 0
        assert [int(row.details["where"]) for row in told] == [lost]
    with opened(copy) as binder:
        assert binder.warnings == ()


@pytest.mark.parametrize(
    "seed", [pytest.param(n, marks=[] if n == 0 else pytest.mark.long) for n in range(20)]
)
def test_a_flipped_byte_in_the_journal_loses_nothing_in_silence(
    folder: Path, tmp_path: Path, seed: int
) -> None:
    crashed(folder, tmp_path / "kopia")
    wal = tmp_path / "kopia" / f"{DATABASE}-wal"
    chance = random.Random(seed)
    for number in range(10):
        copy = tmp_path / f"kopia{number}"
        shutil.copytree(tmp_path / "kopia", copy)
        content = bytearray(wal.read_bytes())
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        (copy / wal.name).write_bytes(content)
        with opened(copy) as binder, binder.reading() as work:
            there, told = len(work.case_ids()), binder.warnings
            assert work.log_broken_at() is None
        # A flip in what later frames replace anyway, or in the file's own counters, loses nothing.
        assert there == 6 or told == ("tail_lost",)


def test_an_older_database_beside_a_newer_head_is_a_lost_tail(folder: Path, tmp_path: Path) -> None:
    shutil.copy(folder / DATABASE, tmp_path / "gammal")
    with opened(folder) as binder, binder.writing() as work:
        work.add(small_case("c2"))
    shutil.copy(tmp_path / "gammal", folder / DATABASE)
    with opened(folder) as binder:
        assert binder.warnings == ("tail_lost",)


@pytest.mark.parametrize("harm", ["missing", "empty", "flipped"])
def test_a_damaged_head_is_told_and_made_anew(folder: Path, harm: str) -> None:
    path = folder / HEAD
    if harm == "missing":
        path.unlink()
    else:
        path.write_bytes(b"" if harm == "empty" else path.read_bytes()[:-1] + b"x")
    with opened(folder) as binder:
        assert binder.warnings == ("head_damaged",)
    with opened(folder) as binder:
        assert binder.warnings == ()


def test_another_log_than_the_head_knew_is_told(folder: Path) -> None:
    with opened(folder) as binder:
        key = binder._key
    connection = database.connect(folder / DATABASE, key)
    connection.execute("DROP TRIGGER log_entry_is_fixed")
    connection.execute("UPDATE log_entry SET digest = 'aa' WHERE id = (SELECT max(id) FROM log_entry)")
    connection.close()
    with opened(folder) as binder:
        assert binder.warnings == ("log_rebuilt",)


def test_a_commit_stands_though_its_head_could_not_be_written(folder: Path, monkeypatch) -> None:
    def fail(*_: object) -> None:
        raise OSError(5, "x")

    with opened(folder) as binder:
        monkeypatch.setattr(head.HeadFile, "write", fail)
        with binder.writing() as work:
            work.add(small_case("c2"))
        with binder.reading() as work:
            assert work.case_ids() == ["c1", "c2"]


# units of work


def test_a_unit_of_work_inside_another_is_a_bug_that_shows_at_once(folder: Path) -> None:
    with opened(folder) as binder:
        with binder.writing():
            with pytest.raises(RuntimeError), binder.writing():
                pass
            with pytest.raises(RuntimeError), binder.writing(exclusive=True):
                pass
            with binder.reading() as work:
                assert work.case_ids() == ["c1"]
        with binder.writing(exclusive=True) as work:
            work.add(small_case("c2"))
        with binder.reading() as work:
            assert work.case_ids() == ["c1", "c2"]


def test_a_change_in_a_unit_of_work_that_reads_is_a_bug_that_shows(folder: Path) -> None:
    def change(binder: Binder) -> None:
        with binder.reading() as work:
            work.case("c1").code_name = "Ekorren"

    def add(binder: Binder) -> None:
        with binder.reading() as work:
            work.add(small_case("c2"))
            work.case("c1")

    with opened(folder) as binder:
        for wrong in (change, add):
            with pytest.raises(RuntimeError, match="would be lost"):
                wrong(binder)


def test_a_reader_sees_one_moment_while_another_writes(folder: Path) -> None:
    with opened(folder) as binder, binder.reading() as reader:
        assert reader.case_ids() == ["c1"]

        def write() -> None:
            with binder.writing() as work:
                work.add(small_case("c2"))

        thread = threading.Thread(target=write)
        thread.start()
        thread.join()
        assert reader.case_ids() == ["c1"]


def test_writers_wait_for_each_other_and_an_exclusive_one_is_alone(folder: Path) -> None:
    inside, most, errors = [0], [0], []

    def write(binder: Binder, number: int) -> None:
        try:
            for turn in range(5):
                with binder.writing(exclusive=number == 0) as work:
                    inside[0] += 1
                    most[0] = max(most[0], inside[0])
                    work.add(small_case(f"t{number}-{turn}"))
                    work.log("changed", case=f"t{number}-{turn}")
                    work.flush()
                    inside[0] -= 1
        except BaseException as error:
            errors.append(error)

    with opened(folder) as binder:
        threads = [threading.Thread(target=write, args=(binder, number)) for number in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert errors == []
        assert most == [1]
        with binder.reading() as work:
            assert len(work.case_ids()) == 21
            assert work.log_broken_at() is None


def test_closing_twice_is_closing_once(folder: Path) -> None:
    binder = opened(folder)
    binder.close()
    binder.close()
    assert names(folder) == sorted([DATABASE, SLOTS, HEAD, LOCK])


def test_the_log_carries_the_binders_own_time(folder: Path) -> None:
    clock = TestClock(CLOCK.at + timedelta(days=3, microseconds=5))
    with Binder.open(folder, passphrase=PASSPHRASE, clock=clock) as binder, binder.reading() as work:
        assert work.log_rows()[-1].at == CLOCK.at + timedelta(days=3)
