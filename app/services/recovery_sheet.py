"""The sheet with the recovery code as a paper, made in memory and never kept."""

from datetime import date
from pathlib import Path

from app.documents.papers.recovery_sheet import recovery_sheet as paper
from app.documents.render import render
from app.storage.database import DATABASE


def recovery_sheet(folder: Path, code: str, on: date) -> bytes:
    """The sheet as a PDF, the same bytes for the same code, folder and day."""
    return render(paper(code, str(folder), DATABASE, on))
