"""Pärmen and the log: what one changes there is in the binder, and the log tells of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.models.snapshots import Words
from app.services import binders, settings
from app.services.binders import Binder
from app.services.dispatch import DRAFTED, PRINTED, SAVED, SAVED_ENCRYPTED
from app.services.log import latest_lines
from app.ui import theme
from app.ui.desk import Desk
from app.ui.log_labels import LOG, log_text
from app.ui.pages.binder import BinderPage
from app.ui.pages.entries import FIRST, entries
from app.ui.pages.log import LogPage
from app.ui.pages.passphrase import PassphraseDialog
from app.ui.start.print_sheet import draw_sheet
from tests.storage.binders import CHEAP, PERSON
from tests.ui.stage import StillShell, clock, write

NEW = "röd traktor sjunger på månen"


@pytest.fixture(autouse=True)
def _cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Derivations as cheap as the bounds allow."""
    monkeypatch.setattr("app.storage.vault.calibrated", lambda seconds=0.5: CHEAP)


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> BinderPage:
    made = BinderPage(desk)
    qtbot.addWidget(made)
    made.resize(1178, 768)
    made.show()
    made.refresh()
    return made


def test_what_stands_on_papers_is_saved_and_read_again(
    page: BinderPage, binder: Binder, still_shell: StillShell
) -> None:
    assert page.me["name"].isReadOnly()
    assert not page.save_me.isEnabled()
    write(page.me["unit"], "Ungdomssektionen")
    write(page.me["title"], "samordnare")
    page.save_me.click()
    assert not page.save_me.isEnabled()
    with binder.reading() as work:
        me = next(one for one in work.coordinators() if one.name == PERSON)
        assert (me.title, me.unit) == ("samordnare", "Ungdomssektionen")
    assert still_shell.heard[-1].kinds == {"coordinator"}
    page.refresh()
    assert page.me["title"].value() == "samordnare"


def test_leaving_saves_what_was_typed(page: BinderPage, binder: Binder) -> None:
    write(page.me["title"], "lots")
    page.flush()
    with binder.reading() as work:
        assert [one.title for one in work.coordinators()] == ["lots"]


def test_a_wrong_address_is_refused_beside_its_field(page: BinderPage, still_shell: StillShell) -> None:
    write(page.me["phone"], "070-1740605")
    write(page.me["email"], "inte en adress")
    page.save_me.click()
    assert page.me["email"].accessibleDescription().startswith("Det ser inte ut som en e-postadress.")
    assert not still_shell.heard
    assert page.save_me.isEnabled()


def test_locking_with_a_wrong_address_loses_nothing_and_asks_nothing(
    qtbot: QtBot, page: BinderPage, desk: Desk, binder: Binder, still_shell: StillShell
) -> None:
    write(page.me["phone"], "070-1740605")
    write(page.me["email"], "inte en adress")
    page.flush()
    assert still_shell.said[-1].startswith("Uppgifterna om dig är inte sparade. ")
    again = BinderPage(desk)
    qtbot.addWidget(again)
    again.refresh()
    assert (again.me["phone"].value(), again.me["email"].value()) == ("070-1740605", "inte en adress")
    assert again.save_me.isEnabled()
    again.me["email"].setText("karin@example.se")
    QTest.keyClick(again.me["email"], Qt.Key.Key_Return)
    assert not again.save_me.isEnabled()
    with binder.reading() as work:
        assert [(one.phone, one.email) for one in work.coordinators()] == [
            ("070-1740605", "karin@example.se")
        ]
    page.refresh()
    assert not page.save_me.isEnabled()


def test_who_comes_to_fill_in_about_herself_stands_in_the_first_empty_field(page: BinderPage) -> None:
    page.arrive(at="me")
    page.refresh()
    assert page.first_focus() is page.me["title"]
    write(page.me["title"], "samordnare")
    page.flush()
    page.arrive(at="me")
    page.refresh()
    assert page.first_focus() is page.me["phone"]
    assert not page.me["name"].focusPolicy() & Qt.FocusPolicy.TabFocus


def test_the_look_is_chosen_through_the_window(page: BinderPage, still_shell: StillShell) -> None:
    page.look["scheme"].set_value("dark")
    page.look["size"].set_value("150")
    page.look["size"].edited.emit()
    assert (still_shell.look.scheme, still_shell.look.percent) == ("dark", 150)


def test_a_whole_binder_is_said_to_be_whole_with_what_was_read(page: BinderPage) -> None:
    page.check.click()
    assert page.verdict.isVisible()
    assert page.verdict.accessibleName().startswith("Pärmen är hel ")
    assert page.check.isEnabled()


