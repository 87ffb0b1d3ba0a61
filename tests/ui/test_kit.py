"""Buttons, chips, flowing lines, dialogs, toasts, pages: how they behave under the keyboard."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app.models.errors import Kind as ErrorKind
from app.models.errors import KnownError
from app.ui import theme
from app.ui.background import AtOnce, Progress, Threads
from app.ui.kit.button import Button, Kind, Link
from app.ui.kit.chip import Chip, ChipKind
from app.ui.kit.dialog import Dialog
from app.ui.kit.inputs import TextInput
from app.ui.kit.layout import STRETCH, clear, column, flow, holder, row
from app.ui.kit.page import Page
from app.ui.kit.questions import WindowQuestions
from app.ui.kit.surfaces import Banner, EmptyState, Rows
from app.ui.kit.text import Text, key_text
from app.ui.kit.toast import SavedLine, Toast


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Enter])
def test_a_button_with_the_focus_is_pressed_by_enter_and_space(qtbot: QtBot, key: Qt.Key) -> None:
    pressed: list[bool] = []
    button = Button("Spara", Kind.PRIMARY, on_click=lambda: pressed.append(True))
    qtbot.addWidget(button)
    button.show()
    QTest.keyClick(button, key)
    assert pressed == [True]


def test_a_buttons_key_presses_it_and_is_told(qtbot: QtBot) -> None:
    pressed: list[bool] = []
    window = QWidget()
    button = Button("Ny", keys="Ctrl+N", on_click=lambda: pressed.append(True))
    window.setLayout(row(button))
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    QTest.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: pressed == [True])
    assert button.toolTip() == "Ny (Ctrl+N)"
    button.set_words("Nytt ärende")
    QTest.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(pressed) == 2)
    assert button.accessibleName() == "Nytt ärende"


def test_the_second_press_of_a_double_click_is_not_for_what_came_under_the_pointer(qtbot: QtBot) -> None:
    heard: list[str] = []
    rows = Rows()
    line = rows.add_row(row(Text("Möte 3")), active=True)
    line.chosen.connect(lambda: heard.append("row"))
    button = Button("Ta bort", on_click=lambda: heard.append("button"))
    link = Link("Visa", on_click=lambda: heard.append("link"))
    window = holder(row(rows, button, link))
    qtbot.addWidget(window)
    window.show()
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    for each in (line, button, link):
        at = QPointF(each.rect().center())
        for kind, held in ((QEvent.Type.MouseButtonDblClick, left), (QEvent.Type.MouseButtonRelease, none)):
            event = QMouseEvent(kind, at, each.mapToGlobal(at), left, held, Qt.KeyboardModifier.NoModifier)
            QApplication.sendEvent(each, event)
    assert heard == []
    for each in (line, button, link):
        QTest.mouseClick(each, left)
    assert heard == ["row", "button", "link"]


@pytest.mark.parametrize("scheme", [theme.Scheme.LIGHT, theme.Scheme.DARK])
@pytest.mark.parametrize("kind", list(Kind))
def test_the_focus_is_seen_on_every_button(
    qtbot: QtBot, qapp: QApplication, scheme: theme.Scheme, kind: Kind
) -> None:
    theme.apply(qapp, scheme)
    window = QWidget()
    button, other = Button("Spara", kind), TextInput()
    window.setLayout(row(button, other))
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    other.setFocus()
    before = button.grab().toImage()
    button.setFocus()
    assert button.grab().toImage() != before


def test_a_chip_says_its_word_to_a_screen_reader(qtbot: QtBot) -> None:
    chip = Chip(ChipKind.ATTENTION, "Saknas: Karin")
    qtbot.addWidget(chip)
    width = chip.sizeHint().width()
    assert chip.accessibleName() == "Saknas: Karin"
    chip.say(ChipKind.DONE, "Ja")
    assert chip.accessibleName() == "Ja"
    assert chip.sizeHint().width() < width


def test_flowing_things_go_on_in_a_new_line(qtbot: QtBot) -> None:
    buttons = [Button(f"Knapp {number}") for number in range(5)]
    lane = flow(*buttons)
    qtbot.addWidget(lane)
    lane.resize(1000, 200)
    lane.show()
    one = lane.heightForWidth(1000)
    assert {button.y() for button in buttons} == {buttons[0].y()}
    lane.resize(220, 300)
    QApplication.processEvents()
    assert lane.heightForWidth(220) > 2 * one
    assert max(button.geometry().right() for button in buttons) <= 220


def test_flowing_things_tell_their_size_anew_when_one_of_them_changes(qtbot: QtBot) -> None:
    first, second = Button("Ett"), Button("Två")
    lane = flow(first, second)
    qtbot.addWidget(lane)
    lane.show()

    def told() -> tuple[int, int]:
        return lane.heightForWidth(180), lane.sizeHint().width()

    both = told()
    second.setText("Ett mycket längre namn än förut")
    longer = told()
    assert (longer[0] > both[0], longer[1] > both[1]) == (True, True)
    second.hide()
    alone = told()
    assert (alone[0] == both[0], alone[1] < both[1]) == (True, True)
    second.show()
    assert told() == longer
    layout = lane.layout()
    assert layout is not None
    layout.addWidget(Button("Tre"))
    QApplication.processEvents()  # only then is it shown
    assert told()[1] > longer[1]


def test_what_is_taken_out_of_a_layout_is_let_go(qtbot: QtBot) -> None:
    around = QWidget()
    qtbot.addWidget(around)
    lane = flow(Text("Elin"), Text("Åke"))
    around.setLayout(column(Text("Möte 3"), STRETCH, row(Text("i dag")), lane))
    laid, flown = around.layout(), lane.layout()
    assert laid is not None
    assert flown is not None
    kept = [laid.itemAt(0), laid.itemAt(1), flown.itemAt(0), flown.itemAt(1)]
    clear(laid)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert [isValid(each) for each in kept] == [False] * 4


def test_a_row_is_chosen_by_click_and_by_key(qtbot: QtBot) -> None:
    rows = Rows()
    line = rows.add_row(row(Text("Ny pärm")), active=True, name="Ny pärm")
    qtbot.addWidget(rows)
    rows.show()
    chosen: list[bool] = []
    line.chosen.connect(lambda: chosen.append(True))
    QTest.mouseClick(line, Qt.MouseButton.LeftButton)
    QTest.keyClick(line, Qt.Key.Key_Return)
    QTest.keyClick(line, Qt.Key.Key_Space)
    assert len(chosen) == 3


def test_the_arrows_go_from_row_to_row_and_bring_it_into_sight(qtbot: QtBot) -> None:
    rows = Rows()
    names = [rows.add_row(row(Text(str(number))), active=number != 3) for number in range(30)]
    room = QScrollArea()
    room.setWidget(rows)
    qtbot.addWidget(room)
    with qtbot.waitActive(room):
        room.show()
    names[0].setFocus()
    QTest.keyClick(names[0], Qt.Key.Key_Up)
    assert names[0].hasFocus()
    for here in names[:3] + names[4:29]:
        QTest.keyClick(here, Qt.Key.Key_Down)
    assert names[29].hasFocus()
    assert not names[29].visibleRegion().isEmpty()
    assert names[0].visibleRegion().isEmpty()
    QTest.keyClick(names[29], Qt.Key.Key_Up)
    assert names[28].hasFocus()


def test_a_name_is_never_read_as_markup(qtbot: QtBot) -> None:
    label = Text("<b>Elin</b> & <img src=x>")
    qtbot.addWidget(label)
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert label.text() == "<b>Elin</b> & <img src=x>"


def test_keys_are_said_as_the_keyboard_does() -> None:
    # "Skift" once Qt's Swedish words are installed.
    assert key_text("Shift+Return") in ("Shift+Enter", "Skift+Enter")
    assert key_text("Ctrl+K") == "Ctrl+K"
    assert key_text("") == ""


def test_banners_and_empty_states_are_heard_whole(qtbot: QtBot) -> None:
    banner = Banner("På söndag fyller Amir 15.", strong="Till lördag.")
    empty = EmptyState("users", "Ingen grupp", "Lägg till den första.")
    for widget in (banner, empty):
        qtbot.addWidget(widget)
    assert banner.accessibleName() == "Till lördag. På söndag fyller Amir 15."
    assert empty.accessibleName() == "Ingen grupp. Lägg till den första."


class Named(Dialog):
    """A dialog with one field that wants an answer."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent, "Namn", primary="Spara")
        self.line = TextInput()
        self.add(self.line)

    def submit(self) -> bool:
        return bool(self.line.value())


