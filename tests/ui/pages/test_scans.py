"""A scan is shown inside the program, or it is said why not; files are dropped on the consent they show."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QImage
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.models.errors import Kind, KnownError
from app.services import attachments
from app.services.attachments import Scan
from app.services.binders import Binder
from app.services.scan_frames import Drawn, Page
from app.services.scan_helper import Helper
from app.ui.background import Threads
from app.ui.desk import Desk
from app.ui.dialogs import scan_view
from app.ui.dialogs.scan_view import ScanDialog
from app.ui.itself import ROOT
from app.ui.kit import preview
from app.ui.kit.dialog import Dialog
from app.ui.kit.elided import Elided
from app.ui.kit.surfaces import Row
from app.ui.pages.case.page import CasePage
from tests.services.readings import logged, whole
from tests.ui import scans
from tests.ui.pages import caseload
from tests.ui.pages.test_case_page import press, seen
from tests.ui.stage import Answers, StillShell


@pytest.fixture
def drawing(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Puts what the helper gives in place of the helper: pages of a size, or an error."""

    def put(*sizes: tuple[int, int], total: int = 0, error: KnownError | None = None) -> None:
        def draw(scan: Scan, helper: object, unwanted: Callable[[], bool]) -> Drawn:
            if error is not None:
                raise error
            pages = tuple(Page(wide, high, bytes([80]) * (3 * wide * high)) for wide, high in sizes)
            return Drawn(pages, total or len(pages))

        monkeypatch.setattr(scan_view.scan_helper, "draw", draw)

    return put


def kept(binder: Binder, case_id: str, content: bytes, name: str = "Karins blankett.pdf") -> None:
    """Keeps a scan of Karin's consent."""
    key = whole(binder, case_id).consents[0].key
    attachments.add_attachment(binder, case_id, Scan(name=name, content=content, consent=key))


def shown(page: CasePage) -> ScanDialog:
    dialog = page.findChildren(ScanDialog)[-1]
    dialog.activateWindow()
    QApplication.processEvents()
    return dialog


def words(inside: QWidget) -> str:
    return " ".join(each.text() for each in inside.findChildren(QLabel) if each.isVisible())


def test_a_scan_is_shown_by_the_real_helper(
    qtbot: QtBot, page: CasePage, full_binder: Binder, amir: str, snap: Callable[[QWidget, str], Path]
) -> None:
    kept(full_binder, amir, scans.pdf(2))
    press(qtbot, seen(page, "consent"), "Visa Karins blankett.pdf")
    dialog = shown(page)
    assert len(dialog.view.images) == 2
    assert dialog.view.images[0].pixelColor(800, 1000) == QColor("black")
    assert "sida 1 av 2" in words(dialog)
    picture = QImage(str(snap(dialog, "blankett")))
    assert picture.pixelColor(picture.width() // 2, picture.height() // 2) == QColor("black")
    qtbot.keyClick(dialog.view, Qt.Key.Key_End)
    assert "sida 2 av 2" in words(dialog)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    # Looking is no change: the binder and its log are as they were.
    assert logged(full_binder, amir)[-1] == "attachment_added"


def test_enter_shows_it_among_the_documents_too(
    qtbot: QtBot, page: CasePage, full_binder: Binder, amir: str, drawing: Callable[..., None]
) -> None:
    drawing((60, 80))
    kept(full_binder, amir, scans.pdf())
    seen(page, "documents")
    filed = page.tab.filed  # type: ignore[attr-defined]
    assert filed.table.select(next(each.filed.ref for each in filed.table.shown() if "Karins" in each.what))
    qtbot.keyClick(filed.table.view, Qt.Key.Key_Return)
    assert shown(page).isVisible()


def test_zooming_turning_and_going_through_the_pages_by_keys(
    qtbot: QtBot, page: CasePage, full_binder: Binder, amir: str, drawing: Callable[..., None]
) -> None:
    drawing((1240, 1754), (1240, 1754), (1754, 1240))
    kept(full_binder, amir, scans.pdf())
    press(qtbot, seen(page, "consent"), "Visa Karins blankett.pdf")
    dialog = shown(page)
    view, bar = dialog.view, dialog.view.verticalScrollBar()
    fitted = bar.maximum()
    control = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(dialog, Qt.Key.Key_Plus, control)
    assert bar.maximum() > fitted
    qtbot.keyClick(dialog, Qt.Key.Key_Minus, control)
    qtbot.keyClick(dialog, Qt.Key.Key_Minus, control)
    assert bar.maximum() < fitted
    qtbot.keyClick(dialog, Qt.Key.Key_0, control)
    assert bar.maximum() == fitted
    qtbot.keyClick(view, Qt.Key.Key_PageDown)
    assert bar.value() > 0
    qtbot.keyClick(view, Qt.Key.Key_Home)
    assert bar.value() == 0
    qtbot.keyClick(dialog, Qt.Key.Key_R, control)
    assert [(each.width(), each.height()) for each in view.images] == [
        (1754, 1240),
        (1754, 1240),
        (1240, 1754),
    ]
    for _ in range(30):
        view.zoom(1.2)
    view.grab()
    assert view.horizontalScrollBar().maximum() > 0
    qtbot.keyClick(view, Qt.Key.Key_End)
    assert "sida 3 av 3" in words(dialog)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("scan_damaged", "Karins blankett.pdf går inte att visa"),
        ("scan_locked", "Karins blankett.pdf är låst med ett lösenord"),
        ("scan_too_many_pixels", "fler bildpunkter"),
        ("scan_too_slow", "tog för lång tid"),
        ("scan_odd", "varken PDF, JPEG eller PNG"),
    ],
)
def test_one_that_cannot_be_shown_is_told_of_calmly_and_can_still_be_saved(
    qtbot: QtBot,
    page: CasePage,
    full_binder: Binder,
    amir: str,
    drawing: Callable[..., None],
    answers: Answers,
    tmp_path: Path,
    code: str,
    said: str,
) -> None:
    content = scans.BROKEN["avklippt pdf"]
    drawing(error=KnownError(Kind.RULE, code, name="Karins blankett.pdf"))
    kept(full_binder, amir, content)
    press(qtbot, seen(page, "consent"), "Visa Karins blankett.pdf")
    dialog = shown(page)
    assert said in words(dialog)
    assert not dialog.print_button.isEnabled()
    assert dialog.copy_button.isEnabled()
    answers.path = tmp_path / "kopia.pdf"
    qtbot.mouseClick(dialog.copy_button, Qt.MouseButton.LeftButton)
    assert answers.path.read_bytes() == content
    assert whole(full_binder, amir).attachments[0].name == "Karins blankett.pdf"


