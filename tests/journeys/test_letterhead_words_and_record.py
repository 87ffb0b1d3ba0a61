"""From the letterhead and the words in Pärmen to papers that bear them, and a plan filed by the keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pypdf
import pytest
from PIL import Image
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.models.codes import FiledKind, Paper
from app.models.permit import RECORD
from app.services import gate, papers
from app.services.binders import Binder
from app.services.case_file import read_case
from app.services.record_transfer import documents, lacking
from app.ui import theme, words
from app.ui.pages.case.documents_tab import DocumentsTab
from app.ui.pages.case.page import CasePage
from app.ui.pages.entries import entries
from app.ui.pages.letterhead import LetterheadPage
from app.ui.preferences import PreferenceFile
from app.ui.shell.window import Shell
from tests.storage.binders import new_binder
from tests.ui.pages import caseload
from tests.ui.stage import Answers, clock, write


@pytest.fixture
def binder(tmp_path: Path) -> Iterator[Binder]:
    with new_binder(tmp_path / "parm", clock) as made:
        yield made


@pytest.fixture
def window(
    qtbot: QtBot, qapp: QApplication, binder: Binder, tmp_path: Path, answers: Answers
) -> Iterator[Shell]:
    def fail(error: BaseException) -> None:
        raise error

    theme.apply(qapp, theme.Scheme.LIGHT)
    preferences = PreferenceFile(tmp_path / "config")
    made = Shell(binder, clock, entries(), answers, preferences, fail, lambda: None)
    made.resize(1366, 768)
    made.show()
    yield made
    made.close()
    made.deleteLater()
    words.use()


@pytest.fixture
def answers(tmp_path: Path) -> Answers:
    logo = tmp_path / "logotyp"
    target = BytesIO()
    Image.new("RGB", (400, 150), "#9B2C1F").save(target, "PNG")
    logo.write_bytes(target.getvalue())
    return Answers(path=logo)


def contact_list(binder: Binder, case_id: str) -> pypdf.PdfReader:
    material = papers.gather(binder, case_id)
    leave = gate.permit(material.case, material.book, Paper.CONTACTS, RECORD, on=material.on)
    return pypdf.PdfReader(BytesIO(papers.contacts(material, leave).content))


def press(window: Shell, key: Qt.Key, with_: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key among the documents, once what was laid out before is gone, as in a running loop."""
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    window.activateWindow()  # the platform without a screen leaves no window active
    QTest.qWaitForWindowActive(window)
    QApplication.processEvents()
    case = window.page("case")
    assert isinstance(case, CasePage)
    focus = case.tab.first_focus()
    assert focus is not None
    focus.setFocus()
    QTest.keyClick(focus, key, with_)


def test_what_is_set_once_is_on_every_paper_and_a_plan_is_filed_by_keys(
    window: Shell, binder: Binder
) -> None:
    QTest.keyClick(window, Qt.Key.Key_7, Qt.KeyboardModifier.ControlModifier)
    assert window.current == "binder"
    window.page("binder").letterhead.click()  # type: ignore[attr-defined]
    page = window.page("letterhead")
    assert isinstance(page, LetterheadPage)
    write(page.head["unit"], "Socialtjänsten Unga")
    write(page.head["municipality"], "Provköpings kommun")
    page.save.click()
    page.pick.click()
    for field, steps in (("plan", 1), ("youth", 2)):
        page = window.page("letterhead")
        assert isinstance(page, LetterheadPage)
        page.words[field].setFocus()
        for _ in range(steps):
            QTest.keyClick(page.words[field], Qt.Key.Key_Down)
            QApplication.processEvents()
            page = window.page("letterhead")
            assert isinstance(page, LetterheadPage)
    assert page.words.values() == {"plan": "handlingsplan", "youth": "klient"}

    case_id = caseload.amir(binder, caseload.address(binder))
    paper = contact_list(binder, case_id)
    text = paper.pages[0].extract_text()
    assert "Socialtjänsten Unga" in text
    assert "Provköpings kommun" in text
    assert len(paper.pages[0].images) == 1

    window.navigate("case", case_id=case_id, tab="documents")
    case = window.page("case")
    assert isinstance(case, CasePage)
    tab = case.tab
    assert isinstance(tab, DocumentsTab)
    assert tab.filed is not None
    assert tab.filed.table.selected().what == "Handlingsplan version 2"
    press(window, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text().startswith("Handlingsplan för Amir Nilsson")
    press(window, Qt.Key.Key_F8)
    waiting = lacking(documents(read_case(binder, case_id)))
    assert (FiledKind.PLAN, "2") not in waiting
    assert (FiledKind.PLAN, "1") in waiting
