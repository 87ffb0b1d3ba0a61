"""Printing several people's copies in one go, through the system's own dialog; no file of ours."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from app.ui.dialogs.paper_preview import draw_pages

Printing = Callable[[QWidget, Sequence[bytes], Callable[[], object]], None]
"""Prints papers and calls back when they have been handed to the system; tests put their own in its place."""


def print_all(parent: QWidget, papers: Sequence[bytes], done: Callable[[], object]) -> None:
    """Asks for a printer once and prints each paper; ``done()`` when the system has the pages.

    The system's spooler then holds the pages: that is said where one prints (trust.md, promise 1).
    """
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setFullPage(True)
    printer.setPageMargins(QMarginsF(0, 0, 0, 0))
    printer.setDocName("Papper från mötet")
    dialog = QPrintDialog(printer, parent)
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintToFile, False)
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange, False)

    def go() -> None:
        for content in papers:
            buffer = QBuffer()
            buffer.setData(QByteArray(content))
            buffer.open(QIODevice.OpenModeFlag.ReadOnly)
            pdf = QPdfDocument()
            pdf.load(buffer)
            draw_pages(pdf, printer)
            # The document before the buffer that it reads.
            pdf.close()
            buffer.close()
        done()

    dialog.accepted.connect(go)
    dialog.finished.connect(dialog.deleteLater)
    QDialog.open(dialog)
