"""A scan on the screen: its pages, drawn by a process that holds no keys, or the reason why not."""

from __future__ import annotations

import threading
from collections.abc import Callable

from PySide6.QtGui import QFont, QImage, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedLayout, QWidget

from app.models.errors import KnownError
from app.services import attachments, scan_helper
from app.services.scan_frames import Drawn, Page
from app.services.scan_helper import Helper
from app.services.wording import explain
from app.ui import itself
from app.ui.background import Progress
from app.ui.desk import Desk
from app.ui.kit.button import Button
from app.ui.kit.elided import Elided
from app.ui.kit.layout import column, holder
from app.ui.kit.preview import Preview, draw_sheets, print_through_dialog
from app.ui.kit.sheets import Sheets
from app.ui.kit.surfaces import Banner, EmptyState

PYTHON = ("-E", "-s", "-B", "-X", "utf8")
"""To the interpreter: no variable and no folder of the person's own; nothing is written."""


def helper() -> Helper:
    """How the helper that draws is started."""
    return Helper(itself.line(itself.DRAW_SCAN, python=PYTHON), itself.ROOT)


class ScanDialog(Preview):
    """Shows a scan of a case. It is drawn beside the window, and closing the window ends that."""

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        case_id: str,
        number: int,
        name: str,
        save: Callable[[QWidget], object],
    ) -> None:
        self._unwanted = threading.Event()
        view = Sheets()
        turn = Button("", icon="rotate-cw", tip="Vrid (Ctrl+R)", on_click=view.turn)
        turn.setAccessibleName("Vrid")
        copy = Button("Spara en kopia …", icon="download", on_click=lambda: save(self))
        super().__init__(
            parent, name, view, heading=Elided(name, 16, QFont.Weight.DemiBold), actions=(turn, copy)
        )
        self.view, self.copy_button = view, copy
        self._desk, self._case_id, self._number = desk, case_id, number
        self._pages_only = (*self.zooms, turn, self.print_button)
        self.more = Banner("", kind="info")
        self._above = holder(column(self.more, margins=(20, 0, 20, 12)))
        self._above.hide()
        self.words = EmptyState("paperclip", "Ritar sidorna …", "")
        self._stack = QStackedLayout()
        self._stack.addWidget(self.words)
        self._stack.addWidget(holder(column(self._above, view, spacing=0)))
        self.body.addLayout(self._stack, 1)
        QShortcut(QKeySequence("Ctrl+R"), self, view.turn)
        view.in_sight.connect(self._say_where)
        self._allow(False)
        self._begin()

    def done(self, result: int) -> None:
        """Closes, and ends the drawing: the window's frame and Esc come here too."""
        self._unwanted.set()
        super().done(result)

    def print(self) -> None:
        """Prints through the system's dialog, on the record."""
        if self.print_button.isEnabled():
            images = self.view.images
            print_through_dialog(
                self,
                "Insatspärmen",
                len(images),
                lambda printer: draw_sheets(printer, len(images), images.__getitem__),
                self._printed,
            )

    def _begin(self) -> None:
        binder, unwanted = self._desk.binder, self._unwanted
        case_id, number = self._case_id, self._number

        def job(progress: Progress) -> Drawn:
            scan = attachments.scan_of(binder, case_id, number)
            try:
                return scan_helper.draw(scan, helper(), lambda: progress.cancelled or unwanted.is_set())
            finally:
                # One that was cancelled has no error to tell.
                progress.at(1.0)

        self._desk.background.run(self, "Ritar sidorna …", job, self._show, self._fail)

    def _show(self, drawn: Drawn) -> None:
        self.view.show_pages([_image(each) for each in drawn.pages])
        if drawn.total > len(drawn.pages):
            self.more.say(
                f"Filen har {drawn.total} sidor. Här visas de {len(drawn.pages)} första: "
                "spara en kopia för att se resten."
            )
            self._above.show()
        self._stack.setCurrentIndex(1)
        self._allow(True)
        self._say_where(0)
        self.view.setFocus()

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, KnownError):
            self._desk.shell.problem(error)
            self.reject()
            return
        self.words.say("Sidorna visas inte", explain(error))
        self.copy_button.setFocus()

    def _allow(self, there: bool) -> None:
        for each in self._pages_only:
            each.setEnabled(there)

    def _say_where(self, place: int) -> None:
        count = len(self.view.images)
        self.about.setText(f"sida {place + 1} av {count}" if count > 1 else "")
        self.about.setVisible(count > 1)
        self.arrange()

    def _printed(self) -> None:
        desk = self._desk
        desk.shell.changed(attachments.printed(desk.binder, self._case_id, self._number))
        desk.shell.say("Utskriften är lämnad till skrivaren.")


def _image(page: Page) -> QImage:
    """A page as Qt has it; its bytes are its own, so that nothing must be kept for it."""
    shared = QImage(page.pixels, page.width, page.height, 3 * page.width, QImage.Format.Format_RGB888)
    return shared.copy()
