"""The page of one case: the header, the next step, and each tab, clicked as a coordinator would."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.models.codes import Answer, MeetingStatus
from app.models.cover import Cover
from app.models.who import Who
from app.services import cases, consents, groups, meetings
from app.services.binders import Binder
from app.services.case_file import read_case
from app.services.cases import NewCase
from app.services.next_step import NextStep, Step
from app.services.people import YouthFacts
from app.ui import icons
from app.ui.desk import Desk
from app.ui.dialogs.consent import ConsentDialog, WithdrawDialog
from app.ui.dialogs.meeting import MeetingDialog, MoveDialog
from app.ui.dialogs.member import EndMembershipDialog, MemberDialog
from app.ui.dialogs.paper_preview import PaperPreview
from app.ui.kit.chip import Chip
from app.ui.kit.inputs import Choice
from app.ui.kit.layout import column
from app.ui.pages.case import errands
from app.ui.pages.case.consent_tab import ConsentTab
from app.ui.pages.case.documents_tab import DocumentsTab
from app.ui.pages.case.head import step_words
from app.ui.pages.case.matrix import Matrix
from app.ui.pages.case.notes_tab import NotesTab
from app.ui.pages.case.page import TABS, CasePage
from tests.services.readings import only, whole
from tests.ui.pages import caseload
from tests.ui.stage import StillShell, write


def press(qtbot: QtBot, inside: QWidget, name: str) -> None:
    button = next(
        each
        for each in inside.findChildren(QAbstractButton)
        if each.accessibleName() == name and not each.isHidden()
    )
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def seen(page: CasePage, tab: str) -> QWidget:
    """A tab of the page as it is now: what the page showed before is gone, and what is new has its place."""
    page.refresh()
    page.go_to(tab)
    QApplication.processEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()
    return page.tab


def words(inside: QWidget) -> list[str]:
    """What can be read."""
    return [each.text() for each in inside.findChildren(QLabel) if each.isVisible()]


def chips(inside: QWidget) -> list[str]:
    return [each.accessibleName() for each in inside.findChildren(Chip)]


def test_tab_goes_through_the_header_as_one_reads_and_the_tabs_show_the_focus(
    qtbot: QtBot, page: CasePage
) -> None:
    window, rail = QWidget(), QPushButton("Översikt")
    window.setLayout(column(rail, page))
    qtbot.addWidget(window)
    window.show()
    page.refresh()
    QApplication.processEvents()
    head, names = page.head, []
    rail.setFocus()
    qtbot.keyClick(rail, Qt.Key.Key_Tab)
    while head.isAncestorOf(focused := window.focusWidget()):
        names.append(type(focused).__name__)
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
    assert names == ["PressedChip", "PressedChip", "Button", "Button", "Tabs"]
    assert page.in_sight().isAncestorOf(window.focusWidget())
    page.setParent(None)
    for number in range(head.tabs.count()):
        head.tabs.setCurrentIndex(number)
        word = head.tabs.ring()
        assert head.tabs.rect().contains(word.toAlignedRect())


def test_the_header_says_who_how_old_in_what_state_and_what_may_be_shared(page: CasePage) -> None:
    head = page.head
    assert head.accessibleName() == "Amir Nilsson, (Björken) · 14 år · fyller 15 söndag 8 mars"
    assert chips(head) == ["Aktiv", "Gäller till lördag"]
    assert head.meeting.text() == "Nästa möte: tis 10 mars 13.00"
    assert head.primary.text() == "Skicka planen"


def test_the_primary_button_leads_to_the_sending_sheet(
    qtbot: QtBot, page: CasePage, amir: str, still_shell: StillShell
) -> None:
    qtbot.mouseClick(page.head.primary, Qt.MouseButton.LeftButton)
    assert still_shell.went == [("sending", {"case_id": amir, "meeting_key": "m2"})]


def test_keys_lead_through_the_tabs(qtbot: QtBot, page: CasePage) -> None:
    for key, _name, _make in TABS[1:]:
        qtbot.keyClick(page.head.tabs, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
        assert page.state()["tab"] == key
    qtbot.keyClick(page, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert isinstance(page.tab, ConsentTab)
    qtbot.keyClick(page, Qt.Key.Key_7, Qt.KeyboardModifier.AltModifier)
    assert isinstance(page.tab, NotesTab)
    # What is written down from anywhere (Ctrl+N) is about the case in view.
    assert page.case_in_view() == page.state()["case_id"]


@pytest.mark.parametrize("size", [pytest.param((1178, 768), marks=pytest.mark.long), (836, 600)])
def test_every_tab_paints_and_nothing_is_wider_than_the_window(
    page: CasePage, snap: Callable[[QWidget, str], Path], size: tuple[int, int]
) -> None:
    page.resize(*size)
    for key, *_ in TABS:
        page.go_to(key)
        assert snap(page, key).stat().st_size > 10_000
        assert page.tab.scroller.widget().minimumSizeHint().width() <= size[0], key


def test_the_matrix_shows_today_and_any_other_day(qtbot: QtBot, page: CasePage) -> None:
    page.go_to("consent")
    tab = page.tab
    assert isinstance(tab, ConsentTab)
    assert tab.banner.accessibleName() == (
        "Gruppen får dela uppgifter till och med lördag 7 mars. Båda vårdnadshavarna har skrivit under till "
        "30 juni. På söndag fyller Amir 15 och behöver skriva under själv."
    )
    assert "Amir själv, Polisen: Krävs inte" in chips(tab.matrix)
    assert "Tillsammans, Polisen: Täcks" in chips(tab.matrix)
    tab.look_at(date(2026, 3, 8))
    assert "Amir själv, Polisen: Saknas" in chips(tab.matrix)
    assert "Karin Nilsson, Polisen: Ja" in chips(tab.matrix)
    assert "Tillsammans, Polisen: Täcks inte" in chips(tab.matrix)


def test_a_matrix_that_has_no_room_when_turned_is_piled_and_says_the_same(
    qtbot: QtBot, full_binder: Binder, amir: str
) -> None:
    file = read_case(full_binder, amir)
    around = QWidget()
    qtbot.addWidget(around)
    around.resize(1100, 900)
    made = Matrix(file, file.status)
    made.setParent(around)
    made.resize(1100, 600)
    around.show()
    before = set(chips(made))

    def shown() -> set[str]:
        return {each.accessibleName() for each in made.findChildren(Chip) if each.isVisible()}

    made.resize(300, 900)
    qtbot.waitUntil(lambda: made.piled and shown() == before)
    for each in made.findChildren(Chip):
        if each.isVisible():
            assert each.width() >= each.sizeHint().width()
            assert made.rect().contains(each.rect().translated(each.mapTo(made, QPoint())))
    made.resize(600, 900)
    qtbot.waitUntil(lambda: made.turned and not made.piled and shown() == before)


def test_twelve_organisations_turn_the_matrix_over_and_say_the_same(
    qtbot: QtBot, page: CasePage, full_binder: Binder, amir: str
) -> None:
    page.go_to("consent")
    tab = page.tab
    assert isinstance(tab, ConsentTab)
    assert not tab.matrix.turned
    caseload.many_organisations(full_binder, amir)
    page.refresh()
    page.go_to("consent")
    tab = page.tab
    assert isinstance(tab, ConsentTab)
    before = set(chips(tab.matrix))

    def shown() -> set[str]:
        return {each.accessibleName() for each in tab.matrix.findChildren(Chip) if each.isVisible()}

    qtbot.waitUntil(lambda: tab.matrix.turned and shown() == before)
    assert len(before) == 4 * len(tab.file.status.organisations)
    assert tab.scroller.horizontalScrollBar().maximum() == 0


def test_a_signature_is_registered_and_the_gap_closes(
    qtbot: QtBot, page: CasePage, full_binder: Binder, amir: str
) -> None:
    dialog = ConsentDialog(page, page.desk, page.file, by=Who.YOUTH)
    dialog.open()
    dialog.primary.click()
    assert read_case(full_binder, amir).status_on(date(2026, 3, 8)).covered
    newest = whole(full_binder, amir).consents[-1]
    assert (newest.by, newest.all_organisations, newest.valid_until) == (Who.YOUTH, True, date(2026, 6, 30))


def test_a_signature_that_cannot_be_is_said_beside_its_field(
    page: CasePage, full_binder: Binder, amir: str
) -> None:
    dialog = ConsentDialog(page, page.desk, page.file, by=Who.YOUTH)
    dialog.open()
    dialog.form["valid_from"].setText("1 mars 2026")
    assert not dialog.submit()
    assert dialog.form["valid_from"].property("invalid")
    assert dialog.form["valid_from"].accessibleDescription().startswith("Ett samtycke gäller tidigast")
    assert len(whole(full_binder, amir).consents) == 2


def test_a_withdrawal_can_be_undone(
    page: CasePage, full_binder: Binder, amir: str, still_shell: StillShell
) -> None:
    dialog = WithdrawDialog(page, page.desk, page.file)
    dialog.open()
    dialog.primary.click()
    assert Cover.WITHDRAWN in read_case(full_binder, amir).status.persons.values()
    assert still_shell.undo is not None
    still_shell.undo()
    assert read_case(full_binder, amir).status.covered


def test_what_was_typed_today_can_be_mended(page: CasePage, full_binder: Binder, amir: str) -> None:
    key = whole(full_binder, amir).consents[0].key
    dialog = ConsentDialog(page, page.desk, page.file, correct=key)
    dialog.open()
    dialog.form["valid_until"].setText("31 december 2026")
    dialog.primary.click()
    assert consents.consent(whole(full_binder, amir), key).valid_until == date(2026, 12, 31)


def test_somebody_new_comes_into_the_group_with_a_reason(
    page: CasePage, full_binder: Binder, amir: str
) -> None:
    dialog = MemberDialog(page, page.desk, page.file)
    dialog.open()
    assert dialog.form["start"].value() == "ny", "everybody in the address book is in the group already"
    write(dialog.form["name"], "Ada Öman")
    dialog.form["organisation"].set_value("polisen")
    assert not dialog.submit()
    assert dialog.form["purpose"].property("invalid")
    dialog.form["purpose"].set_value("Känner dig sedan förr")
    dialog.primary.click()
    newest = whole(full_binder, amir).participants[-1]
    with full_binder.reading() as work:
        book = work.address_book()
    organisation = book.organisation_of(newest.contact_id)
    assert organisation is not None
    assert (book.contacts[newest.contact_id].name, organisation.name) == ("Ada Öman", "Polisen")
    assert newest.purpose == "Känner dig sedan förr"


@pytest.mark.parametrize("before", [None, date(2026, 4, 30)])
def test_somebody_leaves_the_group_and_stays_by_undoing_for_as_long_as_before(
    page: CasePage, full_binder: Binder, amir: str, still_shell: StillShell, before: date | None
) -> None:
    first = page.file.case.participants[0].id
    groups.end_membership(full_binder, amir, first, before)
    page.refresh()
    dialog = EndMembershipDialog(page, page.desk, page.file, first)
    dialog.open()
    dialog.primary.click()
    assert whole(full_binder, amir).participants[0].to == date(2026, 3, 4)
    assert still_shell.undo is not None
    still_shell.undo()
    assert whole(full_binder, amir).participants[0].to == before


def test_the_next_meeting_is_proposed_four_weeks_after_the_last(
    page: CasePage, full_binder: Binder, amir: str
) -> None:
    dialog = MeetingDialog(page, page.desk, page.file)
    dialog.open()
    assert dialog.form["day"].value() == date(2026, 3, 11)
    dialog.form["called"].set_value(["youth"])
    dialog.primary.click()
    newest = max(whole(full_binder, amir).meetings, key=lambda each: each.id)
    assert (newest.starts, newest.number) == (datetime(2026, 3, 11, 14), 4)
    assert [each.who for each in newest.called] == [Who.YOUTH]


def test_a_meeting_is_moved_answered_and_cancelled(
    qtbot: QtBot, page: CasePage, full_binder: Binder, amir: str, still_shell: StillShell
) -> None:
    key = page.file.next_meeting.key  # type: ignore[union-attr]
    dialog = MoveDialog(page, page.desk, page.file, page.file.next_meeting)  # type: ignore[arg-type]
    dialog.open()
    dialog.form["time"].setText("15")
    dialog.primary.click()
    assert meetings.meeting(whole(full_binder, amir), key).status is MeetingStatus.MOVED
    page.refresh()
    page.go_to("meetings")
    choice = next(
        each for each in page.tab.findChildren(Choice) if each.accessibleName() == "Amir Nilssons svar"
    )
    choice.set_value(str(Answer.YES))
    choice.edited.emit()
    moved = page.file.next_meeting
    assert moved is not None
    called = meetings.meeting(whole(full_binder, amir), moved.key).called
    assert [each.answer for each in called if each.who == Who.YOUTH] == [Answer.YES]
    press(qtbot, page.tab, "Ställ in")
    assert meetings.meeting(whole(full_binder, amir), moved.key).status is MeetingStatus.CANCELLED
    assert still_shell.undo is not None
    still_shell.undo()
    assert meetings.meeting(whole(full_binder, amir), moved.key).status is MeetingStatus.PLANNED


def test_a_contact_is_written_in_one_line_and_kept_while_it_is_typed(
    qtbot: QtBot, page: CasePage, full_binder: Binder, amir: str
) -> None:
    page.go_to("notes")
    tab = page.tab
    assert isinstance(tab, NotesTab)
    assert tab.form is not None
    write(tab.form["text"], "Ringde Åke")
    page.flush()
    page.refresh()
    assert tab.form["text"].value() == "Ringde Åke"
    tab.form["private"].setChecked(True)
    press(qtbot, tab, "Spara kontakt")
    newest = whole(full_binder, amir).notes[-1]
    assert (newest.text, newest.private) == ("Ringde Åke", True)
    page.refresh()
    assert tab.form["text"].value() == ""


def test_a_deleted_note_comes_back(
    qtbot: QtBot, page: CasePage, full_binder: Binder, amir: str, still_shell: StillShell
) -> None:
    page.go_to("notes")
    press(qtbot, page.tab, "Ta bort anteckningen 4 mars 10.12")
    assert len(whole(full_binder, amir).notes) == 2
    assert still_shell.undo is not None
    still_shell.undo()
    assert len(whole(full_binder, amir).notes) == 3


def test_what_was_sent_is_opened_again_from_memory(
    qtbot: QtBot, page: CasePage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.go_to("documents")
    tab = page.tab
    assert isinstance(tab, DocumentsTab)
    tab.table.focus_rows()
    qtbot.keyClick(tab.table.view, Qt.Key.Key_Return)
    preview = page.findChild(PaperPreview)
    assert preview is not None
    assert preview.view.pdf.pageCount() >= 1
    assert not list(tmp_path.rglob("*.pdf"))
    preview.reject()


def test_the_form_before_a_birthday_is_for_the_one_who_must_sign_then(page: CasePage) -> None:
    page.go_to("consent")
    preview = errands.print_form(page.tab, page.desk, page.file)
    said = [each.text() for each in preview.findChildren(QLabel)]
    assert "Att skriva under: Amir · gäller från 8 mars" in said
    preview.reject()


def test_a_case_with_nothing_in_it_asks_for_a_guardian(qtbot: QtBot, desk: Desk, binder: Binder) -> None:
    youth = YouthFacts(name=caseload.LONG, birth_date=date(2012, 2, 29), protected_identity=True)
    page = CasePage(desk)
    qtbot.addWidget(page)
    page.resize(836, 600)
    page.arrive(case_id=only(cases.open_case(binder, NewCase(youth=youth))))
    page.refresh()
    page.show()
    assert page.head.primary.text() == "Lägg till vårdnadshavare"
    assert chips(page.head) == ["Föreslagen", "Vårdnadshavare saknas", "Skyddade personuppgifter"]
    for key, _name, _make in TABS:
        page.go_to(key)
        assert page.tab.scroller.widget().minimumSizeHint().width() <= 836


def test_the_header_has_words_for_every_step_and_an_icon_of_the_set(page: CasePage) -> None:
    for step in Step:
        words, name = step_words(page.file, NextStep(step=step))
        assert words, step
        assert (icons.FOLDER / f"{name}.svg").is_file(), step