def test_more_pages_than_are_drawn_are_told_of(
    qtbot: QtBot, page: CasePage, full_binder: Binder, amir: str, drawing: Callable[..., None]
) -> None:
    drawing(*[(20, 20)] * 20, total=312)
    kept(full_binder, amir, scans.pdf())
    press(qtbot, seen(page, "consent"), "Visa Karins blankett.pdf")
    assert "Filen har 312 sidor. Här visas de 20 första" in words(shown(page))


def test_a_scan_that_was_printed_stands_in_the_log(
    qtbot: QtBot,
    page: CasePage,
    full_binder: Binder,
    amir: str,
    drawing: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    still_shell: StillShell,
) -> None:
    def at_once(
        parent: QWidget,
        title: str,
        pages: int,
        draw: Callable[[QPrinter], object],
        done: Callable[[], object],
    ) -> None:
        assert (title, pages) == ("Insatspärmen", 2)
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(tmp_path / "ut.pdf"))
        draw(printer)
        done()

    monkeypatch.setattr(scan_view, "print_through_dialog", at_once)
    drawing((60, 80), (80, 60))
    kept(full_binder, amir, scans.pdf())
    press(qtbot, seen(page, "consent"), "Visa Karins blankett.pdf")
    qtbot.keyClick(shown(page), Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert logged(full_binder, amir)[-1] == "attachment_printed"
    import pikepdf

    with pikepdf.open(tmp_path / "ut.pdf") as made:
        assert len(made.pages) == 2
    assert "skrivaren" in still_shell.said[-1]


@pytest.mark.qt_log_ignore("QPainter::")
def test_a_scan_that_the_printer_refuses_is_not_called_printed(
    qtbot: QtBot,
    page: CasePage,
    full_binder: Binder,
    amir: str,
    drawing: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    still_shell: StillShell,
) -> None:
    def off(mode: QPrinter.PrinterMode) -> QPrinter:
        made = printer(mode)
        made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        made.setOutputFileName(str(tmp_path / "finns inte" / "ut.pdf"))
        return made

    printer = preview.QPrinter
    off.PrinterMode = printer.PrinterMode  # type: ignore[attr-defined]
    monkeypatch.setattr(preview, "QPrinter", off)
    drawing((60, 80))
    kept(full_binder, amir, scans.pdf())
    press(qtbot, seen(page, "consent"), "Visa Karins blankett.pdf")
    dialog = shown(page)
    dialog.print()
    (asked,) = dialog.findChildren(QPrintDialog)
    asked.done(QDialog.DialogCode.Accepted.value)
    (said,) = [each for each in dialog.findChildren(Dialog) if each.isVisible()]
    assert "inget är antecknat som utskrivet" in said.text.text()
    said.close()
    assert logged(full_binder, amir)[-1] == "attachment_added"
    assert not any("skrivaren" in each for each in still_shell.said)


@pytest.mark.parametrize("way", [ScanDialog.reject, ScanDialog.close])
def test_closing_the_window_ends_the_drawing(
    qtbot: QtBot,
    page: CasePage,
    full_binder: Binder,
    amir: str,
    monkeypatch: pytest.MonkeyPatch,
    way: Callable[[ScanDialog], object],
) -> None:
    asked: list[Callable[[], bool]] = []

    def draw(scan: Scan, helper: object, unwanted: Callable[[], bool]) -> Drawn:
        asked.append(unwanted)
        return Drawn((Page(1, 1, b"abc"),), 1)

    monkeypatch.setattr(scan_view.scan_helper, "draw", draw)
    kept(full_binder, amir, scans.pdf())
    press(qtbot, seen(page, "consent"), "Visa Karins blankett.pdf")
    assert [each() for each in asked] == [False]
    way(shown(page))
    assert [each() for each in asked] == [True]


def test_a_long_name_gives_way_to_the_buttons(
    qtbot: QtBot, page: CasePage, full_binder: Binder, amir: str, drawing: Callable[..., None]
) -> None:
    drawing((60, 80))
    name = f"{caseload.LONG} samtycke undertecknat av båda vårdnadshavarna.pdf"
    kept(full_binder, amir, scans.pdf(), name)
    press(qtbot, seen(page, "consent"), f"Visa {name}")
    dialog = shown(page)
    heading = next(each for each in dialog.findChildren(Elided) if each.text == name)
    assert heading.geometry().right() < dialog.print_button.geometry().left()
    assert dialog.print_button.geometry().right() <= dialog.width()
    # Where there is less room it stands above them.
    dialog.resize(640, 390)
    QApplication.processEvents()
    assert heading.geometry().bottom() < dialog.print_button.geometry().top()
    assert heading.width() > dialog.width() / 2


def let_go(place: QWidget, *urls: QUrl) -> bool:
    """Drags files over a place and lets go; tells whether it took them."""
    data = QMimeData()
    data.setUrls(list(urls))
    none, left = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    copy = Qt.DropAction.CopyAction
    entered = QDragEnterEvent(QPointF(9, 9), copy, data, left, none)
    entered.ignore()
    QApplication.sendEvent(place, entered)
    if not entered.isAccepted():
        return False
    QApplication.sendEvent(place, QDropEvent(QPointF(9, 9), copy, data, left, none))
    return True


def test_files_are_dropped_on_the_consent_that_they_show(
    page: CasePage, full_binder: Binder, amir: str, still_shell: StillShell, tmp_path: Path
) -> None:
    first, second = tmp_path / "sida 1.png", tmp_path / "sida 2.jpg"
    first.write_bytes(scans.picture("png"))
    second.write_bytes(scans.picture("jpeg"))
    key = whole(full_binder, amir).consents[0].key
    place = next(each for each in seen(page, "consent").findChildren(Row) if each.record == key)
    assert not let_go(place, QUrl("https://www.example.se/blankett.pdf"))
    assert let_go(place, QUrl.fromLocalFile(str(first)), QUrl.fromLocalFile(str(second)))
    assert [(each.name, each.consent) for each in whole(full_binder, amir).attachments] == [
        ("sida 1.png", key),
        ("sida 2.jpg", key),
    ]
    assert still_shell.said[-1].startswith("2 blanketter ligger i pärmen")
    place = next(each for each in seen(page, "consent").findChildren(Row) if each.record == key)
    with pytest.raises(KnownError, match="attachment_twice"):
        let_go(place, QUrl.fromLocalFile(str(first)))
    assert len(whole(full_binder, amir).attachments) == 2


def test_the_lock_ends_a_drawing_that_is_on_at_once(
    qtbot: QtBot,
    qapp: QApplication,
    full_desk: Desk,
    full_binder: Binder,
    amir: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def unexpected(error: Exception) -> None:
        raise error

    threads = Threads(unexpected, qapp)
    stalling = (
        "import sys, time; from app.services.scan_frames import write_hello;"
        "write_hello(sys.stdout.buffer); time.sleep(60)"
    )
    monkeypatch.setattr(scan_view, "helper", lambda: Helper([sys.executable, "-c", stalling], ROOT))
    kept(full_binder, amir, scans.pdf())
    (scan,) = whole(full_binder, amir).attachments
    window = QWidget()
    qtbot.addWidget(window)
    desk = replace(full_desk, background=threads)
    dialog = ScanDialog(window, desk, amir, scan.id, scan.name, lambda _over: None)
    dialog.show()
    assert "Ritar sidorna" in words(dialog)
    threads.cancel_all()
    assert threads.wait(20_000)
    QApplication.processEvents()
    assert "Sidorna visas inte" not in words(dialog)
    dialog.reject()


def test_a_form_that_cannot_be_read_is_told_of_when_it_is_added(
    page: CasePage,
    full_binder: Binder,
    amir: str,
    still_shell: StillShell,
    answers: Answers,
    tmp_path: Path,
) -> None:
    good, bad = tmp_path / "bra.png", tmp_path / "trasig.pdf"
    good.write_bytes(scans.picture("png"))
    bad.write_bytes(scans.BROKEN["avklippt pdf"])
    key = whole(full_binder, amir).consents[0].key
    for file in (good, bad):
        place = next(each for each in seen(page, "consent").findChildren(Row) if each.record == key)
        assert let_go(place, QUrl.fromLocalFile(str(file)))
    assert [each.startswith("Blanketten ligger i pärmen") for each in still_shell.said] == [True, True]
    ((title, text),) = answers.asked
    assert title == "Går inte att visa"
    assert text.startswith("trasig.pdf går inte att visa.")
    assert "Den ligger i pärmen ändå." in text
    assert [each.name for each in whole(full_binder, amir).attachments] == ["bra.png", "trasig.pdf"]
