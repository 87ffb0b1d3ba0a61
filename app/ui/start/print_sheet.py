"""Printing the recovery sheet through the platform's dialog, without a file of ours."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget

from app.services.recovery_sheet import recovery_sheet
from app.ui.kit.preview import print_through_dialog
from app.ui.sending.printing import draw_all


def print_sheet(parent: QWidget, folder: Path, code: str, day: date) -> None:
    """Asks for a printer and prints the sheet on one A4."""
    # The name that the spooler shows: nothing of what is on the paper.
    print_through_dialog(parent, "Insatspärmen", None, lambda printer: draw_sheet(printer, folder, code, day))


def draw_sheet(printer: QPrinter, folder: Path, code: str, day: date) -> None:
    """Draws the sheet, straight from memory; errors as ``draw_all``."""
    draw_all([recovery_sheet(folder, code, day)], printer)