@pytest.mark.parametrize(
    "modifier",
    [Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier],
    ids=["Enter", "Ctrl+Enter"],
)
def test_a_dialog_closes_with_enter_only_when_its_answer_is_good(
    qtbot: QtBot, modifier: Qt.KeyboardModifier
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    dialog = Named(window)
    accepted: list[bool] = []
    dialog.accepted.connect(lambda: accepted.append(True))
    with qtbot.waitActive(dialog):
        dialog.open()
        dialog.activateWindow()
    dialog.line.setFocus()
    QTest.keyClick(dialog.line, Qt.Key.Key_Return, modifier)
    assert dialog.isVisible()
    dialog.line.setText("Elin")
    QTest.keyClick(dialog.line, Qt.Key.Key_Return, modifier)
    assert accepted == [True]


def test_escape_leaves_a_dialog_without_its_answer(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    said: list[bool] = []
    WindowQuestions().confirm(
        window, "Ta bort?", "Det går inte att ångra.", yes="Ta bort", then=lambda: said.append(True)
    )
    dialog = window.findChild(Dialog)
    assert dialog is not None
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert said == []
    WindowQuestions().confirm(
        window, "Ta bort?", "…", yes="Ta bort", then=lambda: said.append(True), danger=True
    )
    dialog = next(one for one in window.findChildren(Dialog) if one.isVisible())
    assert dialog.primary.kind is Kind.DANGER
    dialog.primary.click()
    assert said == [True]


def test_saved_is_said_only_after_it_was(qtbot: QtBot) -> None:
    line = SavedLine()
    qtbot.addWidget(line)
    assert line.text() == ""
    line.saved(datetime(2026, 3, 4, 14, 12))
    assert line.text() == "Sparat 14.12"
    line.failed("Disken är full.")
    assert line.text() == "Disken är full."


def shown_window(qtbot: QtBot) -> QWidget:
    """An empty window of 800 by 600."""
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(800, 600)
    window.show()
    return window


def test_a_toast_takes_back_once(qtbot: QtBot) -> None:
    window = shown_window(qtbot)
    toast = Toast(window)
    undone: list[bool] = []
    toast.say("Steget är struket.", lambda: undone.append(True))
    assert toast.geometry().bottom() < 600
    link = toast.findChild(Link)
    assert link is not None
    link.click()
    link.click()
    assert undone == [True]
    assert not toast.isVisible()


def test_whole_words_wrap_only_where_one_line_has_no_room(qtbot: QtBot) -> None:
    words = "Du ser och söker i de senaste 1 000 av 2 000 rader."
    told = Text(words, "quiet", whole=True)
    window = holder(row(told, STRETCH))
    qtbot.addWidget(window)
    window.resize(900, 100)
    window.show()
    low = told.heightForWidth(5000)
    assert told.width() >= told.fontMetrics().horizontalAdvance(words)
    assert told.heightForWidth(told.width()) == low
    assert Text(words, "quiet").sizeHint().width() < told.sizeHint().width(), "Qt's own wish wraps"
    window.resize(200, 100)
    qtbot.waitUntil(lambda: told.width() <= 200)
    assert told.heightForWidth(told.width()) > low


def test_a_long_toast_stays_inside_its_window_and_a_short_one_on_one_line(qtbot: QtBot) -> None:
    window = shown_window(qtbot)
    toast = Toast(window)
    toast.say("Sparat.")
    low = toast.height()
    toast.say("Det gick inte att spara, för disken är full. Frigör utrymme och försök igen. " * 3)
    assert toast.height() > low
    window.resize(640, 600)
    qtbot.waitUntil(lambda: window.rect().contains(toast.geometry()))
    toast.say("Sparat.")
    assert toast.height() == low


def test_a_page_is_painted_narrow_wide_dark_and_large(
    qtbot: QtBot, qapp: QApplication, snap: Callable[[QWidget, str], Path]
) -> None:
    for scheme, percent, width in ((theme.Scheme.LIGHT, 100, 1178), (theme.Scheme.DARK, 200, 900)):
        theme.apply(qapp, scheme, percent=percent)
        page = Page("Amir Nilsson", subtitle="14 år")
        page.act(Button("Nästa möte"), Button("Skriv ut blankett", Kind.PRIMARY, keys="Ctrl+P"))
        page.add(Banner("Båda har skrivit under.", strong="Gäller till 30 juni."))
        page.body.addStretch(1)
        qtbot.addWidget(page)
        page.resize(width, 640)
        page.show()
        assert snap(page, f"page-{percent}").stat().st_size > 2000
        assert page.width() == width
        assert page.action_row.geometry().right() <= width


def test_a_job_runs_elsewhere_and_ends_here(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    threads = Threads(lambda error: None)
    where: list[int] = []
    seen: list[float] = []
    threads.progressed.connect(lambda part, _text: seen.append(part))

    def job(progress: Progress) -> str:
        where.append(threading.get_ident())
        progress.at(0.5, "halvvägs")
        return "klart"

    def done(result: str) -> None:
        where.append(threading.get_ident())
        assert result == "klart"

    with qtbot.waitSignal(threads.idle):
        threads.run(window, "Arbetar …", job, done)
    assert len(where) == 2
    assert where[0] != threading.get_ident() == where[1]
    assert seen == [0.5]


def test_a_job_that_fails_tells_who_asked_or_the_window(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    unhandled: list[Exception] = []
    threads = Threads(unhandled.append)
    mine: list[Exception] = []

    def job(_progress: Progress) -> None:
        raise KnownError(ErrorKind.ENVIRONMENT, "disk_full")

    with qtbot.waitSignal(threads.idle):
        threads.run(window, "…", job, lambda _result: None, mine.append)
    with qtbot.waitSignal(threads.idle):
        threads.run(window, "…", job, lambda _result: None)
    assert [type(error) for error in (*mine, *unhandled)] == [KnownError, KnownError]


def test_a_cancelled_job_tells_nobody(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    threads = Threads(lambda error: None)
    begun, go_on = threading.Event(), threading.Event()
    told: list[object] = []

    def job(progress: Progress) -> str:
        begun.set()
        go_on.wait(5)
        progress.at(0.9)
        return "klart"

    with qtbot.waitSignal(threads.idle):
        threads.run(window, "…", job, told.append, told.append)
        assert begun.wait(5)
        threads.cancel_all()
        go_on.set()
    assert told == []


def test_a_job_whose_window_is_gone_tells_nobody(qtbot: QtBot) -> None:
    window = QWidget()
    threads = Threads(lambda error: None)
    begun, go_on = threading.Event(), threading.Event()
    told: list[object] = []

    def job(_progress: Progress) -> str:
        begun.set()
        go_on.wait(5)
        return "klart"

    with qtbot.waitSignal(threads.idle):
        threads.run(window, "…", job, told.append)
        assert begun.wait(5)
        window.deleteLater()
        QApplication.sendPostedEvents(None, 52)
        go_on.set()
    assert told == []


def test_jobs_at_once_behave_as_jobs_elsewhere(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    told: list[object] = []
    AtOnce().run(window, "…", lambda _progress: 7, told.append)

    def broken(_progress: Progress) -> None:
        raise OSError

    AtOnce().run(window, "…", broken, told.append, lambda error: told.append(type(error)))
    assert told == [7, OSError]
