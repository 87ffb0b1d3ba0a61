"""What stands in the way of sending, for real: a full disk, a folder one may not write in, a file in the way,
a printer that refuses. The words are calm, nothing half-done is left, nothing is said to have gone (R17)."""

import resource
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from app.models.binder import Dispatch
from app.models.errors import Kind, KnownError
from app.models.who import Who
from app.services import outbox, send_out, sending
from app.services.wording import explain
from app.storage.binder import Binder
from app.ui.kit import preview
from app.ui.kit.dialog import Dialog
from app.ui.sending.page import SendingPage
from app.ui.sending.printing import draw_all, print_all
from tests.ui.meeting.cases import Answers, Window
from tests.ui.sending.conftest import close_passwords

AKE = Who.contact("ake")
BETWEEN_THE_PAPERS = 55_000
"""A contact list has room in so many bytes, a plan has not, and a message with both even less."""


@contextmanager
def room_for(size: int) -> Iterator[None]:
    """Lets no file grow past so many bytes, as on a disk that is full or an account that is."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def gone(binder: Binder) -> list[Dispatch]:
    with binder.reading() as work:
        return list(work.all(Dispatch, case_id="elin"))


def told(window: Window) -> str:
    (problem,) = window.problems
    assert isinstance(problem, KnownError)
    window.problems.clear()
    return explain(problem)


@pytest.fixture(params=["make_drafts", "save"])
def send(request: pytest.FixtureRequest, page: SendingPage) -> Callable[[], None]:
    """Drafts for all who get them, or one person's papers in files."""
    page.choose(AKE)
    act: Callable[[], None] = getattr(page, str(request.param))
    return act


def test_a_full_disk_leaves_nothing_and_the_next_try_goes(
    send: Callable[[], None],
    page: SendingPage,
    binder: Binder,
    window: Window,
    answers: Answers,
    tmp_path: Path,
) -> None:
    answers.path = tmp_path / "ut"
    answers.path.mkdir()
    with room_for(BETWEEN_THE_PAPERS):
        send()
    assert "disken är full" in told(window)
    assert list(answers.path.iterdir()) == []
    assert gone(binder) == []
    assert page.mail_button.isEnabled()
    send()
    assert len(list(answers.path.iterdir())) == 2
    close_passwords()


@pytest.mark.skipif(sys.platform != "linux", reason="nobody may write there, not even the system's own user")
def test_a_folder_one_may_not_write_in_is_said_to_be_so(
    send: Callable[[], None], binder: Binder, window: Window, answers: Answers
) -> None:
    answers.path = Path("/sys/kernel")
    send()
    assert told(window) == "Du får inte skriva där. Välj en annan plats eller be om behörighet."
    assert gone(binder) == []


def test_a_file_in_the_place_of_the_folder_is_left_alone(
    send: Callable[[], None], binder: Binder, window: Window, answers: Answers, tmp_path: Path
) -> None:
    answers.path = tmp_path / "en fil"
    answers.path.write_text("i vägen")
    send()
    assert told(window).startswith("Det finns redan något på den platsen.")
    assert answers.path.read_text() == "i vägen"
    assert gone(binder) == []


def test_the_binders_own_folder_is_no_place_for_papers(
    send: Callable[[], None], binder: Binder, window: Window, answers: Answers
) -> None:
    answers.path = binder.folder
    before = sorted(each.name for each in binder.folder.iterdir())
    send()
    assert "pärmens egen mapp" in told(window)
    assert sorted(each.name for each in binder.folder.iterdir()) == before
    assert gone(binder) == []


def test_names_that_are_taken_are_left_alone(
    page: SendingPage, answers: Answers, window: Window, tmp_path: Path
) -> None:
    answers.path = tmp_path / "ut"
    answers.path.mkdir()
    (answers.path / "Plan 2026-03-04.pdf").write_text("en annans")
    (answers.path / "Utkast").write_text("en fil")
    page.choose(AKE)
    page.save()
    page.make_drafts()
    assert sorted(each.name for each in answers.path.iterdir()) == [
        "Kontaktlista 2026-03-04.pdf",
        "Plan 2026-03-04 (2).pdf",
        "Plan 2026-03-04.pdf",
        "Utkast",
        "Utkast 2",
    ]
    assert (answers.path / "Plan 2026-03-04.pdf").read_text() == "en annans"
    assert window.problems == []
    close_passwords()


def test_what_the_binder_cannot_record_is_taken_back_and_the_chosen_folder_stays(
    page: SendingPage, binder: Binder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = sending.sheet(binder, "elin", "m5")
    copies = send_out.copies(sheet, [AKE], {})
    given, new = tmp_path / "min mapp", tmp_path / "ny"
    given.mkdir()

    def full(*_told: object) -> None:
        raise KnownError(Kind.ENVIRONMENT, "disk_full")

    monkeypatch.setattr(outbox, "record", full)
    for folder in (given, new):
        with pytest.raises(KnownError, match="disk_full"):
            outbox.put_drafts(binder, folder, send_out.make_drafts(sheet, copies))
    with pytest.raises(KnownError, match="disk_full"):
        send_out.save_encrypted(binder, given, copies)
    assert [each.name for each in tmp_path.iterdir() if each.name in ("min mapp", "ny")] == ["min mapp"]
    assert list(given.iterdir()) == []


# printing


@pytest.mark.qt_log_ignore("QPainter::")
def test_a_printer_that_refuses_has_printed_nothing(
    qtbot: QtBot, page: SendingPage, binder: Binder, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    page._printing = print_all
    refusing = tmp_path / "finns inte" / "ut.pdf"

    class Refusing(QPrinter):
        """Stands for one that is off: it cannot begin."""

        def __init__(self, mode: QPrinter.PrinterMode) -> None:
            super().__init__(mode)
            self.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
            self.setOutputFileName(str(refusing))

    monkeypatch.setattr(preview, "QPrinter", Refusing)
    Refusing.PrinterMode = QPrinter.PrinterMode
    page.print()
    (dialog,) = page.findChildren(QPrintDialog)
    dialog.done(QDialog.DialogCode.Accepted.value)
    (said,) = [each for each in page.findChildren(Dialog) if each.isVisible()]
    assert said.accessibleName() == "Det gick inte att skriva ut"
    assert said.text.text().startswith(
        "Skrivaren tog inte emot papperen, och inget är antecknat som utskrivet."
    )
    said.close()
    assert gone(binder) == []
    assert len(page.to_print()) == 4


def test_what_the_printer_takes_is_drawn_page_by_page(
    page: SendingPage, binder: Binder, tmp_path: Path
) -> None:
    sheet = sending.sheet(binder, "elin", "m5")
    (copies,) = send_out.copies(sheet, [AKE], {})
    plan = copies.papers[0].content
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "ut.pdf"))
    draw_all([plan], printer)
    assert len(PdfReader(tmp_path / "ut.pdf").pages) == len(PdfReader(BytesIO(plan)).pages)
