"""How the sheet gives way: no word is cut, nothing scrolls sideways, and a dialog's buttons stay in sight."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea, QWidget

from app.models.address_book import Contact
from app.services.sending import SendingRow
from app.storage.binder import Binder
from app.ui import theme
from app.ui.kit.chip import Chip
from app.ui.sending.page import SendingPage
from app.ui.sending.passwords import PasswordsDialog, secret_of
from app.ui.sending.recipient_row import RecipientRow
from tests.ui.meeting.cases import Answers, Window, desk_of
from tests.ui.sending.conftest import close_passwords

LONG = "Maria-Magdalena Konstantinopolitanska Överbergsdotter-Åkerlund"
ROLE = "studie- och yrkesvägledare med ansvar för praktik"


@pytest.fixture(
    params=[
        (1366, 768, 200),
        (1024, 640, 150),
        *(pytest.param(size, marks=pytest.mark.long) for size in ((1024, 640, 100), (1366, 768, 100))),
    ],
    ids=str,
)
def narrow(
    request: pytest.FixtureRequest, qapp: QApplication, binder: Binder, window: Window
) -> Iterator[SendingPage]:
    """The sheet as high and wide as such a window leaves it, beside the rail; a person has a long name."""
    width, height, percent = request.param
    theme.apply(qapp, theme.Scheme.LIGHT, percent=percent)
    with binder.writing() as work:
        ake = work.get(Contact, "ake")
        assert ake is not None
        ake.name, ake.role = LONG, ROLE
    made = SendingPage(desk_of(binder, window))
    made.arrive(case_id="elin", meeting_key="m5")
    made.refresh()
    rail = theme.px(56) if percent > 100 else 196
    made.resize(width - rail, height - theme.px(24))
    made.show()
    QApplication.processEvents()
    yield made
    shiboken6.delete(made)


def shown_whole(widget: QWidget, inside: QWidget) -> bool:
    left = widget.mapTo(inside, QPoint(0, 0)).x()
    return left >= 0 and left + widget.width() <= inside.width()


def test_nothing_scrolls_sideways_and_no_word_is_cut(narrow: SendingPage) -> None:
    for area in narrow.findChildren(QScrollArea):
        if area.isVisibleTo(narrow):
            assert area.horizontalScrollBar().maximum() == 0
    for line in narrow.rows:
        for label in line.findChildren(QLabel):
            if not label.isVisibleTo(line) or not label.text():
                continue
            assert shown_whole(label, line), label.text()
            assert label.height() >= label.heightForWidth(label.width()), label.text()
        for chip in line.findChildren(Chip):
            assert not chip.isVisibleTo(line) or chip.width() >= chip.sizeHint().width(), chip.text
            assert not chip.isVisibleTo(line) or shown_whole(chip, line), chip.text
        assert shown_whole(line.how, line)
        assert line.how.view().sizeHintForColumn(0) <= line.how.width()
    for box in narrow.chooser.boxes.values():
        assert shown_whole(box, narrow.chooser)


def test_the_paper_stands_beside_the_recipients_or_under_them(narrow: SendingPage) -> None:
    people, copy = (each.mapTo(narrow, QPoint(0, 0)) for each in (narrow.people, narrow.copy))
    if narrow.width() < theme.px(700):
        assert copy.y() >= people.y() + narrow.people.height()
        assert copy.x() == people.x()
        assert narrow.copy.height() >= narrow.copy.width()
    else:
        assert copy.x() >= people.x() + narrow.people.width()


def test_a_window_made_narrow_and_wide_again_is_as_before(page: SendingPage) -> None:
    QApplication.processEvents()

    def places() -> list[tuple[int, int, int]]:
        lines: list[RecipientRow] = list(page.rows)
        return [(each.how.x(), each.gets.x(), each.width()) for each in lines]

    before, beside = places(), page.copy.geometry()
    page.resize(640, 700)
    QApplication.processEvents()
    assert all(not each.gets.isVisible() for each in page.rows)
    page.resize(1178, 768)
    QApplication.processEvents()
    assert places() == before
    assert page.copy.geometry() == beside


@pytest.fixture
def fourteen(page: SendingPage, answers: Answers, tmp_path: Path) -> tuple[SendingRow, ...]:
    """Fourteen who got something encrypted."""
    answers.path = tmp_path
    page.make_drafts()
    close_passwords()
    assert page.sheet is not None
    row = next(each for each in page.sheet.rows if secret_of(each))
    people = [f"{LONG} {number}" if number % 5 == 0 else f"Person {number}" for number in range(14)]
    return tuple(
        replace(row, recipient=replace(row.recipient, person=replace(row.recipient.person, name=name)))
        for name in people
    )


@pytest.mark.parametrize(
    ("width", "height", "percent"),
    [
        *(pytest.param(*size, marks=pytest.mark.long) for size in ((1024, 640, 100), (1366, 768, 200))),
        (1024, 640, 150),
    ],
)
def test_the_passwords_of_fourteen_leave_the_buttons_in_sight(
    qapp: QApplication, fourteen: tuple[SendingRow, ...], width: int, height: int, percent: int
) -> None:
    theme.apply(qapp, theme.Scheme.LIGHT, percent=percent)
    window = QWidget()
    window.resize(width, height)
    window.show()
    dialog = PasswordsDialog(window, fourteen, "Sara", lambda: None, made="14 utkast ligger i Utkast.")
    dialog.open()
    QApplication.processEvents()
    assert dialog.width() <= width
    assert dialog.height() <= height
    for button in (dialog.slips, dialog.primary):
        assert button.isVisible()
        place = button.geometry()
        assert dialog.rect().contains(place)
        assert place.top() >= dialog.room.geometry().bottom()
    assert dialog.room.horizontalScrollBar().maximum() == 0
    assert dialog.room.verticalScrollBar().maximum() > 0
    assert dialog.room.height() >= theme.px(100)
    dialog.close()
    shiboken6.delete(window)
