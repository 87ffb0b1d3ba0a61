"""What every step of the meeting mode is."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.ui.desk import Desk
from app.ui.meeting.held import Held


class Step(QWidget):
    """One of the five steps: shows the meeting's proceedings and edits them.

    ``forward`` and ``backward`` are Enter and Shift+Enter: True when something within the step used them.
    """

    on_words = "Nästa steg"
    on_key = "Return"

    def __init__(self, desk: Desk, held: Held, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk, self.held = desk, held

    def refresh(self) -> None:
        """Shows the proceedings as they are."""

    def arrive(self, *, from_after: bool = False) -> None:
        """Is come to; ``from_after`` from the step after it."""

    def forward(self) -> bool:
        """Goes on within the step."""
        return False

    def backward(self) -> bool:
        """Goes back within the step."""
        return False

    def done(self) -> bool:
        """Tells whether nothing is left to say here."""
        return True

    def digit(self, number: int) -> bool:
        """Takes a digit that no field took; True when it meant something."""
        return False

    def letter(self, text: str) -> bool:
        """Takes a letter that no field took; True when it meant something."""
        return False

    def up_down(self, by: int) -> bool:
        """Takes an arrow key that no field took; True when it meant something."""
        return False

    def set_narrow(self, narrow: bool) -> None:
        """Gives way in a narrow window."""
