"""The frame of what is looked at as pages: its title, zooming and printing, over the window it is of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import QMarginsF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QImage, QKeySequence, QPainter, QResizeEvent, QShortcut
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QBoxLayout, QDialog, QVBoxLayout, QWidget

from app.models.errors import Kind as ErrorKind
from app.models.errors import KnownError
from app.services.wording import explain
from app.ui import theme
from app.ui.kit import help_key
from app.ui.kit.button import Button, Kind
from app.ui.kit.layout import row
from app.ui.kit.questions import WindowQuestions
from app.ui.kit.text import Text

TITLE_ROOM = 240
"""Design pixels of a long title that must be in sight beside the buttons."""

_FAILED = (QPrinter.PrinterState.Error, QPrinter.PrinterState.Aborted)


class Zoomed(Protocol):
    """Pages that can be made larger and smaller, and fitted to the width again."""

    def zoom(self, factor: float) -> None:
        """Makes them larger or smaller."""

    def fit(self) -> None:
        """Fits them to the width."""


class Preview(QDialog):
    """Shows pages over the window, with *Skriv ut*; fill ``body`` and override ``print``."""

    def __init__(
        self,
        parent: QWidget,
        title: str,
        view: Zoomed,
        *,
        heading: QWidget | None = None,
        subtitle: str = "",
        actions: Sequence[Button] = (),
    ) -> None:
        over = parent.window()
        super().__init__(over)
        self.setWindowTitle("Insatspärmen")
        self.setAccessibleName(title)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.print_button = Button(
            "Skriv ut", Kind.PRIMARY, icon="printer", keys="Ctrl+P", on_click=self.print
        )
        self.print_button.setToolTip("Skriv ut (Ctrl+P). Datorns utskriftskö får se sidorna.")
        close = Button("Stäng", on_click=self.reject)
        smaller = Button("", icon="minus", tip="Mindre (Ctrl+-)", on_click=lambda: view.zoom(1 / 1.2))
        larger = Button("", icon="plus", tip="Större (Ctrl++)", on_click=lambda: view.zoom(1.2))
        smaller.setAccessibleName("Mindre")
        larger.setAccessibleName("Större")
        self.zooms = (smaller, larger)
        QShortcut(QKeySequence.StandardKey.ZoomIn, self, lambda: view.zoom(1.2))
        QShortcut(QKeySequence.StandardKey.ZoomOut, self, lambda: view.zoom(1 / 1.2))
        QShortcut(QKeySequence("Ctrl+0"), self, view.fit)
        self.about = Text(subtitle, "quiet", wrap=False)
        self.about.setVisible(bool(subtitle))
        self._heading = heading or Text(title, "section", wrap=False)
        titles = row(spacing=10)
        titles.addWidget(self._heading, 0 if heading is None else 1)
        titles.addWidget(self.about)
        if heading is None:
            titles.addStretch(1)
        self._buttons = row(None, smaller, larger, *actions, close, self.print_button, spacing=10)
        self._head = row(titles, self._buttons, spacing=10, margins=(20, 12, 20, 12))
        self._head.setStretch(0, 1)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        self.body.addLayout(self._head)
        high = min(over.height(), max(theme.px(420), over.height() - theme.px(40)))
        self.resize(min(theme.px(980), over.width() - theme.px(40)), high)
        help_key.bind(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Finds room for the title anew."""
        super().resizeEvent(event)
        self.arrange()

    def arrange(self) -> None:
        """Puts the title over the buttons where there is no room for it beside them."""
        title = min(self._heading.sizeHint().width(), theme.px(TITLE_ROOM))
        about = 0 if self.about.isHidden() else self.about.sizeHint().width() + theme.px(10)
        wanted = title + about + self._buttons.sizeHint().width() + theme.px(60)
        ways = QBoxLayout.Direction
        self._head.setDirection(ways.TopToBottom if wanted > self.width() else ways.LeftToRight)

    def print(self) -> None:
        """Prints through the system's dialog."""


def print_through_dialog(
    parent: QWidget,
    title: str,
    pages: int | None,
    draw: Callable[[QPrinter], object],
    done: Callable[[], object] | None = None,
) -> None:
    """Asks for a printer and has the pages drawn on it; ``done()`` when the system has them.

    ``pages`` is how many there are to choose among, None where it is all or nothing. What the printer refused
    (a KnownError of ``draw``) is told, and is not done. The system's spooler then holds the pages: that is
    said where one prints (trust.md, promise 1).
    """
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setFullPage(True)
    printer.setPageMargins(QMarginsF(0, 0, 0, 0))
    printer.setDocName(title)
    dialog = QPrintDialog(printer, parent)
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintToFile, False)
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange, pages is not None)
    if pages is not None:
        dialog.setMinMax(1, max(1, pages))

    def go() -> None:
        try:
            draw(printer)
        except KnownError as error:
            WindowQuestions().tell(parent, "Det gick inte att skriva ut", explain(error))
            return
        if done is not None:
            done()

    dialog.accepted.connect(go)
    dialog.finished.connect(dialog.deleteLater)
    QDialog.open(dialog)


def draw_sheets(printer: QPrinter, pages: int, page: Callable[[int], QImage]) -> None:
    """Draws pages on a printer, each fitted to its sheet; ``page(number)`` gives one, counted from zero.

    KnownError ENVIRONMENT `printer_refused` where it does not take them: then nothing may be called printed.
    """
    painter = QPainter()
    if not painter.begin(printer):
        raise KnownError(ErrorKind.ENVIRONMENT, "printer_refused")
    first = max(1, printer.fromPage()) - 1
    last = min(printer.toPage() or pages, pages)
    sheet = printer.paperRect(QPrinter.Unit.DevicePixel).size()
    for number in range(first, last):
        if number > first:
            printer.newPage()
        image = page(number)
        size = QSizeF(image.size()).scaled(sheet, Qt.AspectRatioMode.KeepAspectRatio)
        painter.drawImage(QRectF(QPointF(), size), image)
    if not painter.end() or printer.printerState() in _FAILED:
        raise KnownError(ErrorKind.ENVIRONMENT, "printer_refused")
