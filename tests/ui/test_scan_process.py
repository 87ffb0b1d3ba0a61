"""The helper that draws: what it makes of good and bad files, in this process and in one of its own."""

from __future__ import annotations

import io
import random
import subprocess
import sys

import pytest

from app.models.errors import KnownError
from app.services.attachments import Scan
from app.services.scan_frames import MOST_PAGES, MOST_PIXELS, Drawn, Refusal, Refused, read_pages
from app.services.scan_helper import draw
from app.ui import scan_process
from app.ui.dialogs.scan_view import PYTHON, helper
from app.ui.itself import ROOT
from tests.ui import scans


def drawn(content: bytes) -> Drawn:
    """What the helper tells of a file, heard as the program hears it."""
    told = io.BytesIO()
    scan_process.draw(content, told)
    return read_pages(io.BytesIO(told.getvalue()))


def refused(content: bytes) -> Refusal:
    with pytest.raises(Refused) as refusal:
        drawn(content)
    return refusal.value.why


def pixel(made: Drawn, x: int, y: int) -> tuple[int, ...]:
    page = made.pages[0]
    at = 3 * (y * page.width + x)
    return tuple(page.pixels[at : at + 3])


def test_a_pdf_is_drawn_page_by_page_on_white() -> None:
    made = drawn(scans.pdf(3))
    assert (len(made.pages), made.total) == (3, 3)
    page = made.pages[0]
    assert abs(page.width / page.height - 595 / 842) < 0.001
    assert page.width == pytest.approx(595 / 72 * scan_process.DPI, abs=3)
    assert pixel(made, 5, 5) == (255, 255, 255)
    assert pixel(made, page.width // 2, page.height // 2) == (0, 0, 0)


def test_of_very_many_pages_the_first_are_drawn_and_all_are_counted() -> None:
    made = drawn(scans.pdf(MOST_PAGES + 3, size=(72, 72)))
    assert (len(made.pages), made.total) == (MOST_PAGES, MOST_PAGES + 3)


@pytest.mark.parametrize("kind", ["png", "jpeg"])
def test_a_picture_is_drawn_as_it_is(kind: str) -> None:
    made = drawn(scans.picture(kind, 61, 80))
    assert [(each.width, each.height) for each in made.pages] == [(61, 80)]
    assert all(abs(one - other) < 4 for one, other in zip(pixel(made, 30, 40), (32, 64, 96), strict=True))


@pytest.mark.parametrize("kind", ["png", "jpeg"])
def test_a_large_picture_becomes_one_that_may_be_told(kind: str) -> None:
    (page,) = drawn(scans.picture(kind, 2480, 3508)).pages
    assert page.width * page.height <= MOST_PIXELS
    assert abs(page.width / page.height - 2480 / 3508) < 0.002


@pytest.mark.parametrize("size", [(14_400.0, 14_400.0), (3.0, 14_400.0), (3.0, 3.0)])
def test_a_page_of_any_size_fits(size: tuple[float, float]) -> None:
    (page,) = drawn(scans.pdf(size=size)).pages
    assert 1 <= page.width * page.height <= MOST_PIXELS


@pytest.mark.no_qt_log  # what the decoders have to say goes nowhere
@pytest.mark.parametrize("name", scans.BROKEN)
def test_what_is_broken_is_refused(name: str) -> None:
    assert refused(scans.BROKEN[name]) is Refusal.DAMAGED


def test_a_locked_pdf_is_told_from_a_broken_one() -> None:
    assert refused(scans.pdf(password="hemlig")) is Refusal.LOCKED


@pytest.mark.parametrize("size", [(20_000, 20_000), (2_000_000, 31), (0x7FFFFFFF, 0x7FFFFFFF)])
def test_a_decompression_bomb_is_refused_by_its_head(size: tuple[int, int]) -> None:
    assert refused(scans.png_of(*size)) in (Refusal.TOO_LARGE, Refusal.DAMAGED)


def test_what_is_no_scan_is_refused_though_the_program_asked() -> None:
    for content in (b"", b"MZ", b"<svg/>", b"GIF89a", b"II*\0"):
        assert refused(content) is Refusal.DAMAGED


def test_the_process_draws_what_the_program_sends_it() -> None:
    made = draw(Scan(name="Karins.pdf", content=scans.pdf(2)), helper())
    assert len(made.pages) == 2
    assert pixel(made, made.pages[0].width // 2, made.pages[0].height // 2) == (0, 0, 0)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (scans.BROKEN["avklippt pdf"], "scan_damaged"),
        (scans.pdf(password="hemlig"), "scan_locked"),
        (scans.png_of(20_000, 20_000), "scan_too_many_pixels"),
    ],
)
def test_what_the_process_refuses_is_said_with_the_files_name(content: bytes, code: str) -> None:
    with pytest.raises(KnownError, match=code) as error:
        draw(Scan(name="Karins.pdf", content=content), helper())
    assert error.value.details == {"name": "Karins.pdf"}


def test_what_draws_has_loaded_nothing_that_opens_a_binder() -> None:
    asked = "import sys, app.ui.scan_process; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, *PYTHON, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True
    )
    loaded = set(done.stdout.split())
    tops = {name.split(".")[0] for name in loaded}
    assert not tops & {"sqlcipher3", "sqlalchemy", "cryptography", "argon2", "alembic", "reportlab", "PIL"}
    assert not {name for name in loaded if name.startswith(("app.storage", "app.models", "app.documents"))}
    assert "PySide6.QtWidgets" not in loaded


@pytest.mark.torture
def test_hundreds_of_mangled_files_are_drawn_or_refused_and_nothing_else() -> None:
    chance = random.Random(20260304)
    whole = [scans.pdf(2), scans.picture("png", 300, 400), scans.picture("jpeg", 300, 400)]
    outcomes: dict[str, int] = {}
    for _ in range(250):
        content = bytearray(chance.choice(whole))
        for _ in range(chance.randint(1, 12)):
            at = chance.randrange(8, len(content))
            act = chance.randrange(3)
            if act == 0:
                content[at] = chance.randrange(256)
            elif act == 1:
                del content[at : at + chance.randint(1, 40)]
            else:
                content[at:at] = chance.randbytes(chance.randint(1, 40))
        try:
            draw(Scan(name="x", content=bytes(content)), helper())
            said = "drawn"
        except KnownError as error:
            said = error.code
        outcomes[said] = outcomes.get(said, 0) + 1
    assert set(outcomes) <= {"drawn", "scan_damaged", "scan_locked", "scan_too_many_pixels", "scan_too_slow"}
    assert outcomes["scan_damaged"] > 10
