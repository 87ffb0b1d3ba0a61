"""A paper on the screen, straight from memory, and on paper through the system's own print dialog."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QWidget

from app.ui.kit.button import Button
from app.ui.kit.layout import column
from app.ui.kit.preview import Preview, draw_sheets, print_through_dialog
from app.ui.kit.surfaces import Banner
from app.ui.saying import count

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
        self.setAccessibleDescription(count(self.pdf.pageCount(), "sida", "sidor"))

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
    """Draws a document's pages on a printer; nothing is written by us. Errors as ``draw_sheets``."""
    scale = min(printer.resolution(), MOST_DPI) / 72

    def page(number: int) -> QImage:
        return pdf.render(number, (pdf.pagePointSize(number) * scale).toSize())

    draw_sheets(printer, pdf.pageCount(), page)


def print_paper(
    parent: QWidget, pdf: QPdfDocument, title: str, done: Callable[[], object] | None = None
) -> None:
    """Asks for a printer and prints; ``done()`` when the pages have been handed to the system."""
    print_through_dialog(parent, title, pdf.pageCount(), lambda printer: draw_pages(pdf, printer), done)


class PaperPreview(Preview):
    """Shows a paper over the window, with *Skriv ut*; ``printed()`` is called when it has been printed.

    ``note`` stands above it: what is to be done before it is used.
    """

    def __init__(
        self,
        parent: QWidget,
        title: str,
        content: bytes,
        *,
        subtitle: str = "",
        printed: Callable[[], object] | None = None,
        actions: tuple[Button, ...] = (),
        note: Banner | None = None,
    ) -> None:
        view = PaperView(content)
        super().__init__(parent, title, view, subtitle=subtitle, actions=actions)
        self.view, self._title, self._printed = view, title, printed
        if note is not None:
            self.body.addLayout(column(note, margins=(20, 0, 20, 12)))
        self.body.addWidget(self.view, 1)
        self.view.setFocus()

    def print(self) -> None:
        """Prints through the system's dialog."""
        print_paper(self, self.view.pdf, self._title, self._printed)
