"""Verify finds what is not as it should be, and changes nothing."""

import random
import shutil
from pathlib import Path

import pytest

from app.models.errors import Kind, KnownError
from app.models.records import PlanVersion
from app.storage import database
from app.storage.database import DATABASE
from app.storage.head import HEAD
from app.storage.vault import SLOTS, Key
from app.storage.verify import Problem, verify_folder
from tests.storage.binders import MORNING, PASSPHRASE, names, new_binder, opened
from tests.storage.samples import add_address_book, full_case, small_case

SAMPLES = 12


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed binder with a full case, a plan version and a sent paper; made once, and only ever copied."""
    path = tmp_path_factory.mktemp("closed") / "parm"
    with new_binder(path) as binder, binder.writing() as work:
        add_address_book(work)
        work.add(full_case("c1", meetings=2))
        empty = "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"  # SHA-256 of {}
        work.add(
            PlanVersion(
                case_id="c1", meeting_key="m1", version=1, agreed_at=MORNING, snapshot="{}", digest=empty
            )
        )
        work.keep_document("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", b"")
        work.log("changed", case="c1")
    return path


@pytest.fixture
def folder(closed: Path, tmp_path: Path) -> Path:
    """A closed binder with a full case, a plan version and a sent paper."""
    return shutil.copytree(closed, tmp_path / "parm")


def problems(folder: Path) -> list[str]:
    return [each.code for each in verify_folder(folder, passphrase=PASSPHRASE).problems]


def harmed(folder: Path, *statements: str) -> None:
    """Change a closed binder behind its back, as somebody with the key could."""
    with new_binder(folder.with_name("tmp")) as binder:
        key: Key = binder._key
    connection = database.connect(folder / DATABASE, key, foreign_keys=False)
    for statement in statements:
        connection.execute(statement)
    connection.close()


def test_a_whole_binder_has_no_problems_and_is_not_touched(folder: Path) -> None:
    before = {name: (folder / name).read_bytes() for name in names(folder)}
    findings = verify_folder(folder, passphrase=PASSPHRASE)
    assert findings.problems == ()
    assert findings.rows > 50
    assert findings.pages * 4096 == len(before[DATABASE])
    assert findings.entries == 4
    assert {name: (folder / name).read_bytes() for name in names(folder)} == before


def found(folder: Path) -> bool:
    """Whether opening or verifying tells that something is wrong, and calls it damage."""
    try:
        return bool(problems(folder))
    except KnownError as error:
        return error.kind is Kind.DAMAGED


@pytest.mark.parametrize(
    "seed", [pytest.param(n, marks=[] if n == 0 else pytest.mark.long) for n in range(20)]
)
def test_any_flipped_byte_of_a_closed_binder_is_found(folder: Path, seed: int) -> None:
    """The first bytes of the first pages, then bytes at random in every file."""
    chance = random.Random(seed)
    size = (folder / DATABASE).stat().st_size
    places = [(DATABASE, chance.randrange(size)) for _ in range(SAMPLES)]
    places += [(DATABASE, chance.randrange(size // 4096) * 4096 + end) for end in (0, 4015, 4016, 4032, 4095)]
    places += [(DATABASE, place) for place in (0, 15, 16, 100)]
    places += [
        (name, chance.randrange((folder / name).stat().st_size)) for name in (SLOTS, HEAD) for _ in range(4)
    ]
    for name, place in places:
        path = folder / name
        content = bytearray(path.read_bytes())
        whole = bytes(content)
        content[place] ^= 1 << chance.randrange(8)
        path.write_bytes(content)
        assert found(folder), (name, place)
        path.write_bytes(whole)
    assert problems(folder) == []


def test_a_damaged_page_is_told_by_its_number(folder: Path) -> None:
    path = folder / DATABASE
    content = bytearray(path.read_bytes())
    content[6 * 4096 + 1000] ^= 1
    path.write_bytes(content)
    found = verify_folder(folder, passphrase=PASSPHRASE).problems
    assert found == (Problem("page_damaged", "7"),)


def test_a_lost_tail_is_told_again_and_again(folder: Path) -> None:
    old = (folder / DATABASE).read_bytes()
    with opened(folder) as binder:
        for each in ("c2", "c3"):
            with binder.writing() as work:
                work.add(small_case(each))
    (folder / DATABASE).write_bytes(old)
    for _ in range(2):
        assert verify_folder(folder, passphrase=PASSPHRASE).problems == (Problem("tail_lost", "3"),)


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("UPDATE action SET goal_id = 999 WHERE id = 1", "reference_dangling"),
        ("UPDATE consent SET valid_from = 'igår'", "row_unreadable"),
        ("UPDATE meeting SET status = 'uppfunnen' WHERE id = 1", "row_unreadable"),
        ("UPDATE meeting SET circle = '[' WHERE id = 1", "row_unreadable"),
        ("DROP TRIGGER plan_version_is_fixed; UPDATE plan_version SET snapshot = '[]'", "plan_changed"),
        ("DROP TRIGGER sent_document_is_fixed; UPDATE sent_document SET content = x'00'", "document_changed"),
        ("UPDATE attachment SET content = x'00'", "attachment_changed"),
        ("DROP TRIGGER log_entry_is_fixed; UPDATE log_entry SET by = 'Bo' WHERE id = 2", "log_broken"),
        ("DROP TRIGGER log_entry_stays; DELETE FROM log_entry WHERE id = 4", "log_rebuilt"),
        ("DROP TRIGGER search_note_other; UPDATE note SET text = 'annat'", "search_differs"),
        ("DELETE FROM search_entry WHERE source = 'note'", "search_differs"),
    ],
)
def test_each_sort_of_harm_has_its_name(folder: Path, statement: str, expected: str) -> None:
    harmed(folder, *statement.split("; "))
    assert problems(folder) == [expected]


def test_a_binder_that_is_open_is_not_verified(folder: Path) -> None:
    with opened(folder), pytest.raises(KnownError, match="binder_open_elsewhere"):
        problems(folder)


def test_a_wrong_passphrase_is_no_damage(folder: Path) -> None:
    with pytest.raises(KnownError) as refused:
        verify_folder(folder, passphrase="fel")
    assert refused.value.kind is Kind.SECRET