def test_a_log_that_was_changed_is_found(page: BinderPage, binder: Binder) -> None:
    with binder._engine.begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER IF EXISTS log_entry_fixed")
        for (name,) in connection.exec_driver_sql(
            "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        ).all():
            connection.exec_driver_sql(f'DROP TRIGGER "{name}"')
        connection.exec_driver_sql("UPDATE log_entry SET by = 'Någon annan' WHERE id = 1")
    page.check.click()
    assert page.verdict.accessibleName().startswith("Allt är inte som det ska ")
    assert page.verdict.property("kind") == "stop"


def dialog_of(page: BinderPage) -> PassphraseDialog:
    found = page.findChildren(PassphraseDialog)[-1]
    assert isinstance(found, PassphraseDialog)
    return found


def test_the_passphrase_is_changed_after_it_was_typed_twice(
    page: BinderPage, binder: Binder, still_shell: StillShell
) -> None:
    page._change_passphrase()
    dialog = dialog_of(page)
    dialog.form["passphrase"].setText(NEW)
    dialog.again["again"].setText(NEW + "x")
    dialog.primary.click()
    assert dialog.again["again"].accessibleDescription() == "De två lösenfraserna är inte lika."
    dialog.again["again"].setText(NEW)
    dialog.primary.click()
    assert still_shell.said == ["Lösenfrasen är bytt."]
    binder.close()
    binders.open_binder(binder.folder, passphrase=NEW, clock=clock).close()


def test_a_weak_passphrase_is_told_beside_the_field(page: BinderPage) -> None:
    page._change_passphrase()
    dialog = dialog_of(page)
    for field in (dialog.form["passphrase"], dialog.again["again"]):
        field.setText("kort")
    dialog.primary.click()
    assert dialog.isVisible()
    assert "12" in dialog.form["passphrase"].accessibleDescription()
    assert dialog.primary.isEnabled()


def test_the_log_tells_what_was_done_newest_first(qtbot: QtBot, desk: Desk, page: BinderPage) -> None:
    settings.choose_words(desk.binder, Words(plan="handlingsplan"))
    log = LogPage(desk)
    qtbot.addWidget(log)
    log.show()
    log.refresh()
    said = [log_text(line.what) for line in log.table.shown()]
    assert said[0] == "Inställning ändrad"
    assert said[-1] == "Pärmen skapad"
    log.search.setText("skapad")
    assert [line.what for line in log.table.shown()] == ["binder_created"]


def test_the_latest_lines_are_read_first_and_all_when_asked_for(qtbot: QtBot, desk: Desk) -> None:
    for name in "abc":
        settings.choose_words(desk.binder, Words(plan=f"plan {name}"))
    log = LogPage(desk, at_first=2)
    qtbot.addWidget(log)
    log.show()
    log.refresh()
    total = latest_lines(desk.binder)[1]
    assert len(log.table.shown()) == 2
    assert log.told.text() == f"Du ser och söker i de senaste 2 av {total} rader."
    assert log.told.isVisible()
    log.all_link.click()
    assert [line.number for line in log.table.shown()] == list(range(total, 0, -1))
    assert not log.told.isVisible()
    # Once all are asked for they stay, also when something was done.
    settings.choose_words(desk.binder, Words(plan="plan d"))
    log.refresh()
    assert len(log.table.shown()) == total + 1


def test_everything_that_is_logged_has_words() -> None:
    import re

    root = Path(__file__).resolve().parents[2] / "app"
    logged = set()
    for path in [*(root / "services").rglob("*.py"), *(root / "storage").rglob("*.py")]:
        logged |= set(re.findall(r'\.log\(\s*"([a-z_]+)"', path.read_text(encoding="utf-8")))
    assert len(logged) > 20
    logged |= {PRINTED, DRAFTED, SAVED, SAVED_ENCRYPTED}
    assert sorted(logged - set(LOG)) == []


@pytest.mark.parametrize(
    ("scheme", "percent", "width"), [("light", 100, 1178), ("dark", 100, 836), ("light", 200, 900)]
)
def test_the_pages_are_painted_within_their_width(
    qtbot: QtBot,
    qapp: QApplication,
    desk: Desk,
    snap: Callable[[QWidget, str], Path],
    scheme: str,
    percent: int,
    width: int,
) -> None:
    theme.apply(qapp, theme.scheme_of(scheme), percent=percent)
    for entry in entries()[-2:]:
        made = entry.factory(desk)
        qtbot.addWidget(made)
        made.resize(width, 640)
        made.show()
        made.refresh()
        assert snap(made, f"{entry.key}-{percent}").stat().st_size > 2000
        assert made.width() == width


def test_the_entries_are_one_list_without_doubles() -> None:
    every = entries()
    keys = [entry.key for entry in every]
    shortcuts = [entry.keys for entry in every if entry.keys]
    assert len(keys) == len(set(keys))
    assert len(shortcuts) == len(set(shortcuts))
    assert FIRST in keys
    # The search stands in the rail without a page of its own.
    assert {entry.parent for entry in every if entry.parent} <= {*keys, "find"}


def test_the_sheet_is_printed_whole_on_one_page(qapp: QApplication, tmp_path: Path) -> None:
    code = "7K2MQ-04HTZ-9WXYA-BCDEF-GHJKM-NPQRS-TVWX2"
    target = tmp_path / "ark.pdf"
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFileName(str(target))
    printer.setFullPage(True)
    draw_sheet(printer, Path("/home/prov/Insatspärm"), code, date(2026, 3, 4))
    document = QPdfDocument()
    document.load(str(target))
    assert document.pageCount() == 1
    document.close()
    assert target.stat().st_size > 20_000
