"""The manual: whole, findable, in the binder's words, and open at the page of what one does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.models.snapshots import Words
from app.services.words import forms
from app.ui import words
from app.ui.desk import Desk
from app.ui.dialogs.new_case import NewCaseDialog
from app.ui.help import pages
from app.ui.help.answer import show_for
from app.ui.help.pages import FOLDER
from app.ui.help.places import FIRST, PLACES, place_of
from app.ui.help.window import ManualWindow, open_manual
from app.ui.kit import help_key
from app.ui.pages.entries import entries

ROOT = Path(__file__).resolve().parents[3]
KEYS = {each.key for each in pages.pages()}
LINK = re.compile(r"(!?)\[[^\]]*\]\(([^)]+)\)")


def test_every_page_is_in_the_table_of_contents_under_its_title() -> None:
    files = {each.stem for each in FOLDER.glob("*.md")} - {"innehall"}
    assert files == KEYS
    for page in pages.pages():
        assert page.text.startswith(f"# {page.title}\n")


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.md")), ids=lambda file: file.stem)
def test_every_link_and_picture_leads_somewhere(file: Path) -> None:
    for _picture, target in LINK.findall(file.read_text(encoding="utf-8")):
        assert (FOLDER / target).is_file(), target


def test_every_page_and_dialog_of_the_program_has_its_page_in_the_manual() -> None:
    modules = [each.factory.__module__ for each in entries()]
    dialogs = {each.stem for each in (ROOT / "app/ui/dialogs").glob("*.py")} - {"__init__", "errand"}
    modules += [f"app.ui.dialogs.{each}" for each in sorted(dialogs)]
    assert [each for each in modules if not place_of(each)] == []
    assert set(PLACES.values()) <= KEYS
    assert FIRST in KEYS


def test_every_key_of_a_page_is_among_the_shortcuts() -> None:
    text = next(each for each in pages.pages() if each.key == "tangenter").text
    for entry in entries():
        if entry.keys:
            assert f"| `{entry.keys}` | {entry.title} |" in text


def test_a_search_finds_the_beginning_of_words_and_titles_come_first() -> None:
    found = [each.key for each in pages.search("säkerhetskop")]
    assert found[0] == "sakerhetskopior"
    assert "borja" in found
    assert pages.search("finns-inte-alls") == ()
    assert pages.search("") == pages.pages()
    assert pages.search("bilder/") == ()


def test_the_manual_speaks_the_binders_words() -> None:
    said = forms(Words(plan="handlingsplan", youth="klient"))
    assert pages.reworded("Åtgärdsplanen och den unges ord.", said) == "Handlingsplanen och klientens ord."
    # A word that only begins alike is another word.
    assert pages.reworded("ungdomsvård", said) == "ungdomsvård"


def test_one_goes_by_links_and_back(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    window = open_manual(parent, "arende")
    with qtbot.waitActive(window):
        window.activateWindow()
    window.sheet.anchorClicked.emit(QUrl("samtycke.md"))
    assert window.key == "samtycke"
    assert window.contents.currentItem().text() == "Samtycke"
    window.sheet.anchorClicked.emit(QUrl("https://example.se/samtycke.md"))
    assert window.key == "samtycke"
    QTest.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert window.key == "arende"
    assert open_manual(parent, "moten") is window


def test_the_search_lists_what_it_finds_and_says_when_it_is_nothing(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    window = open_manual(parent, "arende")
    window.search.setText("lösenordet telefon")
    assert window.key == "skicka"
    window.search.setText("xyzzy")
    assert window.contents.count() == 0
    assert window.nothing.isVisibleTo(window)
    assert window.key == "skicka"
    window.search.clear()
    assert window.contents.count() == len(KEYS)


def test_titles_and_text_change_with_the_words(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    try:
        words.use(Words(plan="handlingsplan", youth="deltagare"))
        window = open_manual(parent, "atgardsplan")
        assert window.contents.currentItem().text() == "Handlingsplanen"
        assert "tgärdsplan" not in window.sheet.toPlainText()
    finally:
        words.use()


def test_no_picture_comes_from_outside_the_manual(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    sheet = open_manual(parent, "arende").sheet
    picture = 2
    for name in (
        "../../icons/insatsparm.svg",
        "/etc/passwd",
        "file:///etc/passwd",
        "http://example.se/x.png",
    ):
        found = sheet.loadResource(picture, QUrl(name))
        assert found is None or found.isNull()


def test_f1_in_a_dialog_opens_the_page_over_it(qtbot: QtBot, desk: Desk) -> None:
    help_key.answer_with(show_for)
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = NewCaseDialog(parent, desk)
    with qtbot.waitActive(dialog):
        dialog.open()
    field = dialog.findChild(QLineEdit)
    assert field is not None
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_F1)
    window = dialog.findChild(ManualWindow)
    assert window is not None
    assert window.key == "arenden"
    assert window.isVisible()
