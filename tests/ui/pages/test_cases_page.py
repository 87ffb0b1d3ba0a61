"""The list of cases: finding, filtering, opening, entering a new one."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.services.binders import Binder
from app.services.case_list import case_lines
from app.ui.desk import Desk
from app.ui.dialogs.new_case import NewCaseDialog
from app.ui.kit.button import Button
from app.ui.kit.surfaces import Row
from app.ui.pages.cases import CasesPage
from app.ui.pages.meetings import MeetingsPage
from tests.services.readings import whole
from tests.ui.stage import StillShell, write


@pytest.fixture
def page(qtbot: QtBot, full_desk: Desk) -> CasesPage:
    made = CasesPage(full_desk)
    qtbot.addWidget(made)
    made.resize(1178, 768)
    made.refresh()
    made.show()
    return made


def names(page: CasesPage) -> list[str]:
    return [line.name for line in page.table.shown()]


def filter_button(page: CasesPage, start: str) -> Button:
    return next(each for each in page.bar.findChildren(Button) if each.text().startswith(start))


def test_the_running_cases_come_in_the_order_of_their_meetings(page: CasesPage) -> None:
    assert names(page)[:4] == ["Elin Holm", "Nora Åberg", "Amir Nilsson", "Jonas Ek"]
    assert "Milo Lund" not in names(page)
    QAbstractItemModelTester(page.table.model, QAbstractItemModelTester.FailureReportingMode.Warning)


def test_a_line_says_what_may_be_shared_and_when_one_meets(page: CasesPage) -> None:
    amir = next(line for line in page.table.shown() if line.name == "Amir Nilsson")
    said = {column.key: column.text(amir) for column in page.table.model.columns}
    assert said == {
        "name": "Amir Nilsson",
        "age": "14 år",
        "state": "Aktiv",
        "consent": "Gäller till lördag",
        "next": "tis 10 mars 13.00",
        "last": "11 feb",
    }


@pytest.mark.parametrize(
    ("typed", "found"), [("björken", "Amir Nilsson"), ("2026-014", "Amir Nilsson"), ("ÖRJAN", "Örjan Berg")]
)
def test_one_finds_by_name_code_name_and_reference_also_what_is_closed(
    page: CasesPage, typed: str, found: str
) -> None:
    write(page.search, typed)
    assert names(page) == [found]


def test_typing_anywhere_searches_and_enter_opens_the_first(
    qtbot: QtBot, page: CasesPage, still_shell: StillShell
) -> None:
    page.table.focus_rows()
    write(page, "n")
    write(page.search, "ora")
    qtbot.keyClick(page.search, Qt.Key.Key_Return)
    (line,) = page.table.shown()
    assert (line.name, still_shell.went) == ("Nora Åberg", [("case", {"case_id": line.id})])


def test_the_filters_count_and_choose(qtbot: QtBot, page: CasesPage) -> None:
    before = filter_button(page, "Föreslagna")
    assert before.text() == "Föreslagna och i kö 2"
    qtbot.mouseClick(before, Qt.MouseButton.LeftButton)
    assert sorted(names(page)) == ["Karim Ali", "Milo Lund"]
    assert page.state() == {"group": "before"}
    qtbot.mouseClick(filter_button(page, "Alla"), Qt.MouseButton.LeftButton)
    assert len(names(page)) == 9


def test_a_filter_chosen_by_key_keeps_the_focus(qtbot: QtBot, page: CasesPage) -> None:
    chosen = filter_button(page, "Föreslagna")
    chosen.setFocus()
    qtbot.keyClick(chosen, Qt.Key.Key_Space)
    page.refresh()
    assert page.state() == {"group": "before"}
    assert chosen.hasFocus()
    assert chosen.isChecked()
    # Pressed once more it is still the one.
    qtbot.keyClick(chosen, Qt.Key.Key_Space)
    assert chosen.isChecked()
    assert [each.text() for each in page.bar.findChildren(Button) if each.isChecked()] == [chosen.text()]


def test_a_fresh_binder_leads_to_the_first_case(qtbot: QtBot, desk: Desk) -> None:
    page = CasesPage(desk)
    qtbot.addWidget(page)
    page.refresh()
    page.show()
    assert not page.bar.isVisible()
    assert page.table.empty_state.accessibleName().startswith("Lägg in din första ungdom")
    focus = page.first_focus()
    assert isinstance(focus, QPushButton)
    qtbot.mouseClick(focus, Qt.MouseButton.LeftButton)
    assert page.findChild(NewCaseDialog) is not None


def test_a_new_case_needs_a_name_and_a_birth_date_and_asks_for_guardians_under_eighteen(
    qtbot: QtBot, desk: Desk, binder: Binder, still_shell: StillShell
) -> None:
    page = CasesPage(desk)
    qtbot.addWidget(page)
    page.refresh()
    page.show()
    dialog = NewCaseDialog(page, desk)
    dialog.achieved.connect(page._open_new)
    dialog.open()
    assert not dialog.submit()
    assert [each.field for each in dialog.form.problems()] == ["name", "birth_date"]
    write(dialog.form["name"], "Åsa Öst")
    dialog.form["birth_date"].setText("2005-03-04")
    dialog.form.edited.emit("birth_date")
    assert not dialog.form["first_name"].isEnabled()
    dialog.form["birth_date"].setText("2011-03-08")
    dialog.form.edited.emit("birth_date")
    write(dialog.form["first_name"], "Karin Öst")
    dialog.form["first_phone"].setText("ring")
    assert not dialog.submit()
    assert dialog.form["first_phone"].property("invalid")
    dialog.form["first_phone"].setText("070-174 06 11")
    dialog.primary.click()
    (line,) = case_lines(binder)
    case = whole(binder, line.id)
    assert (case.young_person.name, case.young_person.birth_date) == ("Åsa Öst", date(2011, 3, 8))
    assert [(each.name, each.phone) for each in case.guardians] == [("Karin Öst", "070-174 06 11")]
    assert still_shell.went == [("case", {"case_id": line.id})]


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("110308", "14 år."),
        ("8 mars 2011", "14 år."),
        ("2026-02-03", "0 år. Stämmer året?"),
        ("8/3", "Skriv dagen med året, till exempel 2011-03-08 eller 8 mars 2011."),
    ],
)
def test_a_birth_wants_its_year_and_says_the_age_before_it_decides_who_consents(
    qtbot: QtBot, desk: Desk, typed: str, hint: str
) -> None:
    page = CasesPage(desk)
    qtbot.addWidget(page)
    page.show()
    dialog = NewCaseDialog(page, desk)
    dialog.open()
    born = dialog.form["birth_date"]
    assert born.accessibleDescription() == "Åldern avgör vem som ska samtycka."
    write(born, typed)
    born.editingFinished.emit()
    if hint.startswith("Skriv"):
        assert not dialog.submit()
        assert [each.code for each in dialog.form.problems() if each.field == "birth_date"] == ["whole_date"]
    assert born.accessibleDescription() == hint


def test_what_was_typed_in_a_dialog_is_there_again_until_it_is_done(qtbot: QtBot, desk: Desk) -> None:
    page = CasesPage(desk)
    qtbot.addWidget(page)
    page.show()
    first = NewCaseDialog(page, desk)
    first.open()
    write(first.form["name"], "Åsa")
    first.reject()
    second = NewCaseDialog(page, desk)
    second.open()
    assert second.form["name"].text() == "Åsa"
    second.start_over()
    assert second.form["name"].text() == ""
    second.reject()
    third = NewCaseDialog(page, desk)
    third.open()
    assert third.form["name"].text() == ""


def test_the_coming_meetings_stand_in_order_of_time(
    qtbot: QtBot, full_desk: Desk, amir: str, still_shell: StillShell
) -> None:
    page = MeetingsPage(full_desk)
    qtbot.addWidget(page)
    page.resize(1178, 768)
    page.refresh()
    page.show()
    rows = [each for each in page.findChildren(Row) if each.accessibleName()]
    assert [each.accessibleName().split(",")[0] for each in rows] == [
        "Elin Holm", "Nora Åberg", "Amir Nilsson", "Jonas Ek",
    ]  # fmt: skip
    qtbot.keyClick(rows[2], Qt.Key.Key_Return)
    assert still_shell.went == [("case", {"case_id": amir, "tab": "meetings"})]
