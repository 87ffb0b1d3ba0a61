"""The watcher finds what it is there to find: a test of the tool that the leak test trusts."""

import base64
import json
from pathlib import Path

import pytest

from tests.journeys.watch import Watch

NEEDLE = "Zyxomma Blåhake"


@pytest.mark.parametrize(
    "content",
    [
        f"namn: {NEEDLE}".encode(),
        NEEDLE.encode("utf-16-le"),
        NEEDLE.encode("latin-1"),
        json.dumps({"name": NEEDLE}).encode(),
        base64.b64encode(b"x" + NEEDLE.encode() + b"yz and more"),
        b"%PDF-1.7 ...",
    ],
)
def test_a_leak_is_found_whatever_it_is_written_in(tmp_path: Path, content: bytes) -> None:
    watch = Watch([tmp_path], [NEEDLE])
    (tmp_path / "fil").write_bytes(b"ingenting")
    watch.look("before")
    (tmp_path / "fil").write_bytes(content)
    with pytest.raises(AssertionError, match="after writing"):
        watch.look("writing")
    watch.stop()


def test_a_name_of_a_file_is_a_leak_and_a_paper_that_was_asked_for_is_none(tmp_path: Path) -> None:
    watch = Watch([tmp_path], [NEEDLE])
    (tmp_path / "plan.pdf").write_bytes(b"%PDF-1.7 " + NEEDLE.encode())
    watch.allow(tmp_path / "plan.pdf")
    watch.look("saving")
    (tmp_path / f"{NEEDLE}.ini").touch()
    with pytest.raises(AssertionError, match="in the name"):
        watch.look("naming")
    watch.stop()


def test_a_file_outside_the_folders_is_found_too(tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    watch = Watch([tmp_path / "home"], [NEEDLE])
    with (tmp_path / "elsewhere.log").open("w") as file:
        file.write(NEEDLE)
    with pytest.raises(AssertionError, match=r"elsewhere\.log"):
        watch.look("logging")
    watch.stop()
