"""Händelser: incidents and key dates by clicks, on a line with the SIG's time, each with a way back (R22)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.models.case import Incident
from app.models.codes import CaseState, ClosingReason, IncidentKind, IncidentRole, KeyDateKind, Paper
from app.models.permit import RECORD
from app.services import case_states, gate, incidents, key_dates, papers
from app.services.binders import Binder
from app.services.case_states import ClosingFacts, StateFacts
from app.services.incidents import IncidentFacts
from app.services.key_dates import KeyDateFacts
from app.ui.dialogs.errand import ErrandDialog
from app.ui.dialogs.events import IncidentDialog, KeyDateDialog
from app.ui.dialogs.state import StateDialog
from app.ui.kit.surfaces import Banner
from app.ui.pages.case.events import Sort, events
from app.ui.pages.case.events_tab import EventsTab
from app.ui.pages.case.page import CasePage
from app.ui.pages.case.time_line import TimeLine
from tests.services.readings import whole
from tests.ui.pages.test_case_page import press
from tests.ui.stage import StillShell, write

THEFT = IncidentFacts(
    kind=IncidentKind.POLICE_REPORT, date=date(2026, 2, 20), source="Polisen", note="Stöld i butik."
)


@pytest.fixture
def first_tab() -> str:
    return "events"


def tab_of(page: CasePage) -> EventsTab:
    page.refresh()
    # What is new in a layout comes into sight when the layout has been seen to.
    QApplication.processEvents()
    assert isinstance(page.tab, EventsTab)
    return page.tab


def fill(dialog: ErrandDialog, **said: Any) -> None:
    for name, value in said.items():
        widget = dialog.form[name]
        if hasattr(widget, "setText"):
            widget.setText("")
            write(widget, value)
        else:
            widget.set_value(value)
            widget.edited.emit()


def banners(inside: QWidget) -> list[str]:
    return [each.accessibleName() for each in inside.findChildren(Banner) if each.isVisible()]


def test_an_incident_is_written_down_changed_and_removed_and_comes_back(
    qtbot: QtBot, page: CasePage, full_binder: Binder, amir: str, still_shell: StillShell
) -> None:
    press(qtbot, tab_of(page), "Ny händelse")
    dialog = page.findChildren(IncidentDialog)[-1]
    fill(dialog, kind="police_report", role="victim", date="20 februari", source="Polisen, Åke")
    qtbot.mouseClick(dialog.primary, Qt.MouseButton.LeftButton)
    (made,) = whole(full_binder, amir).incidents
    assert (made.date, made.role, made.source) == (date(2026, 2, 20), IncidentRole.VICTIM, "Polisen, Åke")
    press(qtbot, tab_of(page), "Ändra: Polisanmälan, målsägande 20 februari")
    dialog = page.findChildren(IncidentDialog)[-1]
    fill(dialog, kind="concern_report")
    assert dialog.form["role"].isEnabled(), "one that has a role keeps it in sight"
    fill(dialog, kind="verdict", role="suspect")
    qtbot.mouseClick(dialog.primary, Qt.MouseButton.LeftButton)
    (made,) = whole(full_binder, amir).incidents
    assert (made.kind, made.role) == (IncidentKind.VERDICT, IncidentRole.SUSPECT)
    press(qtbot, tab_of(page), "Ta bort: Dom, misstänkt 20 februari")
    assert whole(full_binder, amir).incidents == []
    assert still_shell.undo is not None
    still_shell.undo()
    assert [each.kind for each in whole(full_binder, amir).incidents] == [IncidentKind.VERDICT]


def test_a_report_of_concern_has_no_role_and_a_day_to_come_is_told_beside_the_field(
    qtbot: QtBot, page: CasePage, full_binder: Binder, amir: str
) -> None:
    press(qtbot, tab_of(page), "Ny händelse")
    dialog = page.findChildren(IncidentDialog)[-1]
    fill(dialog, kind="police_report", role="suspect")
    fill(dialog, kind="concern_report", date="2026-03-05")
    assert not dialog.form["role"].isEnabled()
    qtbot.mouseClick(dialog.primary, Qt.MouseButton.LeftButton)
    assert dialog.form["date"].accessibleDescription() == "Dagen har inte kommit än."
    fill(dialog, date="2026-03-04")
    qtbot.mouseClick(dialog.primary, Qt.MouseButton.LeftButton)
    (made,) = whole(full_binder, amir).incidents
    assert (made.kind, made.role) == (IncidentKind.CONCERN_REPORT, None)


def test_a_key_date_is_added_warned_of_put_off_and_removed(
    qtbot: QtBot, page: CasePage, full_binder: Binder, amir: str, still_shell: StillShell
) -> None:
    press(qtbot, tab_of(page), "Viktigt datum")
    dialog = page.findChildren(KeyDateDialog)[-1]
    fill(dialog, kind="trial", date="2026-03-19", note="Södertörns tingsrätt")
    qtbot.mouseClick(dialog.primary, Qt.MouseButton.LeftButton)
    assert "Rättegång 19 mars. Om 15 dagar. Södertörns tingsrätt." in banners(tab_of(page))
    press(qtbot, page.tab, "Ändra: Rättegång 19 mars")
    dialog = page.findChildren(KeyDateDialog)[-1]
    fill(dialog, date="2026-04-04")
    qtbot.mouseClick(dialog.primary, Qt.MouseButton.LeftButton)
    assert banners(tab_of(page)) == []
    press(qtbot, page.tab, "Ta bort: Rättegång 4 april")
    kept = [each.kind for each in whole(full_binder, amir).key_dates]
    assert kept == [KeyDateKind.DECISION_ENDS]
    assert still_shell.undo is not None
    still_shell.undo()
    back = [(each.kind, each.date, each.note) for each in whole(full_binder, amir).key_dates]
    assert (KeyDateKind.TRIAL, date(2026, 4, 4), "Södertörns tingsrätt") in back


def test_a_placement_says_that_it_closes_nothing(qtbot: QtBot, page: CasePage) -> None:
    press(qtbot, tab_of(page), "Viktigt datum")
    dialog = page.findChildren(KeyDateDialog)[-1]
    fill(dialog, kind="placement_from")
    assert dialog.form["kind"].accessibleDescription() == "En placering avslutar inte insatsen."
    fill(dialog, kind="release")
    assert dialog.form["kind"].accessibleDescription() == ""


def test_a_decision_that_has_ended_is_told_while_the_case_runs(
    page: CasePage, full_binder: Binder, amir: str
) -> None:
    gone = KeyDateFacts(kind=KeyDateKind.SANCTION_ENDS, date=date(2026, 3, 1))
    key_dates.add_key_date(full_binder, amir, gone)
    (told,) = banners(tab_of(page))
    assert told.startswith("Påföljden upphörde 1 mars.")


def test_the_line_marks_where_the_sig_began_and_ended(page: CasePage, full_binder: Binder, amir: str) -> None:
    incidents.record_incident(full_binder, amir, THEFT)
    closed = StateFacts(
        state=CaseState.CLOSED, date=date(2026, 3, 4), closing=ClosingFacts(reason=ClosingReason.MOVED)
    )
    case_states.change_state(full_binder, amir, closed)
    found = events(tab_of(page).file)
    assert [(each.on, each.what) for each in found if each.sort is Sort.EDGE] == [
        (date(2026, 3, 4), "Insatsen avslutades"),
        (date(2026, 1, 14), "Insatsen började"),
    ]
    line = page.tab.findChildren(TimeLine)[-1]
    assert "14 januari: Insatsen började" in line.accessibleDescription()
    assert "20 februari: Polisanmälan, misstänkt" in line.accessibleDescription()
    # One mark for each event that is no edge, and the pointer finds it.
    places = list(line._places())
    assert len(places) == 2
    for event, centre in places:
        assert event in line.at(centre.x(), centre.y())
    assert line.at(1, 1) == []


@pytest.mark.parametrize("many", [0, 1, 100])
def test_it_paints_from_nothing_to_a_hundred(
    page: CasePage, full_binder: Binder, amir: str, snap: Callable[[QWidget, str], Path], many: int
) -> None:
    with full_binder.writing() as work:
        case = work.case(amir)
        case.key_dates.clear()
        case.incidents += [
            Incident(date=date(2010 + number % 16, 1 + number % 12, 5), kind=IncidentKind.POLICE_REPORT)
            for number in range(many)
        ]
    tab = tab_of(page)
    assert snap(page, "events").stat().st_size > 10_000
    assert any(each.isVisible() for each in tab.findChildren(TimeLine)) is bool(many)


def test_nothing_of_it_reaches_the_group(full_binder: Binder, amir: str) -> None:
    """Not the plan, not the contact list: neither the incident nor the trial (R16, R20)."""
    incidents.record_incident(full_binder, amir, THEFT)
    trial = KeyDateFacts(kind=KeyDateKind.TRIAL, date=date(2026, 3, 19), note="Tingsrätten")
    key_dates.add_key_date(full_binder, amir, trial)
    material = papers.gather(full_binder, amir)
    leave = gate.permit(material.case, material.book, Paper.PLAN, RECORD, on=material.on)
    made = papers.plan(material, leave, papers.plan_version(material)).content
    said = "\n".join(page.extract_text() for page in PdfReader(BytesIO(made)).pages)
    assert "Amir" in said
    for word in ("Stöld", "Tingsrätten", "Rättegång", "Polisanmälan"):
        assert word not in said


def test_what_is_near_stands_in_the_header_and_the_overview_and_leads_here(
    qtbot: QtBot, page: CasePage, full_binder: Binder, amir: str
) -> None:
    trial = KeyDateFacts(kind=KeyDateKind.TRIAL, date=date(2026, 3, 5), note="Tingsrätten")
    key_dates.add_key_date(full_binder, amir, trial)
    page.refresh()
    page.go_to("overview")
    QApplication.processEvents()
    assert "Rättegång i morgon. Tingsrätten." in banners(page.tab)
    press(qtbot, page.head, "Rättegång i morgon. Visa händelser")
    assert isinstance(page.tab, EventsTab)


def test_a_pause_says_until_when_and_whom_the_youth_calls(
    qtbot: QtBot, page: CasePage, full_binder: Binder, amir: str
) -> None:
    press(qtbot, page.head, "Aktiv. Ändra läge")
    dialog = page.findChildren(StateDialog)[-1]
    assert not dialog.form["call"].isEnabled()
    fill(dialog, state="paused")
    qtbot.mouseClick(dialog.primary, Qt.MouseButton.LeftButton)
    assert dialog.form["until"].accessibleDescription() == "Skriv när pausen ska ta slut."
    fill(dialog, until="2026-08-15", call="Rami Haddad")
    qtbot.mouseClick(dialog.primary, Qt.MouseButton.LeftButton)
    paused = max(whole(full_binder, amir).states, key=lambda each: each.position)
    assert (paused.state, paused.until) == (CaseState.PAUSED, date(2026, 8, 15))
    page.refresh()
    page.go_to("overview")
    QApplication.processEvents()
    assert "Paus till och med 15 augusti. Amir kan ringa Rami Haddad under tiden." in banners(page.tab)
    assert "Pausad till 15 aug. Ändra läge" in [
        each.accessibleName() for each in page.head.findChildren(QWidget)
    ]
