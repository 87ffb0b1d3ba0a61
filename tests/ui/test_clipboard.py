"""Secrets on the clipboard: gone when their time is up, and when the program ends."""

from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtWidgets import QApplication, QWidget

from app.ui.clipboard import KEPT_FOR, SecretClipboard
from app.ui.sending.passwords import PasswordsDialog


@pytest.fixture
def clipboard(qapp: QApplication) -> Iterator[SecretClipboard]:
    QApplication.clipboard().clear()
    yield SecretClipboard.ours()
    QApplication.clipboard().clear()


def on_it() -> str:
    return QApplication.clipboard().text()


def test_a_secret_is_gone_when_its_time_is_up(clipboard: SecretClipboard) -> None:
    clipboard.copy("abcd-efgh")
    assert (on_it(), clipboard._timer.interval(), KEPT_FOR) == ("abcd-efgh", 30_000, 30_000)
    clipboard._timer.timeout.emit()
    assert on_it() == ""


def test_what_somebody_else_has_copied_since_stays(clipboard: SecretClipboard) -> None:
    clipboard.copy("abcd-efgh")
    QApplication.clipboard().setText("något annat")
    clipboard._timer.timeout.emit()
    assert on_it() == "något annat"


def test_the_window_that_copied_a_secret_may_be_gone_before_it(clipboard: SecretClipboard) -> None:
    parent = QWidget()
    dialog = PasswordsDialog(parent, (), "Sara")
    dialog.clipboard.copy("abcd-efgh")
    shiboken6.delete(parent)
    assert clipboard._timer.isActive()
    clipboard._timer.timeout.emit()
    assert on_it() == ""


def test_a_secret_does_not_outlive_the_program(clipboard: SecretClipboard, qapp: QApplication) -> None:
    clipboard.copy("abcd-efgh")
    qapp.aboutToQuit.emit()
    assert on_it() == ""
