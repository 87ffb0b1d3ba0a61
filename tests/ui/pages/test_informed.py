"""What people were told before they signed: written down, seen, changed by keys, taken back (R6)."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.models.who import Who
from app.services import consents, drafts, people
from app.services.binders import Binder
from app.services.case_file import read_case
from app.services.consents import InformationFacts
from app.services.people import GuardianFacts
from app.ui.desk import Desk
from app.ui.dialogs.consent import ConsentDialog
from app.ui.dialogs.information import InformationDialog, code_of
from app.ui.dialogs.paper_preview import PaperPreview
from app.ui.kit.surfaces import Banner, Row
from app.ui.pages.case.informed import said_of
from app.ui.pages.case.page import CasePage
from tests.services.readings import logged, only, whole
from tests.ui.pages.test_case_page import press, seen, words
from tests.ui.stage import StillShell


def line_of(page: CasePage, name: str) -> Row:
    rows = seen(page, "consent").findChildren(Row)
    return next(
        each for each in rows if each.accessibleName().startswith(f"{name}: ") and not each.isHidden()
    )


def banners(page: CasePage) -> list[Banner]:
    found = seen(page, "consent").findChildren(Banner)
    return [each for each in found if "Berätta först" in each.accessibleName()]


def karins(binder: Binder, case_id: str) -> InformationFacts:
    case = whole(binder, case_id)
    karin = next(Who.guardian(each.key) for each in case.guardians if each.name.startswith("Karin"))
    return next(InformationFacts.of(each) for each in case.information if each.to == karin)


def test_enter_on_the_row_changes_what_was_told_with_a_way_back(
    qtbot: QtBot, page: CasePage, full_binder: Binder, amir: str, still_shell: StillShell
) -> None:
    before = karins(full_binder, amir)
    row = line_of(page, "Karin Nilsson")
    row.setFocus()
    qtbot.keyClick(row, Qt.Key.Key_Return)
    dialog = page.findChildren(InformationDialog)[-1]
    form = dialog.form
    assert form["to"].value() == str(before.to)
    assert form["language"].value() == "svenska"
    assert form["understood"].value() == "yes"
    form["date"].set_value(date(2026, 1, 14))
    form["how"].setText("vid köksbordet")
    form["language"].setText("Somaliska")
    form["interpreter"].set_value("yes")
    form["understood"].set_value("no")
    qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert karins(full_binder, amir) == InformationFacts(
        to=before.to,
        on=date(2026, 1, 14),
        how="vid köksbordet",
        language="so",
        interpreter=True,
        understood=False,
    )
    assert logged(full_binder, amir)[-1] == "information_changed"
    shown = words(seen(page, "consent"))
    assert "14 jan, vid köksbordet, på somaliska, med tolk" in shown
    assert still_shell.undo is not None
    still_shell.undo()
    assert karins(full_binder, amir) == before


def test_what_is_not_touched_stays_as_it_was(
    qtbot: QtBot, page: CasePage, full_binder: Binder, amir: str
) -> None:
    before = karins(full_binder, amir)
    qtbot.mouseClick(line_of(page, "Karin Nilsson"), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(page.findChildren(InformationDialog)[-1].primary, Qt.MouseButton.LeftButton)
    assert karins(full_binder, amir) == before


def test_a_change_that_was_begun_is_there_the_next_time(
    qtbot: QtBot, page: CasePage, full_binder: Binder, amir: str
) -> None:
    qtbot.mouseClick(line_of(page, "Karin Nilsson"), Qt.MouseButton.LeftButton)
    first = page.findChildren(InformationDialog)[-1]
    first.form["how"].setText("på telefon")
    first.form["how"].textEdited.emit("på telefon")
    first.reject()
    file = read_case(full_binder, amir)
    number = next(each.id for each in file.case.information if each.to == karins(full_binder, amir).to)
    assert drafts.find(full_binder, "information", f"{amir} {number}")
    qtbot.mouseClick(line_of(page, "Karin Nilsson"), Qt.MouseButton.LeftButton)
    again = page.findChildren(InformationDialog)[-1]
    assert again.form["how"].value() == "på telefon"
    again.start_over()
    assert again.form["how"].value() == ""
    again.reject()


def test_a_new_one_is_recorded_for_each_and_earlier_ones_stay_in_sight(
    qtbot: QtBot, page: CasePage, full_binder: Binder, amir: str
) -> None:
    press(qtbot, seen(page, "consent"), "Registrera vad de har fått veta")
    dialog = page.findChildren(InformationDialog)[-1]
    qtbot.mouseClick(dialog.primary, Qt.MouseButton.LeftButton)
    assert dialog.isVisible()
    case = whole(full_binder, amir)
    both = [str(Who.guardian(each.key)) for each in case.guardians]
    dialog.form["to"].set_value(both)
    dialog.form["interpreter"].set_value("no")
    qtbot.mouseClick(dialog.primary, Qt.MouseButton.LeftButton)
    told = whole(full_binder, amir).information
    assert [(str(each.to), each.interpreter, each.understood) for each in told[-2:]] == [
        (who, False, None) for who in both
    ]
    shown = words(seen(page, "consent"))
    assert shown.count("4 mars, utan tolk") == 2
    assert shown.count("12 jan, på svenska") == 2


def test_who_is_to_be_told_is_said_before_the_form_is_printed(
    qtbot: QtBot,
    page: CasePage,
    full_desk: Desk,
    full_binder: Binder,
    amir: str,
) -> None:
    assert not banners(page)
    facts = GuardianFacts(name="Leila Haddad", relation="mamma", language="ar", interpreter=True)
    key = only(people.add_guardian(full_binder, amir, facts), amir)
    told = next(each for each in whole(full_binder, amir).information if each.to == Who.YOUTH)
    not_clear = InformationFacts(to=Who.YOUTH, on=told.date, understood=False)
    consents.edit_information(full_binder, amir, told.id, not_clear)
    banner = banners(page)[0]
    assert "Leila har inte fått information än." in banner.accessibleName()
    assert "Amir behöver få mer förklarat." in banner.accessibleName()
    press(qtbot, seen(page, "consent"), "Skriv ut blankett")
    preview = page.findChildren(PaperPreview)[-1]
    (note,) = preview.findChildren(Banner)
    assert note.accessibleName().startswith("Berätta först. Leila har inte fått information än.")
    preview.reject()
    press(qtbot, seen(page, "consent"), "Registrera information")
    dialog = page.findChildren(InformationDialog)[-1]
    dialog.form["to"].set_value([str(Who.guardian(key))])
    dialog.form["to"].edited.emit()
    assert "Leila talar arabiska och behöver tolk." in words(dialog)
    dialog.reject()
    signing = ConsentDialog(page, full_desk, read_case(full_binder, amir), by=Who.guardian(key))
    signing.open()
    assert "Det är inte antecknat att Leila har fått veta vad en insatsgrupp är." in words(signing)
    signing.form["by"].set_value(str(karins(full_binder, amir).to))
    signing.form["by"].edited.emit()
    assert not [each for each in words(signing) if "inte antecknat" in each]
    signing.reject()


@pytest.mark.parametrize(
    ("typed", "kept"), [("svenska", "sv"), ("  Somaliska ", "so"), ("jiddisch", "jiddisch"), ("", None)]
)
def test_a_language_is_kept_as_its_code_where_it_has_one(typed: str, kept: str | None) -> None:
    assert code_of(typed) == kept


def test_all_that_was_written_down_is_said(full_binder: Binder, amir: str) -> None:
    file = read_case(full_binder, amir)
    told = next(each for each in file.case.information if each.to == Who.YOUTH)
    told.language, told.interpreter = "ti", False
    assert said_of(told, file) == "12 jan, muntligt och på papper, på tigrinja, utan tolk"
