"""The overview by hand: each kind of line leads to its step, arrows go through them, numbers lead on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.models.case import Reminder
from app.models.codes import FiledKind, MeetingKind, MeetingStatus
from app.models.pressing import Cause, Part, Pressing, Step
from app.models.who import Who
from app.services import send_out, sending
from app.services.address_book import ContactFacts, edit_contact
from app.services.binders import Binder
from app.services.changes import Changes
from app.services.coordinators import coordinator_of
from app.services.overview import Line
from app.services.reminders import ReminderFacts, reminders, set_reminder
from app.ui import theme
from app.ui.desk import Desk
from app.ui.dialogs.consent import ConsentDialog
from app.ui.dialogs.meeting import MeetingDialog, MoveDialog
from app.ui.dialogs.member import MemberDialog
from app.ui.dialogs.new_case import NewCaseDialog
from app.ui.dialogs.paper_preview import PaperPreview
from app.ui.kit.button import Button
from app.ui.kit.dialog import Dialog
from app.ui.kit.surfaces import Row
from app.ui.meeting.mode import MeetingMode
from app.ui.pages.overview.lines import AT_FIRST, LineRow
from app.ui.pages.overview.page import OverviewPage
from app.ui.pages.overview.words import greeting, said
from tests.builders import a_meeting
from tests.ui.stage import StillShell

TODAY = date(2026, 3, 4)


def shown(qtbot: QtBot, desk: Desk) -> OverviewPage:
    page = OverviewPage(desk)
    qtbot.addWidget(page)
    page.resize(1178, 768)
    page.refresh()
    page.show()
    QApplication.processEvents()
    return page


@pytest.fixture
def page(qtbot: QtBot, full_desk: Desk) -> OverviewPage:
    for text, away in (("Ring Skogås IF om nycklarna", 0), ("Semesterlista", 16)):
        set_reminder(full_desk.binder, ReminderFacts(text=text, day=TODAY + timedelta(days=away)))
    return shown(qtbot, full_desk)


def row(page: OverviewPage, cause: Cause, name: str = "") -> LineRow:
    found = [each for each in page.list.rows if each.line.pressing.cause is cause]
    return next(each for each in found if (each.said.name or each.said.text).startswith(name))


def press(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
    QApplication.processEvents()


def dialog(page: OverviewPage, kind: type[Dialog]) -> Dialog:
    (found,) = [each for each in page.findChildren(kind) if each.isVisible()]
    found.reject()
    QApplication.sendPostedEvents(None, 52)
    return found


def titles(page: OverviewPage) -> list[str]:
    return [each.text() for each in page.list.findChildren(QLabel) if each.property("role") == "section"]


def test_the_parts_stand_in_order_and_the_page_greets(page: OverviewPage) -> None:
    assert titles(page) == ["Försenat", "I dag", "Den här veckan", "Senare"]
    assert page.title == "Hej, Samordnare"
    dues = [each.line.pressing.due for each in page.list.rows]
    assert dues == sorted(dues)


def test_each_button_leads_to_its_step(page: OverviewPage, still_shell: StillShell) -> None:
    for cause, name, kind in (
        (Cause.NO_GROUP, "Leyla", MemberDialog),
        (Cause.NO_FIRST, "Maximiliana", MeetingDialog),
        (Cause.NEXT_TOO_LATE, "Jonas", MoveDialog),
        (Cause.BIRTHDAY, "Amir", ConsentDialog),
        (Cause.NOT_SIGNED, "Maximiliana", PaperPreview),
    ):
        press(row(page, cause, name).button)
        assert dialog(page, kind)
    for cause, name, went, tab in (
        (Cause.UNANSWERED, "Nora", "case", "meetings"),
        (Cause.NOT_TRANSFERRED, "Amir", "case", "documents"),
    ):
        press(row(page, cause, name).button)
        key, args = still_shell.went[-1]
        assert (key, args["tab"], args["case_id"]) == (went, tab, row(page, cause, name).line.case_id)
    press(row(page, Cause.PLAN_UNSENT, "Amir").button)
    key, args = still_shell.went[-1]
    assert key == "sending"
    assert args["meeting_key"] == row(page, Cause.PLAN_UNSENT).line.pressing.meeting.key
    press(row(page, Cause.MEETING, "Elin").button)
    assert isinstance(still_shell.full, MeetingMode)


def test_a_changed_contact_list_leads_to_its_sheet(
    qtbot: QtBot,
    full_desk: Desk,
    still_shell: StillShell,
    snap: Callable[[QWidget, str], Path],
    qapp: QApplication,
) -> None:
    binder = full_desk.binder
    with binder.reading() as work:
        (nora,) = [each.id for each in work.cases_for_list() if each.name.startswith("Nora")]
        book = work.address_book()
    sheet = sending.list_sheet(binder, nora)
    wanted = [each.recipient.who for each in sheet.rows if each.recipient.allowed]
    send_out.record_printed(binder, send_out.copies(sheet, wanted, {}), {})
    contact = book.contacts[next(each.key for each in wanted if each.key in book.contacts)]
    edit_contact(binder, contact.id, replace(ContactFacts.of(contact), phone="08-465 004 44"))
    page = shown(qtbot, full_desk)
    line = row(page, Cause.LIST_CHANGED, "Nora")
    assert line.said.when == "skickad i dag"
    assert line.said.text.startswith("Kontaktlistan har ändrats sedan den skickades. ")
    for scheme in (theme.Scheme.DARK, theme.Scheme.LIGHT):
        theme.apply(qapp, scheme)
        snap(page, f"list_{scheme.value}")
    press(line.button)
    assert still_shell.went[-1] == ("sending", {"case_id": nora})
    press(line)
    assert still_shell.went[-1] == ("case", {"case_id": nora, "tab": "group"})


def test_a_reminder_is_ticked_off_and_taken_back(page: OverviewPage, still_shell: StillShell) -> None:
    press(row(page, Cause.REMINDER, "Ring").button)
    (changes,) = still_shell.heard
    assert page.concerned_by(changes)
    page.refresh()
    assert "Ring Skogås IF om nycklarna" not in [each.said.text for each in page.list.rows]
    assert still_shell.undo is not None
    still_shell.undo()
    page.refresh()
    assert "Ring Skogås IF om nycklarna" in [each.said.text for each in page.list.rows]


def test_a_click_beside_the_button_opens_the_case(page: OverviewPage, still_shell: StillShell) -> None:
    line = row(page, Cause.NOT_SIGNED, "Maximiliana")
    QTest.mouseClick(line, Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
    assert still_shell.went == [("case", {"case_id": line.line.case_id, "tab": "consent"})]
    own = row(page, Cause.REMINDER, "Semester")
    QTest.mouseClick(own, Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
    assert len(still_shell.went) == 1


def test_arrows_go_through_the_lines_and_enter_does_the_step(
    qtbot: QtBot, page: OverviewPage, still_shell: StillShell
) -> None:
    first = page.first_focus()
    assert first is page.list.rows[0]
    first.setFocus()
    for _ in page.list.rows:
        QTest.keyClick(page.focusWidget(), Qt.Key.Key_Down)
    assert page.focusWidget() is page.list.rows[-1]
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_Up)
    assert page.focusWidget() is page.list.rows[-2]
    page.list.go_to(page.list.rows.index(row(page, Cause.UNANSWERED)))
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_Return)
    assert still_shell.went[-1][1]["tab"] == "meetings"
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert len(still_shell.went) == 2
    # One stop for the tabulator, however many lines.
    stops = [each for each in page.list.rows if each.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert stops == [page.focusWidget()]


def test_the_focus_stays_in_its_place_when_a_line_goes(page: OverviewPage) -> None:
    place = page.list.rows.index(row(page, Cause.REMINDER, "Ring"))
    following = page.list.rows[place + 1].line.key
    page.list.go_to(place)
    press(page.list.rows[place].button)
    page.refresh()
    assert page.list.first.line.key == following
    page.refresh()
    assert page.list.first.line.key == following


def test_the_week_and_the_numbers_lead_on(page: OverviewPage, still_shell: StillShell) -> None:
    rows = {each.accessibleName(): each for each in page.findChildren(Row) if each.isVisible()}
    assert rows["Aktiva: 5"]
    press(rows["Samtycke saknas: 1"])
    assert still_shell.went[-1] == ("cases", {"group": "lacking"})
    press(rows["Onsdag 12.00: Elin Holm, Björkskolan"])
    assert still_shell.went[-1][1]["tab"] == "meetings"
    # Nora has a protected identity: her place is told nowhere.
    assert "Torsdag 13.00: Nora Åberg" in rows


def test_no_words_of_a_note_stand_on_the_page(page: OverviewPage) -> None:
    line = row(page, Cause.REMINDER, "Amir")
    assert line.said.text == "Följ upp samtalet med Yusuf från 4 mars."
    names = [each.accessibleName() for each in page.findChildren(QWidget)]
    assert not [each for each in names if "Ica" in each]


def test_only_what_concerns_it_is_read_again(page: OverviewPage) -> None:
    for kind in ("case", "consent", "meeting", "reminder", "dispatch", "group", "note"):
        assert page.concerned_by(Changes.of(kind, ids=("x",)))
    assert not page.concerned_by(Changes.of("search", ids=("x",)))


def test_a_hundred_lines_are_made_as_one_looks(qtbot: QtBot, desk: Desk) -> None:
    with desk.binder.writing() as work:
        for number in range(100):
            work.add(Reminder(text=f"Nummer {number:03}", date=TODAY + timedelta(days=number)))
    page = shown(qtbot, desk)
    assert AT_FIRST <= len(page.list.rows) < 60
    bar = page.scroller.verticalScrollBar()
    for _ in range(20):
        bar.setValue(bar.maximum())
        QApplication.processEvents()
    assert [each.said.text for each in page.list.rows] == [f"Nummer {number:03}" for number in range(100)]
    assert titles(page) == ["I dag", "Den här veckan", "Senare"]
    other = shown(qtbot, desk)
    other.list.go_to(0)
    for _ in range(99):
        QTest.keyClick(other.focusWidget(), Qt.Key.Key_Down)
    assert other.focusWidget().said.text == "Nummer 099"


@pytest.mark.parametrize(
    ("width", "percent"),
    [
        *(pytest.param(width, 100, marks=pytest.mark.long) for width in (1178, 836)),
        (664, 100),
        (1254, 200),
    ],
)
def test_nothing_is_clipped(
    qtbot: QtBot, qapp: QApplication, full_desk: Desk, width: int, percent: int
) -> None:
    theme.apply(qapp, theme.Scheme.LIGHT, percent=percent)
    try:
        page = OverviewPage(full_desk)
        qtbot.addWidget(page)
        page.resize(width, 640)
        page.refresh()
        page.show()
        for _ in range(3):
            qapp.processEvents()
        assert page.scroller.horizontalScrollBar().maximum() == 0
        for each in page.list.rows:
            places = each._places(each.width())
            assert each.height() >= places.height
            assert each.rect().contains(each.button.geometry())
            assert not places.text.intersects(places.chip)
            assert not places.text.intersects(places.button)
            assert not places.name.intersects(places.chip)
            assert not places.when.intersects(places.text)
    finally:
        theme.apply(qapp, theme.Scheme.LIGHT)


def test_a_fresh_binder_leads_to_the_first_case(qtbot: QtBot, desk: Desk, still_shell: StillShell) -> None:
    page = shown(qtbot, desk)
    names = [each.accessibleName() for each in page.findChildren(Row)]
    assert names == [
        f"{each}: inte gjort än" for each in ("Du", "Första ungdomen", "Gruppen", "Samtycket", "Första mötet")
    ]
    buttons = {each.text(): each for each in page.findChildren(Button) if each.isVisible()}
    assert page.first_focus() is buttons["Fyll i"]
    press(buttons["Fyll i"])
    assert still_shell.went == [("binder", {"at": "me"})]
    press(buttons["Ny ungdom"])
    assert dialog(page, NewCaseDialog)


def test_the_second_press_of_a_double_click_is_not_for_the_line_that_came_under_the_pointer(
    qtbot: QtBot, page: OverviewPage
) -> None:
    left, double = Qt.MouseButton.LeftButton, QEvent.Type.MouseButtonDblClick
    heard: list[str] = []
    first, second = page.list.rows[0], page.list.rows[1]
    second.acted.connect(lambda: heard.append("acted"))
    second.opened.connect(lambda: heard.append("opened"))

    def again(widget: QWidget, kind: QEvent.Type) -> None:
        at = QPointF(widget.rect().center())
        pressed = left if kind == double else Qt.MouseButton.NoButton
        event = QMouseEvent(kind, at, widget.mapToGlobal(at), left, pressed, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(widget, event)

    assert first.button is not second.button
    for widget in (second.button, second):
        again(widget, double)
        again(widget, QEvent.Type.MouseButtonRelease)
    assert heard == []
    # One's own double click is a click, as it was.
    QTest.mouseClick(second.button, left)
    QTest.mouseClick(second, left, pos=QPoint(20, 20))
    assert heard == ["acted", "opened"]


def test_the_next_step_of_the_way_in_has_the_focus_when_one_is_done(qtbot: QtBot, desk: Desk) -> None:
    page = shown(qtbot, desk)
    first = page.first_focus()
    assert isinstance(first, Button)
    first.setFocus()
    with desk.binder.writing() as work:
        me = coordinator_of(work, desk.binder.person)
        me.phone, me.email = "070-1740605", "karin@example.se"
    # The old steps are let go of only when the loop comes round: they must not be taken for the new ones.
    page.refresh()
    following = page.first_focus()
    assert isinstance(following, Button)
    assert following.text() == "Ny ungdom"
    assert page.focusWidget() is following


def test_a_case_without_a_group_is_led_to_one(qtbot: QtBot, desk: Desk) -> None:
    from app.services.cases import NewCase, open_case
    from app.services.people import GuardianFacts, YouthFacts

    youth = YouthFacts(name="Elin Holm", birth_date=date(2010, 9, 2))
    open_case(desk.binder, NewCase(youth=youth, guardians=(GuardianFacts(name="Eva Holm"),)))
    page = shown(qtbot, desk)
    ticked = {each.accessibleName() for each in page.findChildren(Row)}
    assert "Första ungdomen: klart" in ticked
    for words, kind in (("Bygg gruppen", MemberDialog), ("Planera möte", MeetingDialog)):
        (button,) = [each for each in page.findChildren(Button) if each.text() == words]
        press(button)
        assert dialog(page, kind)


def test_where_nothing_waits_the_page_says_so(qtbot: QtBot, desk: Desk, full_binder: Binder) -> None:
    from app.services.meetings import MeetingFacts, plan_meeting
    from tests.services.scene import set_scene

    scene = set_scene(desk.binder)
    plan_meeting(desk.binder, scene.case, MeetingFacts(starts=datetime(2026, 4, 1, 13)))
    page = shown(qtbot, desk)
    assert "Inget väntar på dig" in [each.text() for each in page.findChildren(QLabel)]
    assert page.list.rows == []


def test_it_paints_in_the_dark_too(
    page: OverviewPage, qapp: QApplication, snap: Callable[[QWidget, str], Path]
) -> None:
    theme.apply(qapp, theme.Scheme.DARK)
    assert snap(page, "dark").stat().st_size > 10_000


# words


def words(cause: Cause, *people: str, **fields: object) -> tuple[str, str]:
    names = {Who.guardian(str(place)): name for place, name in enumerate(people)}
    step = Pressing(step=Step.SEE_CONSENT, cause=cause, who=tuple(names), **{"due": TODAY, **fields})  # type: ignore[arg-type]
    told = said(Line(pressing=step, case_id="x", name="Amir", names=names), TODAY)
    return told.when, told.text


def test_lines_are_said_as_a_colleague_would() -> None:
    held = a_meeting(5, datetime(2026, 3, 2, 14))
    ahead = a_meeting(6, datetime(2026, 3, 5, 14), status=MeetingStatus.PLANNED, place="Skogås")
    first = a_meeting(1, datetime(2026, 3, 4, 14), kind=MeetingKind.START, place="Skogås")
    told = [
        (
            words(Cause.NO_NEXT, days=38),
            ("38 dagar", "Inget möte på över fem veckor, och inget är planerat."),
        ),
        (words(Cause.NO_NEXT, days=35), ("35 dagar", "Inget möte på fem veckor, och inget är planerat.")),
        (words(Cause.NO_NEXT, days=1), ("1 dag", "Nästa möte är inte planerat.")),
        (
            words(Cause.PLAN_PARTLY_SENT, meeting=held, persons=3),
            ("sedan i måndags", "Åtgärdsplanen från 2 mars är inte skickad till tre i gruppen."),
        ),
        (
            words(Cause.MEETING, meeting=first, persons=7, no=1),
            ("14.00", "Startmöte, Skogås. Sju kommer och en har anmält förhinder."),
        ),
        (
            words(Cause.MEETING, meeting=held),
            ("sedan i måndags", "Insatsgruppsmöte 5 måndag 2 mars är varken hållet eller inställt."),
        ),
        (
            words(Cause.UNANSWERED, meeting=ahead, persons=2),
            ("i morgon 14.00", "Två har inte svarat om mötet."),
        ),
        (
            words(Cause.RUNS_OUT, "Karin Ek", "Tomas Ek", on=date(2026, 3, 30)),
            ("till 30 mars", "Karins och Tomas samtycken går ut 30 mars."),
        ),
        (
            words(Cause.NOT_SIGNED, "Karin Ek", due=date(2026, 3, 12)),
            ("senast 12 mars", "Karin har inte skrivit under samtycket."),
        ),
        (words(Cause.KEY_DATE, on=date(2026, 3, 6)), ("på fredag", "Ett viktigt datum är fredag 6 mars.")),
        (
            words(Cause.LIST_CHANGED, on=date(2026, 2, 26), persons=5),
            (
                "skickad i torsdags",
                "Kontaktlistan har ändrats sedan den skickades. Fem personer behöver den nya.",
            ),
        ),
        (words(Cause.AFTER_CLOSING, months=3)[0], "tre månader"),
        (
            words(Cause.NOT_TRANSFERRED, meeting=held, papers=(FiledKind.PLAN,)),
            ("sedan i måndags", "Åtgärdsplanen från 2 mars är inte förd till akten."),
        ),
    ]
    for found, expected in told:
        assert found == expected


@pytest.mark.parametrize("cause", [each for each in Cause if each is not Cause.BINDER])
def test_every_cause_has_words_that_tell_no_reason(cause: Cause) -> None:
    meeting = a_meeting(2, datetime(2026, 3, 4, 14), notes="Dricker igen", private_notes="Hotad")
    when, text = words(cause, "Karin Ek", meeting=meeting, months=6, persons=2, papers=(FiledKind.MINUTES,))
    assert cause is Cause.REMINDER or text
    assert "Dricker" not in text + when
    assert "Hotad" not in text + when
    assert "None" not in text + when


@pytest.mark.parametrize(
    ("hour", "said"),
    [(3, "God kväll"), (4, "God morgon"), (9, "God morgon"), (10, "Hej"), (17, "Hej"), (18, "God kväll")],
)
def test_one_is_greeted_by_the_hour(hour: int, said: str) -> None:
    assert greeting(hour, "Sara Lind") == f"{said}, Sara"


def test_the_reminders_stay_as_they_were(page: OverviewPage) -> None:
    assert len(reminders(page.desk.binder)) == 3
    assert set(page.seen.lines) == set(Part)
