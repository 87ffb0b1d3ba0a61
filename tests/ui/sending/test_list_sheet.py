"""The sheet of the contact list alone: what has changed, sent anew, and on to the next group."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.models.binder import Dispatch
from app.models.codes import Paper
from app.services import address_book, send_out, sending
from app.services.address_book import ContactFacts
from app.services.contact_lists import contact_lists_out_of_date
from app.storage.binder import Binder
from app.ui.kit.surfaces import Banner
from app.ui.sending.page import SendingPage
from tests.builders import a_covered_case
from tests.storage.binders import TestClock
from tests.ui.meeting.cases import Answers, Window, desk_of
from tests.ui.sending.conftest import Printer


@pytest.fixture
def page(
    qtbot: QtBot, binder: Binder, clock: TestClock, window: Window, answers: Answers, printer: Printer
) -> SendingPage:
    """Elin's and Nora's lists have been printed, and Åke has a new number since."""
    with binder.writing() as work:
        work.add(a_covered_case("nora", youth={"name": "Nora Åberg"}))
    for case_id in ("elin", "nora"):
        sheet = sending.list_sheet(binder, case_id)
        wanted = [each.recipient.who for each in sheet.rows]
        send_out.record_printed(binder, send_out.copies(sheet, wanted, {}), {})
    clock.tick(days=2)
    with binder.reading() as work:
        known = ContactFacts.of(work.address_book().contacts["ake"])
    address_book.edit_contact(binder, "ake", replace(known, phone="08-465 004 44"))
    made = SendingPage(desk_of(binder, window, answers), printing=printer)
    qtbot.addWidget(made)
    made.resize(1178, 768)
    made.arrive(case_id="elin")
    made.refresh()
    made.show()
    return made


def banners(page: SendingPage) -> list[str]:
    return [each.accessibleName() for each in page.findChildren(Banner) if not each.isHidden()]


def test_it_says_what_has_changed_and_what_goes(page: SendingPage) -> None:
    assert page.title == "Skicka kontaktlistan"
    assert banners(page) == ["Ändrat sedan listan skickades Åke Örns telefonnummer är ändrat."]
    assert {each.gets.text() for each in page.rows} == {"Kontaktlista", "–"}
    assert page.copy.turns == []
    assert page.state() == {"case_id": "elin", "meeting_key": ""}


def test_the_list_goes_anew_to_those_who_may_have_it_and_then_the_next_group_waits(
    qtbot: QtBot, page: SendingPage, binder: Binder, printer: Printer, window: Window
) -> None:
    before = len(page.to_print())
    assert before
    qtbot.mouseClick(page.print_button, Qt.MouseButton.LeftButton)
    assert len(printer.papers) == before
    with binder.reading() as work:
        made = [each for each in work.all(Dispatch, case_id="elin") if each.at.date() == date(2026, 3, 6)]
    assert {each.paper for each in made} == {Paper.CONTACTS}
    (elin, nora) = contact_lists_out_of_date(binder)
    assert (elin.case_id, nora.case_id) == ("elin", "nora")
    assert {str(each) for each in elin.waiting}.isdisjoint({each.to for each in made})
    assert page.next_button is not None
    assert page.next_button.text() == "Nästa: Nora"
    page.next_button.click()
    assert window.went[-1] == ("sending", {"case_id": "nora"})
