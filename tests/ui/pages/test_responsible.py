"""Who answers for a case, and the decisions on who need not consent: changed by clicks, with a way back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.models.who import Who
from app.services import consents, coordinators
from app.services.binders import Binder
from app.services.case_file import read_case
from app.services.coordinators import CoordinatorFacts, Responsible
from app.ui.dialogs.deviation import EndDeviationDialog
from app.ui.dialogs.responsible import ResponsibleDialog
from app.ui.pages.case.page import CasePage
from tests.services.readings import logged, only, whole
from tests.ui.pages.test_case_page import press, seen, words
from tests.ui.stage import Answers, StillShell, write


def test_another_coordinator_and_a_stand_in_are_named_and_logged(
    qtbot: QtBot, page: CasePage, full_binder: Binder, amir: str
) -> None:
    nils = only(coordinators.edit_coordinator(full_binder, None, CoordinatorFacts(name="Nils Ersättare")))
    before = Responsible.of(whole(full_binder, amir))
    press(qtbot, seen(page, "group"), "Ändra ansvariga")
    dialog = page.findChildren(ResponsibleDialog)[-1]
    dialog.form["stand_in_id"].set_value(before.coordinator_id)
    qtbot.mouseClick(dialog.primary, Qt.MouseButton.LeftButton)
    assert "någon annan" in dialog.form["stand_in_id"].accessibleDescription()
    dialog.form["coordinator_id"].set_value(nils)
    dialog.form["responsible_social_worker_id"].setText("")
    write(dialog.form["responsible_social_worker_id"], "Maria Sol")
    qtbot.mouseClick(dialog.primary, Qt.MouseButton.LeftButton)
    case = whole(full_binder, amir)
    assert Responsible.of(case) == Responsible(coordinator_id=nils, stand_in_id=before.coordinator_id)
    tab = seen(page, "group")
    assert "Maria Sol" in words(tab)
    assert "Nils Ersättare" in words(tab)
    assert logged(full_binder, amir)[-1] == "case_handed_over"


def test_a_case_is_taken_over_and_given_back(
    qtbot: QtBot, page: CasePage, full_binder: Binder, amir: str, still_shell: StillShell
) -> None:
    nils = only(coordinators.edit_coordinator(full_binder, None, CoordinatorFacts(name="Nils Ersättare")))
    me = Responsible.of(whole(full_binder, amir)).coordinator_id
    given = Responsible(coordinator_id=nils, stand_in_id=me)
    coordinators.hand_over(full_binder, {amir: given}, on=date(2026, 3, 4))
    press(qtbot, seen(page, "group"), "Ta över ärendet")
    assert Responsible.of(whole(full_binder, amir)) == Responsible(coordinator_id=me)
    tab = seen(page, "group")
    shown = [each.accessibleName() for each in tab.findChildren(QWidget) if each.isVisible()]
    assert "Ta över ärendet" not in shown
    assert still_shell.undo is not None
    still_shell.undo()
    assert Responsible.of(whole(full_binder, amir)) == given


def test_a_deviation_gets_a_last_day_and_stays_in_sight_when_it_has_ended(
    qtbot: QtBot, page: CasePage, full_binder: Binder, amir: str, still_shell: StillShell
) -> None:
    (tomas,) = [each.key for each in whole(full_binder, amir).guardians if each.name.startswith("Tomas")]
    consents.record_deviation(
        full_binder,
        amir,
        ground="Går inte att nå",
        not_required=[Who.guardian(tomas)],
        decided_by="Enhetschefen",
        decided=date(2026, 2, 1),
    )
    assert "Avvikelser" in words(seen(page, "consent"))
    press(qtbot, page.tab, "Avsluta avvikelsen för Tomas Nilsson")
    dialog = page.findChildren(EndDeviationDialog)[-1]
    dialog.form["until"].setText("")
    write(dialog.form["until"], "2026-01-31")
    qtbot.mouseClick(dialog.primary, Qt.MouseButton.LeftButton)
    assert dialog.form["until"].accessibleDescription() == "Sista dagen kommer före den första."
    dialog.form["until"].setText("")
    write(dialog.form["until"], "2026-03-03")
    qtbot.mouseClick(dialog.primary, Qt.MouseButton.LeftButton)
    status = read_case(full_binder, amir).status
    assert Who.guardian(tomas) in status.required
    assert status.excused == ()
    shown = words(seen(page, "consent"))
    assert "Avslutade avvikelser" in shown
    assert "Behövde inte samtycka från 1 februari till 3 mars" in shown
    assert still_shell.undo is not None
    still_shell.undo()
    assert [each.until for each in whole(full_binder, amir).deviations] == [None]
    assert logged(full_binder, amir)[-2:] == ["deviation_ended", "deviation_resumed"]


def test_what_somebody_was_told_is_taken_away_and_comes_back(
    qtbot: QtBot, page: CasePage, full_binder: Binder, amir: str, still_shell: StillShell
) -> None:
    def told() -> list[tuple[str, str | None, bool | None]]:
        found = whole(full_binder, amir).information
        return sorted((str(each.to), each.how, each.understood) for each in found)

    before = told()
    press(qtbot, seen(page, "consent"), "Ta bort informationen till Amir Nilsson")
    assert len(told()) == len(before) - 1
    assert still_shell.undo is not None
    still_shell.undo()
    assert told() == before


def test_a_scanned_form_is_added_saved_and_removed_with_a_way_back(
    qtbot: QtBot,
    page: CasePage,
    full_binder: Binder,
    amir: str,
    answers: Answers,
    still_shell: StillShell,
    tmp_path: Path,
) -> None:
    answers.path = tmp_path / "Karins blankett.pdf"
    answers.path.write_bytes(b"%PDF-1.7 skannad")
    press(qtbot, seen(page, "consent"), "Lägg till skannad blankett till Karin Nilssons samtycke")
    (kept,) = whole(full_binder, amir).attachments
    assert kept.name == "Karins blankett.pdf"
    answers.path = tmp_path / "kopia.pdf"
    press(qtbot, seen(page, "consent"), "Spara en kopia av Karins blankett.pdf")
    assert answers.path.read_bytes() == b"%PDF-1.7 skannad"
    press(qtbot, seen(page, "consent"), "Ta bort Karins blankett.pdf")
    assert whole(full_binder, amir).attachments == []
    assert still_shell.undo is not None
    still_shell.undo()
    assert [each.name for each in whole(full_binder, amir).attachments] == ["Karins blankett.pdf"]
