"""The page of the backups, the guided dialog after a leak, and restoring as a new binder."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.models.errors import KnownError
from app.services import backups
from app.services.binders import Binder
from app.services.leak import Left
from app.ui import theme
from app.ui.desk import Desk
from app.ui.kit.button import Link
from app.ui.pages.backup_card import BackupCard
from app.ui.pages.backups import BackupsPage
from app.ui.pages.export_card import WARNING, ExportCard
from app.ui.pages.leak import LeakDialog, result_words
from app.ui.pages.overview.notices import backups_press
from app.ui.pages.restore import RestoreDialog
from app.ui.shell.keeper import Keeper
from tests.storage.binders import CHEAP, PASSPHRASE, TestClock, recovery_code
from tests.ui.stage import NOW, Answers, StillShell

NEW = "röd traktor sjunger på månen"


@pytest.fixture(autouse=True)
def _cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Derivations as cheap as the bounds allow."""
    monkeypatch.setattr("app.storage.vault.calibrated", lambda seconds=0.5: CHEAP)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "USB-minne").mkdir()
    return tmp_path / "USB-minne"


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> BackupsPage:
    made = BackupsPage(desk)
    qtbot.addWidget(made)
    made.resize(1178, 768)
    made.show()
    made.refresh()
    return made


def settle() -> None:
    """Lets go of rows that were taken out, and shows those that were put in."""
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()


def words(widget: QWidget) -> str:
    settle()
    return "\n".join(each.text() for each in widget.findChildren(QLabel) if each.isVisibleTo(widget))


def choose(page: BackupsPage, answers: Answers, folder: Path) -> None:
    answers.path = folder
    page.add_place.click()


def test_without_a_place_it_says_so_and_offers_one(page: BackupsPage) -> None:
    assert page.verdict.accessibleName().startswith("Inga säkerhetskopior görs Går datorn sönder")
    assert page.make.isHidden()
    assert page.first_focus() is page.add_place


def test_a_chosen_place_gets_a_backup_at_once_which_is_listed(
    page: BackupsPage, answers: Answers, place: Path, still_shell: StillShell
) -> None:
    choose(page, answers, place)
    assert page.verdict.accessibleName().startswith("Säkerhetskopiorna är i ordning")
    assert still_shell.said == ["Säkerhetskopian är gjord och genomläst."]
    assert "I dag 14.12" in words(page.copies)
    assert "uppgifter kom tillbaka" in words(page.known)
    assert page.make.isVisible()
    assert page.stop.isHidden()
    assert len(list(place.glob("*.parmkopia"))) == 1


def test_a_synced_folder_is_asked_about(page: BackupsPage, answers: Answers, tmp_path: Path) -> None:
    synced = tmp_path / "OneDrive - Provköping"
    synced.mkdir()
    answers.yes = False
    choose(page, answers, synced)
    assert answers.asked[-1][0] == "Mappen synkroniseras av OneDrive"
    assert backups.backup_status(page.desk.binder).places == ()
    answers.yes = True
    choose(page, answers, synced)
    assert "Kopiorna är krypterade även där." in words(page.places)


def test_a_folder_that_will_not_do_is_refused(page: BackupsPage, binder: Binder) -> None:
    with pytest.raises(KnownError, match="inside_binder"):
        page._chosen(binder.folder)


def test_a_place_is_taken_away_and_its_copies_stay(page: BackupsPage, answers: Answers, place: Path) -> None:
    choose(page, answers, place)
    settle()
    (remove,) = page.places.findChildren(Link)
    assert remove.accessibleName() == f"Ta bort platsen {place}"
    remove.click()
    assert answers.asked[-1][0] == "Sluta lägga kopior där?"
    assert backups.backup_status(page.desk.binder).places == ()
    assert len(list(place.glob("*.parmkopia"))) == 1


