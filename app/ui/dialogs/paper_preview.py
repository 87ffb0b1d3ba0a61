"""A paper on the screen, straight from memory, and on paper through the system's own print dialog."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, QSize, Qt
from PySide6.QtGui import QKeySequence, QPainter, QShortcut
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QApplication, QDialog, QVBoxLayout, QWidget

from app.ui import theme
from app.ui.kit.button import Button, Kind
from app.ui.kit.layout import STRETCH, row
from app.ui.kit.text import Text

MOST_DPI = 300
"""Pages are drawn for the printer at no more than this: enough for text, and a page stays below 30 MB."""


class PaperView(QPdfView):
    """Shows a PDF from its bytes; no file is written. It fits the width until one zooms."""

    def __init__(self, content: bytes = b"") -> None:
        super().__init__()
        # The document must outlive the view, which reads it to its very end, and the buffer the document:
        # the view's own children would go the other way round, and that crashes.
        app = QApplication.instance()
        assert app is not None
        self.pdf = QPdfDocument(app)
        self.destroyed.connect(self.pdf.deleteLater)
        self._buffer = QBuffer(self.pdf)
        self.setDocument(self.pdf)
        self.setPageMode(QPdfView.PageMode.MultiPage)
        self.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self.setFrameShape(QPdfView.Shape.NoFrame)
        self.setAccessibleName("Dokument")
        if content:
            self.show_paper(content)

    def show_paper(self, content: bytes) -> None:
        """Shows another paper."""
        self.pdf.close()
        self._buffer.close()
        self._buffer.setData(QByteArray(content))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self.pdf.load(self._buffer)
        self.setAccessibleDescription(f"{self.pdf.pageCount()} sidor")

    def zoom(self, factor: float) -> None:
        """Makes the paper larger or smaller, from 40 to 400 percent."""
        base = self.zoomFactor()
        if self.zoomMode() == QPdfView.ZoomMode.FitToWidth and self.pdf.pageCount():
            dots = self.screen().logicalDotsPerInch() / 72
            page = self.pdf.pagePointSize(0).width() * dots
            base = max(0.2, (self.viewport().width() - 24) / page) if page else base
        self.setZoomMode(QPdfView.ZoomMode.Custom)
        self.setZoomFactor(min(4.0, max(0.4, base * factor)))

    def fit(self) -> None:
        """Fits the paper's width again."""
        self.setZoomMode(QPdfView.ZoomMode.FitToWidth)


def draw_pages(pdf: QPdfDocument, printer: QPrinter) -> None:
    """Draws a document's pages on a printer, each fitted to its sheet; nothing is written by us."""
    painter = QPainter(printer)
    first = max(1, printer.fromPage()) - 1
    last = min(printer.toPage() or pdf.pageCount(), pdf.pageCount())
    sheet = QRectF(printer.paperRect(QPrinter.Unit.DevicePixel))
    dpi = min(printer.resolution(), MOST_DPI)
    for number in range(first, last):
        if number > first:
            printer.newPage()
        points = pdf.pagePointSize(number)
        image = pdf.render(number, QSize(round(points.width() * dpi / 72), round(points.height() * dpi / 72)))
        place = QRectF(0, 0, points.width(), points.height())
        scale = min(sheet.width() / place.width(), sheet.height() / place.height())
        place.setSize(place.size() * scale)
        painter.drawImage(place, image)
    painter.end()


def print_paper(
    parent: QWidget, pdf: QPdfDocument, title: str, done: Callable[[], object] | None = None
) -> None:
    """Asks for a printer and prints; ``done()`` when the pages have been handed to the system.

    The system's spooler then holds the pages: that is said where one prints (trust.md, promise 1).
    """
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setFullPage(True)
    printer.setPageMargins(QMarginsF(0, 0, 0, 0))
    printer.setDocName(title)
    dialog = QPrintDialog(printer, parent)
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintToFile, False)
    dialog.setMinMax(1, max(1, pdf.pageCount()))

    def go() -> None:
        draw_pages(pdf, printer)
        if done is not None:
            done()

    dialog.accepted.connect(go)
    dialog.finished.connect(dialog.deleteLater)
    QDialog.open(dialog)


class PaperPreview(QDialog):
    """Shows a paper over the window, with *Skriv ut*; ``printed()`` is called when it has been printed."""

    def __init__(
        self,
        parent: QWidget,
        title: str,
        content: bytes,
        *,
        subtitle: str = "",
        printed: Callable[[], object] | None = None,
        actions: tuple[Button, ...] = (),
    ) -> None:
        over = parent.window()
        super().__init__(over)
        self.setWindowTitle("Insatspärmen")
        self.setAccessibleName(title)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._title, self._printed = title, printed
        self.view = PaperView(content)
        self.print_button = Button(
            "Skriv ut", Kind.PRIMARY, icon="printer", keys="Ctrl+P", on_click=self.print
        )
        self.print_button.setToolTip("Skriv ut (Ctrl+P). Datorns utskriftskö får se sidorna.")
        close = Button("Stäng", on_click=self.reject)
        smaller = Button("", icon="minus", tip="Mindre (Ctrl+-)", on_click=lambda: self.view.zoom(1 / 1.2))
        larger = Button("", icon="plus", tip="Större (Ctrl++)", on_click=lambda: self.view.zoom(1.2))
        smaller.setAccessibleName("Mindre")
        larger.setAccessibleName("Större")
        QShortcut(QKeySequence.StandardKey.ZoomIn, self, lambda: self.view.zoom(1.2))
        QShortcut(QKeySequence.StandardKey.ZoomOut, self, lambda: self.view.zoom(1 / 1.2))
        QShortcut(QKeySequence("Ctrl+0"), self, self.view.fit)
        about = Text(subtitle, "quiet", wrap=False)
        about.setVisible(bool(subtitle))
        head = row(
            Text(title, "section", wrap=False),
            about,
            STRETCH,
            smaller,
            larger,
            *actions,
            close,
            self.print_button,
            spacing=10,
            margins=(20, 12, 20, 12),
        )
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(head)
        box.addWidget(self.view, 1)
        self.resize(
            min(theme.px(980), over.width() - theme.px(40)), max(theme.px(420), over.height() - theme.px(40))
        )
        self.view.setFocus()

    def print(self) -> None:
        """Prints through the system's dialog."""
        print_paper(self, self.view.pdf, self._title, self._printed)
