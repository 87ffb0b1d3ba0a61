"""What was typed and left: shown again, over what the record has become meanwhile."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.services import address_book, drafts
from app.services.address_book import ContactFacts
from app.services.binders import Binder
from app.services.contacts_list import book_of
from app.ui.desk import Desk
from app.ui.dialogs.entry import ContactEntryDialog
from app.ui.dialogs.errand import BEGUN, BEGUN_BEFORE
from tests.ui.stage import write


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    return made


@pytest.fixture
def contact(full_binder: Binder) -> str:
    return min(book_of(full_binder).contacts)


def facts(binder: Binder, contact: str) -> ContactFacts:
    return ContactFacts.of(book_of(binder).contacts[contact])


def opened(window: QWidget, desk: Desk, contact: str) -> ContactEntryDialog:
    dialog = ContactEntryDialog(window, desk, book_of(desk.binder), contact)
    dialog.open()
    return dialog


def leave_begun(window: QWidget, desk: Desk, contact: str, role: str) -> None:
    """Begin to change a role, and go."""
    dialog = opened(window, desk, contact)
    assert not dialog._resumed.isVisible()
    dialog.form["role"].setText("")
    write(dialog.form["role"], role)
    dialog.reject()


def test_what_was_left_is_shown_again_and_the_rest_is_as_it_is_now(
    window: QWidget, full_desk: Desk, full_binder: Binder, contact: str
) -> None:
    before = facts(full_binder, contact)
    leave_begun(window, full_desk, contact, "studievägledare")
    # Changed meanwhile from somewhere else, as in another group or by an import.
    address_book.edit_contact(full_binder, contact, replace(before, phone="070-174 06 99"))
    dialog = opened(window, full_desk, contact)
    assert (dialog.form["role"].value(), dialog.form["phone"].value()) == ("studievägledare", "070-174 06 99")
    assert dialog._begun.isVisible()
    assert dialog._begun.text() == BEGUN_BEFORE
    assert dialog.submit()
    after = facts(full_binder, contact)
    assert after == replace(before, role="studievägledare", phone="070-174 06 99")
    assert drafts.find(full_binder, "contact_entry", contact) is None


def test_where_nothing_was_changed_meanwhile_it_only_says_that_one_had_begun(
    window: QWidget, full_desk: Desk, full_binder: Binder, contact: str
) -> None:
    before = facts(full_binder, contact)
    leave_begun(window, full_desk, contact, "studievägledare")
    dialog = opened(window, full_desk, contact)
    assert dialog._begun.text() == BEGUN
    dialog.start_over()
    assert (dialog.form["role"].value(), dialog._resumed.isVisible()) == (before.role or "", False)
    assert drafts.find(full_binder, "contact_entry", contact) is None


def test_what_was_typed_and_taken_back_is_nothing_begun(
    window: QWidget, full_desk: Desk, full_binder: Binder, contact: str
) -> None:
    leave_begun(window, full_desk, contact, facts(full_binder, contact).role or "")
    assert not opened(window, full_desk, contact)._resumed.isVisible()


def test_a_new_entry_keeps_all_that_stood_in_its_form(
    window: QWidget, full_desk: Desk, full_binder: Binder
) -> None:
    dialog = ContactEntryDialog(window, full_desk, book_of(full_binder), name="Karin Ny")
    dialog.open()
    write(dialog.form["role"], "rektor")
    dialog.reject()
    again = ContactEntryDialog(window, full_desk, book_of(full_binder))
    again.open()
    assert (again.form["name"].value(), again.form["role"].value()) == ("Karin Ny", "rektor")
    assert again._begun.text() == BEGUN