def test_a_place_that_is_away_is_said_calmly(page: BackupsPage, answers: Answers, place: Path) -> None:
    choose(page, answers, place)
    place.rename(place.with_name("borta"))
    page.make.click()
    assert "går inte att nå just nu" in words(page.places)


def test_a_wide_and_a_narrow_page_hold_what_is_in_them(
    page: BackupsPage,
    answers: Answers,
    tmp_path: Path,
    qapp: QApplication,
    snap: Callable[[QWidget, str], Path],
) -> None:
    folder = tmp_path / ("En mycket lång mapp för säkerhetskopior " * 2).strip()
    folder.mkdir()
    choose(page, answers, folder)
    for scheme, percent, width in (("light", 100, 836), ("dark", 200, 900)):
        theme.apply(qapp, theme.scheme_of(scheme), percent=percent)
        page.resize(width, 640)
        assert snap(page, scheme).stat().st_size > 2000
        assert page.width() == width


def test_the_card_on_parmen_says_how_it_stands(qtbot: QtBot, desk: Desk, still_shell: StillShell) -> None:
    card = BackupCard(desk)
    qtbot.addWidget(card)
    card.refresh()
    assert "Inga säkerhetskopior görs" in words(card)
    card.more.click()
    assert still_shell.went == [("backups", {})]


