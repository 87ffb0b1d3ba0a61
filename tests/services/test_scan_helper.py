"""The process that draws is given one file and nothing else, and is believed in nothing."""

import os
import sys
import textwrap
import threading
from pathlib import Path

import pytest

from app.models.errors import Kind, KnownError
from app.services.attachments import Scan
from app.services.scan_helper import Helper, draw

ROOT = Path(__file__).resolve().parents[2]
SCAN = Scan(name="Karins blankett.pdf", content=b"%PDF-1.7 skannad")
BEGIN = """
import os, sys, time
from app.services.scan_frames import *
out = sys.stdout.buffer
write_hello(out)
"""


def helper(body: str, *, begin: str = BEGIN) -> Helper:
    """A stand-in for the helper: a few lines in a process of their own."""
    return Helper([sys.executable, "-c", begin + textwrap.dedent(body)], ROOT)


def refusal(body: str, *, begin: str = BEGIN, scan: Scan = SCAN, seconds: int = 60) -> KnownError:
    with pytest.raises(KnownError) as refused:
        draw(scan, helper(body, begin=begin), seconds=seconds)
    return refused.value


def test_the_pages_that_it_tells_come_back() -> None:
    drawn = draw(
        SCAN,
        helper("""
            given = sys.stdin.buffer.read()
            assert given == b"%PDF-1.7 skannad"
            write_counts(out, 2, 2)
            write_page(out, 2, 1, b"abcdef")
            write_page(out, 1, 1, b"xyz")
            write_end(out)
        """),
    )
    assert [each.pixels for each in drawn.pages] == [b"abcdef", b"xyz"]
    assert drawn.total == 2


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("write_refusal(out, Refusal.DAMAGED)", "scan_damaged"),
        ("write_refusal(out, Refusal.LOCKED)", "scan_locked"),
        ("write_refusal(out, Refusal.TOO_LARGE)", "scan_too_many_pixels"),
        ("", "scan_damaged"),
        ("os.abort()", "scan_damaged"),
        ("write_counts(out, 1, 1)", "scan_damaged"),
        ("out.write(b'S' * 100000)", "scan_damaged"),
        (
            "write_counts(out, 1, 1); write_page(out, 60000, 60000, b''); out.flush(); time.sleep(60)",
            "scan_damaged",
        ),
        (
            "write_counts(out, 1, 1); write_page(out, 1, 1, b'abc'); write_end(out); out.write(b'x')",
            "scan_damaged",
        ),
    ],
)
def test_whatever_else_it_does_is_a_calm_refusal_that_names_the_file(body: str, code: str) -> None:
    error = refusal(body)
    assert (error.kind, error.code, error.details) == (Kind.RULE, code, {"name": SCAN.name})


@pytest.mark.parametrize("begin", [BEGIN, pytest.param("import time", marks=pytest.mark.long)])
def test_one_that_never_ends_is_ended_whether_it_has_said_hello_or_not(begin: str) -> None:
    assert refusal("\ntime.sleep(60)", begin=begin, seconds=1).code == "scan_too_slow"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows tells no reason")
def test_one_that_used_up_its_time_is_told_from_one_that_broke() -> None:
    body = """
        import resource
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CPU, (1, 5))
        while True: pass
    """
    assert refusal(body).code == "scan_too_slow"


def test_one_that_does_not_read_and_one_that_writes_for_ever_stop_nobody() -> None:
    large = Scan(name="stor.pdf", content=b"%PDF-" + bytes(3_000_000))
    assert refusal("write_refusal(out, Refusal.DAMAGED)", scan=large).code == "scan_damaged"
    assert refusal("while True: out.write(bytes(100000))", scan=large).code == "scan_damaged"


@pytest.mark.parametrize("begin", ["raise SystemExit(1)", "print('hej')", "import finns_inte"])
def test_one_that_cannot_start_is_the_computers_matter(begin: str) -> None:
    error = refusal("", begin=begin)
    assert (error.kind, error.code) == (Kind.ENVIRONMENT, "scan_no_helper")
    with pytest.raises(KnownError, match="scan_no_helper"):
        draw(SCAN, Helper([str(ROOT / "finns-inte")], ROOT))


def test_what_is_no_scan_reaches_no_helper() -> None:
    with pytest.raises(KnownError, match="scan_odd"):
        draw(Scan(name="bild.pdf", content=b"MZ program"), Helper(["/finns/inte"], ROOT))


def test_it_is_ended_when_nobody_wants_it_any_more() -> None:
    stop = threading.Event()
    asked: list[bool] = []

    def unwanted() -> bool:
        asked.append(True)
        if len(asked) == 3:
            stop.set()
        return stop.is_set()

    with pytest.raises(KnownError):
        draw(SCAN, helper("time.sleep(60)"), unwanted)
    assert stop.is_set()


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="needs a look at the descriptors")
def test_it_inherits_neither_environment_nor_descriptors(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INSATSPARM_HEMLIGT", "ja")
    with (tmp_path / "öppen").open("wb") as kept:
        os.set_inheritable(kept.fileno(), True)
        body = """
            given = sys.stdin.buffer.read()
            fds = {int(each) for each in os.listdir("/proc/self/fd")}
            # One more is the listing's own.
            alone = len(fds) <= 4 and not {n for n in os.environ} - {"LD_LIBRARY_PATH", "LC_CTYPE"}
            write_refusal(out, Refusal.LOCKED if alone else Refusal.DAMAGED)
        """
        assert refusal(body).code == "scan_locked"
