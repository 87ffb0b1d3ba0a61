"""Printing the recovery sheet through the platform's dialog, without a file of ours."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from app.services.recovery_sheet import recovery_sheet
from app.ui.dialogs.paper_preview import draw_pages


def print_sheet(parent: QWidget, folder: Path, code: str, day: date) -> None:
    """Asks for a printer and prints the sheet on one A4."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setFullPage(True)
    printer.setPageMargins(QMarginsF(0, 0, 0, 0))
    # The name that the spooler shows: nothing of what is on the paper.
    printer.setDocName("Insatspärmen")
    dialog = QPrintDialog(printer, parent)
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintToFile, False)
    dialog.accepted.connect(lambda: draw_sheet(printer, folder, code, day))
    dialog.finished.connect(dialog.deleteLater)
    QDialog.open(dialog)


def draw_sheet(printer: QPrinter, folder: Path, code: str, day: date) -> None:
    """Draws the sheet, straight from memory."""
    buffer = QBuffer()
    buffer.setData(QByteArray(recovery_sheet(folder, code, day)))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    pdf = QPdfDocument()
    pdf.load(buffer)
    draw_pages(pdf, printer)
    # The document before the buffer that it reads.
    pdf.close()
    buffer.close()
