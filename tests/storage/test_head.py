"""The head beside the database: one record is always whole, and a closed binder's is wholly so."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.storage.head import HEAD, Found, Head, HeadFile

KEY = bytes(32)
ONE = Head(commits=1, entries=1, digest="11" * 32)
TWO = Head(commits=2, entries=1, digest="11" * 32)
CLEAN = replace(TWO, clean=True)


@pytest.fixture
def file(tmp_path: Path) -> HeadFile:
    return HeadFile(tmp_path, KEY)


def test_the_latest_record_counts(file: HeadFile) -> None:
    for head in (ONE, TWO, replace(ONE, commits=3)):
        file.write(head)
        assert file.read().head == head
    assert file.read().intact


def test_a_record_that_was_cut_off_leaves_the_one_before(file: HeadFile, tmp_path: Path) -> None:
    file.write_both(ONE)
    whole = TWO.as_bytes(KEY)
    for length in range(1, 90, 11):
        (tmp_path / HEAD).write_bytes(whole[:length] + ONE.as_bytes(KEY)[length:] + ONE.as_bytes(KEY))
        assert file.read() == Found(ONE, intact=True)


def test_any_flipped_byte_of_a_closed_binders_head_is_found(file: HeadFile, tmp_path: Path) -> None:
    file.write_both(CLEAN)
    assert file.read() == Found(CLEAN, intact=True)
    content = (tmp_path / HEAD).read_bytes()
    half = len(content) // 2
    assert content[:half].rstrip(b"\0") == content[:96]
    # All that a record says, and the empty room after it here and there.
    for place in (*range(96), *range(96, len(content), 29), *range(half, half + 96), len(content) - 1):
        damaged = bytearray(content)
        damaged[place] ^= 0x10
        (tmp_path / HEAD).write_bytes(damaged)
        found = file.read()
        assert (found.head, found.intact) == (CLEAN, False), place


@pytest.mark.parametrize("content", [None, b"", b"x", b"\0" * 1024])
def test_no_head_is_no_head(file: HeadFile, tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / HEAD).write_bytes(content)
    assert file.read() == Found(None, intact=False)


def test_another_binders_head_is_no_head(file: HeadFile, tmp_path: Path) -> None:
    HeadFile(tmp_path, bytes(31) + b"x").write_both(CLEAN)
    assert file.read() == Found(None, intact=False)
