"""The pages of the address book: finding, filtering, one person, one place, what waits, empty and full."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.models.codes import AttendanceStatus, EntryKind
from app.models.meeting import Attendance
from app.models.who import Who
from app.services import address_book, contacts_list, send_out, sending
from app.services.address_book import ContactFacts, OrganisationFacts
from app.services.binders import Binder
from app.services.contacts_list import GroupRow
from app.ui.desk import Desk
from app.ui.dialogs.entry import ContactEntryDialog
from app.ui.dialogs.errand import ErrandDialog
from app.ui.dialogs.merging import MergeDialog
from app.ui.kit.button import Button
from app.ui.kit.surfaces import Banner, Row
from app.ui.pages.case.page import CasePage
from app.ui.pages.contacts.contact_page import ContactPage
from app.ui.pages.contacts.list_page import ContactsPage
from app.ui.pages.contacts.organisation_page import OrganisationPage
from app.ui.pages.contacts.words import membership
from tests.services.readings import only
from tests.ui.pages.caseload import LONG
from tests.ui.stage import Answers, StillShell, write


@pytest.fixture
def page(qtbot: QtBot, full_desk: Desk) -> ContactsPage:
    made = ContactsPage(full_desk)
    qtbot.addWidget(made)
    made.resize(1178, 768)
    made.refresh()
    made.show()
    return made


def names(page: ContactsPage) -> list[str]:
    return [line.name for line in page.table.shown()]


def chosen(page: ContactsPage, start: str) -> Button:
    QApplication.processEvents()
    return next(
        each
        for bar in (page.view_bar, page.filter_bar)
        for each in bar.findChildren(Button)
        if each.text().startswith(start) and not each.isHidden()
    )


def ake(binder: Binder) -> str:
    return next(each.id for each in contacts_list.address_lists(binder).contacts if each.name == "Åke Örn")


def test_everybody_stands_in_the_list_as_swedish_sorts(page: ContactsPage) -> None:
    assert names(page)[-1] == "Åke Örn"
    assert len(names(page)) == 7
    QAbstractItemModelTester(page.people.model, QAbstractItemModelTester.FailureReportingMode.Warning)
    QAbstractItemModelTester(page.organisations.model, QAbstractItemModelTester.FailureReportingMode.Warning)


def test_the_filters_count_and_choose_and_a_search_looks_among_all(
    qtbot: QtBot, page: ContactsPage, still_shell: StillShell
) -> None:
    private = chosen(page, "Privat nätverk")
    number = int(private.text().rsplit(" ", 1)[1])
    assert 0 < number < 7
    qtbot.mouseClick(private, Qt.MouseButton.LeftButton)
    assert len(names(page)) == number
    assert page.state() == {"view": "people", "only": "private"}
    page.search.setFocus()
    write(page.search, "polisen")
    assert names(page) == ["Åke Örn"]
    qtbot.keyClick(page.search, Qt.Key.Key_Return)
    assert still_shell.went[-1][0] == "contact"


def test_the_organisations_are_a_list_of_their_own(
    qtbot: QtBot, page: ContactsPage, still_shell: StillShell
) -> None:
    qtbot.mouseClick(chosen(page, "Organisationer"), Qt.MouseButton.LeftButton)
    assert "Björkskolan" in names(page)
    assert page.filter_bar.isHidden()
    assert page.new_button.text() == "Ny organisation"
    page.table.activated.emit(page.table.shown()[0])
    assert still_shell.went[-1][0] == "organisation"
    qtbot.mouseClick(chosen(page, "Samordnare"), Qt.MouseButton.LeftButton)
    assert len(names(page)) == 1
    assert page.new_button.isHidden()


def test_a_name_nobody_has_becomes_the_new_persons(page: ContactsPage) -> None:
    write(page.search, "Åsa Ny")
    page.new()
    dialog = page.findChild(ContactEntryDialog)
    assert dialog is not None
    assert dialog.form["name"].value() == "Åsa Ny"
    dialog.form["organisation"].setText("Nytt ställe")
    dialog.form.edited.emit("organisation")
    assert dialog.form["organisation_kind"].isVisible()
    dialog.form["phone"].setText("inget nummer")
    assert not dialog.submit()
    dialog.form["phone"].setText("070-174 06 66")
    assert dialog.submit()


def test_the_hundredth_row_and_the_long_name(qtbot: QtBot, page: ContactsPage, full_desk: Desk) -> None:
    for number in range(100):
        address_book.add_contact(full_desk.binder, ContactFacts(name=f"Namn {number:03}"))
    address_book.add_contact(full_desk.binder, ContactFacts(name=LONG, protected_identity=True))
    page.refresh()
    assert len(names(page)) == 108
    assert page.table.select(page.table.shown()[-1].id)
    page.resize(840, 560)
    write(page.search, "maximiliana")
    (line,) = page.table.shown()
    assert line.name == LONG


def test_an_empty_address_book_offers_the_first_step(qtbot: QtBot, desk: Desk) -> None:
    page = ContactsPage(desk)
    qtbot.addWidget(page)
    page.refresh()
    page.show()
    assert page.table.empty_state.accessibleName().startswith("Lägg in den första personen")
    first = page.first_focus()
    assert isinstance(first, Button)
    qtbot.mouseClick(first, Qt.MouseButton.LeftButton)
    assert page.findChild(ContactEntryDialog) is not None


def test_one_person_tells_the_groups_and_leads_to_them(
    qtbot: QtBot, full_desk: Desk, still_shell: StillShell
) -> None:
    page = ContactPage(full_desk)
    qtbot.addWidget(page)
    page.arrive(entry=ake(full_desk.binder))
    page.refresh()
    page.show()
    rows = [each for each in page.findChildren(Row) if each.accessibleName().startswith("Gruppen runt")]
    assert len(rows) == 5
    rows[0].chosen.emit()
    assert still_shell.went[-1][0] == "case"
    assert still_shell.went[-1][1]["tab"] == "group"
    assert any("Insatsgruppsmöte 11 februari" in each.accessibleName() for each in page.findChildren(Row))


def test_a_new_number_waits_on_the_person_and_in_the_case_until_it_is_sent(
    qtbot: QtBot, full_desk: Desk, still_shell: StillShell, amir: str
) -> None:
    binder = full_desk.binder
    sheet = sending.list_sheet(binder, amir)
    send_out.record_printed(
        binder, send_out.copies(sheet, [each.recipient.who for each in sheet.rows], {}), {}
    )
    known = ContactFacts.of(contacts_list.book_of(binder).contacts[ake(binder)])
    address_book.edit_contact(binder, ake(binder), replace(known, phone="08-465 004 66"))
    page = ContactPage(full_desk)
    qtbot.addWidget(page)
    page.arrive(entry=ake(binder))
    page.refresh()
    send = next(each for each in page.findChildren(Button) if each.accessibleName() == "Skicka Amirs lista")
    qtbot.mouseClick(send, Qt.MouseButton.LeftButton)
    assert still_shell.went[-1] == ("sending", {"case_id": amir})
    case = CasePage(full_desk)
    qtbot.addWidget(case)
    case.arrive(case_id=amir, tab="group")
    case.refresh()
    told = [each.accessibleName() for each in case.tab.findChildren(Banner)]
    assert any(each.startswith("Kontaktlistan har ändrats sedan den skickades") for each in told)


def test_who_is_needed_is_not_removed_and_one_is_told_where(
    qtbot: QtBot, full_desk: Desk, answers: Answers
) -> None:
    page = ContactPage(full_desk)
    qtbot.addWidget(page)
    page.arrive(entry=ake(full_desk.binder))
    page.refresh()
    page.remove()
    ((title, text),) = answers.asked
    assert title == "Åke Örn går inte att ta bort"
    assert "5 ärenden" in text


def test_two_who_attended_differently_are_told_apart_in_words(
    qtbot: QtBot, full_desk: Desk, page: ContactsPage, amir: str
) -> None:

    binder = full_desk.binder
    twin = only(address_book.add_contact(binder, ContactFacts(name="Åke Öhrn")))
    with binder.writing() as work:
        case = work.case(amir)
        case.meetings[0].attendance.append(Attendance(who=Who.contact(twin), status=AttendanceStatus.ABSENT))
    dialog = MergeDialog(page, full_desk, contacts_list.book_of(binder), EntryKind.CONTACT, ake(binder), twin)
    (banner,) = dialog.findChildren(Banner)
    assert "Amir Nilsson står båda i närvaron" in banner.accessibleName()
    assert not dialog.primary.isEnabled()
    qtbot.mouseClick(dialog.apart, Qt.MouseButton.LeftButton)
    assert all(
        {each.one, each.other} != {twin, ake(binder)} for _, each in contacts_list.likely_doubles(binder)
    )


def test_the_careful_answer_is_proposed_where_two_differ(full_desk: Desk, page: ContactsPage) -> None:
    one = ContactFacts(name="Eva Lund", phone_on_list=True)
    other = ContactFacts(name="Eva Lund", phone_on_list=False, protected_identity=True, role="granne")
    first, second = (only(address_book.add_contact(full_desk.binder, each)) for each in (one, other))
    dialog = MergeDialog(
        page, full_desk, contacts_list.book_of(full_desk.binder), EntryKind.CONTACT, first, second
    )
    assert dialog.chosen() == {**vars(other)}
    dialog.reject()


def test_a_place_tells_its_people_and_is_merged(
    qtbot: QtBot, full_desk: Desk, still_shell: StillShell
) -> None:
    binder = full_desk.binder
    twice = only(address_book.add_organisation(binder, OrganisationFacts(name="Björksskolan")))
    school = next(
        each.id for each in contacts_list.address_lists(binder).organisations if each.name == "Björkskolan"
    )
    page = OrganisationPage(full_desk)
    qtbot.addWidget(page)
    page.arrive(entry=school)
    page.refresh()
    assert any(each.accessibleName() == "Zofia Żółć" for each in page.findChildren(Row))
    dialog = MergeDialog(
        page, full_desk, contacts_list.book_of(binder), EntryKind.ORGANISATION, twice, school
    )
    assert dialog.submit()
    page.refresh()
    assert [each.gone_name for each in page.file.merges] == ["Björksskolan"]
    assert still_shell.undo is not None
    still_shell.undo()
    assert twice in contacts_list.book_of(binder).organisations
    assert not page.findChildren(ErrandDialog)


@pytest.mark.parametrize(
    ("to", "over", "said"),
    [
        (None, False, "sedan 12 januari"),
        (None, True, "från 12 januari, ärendet pågår inte längre"),
        (date(2026, 2, 3), True, "12 januari–3 februari"),
    ],
)
def test_a_membership_says_how_long_it_lasts(to: date | None, over: bool, said: str) -> None:
    group = GroupRow("amir", "Amir", None, False, date(2026, 1, 12), to, None, over)
    assert membership(group, date(2026, 3, 4)) == said
