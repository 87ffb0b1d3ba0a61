"""A backup holds the whole binder in one file, gives it back, and shows every byte that was changed."""

import random
import shutil
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.models.errors import Kind, KnownError
from app.storage import backup, backup_file, database
from app.storage.backup_file import PAGE, read_label
from app.storage.binder import Binder
from app.storage.database import DATABASE
from app.storage.receipts import Receipt, parse
from app.storage.recovery import new_code
from app.storage.verify import Problem, verify_folder
from tests.storage.backups import backup_of, filled_binder, key_of, restored
from tests.storage.binders import CHEAP, PASSPHRASE, PERSON, TestClock, names, opened, recovery_code
from tests.storage.samples import small_case

FOUND = ("page_damaged", "backup_damaged", "not_a_backup", "salt_damaged", "binder_damaged")
NEW = "röd traktor sjunger på månen"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of a filled binder; tests that harm it take a copy."""
    folder = tmp_path_factory.mktemp("made")
    with filled_binder(folder / "parm") as binder:
        return backup_of(binder, folder / "hel.parmkopia")


@pytest.fixture
def file(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(made, tmp_path / "kopia.parmkopia"))


def refused(file: Path) -> str:
    """The code of why a backup does not open, or of the first problem in it; empty if whole."""
    try:
        label, key = key_of(file)
        _note, found = backup.look_through(file, label, key)
    except KnownError as error:
        return error.code if error.kind is Kind.DAMAGED else f"not damage: {error.code}"
    return found.problems[0].code if found.problems else ""


def test_everything_comes_back_and_the_log_goes_on(file: Path, tmp_path: Path) -> None:
    done = restored(file, tmp_path / "åter")
    with opened(tmp_path / "åter") as binder, binder.reading() as work:
        assert binder.warnings == ()
        assert work.case_ids() == ["c1", "c2"]
        assert len(work.case("c1").meetings) == 2
        assert [row.what for row in work.log_rows()][-2:] == ["restored", "opened"]
        assert work.log_broken_at() is None
    assert done.rows > 60
    assert (done.note.entries, done.note.rows) == (5, done.rows)
    assert names(tmp_path / "åter") == ["nycklar.json", "parm.db", "parm.huvud", "parm.las"]
    assert verify_folder(tmp_path / "åter", passphrase=PASSPHRASE).problems == ()


def test_the_code_opens_a_restored_binder_and_restores_too(file: Path, tmp_path: Path) -> None:
    opened_by_code = backup.unlock(file, code=recovery_code().lower().replace("-", " "))
    backup.restore(file, tmp_path / "åter", opened_by_code, clock=TestClock())
    with Binder.open_with_code(tmp_path / "åter", code=recovery_code(), clock=TestClock()) as binder:
        binder.set_passphrase(binder.person, NEW, cost=CHEAP)
    Binder.open(tmp_path / "åter", passphrase=NEW, clock=TestClock()).close()


def test_looking_leaves_the_file_and_its_folder_as_they_were(file: Path) -> None:
    before = file.read_bytes()
    assert refused(file) == ""
    assert file.read_bytes() == before
    assert names(file.parent) == [file.name]


def test_any_stock_sqlcipher_opens_it_with_the_code(file: Path) -> None:
    """As the documentation says: nothing but `PRAGMA key`. The module stands in for the command."""
    before = file.read_bytes()
    connection = database.sqlcipher.connect(str(file))
    connection.execute(f"PRAGMA key = '{recovery_code()}'")
    assert connection.execute("SELECT name FROM young_person").fetchall() == [("Kim Prov",)] * 2
    assert connection.execute("PRAGMA cipher_integrity_check").fetchall() == []
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    connection.close()
    assert file.read_bytes() == before
    assert names(file.parent) == [file.name]


def test_the_sqlcipher_command_opens_it_with_the_code(file: Path) -> None:
    command = shutil.which("sqlcipher")
    if command is None:
        pytest.skip("sqlcipher is not installed")
    version = subprocess.run(
        [command, ":memory:", "PRAGMA cipher_version;"], capture_output=True, text=True, check=False
    )
    if not version.stdout.strip() or int(version.stdout.split(".")[0]) < 4:
        pytest.skip(f"sqlcipher {version.stdout.strip()} reads no files of version 4")
    said = subprocess.run(
        [command, str(file)],
        input=f"PRAGMA key = '{recovery_code()}';\n"
        "SELECT name FROM young_person;\nPRAGMA cipher_integrity_check;\n",
        capture_output=True,
        text=True,
        check=True,
    )
    assert said.stdout.split("\n")[-3:] == ["Kim Prov", "Kim Prov", ""]


def harms(file: Path, seed: int) -> Iterator[int]:
    """Places of bytes: the ends of pages, all of the last ones, and some at random."""
    chance = random.Random(seed)
    pages = read_label(file).pages
    size = file.stat().st_size
    yield from (0, 15, 16, 100)
    for end in (0, 4015, 4016, 4032, 4095):
        yield chance.randrange(pages) * PAGE + end
        yield size - PAGE + end
    yield from (chance.randrange(size) for _ in range(8))
    yield from (chance.randrange(pages * PAGE, size) for _ in range(12))


def check_flips(file: Path, places: Iterator[int], seed: int) -> int:
    chance = random.Random(seed)
    content = file.read_bytes()
    count = 0
    for place in places:
        harmed = bytearray(content)
        harmed[place] ^= 1 << chance.randrange(8)
        file.write_bytes(harmed)
        assert refused(file) in FOUND, place
        count += 1
    file.write_bytes(content)
    assert refused(file) == ""
    return count


def test_flipped_bytes_are_found(file: Path) -> None:
    assert check_flips(file, harms(file, 0), 0) == 34


@pytest.mark.long
def test_a_flipped_byte_in_each_page_is_found(file: Path) -> None:
    chance = random.Random(11)
    pages = file.stat().st_size // PAGE
    assert check_flips(file, (number * PAGE + chance.randrange(PAGE) for number in range(pages)), 12) == pages


@pytest.mark.parametrize("kept", [0, 1, 5000, 2 * PAGE, -PAGE, -1, -5000])
def test_a_file_that_was_cut_short_is_no_backup(file: Path, kept: int) -> None:
    content = file.read_bytes()
    file.write_bytes(content[:kept])
    assert refused(file) == "not_a_backup"


def test_other_files_are_no_backups(file: Path, tmp_path: Path) -> None:
    with filled_binder(tmp_path / "annan") as binder:
        folder = binder.folder
    assert refused(folder / DATABASE) == "not_a_backup"
    file.write_bytes(b"%PDF-1.7 " * 5000)
    assert refused(file) == "not_a_backup"
    with pytest.raises(KnownError, match="no_such_file"):
        read_label(tmp_path / "saknas")


def test_a_newer_backup_is_refused_as_newer(made: Path, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.storage.backup_file._VERSION", 0)
    assert refused(file) == "backup_newer"


def test_a_wrong_passphrase_and_a_wrong_code_are_no_damage(file: Path) -> None:
    for how, code in (({"passphrase": "fel"}, "wrong_passphrase"), ({"code": "x"}, "code_mistyped")):
        with pytest.raises(KnownError, match=code) as error:
            backup.unlock(file, **how)
        assert error.value.kind is Kind.SECRET
    with pytest.raises(KnownError, match="wrong_code"):
        backup.unlock(file, code=new_code())


def test_damaged_slots_are_passed_by_with_the_code(file: Path, tmp_path: Path) -> None:
    label, key = key_of(file)
    slots = label.read_slots()
    spoiled = backup_file.Slots(binder=slots.binder, salt=slots.salt, slots=slots.slots, seal=bytes(32))
    content = file.read_bytes()[: label.pages * PAGE]
    file.write_bytes(content + backup_file.tail(key, spoiled, label.note(key), label.pages))
    with pytest.raises(KnownError, match="keys_tampered"):
        backup.unlock(file, passphrase=PASSPHRASE)
    by_code = backup.unlock(file, code=recovery_code())
    backup.restore(file, tmp_path / "åter", by_code, clock=TestClock())
    with Binder.open_with_code(tmp_path / "åter", code=recovery_code(), clock=TestClock()) as binder:
        assert binder.persons() == ()
        assert binder.person == PERSON


def test_restoring_overwrites_nothing_and_leaves_nothing(file: Path, tmp_path: Path) -> None:
    folder = tmp_path / "upptagen"
    folder.mkdir()
    (folder / "annat.txt").write_text("kvar")
    with pytest.raises(KnownError, match="in_the_way"):
        restored(file, folder)
    assert names(folder) == ["annat.txt"]
    content = bytearray(file.read_bytes())
    content[3 * PAGE + 7] ^= 4
    file.write_bytes(content)
    with pytest.raises(KnownError, match="damaged"):
        restored(file, tmp_path / "ny")
    assert names(tmp_path) == [file.name, "upptagen"]


def test_an_empty_folder_is_filled(file: Path, tmp_path: Path) -> None:
    folder = tmp_path / "tom"
    folder.mkdir()
    restored(file, folder)
    opened(folder).close()


def test_what_was_erased_since_is_erased_again(tmp_path: Path) -> None:
    with filled_binder(tmp_path / "parm") as binder:
        with binder.writing() as work:
            work.add(small_case("zyx-7"))
        file = backup_of(binder, tmp_path / "före.parmkopia")
        with binder.writing() as work:
            work.erase_case("zyx-7")
        with binder.writing() as work:
            erased = work.erasures.sealed(read_label(file).binder)
        later = backup_of(binder, tmp_path / "efter.parmkopia")
    assert b"zyx" not in erased
    done = restored(file, tmp_path / "åter", erasures=[erased])
    assert (done.erased, done.unread_erasures) == (1, False)
    with opened(tmp_path / "åter") as binder, binder.reading() as work:
        assert work.case_ids() == ["c1", "c2"]
        assert work.erasures.read(erased, read_label(file).binder) == work.erasures.entries()
    assert restored(file, tmp_path / "utan").erased == 0
    assert restored(later, tmp_path / "senare", erasures=[erased]).erased == 0


def test_a_case_that_came_back_after_it_was_erased_is_kept(tmp_path: Path) -> None:
    with filled_binder(tmp_path / "parm") as binder:
        with binder.writing() as work:
            work.erase_case("c2")
        with binder.writing() as work:
            work.add(small_case("c2"))
            erased = work.erasures.sealed(read_slots_binder(binder))
        file = backup_of(binder, tmp_path / "k.parmkopia")
    assert restored(file, tmp_path / "åter", erasures=[erased]).erased == 0
    with opened(tmp_path / "åter") as binder, binder.reading() as work:
        assert work.case_ids() == ["c1", "c2"]


def read_slots_binder(binder: Binder) -> str:
    return binder.with_keys(lambda _folder, _key, slots: slots.binder)


@pytest.mark.parametrize("content", [b"", b"{}", b"[1]", b"\xff", b"seal", b"[" * 5000])
def test_a_list_of_erasures_that_is_not_ours_is_told(file: Path, tmp_path: Path, content: bytes) -> None:
    done = restored(file, tmp_path / "åter", erasures=[content])
    assert (done.erased, done.unread_erasures) == (0, True)


def test_a_changed_list_of_erasures_is_not_followed(tmp_path: Path) -> None:
    with filled_binder(tmp_path / "parm") as binder:
        file = backup_of(binder, tmp_path / "k.parmkopia")
        with binder.writing() as work:
            work.erase_case("c1")
            erased = work.erasures.sealed(read_slots_binder(binder))
    changed = erased.replace(b"case:", b"cast:")
    assert restored(file, tmp_path / "åter", erasures=[changed]).unread_erasures


def test_a_copy_is_of_one_moment_while_others_write(tmp_path: Path) -> None:
    """Each transaction adds two cases: a copy that saw half of one would hold an odd number."""
    with filled_binder(tmp_path / "parm") as binder:
        stop = threading.Event()
        written = 0

        def write() -> None:
            nonlocal written
            while not stop.is_set():
                with binder.writing() as work:
                    work.add(small_case(f"a{written:05}"))
                    work.add(small_case(f"b{written:05}"))
                    work.log("case_opened")
                written += 1

        thread = threading.Thread(target=write)
        thread.start()
        try:
            files = [backup_of(binder, tmp_path / f"{number}.parmkopia") for number in range(3)]
        finally:
            stop.set()
            thread.join()
        assert written > 3
    counts = []
    for file in files:
        restored(file, tmp_path / f"ur-{file.stem}")
        with opened(tmp_path / f"ur-{file.stem}") as again, again.reading() as work:
            counts.append(len(work.case_ids()))
    assert [count % 2 for count in counts] == [0, 0, 0]
    assert counts == sorted(counts)


def test_a_copy_that_was_stopped_leaves_nothing(tmp_path: Path) -> None:
    class StopError(Exception):
        pass

    def stop(part: float) -> None:
        if part > 0.3:
            raise StopError

    with filled_binder(tmp_path / "parm") as binder:
        with pytest.raises(StopError):
            backup.make(binder, tmp_path / "k.parmkopia", stop)
        assert names(tmp_path) == ["parm"]
        with binder.writing() as work:
            work.add(small_case("c9"))


def test_looking_through_is_stopped_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class StopError(Exception):
        pass

    asked = 0

    def stop(part: float) -> None:
        nonlocal asked
        asked += part == 0.5
        if asked > 3:
            raise StopError

    monkeypatch.setattr(database, "_OFTEN", 50)
    with filled_binder(tmp_path / "parm") as binder, pytest.raises(StopError):
        backup.make(binder, tmp_path / "k.parmkopia", stop)
    assert asked == 5  # once more to say why
    assert names(tmp_path) == ["parm"]


def test_a_damaged_binder_makes_no_backup(tmp_path: Path) -> None:
    with filled_binder(tmp_path / "parm") as binder:
        with binder._engine.begin() as connection:
            connection.exec_driver_sql("DROP TRIGGER plan_version_is_fixed")
            connection.exec_driver_sql("UPDATE plan_version SET snapshot = '[]'")
        with pytest.raises(KnownError, match="backup_not_whole"):
            backup_of(binder, tmp_path / "k.parmkopia")
    assert names(tmp_path) == ["parm"]


def test_a_backup_holds_nothing_readable(file: Path) -> None:
    content = file.read_bytes()
    for word in ("Kim Prov", "Samordnare", "young_person", "meningsfull", "SQLite"):
        assert word.encode() not in content
        assert word.encode("utf-16-le") not in content


def test_the_log_is_compared_with_a_receipt(file: Path, tmp_path: Path) -> None:
    label, key = key_of(file)
    note = label.note(key)
    receipt = Receipt(label.binder, note.made, note.entries, note.digest)
    assert parse(f"Papper\n{receipt.line()}\nslut") == (
        Receipt(label.binder[:8], note.made, note.entries, note.digest),
    )
    assert parse("Kvitto 12345678 | 2026-13-45 08:00:00 | rader i loggen: 3 | " + "a" * 64) == ()
    restored(file, tmp_path / "åter")
    folder = tmp_path / "åter"
    assert verify_folder(folder, passphrase=PASSPHRASE, receipts=(receipt,)).problems == ()
    rebuilt = Receipt(label.binder, note.made, note.entries, "0" * 64)
    longer = Receipt(label.binder, note.made, 900, note.digest)
    others = Receipt("0" * 32, note.made, note.entries, "0" * 64)
    found = verify_folder(folder, passphrase=PASSPHRASE, receipts=(rebuilt, longer, others)).problems
    assert found == tuple(Problem("receipt_contradicted", each.line()) for each in (rebuilt, longer))
