"""Printing several people's copies in one go, through the system's own dialog; no file of ours."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget

from app.ui.dialogs.paper_preview import draw_pages
from app.ui.kit.preview import print_through_dialog

Printing = Callable[[QWidget, Sequence[bytes], Callable[[], object]], None]
"""Prints papers and calls back when they have been handed to the system; tests put their own in its place."""


def print_all(parent: QWidget, papers: Sequence[bytes], done: Callable[[], object]) -> None:
    """Asks for a printer once and prints each paper; ``done()`` when the system has the pages of all."""
    print_through_dialog(parent, "Papper från mötet", None, lambda printer: draw_all(papers, printer), done)


def draw_all(papers: Sequence[bytes], printer: QPrinter) -> None:
    """Draws each paper on the printer, straight from memory; errors as ``draw_pages``."""
    for content in papers:
        buffer = QBuffer()
        buffer.setData(QByteArray(content))
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        pdf = QPdfDocument()
        pdf.load(buffer)
        try:
            draw_pages(pdf, printer)
        finally:
            # The document before the buffer that it reads.
            pdf.close()
            buffer.close()
