"""Printing the recovery sheet through the platform's dialog, without a file of ours."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import QMarginsF, QRectF, Qt
from PySide6.QtGui import QFont, QPageLayout, QPageSize, QPaintDevice, QPainter, QPen
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from app.ui import theme
from app.ui.kit.swedish_dates import say_date


def print_sheet(parent: QWidget, folder: Path, code: str, day: date) -> None:
    """Asks for a printer and prints the sheet on one A4."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setPageOrientation(QPageLayout.Orientation.Portrait)
    printer.setPageMargins(QMarginsF(20, 20, 20, 20), QPageLayout.Unit.Millimeter)
    # The name that the spooler shows: nothing of what is on the paper.
    printer.setDocName("Insatspärmen")
    dialog = QPrintDialog(printer, parent)
    dialog.accepted.connect(lambda: _print(printer, folder, code, day))
    dialog.finished.connect(dialog.deleteLater)
    QDialog.open(dialog)


def draw_sheet(painter: QPainter, device: QPaintDevice, folder: Path, code: str, day: date) -> None:
    """Draws the sheet: what it is, the code in numbered groups, how to use it, where to keep it."""
    unit = device.logicalDpiX() / 72
    width = device.width()
    painter.setPen(QPen(Qt.GlobalColor.black))

    def font(points: float, weight: QFont.Weight = QFont.Weight.Normal, family: str = "") -> None:
        made = QFont(family or theme.look().family)
        made.setPointSizeF(points)
        made.setWeight(weight)
        if family:
            made.setStyleHint(QFont.StyleHint.Monospace)
        painter.setFont(made)

    def text(top: float, words: str, height: float = 60) -> None:
        box = QRectF(0, top * unit, width, height * unit)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignLeft) | int(Qt.TextFlag.TextWordWrap), words)

    font(22, QFont.Weight.Bold)
    text(20, "Återställningskod")
    font(11)
    text(58, f"Insatspärmen · skapad {say_date(day)}\n{folder}", 50)
    painter.setPen(QPen(Qt.GlobalColor.black, unit))
    painter.drawRoundedRect(QRectF(unit, 116 * unit, width - 2 * unit, 112 * unit), 6 * unit, 6 * unit)
    for number, group in enumerate(code.split("-")):
        left = 20 + number % 4 * (width / unit - 40) / 4
        top = 138 + number // 4 * 50
        font(9)
        painter.drawText(QRectF(left * unit, (top + 5) * unit, 14 * unit, 20 * unit), 0, str(number + 1))
        font(17, QFont.Weight.DemiBold, "DejaVu Sans Mono")
        painter.drawText(QRectF((left + 14) * unit, top * unit, 110 * unit, 30 * unit), 0, group)
    font(11)
    text(
        256,
        "Koden öppnar pärmen om lösenfrasen är glömd. Den som har koden kan läsa allt som står i pärmen.\n\n"
        "Så gör du: starta Insatspärmen, välj Återställ med koden, skriv grupperna i ordning och välj en ny"
        " lösenfras. Stora och små bokstäver, mellanslag och streck spelar ingen roll. Nollan och"
        " bokstaven O räknas lika, liksom ettan och bokstäverna I och L.\n\n"
        "Förvara arket inlåst, på ett annat ställe än datorn. Fotografera det inte.",
        240,
    )


def _print(printer: QPrinter, folder: Path, code: str, day: date) -> None:
    painter = QPainter()
    if painter.begin(printer):
        draw_sheet(painter, printer, folder, code, day)
        painter.end()