def test_the_overview_is_told_of_days_without_a_backup(
    binder: Binder, desk: Desk, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert list(backups_press(desk)) == []  # the binder is two days old
    clock = TestClock(NOW + timedelta(days=8))
    monkeypatch.setattr(binder, "clock", clock)
    later = Desk(binder, clock, desk.questions, desk.background, desk.shell)
    assert [each.text for each in backups_press(later)] == ["Inga säkerhetskopior görs."]
    backups.add_place(binder, place)
    keeper = Keeper(QWidget(), binder, desk.background, lambda _changes: None, lambda _text: None)
    keeper.look()
    assert list(backups_press(later)) == []
    with binder.writing() as work:
        work.log("settings_changed")
    place.rename(place.with_name("borta"))
    clock.tick(days=8)
    keeper.look()
    (line,) = backups_press(later)
    assert line.text == "Ingen säkerhetskopia på 8 dagar."


def test_the_keeper_tells_what_changed_and_stops(
    binder: Binder, desk: Desk, place: Path, qtbot: QtBot
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    heard: list[object] = []
    said: list[str] = []
    keeper = Keeper(window, binder, desk.background, heard.append, said.append)
    keeper.look()
    assert heard == []
    backups.add_place(binder, place)
    keeper.look()
    assert len(heard) == 1
    keeper.stop()
    place.rename(place.with_name("borta"))
    keeper.look()
    assert (len(heard), said) == (1, [])


def test_a_backup_is_restored_as_a_new_binder_beside_the_open_one(
    page: BackupsPage, answers: Answers, place: Path, tmp_path: Path
) -> None:
    choose(page, answers, place)
    page.restore.click()
    (dialog,) = page.window().findChildren(RestoreDialog)
    (file,) = place.glob("*.parmkopia")
    dialog.form["file"].set_value(file)
    dialog.form["folder"].set_value(tmp_path / "Ny pärm")
    dialog.form["secret"].set_value("fel")
    dialog.primary.click()
    assert "Lösenfrasen stämmer inte" in dialog.form["secret"].accessibleDescription()
    dialog.form["secret"].set_value(recovery_code())
    dialog.primary.click()
    assert answers.asked[-1][0] == "Pärmen är återställd"
    assert (tmp_path / "Ny pärm" / "parm.db").exists()


def test_her_own_copy_in_plaintext_is_warned_of_and_logged(
    page: BackupsPage, answers: Answers, binder: Binder, tmp_path: Path, still_shell: StillShell
) -> None:
    (card,) = page.findChildren(ExportCard)
    answers.path = tmp_path / "min kopia.json"
    answers.yes = False
    card.button.click()
    assert answers.asked[-1] == ("Spara allt okrypterat?", WARNING)
    assert not answers.path.exists()
    answers.yes = True
    card.button.click()
    assert json.loads(answers.path.read_text("utf-8"))["format"] == "insatsparm"
    assert still_shell.said == ["min kopia.json är sparad, och den är inte krypterad."]
    with binder.reading() as work:
        assert work.log_rows()[-1].what == "exported"
    with pytest.raises(KnownError, match="inside_binder"):
        card._write(binder.folder / "kopia.json")
    assert card.button.isEnabled()


@pytest.fixture
def leak(page: BackupsPage, qtbot: QtBot) -> LeakDialog:
    dialog = LeakDialog(page, page.desk)
    dialog.show()
    return dialog


def to_the_code(dialog: LeakDialog) -> None:
    dialog.primary.click()
    dialog.form["passphrase"].set_value(NEW)
    dialog.again["again"].set_value(NEW)
    dialog.primary.click()
    assert dialog.heading.text() == "Spara den nya koden"


def test_the_locks_are_changed_when_the_new_code_is_proven(leak: LeakDialog, binder: Binder) -> None:
    to_the_code(leak)
    dialog = leak
    shown = words(dialog.stack.currentWidget())
    assert all(group in shown for group in dialog.code.split("-"))
    dialog.primary.click()
    for number in dialog.asked:
        dialog.proof[str(number)].set_value("AAAAA")
    dialog.primary.click()
    assert dialog.heading.text() == "Stämmer arket?"
    for number in dialog.asked:
        dialog.proof[str(number)].set_value(dialog.code.split("-")[number].lower())
    code = dialog.code
    dialog.primary.click()
    assert dialog.heading.text() == "Låsen är bytta"
    assert "Pärmen öppnas nu bara" in dialog.outcome.text()
    dialog.primary.click()
    binder.close()
    for how, refusal in ((PASSPHRASE, "wrong_passphrase"),):
        with pytest.raises(KnownError, match=refusal):
            Binder.open(binder.folder, passphrase=how, clock=TestClock(NOW))
    with pytest.raises(KnownError, match="wrong_code"):
        Binder.open_with_code(binder.folder, code=recovery_code(), clock=TestClock(NOW))
    Binder.open_with_code(binder.folder, code=code, clock=TestClock(NOW)).close()
    Binder.open(binder.folder, passphrase=NEW, clock=TestClock(NOW)).close()


def test_leaving_before_the_end_changes_nothing(leak: LeakDialog, binder: Binder) -> None:
    to_the_code(leak)
    leak.cancel.click()
    binder.close()
    Binder.open(binder.folder, passphrase=PASSPHRASE, clock=TestClock(NOW)).close()


def test_the_present_passphrase_and_two_that_differ_are_refused(leak: LeakDialog) -> None:
    leak.primary.click()
    leak.form["passphrase"].set_value(PASSPHRASE)
    leak.again["again"].set_value(NEW)
    leak.primary.click()
    assert leak.again["again"].accessibleDescription()
    leak.again["again"].set_value(PASSPHRASE)
    leak.primary.click()
    assert "Välj en helt ny" in leak.form["passphrase"].accessibleDescription()
    assert leak.heading.text() == "Välj en ny lösenfras"


def test_all_that_is_left_is_said() -> None:
    left = Left(3, ("/server",), {"/usb/a.parmkopia": "backup_damaged"}, (("b", datetime(2026, 2, 1)),))
    said = result_words(("Maja Ek", "Bo Ås"), left)
    assert said[1] == "3 säkerhetskopior fick också nya lås."
    assert said[2] == "Ge Maja Ek och Bo Ås tillgång på nytt under Pärmen."
    assert "/server" in said[3]
    assert "/usb/a.parmkopia" in said[4]
    assert said[5].endswith("b (2026-02-01).")
    assert len(result_words((), Left(0, (), {}, ()))) == 1
