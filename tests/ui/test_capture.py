"""What *Kontakt* says in a binder that has nobody to be contacted about yet."""

from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.ui.desk import Desk
from app.ui.dialogs.capture import CONTACT, NOBODY, REMINDER, CaptureDialog
from app.ui.kit.segments import Segments


def test_without_any_case_it_says_what_comes_first_and_a_reminder_needs_none(
    qtbot: QtBot, desk: Desk
) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()
    dialog = CaptureDialog(parent, desk)
    dialog.open()
    what = dialog.findChild(Segments)
    assert isinstance(what, Segments)

    def is_said() -> bool:
        QApplication.processEvents()
        return NOBODY in [each.text() for each in dialog.findChildren(QLabel) if each.isVisible()]

    assert is_said()
    what.choose(REMINDER)
    assert not is_said()
    what.choose(CONTACT)
    assert is_said()
    dialog.reject()
